"""The directive `:::{action-items}`: the table of actions, who is interested, and where they stand."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from statistics import fmean
from typing import Any

from workplan.content.interest import printed
from workplan.content.models import Action, Interest, Plan, Wording
from workplan.document.ids import cell_line
from workplan.document.inlines import inlines, markup
from workplan.document.look import BOLD, PLAIN
from workplan.document.targets import Target
from workplan.document.tree import Cell, Inline, Paragraph, Reference, Row, Table, Text
from workplan.document.walk import plain

#: The columns, by the names of their options and of their cells.
COLUMNS = ("action", "interest", "status")

#: What each column has of the width in any case; the rest goes to the columns with long texts.
NARROWEST = 0.18


def action_table(plan: Plan, targets: Mapping[str, Target], options: Mapping[str, Any]) -> Table:
    """`options` are the directive's: the columns' headings, and `summary` for a screen reader."""
    wording = plan.identity.wording
    headings = (
        Cell(
            f"actions.head.{column}",
            (Paragraph(f"actions.head.{column}.text", inlines(options[column], targets)),),
        )
        for column in COLUMNS
    )
    former = plan.identity.prints_as_before(6)
    rows = tuple(
        Row(
            action.id,
            (
                Cell(f"{action.id}.action", (_action(action, number, wording, targets, as_listed=former),)),
                Cell(
                    f"{action.id}.interest",
                    interest_lines(action.id, action.interest, wording, behind=former),
                ),
                Cell(f"{action.id}.status", tuple(_status(action, wording, targets))),
            ),
        )
        for number, action in enumerate(plan.actions, start=1)
    )
    return Table("actions", options["summary"], _widths(rows), Row("actions.head", tuple(headings)), rows)


def _action(
    action: Action, number: int, wording: Wording, targets: Mapping[str, Target], *, as_listed: bool
) -> Paragraph:
    """The action's words, and after them the priorities that it serves: "(linked priority 3,4)". They stand
    in order, or `as_listed`, as before schema 6."""
    links: list[Inline] = []
    linked = action.linked_priorities
    for priority in linked if as_listed else sorted(linked, key=lambda id: int(targets[id].text)):
        links += [Text(","), Reference(priority, targets[priority].text, "number")]
    words = markup(action.action, targets)
    before = f" ({wording.linked_priority} "
    if isinstance(last := words[-1], Text) and last.look == PLAIN:
        words, before = words[:-1], last.text + before
    return Paragraph(
        f"{action.id}.action.text", (*words, Text(before), *links[1:], Text(")")), label=f"{number}."
    )


def interest_lines(
    action: str, interest: Sequence[Interest], wording: Wording, *, behind: bool
) -> tuple[Paragraph, ...]:
    """The lines of the cell of members' interest; `action` is the id."""
    lines = enumerate(printed(interest, wording, behind=behind), 1)
    return tuple(Paragraph(cell_line(f"{action}.interest", n), (Text(words),)) for n, words in lines)


def _status(action: Action, wording: Wording, targets: Mapping[str, Target]) -> Iterator[Paragraph]:
    """What was reported, a paragraph for each field; nothing at all where nothing was."""
    if not (status := action.status):
        return
    if status.state:
        yield Paragraph(f"{action.id}.status.state", (Text(wording.state[status.state], BOLD),))
    if status.text:
        yield Paragraph(f"{action.id}.status.text", markup(status.text, targets))
    if status.timeframe:
        yield Paragraph(f"{action.id}.status.timeframe", (Text(f"{wording.timeframe}: {status.timeframe}"),))
    if status.meeting:
        yield Paragraph(f"{action.id}.status.meeting", (Text(f"{wording.as_reported} {status.meeting}"),))


def _widths(rows: tuple[Row, ...]) -> tuple[float, ...]:
    """Fractions of the table's width: room for each column, and more for the one with more to say."""
    lengths = [fmean(map(_length, column)) for column in zip(*(row.cells for row in rows), strict=True)]
    shares = [length / (sum(lengths) or 1) for length in lengths] or [1.0, 0.0, 0.0]
    spare = 1 - NARROWEST * len(COLUMNS)
    widths = [round(NARROWEST + spare * share, 3) for share in shares]
    return (*widths[:-1], round(1 - sum(widths[:-1]), 3))


def _length(cell: Cell) -> int:
    return sum(len(plain(paragraph.inlines)) for paragraph in cell.blocks)
