"""Tables of a manuscript: pipe tables, and `:::{list-table}` for long cells, read into the same rows.

    | Meeting | Members |          :::{list-table}
    | ------- | ------: |          :widths: 30 70
    | First   |      12 |
                                   * - Meeting
                                     - What was said
                                   * - First
                                     - A paragraph.

                                       Another one.
                                   :::

The first row is the header. (GitHub Flavored Markdown, 4.10; MyST's list-table.)
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Literal

from markdown_it.token import Token
from markdown_it.tree import SyntaxTreeNode
from msgspec import Struct

from workplan.content.manuscript.output import Output
from workplan.content.markup.inline import Fault
from workplan.content.markup.syntax import block_tokens
from workplan.content.models.data import MAX_ITEMS

#: Where the words of a column stand; empty where the line begins.
Alignment = Literal["", "left", "center", "right"]

#: More columns than these cannot be read on a page.
MAX_COLUMNS = 20

#: A line that would be a table's second one, under a heading row with as many cells.
DASHES = re.compile(r"(?m)^[ \t]*\|?(?:[ \t]*:?-+:?[ \t]*\|)+(?:[ \t]*:?-+:?)?[ \t]*$")

_ALIGNED = re.compile(r"text-align:(left|center|right)")
_BARS = "divide cells with |, write \\| for a | among words, and put an empty line behind the table"
_ROWS = (
    "a list-table holds rows, and nothing else",
    "write each row as * - first cell, and below it, indented, - next cell",
)


class RawCell(Struct):
    """A cell: its lines, from 0, and its paragraphs, each as the token that opens it and its words."""

    map: list[int]
    paragraphs: list[tuple[Token, Token]] = []


class RawRow(Struct):
    map: list[int]
    cells: list[RawCell] = []


class Misshapen(Struct, frozen=True):
    """A fault, and the line, from 0, where it is."""

    line: int
    fault: Fault


class RawTable(Struct):
    """A table with its header row first, and what is wrong with its shape."""

    rows: list[RawRow] = []
    alignments: tuple[Alignment, ...] = ()
    wrong: list[Misshapen] = []

    def refuse(self, line: int, message: str, hint: str) -> None:
        self.wrong.append(Misshapen(line, Fault(message, hint)))


def cells_of(line: str) -> list[tuple[int, int]]:
    """Where each cell of a line of a pipe table begins and ends, with the spaces around its words."""
    bars = [n for n, sign in enumerate(line) if sign == "|" and not (n and line[n - 1] == "\\")]
    ends = [-1, *bars, len(line)]
    cells = [(a + 1, b) for a, b in pairwise(ends)]
    if cells and not line[slice(*cells[0])].strip() and len(cells) > 1:
        cells.pop(0)
    if cells and not line[slice(*cells[-1])].strip() and len(cells) > 1:
        cells.pop()
    return cells


def pipe_table(tokens: Sequence[Token], lines: Sequence[str]) -> RawTable:
    """The table of the tokens from `table_open` to `table_close`; `lines` are those of the file."""
    table = RawTable()
    alignments: list[Alignment] = []
    column = 0
    for token in tokens:
        match token.type:
            case "tr_open":
                assert token.map
                table.rows.append(RawRow(token.map))
                column = 0
            case "th_open":
                found = _ALIGNED.match(str(token.attrs.get("style", "")))
                alignments.append(found[1] if found else "")  # type: ignore[arg-type]
            case "inline":
                row = table.rows[-1]
                cell = RawCell(list(row.map))
                if token.content:
                    places = cells_of(lines[cell.map[0]])
                    token.meta["from"] = places[column][0] if column < len(places) else 0
                    opening = Token("paragraph_open", "p", 1, map=list(row.map))
                    cell.paragraphs.append((opening, token))
                row.cells.append(cell)
                column += 1
    table.alignments = tuple(alignments)
    for row in table.rows[1:]:
        number = len(cells_of(lines[row.map[0]]))
        if number != len(alignments):
            table.refuse(row.map[0], *_uneven(number, len(alignments), _BARS))
    return table


def list_table(body: str, first: int, alignments: tuple[Alignment, ...]) -> RawTable:
    """The table of a directive's `body`, whose first line is line `first` of the file, from 0."""
    table = RawTable(alignments=alignments)
    tokens = block_tokens(body)
    for token in tokens:
        if token.map:
            token.map = [token.map[0] + first, token.map[1] + first]
    blocks = [node for node in SyntaxTreeNode(tokens).children if node.type != "myst_line_comment"]
    if not blocks:
        table.refuse(first, "a table without rows", _ROWS[1])
    for node in blocks:  # a comment between two rows makes two lists of them
        if node.type == "bullet_list":
            table.rows += [row for item in node.children if (row := _row(item, table))]
        else:
            table.refuse(_line(node), *_ROWS)
    columns = len(table.rows[0].cells) if table.rows else 0
    for row in table.rows[1:]:
        if len(row.cells) != columns:
            table.refuse(row.map[0], *_uneven(len(row.cells), columns, 'write "-" alone for an empty cell'))
    return table


def _uneven(number: int, columns: int, hint: str) -> tuple[str, str]:
    return f"a row of {number} cell{'s' * (number != 1)} in a table of {columns} columns", hint


def _row(item: SyntaxTreeNode, table: RawTable) -> RawRow | None:
    blocks = [node for node in item.children if node.type != "myst_line_comment"]
    if [node.type for node in blocks] != ["bullet_list"]:
        table.refuse(_line(item), *_ROWS)
        return None
    row = RawRow(list(item.map or (0, 0)))
    for cell in blocks[0].children:
        row.cells.append(RawCell(list(cell.map or (0, 0)), list(_paragraphs(cell, table))))
    return row


def _paragraphs(cell: SyntaxTreeNode, table: RawTable) -> Iterator[tuple[Token, Token]]:
    for node in cell.children:
        if node.type == "paragraph":
            opening, inline, _ = node.to_tokens()
            yield opening, inline
        elif node.type != "myst_line_comment":
            hint = "a cell holds paragraphs, with an empty line between two of them"
            table.refuse(_line(node), "something else than paragraphs in a cell", hint)


def _line(node: SyntaxTreeNode) -> int:
    return node.map[0] if node.map else 0


def emit_list_table(out: Output, directive: Token) -> None:
    """The table of a `:::{list-table}`, with what its options say."""
    options, first = directive.meta["options"], (directive.map or [0])[0]
    table = list_table(directive.meta["body"], first + directive.meta["body_line"], options["alignment"])
    columns = len(table.rows[0].cells) if table.rows else 0
    for name in ("widths", "alignment"):
        if columns and options[name] and len(options[name]) != columns:
            message = f"{name} for {len(options[name])} columns in a table of {columns}"
            out.problem(message, "give one for each column, or none", directive.meta["spots"][name])
    emit_table(out, directive, table, widths=options["widths"], summary=options["summary"])


def emit_table(
    out: Output, token: Token, table: RawTable, widths: tuple[float, ...] = (), summary: str = ""
) -> None:
    """Emit a table: rows of cells of paragraphs, the header row first."""
    place = out.lines.block(token)
    for each in table.wrong:
        out.problem(each.fault.message, each.fault.hint, out.lines.at(each.line + 1, 0))
    if table.rows and len(table.rows[0].cells) > MAX_COLUMNS:
        out.problem(f"a table of more than {MAX_COLUMNS} columns", "divide the table", place)
    if len(table.rows) > MAX_ITEMS:
        out.problem(f"a table of more than {MAX_ITEMS} rows", "divide the table", place)
    if table.rows and not any(cell.paragraphs for cell in table.rows[0].cells):
        hint = "write what each column holds: screen readers and phones say it with each cell"
        out.problem("a table without headings", hint, place)
    meta = {
        "place": place,
        "form": "pipe" if token.type == "table_open" else "list",
        "alignments": table.alignments,
        "widths": widths,
        "summary": summary,
    }
    out.tokens.append(Token("table_open", "", 1, map=token.map, meta=meta))
    for row in table.rows:
        out.tokens.append(Token("table_row_open", "", 1, map=row.map))
        for cell in row.cells:
            out.tokens.append(Token("table_cell_open", "", 1, map=cell.map))
            for opening, inline in cell.paragraphs:
                out.emit(opening, inline, out.inline(inline, "table cell"))
                inline.meta.pop("from", None)
            out.tokens.append(Token("table_cell_close", "", -1))
        out.tokens.append(Token("table_row_close", "", -1))
    out.tokens.append(Token("table_close", "", -1))
