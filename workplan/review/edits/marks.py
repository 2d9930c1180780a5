"""Every mark of a document, wherever in it: to be listed, or to be changed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import chain
from operator import is_
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from workplan.document.tree import Document, Figure, Heading, Note, Paragraph, Revision, Row
from workplan.document.walking.marked import is_unmarked


def marks(document: Document) -> Iterator[tuple[str, Revision]]:
    """Every mark, with the id of the line, row, picture or note that it is in."""
    for node in chain(document.blocks, document.notes):
        yield from _marks_in(node, node.id)


def _marks_in(node: Any, id: str) -> Iterator[tuple[str, Revision]]:
    if isinstance(node, Revision):
        yield id, node
    elif isinstance(node, tuple):
        for each in node:
            yield from _marks_in(each, id)
    elif isinstance(node, Struct) and not (isinstance(node, Row) and is_unmarked(node)):
        if isinstance(node, Paragraph | Heading | Row | Figure | Note):
            id = node.id
        for name in node.__struct_fields__:
            part = getattr(node, name)
            if part and not isinstance(part, str):
                yield from _marks_in(part, id)


def remade(document: Document, change: Callable[[Revision], Revision]) -> Document:
    """The document with every mark changed; what has none stays the same value."""

    def again(node: Any) -> Any:
        if isinstance(node, Revision):
            return change(node)
        if isinstance(node, tuple):
            found = tuple(map(again, node))
            return node if all(map(is_, found, node)) else found
        if not isinstance(node, Struct) or (isinstance(node, Row) and is_unmarked(node)):
            return node
        parts = {}
        for name in node.__struct_fields__:
            part = getattr(node, name)
            if part and not isinstance(part, str) and (new := again(part)) is not part:
                parts[name] = new
        return replace(node, **parts) if parts else node

    return replace(document, blocks=again(document.blocks), notes=again(document.notes))
