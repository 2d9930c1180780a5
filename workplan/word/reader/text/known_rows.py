"""Rows of tables that are read once for all copies: those that say by themselves what they say, without
changes, calls of notes or comments, and without anything to be told.

Their lines are there in each copy, with the numbers of their places, for comments and for what surrounds
them. What becomes of them, `blocks.known_rows` knows.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from msgspec.structs import replace

from workplan.document.tree import Marked
from workplan.word.reader.parts.numbering import Counter
from workplan.word.reader.text.raw import RawCell, RawLine, RawRow, RowBefore, lines_of


def by_itself(row: RawRow, key: bytes, first: int, last: int, words: tuple[str, ...]) -> RowBefore | None:
    """What is remembered of a row that was read, with the lines from `first` to `last`: one for each
    paragraph. None where it has none, or others."""
    lines = list(lines_of(row))
    if row.marks.change or not all(cell.lines for cell in row.cells):
        return None
    if [line.at for line in lines] != [*range(first, last + 1)] or any(_is_marked(line) for line in lines):
        return None
    return RowBefore(key, tuple(_cells(row.cells, -first)), words)


def _is_marked(line: RawLine) -> bool:
    return line.marks.change is not None or line.former is not None


def _cells(cells: Iterable[RawCell], further: int) -> Iterator[RawCell]:
    """Cells of their own, with lines of their own that stand so much further."""
    for cell in cells:
        yield replace(cell, lines=[replace(line, at=line.at + further) for line in cell.lines])


def again(before: RowBefore, first: int, counter: Counter) -> RawRow:
    """The row, with its lines from `first` on, counted as the next ones."""
    row = RawRow(Marked(), list(_cells(before.cells, first)), before)
    for line in lines_of(row):
        if line.shape.num:
            line.counted = counter.next(line.shape.num, line.shape.level)
    return row
