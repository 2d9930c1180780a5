"""A copy's changes as changes to the document that was sent, whatever was typed with change tracking off.

Where a copy with all its tracked changes rejected is what was sent, its own marks are taken as they are.
Where it is not, what it says then is compared with what was sent: those changes are untracked, and come
before its own marks; of letters that were formatted with and without tracking, the tracked format is told.
Where the marks do not fit what is left (spaces or joined lines that an editor saved otherwise), all that the
copy says is compared: a change in a line, row or note that has marks is their author's; any other is
untracked.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from workplan.compare import compare
from workplan.document.revisions import accept, said
from workplan.document.tree import Document, Revision
from workplan.review.layers import OtherBaselineError, layer, texts
from workplan.review.marks import marks, remade
from workplan.review.merging import follow
from workplan.review.tagging import tagged
from workplan.review.untracked import as_sent, untracked


@dataclass(frozen=True, slots=True)
class OnBaseline:
    """`document` has its amendments numbered; `untracked` are those that the copy did not mark."""

    document: Document
    untracked: frozenset[int] = frozenset()


def on_baseline(base: Document, copy: Document, member: str, first: int) -> OnBaseline:
    """What `copy` does to `base`, as `member`'s where one is named; numbered from `first`."""
    named = tagged(_renamed(copy, member) if member else copy, first)
    off = untracked(base, named, member)
    if not off and _is_on(base, named):
        return OnBaseline(replace(named, properties=base.properties))
    return (off and _followed(base, off, named)) or _compared(base, named, member, first)


def _is_on(base: Document, copy: Document) -> bool:
    try:
        layer(texts(base), copy)
    except OtherBaselineError:
        return False
    return True


def _followed(base: Document, off: Document, copy: Document) -> OnBaseline | None:
    """What was typed with tracking off, and then the copy's marks as they are; None where they do not fit."""
    number = max((mark.amendment for _, mark in marks(copy)), default=0)
    off = tagged(off, number + 1)
    try:
        found = follow(off, copy)
    except OtherBaselineError:
        return None
    if not _is_on(base, found):
        return None
    return OnBaseline(found, frozenset(mark.amendment for _, mark in marks(off)))


def _compared(base: Document, copy: Document, member: str, first: int) -> OnBaseline:
    authors = dict(_authors(copy))
    unknown = Revision(member)
    found = tagged(compare(base, as_sent(base, accept(copy)), unknown), first)
    by: dict[int, Revision] = {}
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
