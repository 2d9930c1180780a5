"""The list of the directives for whoever writes back."""

from __future__ import annotations

from typing import TypeGuard

from workplan.directives.actions.read_back import ActionTaker
from workplan.directives.agenda.read_back import AgendaTaker
from workplan.directives.changes.read_back import ChangesTaker
from workplan.directives.chart.read_back import ChartTaker
from workplan.directives.declared import DATA, printing
from workplan.directives.documents.read_back import DocumentTaker
from workplan.directives.edition_history.read_back import EditionTaker
from workplan.directives.interest_matrix.read_back import MatrixTaker
from workplan.directives.members.read_back import MemberTaker
from workplan.directives.priorities.read_back import PriorityTaker
from workplan.directives.recommendations.read_back import RecommendationTaker
from workplan.directives.status_summary.read_back import SummaryTaker
from workplan.directives.taker import Taker
from workplan.document.tree import Block, List, Table

_TAKERS: tuple[Taker, ...] = (
    PriorityTaker(),
    ActionTaker(),
    SummaryTaker(),
    ChartTaker(),
    MatrixTaker(),
    ChangesTaker(),
    EditionTaker(),
    MemberTaker(),
    AgendaTaker(),
    DocumentTaker(),
    RecommendationTaker(),
)

#: By the name of the directive, in the order of `DATA`.
READ_BACK: dict[str, Taker] = {
    directive.name: next(each for each in _TAKERS if each.declares is directive) for directive in DATA
}


def in_manuscript(block: Block) -> TypeGuard[List]:
    """Whether a block is a list whose words stand in the manuscript itself, though a directive prints it."""
    reads = taker(block)
    return isinstance(block, List) and reads is not None and reads.declares.around


def taker(block: Block) -> Taker | None:
    """Who reads a block back; None for one that no directive prints."""
    directive = printing(block.id) if isinstance(block, List | Table) else None
    return READ_BACK[directive.name] if directive else None
