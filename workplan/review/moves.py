"""Moves in copies that the content has made as well."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import partial

from workplan.document.revisions import accept, select
from workplan.document.tree import Document, Revision
from workplan.review.marks import marks
from workplan.review.untracked import is_alike


def made(before: Document, copies: Iterable[Document]) -> Iterator[int]:
    """The amendments that put something where it stands already. `before` is the baseline in today's order,
    and the marked `copies` of it are in that order too (`arrangement`); so such a move changes nothing."""
    as_it_is = accept(before)
    for copy in copies:
        moves = {mark.amendment for _, mark in marks(copy) if mark.move}
        for number in sorted(moves):
            if is_alike(accept(select(copy, partial(_is, number))), as_it_is):
                yield number


def _is(number: int, revision: Revision) -> bool:
    return revision.amendment == number
