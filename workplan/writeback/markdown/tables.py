"""Tables of a manuscript as Markdown: new ones, and those that say something else than they did.

[x] pipe tables: only the lines of rows that change, and in them only the cells that do; the alignment stays
[x] list-tables: only the cells that change; rows put in, taken out, moved
[x] a new table, or one with another number of columns, is written whole: with pipes where its cells are short
[x] what pipes cannot hold (a second paragraph in a cell, a summary) makes a list-table of a pipe table
"""

from __future__ import annotations

from collections.abc import Sequence

from markdown_it.tree import SyntaxTreeNode

from workplan.content.manuscript.tables import cells_of
from workplan.document.tree import Alignment, Cell, Row, Table
from workplan.writeback.lines.arranging import Piece, Wanted, arranged
from workplan.writeback.markdown.inline import respelled, spelled
from workplan.writeback.markdown.pairing import key, paired

#: The longest words of a cell that a new table has between pipes.
_LONGEST = 60
_DASHES: dict[Alignment, str] = {"": "---", "left": ":--", "center": ":-:", "right": "--:"}


def pipe_text(table: Table) -> str | None:
    """A pipe table; None where it needs more than pipes can hold."""
    if table.summary or not all(map(_is_flat, (table.header, *table.rows))):
        return None
    usual: Alignment = ""
    dashes = [_DASHES[alignment] for alignment in table.alignments or (usual,) * len(table.header.cells)]
    head, *rows = (pipe_row(row) for row in (table.header, *table.rows))
    return "\n".join([head, f"| {' | '.join(dashes)} |", *rows])


def pipe_row(row: Row) -> str:
    """A row of a pipe table."""
    return "|" + "|".join(f" {words} " if (words := _cell_words(cell)) else " " for cell in row.cells) + "|"


def is_short(table: Table) -> bool:
    """Whether a new table is best written with pipes."""
    rows = (table.header, *table.rows)
    return all(len(_cell_words(cell)) <= _LONGEST for row in rows if _is_flat(row) for cell in row.cells)


def changed_pipes(lines: Sequence[str], node: SyntaxTreeNode, old: Table, new: Table) -> str | None:
    """The pipe table of these `lines`, which say `old`, saying `new` instead; None as in `pipe_text`."""
    if len(old.header.cells) != len(new.header.cells):
        return pipe_text(new)
    if new.summary or not all(map(_is_flat, (new.header, *new.rows))):
        return None
    head = changed_row(lines[0], node.children[0], old.header, new.header)
    pieces = [Piece("\n", line) for line in lines[2:]]
    wanted = [
        Wanted(
            place,
            pipe_row(row)
            if place is None
            else changed_row(lines[place + 2], node.children[place + 1], old.rows[place], row),
            "\n",
        )
        for place, row in zip(paired(old.rows, new.rows), new.rows, strict=True)
    ]
    rows = arranged(pieces, wanted)
    return "\n".join([head, lines[1], *([rows] if rows else [])])


def changed_row(line: str, node: SyntaxTreeNode, old: Row, new: Row) -> str:
    """The line of a row, in which the cells that say something else are written anew."""
    if key(old) == key(new):
        return line
    if not line.lstrip().startswith("|"):  # its words could be taken for the start of another block
        return pipe_row(new)
    places = cells_of(line)
    for at in reversed(range(len(new.cells))):
        before, after = old.cells[at], new.cells[at]
        if key(before) != key(after):
            begin, end = places[at]
            words = _cell_words(after, node.children[at], before)
            line = line[:begin] + _padded(words, line[begin:end]) + line[end:]
    return line


def _padded(words: str, raw: str) -> str:
    """The words with the spaces that stood around others, so far as they fit."""
    if raw.startswith("  ") and raw.strip() and not raw.endswith("  "):
        return f" {words} ".rjust(len(raw))
    return f" {words} ".ljust(len(raw)) if words else " " * max(len(raw), 1)


def _is_flat(row: Row) -> bool:
    """Whether each cell of a row fits between pipes: one paragraph at most, on one line."""
    return all(len(cell.blocks) <= 1 and "\n" not in _cell_words(cell) for cell in row.cells)


def _cell_words(cell: Cell, node: SyntaxTreeNode | None = None, old: Cell | None = None) -> str:
    """The markup of a cell's words between pipes; what stays of `node`, which said `old`, as it is there."""
    if not cell.blocks:
        return ""
    new = cell.blocks[0].inlines
    if node and node.children and old and old.blocks:
        words = respelled(node.children[0].children[0].content, old.blocks[0].inlines, new).words
    else:
        words = spelled(new).words
    return words.replace("|", "\\|")
