"""What changed in a table, in words: row by row, and within a row column by column."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from workplan.compare.report import Change, Report, Sides
from workplan.compare.sides import cell_side, number, row_sides
from workplan.compare.telling import within
from workplan.content.phrases import Phrase
from workplan.document.revisions import said
from workplan.document.tree import Cell, Row, Table


def field_name(cell: Cell) -> str:
    """A column's heading within a sentence."""
    return within(cell_side(cell, new=True) or cell_side(cell, new=False))


def table_changes(report: Report, table: Table) -> Iterator[Change]:
    header = table.header
    if not header.change:
        yield from _header(report, table)
    elif not (header.deleted and header.deleted.move):
        subject = report.telling.say("table", words=table.summary)
        yield _came_or_went(report, subject, table.id, new=bool(header.inserted))
    noun: Phrase = "action" if table.id == "actions" else "row"
    names = [field_name(cell) for cell in header.cells]
    left = {row.deleted.move: row for row in table.rows if row.deleted and row.deleted.move}
    renumbered: list[Sides] = []
    for place, row in enumerate(table.rows, 1):
        now = number(row)
        was = report.numbers.get(row.former or said(row.id), now)
        subject = report.telling.say(noun, number=now or str(place))
        if not row.inserted or row.inserted.move:
            subject = report.formerly(subject, was, now)
        told = tuple(_row(report, row, subject, names, left))
        yield from told
        if not told and was != now and not row.deleted:
            renumbered.append((was, now))
    yield from report.renumbered(renumbered, noun, table.id)


def _came_or_went(report: Report, subject: str, id: str, *, new: bool) -> Change:
    both = ("", subject) if new else (subject, "")
    if new:
        return report.whole(subject, "added", id, both, "whole_added")
    return report.whole(subject, "removed", id, both, "whole_removed")


def _header(report: Report, table: Table) -> Iterator[Change]:
    for cell in table.header.cells:
        if parts := report.telling.cell_hunks(cell):
            name = cell_side(cell, new=True) or cell_side(cell, new=False)
            both = cell_side(cell, new=False), cell_side(cell, new=True)
            yield report.change(report.telling.say("column", words=name), "changed", parts, cell.id, both)
    if table.former:
        both = table.former.summary, table.summary
        subject = report.telling.say("table", words=table.summary)
        yield report.change(subject, "changed", [report.telling.say("described")], table.id, both)


def _row(
    report: Report, row: Row, subject: str, names: Sequence[str], left: Mapping[str, Row]
) -> Iterator[Change]:
    both = row_sides(row)
    if row.deleted:
        if not row.deleted.move:
            yield _whole_row(report, row, subject, names)
        return
    move = row.inserted.move if row.inserted else ""
    if row.inserted and not move:
        yield _whole_row(report, row, subject, names)
        return
    parts = [report.telling.say("moved")] if move else []
    for before, after, name in zip(left.get(move, row).cells, row.cells, names, strict=True):
        parts += report.telling.cell(before, after, name)
    if parts:
        yield report.change(subject, "moved" if move else "changed", parts, row.id, both)


def _whole_row(report: Report, row: Row, subject: str, names: Sequence[str]) -> Change:
    """A row that came, with what stands in its other columns, or one that went."""
    new = bool(row.inserted)
    first, *others = [cell_side(cell, new=new) for cell in row.cells]
    phrase: Phrase = "added" if new else "removed"
    parts = [report.telling.say(phrase if first else f"whole_{phrase}", subject=subject, words=first)]  # type: ignore[arg-type]
    if new:
        cells = zip(names[1:], others, strict=True)
        parts += [report.telling.say("cell", field=name, words=words) for name, words in cells if words]
    return report.change(subject, "added" if new else "removed", parts, row.id, row_sides(row))
