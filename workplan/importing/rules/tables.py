"""Tables: which of them holds the actions, where its header is, and rows that were split by hand."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from workplan.directives.actions.columns import COLUMNS
from workplan.importing.rules.claims import Claims, rule
from workplan.importing.source.model import Block, Cell, Line, Row, Table

# ruff: noqa: E501  (the words of the field are long lists)
#: The columns of the table of actions, by the words of their headings.
HEADINGS: Mapping[str, re.Pattern[str]] = {
    name: re.compile(words, re.IGNORECASE)
    for name, words in {
        "number": r"(?:no|nr|n[º°]|#|item no|number|№|ref|s/n|ลำดับ)\.?",
        "priorities": r"(?:linked |related )?priorit(?:y|ies)(?: area| no\.?)?s?",
        "lead": r"lead(?:s|ing)?(?: (?:country|countries|member|members|agency|agencies|party))?s?",
        "contributing": r"(?:contributing|supporting|cooperating)(?: (?:country|countries|member|members|agency|parties))?s?|partners?|contributors?|support",
        "timeframe": r"time ?-?(?:frame|line|table)s?|deadlines?|due(?: date)?|by when|when|target date|dates?|completion(?: date)?|duration",
        "interest": r"(?:members?['’]?s?['’]? )?interests?|(?:interested )?members?|responsib\w*(?: \w+)?|who|owners?|lead\W+\w.*|(?:leading|interested) (?:members?|countries)|implement\w+(?: \w+)?|verantwortlich\w*|responsables?|penanggung jawab|ผู้รับผิดชอบ|负责\w*|الجهة المسؤولة",
        "status": r"status(?: of \w+)?|progress(?: to date)?|state|update|statut|estado|stand|статус|状态|สถานะ|الحالة|tình trạng|situation",
        "action": r"(?:priority |planned |proposed |key )?(?:actions?|activit(?:y|ies)|deliverables?|initiatives?|tasks?|measures?)(?: ?-?items?| points?)?|what|description|ma(?:ß|ss)nahmen?|acciones|acción|actividad(?:es)?|activités?|мероприяти[ея]|действия|行动|活动|กิจกรรม|الإجراء|الأنشطة|hoạt động|kegiatan",
    }.items()
}
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


@rule("T1")
def layout(table: Table) -> bool:
    """A table with one column and at most two rows is no table but a frame around text: its paragraphs are
    taken, and it is a doubt."""
    return table.columns == 1 and len(table.rows) <= 2


@rule("T2")
def header_rows(table: Table) -> int:
    """The header is the rows that the file repeats on each page; else the first row, where it is all bold or
    shaded, or its words are headings of columns of actions."""
    repeated = next((n for n, row in enumerate(table.rows) if not row.header), len(table.rows))
    if repeated or not table.rows:
        return min(repeated, max(len(table.rows) - 1, 1)) if table.rows else 0
    first = table.rows[0]
    worded = [cell for cell in first.cells if cell.text]
    if worded and (
        first.shaded or all(all(line.bold for line in cell.lines if not line.empty) for cell in worded)
    ):
        return 1
    return 1 if len(columns_of(first)) >= 2 and "action" in columns_of(first).values() else 0


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


#: "(linked priority 3,4)" and its like at the end of a cell.
LINKED = re.compile(
    r"\s*[(\[](?P<word>[^()\[\]\d]*?(?:priorit|priorid|приоритет|prioritas|ưu tiên|重点|优先|أولوية|P)[^()\[\]\d]*?)[\s\u00a0]*"
    r"(?P<numbers>\d{1,3}(?:\s*(?:,|;|/|&|and|und|et|y|и|–|-)\s*\d{1,3})*)\s*[)\]]\s*\.?\s*$",
    re.IGNORECASE,
)
_NUMBERED = re.compile(r"\s*\d{1,3}[.)]?(?:\s|$)")


def _label(cell: Cell) -> str:
    line = next((line for line in cell.lines if not line.empty), None)
    return "" if line is None else f"{line.counting.label} " if line.counting else line.text


def columns_of(row: Row) -> dict[int, str]:
    """The columns of actions whose headings stand in a row, by their places; each once."""
    found: dict[int, str] = {}
    for n, cell in enumerate(row.cells):
        words = re.sub(r"[\d⁰¹²³⁴⁵⁶⁷⁸⁹*]+$", "", " ".join(cell.text.split())).strip(" :.*")
        name = next((name for name, known in HEADINGS.items() if known.fullmatch(words)), "")
        if name and name not in found.values():
            found[n] = name
    return found


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


@rule("T8")
def merged(table: Table) -> bool:
    """Merged cells are taken apart: the words stand in the first of them, the others are empty. Tables in
    cells become paragraphs, a cell each. Both are doubts."""
    return any(cell.span > 1 or cell.goes_on for row in table.rows for cell in row.cells)


@rule("T9")
def second(tables: Sequence[Table]) -> Sequence[Table]:
    """There is one table of actions. A second one stays a table of the text, and is a doubt."""
    return tables[1:]


def apart(table: Table) -> Table:
    """The table with as many cells in each row as it has columns."""
    width = table.columns
    rows = []
    for row in table.rows:
        cells: list[Cell] = []
        for cell in row.cells:
            cells += [replace(cell, span=1), *[Cell(())] * (cell.span - 1)]
        rows.append(replace(row, cells=tuple(cells + [Cell(())] * (width - len(cells)))))
    return replace(table, rows=tuple(rows))


def without_frames(blocks: Sequence[Block], claims: Claims) -> tuple[Block, ...]:
    """The blocks, with what stands in frames taken out of them."""
    kept: list[Block] = []
    for block in blocks:
        if isinstance(block, Table) and layout(block):
            inside = [
                each
                for row in block.rows
                for cell in row.cells
                for each in cell.blocks
                if not (isinstance(each, Line) and each.empty)
            ]
            if inside:
                words = " ".join(cell.text for row in block.rows for cell in row.cells)
                claims.add(
                    "T1", "guessed", block.address, words, "paragraphs: the table around them is a frame"
                )
            kept += without_frames(inside, claims)
        else:
            kept.append(block)
    return tuple(kept)


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
