"""The table of the actions of actions.yaml: what each is, who is interested, and where it stands."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, ClassVar

from workplan.content.models import Action
from workplan.directives.actions import checks
from workplan.directives.actions.columns import COLUMNS
from workplan.directives.declaration import Declaration, headings
from workplan.directives.option import Option
from workplan.directives.priorities.declared import PRIORITIES

if TYPE_CHECKING:
    from workplan.content.sources import Sources
    from workplan.errors import Problem
    from workplan.yaml import Path


class Actions(Declaration):
    name = "action-items"
    id = "actions"
    noun, nouns = "action", "actions"
    columns = COLUMNS
    options: ClassVar = {
        **headings(columns),
        "summary": Option("Action items, the members interested in each, and its status", markup=False),
    }
    data = "actions"
    kinds = ("action",)
    needs = (PRIORITIES.name,)

    def markup(self, entry: Action) -> Iterator[tuple[Path, str]]:
        for column in self.columns:
            value = getattr(entry, column.name)
            if column.holds in ("linked", "markup") and value:
                yield (column.name,), value
            elif column.holds == "status" and value and value.text:
                yield (column.name, "text"), value.text

    def members(self, entry: Action) -> Iterator[str]:
        return (each.member for each in entry.interest)

    def errors(self, sources: Sources) -> Iterator[Problem]:
        yield from checks.linked_priorities(sources)
        yield from checks.interest(sources)
        yield from checks.states(sources)

    def warnings(self, sources: Sources) -> Iterator[Problem]:
        yield from checks.unserved_priorities(sources)

    def terms(self, sources: Sources, *, used: bool) -> Iterator[str]:
        actions = sources.actions.values
        statuses = [action.status for action in actions if action.status]
        roles = {interest.role for action in actions for interest in action.interest}
        printed = {
            "linked_priority": bool(actions),
            "lead": "lead" in roles,
            "contributing": "contributing" in roles,
            "timeframe": any(status.timeframe for status in statuses),
            "as_reported": any(status.meeting for status in statuses),
        }
        yield from (name for name, is_printed in printed.items() if is_printed)
        states = {status.state for status in statuses}
        if sources.identity:
            yield from (f"state.{state.id}" for state in sources.identity.states if state.id in states)


ACTIONS = Actions()
