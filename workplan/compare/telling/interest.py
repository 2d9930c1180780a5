"""Who a cell of members' interest lists, and in which role, on one side of a redline."""

from __future__ import annotations

from collections.abc import Collection

from workplan.compare.marked.sides import sides
from workplan.directives.actions.interest import listed
from workplan.document.tree import Cell

#: Members with the role of each, empty where it has none, in the order of the cell.
Listing = dict[str, str]


def listing(cell: Cell, known: Collection[str] = (), *, new: bool) -> Listing:
    lines = (sides(paragraph.inlines)[new] for paragraph in cell.blocks)
    return {entry.member: entry.role for entry in listed(lines, known)}
