"""Moves in copies that the content has made as well."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator

from workplan.document.revisions import accept, select
from workplan.document.tree import AmendmentNumber, Document
from workplan.review.copy.untracked import is_alike
from workplan.review.edits.marks import marks


def moves_made(copies: Iterable[Document], made: Collection[AmendmentNumber]) -> Iterator[AmendmentNumber]:
    """The amendments that put something where it stands already. The marked `copies` are in today's order
    (`order`): there, such a move changes nothing, once what else the content has `made` is made."""
    for copy in copies:
        moves = sorted({mark.amendment for _, mark in marks(copy) if mark.move} - {*made})
        if moves:
            without = _with(copy, made)
            yield from (move for move in moves if is_alike(_with(copy, {*made, move}), without))


def _with(copy: Document, numbers: Collection[AmendmentNumber]) -> Document:
    return accept(select(copy, lambda revision: revision.amendment in numbers))
