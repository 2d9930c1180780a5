"""The members and the actions that each of them leads or contributes to, as a matrix."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, ClassVar

from workplan.directives.actions.declared import ACTIONS
from workplan.directives.declaration import Declaration
from workplan.directives.option import Option
from workplan.directives.priorities.declared import PRIORITIES
from workplan.errors import Problem
from workplan.hints import Suggestions, join, one_of, quoted

if TYPE_CHECKING:
    from workplan.content.sources import Sources

#: More columns than these have no room for their numbers, in landscape neither.
MOST_ACTIONS = 60


class InterestMatrix(Declaration):
    name = "interest-matrix"
    id = "interest-matrix"
    options: ClassVar = {"priority": Option(markup=False), "summary": Option(markup=False)}
    needs = (PRIORITIES.name, ACTIONS.name)

    def all_members(self, options: object) -> bool:
        return True

    def holding(self, column: str) -> str:
        """Its columns are those of the actions, which no option words."""
        return "made"

    def errors(self, sources: Sources) -> Iterator[Problem]:
        known = [priority.id for priority in sources.priorities.values]
        for node in sources.directives(self.name):
            priority, place = node.meta["options"]["priority"], node.meta["place"]
            if priority and priority not in known and sources.priorities.lists_all:
                hint = join(Suggestions(known)(priority), f"priorities: {one_of(known)}")
                yield Problem(f"there is no priority {quoted(priority)}", place, hint)
                continue
            actions = sources.actions.values
            count = sum(not priority or priority in action.linked_priorities for action in actions)
            if count > MOST_ACTIONS:
                message = f"a matrix of {count} actions is wider than a page: it may have {MOST_ACTIONS}"
                yield Problem(message, place, "write one for each priority, with :priority: and its id")

    def terms(self, sources: Sources, *, used: bool) -> Iterator[str]:
        if used:
            yield from ("member", "lead", "contributing", "interested", "no_interest", "interest_matrix")


INTEREST_MATRIX = InterestMatrix()
