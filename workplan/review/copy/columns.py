"""What a copy does to columns, as amendments: each has a number behind those of the copy's marks."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from workplan.document.tree import AmendmentNumber, Document
from workplan.review.edits.marks import marks
from workplan.word.reader import ColumnChange

#: The changes of columns, by their numbers.
Columns = Mapping[AmendmentNumber, ColumnChange]


def numbered(changes: Sequence[ColumnChange], document: Document, copy: int) -> Columns:
    """The changes of columns of a copy with this number; the marks in its `document` have theirs."""
    last = max((mark.amendment.number for _, mark in marks(document)), default=0)
    return {AmendmentNumber(copy, last + n): change for n, change in enumerate(changes, 1)}
