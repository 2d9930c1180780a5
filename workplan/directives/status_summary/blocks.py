"""The table of counts: a row for each state, with its definition under its name, a column for each priority.
Where there are more priorities than columns fit on a page, a row for each priority, a column for each state.

An action that is linked to two priorities counts for both, and once in those of all actions. All states are
there, so that two editions can be compared number by number.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec import Struct

from workplan.content.models.data import Action
from workplan.directives.actions.selection import chosen, state_of
from workplan.directives.printer import Printer, Use
from workplan.directives.priorities.blocks import priority_name
from workplan.directives.status_summary.declared import STATUS_SUMMARY
from workplan.directives.word_table import word_cell
from workplan.document.composing.plain_table import column_widths
from workplan.document.look import BOLD, PLAIN, Look
from workplan.document.tree import Alignment, Inline, Row, Table, Text

#: The names of columns and rows that are of no priority and no state.
_STATE, _PRIORITY, _ALL, _NONE = "state", "priority", "all", "none"

#: So many priorities have columns of their own on a page.
_COLUMNS = 8

Words = tuple[Inline, ...]


class _Line(Struct, frozen=True):
    """A column, or a row: how it is named, what is printed of it, and the actions that it counts."""

    name: str
    words: tuple[Words, ...]
    counted: frozenset[str]


class SummaryOfStates(Printer):
    declares = STATUS_SUMMARY

    def block(self, use: Use) -> Table:
        table, wording = use.scope.id, use.plan.identity.wording
        actions = [each.action for each in chosen(use.plan, use.options)]
        turned = len(use.plan.priorities) > _COLUMNS
        look = PLAIN if turned else BOLD
        states = tuple(_states(use, actions, look, defined=not turned))
        priorities = tuple(_priorities(use, actions))
        columns, rows = (states, priorities) if turned else (priorities, states)
        first = (_PRIORITY, wording.priority) if turned else (_STATE, wording.state_of)
        corner = _Line(first[0], ((Text(first[1]),),), frozenset())
        head = f"{table}.head"
        heads = (word_cell(f"{head}.{each.name}", *each.words) for each in (corner, *columns))
        header = Row(head, tuple(heads))
        body = tuple(_row(f"{table}.{row.name}", corner.name, row, columns) for row in rows)
        centred: list[Alignment] = ["center"] * len(columns)
        return Table(
            table,
            use.options["summary"] or wording.status_summary,
            column_widths((header, *body)),
            header,
            body,
            alignments=("", *centred),
            row_heads=True,
        )


def _states(use: Use, actions: Sequence[Action], look: Look, *, defined: bool) -> Iterator[_Line]:
    identity = use.plan.identity
    for state in identity.states:
        name = (Text(identity.printed_state(state.id), look),)
        definition: Words = (Text(state.definition),) if state.definition and defined else ()
        counted = frozenset(action.id for action in actions if state_of(action) == state.id)
        yield _Line(f"in-{state.id}", (name, definition), counted)
    none = frozenset(action.id for action in actions if not state_of(action))
    yield _Line(_NONE, ((Text(identity.wording.no_state, look),),), none)
    yield _Line(_ALL, ((Text(identity.wording.all_actions, look),),), frozenset(each.id for each in actions))


def _priorities(use: Use, actions: Sequence[Action]) -> Iterator[_Line]:
    all_actions = (Text(use.plan.identity.wording.all_actions),)
    yield _Line(_ALL, (all_actions,), frozenset(action.id for action in actions))
    for priority in use.plan.priorities:
        linked = frozenset(action.id for action in actions if priority.id in action.linked_priorities)
        yield _Line(f"of-{priority.id}", (priority_name(use, priority.id),), linked)


def _row(id: str, corner: str, row: _Line, columns: Sequence[_Line]) -> Row:
    counts = (
        word_cell(f"{id}.{column.name}", (Text(str(len(row.counted & column.counted))),))
        for column in columns
    )
    return Row(id, (word_cell(f"{id}.{corner}", *row.words), *counts))
