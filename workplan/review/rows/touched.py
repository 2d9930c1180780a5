"""A marked copy beside the baseline: every line of the copy, and the place of the baseline that it is about.

What stays, or is taken out, is at the baseline's own line, row, picture or note; what is new is at the one
that it follows. A line that was split is one spot, and a row that came or went is.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Generic, Literal, TypeVar

from msgspec import Struct
from msgspec.structs import replace

from workplan.compare.marked.sides import all_deleted, all_inserted
from workplan.compare.marked.standing import counting, first_number, standing
from workplan.content.files.images import width_text
from workplan.document.resolving.resolve import shown
from workplan.document.revisions import said
from workplan.document.tree import (
    AmendmentNumber,
    Cell,
    Document,
    Figure,
    Inline,
    Note,
    NoteReference,
    Reference,
    Revision,
    Row,
    Table,
    Text,
)
from workplan.document.walking.lines import Line, Unit, flatten, line
from workplan.document.walking.runs import normal
from workplan.document.walking.walk import with_inlines
from workplan.review.edits.layers import OtherBaselineError
from workplan.review.rows.excerpt import PILCROW, numbers

U = TypeVar("U")
Order = tuple[int, ...]
What = Literal["line", "cell", "row", "table", "picture", "note"]


class Part(Struct, frozen=True):
    """A line of the copy, by its id there, or what separates two of them, under no id."""

    id: str
    inlines: tuple[Inline, ...]


class Otherwise(Struct, frozen=True):
    """What `revision` did to a line or table that stays, besides its words: the name of the phrase for it
    (`content.words.phrases`), what tells it from others of that name, and the number that a list counts
    from, where that is it. `of_list` is whether it is how the line's list counts."""

    revision: Revision
    phrase: str
    value: str = ""
    number: str = ""
    of_list: bool = False


class Spot(Struct, frozen=True):
    """One line of a copy, several that the baseline has as one, or a row that came or went.

    `order` is its place in the baseline; `home` the id there, of what it is or, where it is `new`, of what it
    follows (of its cell, where it is the first there); empty at the very beginning. `whole` is the mark of
    what came or went with all its words, `end` that of a line's end that was taken out, and `otherwise`
    what became of a line that stands elsewhere now, or of a table that is described in other words.
    """

    order: Order
    home: str
    new: bool
    parts: tuple[Part, ...]
    unit: What = "line"
    whole: Revision | None = None
    end: Revision | None = None
    otherwise: Otherwise | None = None

    @property
    def inlines(self) -> tuple[Inline, ...]:
        return normal(inline for part in self.parts for inline in part.inlines)

    @property
    def revisions(self) -> tuple[Revision, ...]:
        other = self.otherwise.revision if self.otherwise else None
        return tuple(filter(None, (self.whole, self.end, other)))

    @property
    def numbers(self) -> set[AmendmentNumber]:
        """The amendments that have marks here."""
        return numbers(self.inlines) | {revision.amendment for revision in self.revisions}


def spots(copy: Document, base: Document) -> Iterator[Spot]:
    """All spots in reading order, notes last. Raises `OtherBaselineError` for a copy of another."""
    units, old = tuple(flatten(copy.blocks)), tuple(flatten(base.blocks))
    for slot in _slots(units, old, _unit_is_new, _unit_is_wholly_new, _id):
        yield from _unit(slot)
    yield from _notes(copy.notes, base.notes)


def with_numbers_of(base: Document, copy: Document) -> Document:
    """The copy with its notes' calls and its references numbered as in the baseline; calls of new notes have
    the number 0."""
    numbers = {note.id: note.number for note in base.notes}
    known = dict(shown(base.blocks, base.terms))

    def numbered(inline: Inline) -> Inline:
        match inline:
            case NoteReference():
                return replace(inline, number=numbers.get(said(inline.note), 0))
            case Reference() if not inline.inserted:
                return replace(inline, text=known.get((said(inline.target), inline.kind), inline.text))
            case _:
                return inline

    return with_inlines(copy, numbered)


class _Slot(Struct, Generic[U], frozen=True):
    """A unit of the baseline, and the `pieces` that a copy makes of it: one unit, or several lines where it
    was split. Or, where `base` is None, one that the copy puts in, behind the unit `home`."""

    order: Order
    home: str
    base: U | None
    pieces: tuple[U, ...]


def _slots(
    copy: Sequence[U],
    base: Sequence[U],
    new: Callable[[U], bool],
    entire: Callable[[U], bool],
    id: Callable[[U], str],
) -> Iterator[_Slot[U]]:
    """The units of a container. `new` tells whether a unit's end is not in the baseline, `entire` whether
    nothing of it is."""
    n = put_in = 0
    home = ""
    pieces: list[U] = []
    for unit in copy:
        if new(unit) and entire(unit) and not pieces:
            put_in += 1
            yield _Slot((n, 0, put_in), home, None, (unit,))
            continue
        pieces.append(unit)
        if new(unit):
            continue
        if n == len(base) or type(unit) is not type(base[n]):
            raise OtherBaselineError()
        home = id(base[n])
        yield _Slot((n, 1, 0), home, base[n], tuple(pieces))
        n, put_in, pieces = n + 1, 0, []
    if n < len(base):
        raise OtherBaselineError()
    for unit in pieces:  # old words whose end was lost: the container's last line has no other
        put_in += 1
        yield _Slot((n, 0, put_in), home, None, (unit,))


def _unit_is_new(unit: Unit) -> bool:
    return bool(unit.header.inserted if isinstance(unit, Table) else unit.inserted)


def _unit_is_wholly_new(unit: Unit) -> bool:
    return not isinstance(unit, Line) or all_inserted(unit.inlines)


def _id(unit: Unit) -> str:
    return unit.place.id if isinstance(unit, Line) else unit.id


def _unit(slot: _Slot[Unit]) -> Iterator[Spot]:
    first, base = slot.pieces[0], slot.base
    order = (0, *slot.order)
    match first:
        case Line():
            lines = [piece for piece in slot.pieces if isinstance(piece, Line)]
            yield _line(lines, order, slot.home, new=base is None)
        case Figure():
            yield from _figure(first, base if isinstance(base, Figure) else None, order, slot.home)
        case Table():
            yield from _table(first, base if isinstance(base, Table) else None, order, slot.home)


def _line(pieces: Sequence[Line], order: Order, home: str, *, new: bool) -> Spot:
    parts: list[Part] = []
    for piece in pieces[:-1]:
        parts += (Part(piece.place.id, piece.inlines), Part("", (Text(PILCROW, inserted=piece.inserted),)))
    last = pieces[-1]
    parts.append(Part(last.place.id, last.inlines))
    mark = last.change
    entire = all_deleted(last.inlines) if last.deleted else new and all_inserted(last.inlines)
    worded = numbers([inline for piece in pieces for inline in piece.inlines])  # another name comes so
    moved = [piece for piece in pieces if piece.former and piece.former.revision.amendment not in worded]
    otherwise = _otherwise(moved[0]) if moved else None
    whole = mark if entire and len(pieces) == 1 else None
    end = None if whole else last.deleted
    return Spot(order, home, new, tuple(parts), whole=whole, end=end, otherwise=otherwise)


def _otherwise(line: Line) -> Otherwise:
    """How a line stands now that stood elsewhere."""
    assert line.former
    was, now = line.former.place, line.place
    stands, counts = standing(was, now), counting(was, now)
    phrase = stands or counts or ("other_name" if now.level else "other_place")
    if phrase == "numbered_otherwise":
        phrase = "numbered_from"  # says how
    of_list = bool(counts and not stands)
    value = f"{now.frames[-1].kind} {now.frames[-1].start}" if of_list else phrase
    number = first_number(now) if phrase == "numbered_from" else ""
    return Otherwise(line.former.revision, phrase, value, number, of_list)


def _figure(figure: Figure, base: Figure | None, order: Order, home: str) -> Iterator[Spot]:
    caption = figure.caption
    if mark := figure.change:
        words = figure.alternative or figure.image.name
        if figure.width is not None:
            words = f"{words}, {width_text(figure.width)}"
        parts = [Part(figure.id, (Text(f"[{words}]", inserted=figure.inserted, deleted=figure.deleted),))]
        if caption:
            parts += (Part("", (Text(" "),)), Part(caption.id, caption.inlines))
        yield Spot(order, home, base is None, tuple(parts), "picture", mark)
    elif caption and base and base.caption:
        yield _line([line(caption)], order, base.caption.id, new=False)


def _table(table: Table, base: Table | None, order: Order, home: str) -> Iterator[Spot]:
    if mark := table.header.change:
        parts = [
            part for row in (table.header, *table.rows) for part in (*_row_parts(row), _between(row, " "))
        ]
        yield Spot(order, home, base is None, tuple(parts[:-1]), "table", mark)
        return
    assert base is not None
    if table.former:
        described = Part(table.id, (Text(table.summary),))
        other = Otherwise(table.former.revision, "described")
        yield Spot((*order, -1), base.header.id, False, (described,), "table", otherwise=other)
    yield from _cells(table.header, base.header, (*order, -1))
    for slot in _slots(table.rows, base.rows, _row_is_new, lambda _: True, lambda row: row.id):
        place, (row,) = (*order, *slot.order), slot.pieces
        if mark := row.change:
            home = slot.home or base.header.id
            yield Spot(place, home, slot.base is None, tuple(_row_parts(row)), "row", mark)
        elif slot.base is not None:
            yield from _cells(row, slot.base, place)


def _row_is_new(row: Row) -> bool:
    return bool(row.inserted)


def _row_parts(row: Row) -> Iterator[Part]:
    filled = [cell for cell in row.cells if cell.blocks]
    for n, cell in enumerate(filled):
        if n:
            yield _between(row, " | ")
        for m, paragraph in enumerate(cell.blocks):
            if m:
                yield _between(row, " ")
            yield Part(paragraph.id, paragraph.inlines)


def _between(row: Row, words: str) -> Part:
    return Part("", (Text(words, inserted=row.inserted, deleted=row.deleted),))


def _cells(row: Row, base: Row, order: Order) -> Iterator[Spot]:
    for n, (cell, old) in enumerate(zip(row.cells, base.cells, strict=True)):
        yield from _cell(cell, old, (*order, n))


def _cell(cell: Cell, base: Cell, order: Order) -> Iterator[Spot]:
    lines, old = [line(p) for p in cell.blocks], [line(p) for p in base.blocks]
    for slot in _slots(lines, old, _unit_is_new, _unit_is_wholly_new, _id):
        spot = _line(slot.pieces, (*order, *slot.order), slot.home or base.id, new=slot.base is None)
        yield replace(spot, unit="cell")


def _notes(notes: Sequence[Note], base: Sequence[Note]) -> Iterator[Spot]:
    known = {note.id: n for n, note in enumerate(base)}
    order, home = (1, -1, 0), ""
    for note in notes:
        id, new = said(note.id), said(note.id) not in known
        order = (1, order[1], order[2] + 1) if new else (1, known[id], 0)
        home = home if new else id
        yield Spot(order, home, new, (Part(note.id, note.inlines),), "note", note.change)
