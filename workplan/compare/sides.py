"""Reading marked words: what they were and what they are, in plain letters."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from workplan.document.tree import Cell, Inline, Link, NoteReference, Reference, Row, Text
from workplan.document.walk import plain

#: What can carry a mark within a line.
Piece = Text | Reference | NoteReference


def flat(inlines: Sequence[Inline]) -> Iterator[Piece]:
    """The inlines with links taken apart."""
    for inline in inlines:
        if isinstance(inline, Link):
            yield from inline.children
        else:
            yield inline


def sides(inlines: Sequence[Inline]) -> tuple[str, str]:
    """The words before and after."""
    found = list(flat(inlines))
    return (
        plain(tuple(inline for inline in found if not inline.inserted)),
        plain(tuple(inline for inline in found if not inline.deleted)),
    )


def all_inserted(inlines: Sequence[Inline]) -> bool:
    return all(inline.inserted for inline in flat(inlines))


def all_deleted(inlines: Sequence[Inline]) -> bool:
    return all(inline.deleted for inline in flat(inlines))


def cell_side(cell: Cell, *, new: bool) -> str:
    """A cell's words on one side, its paragraphs separated by semicolons."""
    return "; ".join(filter(None, (sides(paragraph.inlines)[new] for paragraph in cell.blocks)))


def row_sides(row: Row) -> tuple[str, str]:
    """A row's words before and after, its cells separated by bars."""
    before = (cell_side(cell, new=False) for cell in row.cells)
    after = (cell_side(cell, new=True) for cell in row.cells)
    return " | ".join(filter(None, before)), " | ".join(filter(None, after))


def number(row: Row) -> str:
    """The number that stands before a row's words; empty where there is none."""
    labels = (paragraph.label for cell in row.cells for paragraph in cell.blocks if paragraph.label)
    return next(labels, "").rstrip(".")
