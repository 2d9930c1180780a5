"""Rows of tables that are those of what was sent: known, and not put together again.

A row that stands in a copy byte for byte as in one that was read before is the very row that was sent, where

- its bytes alone say what it says (`text.known_rows`);
- it turned out to be that row (`learned`), and shows each number as that row does;
- its bookmarks stand in it, and nowhere before, and no column was moved (`as_sent`);
- all that it refers to is in the copy (`leads_nowhere`).
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Set
from itertools import chain

from workplan.document.printing.unbroken import as_said
from workplan.document.tree import Document, Inline, Reference, Row, Table
from workplan.word.reader.blocks.identities import Identities
from workplan.word.reader.text.memory import Paragraphs
from workplan.word.reader.text.raw import RawCell, RawRow, lines_of


def as_sent(raw: RawRow, identities: Identities) -> Row | None:
    """The row of what was sent that this is; None where that is not known, or for another one."""
    row = raw.before and raw.before.row
    if not raw.before or not row or [*map(_count, raw.cells)] != [len(cell.blocks) for cell in row.cells]:
        return None
    lines, were = list(lines_of(raw)), chain.from_iterable(cell.lines for cell in raw.before.cells)
    if any(line.inlines is not was.inlines for line, was in zip(lines, were, strict=True)):
        return None
    return row if identities.stand_in(lines, {row.id, *(cell.id for cell in row.cells)}) else None


def _count(cell: RawCell) -> int:
    """How many lines it has; none where all are empty."""
    return len(cell.lines) if any(line.inlines for line in cell.lines) else 0


def leads_nowhere(rows: Iterable[Row], ids: Collection[str]) -> bool:
    """Whether any of the rows refers to what is not among these."""
    return any(reference.target not in ids for row in rows for reference in _references(_said(row)))


def line_ids(row: Row) -> Iterator[str]:
    return (paragraph.id for cell in row.cells for paragraph in cell.blocks)


def learned(
    read: Iterable[tuple[RawRow, str]],
    document: Document,
    sent: Document,
    told: Set[int] | None,
    memory: Paragraphs,
) -> None:
    """Remember those of the rows, which were `read` under these ids, that are rows of what was `sent`. Of
    lines in `told` something was found; nobody knows of which where it is None."""
    if told is None:
        return
    now, known = _rows(document), _rows(sent)
    for raw, id in read:
        row, lines = known.get(id), list(lines_of(raw))
        if raw.before is None or row is None or row != now.get(id):
            continue
        shown = [as_said(one).text for one in _references(line.inlines for line in lines)]
        if told.isdisjoint(line.at for line in lines) and shown == [
            one.text for one in _references(_said(row))
        ]:
            raw.before.row = row
            memory.keep_row(raw.before)


def _rows(document: Document) -> Mapping[str, Row]:
    tables = (block for block in document.blocks if isinstance(block, Table))
    return {row.id: row for table in tables for row in table.rows}


def _said(row: Row) -> Iterator[tuple[Inline, ...]]:
    return (paragraph.inlines for cell in row.cells for paragraph in cell.blocks)


def _references(lines: Iterable[tuple[Inline, ...]]) -> Iterator[Reference]:
    return (inline for inline in chain.from_iterable(lines) if isinstance(inline, Reference))
