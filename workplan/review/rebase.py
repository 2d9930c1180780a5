"""A copy's changes as changes to the document that was sent, whatever was typed with change tracking off.

Where a copy with all its tracked changes rejected is what was sent, its own marks are taken as they are.
Where it is not, what it says is compared with what was sent: a change in a line, row or note that the copy
has marks in is their author's; any other is untracked.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, fields, is_dataclass, replace
from itertools import chain
from typing import Any

from workplan.compare import compare
from workplan.document.revisions import accept, said
from workplan.document.tree import Document, Figure, Heading, Note, Paragraph, Revision, Row
from workplan.review.layers import OtherBaselineError, layer, texts
from workplan.review.tagging import tagged
from workplan.review.untracked import as_sent


@dataclass(frozen=True, slots=True)
class OnBaseline:
    """`document` has its amendments numbered; `untracked` are those that the copy did not mark."""

    document: Document
    untracked: frozenset[int] = frozenset()


def on_baseline(base: Document, copy: Document, member: str, first: int) -> OnBaseline:
    """What `copy` does to `base`, as `member`'s where one is named; numbered from `first`."""
    named = _renamed(copy, member) if member else copy
    try:
        layer(texts(base), copy)
    except OtherBaselineError:
        return _compared(base, named, member, first)
    return OnBaseline(replace(tagged(named, first), properties=base.properties))


def _compared(base: Document, copy: Document, member: str, first: int) -> OnBaseline:
    authors = dict(_authors(copy))
    unknown = Revision(member)
    found = tagged(compare(base, as_sent(base, accept(copy)), unknown), first)
    by: dict[int, Revision] = {}
    for id, mark in _marks(found):
        if made := authors.get(said(id)):
            by.setdefault(mark.amendment, made)
    untracked = frozenset(mark.amendment for _, mark in _marks(found)) - by.keys()

    def author(mark: Revision) -> Revision:
        whose = by.get(mark.amendment, unknown)
        return replace(mark, author=whose.author, date=whose.date)

    return OnBaseline(_remade(found, author), untracked)


def _renamed(document: Document, member: str) -> Document:
    return _remade(document, lambda mark: replace(mark, author=member))


def _authors(copy: Document) -> Iterator[tuple[str, Revision]]:
    """Who changed what has an id, last mark first."""
    yield from reversed(list(_marks(copy)))


def _marks(document: Document) -> Iterator[tuple[str, Revision]]:
    """Every mark, with the id of the line, row, picture or note that it is in."""
    for node in chain(document.blocks, document.notes):
        yield from _marks_in(node, node.id)


def _marks_in(node: Any, id: str) -> Iterator[tuple[str, Revision]]:
    if isinstance(node, Revision):
        yield id, node
    elif isinstance(node, tuple):
        for each in node:
            yield from _marks_in(each, id)
    elif is_dataclass(node):
        if isinstance(node, Paragraph | Heading | Row | Figure | Note):
            id = node.id
        for part in fields(node):
            yield from _marks_in(getattr(node, part.name), id)


def _remade(document: Document, change: Callable[[Revision], Revision]) -> Document:
    """The document with every mark changed."""

    def remade(node: Any) -> Any:
        if isinstance(node, Revision):
            return change(node)
        if isinstance(node, tuple):
            return tuple(map(remade, node))
        if is_dataclass(node) and not isinstance(node, type):
            parts = {part.name: remade(getattr(node, part.name)) for part in fields(node)}
            return replace(node, **parts)
        return node

    return replace(document, blocks=remade(document.blocks), notes=remade(document.notes))
