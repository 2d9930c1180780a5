"""What several members propose alike, under all their names: as the author of the one change that stands for
it, and so in the brackets of a compilation."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from workplan.document.tree import AmendmentNumber, Document
from workplan.review.edits.marks import marks, remade
from workplan.review.merge.merge import Merged


def in_all_names(merged: Merged, copies: Sequence[Document]) -> tuple[Merged, list[Document]]:
    """The merged document and the marked copies that it was made of. Members stand in the order of copies."""
    authors = {mark.amendment: mark.author for copy in copies for _, mark in marks(copy)}
    found: dict[AmendmentNumber, list[str]] = defaultdict(list)
    for number, first in sorted(merged.findings.same.items()):
        found[first].append(authors[number])
    names = {first: ", ".join(dict.fromkeys((authors[first], *others))) for first, others in found.items()}

    def named(document: Document) -> Document:
        return remade(document, lambda mark: replace(mark, author=names.get(mark.amendment, mark.author)))

    return replace(merged, document=named(merged.document)), list(map(named, copies))
