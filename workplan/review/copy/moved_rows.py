"""Rows that somebody cut and pasted: moved, and not one that went and another that came.

Word tracks moved paragraphs, but no moved rows (ECMA-376 Part 1, 17.13.5: a row is inserted or deleted).
A meeting decides on a move as one, and what moved is still what it was: it keeps its id.

    [x] a row that came with the very words of one that the same author took out of the same table
    [-] rows that call notes: a pasted call has a note of its own; rows that say little, and the same twice
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TypeVar

from msgspec.structs import replace

from workplan.document.revisions import WAS, said
from workplan.document.tree import (
    Block,
    Document,
    Link,
    Marked,
    NoteReference,
    Paragraph,
    Revision,
    Row,
    Table,
)
from workplan.document.walking.renaming import renamed_row
from workplan.document.walking.walk import plain

M = TypeVar("M", bound=Marked)

#: So many letters at least tell a row from others.
_TELLING = 20

_Said = tuple[str, tuple[tuple[str, ...], ...]]


def with_moved_rows(document: Document) -> Document:
    """The document with both halves of such moves marked as moves."""
    return replace(document, blocks=tuple(map(_block, document.blocks)))


def _block(block: Block) -> Block:
    if not isinstance(block, Table) or block.header.inserted or block.header.deleted:
        return block
    left = _once((row, row.deleted) for row in block.rows if not row.inserted)
    came = _once((row, row.inserted) for row in block.rows if not row.deleted)
    moves = {came[words].id: left[words] for words in left.keys() & came.keys()}
    if not moves:
        return block
    gone = frozenset(row.id for row in moves.values())
    return replace(block, rows=tuple(_row(row, moves, gone) for row in block.rows))


def _once(rows: Iterable[tuple[Row, Revision | None]]) -> dict[_Said, Row]:
    """The rows that can have moved, by who moved them and what they say."""
    found: dict[_Said, list[Row]] = {}
    for row, mark in rows:
        if mark and not mark.move and (words := _words(row)):
            found.setdefault((mark.author, words), []).append(row)
    return {words: rows[0] for words, rows in found.items() if len(rows) == 1}


def _words(row: Row) -> tuple[tuple[str, ...], ...]:
    """What a row says, cell by cell; nothing for one that does not tell, or that calls notes."""
    lines = [paragraph.inlines for cell in row.cells for paragraph in cell.blocks]
    if any(isinstance(inline, NoteReference) for inlines in lines for inline in inlines):
        return ()
    words = tuple(tuple(plain(p.inlines) for p in cell.blocks) for cell in row.cells)
    return words if sum(len(line) for cell in words for line in cell) >= _TELLING else ()


def _row(row: Row, moves: Mapping[str, Row], gone: frozenset[str]) -> Row:
    if row.deleted and row.id in gone:
        return _named(row, f"pasted-{said(row.id)}", dict(_ids(row, row, WAS)))
    if row.inserted and row.id in moves:
        old = moves[row.id]
        return _named(row, f"pasted-{said(old.id)}", dict(_ids(row, old, "")))
    return row


def _ids(row: Row, old: Row, before: str) -> Iterator[tuple[str, str]]:
    """The ids in a row by those of the other that says the same."""
    yield row.id, f"{before}{said(old.id)}"
    for cell, was in zip(row.cells, old.cells, strict=True):
        yield cell.id, f"{before}{said(was.id)}"
        for paragraph, known in zip(cell.blocks, was.blocks, strict=True):
            yield paragraph.id, f"{before}{said(known.id)}"


def _named(row: Row, move: str, ids: Mapping[str, str]) -> Row:
    """A row with other ids, all its marks being of one move."""
    cells = (replace(cell, blocks=tuple(_moved(p, move) for p in cell.blocks)) for cell in row.cells)
    return renamed_row(replace(_marked(row, move), cells=tuple(cells)), lambda id: ids.get(id, id))


def _moved(paragraph: Paragraph, move: str) -> Paragraph:
    inlines = (
        replace(inline, children=tuple(_marked(text, move) for text in inline.children))
        if isinstance(inline, Link)
        else _marked(inline, move)
        for inline in paragraph.inlines
    )
    return replace(_marked(paragraph, move), inlines=tuple(inlines))


def _marked(node: M, move: str) -> M:
    inserted, deleted = node.inserted, node.deleted
    return replace(
        node,
        inserted=inserted and replace(inserted, move=move),
        deleted=deleted and replace(deleted, move=move),
    )
