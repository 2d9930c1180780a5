"""The cells of a table: what they say, and said before an author deleted them; whether they came or went by
themselves; findings about those of a table whose columns nobody knows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from msgspec.structs import replace

from workplan.document.tree import Cell, Inline, Link, Marked, Text
from workplan.document.walking.walk import plain, plain_present
from workplan.word.reader.findings import Findings
from workplan.word.reader.text.raw import RawCell, RawLine, RawRow, RawTable


def words(lines: Iterable[RawLine]) -> str:
    """What the lines of a cell say once all changes are made."""
    return _together(plain_present(line.inlines) for line in lines)


def cell_words(cell: Cell) -> str:
    """What a cell of the table that was sent says."""
    return _together(plain(paragraph.inlines) for paragraph in cell.blocks)


def _together(lines: Iterable[str]) -> str:
    return " / ".join(filter(None, map(str.strip, lines)))


def says(line: RawLine) -> bool:
    """Whether a line has words, also such that are deleted."""
    return bool(plain(line.inlines).strip())


def kept(inlines: Iterable[Inline], author: str) -> Iterator[Inline]:
    """The inlines without the deletions of one author; what that author put in before is gone with them."""
    for inline in inlines:
        if isinstance(inline, Link):
            texts = tuple(text for text in kept(inline.children, author) if isinstance(text, Text))
            yield from (replace(inline, children=texts),) if texts else ()
        elif not is_deleted_by(inline, author):
            yield inline
        elif not (inline.inserted and inline.inserted.author == author):
            yield replace(inline, deleted=None)


def is_deleted_by(marked: Marked, author: str) -> bool:
    return marked.deleted is not None and marked.deleted.author == author


def is_tracked(cell: RawCell, row: RawRow) -> bool:
    """Whether a cell came or went by itself: where its row did, that says so."""
    if not cell.marks.change:
        return False
    return not (row.marks.inserted if cell.marks.inserted else row.marks.change)


def tell_cells(raw: RawTable, findings: Findings) -> None:
    """Findings about cells that are merged, or tracked by themselves, where nobody knows the columns."""
    for row in raw.rows:
        for cell in row.cells:
            findings.at = max((line.at for line in cell.lines), default=findings.at)
            if cell.span > 1 or cell.merged:
                findings.add("merged cells", "merged cells are read as cells of their own")
            if is_tracked(cell, row):
                message = "a cell that is tracked by itself is read as one that is there"
                findings.add("tracked cells", message)
    if any(row.cells and row.cells[-1].filler and row.cells[-1].span == 1 for row in raw.rows):
        _tell_filled(raw, findings)


def _tell_filled(raw: RawTable, findings: Findings) -> None:
    """Of rows that end in cells which no merged one explains."""
    for row in raw.rows:
        reached = max((cell.start + cell.span for cell in row.cells if not cell.filler), default=0)
        if reached < len(row.cells):
            findings.add("merged cells", "rows with fewer cells than others are filled with empty ones")
            return
