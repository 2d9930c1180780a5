"""Rows that nobody changed, taken out before a merge and put back behind it.

A merge goes letter by letter, and of a thousand actions a correction is about ten. Rows that are the same
in base, folder and file, and stand in the same order in all three, are no part of it; the first and the last
of such a run stay, so that what comes and moves has neighbours. Rows that call notes stay, too: notes are
numbered by their calls.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

from msgspec import Struct
from msgspec.structs import replace

from workplan.document.resolving.resolve import resolve
from workplan.document.tree import Document, NoteReference, Reference, Row, Table


class Quiet(Struct, frozen=True):
    """`behind` has the rows that were taken out, by the id of the row that they stand behind."""

    behind: Mapping[str, Sequence[Row]]

    def without(self, document: Document) -> Document:
        gone = {row.id for rows in self.behind.values() for row in rows}
        return _with_rows(document, lambda row: () if row.id in gone else (row,)) if gone else document

    def put_back(self, document: Document) -> Document:
        if not self.behind:
            return document
        return resolve(_with_rows(document, lambda row: (row, *self.behind.get(row.id, ()))))


def quiet(base: Document, mine: Document, theirs: Document) -> Quiet:
    tables = [
        {each.id: each for each in document.blocks if isinstance(each, Table)}
        for document in (base, mine, theirs)
    ]
    behind: dict[str, Sequence[Row]] = {}
    for id in tables[1]:
        found = [each[id] for each in tables if id in each]
        if len(found) == len(tables):
            behind |= _runs(found)
    return Quiet(behind)


def _runs(tables: Sequence[Table]) -> Iterator[tuple[str, Sequence[Row]]]:
    places = [{row.id: n for n, row in enumerate(table.rows)} for table in tables]
    rows = tables[1].rows

    def same(row: Row) -> bool:
        others = [table.rows[at[row.id]] for table, at in zip(tables, places, strict=True) if row.id in at]
        return len(others) == len(tables) and _said(row) is not None and len({*map(_said, others)}) == 1

    def follows(row: Row, before: Row) -> bool:
        return all(at[row.id] == at[before.id] + 1 for at in places)

    run: list[Row] = []
    for row in (*rows, None):
        is_quiet = row is not None and same(row)
        if row and is_quiet and (not run or follows(row, run[-1])):
            run.append(row)
            continue
        if len(run) > 2:
            yield run[0].id, run[1:-1]
        run = [row] if row and is_quiet else []


def _said(row: Row) -> object:
    """What a row says, but for numbers that follow from others; None where it calls a note."""
    inlines = [paragraph.inlines for cell in row.cells for paragraph in cell.blocks]
    if any(isinstance(each, NoteReference) for line in inlines for each in line):
        return None
    return tuple(
        tuple(replace(each, text="") if isinstance(each, Reference) else each for each in line)
        for line in inlines
    ), tuple((cell.id, len(cell.blocks)) for cell in row.cells)


def _with_rows(document: Document, change: Callable[[Row], Sequence[Row]]) -> Document:
    blocks = (
        replace(block, rows=tuple(each for row in block.rows for each in change(row)))
        if isinstance(block, Table)
        else block
        for block in document.blocks
    )
    return replace(document, blocks=tuple(blocks))
