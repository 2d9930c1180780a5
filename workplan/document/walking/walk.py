"""Going through a document in reading order, and making the same document with other inlines.

Reading order is the order of the blocks; a table's header comes before its rows, a note's words
after everything.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import chain
from typing import TypeVar

from workplan.document.tree import (
    LINE_BREAK,
    Block,
    Document,
    Figure,
    Heading,
    Inline,
    Link,
    List,
    NoteReference,
    Paragraph,
    Row,
    Table,
)
from workplan.document.walking.same import all_of, each, having
from workplan.once import once

L = TypeVar("L", Paragraph, Heading)


def lines(block: Block) -> Iterator[Paragraph | Heading]:
    """The paragraphs and headings of a block, whatever it nests."""
    match block:
        case Paragraph() | Heading():
            yield block
        case List():
            for item in block.items:
                yield from chain.from_iterable(map(lines, item.blocks))
        case Table():
            for row in (block.header, *block.rows):
                yield from _in_row(row)
        case Figure():
            yield from [block.caption] if block.caption else []


def ids(block: Block) -> Iterator[str]:
    """The ids of a block and of everything in it."""
    yield block.id
    match block:
        case List():
            for item in block.items:
                yield item.id
                yield from chain.from_iterable(map(ids, item.blocks))
        case Table():
            for row in (block.header, *block.rows):
                yield row.id
                for cell in row.cells:
                    yield cell.id
                    yield from (paragraph.id for paragraph in cell.blocks)
        case Figure(caption=Paragraph() as caption):
            yield caption.id


def all_ids(document: Document) -> Iterator[str]:
    """The ids of all blocks and notes, and of everything in them."""
    yield from chain.from_iterable(map(ids, document.blocks))
    yield from (note.id for note in document.notes)


def words(document: Document) -> Iterator[str]:
    """What the pages of a document print, string by string, in no promised order: all but the labels of
    lists and the numbers of notes and pages, which any font has."""
    for line in chain.from_iterable(map(lines, document.blocks)):
        yield line.label
        yield from _texts(line.inlines)
    for note in document.notes:
        yield from _texts(note.inlines)
    yield document.properties.running_head
    if document.properties.draft:
        yield document.terms.draft.upper()
    if document.contents:
        yield document.terms.contents
    yield document.terms.page


def plain(inlines: tuple[Inline, ...]) -> str:
    """The words alone, on one line: no formatting, no calls of notes."""
    return "".join(_texts(inlines))


def plain_present(inlines: tuple[Inline, ...]) -> str:
    """The same of what is not deleted, in a redline."""
    found = (inline.children if isinstance(inline, Link) else (inline,) for inline in inlines)
    return plain(tuple(piece for piece in chain.from_iterable(found) if not piece.deleted))


def _texts(inlines: tuple[Inline, ...]) -> Iterator[str]:
    for inline in inlines:
        match inline:
            case Link():
                yield from _texts(inline.children)
            case NoteReference():
                pass
            case _:
                yield inline.text.replace(LINE_BREAK, " ")


def description(table: Table) -> str:
    """What a screen reader says of a table: its summary or, where the author gave none, its headings."""
    if table.summary:
        return table.summary
    headings = [paragraph.inlines for cell in table.header.cells for paragraph in cell.blocks]
    present = filter(None, map(plain_present, headings))
    return ", ".join(present) or ", ".join(map(plain, headings))  # of one that went, what they were


Change = Callable[[Inline], Inline]
LineChange = Callable[[tuple[Inline, ...]], tuple[Inline, ...]]
NamedLineChange = Callable[[str, tuple[Inline, ...]], tuple[Inline, ...]]


def with_lines(document: Document, change: NamedLineChange) -> Document:
    """The document with the inlines of every line and note changed, in reading order; `change` is given the
    id of the line or note as well."""
    return having(
        document,
        blocks=each(lambda block: map_named_lines(block, change), document.blocks),
        notes=each(lambda note: having(note, inlines=change(note.id, note.inlines)), document.notes),
    )


def with_inlines(document: Document, change: Change) -> Document:
    """The document with every inline changed, those of notes too; `change` is called in reading order."""
    return with_lines(document, lambda _, inlines: each(change, inlines))


def map_inlines(block: Block, change: Change) -> Block:
    """The block with every inline changed; `change` is called in reading order."""
    return map_lines(block, lambda inlines: each(change, inlines))


def map_lines(block: Block, change: LineChange) -> Block:
    """The block with the inlines of every paragraph and heading changed, in reading order."""
    return map_named_lines(block, lambda _, inlines: change(inlines))


def map_named_lines(block: Block, change: NamedLineChange) -> Block:
    """The same; `change` is given the line's id as well."""
    match block:
        case Paragraph():
            return _line(block, change)
        case Heading():
            return _line(block, change)
        case List():
            return _list(block, change)
        case Table():
            header = _row(block.header, change)
            return having(block, header=header, rows=each(lambda row: _row(row, change), block.rows))
        case Figure():
            return having(block, caption=block.caption and _line(block.caption, change))


def _line(line: L, change: NamedLineChange) -> L:
    return having(line, inlines=change(line.id, line.inlines))


def _list(list_: List, change: NamedLineChange) -> List:
    def block(block: Paragraph | List) -> Paragraph | List:
        return _list(block, change) if isinstance(block, List) else _line(block, change)

    return having(list_, items=each(lambda item: having(item, blocks=each(block, item.blocks)), list_.items))


@once
def _in_row(row: Row) -> tuple[Paragraph, ...]:
    return tuple(chain.from_iterable(cell.blocks for cell in row.cells))


def _row(row: Row, change: NamedLineChange) -> Row:
    lines = _in_row(row)
    changed = [change(line.id, line.inlines) for line in lines]
    if all(new is line.inlines for new, line in zip(changed, lines, strict=True)):
        return row
    rest = iter(changed)
    cells = (
        having(cell, blocks=all_of(cell.blocks, [having(p, inlines=next(rest)) for p in cell.blocks]))
        for cell in row.cells
    )
    return having(row, cells=all_of(row.cells, cells))
