"""The parts that hints are made of."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """`did you mean "impunity"?`, or nothing where no known word is close. Long words are not
    compared: difflib takes time that grows with the square of their length."""
    by_folded = {k.casefold(): k for k in known}
    if len(word) > 80:
        return ""
    close = get_close_matches(word.casefold(), by_folded, n=1, cutoff=0.6)
    return f'did you mean "{by_folded[close[0]]}"?' if close else ""


def one_of(known: Iterable[str], limit: int = 12) -> str:
    """`a, b, c`; no more than `limit` of them."""
    names = list(known)
    more = f" and {len(names) - limit} more" if len(names) > limit else ""
    return ", ".join(names[:limit]) + more


def quoted(words: str, limit: int = 40) -> str:
    """`"words"` on one line, shortened with an ellipsis, safe to show on a terminal."""
    line = "".join(c if c.isprintable() else f"\\u{ord(c):04x}" for c in " ".join(words.split()))
    return f'"{line}"' if len(line) <= limit else f'"{line[: limit - 1].rstrip()}…"'


def join(*sentences: str) -> str:
    """Those of the sentences that say something, as one hint."""
    return " ".join(filter(None, sentences))
