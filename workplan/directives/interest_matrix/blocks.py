"""The matrix: a row for each member, a column for each action, headed by the action's number."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from workplan.content.models import Action, Plan, Wording
from workplan.directives.interest_matrix.declared import INTEREST_MATRIX
from workplan.directives.members.blocks import names
from workplan.directives.printer import Printer, Use
from workplan.directives.word_table import word_cell
from workplan.document.marks import in_words, mark
from workplan.document.tree import Alignment, Cell, Inline, Reference, Row, Table, Text

#: What the column of the members has of the width, and any other at the most.
_NAMES, _WIDEST = 0.17, 0.08


class MatrixTable(Printer):
    declares = INTEREST_MATRIX

    def block(self, use: Use) -> Table:
        """One without a mark says so, in a row of its own."""
        plan, wording, id = use.plan, use.plan.identity.wording, use.scope.id
        actions = tuple(_actions(plan, use.options["priority"]))
        marks = _marks(wording)
        first = f"{wording.member} ({', '.join(map(in_words, marks.values()))})"
        summary = use.options["summary"] or wording.interest_matrix
        if not any(action.interest for _, action in actions):
            head = Row(f"{id}.head", (word_cell(f"{id}.head.name", (Text(wording.member),)),))
            none = Row(f"{id}.nobody", (word_cell(f"{id}.nobody.name", (Text(wording.no_interest),)),))
            return Table(id, summary, (1.0,), head, (none,))
        heads = (word_cell(f"{id}.head.{_column(a)}", (_number(use, n, a),)) for n, a in actions)
        rows = (
            Row(row, tuple(_row(row, member, actions, marks)))
            for member, name in names(plan.members).items()
            for row in (f"{id}.{name}",)
        )
        centred: list[Alignment] = ["center"] * len(actions)
        width = round(min(_WIDEST, (1 - _NAMES) / len(actions)), 4)
        return Table(
            id,
            summary,
            (round(1 - width * len(actions), 4), *[width] * len(actions)),
            Row(f"{id}.head", (word_cell(f"{id}.head.name", (Text(first),)), *heads)),
            tuple(rows),
            alignments=("", *centred),
            row_heads=True,
            matrix=True,
        )


def _actions(plan: Plan, priority: str) -> Iterator[tuple[int, Action]]:
    """The actions with their numbers; those that are linked to a `priority` alone, where one is given."""
    for number, action in enumerate(plan.actions, start=1):
        if not priority or priority in action.linked_priorities:
            yield number, action


def _marks(wording: Wording) -> dict[str | None, str]:
    """What stands for each role."""
    return {
        "lead": mark("●", wording.lead),
        "contributing": mark("○", wording.contributing),
        None: mark("□", wording.interested),
    }


def _row(
    row: str, member: str, actions: tuple[tuple[int, Action], ...], marks: Mapping[str | None, str]
) -> Iterator[Cell]:
    yield word_cell(f"{row}.name", (Text(member),))
    for _, action in actions:
        found = next((each for each in action.interest if each.member == member), None)
        yield word_cell(f"{row}.{_column(action)}", (Text(marks[found.role]),) if found else ())


def _number(use: Use, number: int, action: Action) -> Inline:
    target = use.targets[action.id]
    return Reference(action.id, target.text, "number") if target.printed else Text(str(number))


def _column(action: Action) -> str:
    """The name of an action's column; the id of an action may be a number, which would be a place."""
    return f"in-{action.id}"
