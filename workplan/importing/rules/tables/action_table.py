"""Tables: which of them holds the actions, where its header is, and rows that were split by hand."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from itertools import pairwise

from msgspec import Struct
from msgspec.structs import replace

from workplan.directives.actions.columns import COLUMNS
from workplan.importing.rules.claims import Claims, rule
from workplan.importing.rules.tables.columns import LINKED, columns_of
from workplan.importing.rules.tables.shape import apart, header_rows
from workplan.importing.source.model import Block, Cell, Row, Table

_SMALL = re.compile(r"\s*[a-z]")


class More(Struct, frozen=True):
    """A table that goes on with that of the actions: its header row, and which row is its first."""

    table: Table
    header: Row | None
    first: int


class ActionTable(Struct, frozen=True):
    """The table of the actions: the columns that it has, by the names of ours, and its rows without the
    header. `header` is its header row, if it has one; `more` are the tables that go on with it, whose
    rows are among its own."""

    table: Table
    columns: tuple[str, ...]
    header: Row | None
    rows: tuple[Row, ...]
    more: tuple[More, ...] = ()

    @property
    def addresses(self) -> tuple[str, ...]:
        return (self.table.address, *(each.table.address for each in self.more))

    @property
    def spans(self) -> list[tuple[int, int]]:
        """From and to which row each table goes."""
        return [*pairwise((0, *(each.first for each in self.more), len(self.rows)))]


@rule("T3")
def by_header(table: Table) -> dict[int, str]:
    """The table of actions is the one whose header names an action (Action item, Activity, Deliverable …) and
    who is interested, when, or how it stands (Members' interest, Lead, Responsible; Timeframe, Deadline;
    Status, Progress). Which word means which column is in `HEADINGS`."""
    count = header_rows(table)
    found = columns_of(table.rows[count - 1]) if count else {}
    names = set(found.values())
    return found if "action" in names and names - {"action", "number"} else {}


@rule("T4")
def by_content(table: Table) -> dict[int, str]:
    """Without such a header, a table of two to four columns of which one holds most of the words, and the
    others short names, dates, states or nothing, is the table of actions where a number or a link to a
    priority stands in most of its rows. It is a doubt."""
    rows = table.rows[header_rows(table) :]
    width = table.columns
    if len(rows) < 2 or not 2 <= width <= 4 or any(len(row.cells) != width for row in rows):
        return {}
    lengths = [sum(len(row.cells[n].text) for row in rows) for n in range(width)]
    longest = max(range(width), key=lambda n: lengths[n])
    if lengths[longest] < 0.75 * sum(lengths) or lengths[longest] < 40 * len(rows):
        return {}
    marked = sum(
        bool(_NUMBERED.match(_label(row.cells[longest])) or LINKED.search(row.cells[longest].text))
        for row in rows
    )
    if marked < len(rows) / 2:
        return {}
    found = {longest: "action"}
    rest = [n for n in range(width) if n != longest]
    numbers = [
        n
        for n in rest
        if all(re.fullmatch(r"\d{0,3}\.?", row.cells[n].text) for row in rows)
        and any(row.cells[n].text for row in rows)
    ]
    found |= dict.fromkeys(numbers, "number")
    for n, name in zip([n for n in rest if n not in numbers], ("interest", "status"), strict=False):
        found[n] = name
    return found if len(found) == width else {}


_NUMBERED = re.compile(r"\s*\d{1,3}[.)]?(?:\s|$)")


def _label(cell: Cell) -> str:
    line = next((line for line in cell.lines if not line.empty), None)
    return "" if line is None else f"{line.counting.label} " if line.counting else line.text


@rule("T5")
def goes_on(above: Row, row: Row, action: int) -> bool:
    """A row whose action begins with a small letter without a number, and whose other cells are empty, goes
    on from the row above where that ends without a full stop: it was split by hand over two pages. Both
    become one row: that is proposed, as a doubt."""
    if len(row.cells) != len(above.cells):
        return False
    words, before = row.cells[action].text, above.cells[action].text
    others = [cell for n, cell in enumerate(row.cells) if n != action]
    counted = any(line.counting for line in row.cells[action].lines)
    return bool(
        _SMALL.match(words)
        and not counted
        and not re.match(r"\s*[a-z]{1,3}[.)]\s", words)
        and not re.search(r"[.)。]\s*$", before)
        and all(not cell.text for cell in others)
    )


@rule("T6")
def header_again(header: Row | None, row: Row) -> bool:
    """The header typed once more further down, where a page began, is left out, and listed."""
    return header is not None and [c.text for c in row.cells] == [c.text for c in header.cells]


@rule("T7")
def unknown_column(count: int, found: Mapping[int, str]) -> bool:
    """A table with a column that the table of actions has not (Budget, Indicator …) stays a table of the
    text, with all its words, and is a doubt: `--answer T7=in-action` puts the words of such columns below
    those of the action, behind the heading of the column."""
    return len(found) < count


@rule("T9")
def alike(one: Mapping[int, str], other: Mapping[int, str]) -> bool:
    """Several tables of actions with the same columns are one register: its actions are counted on from table
    to table. Where each table has the actions of other priorities, each is printed where it stood; else all
    are printed in the first. `--answer T9=apart` keeps all but the first as tables of the text, as one with
    other columns is. All of that is a doubt."""
    return one == other


def action_table(blocks: Sequence[Block], claims: Claims) -> ActionTable | None:
    """The table of actions, if there is one, with those that go on with it."""
    tables = [apart(block) for block in blocks if isinstance(block, Table) and block.rows]
    found = [(table, columns, by) for table in tables for columns, by in [_columns(table)] if columns]
    if not found:
        return None
    table, columns, by = found[0]
    head = _head(table)
    if unknown_column(table.columns, columns) and not _in_action(table, columns, claims):
        return None
    names = ", ".join(columns.values())
    claims.add(
        by,
        "understood" if by == "T3" else "guessed",
        table.address,
        _words(Table("", (head,))) if head else "",
        f"the table of actions: {names}",
        "" if head else "no header: the usual headings are printed",
        added=() if head else [column.heading for column in COLUMNS],
    )
    rows = _rows(table, columns, claims)
    more: list[More] = []
    for other, its_columns, _ in found[1:]:
        is_alike = alike(columns, its_columns) and table.columns == other.columns
        if is_alike and claims.answers.get("T9") != "apart":
            more.append(More(other, _head(other), len(rows)))
            rows += _rows(other, columns, claims)
        else:
            became = "a table of the text: its columns are not those of the table of actions"
            became = "a table of the text, as you said" if is_alike else became
            claims.add("T9", "guessed", other.address, _words(other), became)
    by_place = tuple(columns.get(n, "") for n in range(table.columns))
    return ActionTable(table, by_place, head, tuple(rows), tuple(more))


def _head(table: Table) -> Row | None:
    header = header_rows(table)
    return table.rows[header - 1] if header else None


def _in_action(table: Table, columns: Mapping[int, str], claims: Claims) -> bool:
    """Whether words of columns that the table of actions has not go below those of the action."""
    head, wanted = _head(table), claims.answers.get("T7", "") == "in-action"
    others = [n for n in range(table.columns) if n not in columns]
    shown = ", ".join(head.cells[n].text if head else f"column {n + 1}" for n in others)
    became = "below the words of its action" if wanted else "the whole table is one of the text"
    words = [line for n in others for line in (head.cells[n].lines if head else ())]
    evidence = f"the other columns are {', '.join(columns.values())}"
    claims.add(
        "T7", "guessed", table.address, shown, became, evidence,
        lost=[line.text for line in words] if wanted else [], also=[line.address for line in words],
    )  # fmt: skip
    return wanted


def _rows(table: Table, columns: Mapping[int, str], claims: Claims) -> list[Row]:
    """The rows below the header, those that were split by hand joined."""
    header, head = header_rows(table), _head(table)
    rows: list[Row] = []
    action = next(n for n, name in columns.items() if name == "action")
    for row in table.rows[max(header - 1, 0) + bool(header) :]:
        if header_again(head, row):
            again = [line for cell in row.cells for line in cell.lines if not line.empty]
            claims.add(
                "T6",
                "left out",
                again[0].address if again else table.address,
                _words(Table("", (row,))),
                "left out: the header once more",
                lost=[line.text for line in again],
                also=[line.address for line in again[1:]],
            )
        elif rows and goes_on(rows[-1], row, action):
            _join(rows[-1], row, action, claims)
            rows[-1] = _joined(rows[-1], row, action)
        elif any(cell.text for cell in row.cells):
            rows.append(row)
    return rows


def _join(above: Row, row: Row, action: int, claims: Claims) -> None:
    words = f"{above.cells[action].text[-60:]} | {row.cells[action].text}"
    evidence = "begins with a small letter, and its other cells are empty"
    also = [line.address for line in above.cells[action].lines]
    at = row.cells[action].lines[0].address
    claims.add("T5", "guessed", at, words, "one row: joined with the row above", evidence, also=also)


def _columns(table: Table) -> tuple[dict[int, str], str]:
    if any(cell.goes_on for row in table.rows for cell in row.cells):
        return {}, ""
    if found := by_header(table):
        return found, "T3"
    return by_content(table), "T4"


def _joined(above: Row, row: Row, action: int) -> Row:
    """Two rows of which the second goes on from the first."""
    lines = [line for line in above.cells[action].lines if not line.empty]
    first, *more = [line for line in row.cells[action].lines if not line.empty]
    last = lines[-1]
    space = replace(first.pieces[0], text=" ", note="", picture="", link="")
    joined = replace(last, pieces=(*last.pieces, space, *first.pieces))
    cells = list(above.cells)
    cells[action] = replace(cells[action], blocks=(*lines[:-1], joined, *more))
    return replace(above, cells=tuple(cells))


def _words(table: Table) -> str:
    return " | ".join(" ".join(cell.text.split()) for row in table.rows for cell in row.cells)
