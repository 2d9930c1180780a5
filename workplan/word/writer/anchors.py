"""Where the bookmarks of a document stand.

Every bookmark lies within one paragraph, around its words: LibreOffice 7.4 writes one that runs over
several paragraphs or cells twice, and Word moves one that stands between paragraphs. So the
bookmarks of a list, an item, a table, a row and a cell stand around their first paragraph, outside
its own, the outermost first.

LibreOffice also renames the bookmarks inside notes (`note__x_Copy_1`). Each note therefore has a
second one, around its call in the text, which stays.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count

from msgspec import Struct

from workplan.document.tree import Block, Cell, Document, Figure, List, Row, Table
from workplan.word.file.bookmarks import bookmark, call_bookmark


class Mark(Struct, frozen=True):
    """A bookmark: its number, unique in the file, and its name."""

    number: int
    name: str


class Anchors(Struct):
    """The bookmarks around the words of each paragraph, picture, empty cell and note, by its id.

    `calls` has the bookmark around the first call of each note; `first` the paragraph where a list,
    an item, a table, a row or a cell begins; `count` is the last number.
    """

    marks: dict[str, list[Mark]] = {}
    calls: dict[str, Mark] = {}
    first: dict[str, str] = {}
    count: int = 0


def place_anchors(document: Document) -> Anchors:
    """Place the bookmarks of the whole document, its notes included."""
    anchors, numbers = Anchors(), count(1)
    for leaf, around in _leaves(document):
        # In a redline, a list or an item goes on behind what stood between its lines in the other document.
        outer = tuple(identity for identity in around if identity not in anchors.first)
        anchors.first |= dict.fromkeys(outer, leaf)
        anchors.marks[leaf] = [Mark(next(numbers), bookmark(identity)) for identity in (*outer, leaf)]
    for note in document.notes:
        anchors.calls[note.id] = Mark(next(numbers), call_bookmark(note.id))
    anchors.count = next(numbers) - 1
    return anchors


def _leaves(document: Document) -> Iterator[tuple[str, tuple[str, ...]]]:
    """What has words of its own, with the ids of what begins there, outermost first."""
    for block in document.blocks:
        yield from _block(block, ())
    for note in document.notes:
        yield note.id, ()


def _block(block: Block, outer: tuple[str, ...]) -> Iterator[tuple[str, tuple[str, ...]]]:
    match block:
        case List():
            outer = (*outer, block.id)
            for item in block.items:
                outer = (*outer, item.id)
                for child in item.blocks:
                    yield from _block(child, outer)
                    outer = ()
        case Table():
            outer = (*outer, block.id)
            for row in (block.header, *block.rows):
                yield from _row(row, outer)
                outer = ()
        case Figure():
            yield block.id, outer
            if block.caption:
                yield block.caption.id, ()
        case _:
            yield block.id, outer


def _row(row: Row, outer: tuple[str, ...]) -> Iterator[tuple[str, tuple[str, ...]]]:
    outer = (*outer, row.id)
    for cell in row.cells:
        yield from _cell(cell, outer)
        outer = ()


def _cell(cell: Cell, outer: tuple[str, ...]) -> Iterator[tuple[str, tuple[str, ...]]]:
    if not cell.blocks:
        yield cell.id, outer
        return
    outer = (*outer, cell.id)
    for paragraph in cell.blocks:
        yield paragraph.id, outer
        outer = ()
