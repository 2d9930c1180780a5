"""Members that are added to a cell of members' interest: the one place where words that several members put
in beside each other are not in conflict. "IOM" with ", Thailand" and ", Australia (lead)" behind it is a
list.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from workplan.document.actions import COLUMNS
from workplan.document.tree import Row, Text
from workplan.review.atoms import Atom, End

_INTEREST = COLUMNS.index("interest")
#: Names with a separator on one side: what follows a name, or comes before one.
_NAMES = re.compile(r"\s*[,;][^,;]+([,;][^,;]+)*|([^,;]+[,;])+\s*")


def interest_cells(rows: Iterable[Row]) -> Iterator[str]:
    """The ids of the cells of these rows that say which members are interested."""
    for row in rows:
        if len(row.cells) == len(COLUMNS) and row.cells[_INTEREST].id == f"{row.id}.interest":
            yield row.cells[_INTEREST].id


def adds_members(put: Sequence[Atom]) -> bool:
    """Whether words or lines that are put into a cell of interest add members and touch no others: lines of
    their own, or names with a comma between them and the next."""
    *words, last = put
    if isinstance(last, End):
        return all(isinstance(atom, Text | End) for atom in words)
    return all(isinstance(atom, Text) for atom in put) and bool(_NAMES.fullmatch(_said(put)))


def listed(words: str) -> frozenset[str]:
    """The members that words of such a cell list, each with its role. A name with a comma in it is two."""
    return frozenset(filter(None, map(str.strip, re.split(r"[,;\n]", words))))


@dataclass(frozen=True, slots=True)
class Listing:
    """How what a cell lists has changed: members that were `added` and `removed`. One with another role is
    another one."""

    added: frozenset[str]
    removed: frozenset[str]

    @classmethod
    def of(cls, before: str, after: str) -> Listing:
        had, has = listed(before), listed(after)
        return cls(has - had, had - has)

    def has(self, other: Listing) -> bool:
        """Whether another change is part of this one."""
        is_any = bool(other.added or other.removed)
        return is_any and other.added <= self.added and other.removed <= self.removed


def _said(put: Iterable[Atom]) -> str:
    return "".join(atom.text for atom in put if isinstance(atom, Text))
