"""How much two documents have in common: at most, before they are compared, and in the end.

Comparing takes long where one document is not a version of the other and has hundreds of pages. So words are
counted first: of each, no more can stay than the document has that has fewer of it. Lines that both documents
have are in common as they are, so that the words of the others alone are looked at.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from functools import lru_cache
from unicodedata import is_normalized, normalize

from workplan.compare.words.tokens import tokens
from workplan.document.tree import Document, Inline
from workplan.document.walking.marked import flat
from workplan.document.walking.walk import lines

#: Two documents of which less than this part of the letters stays are not versions of one plan.
LEAST = 0.1


def kept(redline: Document) -> float:
    """The part of all letters that stays: 0 to 1."""
    kept = total = 0
    for block in redline.blocks:
        for line in lines(block):
            for piece in flat(line.inlines):
                letters = len(getattr(piece, "text", ""))
                total += letters
                kept += 0 if piece.change else letters
    return kept / total if total else 1.0


def may_be_versions(old: Document, new: Document) -> bool:
    """False where `kept` of their redline is less than `LEAST`, whatever stands where in them."""
    sizes = sorted((_letters(old), _letters(new)))
    if sizes[0] < LEAST * sizes[1]:
        return False
    before, after = _lines(old), _lines(new)
    both = before & after
    same = sum(_letters_of(line) * number for line, number in both.items())
    words = _words(before - both), _words(after - both)
    common = same + sum(len(word) * number for word, number in (words[0] & words[1]).items())
    total = 2 * same + sum(len(word) * number for counted in words for word, number in counted.items())
    return common >= LEAST * (total - common)


def _letters(document: Document) -> int:
    found = (piece for block in document.blocks for line in lines(block) for piece in flat(line.inlines))
    return sum(len(getattr(piece, "text", "")) for piece in found)


def _lines(document: Document) -> Counter[tuple[Inline, ...]]:
    return Counter(line.inlines for block in document.blocks for line in lines(block))


def _letters_of(inlines: tuple[Inline, ...]) -> int:
    """The letters of all words of a line."""
    text = "".join(getattr(piece, "text", "") for piece in flat(inlines))
    if is_normalized("NFC", text):  # and so is every part of it
        return len(text)
    return sum(map(len, _words_of(inlines)))


def _words(found: Counter[tuple[Inline, ...]]) -> Counter[str]:
    """All words of some lines; a space is one of them, of whatever kind."""
    words: Counter[str] = Counter()
    for line, number in found.items():
        for word in _words_of(line):
            words[word] += number
    return words


@lru_cache(1 << 12)
def _words_of(inlines: tuple[Inline, ...]) -> Sequence[str]:
    """Those of a line; kept, because every copy has most lines of the baseline."""
    return [" " * len(each.words) if each.blank else normalize("NFC", each.words) for each in tokens(inlines)]
