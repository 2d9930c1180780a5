"""Which units of two bodies, and which rows and lines of two cells, belong together."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from workplan.compare.align import Alignment, Item, align, item
from workplan.compare.lines import words
from workplan.compare.splits import Group, groups
from workplan.document.lines import Line, Unit
from workplan.document.tree import Figure, Row, Table
from workplan.document.walk import lines


def unit_item(unit: Unit) -> Item:
    match unit:
        case Line():
            return item("line", _given(unit.place.id), unit.inlines, words(unit.inlines))
        case Table():
            return item("table", _given(unit.id), unit, Counter())
        case Figure():
            return item("figure", None, (unit.image.data, unit.alternative), Counter())


def cell_line_item(line: Line) -> Item:
    """A line of a cell is told by what it is: "text", "state", "timeframe"."""
    name = line.place.id.rpartition(".")[2]
    return item("line", None if name.isdigit() else name, line.inlines, words(line.inlines))


def row_item(row: Row) -> Item:
    inlines = tuple(paragraph.inlines for cell in row.cells for paragraph in cell.blocks)
    counted: Counter[str] = Counter()
    for found in inlines:
        counted += words(found)
    return item("row", _given(row.id), inlines, counted)


def align_units(old: Sequence[Unit], new: Sequence[Unit]) -> Alignment:
    """The units of two bodies."""
    return grouped_units(old, new)[0]


def grouped_units(old: Sequence[Unit], new: Sequence[Unit]) -> tuple[Alignment, list[Group]]:
    """The same, and the groups of those that stay."""
    before, after = [unit_item(unit) for unit in old], [unit_item(unit) for unit in new]
    alignment = align(
        before,
        after,
        compatible=lambda i, j: _can_be_one(old[i], new[j]),
        movable=lambda i, j: _can_move(old[i], new[j]),
    )
    return alignment, groups(alignment, before, after)


def _can_move(old: Unit, new: Unit) -> bool:
    """Whether two lines that are alike can be one that moved: neither is a heading, nor of a masthead."""
    return all(isinstance(u, Line) and not u.place.level and u.place.role == "body" for u in (old, new))


def _can_be_one(old: Unit, new: Unit) -> bool:
    """Tables are compared row by row when they have the same columns and both number their rows, or neither
    does; anything else of one kind can be compared."""
    if not (isinstance(old, Table) and isinstance(new, Table)):
        return isinstance(old, Line) == isinstance(new, Line)
    if len(old.header.cells) != len(new.header.cells):
        return False
    numbered = {_numbered(table) for table in (old, new) if any(map(_words_in_first_cell, table.rows))}
    return len(numbered) < 2


def _words_in_first_cell(row: Row) -> bool:
    return bool(row.cells and row.cells[0].blocks)


def _numbered(table: Table) -> bool:
    return any(line.label for line in lines(table))


def _given(id: str) -> str | None:
    """An id that the content gave, or that follows from one; None for one that only says a place."""
    return None if any(part.isdigit() for part in id.split(".")[1:]) else id or None
