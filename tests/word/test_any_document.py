"""Laws over any document: whatever the tree says, and nothing else, can be found in the file."""

from __future__ import annotations

from collections.abc import Iterator

from hypothesis import given, settings

from tests.strategies import documents
from tests.word.reading import bookmarks, lines, xml
from workplan.document.tree import Block, Cell, Document, Figure, Heading, List, Paragraph, Row, Table
from workplan.theme import theme
from workplan.word import write
from workplan.word.bookmarks import bookmark


@settings(max_examples=40)
@given(documents())
def test_labels_and_identities_are_in_the_file(document: Document) -> None:
    file = write(document, theme())
    by_bookmark = {name: line for line in lines(file) for name in line.bookmarks}
    for identity, label in labels(document):
        line = by_bookmark[bookmark(identity)]
        assert (line.number + line.words).startswith(label)
    names = [
        *bookmarks(xml(file, "word/document.xml")),
        *bookmarks(xml(file, "word/footnotes.xml")),
    ]
    assert len(names) == len({name.lower() for name in names})
    assert {bookmark(identity) for identity in identities(document)} <= set(names)


@settings(max_examples=20)
@given(documents())
def test_the_same_document_gives_the_same_bytes(document: Document) -> None:
    assert write(document, theme()) == write(document, theme())


def labels(document: Document) -> Iterator[tuple[str, str]]:
    for block in document.blocks:
        yield from _labels(block)


def _labels(block: Block) -> Iterator[tuple[str, str]]:
    match block:
        case List():
            for item in block.items:
                yield item.id, item.label
                for child in item.blocks:
                    yield from _labels(child)
        case Table():
            for row in block.rows:
                for cell in row.cells:
                    yield from ((p.id, p.label) for p in cell.blocks)
        case Heading() | Paragraph():
            yield block.id, block.label


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
