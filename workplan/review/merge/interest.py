"""Members that are added to a cell of members' interest: the one place where words that several members put
in beside each other are not in conflict. "IOM" with ", Thailand" and ", Australia (lead)" behind it is a
list; so is "Lead: IOM" with ", Thailand" and ", Australia" behind it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import takewhile

from workplan.directives.actions.interest import Listed
from workplan.directives.actions.interest import listed as read
from workplan.directives.declared import holding
from workplan.document.ids import column
from workplan.document.tree import Row, Text
from workplan.review.edits.letters import Atom, End

_SEPARATORS = ",;"
#: What stands before a first name: nothing, or the role of the line.
_OPENING = re.compile(r"[^,;]*:\s*|\s*")
#: Names with a separator on one side: what follows a name, or comes before one.
_NAMES = re.compile(r"\s*[,;][^,;]+([,;][^,;]+)*|([^,;]+[,;])+\s*")


def cells_of_members(table: str, rows: Iterable[Row]) -> Iterator[str]:
    """The ids of the cells of these rows of a table that list members."""
    for row in rows:
        for cell in row.cells:
            if cell.id == f"{row.id}.{column(cell.id)}" and holding(table, column(cell.id)) == "members":
                yield cell.id


@dataclass(frozen=True, slots=True)
class Added:
    """The `members` that something adds, each with its role; `role_at` are the places of the letters that say
    the role of the line that they are added to."""

    members: frozenset[Listed] = frozenset()
    role_at: range = range(0)

    def __or__(self, other: Added) -> Added:
        return Added(self.members | other.members)

    def clashes(self, other: Added) -> bool:
        """Whether one adds all that the other adds, or a member in another role."""
        if not self.members or not other.members:
            return False
        names = [{each.member for each in added.members} for added in (self, other)]
        both = names[0] & names[1]
        return both in names or any(one.member in both for one in self.members ^ other.members)


def adds_members(base: Sequence[Atom], at: int, put: Sequence[Atom]) -> Added:
    """The members that words or lines add which are put into a cell of interest before `at`; none where they
    touch others. They are lines of their own, or names with a comma between them and the next: ", Fiji"
    before " (lead)" takes that from another."""
    *words, last = put
    if isinstance(last, End):
        fits = all(isinstance(atom, Text | End) for atom in words)
        return Added(frozenset(_read(_said(put).split("\n")))) if fits else Added()
    before, said = _before(base, at), _said(put)
    if not all(isinstance(atom, Text) for atom in put) or not _stands_between(before, _after(base, at), said):
        return Added()
    opening, role, _ = before.partition(":")
    start = at - len(before)
    role_at = range(start, start + len(opening)) if role else range(0)
    return Added(frozenset(_read([f"{opening}: {said}" if role else said])), role_at)


def _stands_between(before: str, after: str, said: str) -> bool:
    if not _NAMES.fullmatch(said) or ":" in said:
        return False
    if said.lstrip()[0] in _SEPARATORS:
        return not after or after[0] in _SEPARATORS
    return bool(_OPENING.fullmatch(before)) or before.rstrip()[-1:] in _SEPARATORS


def _before(base: Sequence[Atom], at: int) -> str:
    return _said([*takewhile(_is_in_line, reversed(base[:at]))][::-1])


def _after(base: Sequence[Atom], at: int) -> str:
    return _said(takewhile(_is_in_line, base[at:])).lstrip()


def _is_in_line(atom: Atom) -> bool:
    return not isinstance(atom, End)


def _read(lines: Iterable[str]) -> Iterator[Listed]:
    """The members in some lines. A name with a comma in it is two."""
    return (Listed(each.member, each.role.casefold()) for each in read(lines))


@dataclass(frozen=True, slots=True)
class Listing:
    """How what a cell lists has changed: members that were `added` and `removed`. One with another role is
    another one."""

    added: frozenset[Listed]
    removed: frozenset[Listed]

    @classmethod
    def of(cls, before: str, after: str) -> Listing:
        had, has = (frozenset(_read(words.split("\n"))) for words in (before, after))
        return cls(has - had, had - has)

    def has(self, other: Listing) -> bool:
        """Whether another change is part of this one."""
        is_any = bool(other.added or other.removed)
        return is_any and other.added <= self.added and other.removed <= self.removed


def _said(put: Iterable[Atom]) -> str:
    return "".join("\n" if isinstance(atom, End) else getattr(atom, "text", "") for atom in put)
