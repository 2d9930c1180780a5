"""The list of all that a manuscript may write between ::: and :::."""

from __future__ import annotations

import re

from workplan.directives.actions.declared import ACTIONS
from workplan.directives.chart.declared import CHART
from workplan.directives.declaration import Declaration
from workplan.directives.edition_history.declared import EDITION_HISTORY
from workplan.directives.members.declared import MEMBERS
from workplan.directives.priorities.declared import PRIORITIES
from workplan.directives.syntactic import CONTENTS, LANDSCAPE, LIST_TABLE, PAGE_BREAK

#: Those that print the plan's data. What one needs stands before it.
DATA: tuple[Declaration, ...] = (PRIORITIES, ACTIONS, CHART, EDITION_HISTORY, MEMBERS)

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


def holding(table: str, column: str) -> str:
    """What a column of a table holds (`declaration.Holds`); nothing where no directive prints the table."""
    directive = printing(table)
    return directive.holding(column) if directive else ""
