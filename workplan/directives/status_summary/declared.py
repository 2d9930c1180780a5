"""How many actions are in each state, of all and of each priority."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any, ClassVar

from workplan.directives.actions.declared import ACTIONS
from workplan.directives.actions.selection import FILTERS, of_editions, unknown
from workplan.directives.declaration import Declaration, Wanted
from workplan.directives.option import Option
from workplan.directives.priorities.declared import PRIORITIES

if TYPE_CHECKING:
    from workplan.content.sources import Sources
    from workplan.errors import Place, Problem


class StatusSummary(Declaration):
    """Its filters are those of the table of actions: those that pass are counted."""

    name = "status-summary"
    id = "status-summary"
    options: ClassVar = {**FILTERS, "summary": Option(markup=False)}
    needs = (PRIORITIES.name, ACTIONS.name)

    def holding(self, column: str) -> str:
        """All is counted."""
        return "made"

    def wrong_options(
        self, sources: Sources, options: Mapping[str, Any], spots: Mapping[str, Place]
    ) -> Iterator[Problem]:
        return unknown(sources, options, spots)

    def of_editions(self, options: Mapping[str, Any]) -> Iterator[Wanted]:
        return of_editions(options)

    def terms(self, sources: Sources, *, used: bool) -> Iterator[str]:
        if used:
            yield from ("state_of", "priority", "no_state", "all_actions", "status_summary")
            if sources.identity:
                yield from (f"state.{state.id}" for state in sources.identity.states)


STATUS_SUMMARY = StatusSummary()
