"""Laws over any document: whatever the tree says, and nothing else, can be found in the file."""

from __future__ import annotations

from collections.abc import Iterator

from hypothesis import given, settings

from tests.strategies import documents
from tests.word.identities import identities
from tests.word.reading import bookmarks, lines, xml
from workplan.design.theme import theme
from workplan.document.tree import Block, Document, Heading, List, Paragraph, Table
from workplan.word import write
from workplan.word.file.bookmarks import bookmark


@settings(max_examples=40)
@given(documents())
def test_labels_and_identities_are_in_the_file(document: Document) -> None:
    file = write(document, theme())
    by_bookmark = {name: line for line in lines(file) for name in line.bookmarks}
    for identity, label in labels(document):
        line = by_bookmark[bookmark(identity)]
        shown = line.number + line.words
        assert shown.startswith(label) if label else not line.number
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
                for child in item.blocks[1:]:
                    yield from _labels(child)
        case Table():
            for row in block.rows:
                for cell in row.cells:
                    yield from ((p.id, p.label) for p in cell.blocks)
        case Heading() | Paragraph():
            yield block.id, block.label
