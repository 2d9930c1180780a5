"""Tables: which of them holds the actions, where its header is, and rows that were split by hand."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from workplan.directives.actions.columns import COLUMNS
from workplan.importing.rules.claims import Claims, rule
from workplan.importing.rules.tables.columns import LINKED, columns_of
from workplan.importing.rules.tables.shape import apart, header_rows
from workplan.importing.source.model import Block, Cell, Row, Table

_SMALL = re.compile(r"\s*[a-z]")
#: So many rows in a row whose cells are short are no table of actions.
_LEAST_WORDS = 3


@dataclass(frozen=True, slots=True)
class ActionTable:
    """The table of the actions: the columns that it has, by the names of ours, and its rows without the
    header. `header` is its header row, if it has one."""

    table: Table
    columns: tuple[str, ...]
    header: Row | None
    rows: tuple[Row, ...]


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
def second(tables: Sequence[Table]) -> Sequence[Table]:
    """There is one table of actions. A second one stays a table of the text, and is a doubt."""
    return tables[1:]


def action_table(blocks: Sequence[Block], claims: Claims) -> ActionTable | None:
    """The table of actions, if there is one."""
    tables = [apart(block) for block in blocks if isinstance(block, Table) and block.rows]
    found = [(table, columns, by) for table in tables for columns, by in [_columns(table)] if columns]
    if not found:
        return None
    table, columns, by = found[0]
    for other in second([each[0] for each in found]):
        claims.add(
            "T9",
            "guessed",
            other.address,
            _words(other),
            "a table of the text: there is one table of actions",
        )
    header = header_rows(table)
    head = table.rows[header - 1] if header else None
    names = ", ".join(columns.values())
    if unknown_column(table.columns, columns):
        wanted = claims.answers.get("T7", "")
        others = [
            head.cells[n].text if head else f"column {n + 1}"
            for n in range(table.columns)
            if n not in columns
        ]
        became = (
            "below the words of its action" if wanted == "in-action" else "the whole table is one of the text"
        )
        claims.add(
            "T7", "guessed", table.address, ", ".join(others), became, f"the other columns are {names}"
        )
        if wanted != "in-action":
            return None
    claims.add(
        by,
        "understood" if by == "T3" else "guessed",
        table.address,
        _words(Table("", (head,))) if head else "",
        f"the table of actions: {names}",
        "" if head else "no header: the usual headings are printed",
        added=() if head else [column.heading for column in COLUMNS],
    )
    rows: list[Row] = []
    action = next(n for n, name in columns.items() if name == "action")
    for n, row in enumerate(table.rows):
        if n < header - 1 or (header and n == header - 1):
            continue
        if header_again(head, row):
            claims.left_out(
                "T6",
                row.cells[0].lines[0].address if row.cells[0].lines else table.address,
                _words(Table("", (row,))),
                "left out: the header once more",
            )
        elif rows and goes_on(rows[-1], row, action):
            _join(rows[-1], row, action, claims)
            rows[-1] = _joined(rows[-1], row, action)
        elif any(cell.text for cell in row.cells):
            rows.append(row)
    return ActionTable(table, tuple(columns.get(n, "") for n in range(table.columns)), head, tuple(rows))


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
