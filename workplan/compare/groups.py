"""Which lines of a container belong together, and in which order a redline shows what does not.

A group is a run of old units and a run of new ones: one and one where a unit stays, one and two where a
paragraph was split, two and one where two were merged, one and none where it is gone.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from workplan.compare.align import Alignment, Item, align, item
from workplan.compare.lines import words
from workplan.document.lines import Line, Unit
from workplan.document.tree import Figure, Row, Table
from workplan.document.walk import lines

#: A line whose words were in its neighbour before, so far by letters, was split off it.
_SPLIT_OFF = 0.6
#: And it has at least so many letters, so that "the" and "of" alone make no split.
_SPLIT_LETTERS = 8


@dataclass(frozen=True, slots=True)
class Group:
    """Places of units that belong together, old and new."""

    old: tuple[int, ...]
    new: tuple[int, ...]


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
    return align(
        [unit_item(unit) for unit in old],
        [unit_item(unit) for unit in new],
        compatible=lambda i, j: _can_be_one(old[i], new[j]),
        movable=lambda i, j: _can_move(old[i], new[j]),
    )


def groups(alignment: Alignment, old: Sequence[Unit], new: Sequence[Unit]) -> list[Group]:
    """The pairs of an alignment, widened over neighbours that were split off or merged in."""
    moved_old = {i for i, _ in alignment.moves}
    moved_new = {j for _, j in alignment.moves}
    free_old = set(range(len(old))) - moved_old - {i for i, _ in alignment.pairs}
    free_new = set(range(len(new))) - moved_new - {j for _, j in alignment.pairs}
    result = []
    for i, j in alignment.pairs:
        group = Group((i,), (j,))
        if isinstance(old[i], Line) and isinstance(new[j], Line):
            split = _parts(old[i], new, j, free_new)
            merged = _parts(new[j], old, i, free_old) if len(split) == 1 else (i,)
            group = Group(merged, split)
            free_old -= set(merged)
            free_new -= set(split)
        result.append(group)
    return result


def _parts(whole: Unit, others: Sequence[Unit], place: int, free: set[int]) -> tuple[int, ...]:
    """`place` and its free neighbours that are made of the rest of the words of `whole`."""
    assert isinstance(whole, Line)
    rest = words(whole.inlines) - _words(others[place])
    first = last = place
    while first - 1 in free and _made_of(others[first - 1], rest):
        first -= 1
        rest -= _words(others[first])
    while last + 1 in free and _made_of(others[last + 1], rest):
        last += 1
        rest -= _words(others[last])
    return tuple(range(first, last + 1))


def _made_of(unit: Unit, rest: Counter[str]) -> bool:
    if not isinstance(unit, Line):
        return False
    found = words(unit.inlines)
    total = sum(len(word) * n for word, n in found.items())
    shared = sum(len(word) * n for word, n in (found & rest).items())
    return shared >= _SPLIT_LETTERS and shared >= _SPLIT_OFF * total


def _words(unit: Unit) -> Counter[str]:
    return words(unit.inlines) if isinstance(unit, Line) else Counter()


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
