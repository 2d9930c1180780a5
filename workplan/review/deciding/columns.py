"""What a meeting decides on columns: content has those that its tables say, so that one is changed by hand.

A table of the plan's data prints the columns of its directive, a table of a manuscript those that are written
there. The hint says which, and how.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from workplan.content.words.wording import Wording
from workplan.directives.actions.columns import COLUMNS, HEADINGS, PARTS
from workplan.directives.actions.declared import ACTIONS
from workplan.directives.declared import printing
from workplan.errors import Place
from workplan.review.deciding.of_rows import DONE, RowProblem, called, of_row
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
    return of_row(row, message, places, f'{_hint(row, change, wording)}; then make the disposition "note"')


def _hint(row: Amendment, change: ColumnChange, wording: Wording) -> str:
    """What to change by hand, and where."""
    where = f" ({row.source})" if row.source else ""
    directive = printing(change.table)
    if directive is None:
        return f"change the table in the manuscript{where}"
    if directive is not ACTIONS or not change.whole:
        return f"the cells of this table are what :::{{{directive.name}}} prints{where}: change its data"
    if change.kind != "added":
        return f"name the columns to print, in their order, behind :columns: of :::{{action-items}}{where}"
    if name := _optional(change.words, wording):
        return f"the table can print it: name {name} behind :columns: of :::{{action-items}}{where}"
    return f"the table of actions can print no such column{where}: put the words where they belong"


def _optional(heading: str, wording: Wording) -> str:
    """The name of the column of actions that has this heading; empty for none."""
    known: Sequence[tuple[str, str]] = (
        *((column.name, column.heading) for column in COLUMNS),
        *((column.name, str(getattr(wording, HEADINGS[column.name]))) for column in PARTS),
    )
    said = heading.strip().casefold()
    return next((name for name, words in known if said in {name, words.casefold()}), "")
