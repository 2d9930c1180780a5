"""The members and the actions that each of them leads or contributes to, as a matrix."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, ClassVar

from workplan.directives.actions.declared import ACTIONS
from workplan.directives.actions.selection import FILTERS, Choosing, chosen_of
from workplan.directives.option import Option
from workplan.directives.priorities.declared import PRIORITIES
from workplan.errors import Problem

if TYPE_CHECKING:
    from workplan.content.sources.sources import Sources

#: More columns than these have no room for their numbers, in landscape neither.
MOST_ACTIONS = 60


class InterestMatrix(Choosing):
    """Its filters are those of the table of actions: those that pass have a column. Where it filters members,
    these alone have a row."""

    name = "interest-matrix"
    id = "interest-matrix"
    options: ClassVar = {**FILTERS, "summary": Option(markup=False)}
    needs = (PRIORITIES.name, ACTIONS.name)

    def all_members(self, options: object) -> bool:
        return True

    def holding(self, column: str) -> str:
        """Its columns are those of the actions, which no option words."""
        return "made"

    def errors(self, sources: Sources) -> Iterator[Problem]:
        for node in sources.directives(self.name):
            if (count := len(chosen_of(sources, node.meta["options"]) or ())) > MOST_ACTIONS:
                message = f"a matrix of {count} actions is wider than a page: it may have {MOST_ACTIONS}"
                hint = "write one for each priority, with :priority: and its id"
                yield Problem(message, node.meta["place"], hint)

    def terms(self, sources: Sources, *, used: bool) -> Iterator[str]:
        if used:
            yield from ("member", "lead", "contributing", "interested", "no_interest", "interest_matrix")


INTEREST_MATRIX = InterestMatrix()
