"""Amendments in a marked document: each gets a number, which its marks carry (`Revision.amendment`).

One amendment is what is decided on as one: a run of marked words by one author, with what others put in or
took out in the midst of an insertion, or later at its end; a paragraph, an item, a row,
a picture or a note that came or went as a whole, with everything in it; both halves of a move, with what its
author changed in the words that moved, and with the space typed beside them; a picture that goes and comes in
another width; a list that is counted otherwise, all its items.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import count, groupby
from typing import TypeVar

from msgspec import Struct
from msgspec.structs import replace

from workplan.compare.marked.resized import resized
from workplan.compare.marked.sides import all_deleted, all_inserted
from workplan.compare.marked.standing import counting, standing
from workplan.document.tree import (
    NO_AMENDMENT,
    AmendmentNumber,
    Cell,
    Document,
    Figure,
    Formatting,
    FormerPlace,
    FormerSummary,
    Inline,
    Link,
    Marked,
    Note,
    NoteReference,
    Paragraph,
    Place,
    Reference,
    Revision,
    Row,
    Table,
    Text,
)
from workplan.document.walking.lines import Line, Unit, flatten, line, nested, paragraph
from workplan.document.walking.marked import carrier, is_unmarked, last_change
from workplan.document.walking.same import all_of, each, having
from workplan.document.walking.walk import plain

M = TypeVar("M", bound=Marked)
F = TypeVar("F", Formatting, FormerPlace, FormerSummary)
T = TypeVar("T", bound=Text | Reference)


def tagged(document: Document, copy: int = 0, first: int = 1) -> Document:
    """`document` with the number of its amendment in each mark, as one of this `copy`: from `first` on, in
    reading order, those within notes last."""
    tagger = _Tagger(AmendmentNumber(copy, number) for number in count(first))
    units = tuple(flatten(document.blocks))
    blocks = nested([tagger.unit(unit, resized(units, n)) for n, unit in enumerate(units)])
    return replace(document, blocks=blocks, notes=each(tagger.note, document.notes))


class _Tagger(Struct):
    numbers: Iterator[AmendmentNumber]
    moves: dict[tuple[str, str], AmendmentNumber] = {}
    calls: dict[str, AmendmentNumber] = {}
    figures: dict[str, AmendmentNumber] = {}
    lists: dict[object, AmendmentNumber] = {}

    def unit(self, unit: Unit, other: Figure | None) -> Unit:
        match unit:
            case Line():
                return self.line(unit)
            case Table():
                return self.table(unit)
            case Figure():
                return self.figure(unit, other)

    def number(self, revision: Revision) -> AmendmentNumber:
        """A new number, or that of the other half of the move."""
        if not revision.move:
            return next(self.numbers)
        key = (revision.author, revision.move)
        if key not in self.moves:
            self.moves[key] = next(self.numbers)
        return self.moves[key]

    def line(self, found: Line) -> Line:
        mark = found.change
        whole = (found.inserted and all_inserted(found.inlines)) or (
            found.deleted and all_deleted(found.inlines)
        )
        if mark and whole:
            return self.whole(found, self.number(mark))
        inlines = self.inlines(found.inlines)
        if mark:
            last = _last_number(inlines)
            found = _numbered(found, last or self.number(mark))
        if found.former and not found.former.revision.amendment:
            number = self.elsewhere(found.former, found.place, _last_number(inlines))
            found = replace(found, former=_former(found.former, number))
        return having(found, inlines=inlines)

    def elsewhere(self, former: FormerPlace, now: Place, words: AmendmentNumber) -> AmendmentNumber:
        """The number of a line's new place; `words` is that of its last words, which bring another name with
        them."""
        was = former.place
        if standing(was, now):
            return self.number(former.revision)
        if not counting(was, now):
            return words or self.number(former.revision)
        one, other = was.frames[-1], now.frames[-1]
        lists = former.revision.author, one.list, one.kind, one.start, other.list, other.kind, other.start
        if lists not in self.lists:
            self.lists[lists] = self.number(former.revision)
        return self.lists[lists]

    def whole(self, found: Line, number: AmendmentNumber) -> Line:
        """A line that came or went with all its words."""
        former = found.former and _former(found.former, number)
        inlines = tuple(self.piece(inline, number) for inline in found.inlines)
        return _numbered(replace(found, inlines=inlines, former=former), number)

    def inlines(self, inlines: tuple[Inline, ...]) -> tuple[Inline, ...]:
        """Runs of marked words by one author, and what others did within, have one number each."""
        if not any(map(_owner, inlines)):
            return inlines
        result: list[Inline] = []
        open_by: tuple[str, str] | None = None
        number = NO_AMENDMENT
        for inline, mark in zip(inlines, _owners(inlines), strict=True):
            if mark is None:
                open_by = None
                result.append(inline)
                continue
            if open_by != (mark.author, mark.move):
                number = self.number(mark)
                open_by = (mark.author, mark.move)
            result.append(self.piece(inline, number))
        return tuple(result)

    def piece(self, inline: Inline, number: AmendmentNumber) -> Inline:
        match inline:
            case Link():
                words = tuple(_numbered_words(text, number) for text in inline.children)
                return replace(inline, children=words)
            case NoteReference():
                if inline.change:
                    self.calls[inline.note] = number
                return _numbered(inline, number)
            case Text() | Reference():
                return _numbered_words(inline, number)

    def table(self, table: Table) -> Table:
        header = self.row(table.header)
        former = table.former and _former(table.former, self.number(table.former.revision))
        whole = table.header.change
        number = _row_number(header) if whole else NO_AMENDMENT
        rows = all_of(table.rows, (self.row(row, number) for row in table.rows))
        return having(table, header=header, rows=rows, former=former)

    def row(self, row: Row, number: AmendmentNumber = NO_AMENDMENT) -> Row:
        """A row; all its marks have its own number, or the `number` of its table, where it came or went."""
        if is_unmarked(row):
            return row
        mark = row.change
        if mark:
            number = number or self.number(mark)
            return _numbered(replace(row, cells=tuple(self.cell(cell, number) for cell in row.cells)), number)
        return having(row, cells=each(self.cell, row.cells))

    def cell(self, cell: Cell, number: AmendmentNumber = NO_AMENDMENT) -> Cell:
        return having(
            cell, blocks=all_of(cell.blocks, [self.paragraph(found, number) for found in cell.blocks])
        )

    def paragraph(self, found: Paragraph, number: AmendmentNumber = NO_AMENDMENT) -> Paragraph:
        """A paragraph that stands in no list."""
        if not number and not (found.change or found.former or any(map(_owner, found.inlines))):
            return found
        return paragraph(self.whole(line(found), number) if number else self.line(line(found)))

    def figure(self, figure: Figure, other: Figure | None) -> Figure:
        mark = figure.change
        if mark:
            number = (figure.inserted and other and self.figures.get(other.id)) or self.number(mark)
            self.figures[figure.id] = number
            caption = figure.caption and self.paragraph(figure.caption, number)
            return _numbered(replace(figure, caption=caption), number)
        return having(figure, caption=figure.caption and self.paragraph(figure.caption))

    def note(self, note: Note) -> Note:
        """A note that came or went with its call has the call's number."""
        if note.change and note.id in self.calls:
            number = self.calls[note.id]
            return _numbered(
                replace(note, inlines=tuple(self.piece(i, number) for i in note.inlines)), number
            )
        return having(note, inlines=self.inlines(note.inlines))


def _owners(inlines: tuple[Inline, ...]) -> list[Revision | None]:
    """Whose change each of the inlines is: that of whoever put in what another took out of it again, or what
    stands around it; the move, where it is part of one."""
    groups = [(owner, list(group)) for owner, group in groupby(inlines, _owner)]
    for n in range(1, len(groups) - 1):
        (before, left), (owner, group), (after, right) = groups[n - 1 : n + 2]
        if _is_within(left, group, right) and owner and before and after and _by(before) == _by(after):
            groups[n] = before, group
    for n in range(1, len(groups)):
        (before, left), (owner, group) = groups[n - 1 : n + 1]
        if _is_within(left, group) and before and owner and _is_at_end(before, owner):
            groups[n] = before, group
    owners: list[Revision | None] = []
    for n, (owner, group) in enumerate(groups):
        around = [groups[at] for at in (n - 1, n + 1) if 0 <= at < len(groups)]
        moves = [(move, each) for move, each in around if _is_move_of(move, owner)]
        between = len(moves) == 2 and len({move.move for move, _ in moves if move}) == 1
        part = next((move for move, each in moves if between or _is_part(group, each)), None)
        owners += [part or owner] * len(group)
    return owners


def _owner(inline: Inline) -> Revision | None:
    node = carrier(inline)
    return node.inserted if node.inserted and node.deleted else last_change(inline)


def _by(revision: Revision) -> tuple[str, str]:
    return revision.author, revision.move


def _is_within(*groups: Sequence[Inline]) -> bool:
    """Whether all of this was put in: one insertion, in the midst of which somebody else typed."""
    return all(carrier(inline).inserted for group in groups for inline in group)


def _is_at_end(before: Revision, after: Revision) -> bool:
    """Whether what was put in right behind an insertion is the end of that: somebody else typed it, later.
    (No file says whether it was typed within or behind it, but nobody could take out the first without it.
    What has the same date, or none, stands beside it.)"""
    later = before.date and after.date and before.date < after.date
    return bool(later and before.author != after.author and not (before.move or after.move))


def _moved(inline: Inline) -> Revision | None:
    """The move that brought words here which were struck afterwards."""
    node = carrier(inline)
    return node.inserted if node.inserted and node.deleted and node.inserted.move else None


def _is_move_of(move: Revision | None, owner: Revision | None) -> bool:
    """Whether a plain change stands beside a move by the same author."""
    return bool(owner and move and move.move and not owner.move and move.author == owner.author)


def _is_part(group: list[Inline], moved: list[Inline]) -> bool:
    """Whether a change beside words that moved is in place of some of these, or their space."""
    return any(map(_moved, moved)) or not plain(tuple(group)).strip()


def _last_number(inlines: tuple[Inline, ...]) -> AmendmentNumber:
    mark = last_change(inlines[-1]) if inlines else None
    return mark.amendment if mark else NO_AMENDMENT


def _row_number(row: Row) -> AmendmentNumber:
    mark = row.change
    return mark.amendment if mark else NO_AMENDMENT


def _with(revision: Revision | None, number: AmendmentNumber) -> Revision | None:
    if not revision:
        return None
    move = f"move{number.copy}.{number.number}" if revision.move else ""
    return replace(revision, amendment=number, move=move)


def _former(former: F, number: AmendmentNumber) -> F:
    return replace(former, revision=replace(former.revision, amendment=number))


def _numbered(node: M, number: AmendmentNumber) -> M:
    if not (node.inserted or node.deleted):
        return node
    return replace(node, inserted=_with(node.inserted, number), deleted=_with(node.deleted, number))


def _numbered_words(words: T, number: AmendmentNumber) -> T:
    if not words.former:
        return _numbered(words, number)
    return replace(_numbered(words, number), former=_former(words.former, number))
