"""What a meeting decides on columns: content has those that its tables say, so that one is changed by hand.

A table of the plan's data prints the columns of its directive, a table of a manuscript those that are written
there. The hint says which, and how.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from workplan.content.models import Wording
from workplan.directives.actions.columns import COLUMNS, HEADINGS, PARTS
from workplan.directives.actions.declared import ACTIONS
from workplan.directives.declared import printing
from workplan.errors import Place
from workplan.hints import join
from workplan.review.deciding.of_rows import BY_HAND, DONE, RowProblem, called, of_row
from workplan.review.rows.amendment import Amendment
from workplan.word.reader import ColumnChange

_DOES = {
    "added": "puts in",
    "removed": "takes out",
    "merged": "merges",
    "moved": "moves",
}


def column_problem(
    row: Amendment, change: ColumnChange, wording: Wording, places: Mapping[int, Place]
) -> RowProblem:
    """Why a row about a column cannot go into the content, and what to do by hand."""
    what = "a column" if change.whole else "a cell"
    if change.kind == "merged":
        what = "columns" if change.whole else "cells"
    does = f"{_DOES[change.kind]} {what} of a table"
    message = f"{called(row)} is {DONE[row.disposition]}, but it {does}, which is done by hand"
    return of_row(row, message, places, join(_hint(row, change, wording), BY_HAND))


def _hint(row: Amendment, change: ColumnChange, wording: Wording) -> str:
    where = f" ({row.source})" if row.source else ""
    directive = printing(change.table)
    if directive is None:
        return f"the columns of this table are those that the manuscript writes{where}"
    if directive is not ACTIONS or not change.whole:
        return f"the columns of this table follow from :::{{{directive.name}}}{where}"
    if change.kind == "added":
        name = _optional(change.words, wording)
        if not name:
            return "the table of actions has no column of this name"
        return f"the table can have this column: write {name} behind :columns: of :::{{action-items}}{where}"
    return f"name the columns to print, in their order, behind :columns: of :::{{action-items}}{where}"


def _optional(heading: str, wording: Wording) -> str:
    """The name of the column of actions that has this heading; empty for none."""
    known: Sequence[tuple[str, str]] = (
        *((column.name, column.heading) for column in COLUMNS),
        *((column.name, str(getattr(wording, HEADINGS[column.name]))) for column in PARTS),
    )
    said = heading.strip().casefold()
    return next((name for name, words in known if said in {name, words.casefold()}), "")
