"""The table of counts: a row for each state, with its definition under its name, a column for each priority.

An action that is linked to two priorities counts in both columns, and once in that of all actions. All states
have a row, so that two editions can be compared number by number.
"""

from __future__ import annotations

from collections.abc import Iterator

from workplan.content.models import Action
from workplan.directives.actions.selection import chosen, state_of
from workplan.directives.printer import Printer, Use
from workplan.directives.priorities.blocks import priority_name
from workplan.directives.status_summary.declared import STATUS_SUMMARY
from workplan.directives.word_table import word_cell
from workplan.document.look import BOLD
from workplan.document.plain_table import column_widths
from workplan.document.tree import Alignment, Inline, Row, Table, Text

#: The names of columns and rows that are of no priority and no state.
_STATE, _ALL, _NONE = "state", "all", "none"


class SummaryOfStates(Printer):
    declares = STATUS_SUMMARY

    def block(self, use: Use) -> Table:
        table, wording = use.scope.id, use.plan.identity.wording
        columns = [_ALL, *(f"of-{priority.id}" for priority in use.plan.priorities)]
        heads: list[tuple[Inline, ...]] = [
            (Text(wording.state_of),),
            (Text(wording.all_actions),),
            *(priority_name(use, priority.id) for priority in use.plan.priorities),
        ]
        head = f"{table}.head"
        header = Row(
            head,
            tuple(
                word_cell(f"{head}.{name}", words)
                for name, words in zip([_STATE, *columns], heads, strict=True)
            ),
        )
        actions = [each.action for each in chosen(use.plan, use.options)]
        rows = tuple(_rows(use, actions, columns))
        centred: list[Alignment] = ["center"] * len(columns)
        return Table(
            table,
            use.options["summary"] or wording.status_summary,
            column_widths((header, *rows)),
            header,
            rows,
            alignments=("", *centred),
            row_heads=True,
        )


def _rows(use: Use, actions: list[Action], columns: list[str]) -> Iterator[Row]:
    identity = use.plan.identity
    for state in identity.states:
        counted = [action for action in actions if state_of(action) == state.id]
        name = (Text(identity.printed_state(state.id), BOLD),)
        definition = (Text(state.definition),) if state.definition else ()
        yield _row(f"{use.scope.id}.in-{state.id}", (name, definition), counted, columns)
    none = [action for action in actions if not state_of(action)]
    yield _row(f"{use.scope.id}.{_NONE}", ((Text(identity.wording.no_state, BOLD),),), none, columns)
    total = ((Text(identity.wording.all_actions, BOLD),),)
    yield _row(f"{use.scope.id}.{_ALL}", total, actions, columns)


def _row(id: str, name: tuple[tuple[Inline, ...], ...], counted: list[Action], columns: list[str]) -> Row:
    counts = (
        sum(column == _ALL or column.removeprefix("of-") in action.linked_priorities for action in counted)
        for column in columns
    )
    cells = (
        word_cell(f"{id}.{column}", (Text(str(count)),))
        for column, count in zip(columns, counts, strict=True)
    )
    return Row(id, (word_cell(f"{id}.{_STATE}", *name), *cells))
