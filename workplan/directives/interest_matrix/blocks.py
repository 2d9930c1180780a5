"""The matrix: a row for each member, a column for each action, headed by the action's number."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from workplan.content.models.data import Action, Role
from workplan.content.words.wording import Wording
from workplan.directives.actions.selection import Numbered, chosen
from workplan.directives.interest_matrix.declared import INTEREST_MATRIX
from workplan.directives.members.blocks import names
from workplan.directives.printer import Printer, Use
from workplan.directives.word_table import word_cell
from workplan.document.printing.signs import SIGNS, in_words, mark
from workplan.document.tree import Alignment, Cell, Inline, Reference, Row, Table, Text
from workplan.errors import Place
from workplan.files.yaml import Places

#: What the column of the members has of the width, and any other at the most.
_NAMES, _WIDEST = 0.17, 0.08


class MatrixTable(Printer):
    declares = INTEREST_MATRIX

    def places(self, use: Use, places: Mapping[str, Places]) -> Iterator[tuple[str, Place]]:
        file, id = places["actions.yaml"], use.scope.id
        for each in chosen(use.plan, use.options):
            place = file.value((each.number - 1, "interest"))
            for name in names(use.plan.members).values():
                cell = f"{id}.{name}.{column_name(each.action)}"
                yield from ((at, place) for at in (cell, f"{cell}.text"))

    def block(self, use: Use) -> Table:
        """One without a mark says so, in a row of its own."""
        plan, wording, id = use.plan, use.plan.identity.wording, use.scope.id
        actions = chosen(plan, use.options)
        marks = marks_of_roles(wording)
        first = f"{wording.member} ({', '.join(map(in_words, marks.values()))})"
        summary = use.options["summary"] or wording.interest_matrix
        wanted = use.options["member"]
        if not any(each.action.interest for each in actions):
            head = Row(f"{id}.head", (word_cell(f"{id}.head.name", (Text(wording.member),)),))
            none = Row(f"{id}.nobody", (word_cell(f"{id}.nobody.name", (Text(wording.no_interest),)),))
            return Table(id, summary, (1.0,), head, (none,))
        heads = (
            word_cell(f"{id}.head.{column_name(each.action)}", (_number(use, each),)) for each in actions
        )
        rows = (
            Row(row, tuple(_row(row, member, actions, marks)))
            for member, name in names(plan.members).items()
            if not wanted or member in wanted
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


def marks_of_roles(wording: Wording) -> dict[str | None, str]:
    """What stands for each role."""
    return {
        role: mark(sign, words)
        for sign, (role, words) in zip(SIGNS, words_of_roles(wording).items(), strict=True)
    }


def words_of_roles(wording: Wording) -> dict[Role | None, str]:
    """The words for each role, in the order of the signs."""
    return {"lead": wording.lead, "contributing": wording.contributing, None: wording.interested}


def _row(
    row: str, member: str, actions: tuple[Numbered, ...], marks: Mapping[str | None, str]
) -> Iterator[Cell]:
    yield word_cell(f"{row}.name", (Text(member),))
    for each in actions:
        found = next((one for one in each.action.interest if one.member == member), None)
        yield word_cell(f"{row}.{column_name(each.action)}", (Text(marks[found.role]),) if found else ())


def _number(use: Use, each: Numbered) -> Inline:
    target = use.targets[each.action.id]
    return Reference(each.action.id, target.text, "number") if target.printed else Text(str(each.number))


def column_name(action: Action) -> str:
    """The name of an action's column; the id of an action may be a number, which would be a place."""
    return f"in-{action.id}"
