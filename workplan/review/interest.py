"""Members that are added to a cell of members' interest: the one place where words that several members put
in beside each other are not in conflict. "IOM" with ", Thailand" and ", Australia (lead)" behind it is a
list.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import takewhile

from workplan.document.actions import COLUMNS
from workplan.document.tree import Row, Text
from workplan.review.atoms import Atom, End

_INTEREST = COLUMNS.index("interest")
_SEPARATORS = ",;"
#: Names with a separator on one side: what follows a name, or comes before one.
_NAMES = re.compile(r"\s*[,;][^,;]+([,;][^,;]+)*|([^,;]+[,;])+\s*")
_ROLE = re.compile(r"\s*\([^()]*\)$")


def interest_cells(rows: Iterable[Row]) -> Iterator[str]:
    """The ids of the cells of these rows that say which members are interested."""
    for row in rows:
        if len(row.cells) == len(COLUMNS) and row.cells[_INTEREST].id == f"{row.id}.interest":
            yield row.cells[_INTEREST].id


def adds_members(base: Sequence[Atom], at: int, put: Sequence[Atom]) -> frozenset[str]:
    """The members that words or lines add which are put into a cell of interest before `at`, without their
    roles; none where they touch others. They are lines of their own, or names with a comma between them and
    the next: ", Fiji" before " (lead)" takes that from another."""
    *words, last = put
    if isinstance(last, End):
        fits = all(isinstance(atom, Text | End) for atom in words)
    else:
        fits = all(isinstance(atom, Text) for atom in put) and _stands_between(base, at, _said(put))
    return frozenset(_ROLE.sub("", name) for name in listed(_said(put))) if fits else frozenset()


def _stands_between(base: Sequence[Atom], at: int, said: str) -> bool:
    if not _NAMES.fullmatch(said):
        return False
    if said.lstrip()[0] in _SEPARATORS:
        after = _said(takewhile(_is_in_line, base[at:])).lstrip()
        return not after or after[0] in _SEPARATORS
    before = _said([*takewhile(_is_in_line, reversed(base[:at]))][::-1]).rstrip()
    return not before or before[-1] in _SEPARATORS


def _is_in_line(atom: Atom) -> bool:
    return not isinstance(atom, End)


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
    return "".join("\n" if isinstance(atom, End) else getattr(atom, "text", "") for atom in put)
