"""Sections that came or went as a whole: a heading and everything below it, told as one."""

from __future__ import annotations

from collections.abc import Sequence

from workplan.compare.marked.sides import all_deleted, all_inserted
from workplan.document.tree import Marked, Revision, Table
from workplan.document.walking.lines import Line, Unit


def section_end(units: Sequence[Unit], start: int) -> int:
    """Where the section ends that begins with the heading `units[start]` and came or went with it; `start`
    where it did not, or not all of it. What moved into it or out of it is not part of it."""
    heading = units[start]
    assert isinstance(heading, Line)
    new = _whole(heading, new=True)
    if not (new or _whole(heading, new=False)):
        return start
    end = start + 1
    while end < len(units) and not _ends(units[end], heading.place.level):
        if not (_whole(units[end], new=new) or _moved(units[end])):
            return start
        end += 1
    return end


def _ends(unit: Unit, level: int) -> bool:
    return isinstance(unit, Line) and 0 < unit.place.level <= level


def _whole(unit: Unit, *, new: bool) -> bool:
    mark = _mark(unit, new=new)
    if mark is None or mark.move:
        return False
    return not isinstance(unit, Line) or (all_inserted if new else all_deleted)(unit.inlines)


def _moved(unit: Unit) -> bool:
    return any(mark and mark.move for mark in (_mark(unit, new=True), _mark(unit, new=False)))


def _mark(unit: Unit, *, new: bool) -> Revision | None:
    node: Marked = unit.header if isinstance(unit, Table) else unit
    return node.inserted if new else node.deleted
