"""Who a cell of members' interest lists, with their roles: "Thailand (lead), IOM" or "Lead: Thailand"."""

from __future__ import annotations

import re

from workplan.compare.sides import sides
from workplan.document.tree import Cell

#: Members with the role of each, empty where it has none, in the order of the cell.
Listing = dict[str, str]

_ROLE_BEHIND = re.compile(r"(.*\S)\s*\(([^()]*)\)")


def listing(cell: Cell, *, new: bool) -> Listing:
    found: Listing = {}
    for paragraph in cell.blocks:
        for entry in filter(None, map(str.strip, sides(paragraph.inlines)[new].split(","))):
            match = _ROLE_BEHIND.fullmatch(entry)
            member, role = match.groups() if match else (entry, "")
            found[member] = role
    return found
