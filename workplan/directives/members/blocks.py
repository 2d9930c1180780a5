"""The table of members, in the order of members.yaml."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping

from workplan.content.models.data import Member
from workplan.content.paper.plan import Plan
from workplan.content.values.labels import label_slug
from workplan.directives.members.declared import MEMBERS
from workplan.directives.printer import Printer, Use
from workplan.directives.word_table import word_row, word_table
from workplan.document.ids import cell_line
from workplan.document.tree import Row, Table
from workplan.errors import Place
from workplan.files.yaml import Places

#: The width of each column.
_WIDTHS = {"id": 0.35, "name": 0.65}


class MemberTable(Printer):
    declares = MEMBERS

    def block(self, use: Use) -> Table | None:
        """A table without rows would say nothing, so it is none."""
        wording, id = use.plan.identity.wording, use.scope.id
        members = listed(use.plan.members, interested(use.plan), only=use.options["interested"])
        if not members:
            return None
        words = {"id": wording.member, "name": wording.full_name}
        printed = rows(id, use.plan.members, members)
        return word_table(use, _WIDTHS, words, wording.members, printed)

    def places(self, use: Use, places: Mapping[str, Places]) -> Iterator[tuple[str, Place]]:
        file = places["members.yaml"]
        for n, name in enumerate(names(use.plan.members).values()):
            id = f"{use.scope.id}.{name}"
            yield id, file.value((n,))
            for column in _WIDTHS:
                yield f"{id}.{column}", file.value((n, column))
                yield cell_line(f"{id}.{column}", 1), file.value((n, column))


def interested(plan: Plan) -> frozenset[str]:
    """The members that an action names."""
    return frozenset(each.member for action in plan.actions for each in action.interest)


def listed(members: Iterable[Member], interest: Collection[str], *, only: bool) -> list[Member]:
    """All members, or those of the `interest` only."""
    return [member for member in members if not only or member.id in interest]


def names(members: Iterable[Member]) -> dict[str, str]:
    """The last part of the id of each member's row, by the member. Short names that differ in signs alone
    are counted; one of digits would be the name of a place."""
    found: dict[str, str] = {}
    taken: set[str] = set()
    for member in members:
        stem = label_slug(member.id)
        name = stem = f"member-{stem}" if stem.isdigit() else stem
        number = 1
        while name in taken:
            number += 1
            name = f"{stem}-{number}"
        taken.add(name)
        found[member.id] = name
    return found


def rows(table: str, known: Iterable[Member], members: Iterable[Member]) -> Iterator[Row]:
    """A row for each of `members`, which are some of those that are `known`."""
    named = names(known)
    for member in members:
        words = {"id": member.id, "name": member.name or member.id}
        yield word_row(f"{table}.{named[member.id]}", words)
