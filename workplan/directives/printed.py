"""The list of the directives for whoever composes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from markdown_it.tree import SyntaxTreeNode

from workplan.content.models import Plan
from workplan.directives.actions.blocks import ActionTable
from workplan.directives.declared import DATA
from workplan.directives.edition_history.blocks import EditionTable
from workplan.directives.printer import Printer
from workplan.directives.priorities.blocks import PriorityList
from workplan.document.ids import Scope
from workplan.errors import Place

_PRINTERS: tuple[Printer, ...] = (PriorityList(), ActionTable(), EditionTable())

#: By the name of the directive, in the order of `DATA`.
PRINTED: dict[str, Printer] = {
    directive.name: next(each for each in _PRINTERS if each.declares is directive) for directive in DATA
}


def uses(plan: Plan) -> Iterator[tuple[SyntaxTreeNode, Scope]]:
    """The directives of a plan's manuscripts, each with the scope of the ids of what it prints."""
    times: Counter[str] = Counter()
    for manuscript in (plan.manuscript, *(appendix.manuscript for appendix in plan.appendices)):
        for node in manuscript.tree.children:
            if node.type == "directive":
                id = PRINTED[node.meta["name"]].declares.id
                times[id] += 1
                yield node, Scope(id) if times[id] == 1 else Scope(f"{id}-{times[id]}", first=False)


def scopes(plan: Plan) -> dict[Place, Scope]:
    """The scopes by the places of the directives."""
    return {node.meta["place"]: scope for node, scope in uses(plan)}
