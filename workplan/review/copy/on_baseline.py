"""A copy's changes as changes to the document that was sent, whatever was typed with change tracking off.

Where a copy with all its tracked changes rejected is what was sent, its own marks are taken as they are.
Where it is not, the difference is what nobody tracked: it is found by comparing, and the copy's own marks are
laid over it. Where that cannot be done (an editor's program has other spaces between words that changed),
what the copy says is compared with what was sent as a whole: a change in a line, row or note that the copy
has marks in is then their author's, and any other is untracked.
"""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct
from msgspec.structs import replace

from workplan.compare import compare
from workplan.document.revisions import accept, said
from workplan.document.tree import AmendmentNumber, Document, Revision
from workplan.review.copy.moved_rows import with_moved_rows
from workplan.review.copy.numbering import tagged
from workplan.review.copy.stacking import compose
from workplan.review.copy.untracked import as_sent, before_tracking, edits
from workplan.review.copy.whole_letters import on_whole_letters
from workplan.review.copy.withdrawn import without_withdrawn
from workplan.review.edits.layers import OtherBaselineError, layer, texts
from workplan.review.edits.marks import marks, remade


class OnBaseline(Struct, frozen=True):
    """`document` has its amendments numbered; `untracked` are those that the copy did not mark."""

    document: Document
    untracked: frozenset[AmendmentNumber] = frozenset()


def on_baseline(base: Document, copy: Document, member: str, number: int) -> OnBaseline:
    """What `copy` does to `base`, as `member`'s where one is named; `number` is the copy's."""
    named = with_moved_rows(without_withdrawn(_renamed(copy, member) if member else copy))
    named = tagged(on_whole_letters(named), number)
    before = before_tracking(base, named)
    off = edits(base, before, member)
    try:
        if off:
            return _over(off, named, before, number)
        layer(texts(base), named)
        return OnBaseline(replace(named, properties=base.properties))
    except OtherBaselineError:
        return _compared(base, named, member, number)


def _over(off: Document, copy: Document, before: Document, number: int) -> OnBaseline:
    """The tracked changes of `copy`, over the edits made with tracking `off`, which
    made it of what was sent: these get the numbers behind them."""
    last = max((mark.amendment.number for _, mark in marks(copy)), default=0)
    off = tagged(off, number, last + 1)
    return OnBaseline(compose(off, copy, before), frozenset(mark.amendment for _, mark in marks(off)))


def _compared(base: Document, copy: Document, member: str, number: int) -> OnBaseline:
    authors = dict(_authors(copy))
    unknown = Revision(member)
    found = tagged(compare(base, as_sent(base, accept(copy)), unknown), number)
    by: dict[AmendmentNumber, Revision] = {}
    for id, mark in marks(found):
        if made := authors.get(said(id)):
            by.setdefault(mark.amendment, made)
    untracked = frozenset(mark.amendment for _, mark in marks(found)) - by.keys()

    def author(mark: Revision) -> Revision:
        whose = by.get(mark.amendment, unknown)
        return replace(mark, author=whose.author, date=whose.date)

    return OnBaseline(remade(found, author), untracked)


def _renamed(document: Document, member: str) -> Document:
    return remade(document, lambda mark: replace(mark, author=member))


def _authors(copy: Document) -> Iterator[tuple[str, Revision]]:
    """Who changed what has an id, last mark first."""
    yield from reversed(list(marks(copy)))
