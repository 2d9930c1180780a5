"""What several members propose alike, under all their names: as the author of the one change that stands for
it, and so in the brackets of a compilation.

Word has room for so many letters of an author. Of more names, the mark has the first ones and how many others
there are (`as_author`); the brackets and the matrix have all of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from msgspec.structs import replace

from workplan.content.words.matrix import MatrixWords
from workplan.document.tree import AmendmentNumber, Document
from workplan.review.edits.marks import marks, remade
from workplan.review.merge.merge import Merged
from workplan.word import LONGEST_AUTHOR

Names = dict[str, None]  # in their order


def in_all_names(
    merged: Merged, copies: Sequence[Document], words: MatrixWords
) -> tuple[Merged, list[Document], dict[str, str]]:
    """The merged document and the marked copies that it was made of; and what Word calls such an author, by
    all names. Members stand in the order of copies. Where others changed what somebody put in, each mark
    keeps its author, unless more propose the same."""
    authors: dict[AmendmentNumber, Names] = defaultdict(dict)
    for copy in copies:
        for _, mark in marks(copy):
            authors[mark.amendment][mark.author] = None
    found: dict[AmendmentNumber, Names] = {}
    for number, first in sorted(merged.findings.same.items()):
        found.setdefault(first, dict(authors[first])).update(authors[number])
    names = {first: in_a_row(those) for first, those in found.items()}

    def named(document: Document) -> Document:
        return remade(document, lambda mark: replace(mark, author=names.get(mark.amendment, mark.author)))

    short = {in_a_row(those): as_author(tuple(those), words) for those in found.values()}
    return replace(merged, document=named(merged.document)), list(map(named, copies)), short


def in_a_row(names: Iterable[str]) -> str:
    """Names as one: a tracked change has one author. A name may hold a comma itself."""
    found = tuple(names)
    return ("; " if any("," in name for name in found) else ", ").join(found)


def as_author(names: Sequence[str], words: MatrixWords) -> str:
    """Names as the author of a change in Word; those that it has no room for are counted."""
    whole = in_a_row(names)
    if len(whole) <= LONGEST_AUTHOR:
        return whole
    told = (
        words.and_others.format(members=in_a_row(names[:n]), count=len(names) - n)
        for n in range(len(names) - 1, 0, -1)
    )
    return next((each for each in told if len(each) <= LONGEST_AUTHOR), whole)
