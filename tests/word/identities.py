"""Every id of a document, found by going through it in the plainest way."""

from __future__ import annotations

from collections.abc import Iterator

from workplan.document.tree import Block, Cell, Document, Figure, List, Row, Table


def identities(document: Document) -> Iterator[str]:
    for block in document.blocks:
        yield from _identities(block)
    yield from (note.id for note in document.notes)


def _identities(node: Block | Row | Cell) -> Iterator[str]:
    yield node.id
    match node:
        case List():
            for item in node.items:
                yield item.id
                for child in item.blocks:
                    yield from _identities(child)
        case Table():
            for row in (node.header, *node.rows):
                yield from _identities(row)
        case Row():
            for cell in node.cells:
                yield from _identities(cell)
        case Cell():
            yield from (p.id for p in node.blocks)
        case Figure() if node.caption:
            yield node.caption.id
