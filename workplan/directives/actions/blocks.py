"""The table of actions. What a column's cells print follows from what the column holds."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from statistics import fmean

from workplan.content.models import Action, Interest, Plan, Status, Wording
from workplan.directives.actions.declared import ACTIONS
from workplan.directives.actions.interest import printed
from workplan.directives.declaration import Holds
from workplan.directives.printer import Printer, Use
from workplan.document.ids import Scope, cell_line
from workplan.document.inlines import inlines, markup
from workplan.document.look import BOLD, PLAIN
from workplan.document.runs import normal
from workplan.document.targets import Target
from workplan.document.tree import Cell, Inline, Paragraph, Reference, Row, Table, Text
from workplan.document.walk import plain
from workplan.errors import Place
from workplan.yaml import Places

#: What each column has of the width in any case, and what all of them may have so; the rest goes to the
#: columns with long texts.
_NARROWEST, _SHARED = 0.18, 0.54


class ActionTable(Printer):
    declares = ACTIONS

    def block(self, use: Use) -> Table:
        headings = (
            Cell(id, (Paragraph(f"{id}.text", inlines(use.options[column.name], use.targets)),))
            for column in ACTIONS.columns
            for id in (f"{use.scope.id}.head.{column.name}",)
        )
        rows = tuple(_row(use, action, number) for number, action in enumerate(use.plan.actions, start=1))
        header = Row(f"{use.scope.id}.head", tuple(headings))
        return Table(use.scope.id, use.options["summary"], _widths(rows), header, rows)

    def targets(self, plan: Plan) -> Iterator[tuple[str, Target]]:
        for number, action in enumerate(plan.actions, start=1):
            yield action.id, Target(str(number), "number")

    def places(self, plan: Plan, places: Mapping[str, Places], scope: Scope) -> Iterator[tuple[str, Place]]:
        file = places["actions.yaml"]
        for n, action in enumerate(plan.actions):
            id = scope.name(action.id)
            yield id, file.value((n,))
            for column in ACTIONS.columns:
                place = file.value((n, column.name))
                yield from ((name, place) for name in (f"{id}.{column.name}", f"{id}.{column.name}.text"))
                if column.holds == "status":
                    for key in Status.model_fields:
                        yield f"{id}.{column.name}.{key}", file.value((n, column.name, key))


def _row(use: Use, action: Action, number: int) -> Row:
    """A row, numbered before the words of its first cell."""
    id = use.scope.name(action.id)
    (name, words), *others = (
        (f"{id}.{column.name}", tuple(_CELLS[column.holds](use, f"{id}.{column.name}", action, column.name)))
        for column in ACTIONS.columns
    )
    labelled = (*(replace(each, label=f"{number}.") for each in words[:1]), *words[1:])
    return Row(id, (Cell(name, labelled), *(Cell(*each) for each in others)))


Blocks = Iterable[Paragraph]


def _linked(use: Use, cell: str, action: Action, field: str) -> Blocks:
    """The action's words, and after them the priorities that it serves: "(linked priority 3,4)". They stand
    in order, or as they are listed, as before schema 6."""
    links: list[Inline] = []
    linked: Sequence[str] = action.linked_priorities
    if not use.plan.identity.prints_as_before(6):
        linked = sorted(linked, key=lambda id: int(use.targets[id].text))
    for priority in linked:
        target = use.targets[priority]
        number = Reference(priority, target.text, "number") if target.printed else Text(target.text)
        links += [Text(","), number]
    words = markup(getattr(action, field), use.targets)
    before = f" ({use.plan.identity.wording.linked_priority} "
    if isinstance(last := words[-1], Text) and last.look == PLAIN:
        words, before = words[:-1], last.text + before
    yield Paragraph(cell_line(cell, 1), normal((*words, Text(before), *links[1:], Text(")"))))


def _markup(use: Use, cell: str, action: Action, field: str) -> Blocks:
    if words := getattr(action, field):
        yield Paragraph(cell_line(cell, 1), markup(words, use.targets))


def _members(use: Use, cell: str, action: Action, field: str) -> Blocks:
    identity = use.plan.identity
    return interest_lines(cell, getattr(action, field), identity.wording, behind=identity.prints_as_before(6))


def interest_lines(
    cell: str, interest: Sequence[Interest], wording: Wording, *, behind: bool
) -> tuple[Paragraph, ...]:
    """The lines of a cell of members' interest."""
    lines = enumerate(printed(interest, wording, behind=behind), 1)
    return tuple(Paragraph(cell_line(cell, n), (Text(words),)) for n, words in lines)


def _status(use: Use, cell: str, action: Action, field: str) -> Blocks:
    """What was reported, a paragraph for each field; nothing at all where nothing was."""
    status: Status | None = getattr(action, field)
    wording = use.plan.identity.wording
    if not status:
        return
    if status.state:
        yield Paragraph(f"{cell}.state", (Text(use.plan.identity.printed_state(status.state), BOLD),))
    if status.text:
        yield Paragraph(f"{cell}.text", markup(status.text, use.targets))
    if status.timeframe:
        yield Paragraph(f"{cell}.timeframe", (Text(f"{wording.timeframe}: {status.timeframe}"),))
    if status.meeting:
        yield Paragraph(f"{cell}.meeting", (Text(f"{wording.as_reported} {status.meeting}"),))


#: What prints the field of an action into a cell, by what the column holds.
_CELLS: Mapping[Holds, Callable[[Use, str, Action, str], Blocks]] = {
    "linked": _linked,
    "markup": _markup,
    "members": _members,
    "status": _status,
}


def _widths(rows: tuple[Row, ...]) -> tuple[float, ...]:
    """Fractions of the table's width: room for each column, and more for the one with more to say."""
    columns = len(ACTIONS.columns)
    lengths = [fmean(map(_length, column)) for column in zip(*(row.cells for row in rows), strict=True)]
    shares = [length / (sum(lengths) or 1) for length in lengths] or [1.0, *[0.0] * (columns - 1)]
    narrowest = min(_NARROWEST, _SHARED / columns)
    widths = [round(narrowest + (1 - narrowest * columns) * share, 3) for share in shares]
    return (*widths[:-1], round(1 - sum(widths[:-1]), 3))


def _length(cell: Cell) -> int:
    return sum(len(plain(paragraph.inlines)) for paragraph in cell.blocks)
