"""The list of all that a manuscript may write between ::: and :::."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from workplan.directives.actions.declared import ACTIONS
from workplan.directives.agenda.declared import AGENDA
from workplan.directives.changes.declared import CHANGES
from workplan.directives.chart.declared import CHART
from workplan.directives.declaration import Declaration, OfAgenda, Wanted
from workplan.directives.documents.declared import DOCUMENTS
from workplan.directives.edition_history.declared import EDITION_HISTORY
from workplan.directives.interest_matrix.declared import INTEREST_MATRIX
from workplan.directives.members.declared import MEMBERS
from workplan.directives.priorities.declared import PRIORITIES
from workplan.directives.recommendations.declared import RECOMMENDATIONS
from workplan.directives.status_summary.declared import STATUS_SUMMARY
from workplan.directives.syntactic import CONTENTS, LANDSCAPE, LIST_TABLE, PAGE_BREAK

if TYPE_CHECKING:
    from markdown_it.tree import SyntaxTreeNode

#: Those that print the plan's data. What one needs stands before it.
DATA: tuple[Declaration, ...] = (
    PRIORITIES,
    ACTIONS,
    STATUS_SUMMARY,
    CHART,
    INTEREST_MATRIX,
    CHANGES,
    EDITION_HISTORY,
    MEMBERS,
    AGENDA,
    DOCUMENTS,
    RECOMMENDATIONS,
)

#: Those of them whose data stand in a file of entries.
FROM_FILES = tuple(directive for directive in DATA if directive.data)

DIRECTIVES: dict[str, Declaration] = {
    directive.name: directive for directive in (*DATA, LIST_TABLE, CONTENTS, PAGE_BREAK, LANDSCAPE)
}


def printing(id: str) -> Declaration | None:
    """The directive that prints the table or the list of this id; None for one of a manuscript, whose id is
    that of a place."""
    name = re.sub(r"-[0-9]+\Z", "", id)
    return next((each for each in DATA if each.id == name), None)


def of_agenda(trees: Iterable[SyntaxTreeNode]) -> frozenset[OfAgenda]:
    """What manuscripts print of the agenda of the meeting that their paper is for."""
    nodes = (node for tree in trees for node in tree.children if node.type == "directive")
    known = ((DIRECTIVES.get(node.meta["name"]), node.meta["options"]) for node in nodes)
    return frozenset(
        each for directive, options in known if directive for each in directive.of_agenda(options)
    )


def of_editions(trees: Iterable[SyntaxTreeNode]) -> Iterator[tuple[Wanted, SyntaxTreeNode]]:
    """What manuscripts print of earlier editions, and the directives that do."""
    for node in (node for tree in trees for node in tree.children if node.type == "directive"):
        if directive := DIRECTIVES.get(node.meta["name"]):
            yield from ((wanted, node) for wanted in directive.of_editions(node.meta["options"]))


def holding(table: str, column: str) -> str:
    """What a column of a table holds (`declaration.Holds`); nothing where no directive prints the table."""
    directive = printing(table)
    return directive.holding(column) if directive else ""
