"""The list of the directives for whoever composes."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain, count, pairwise

from markdown_it.tree import SyntaxTreeNode

from workplan.content.paper.paragraphs import is_numbered
from workplan.content.paper.plan import Manuscript, Plan
from workplan.directives.actions.blocks import ActionTable
from workplan.directives.agenda.blocks import AgendaList
from workplan.directives.changes.blocks import SummaryOfChanges
from workplan.directives.chart.blocks import ChartOfStates
from workplan.directives.declared import DATA
from workplan.directives.documents.blocks import DocumentTable
from workplan.directives.edition_history.blocks import EditionTable
from workplan.directives.interest_matrix.blocks import MatrixTable
from workplan.directives.members.blocks import MemberTable
from workplan.directives.printer import Printer
from workplan.directives.priorities.blocks import PriorityList
from workplan.directives.recommendations.blocks import RecommendationList
from workplan.directives.recommendations.verbs import is_list
from workplan.directives.status_summary.blocks import SummaryOfStates
from workplan.document.ids import Scope, lead, scope
from workplan.errors import Place

_PRINTERS: tuple[Printer, ...] = (
    PriorityList(),
    ActionTable(),
    SummaryOfStates(),
    ChartOfStates(),
    MatrixTable(),
    SummaryOfChanges(),
    EditionTable(),
    MemberTable(),
    AgendaList(),
    DocumentTable(),
    RecommendationList(),
)

#: By the name of the directive, in the order of `DATA`.
PRINTED: dict[str, Printer] = {
    directive.name: next(each for each in _PRINTERS if each.declares is directive) for directive in DATA
}


def uses(plan: Plan) -> Iterator[tuple[SyntaxTreeNode, Scope]]:
    """The directives of a plan's manuscripts, each with the scope of the ids of what it prints. The first one
    that prints all of its data has the ids of the content, or else the first one; any other has the first
    number behind its id that nothing else has."""
    manuscripts = (plan.manuscript, *(appendix.manuscript for appendix in plan.appendices))
    nodes = [node for manuscript in manuscripts for node in manuscript.tree.children]
    taken = {node.meta["id"] for node in nodes if node.type == "heading"}
    taken |= {id for printer in PRINTED.values() for id, _ in printer.targets(plan)}
    directives = [node for node in nodes if node.type == "directive"]
    first: dict[str, SyntaxTreeNode] = {}
    for whole in (True, False):
        for node in directives:
            about = PRINTED[node.meta["name"]].declares
            if about.whole(node.meta["options"]) or not whole:
                first.setdefault(about.id, node)
    for node in nodes:
        if node.type == "directive":
            id = PRINTED[node.meta["name"]].declares.id
            names = chain((id,) if first[id] is node else (), (f"{id}-{number}" for number in count(2)))
            name = next(name for name in names if name not in taken)
            taken.add(name)
            yield node, scope(name)


def scopes(plan: Plan) -> dict[Place, Scope]:
    """The scopes by the places of the directives."""
    return {node.meta["place"]: scope for node, scope in uses(plan)}


def lead_names(manuscript: Manuscript, plan: Plan) -> dict[int, str]:
    """The ids of the paragraphs of a manuscript that recommendations go on from, by their places in it, where
    they have none of their own."""
    found: dict[int, str] = {}
    for at, (node, below) in enumerate(pairwise(manuscript.tree.children)):
        if is_list(below) and is_numbered(node) and "id" not in node.meta:
            found[at] = lead(scopes(plan)[below.meta["place"]].id)
    return found
