"""How a cell of members' interest changes: who is added, who is gone, and how what several people add to
one cell goes together.

    "IOM" with ", Thailand" and ", Australia (lead)" behind it is a list, and so is
    "Lead: IOM" with ", Thailand" and ", Australia" behind it
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator

from msgspec import Struct

from workplan.directives.actions.interest import SEPARATORS, Listed, listed

#: What stands before a first name: nothing, or the role of the line.
_OPENING = re.compile(rf"[^{SEPARATORS}]*[:：]\s*|\s*")
#: Names with a separator on one side: what follows a name, or comes before one.
_NAMES = re.compile(
    rf"\s*[{SEPARATORS}][^{SEPARATORS}]+([{SEPARATORS}][^{SEPARATORS}]+)*|([^{SEPARATORS}]+[{SEPARATORS}])+\s*",
)


class Added(Struct, frozen=True):
    """The `members` that something adds, each with its role, in small letters. Where they are added to a line
    with a role, its first `role` letters say that."""

    members: frozenset[Listed] = frozenset()
    role: int = 0

    def __or__(self, other: Added) -> Added:
        return Added(self.members | other.members)

    def clashes(self, other: Added) -> bool:
        """Whether one adds all that the other adds, or a member in another role: each is listed once."""
        if not self.members or not other.members:
            return False
        names = [{each.member for each in added.members} for added in (self, other)]
        both = names[0] & names[1]
        return both in names or any(one.member in both for one in self.members ^ other.members)


def lines_added(words: str, known: Collection[str] = ()) -> Added:
    """Who is added by lines of their own. `known` are the names of members, which may hold commas."""
    return Added(frozenset(_members(words.split("\n"), known)))


def names_added(before: str, words: str, after: str, known: Collection[str] = ()) -> Added:
    """Who is added by `words` in a line, between what stands `before` and `after`; nobody where they touch
    the words of others. They are names with a separator between them and the next: ", Fiji" before " (lead)"
    takes that from another."""
    if not _stands_between(before, after, words):
        return Added()
    found = re.match(r"([^:：]*)[:：]", before)
    lines = [f"{found[1]}: {words}" if found else words]
    return Added(frozenset(_members(lines, known)), len(found[1]) if found else 0)


def _stands_between(before: str, after: str, words: str) -> bool:
    if not _NAMES.fullmatch(words) or re.search("[:：]", words):
        return False
    if words.lstrip()[0] in SEPARATORS:
        return not after or after[0] in SEPARATORS
    return bool(_OPENING.fullmatch(before)) or before.rstrip()[-1:] in (*SEPARATORS,)


def _members(lines: Iterable[str], known: Collection[str]) -> Iterator[Listed]:
    """The members in some lines. A name with a comma in it is two, where it is not `known`."""
    return (Listed(each.member, each.role.casefold()) for each in listed(lines, known))


class Changed(Struct, frozen=True):
    """How what a cell lists has changed: members that were `added` and `removed`. One with another role is
    another one."""

    added: frozenset[Listed]
    removed: frozenset[Listed]

    @classmethod
    def of(cls, before: str, after: str, known: Collection[str] = ()) -> Changed:
        had, has = (frozenset(_members(words.split("\n"), known)) for words in (before, after))
        return cls(has - had, had - has)

    def has(self, other: Changed) -> bool:
        """Whether another change is part of this one."""
        is_any = bool(other.added or other.removed)
        return is_any and other.added <= self.added and other.removed <= self.removed
