"""Letters on pages as words: what people changed is told from what programs write otherwise."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence

from workplan.returns.pdf.facts import Box, Letter

#: Of the height of letters: a wider gap is a space, a longer way down a new line.
_GAP, _LINE = 0.22, 0.6
#: Programs end lines with these, and write one for another.
_DASHES = frozenset("-\u2010\u2011\u00ad\u2043\u2212\x02\ufffe")


def bare(words: str) -> str:
    """The letters of words without what programs put in, leave out or write otherwise: white space, hyphens,
    signs that are not seen, ligatures."""
    return "".join(
        sign
        for sign in unicodedata.normalize("NFKC", words)
        if not sign.isspace() and sign not in _DASHES and unicodedata.category(sign) not in ("Cf", "Cc", "Cn")
    )


def within(letters: Iterable[Letter], box: Box) -> list[Letter]:
    """The letters in a box, in their order."""
    return [letter for letter in letters if letter.is_in(box)]


def as_words(letters: Sequence[Letter]) -> str:
    """Letters as words, on one line."""
    words, before = "", None
    for letter in letters:
        if before and _is_apart(before.box, letter.box):
            words += " "
        words += letter.sign
        before = letter
    return " ".join(words.split())


def _is_apart(before: Box, after: Box) -> bool:
    height = max(before.top - before.bottom, after.top - after.bottom, 4.0)
    return (
        after.left - before.right > _GAP * height
        or before.left - after.right > _GAP * height
        or abs(after.bottom - before.bottom) > _LINE * height
    )
