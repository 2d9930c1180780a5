"""The list of the directives for whoever composes."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain, count

from markdown_it.tree import SyntaxTreeNode

from workplan.content.models import Plan
from workplan.directives.actions.blocks import ActionTable
from workplan.directives.chart.blocks import ChartOfStates
from workplan.directives.declared import DATA, printing
from workplan.directives.edition_history.blocks import EditionTable
from workplan.directives.members.blocks import MemberTable
from workplan.directives.printer import Printer
from workplan.directives.priorities.blocks import PriorityList
from workplan.document.ids import Scope
from workplan.errors import Place

_PRINTERS: tuple[Printer, ...] = (
    PriorityList(),
    ActionTable(),
    ChartOfStates(),
    EditionTable(),
    MemberTable(),
)

#: By the name of the directive, in the order of `DATA`.
PRINTED: dict[str, Printer] = {
    directive.name: next(each for each in _PRINTERS if each.declares is directive) for directive in DATA
}


def uses(plan: Plan) -> Iterator[tuple[SyntaxTreeNode, Scope]]:
    """The directives of a plan's manuscripts, each with the scope of the ids of what it prints. A later one
    has the first number behind its id that nothing else has."""
    manuscripts = (plan.manuscript, *(appendix.manuscript for appendix in plan.appendices))
    nodes = [node for manuscript in manuscripts for node in manuscript.tree.children]
    taken = {node.meta["id"] for node in nodes if node.type == "heading"}
    taken |= {id for printer in PRINTED.values() for id, _ in printer.targets(plan)}
    for node in nodes:
        if node.type == "directive":
            id = PRINTED[node.meta["name"]].declares.id
            names = chain((id,), (f"{id}-{number}" for number in count(2)))
            name = next(name for name in names if name not in taken)
            taken.add(name)
            yield node, scope(name)


def scopes(plan: Plan) -> dict[Place, Scope]:
    """The scopes by the places of the directives."""
    return {node.meta["place"]: scope for node, scope in uses(plan)}


def scope(id: str) -> Scope:
    """The scope of what a directive prints, by the id of the table or the list."""
    directive = printing(id)
    return Scope(id, first=directive is None or directive.id == id)
