"""What is true of any table: where its header is, frames, merged cells."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from workplan.importing.rules.claims import Claims, rule
from workplan.importing.rules.tables.columns import columns_of
from workplan.importing.source.model import Block, Cell, Line, Row, Table


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


@rule("T8")
def merged(table: Table) -> bool:
    """Merged cells are taken apart: the words stand in the first of them, the others are empty. Tables in
    cells become paragraphs, a cell each. Both are doubts."""
    return any(cell.span > 1 or cell.goes_on for row in table.rows for cell in row.cells)


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


@rule("T10")
def unmarked(table: Table, rows: Sequence[Row], claims: Claims) -> None:
    """A table of the text without a header has its first row as one: a doubt."""
    if not header_rows(table):
        words = " | ".join(cell.text for cell in rows[0].cells) if rows else ""
        became = "the first row is the header of the table"
        claims.add("T10", "guessed", table.address, words, became, "no row is marked as a header")
