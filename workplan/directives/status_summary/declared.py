"""How many actions are in each state, of all and of each priority."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, ClassVar

from workplan.directives.actions.declared import ACTIONS
from workplan.directives.actions.selection import FILTERS, Choosing
from workplan.directives.option import Option
from workplan.directives.priorities.declared import PRIORITIES

if TYPE_CHECKING:
    from workplan.content.sources.sources import Sources


class StatusSummary(Choosing):
    """Its filters are those of the table of actions: those that pass are counted."""

    name = "status-summary"
    id = "status-summary"
    options: ClassVar = {**FILTERS, "summary": Option(markup=False)}
    needs = (PRIORITIES.name, ACTIONS.name)

    def holding(self, column: str) -> str:
        """All is counted."""
        return "made"

    def terms(self, sources: Sources, *, used: bool) -> Iterator[str]:
        if used:
            yield from ("state_of", "priority", "no_state", "all_actions", "status_summary")
            if sources.identity:
                yield from (f"state.{state.id}" for state in sources.identity.states)


STATUS_SUMMARY = StatusSummary()
