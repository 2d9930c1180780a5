"""What several members propose alike, under all their names: as the author of the one change that stands for
it, and so in the brackets of a compilation."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace

from workplan.document.tree import AmendmentNumber, Document
from workplan.review.edits.marks import marks, remade
from workplan.review.merge.merge import Merged

Names = dict[str, None]  # in their order


def in_all_names(merged: Merged, copies: Sequence[Document]) -> tuple[Merged, list[Document]]:
    """The merged document and the marked copies that it was made of. Members stand in the order of copies.
    Where others changed what somebody put in, each mark keeps its author, unless more propose the same."""
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

    return replace(merged, document=named(merged.document)), list(map(named, copies))


def in_a_row(names: Iterable[str]) -> str:
    """Names as one: a tracked change has one author. A name may hold a comma itself."""
    found = tuple(names)
    return ("; " if any("," in name for name in found) else ", ").join(found)
