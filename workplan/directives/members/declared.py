"""The table of the members of members.yaml: the short name of each, and its full one. E-mail addresses are
private, and nothing here knows them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any, ClassVar

from workplan.directives.actions.declared import ACTIONS
from workplan.directives.declaration import Column, Declaration, headings
from workplan.directives.option import Option, yes_or_no
from workplan.directives.priorities.declared import PRIORITIES

if TYPE_CHECKING:
    from workplan.content.sources.sources import Sources


class Members(Declaration):
    name = "members"
    id = "table-of-members"
    columns = (Column("id", "", "made"), Column("name", ""))
    options: ClassVar = {
        **headings(columns),
        "interested": Option("no", typed=yes_or_no("whether only members are listed that an action names")),
        "summary": Option(markup=False),
    }
    full_names = True

    def needed(self, options: Mapping[str, Any]) -> tuple[str, ...]:
        return (PRIORITIES.name, ACTIONS.name) if options["interested"] else ()

    def all_members(self, options: Mapping[str, Any]) -> bool:
        return not options["interested"]

    def terms(self, sources: Sources, *, used: bool) -> Iterator[str]:
        if used:
            yield from ("member", "full_name", "members")


MEMBERS = Members()
