"""Which units of two bodies, and which rows and lines of two cells, belong together."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import repeat

from msgspec.structs import replace

from workplan.compare.lines.lines import words
from workplan.compare.pairs.align import Alignment, Item, align, item
from workplan.compare.pairs.splits import Group, groups
from workplan.document.ids import by_place
from workplan.document.tree import Cell, Figure, Inline, Reference, Row, Table
from workplan.document.walking.lines import Line, Unit
from workplan.document.walking.walk import lines, plain

#: The first cell of a manuscript's row counts as much as so many others.
_FIRST_CELL = 3


def unit_item(unit: Unit) -> Item:
    match unit:
        case Line():
            inlines = tuple(map(_uncounted, unit.inlines))
            return item("line", _given(unit.place.id), inlines, words(inlines))
        case Table() if by_place(unit.id):
            rows = [row_item(row) for row in (unit.header, *unit.rows)]
            counted: Counter[str] = Counter()
            for row in rows:
                counted.update(row.words)
            return item("plain table", None, (unit.summary, tuple(row.exact for row in rows)), counted)
        case Table():
            return item("table", _given(unit.id), unit, Counter())
        case Figure():
            return item("figure", None, (unit.image.data, unit.alternative, unit.width), Counter())


def _uncounted(inline: Inline) -> Inline:
    """A number that is made says nothing of the line that cites it: it follows from other changes."""
    return replace(inline, text="#") if isinstance(inline, Reference) and inline.counts else inline


def cell_line_item(line: Line) -> Item:
    """A line of a cell is told by what it is: "text", "state", "timeframe"."""
    name = line.place.id.rpartition(".")[2]
    return item("line", None if name.isdigit() else name, line.inlines, words(line.inlines))


def row_items(rows: Sequence[Row]) -> list[Item]:
    """The rows of one table. One of a manuscript's table has the words of its first cell for a name, where no
    other row begins with them; a number there is none, as those that follow change with it."""
    items = list(map(row_item, rows))
    names = [_said(row.cells[0]) if row.cells and by_place(row.id) else "" for row in rows]
    counted = Counter(names)
    return [
        replace(item, identity=name) if counted[name] == 1 and any(map(str.isalpha, name)) else item
        for item, name in zip(items, names, strict=True)
    ]


def row_item(row: Row) -> Item:
    inlines = tuple(paragraph.inlines for cell in row.cells for paragraph in cell.blocks)
    counted: Counter[str] = Counter()
    for found in inlines:
        counted += words(found)
    if by_place(row.id):
        counted.update(_cells(row))
    return item("row", _given(row.id), inlines, counted)


def _cells(row: Row) -> Iterator[str]:
    """Whole cells as words: a row of a manuscript's table is known by what stands in its cells, by the first
    most of all."""
    for n, cell in enumerate(row.cells):
        if said := _said(cell):
            yield from repeat(f"{n}:{said}", 1 if n else _FIRST_CELL)


def _said(cell: Cell) -> str:
    return " ".join(plain(paragraph.inlines) for paragraph in cell.blocks)


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
    return None if by_place(id) else id or None
