"""The parts that hints are made of."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from difflib import get_close_matches

from workplan.text.excerpts import shortened


class Suggestions:
    """`did you mean "impunity"?` for one misspelt word after another, until comparing takes long.

    Comparing is slow, and who misspells many words needs few hints: after `MAX_COMPARED` pairs
    there are none. Long words are never compared: difflib takes time that grows with the square
    of their length.
    """

    MAX_COMPARED = 20_000

    def __init__(self, known: Iterable[str]) -> None:
        self._by_folded = {word.casefold(): word for word in known if len(word) <= 80}
        self._compared = 0

    def __call__(self, word: str) -> str:
        """The hint for `word`; empty where no known word is close."""
        self._compared += len(self._by_folded)
        if len(word) > 80 or self._compared > self.MAX_COMPARED:
            return ""
        close = get_close_matches(word.casefold(), self._by_folded, n=1, cutoff=0.6)
        return f'did you mean "{self._by_folded[close[0]]}"?' if close else ""


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """The hint for a single misspelt word; empty where no known word is close."""
    return Suggestions(known)(word)


def one_of(known: Iterable[str], limit: int = 12) -> str:
    """`a, b, c`; no more than `limit` of them."""
    names = list(known)
    more = f" and {len(names) - limit} more" if len(names) > limit else ""
    return ", ".join(names[:limit]) + more


def amendments(numbers: Sequence[int]) -> str:
    """The rows of a matrix by their numbers: "amendment 5", "amendments 5, 7 and 9"."""
    *others, last = map(str, numbers)
    return f"amendments {', '.join(others)} and {last}" if others else f"amendment {last}"


def escaped(words: str) -> str:
    """`words` with a code such as \\u001b for all that a terminal might obey instead of show."""
    if words.isprintable():
        return words
    return "".join(c if c.isprintable() else f"\\u{ord(c):04x}" for c in words)


def quoted(words: str, limit: int = 40) -> str:
    """`"words"` on one line, shortened with an ellipsis, safe to show on a terminal."""
    line = escaped(" ".join(words.split()))
    return f'"{shortened(line, limit)}"'


def join(*sentences: str) -> str:
    """Those of the sentences that say something, as one hint."""
    return " ".join(filter(None, sentences))
