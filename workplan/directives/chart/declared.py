"""A chart of the actions by state, for each priority or each edition, and the table of its numbers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any, ClassVar

from workplan.content.files.papers import PLAN
from workplan.directives.actions.declared import ACTIONS
from workplan.directives.declaration import ALL, Declaration, Wanted
from workplan.directives.option import Option
from workplan.directives.priorities.declared import PRIORITIES
from workplan.directives.values import choice, several
from workplan.errors import Problem

if TYPE_CHECKING:
    from workplan.content.sources.sources import Sources
    from workplan.errors import Place

#: The column of the bars' names, and that of actions of which nothing is reported.
NAME, UNKNOWN = "name", "none"


class ChartOfStates(Declaration):
    name = "chart"
    id = "chart-data"
    options: ClassVar = {
        "title": Option(markup=False),
        "by": Option("priority", typed=choice("priority", "edition")),
        "editions": Option(typed=several),
    }
    needs = (PRIORITIES.name, ACTIONS.name)

    def holding(self, column: str) -> str:
        """Its columns are those of the states, which no option words."""
        return "made"

    def of_editions(self, options: Mapping[str, Any]) -> Iterator[Wanted]:
        if options["by"] == "edition":
            for named in options["editions"] or (ALL,):
                yield Wanted("counts", named, PLAN, "editions")

    def wrong_options(
        self, sources: Sources, options: Mapping[str, Any], spots: Mapping[str, Place]
    ) -> Iterator[Problem]:
        if options["editions"] and options["by"] != "edition":
            hint = "write :by: edition, or take the line out"
            yield Problem("editions are named, and the bars are those of priorities", spots["editions"], hint)

    def terms(self, sources: Sources, *, used: bool) -> Iterator[str]:
        if used:
            by = {node.meta["options"]["by"] for node in sources.directives(self.name)}
            yield "no_state"
            if "priority" in by:
                yield from ("priority", "actions_by_state")
            if "edition" in by:
                yield from ("edition", "actions_by_edition")
            if sources.identity:
                yield from (f"state.{state.id}" for state in sources.identity.states)


CHART = ChartOfStates()
