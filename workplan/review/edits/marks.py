"""Every mark of a document, wherever in it: to be listed, or to be changed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import fields, is_dataclass, replace
from itertools import chain
from typing import Any

from workplan.document.tree import Document, Figure, Heading, Note, Paragraph, Revision, Row


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
    elif is_dataclass(node):
        if isinstance(node, Paragraph | Heading | Row | Figure | Note):
            id = node.id
        for part in fields(node):
            yield from _marks_in(getattr(node, part.name), id)


def remade(document: Document, change: Callable[[Revision], Revision]) -> Document:
    """The document with every mark changed."""

    def again(node: Any) -> Any:
        if isinstance(node, Revision):
            return change(node)
        if isinstance(node, tuple):
            return tuple(map(again, node))
        if is_dataclass(node) and not isinstance(node, type):
            parts = {part.name: again(getattr(node, part.name)) for part in fields(node)}
            return replace(node, **parts)
        return node

    return replace(document, blocks=again(document.blocks), notes=again(document.notes))
