"""A chart of the actions by state, for each priority, and the table of its numbers."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, ClassVar

from workplan.directives.actions.declared import ACTIONS
from workplan.directives.declaration import Declaration
from workplan.directives.option import Option
from workplan.directives.priorities.declared import PRIORITIES

if TYPE_CHECKING:
    from workplan.content.sources import Sources

#: The column of the bars' names, and that of actions of which nothing is reported.
NAME, UNKNOWN = "name", "none"


class ChartOfStates(Declaration):
    name = "chart"
    id = "chart-data"
    options: ClassVar = {
        "title": Option(markup=False),
    }
    needs = (PRIORITIES.name, ACTIONS.name)

    def holding(self, column: str) -> str:
        """Its columns are those of the states, which no option words."""
        return "made"

    def terms(self, sources: Sources, *, used: bool) -> Iterator[str]:
        if used:
            yield from ("priority", "no_state", "actions_by_state")
            if sources.identity:
                yield from (f"state.{state.id}" for state in sources.identity.states)


CHART = ChartOfStates()
