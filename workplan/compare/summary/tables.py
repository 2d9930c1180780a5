"""What changed in a table, in words: row by row, and within a row column by column."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from workplan.compare.marked.rows_joined import joined_rows
from workplan.compare.marked.sides import cell_side, number, row_sides
from workplan.compare.marked.stayed import row_stayed
from workplan.compare.names.parts import field_name, noun_of, number_column
from workplan.compare.summary.report import Change, Report, Sides
from workplan.compare.telling.telling import within
from workplan.compare.telling.told import Told
from workplan.directives.declared import holding
from workplan.document.ids import by_place, column
from workplan.document.revisions import said
from workplan.document.tree import Row, Table


def table_changes(report: Report, table: Table) -> Iterator[Change]:
    header, phrases = table.header, report.telling.phrases
    if not header.change:
        yield from _header(report, table)
    elif not (header.deleted and header.deleted.move):
        subject = report.names.table(table).subject
        if header.inserted and header.inserted.move:
            yield report.change(subject, "moved", [report.telling.say(phrases.moved)], table.id)
        else:
            yield _came_or_went(report, subject, table.id, new=bool(header.inserted))
    if by_place(table.id) and header.change:
        return  # it is told as a whole
    yield from _Rows(report, table).changes()


def _came_or_went(report: Report, subject: str, id: str, *, new: bool) -> Change:
    both = ("", subject) if new else (subject, "")
    if new:
        return report.whole(subject, "added", id, both, report.telling.phrases.whole_added)
    return report.whole(subject, "removed", id, both, report.telling.phrases.whole_removed)


def _header(report: Report, table: Table) -> Iterator[Change]:
    phrases = report.telling.phrases
    for cell in table.header.cells:
        if parts := report.telling.cell_hunks(cell, holding(table.id, column(cell.id))):
            both = cell_side(cell, new=False), cell_side(cell, new=True)
            subject = report.names.column(cell).subject
            yield report.change(subject, "changed", parts, cell.id, both)
    if table.former:
        both = table.former.summary, table.summary
        subject = report.names.table(table).subject
        yield report.change(subject, "changed", [report.telling.say(phrases.described)], table.id, both)


class _Rows:
    def __init__(self, report: Report, table: Table) -> None:
        self.report = report
        self.table = table
        self.noun = noun_of(table.id)
        self.names = [field_name(cell, report.telling.language) for cell in table.header.cells]
        self.left = {row.deleted.move: row for row in table.rows if row.deleted and row.deleted.move}

    def changes(self) -> Iterator[Change]:
        rows = self.table.rows
        joined = joined_rows(rows)
        renumbered: list[Sides] = []
        for place, row in enumerate(rows):
            if place in joined.told:
                continue
            was, now = self._numbers(row, place)
            subject = self.report.names.row(self.table, row, now).subject
            if not row.inserted or row.inserted.move:
                subject = self.report.formerly(subject, was, now)
            if place in joined.merged:
                told = [self._merged(place, joined.merged[place])]
            elif place in joined.divided:
                told = [self._divided(place, joined.divided[place])]
            else:
                told = list(self._row(row, subject))
            yield from told
            if not told and was != now and not row.deleted:
                renumbered.append((was, now))
        yield from self.report.renumbered(renumbered, self.noun, self.table.id)

    def _numbers(self, row: Row, place: int) -> Sides:
        """A row's number before and now; by its place where it has none. Of a table of data it may stand in a
        column."""
        if (at := number_column(self.table)) is not None:
            was, now = (cell_side(row.cells[at], new=new).rstrip(".") for new in (False, True))
            return was or now, now or was
        now = number(row)
        was = self.report.numbers.get(row.former or said(row.id), now)
        return (was, now) if now else (str(place + 1), str(place + 1))

    def _row(self, row: Row, subject: str) -> Iterator[Change]:
        if row.deleted:
            if not row.deleted.move:
                yield self._whole(row, subject)
            return
        move = row.inserted.move if row.inserted else ""
        if row.inserted and not move:
            yield self._whole(row, subject)
            return
        both = row_sides(row)
        parts = [self.report.telling.say(self.report.telling.phrases.moved)] if move else []
        if move in self.left:
            left = self.left[move]
            both = row_sides(left)[0], both[1]
            row = row_stayed(left, row)
        parts += self._cells(row)
        if parts:
            yield self.report.change(subject, "moved" if move else "changed", parts, row.id, both)

    def _cells(self, row: Row, *, but_first: bool = False) -> Iterator[Told]:
        for n, (cell, name) in enumerate(zip(row.cells, self.names, strict=True)):
            if n or not but_first:
                holds = holding(self.table.id, column(cell.id))
                yield from self.report.telling.cell(cell, name, holds, main=not n)

    def _whole(self, row: Row, subject: str) -> Change:
        """A row that came, with what stands in its other columns, or one that went."""
        telling, phrases = self.report.telling, self.report.telling.phrases
        new = bool(row.inserted)
        first, *others = [cell_side(cell, new=new) for cell in row.cells]
        whole = (phrases.whole_added, phrases.added) if new else (phrases.whole_removed, phrases.removed)
        parts = [telling.say(whole[bool(first)], subject=subject, words=first)]
        if new:
            cells = zip(self.names[1:], others, strict=True)
            parts += [telling.say(phrases.cell, field=name, words=words) for name, words in cells if words]
        return self.report.change(subject, "added" if new else "removed", parts, row.id, row_sides(row))

    def _merged(self, place: int, others: Sequence[int]) -> Change:
        """Rows that are one row now, with all that it says."""
        report, row = self.report, self.table.rows[place]
        parts = sorted([place, *others] if not row.inserted else others)
        numbers = [self._numbers(self.table.rows[n], n)[0] for n in parts]
        subjects = report.numbered(self.noun, report.telling.listed(numbers), many=True)
        subject = report.numbered(self.noun, self._numbers(row, place)[1])
        told = report.telling.say(
            report.telling.phrases.merged,
            subjects=subjects,
            subject=within(subject, report.telling.language),
            words=cell_side(row.cells[0], new=True),
        )
        cells = () if row.inserted else self._cells(row, but_first=True)
        before = "; ".join(row_sides(self.table.rows[n])[0] for n in parts)
        return report.change(subject, "merged", [told, *cells], row.id, (before, row_sides(row)[1]))

    def _divided(self, place: int, others: Sequence[int]) -> Change:
        """A row that is several rows now, with what each of them says."""
        report, row, telling = self.report, self.table.rows[place], self.report.telling
        parts = sorted([place, *others] if not row.deleted else others)
        rows = [self.table.rows[n] for n in parts]
        numbers = [self._numbers(self.table.rows[n], n)[1] for n in parts]
        subject = report.numbered(self.noun, self._numbers(row, place)[0])
        subjects = report.numbered(self.noun, telling.listed(numbers), many=True)
        told = [
            telling.say(telling.phrases.divided, subject=subject, subjects=within(subjects, telling.language))
        ]
        told += [
            telling.say(
                telling.phrases.quoted,
                subject=within(report.numbered(self.noun, number), telling.language),
                words=cell_side(each.cells[0], new=True),
            )
            for number, each in zip(numbers, rows, strict=True)
        ]
        cells = () if row.deleted else self._cells(row, but_first=True)
        after = "; ".join(row_sides(each)[1] for each in rows)
        return report.change(subject, "divided", [*told, *cells], row.id, (row_sides(row)[0], after))
