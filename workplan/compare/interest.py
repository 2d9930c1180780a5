"""Who a cell of members' interest lists, and in which role.

IOM, Thailand (lead)             →  {"IOM": "", "Thailand": "lead"}
Lead: Thailand. Contributing: IOM, UNODC    (in one paragraph, or one for each role)
"""

from __future__ import annotations

import re

from workplan.compare.sides import sides
from workplan.document.tree import Cell

#: Members with the role of each, empty where it has none, in the order of the cell.
Listing = dict[str, str]

_ROLE_BEFORE = re.compile(r"(?:^|[.;。；؛]\s*)([^:：.,;،、]+)[:：]\s*")
_ROLE_BEHIND = re.compile(r"(.*\S)\s*[(（]([^()（）]*)[)）]")
_BETWEEN = re.compile(r"[,;，；、،؛]")


def listing(cell: Cell, *, new: bool) -> Listing:
    found: Listing = {}
    for paragraph in cell.blocks:
        first, *others = _ROLE_BEFORE.split(sides(paragraph.inlines)[new])
        for role, members in (("", first), *zip(others[::2], others[1::2], strict=True)):
            for entry in filter(None, (each.strip() for each in _BETWEEN.split(members))):
                match = _ROLE_BEHIND.fullmatch(entry)
                member, own = match.groups() if match else (entry, role.strip())
                found[member] = own
    return found
