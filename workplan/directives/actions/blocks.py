"""The table of actions. What a column's cells print follows from what the column holds."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from workplan.content.models.data import Action, Interest, Status
from workplan.content.models.identity import Identity
from workplan.content.models.timeframes import overdue
from workplan.content.paper.plan import Plan
from workplan.content.words.wording import Wording
from workplan.directives.actions.columns import HEADINGS
from workplan.directives.actions.declared import ACTIONS, SUMMARY
from workplan.directives.actions.interest import printed
from workplan.directives.actions.selection import (
    Group,
    Numbered,
    chosen,
    edition_missing,
    groups,
    leads_to_rows,
    reference_day,
    state_of,
)
from workplan.directives.declaration import Column
from workplan.directives.printer import Printer, Use
from workplan.directives.priorities.blocks import priority_name
from workplan.document.composing.inlines import inlines, markup
from workplan.document.composing.plain_table import column_widths, with_room
from workplan.document.composing.targets import Target
from workplan.document.ids import cell_line, group_row
from workplan.document.look import BOLD, PLAIN
from workplan.document.printing.unbroken import NO_BREAK
from workplan.document.tree import Cell, Inline, Paragraph, Reference, Row, Table, Text
from workplan.document.walking.runs import normal
from workplan.document.walking.walk import plain
from workplan.errors import Place
from workplan.files.yaml import Places

#: What each column has of the width in any case, and what all of them may have so; the rest goes to the
#: columns with long texts.
_NARROWEST, _SHARED = 0.18, 0.54


class ActionTable(Printer):
    declares = ACTIONS

    def block(self, use: Use) -> Table:
        columns, whole = ACTIONS.columns_of(use.options), ACTIONS.whole(use.options)
        head = f"{use.scope.id}.head"
        headings = (
            Cell(id, (Paragraph(f"{id}.text", _heading(use, column)),))
            for column in columns
            for id in (f"{head}.{column.name}",)
        )
        rows = tuple(_numbered_rows(use, columns) if whole else _chosen_rows(use, columns))
        summary = use.options["summary"]
        if not whole and summary == SUMMARY:
            summary = ""  # the headings say what it shows
        header = Row(head, tuple(headings))
        if given := use.options["widths"]:
            widths = with_room(given, (header, *rows))
        else:
            widths = _widths(rows) if whole else column_widths((header, *rows))
        return Table(use.scope.id, summary, widths, header, rows)

    def targets(self, plan: Plan) -> Iterator[tuple[str, Target]]:
        for number, action in enumerate(plan.actions, start=1):
            yield action.id, Target(str(number), "number")

    def led_to(self, plan: Plan, options: Mapping[str, Any]) -> frozenset[str] | None:
        if ACTIONS.whole(options):
            return None
        return frozenset(each.action.id for each in chosen(plan, options) if leads_to_rows(options))

    def places(self, use: Use, places: Mapping[str, Places]) -> Iterator[tuple[str, Place]]:
        file = places["actions.yaml"]
        for id, n in _printed(use):
            yield id, file.value((n,))
            for column in ACTIONS.columns_of(use.options):
                place = file.value((n, *_FIELDS.get(column.name, (column.name,))))
                yield from ((name, place) for name in (f"{id}.{column.name}", f"{id}.{column.name}.text"))
                if column.holds == "status":
                    for key in Status.model_fields:
                        yield f"{id}.{column.name}.{key}", file.value((n, "status", key))


#: The field of an action that a part of the table prints, where it has another name.
_FIELDS: Mapping[str, tuple[str, ...]] = {
    "number": (),
    "priorities": ("linked_priorities",),
    "lead": ("interest",),
    "contributing": ("interest",),
    "state": ("status", "state"),
    "timeframe": ("status", "timeframe"),
    "meeting": ("status", "meeting"),
    "overdue": ("status", "timeframe"),
}


def _printed(use: Use) -> Iterator[tuple[str, int]]:
    """The ids of the rows of actions that a table prints, each with the place of the action."""
    if not use.options["group"]:
        yield from (
            (use.scope.name(each.action.id), each.number - 1) for each in chosen(use.plan, use.options)
        )
        return
    for group in groups(use.plan, use.options):
        above = group_row(use.scope.id, group.name)
        yield from ((f"{above}.{each.action.id}", each.number - 1) for each in group.actions)


def _heading(use: Use, column: Column) -> tuple[Inline, ...]:
    """What the option gives, or a word of the plan's wording."""
    if given := inlines(use.options[ACTIONS.heading_option(column.name)], use.targets):
        return given
    words = str(getattr(use.plan.identity.wording, HEADINGS[column.name]))
    return (Text(words[:1].upper() + words[1:]),)


def _numbered_rows(use: Use, columns: Sequence[Column]) -> Iterator[Row]:
    """All actions, numbered before the words of their first cells."""
    for number, action in enumerate(use.plan.actions, start=1):
        row = _row(use, use.scope.name(action.id), Numbered(number, action), columns)
        first, *others = row.cells
        words = (replace(each, label="" if n else f"{number}.") for n, each in enumerate(first.blocks))
        yield replace(row, cells=(replace(first, blocks=tuple(words)), *others))


def _chosen_rows(use: Use, columns: Sequence[Column]) -> Iterator[Row]:
    """Those that the options choose; where that is none, a row that says so."""
    table, wording = use.scope.id, use.plan.identity.wording
    if not (found := chosen(use.plan, use.options)):
        words = wording.no_edition if edition_missing(use.plan, use.options) else wording.no_action
        yield _line(group_row(table, "none"), (Text(words),), columns)
    elif not use.options["group"]:
        for each in found:
            yield _row(use, use.scope.name(each.action.id), each, columns)
    else:
        for group in groups(use.plan, use.options):
            above = group_row(table, group.name)
            yield _line(above, _group_name(use, group), columns)
            for each in group.actions:
                yield _row(use, f"{above}.{each.action.id}", each, columns)


def _line(id: str, words: tuple[Inline, ...], columns: Sequence[Column]) -> Row:
    """A row of one line, in the column that has the most room."""
    names = [column.name for column in columns]
    at = "action" if "action" in names else names[0]
    return Row(
        id,
        tuple(
            Cell(cell, (Paragraph(cell_line(cell, 1), words),) if name == at else ())
            for name in names
            for cell in (f"{id}.{name}",)
        ),
    )


def _group_name(use: Use, group: Group) -> tuple[Inline, ...]:
    identity = use.plan.identity
    if not group.of:
        return (Text(identity.wording.in_no_group, BOLD),)
    match use.options["group"]:
        case "priority":
            return priority_name(use, group.of, BOLD)
        case "state":
            return (Text(identity.printed_state(group.of), BOLD),)
        case _:
            return (Text(group.of, BOLD),)


def _row(use: Use, id: str, each: Numbered, columns: Sequence[Column]) -> Row:
    shown = frozenset(column.name for column in columns)
    cells = (
        Cell(name, tuple(_PRINTS[column.name if column.name in _PRINTS else column.holds]
                         (_Cell(use, name, each, column.name, shown))))
        for column in columns
        for name in (f"{id}.{column.name}",)
    )  # fmt: skip
    return Row(id, tuple(cells))


class _Cell(Struct, frozen=True):
    """A cell to be printed: its id, its action, its column, and the names of all columns: what has one of its
    own is not said in another."""

    use: Use
    id: str
    each: Numbered
    column: str
    shown: frozenset[str]

    @property
    def action(self) -> Action:
        return self.each.action

    @property
    def identity(self) -> Identity:
        return self.use.plan.identity

    def line(self, *words: Inline, name: str = "") -> Paragraph:
        return Paragraph(f"{self.id}.{name}" if name else cell_line(self.id, 1), words)


Blocks = Iterable[Paragraph]


def _linked(cell: _Cell) -> Blocks:
    """The action's words, and after them the priorities that it serves: "(linked priority 3,4)"."""
    words = markup(getattr(cell.action, cell.column), cell.use.targets)
    if "priorities" in cell.shown or not cell.action.linked_priorities:
        yield cell.line(*words)
        return
    # Before a number that is a reference, every format prints a no-break space by itself.
    printed = all(cell.use.targets[id].printed for id in cell.action.linked_priorities)
    before = f" ({cell.identity.wording.linked_priority}{' ' if printed else NO_BREAK}"
    if isinstance(last := words[-1], Text) and last.look == PLAIN:
        words, before = words[:-1], last.text + before
    yield cell.line(*normal((*words, Text(before), *_links(cell, ","), Text(")"))))


def _links(cell: _Cell, between: str) -> Iterator[Inline]:
    """The numbers of the priorities of an action. They stand in order, or as they are listed, as before
    schema 6."""
    targets = cell.use.targets
    linked: Sequence[str] = cell.action.linked_priorities
    if not cell.identity.prints_as_before(6):
        linked = sorted(linked, key=lambda id: int(targets[id].text))
    for n, priority in enumerate(linked):
        target = targets[priority]
        if n:
            yield Text(between)
        yield Reference(priority, target.text, "number") if target.printed else Text(target.text)


def _priorities(cell: _Cell) -> Blocks:
    if words := normal(_links(cell, ", ")):
        yield cell.line(*words)


def _number(cell: _Cell) -> Blocks:
    yield cell.line(Text(f"{cell.each.number}."))


def _markup(cell: _Cell) -> Blocks:
    if words := getattr(cell.action, cell.column):
        yield cell.line(*markup(words, cell.use.targets))


def _members(cell: _Cell) -> Blocks:
    """All that have no column of their own."""
    interest = [each for each in getattr(cell.action, cell.column) if each.role not in cell.shown]
    behind = cell.identity.prints_as_before(6)
    return interest_lines(cell.id, interest, cell.identity.wording, behind=behind)


def _members_of_role(cell: _Cell) -> Blocks:
    if names := [each.member for each in cell.action.interest if each.role == cell.column]:
        yield cell.line(Text(", ".join(names)))


def interest_lines(
    cell: str, interest: Sequence[Interest], wording: Wording, *, behind: bool
) -> tuple[Paragraph, ...]:
    """The lines of a cell of members' interest."""
    lines = enumerate(printed(interest, wording, behind=behind), 1)
    return tuple(Paragraph(cell_line(cell, n), (Text(words),)) for n, words in lines)


def _status(cell: _Cell) -> Blocks:
    """What was reported, a paragraph for each field that has no column of its own; nothing at all where
    nothing was."""
    status: Status | None = getattr(cell.action, cell.column)
    wording = cell.identity.wording
    if not status:
        return
    if status.state and "state" not in cell.shown:
        yield cell.line(Text(cell.identity.printed_state(status.state), BOLD), name="state")
    if status.text:
        yield cell.line(*markup(status.text, cell.use.targets), name="text")
    if status.timeframe and "timeframe" not in cell.shown:
        yield cell.line(Text(f"{wording.timeframe}: {status.timeframe}"), name="timeframe")
    if status.meeting and "meeting" not in cell.shown:
        yield cell.line(Text(f"{wording.as_reported} {status.meeting}"), name="meeting")


def _state(cell: _Cell) -> Blocks:
    if state := state_of(cell.action):
        yield cell.line(Text(cell.identity.printed_state(state), BOLD), name="state")


def _of_status(cell: _Cell) -> Blocks:
    status = cell.action.status
    if status and (words := getattr(status, cell.column)):
        yield cell.line(Text(words))


def _overdue(cell: _Cell) -> Blocks:
    if overdue(cell.action.status, cell.identity, reference_day(cell.use.plan, cell.use.options)):
        yield cell.line(Text(cell.identity.wording.overdue, BOLD))


#: What prints a cell of an action, by the name of a part or by what a column holds.
_PRINTS: Mapping[str, Callable[[_Cell], Blocks]] = {
    "linked": _linked,
    "markup": _markup,
    "members": _members,
    "status": _status,
    "number": _number,
    "priorities": _priorities,
    "lead": _members_of_role,
    "contributing": _members_of_role,
    "state": _state,
    "timeframe": _of_status,
    "meeting": _of_status,
    "overdue": _overdue,
}


def _widths(rows: tuple[Row, ...]) -> tuple[float, ...]:
    """Fractions of the table's width: room for each column, and more for the one with more to say."""
    columns = len(ACTIONS.columns)
    lengths = [
        sum(map(_length, column)) / len(column) for column in zip(*(row.cells for row in rows), strict=True)
    ]
    shares = [length / (sum(lengths) or 1) for length in lengths] or [1.0, *[0.0] * (columns - 1)]
    narrowest = min(_NARROWEST, _SHARED / columns)
    widths = [round(narrowest + (1 - narrowest * columns) * share, 3) for share in shares]
    return (*widths[:-1], round(1 - sum(widths[:-1]), 3))


def _length(cell: Cell) -> int:
    return sum(len(plain(paragraph.inlines)) for paragraph in cell.blocks)
