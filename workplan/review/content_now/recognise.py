"""What the content had since the copies were sent, recognised as what the copies propose.

A comparison of two texts finds some way from the one to the other, which need not be the way that an editor
went: "close [and near ]work" is "close[ and near] work". Where a line, a cell or a note of today's content is
what some of a copy's amendments make of it, it has that copy's marks; so what was accepted before is known
for what it is, and is not put in a second time.

[x] words in lines, cells and notes, one copy's or several's; new lines and rows
[-] lines that were split or joined: they stay as they were compared
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain

from msgspec import Struct, field
from msgspec.structs import replace

from workplan.compare.marked.sides import all_inserted
from workplan.document.look import PLAIN, Look
from workplan.document.revisions import said, select
from workplan.document.tree import (
    AmendmentNumber,
    Cell,
    Document,
    Inline,
    Note,
    NoteReference,
    Place,
    Revision,
    Row,
    Table,
)
from workplan.document.walking.lines import Line, Unit, flatten, line, nested, paragraph
from workplan.document.walking.marked import carrier, revisions_of
from workplan.review.edits.letters import Letter, letters, mark
from workplan.review.edits.marks import marks, remade

#: So many steps are taken to find which amendments make a text.
_MOST_STEPS = 20_000

#: A sign with its look.
Sign = tuple[str, Look]


def recognised(since: Document, copies: Sequence[Document]) -> Document:
    """`since`, which is marked with what today's content has changed, with the marks of `copies` where these
    lead to the same; they have numbers behind those of `since`, and are nobody's."""
    first = _next(since)
    for copy in copies:
        if all(mark.amendment.number >= first for _, mark in marks(since)):
            break
        free = max(first, _next(since))
        since = _Recogniser(since, copy, first, free).document()
    return since


def _next(document: Document) -> int:
    return 1 + max((mark.amendment.number for _, mark in marks(document)), default=0)


class _Recogniser(Struct):
    """Marks that are numbered from `first` on are a copy's already; those from `free` on are new."""

    since: Document
    copy: Document
    first: int
    free: int
    count: int = 0
    texts: dict[str, tuple[Line, ...]] = {}
    new: dict[object, list[Line | Row]] = field(default_factory=lambda: defaultdict(list))

    def document(self) -> Document:
        """`since` with the marks of this one copy wherever they explain it."""
        texts = {name: lines for name, lines, _ in _texts(self.copy)}
        chosen: set[AmendmentNumber] = set()
        for name, lines, looks in _texts(self.since):
            if name in texts and self._is_open(lines):
                chosen |= _makers(texts[name], _signs(lines, looks), looks=looks)
        chosen |= {each.inserted.amendment for each in _new(self.copy) if each.inserted}
        kept = select(self.copy, lambda revision: revision.amendment in chosen)
        numbers: dict[AmendmentNumber, AmendmentNumber] = {}

        def own(revision: Revision) -> Revision:
            number = numbers.setdefault(revision.amendment, AmendmentNumber(0, self.free + len(numbers)))
            return Revision("", move=revision.move, amendment=number)

        kept = remade(kept, own)
        self.texts = {name: lines for name, lines, _ in _texts(kept)}
        for each in _new(kept):
            self.new[_said(each)].append(each)
        blocks = nested(tuple(map(self._unit, flatten(self.since.blocks))))
        return replace(self.since, blocks=blocks, notes=tuple(map(self._note, self.since.notes)))

    def _unit(self, unit: Unit) -> Unit:
        match unit:
            case Line() if _is_new(unit):
                found = self._same(unit)
                if isinstance(found, Line):
                    inlines = _with_calls(found.inlines, _calls([unit]))
                    return replace(unit, inlines=inlines, inserted=found.inserted)
                return unit
            case Line(inserted=None):
                self.count += 1
                [found] = self._instead(f"line {self.count}", (unit,))
                return replace(unit, inlines=found.inlines, deleted=found.deleted)
            case Table():
                return replace(unit, rows=tuple(map(self._row, unit.rows)))
            case _:
                return unit

    def _is_open(self, lines: Iterable[Line]) -> bool:
        """Whether there are marks, and no copy's."""
        found = [number for each in lines for number in _numbers(each)]
        return bool(found) and max(found).number < self.first

    def _same(self, new: Line | Row) -> Line | Row | None:
        """What the copy puts in that says the same; each once."""
        if new.inserted and new.inserted.amendment.number >= self.first:
            return None
        found = self.new.get(_said(new))
        return found.pop(0) if found else None

    def _row(self, row: Row) -> Row:
        if row.inserted:
            found = self._same(row)
            if not isinstance(found, Row):
                return row
            pairs = zip(row.cells, found.cells, strict=True)
            cells = tuple(replace(cell, blocks=other.blocks) for cell, other in pairs)
            return replace(row, cells=cells, inserted=found.inserted)
        return row if row.deleted else replace(row, cells=tuple(map(self._cell, row.cells)))

    def _cell(self, cell: Cell) -> Cell:
        lines = tuple(map(line, cell.blocks))
        return replace(cell, blocks=tuple(map(paragraph, self._instead(cell.id, lines, looks=False))))

    def _note(self, note: Note) -> Note:
        [found] = self._instead(note.id, (_line(note.inlines),))
        return note if note.inserted else replace(note, inlines=found.inlines)

    def _instead(self, name: str, lines: tuple[Line, ...], *, looks: bool = True) -> tuple[Line, ...]:
        """The lines of a text, or the copy's where these say the same."""
        found = self.texts.get(said(name), ())
        if not self._is_open(lines) or not found or _signs(found, looks) != _signs(lines, looks):
            return lines
        if looks and bool(found[0].deleted) != bool(lines[0].deleted):
            return lines
        calls = _calls(lines)
        return tuple(replace(each, inlines=_with_calls(each.inlines, calls)) for each in found)


# Texts, as signs without spaces


def _texts(document: Document) -> Iterator[tuple[str, tuple[Line, ...], bool]]:
    """The lines, cells and notes that are in the baseline, each with a name, and whether looks count in it:
    lines by their places among all, since their ids follow from what stands before them."""
    count = 0
    for unit in flatten(document.blocks):
        if isinstance(unit, Line) and not unit.inserted:
            count += 1
            yield f"line {count}", (unit,), True
        elif isinstance(unit, Table):
            stays = (row.cells for row in unit.rows if not row.inserted and not row.deleted)
            for cell in chain.from_iterable(stays):
                yield said(cell.id), tuple(map(line, cell.blocks)), False
    for note in document.notes:
        if not note.inserted:
            yield said(note.id), (_line(note.inlines),), True


def _new(document: Document) -> Iterator[Line | Row]:
    """The lines and rows that are put in whole."""
    for unit in flatten(document.blocks):
        if isinstance(unit, Line) and _is_new(unit):
            yield unit
        elif isinstance(unit, Table):
            yield from (row for row in unit.rows if row.inserted)


def _line(inlines: tuple[Inline, ...]) -> Line:
    return Line(Place(""), inlines)


def _is_new(found: Line) -> bool:
    return bool(found.inserted) and all_inserted(found.inlines)


def _said(new: Line | Row) -> object:
    """What is put in, whatever spaces are in it and whatever its id."""
    if isinstance(new, Row):
        return tuple(_signs(map(line, cell.blocks), looks=False) for cell in new.cells)
    return new.place.standing, _signs([new], looks=True)


def _signs(lines: Iterable[Line], looks: bool) -> tuple[Sign, ...]:
    """What lines say after their changes."""
    found = chain.from_iterable(letters(each.inlines) for each in lines)
    return tuple(
        sign
        for letter in found
        if not mark(letter).deleted
        for sign in _of(letter, _look(letter) if looks else PLAIN)
    )


def _of(letter: Letter, look: Look) -> Iterator[Sign]:
    said = carrier(letter)
    if isinstance(said, NoteReference):
        yield "[^]", PLAIN
    else:
        yield from ((sign, look) for sign in said.text if not sign.isspace())


def _look(letter: Letter) -> Look:
    said = carrier(letter)
    return PLAIN if isinstance(said, NoteReference) else said.look


def _numbers(found: Line) -> Iterator[AmendmentNumber]:
    revisions = [*filter(None, (found.inserted, found.deleted))]
    revisions += chain.from_iterable(revisions_of(carrier(letter)) for letter in letters(found.inlines))
    return (revision.amendment for revision in revisions)


def _calls(lines: Iterable[Line]) -> Iterator[NoteReference]:
    """The calls of new notes."""
    found = chain.from_iterable(each.inlines for each in lines)
    return (each for each in found if isinstance(each, NoteReference) and each.inserted)


def _with_calls(found: tuple[Inline, ...], calls: Iterator[NoteReference]) -> tuple[Inline, ...]:
    """The words `found`, in which the new notes are those of the `calls`."""
    return tuple(
        replace(next(calls, each), inserted=each.inserted, deleted=each.deleted)
        if isinstance(each, NoteReference) and each.inserted
        else each
        for each in found
    )


# Which amendments make a text of another


def _makers(lines: Sequence[Line], wanted: Sequence[Sign], *, looks: bool) -> frozenset[AmendmentNumber]:
    """The amendments that make these lines say what is wanted; none where no choice of them does."""
    found = list(chain.from_iterable(letters(each.inlines) for each in lines))
    steps = 0

    def walk(at: int, reached: int, made: dict[AmendmentNumber, bool]) -> dict[AmendmentNumber, bool] | None:
        nonlocal steps
        while at < len(found):
            steps += 1
            letter = found[at]
            open_ = next(
                (r.amendment for r in revisions_of(carrier(letter)) if r.amendment not in made), None
            )
            if steps > _MOST_STEPS:
                return None
            if open_ is not None:
                choices = (walk(at, reached, {**made, open_: choice}) for choice in (True, False))
                return next(filter(None, choices), None)
            for sign in _under(letter, made, looks=looks):
                if reached == len(wanted) or wanted[reached] != sign:
                    return None
                reached += 1
            at += 1
        return made if reached == len(wanted) else None

    made = walk(0, 0, {}) or {}
    return frozenset(number for number, is_made in made.items() if is_made)


def _under(letter: Letter, made: Mapping[AmendmentNumber, bool], *, looks: bool) -> Iterator[Sign]:
    """What a letter says once some amendments are made and others are not."""
    marked = carrier(letter)
    if marked.inserted and not made[marked.inserted.amendment]:
        return
    if marked.deleted and made[marked.deleted.amendment]:
        return
    look = _look(letter)
    if not isinstance(marked, NoteReference) and marked.former:
        look = look if made[marked.former.revision.amendment] else marked.former.look
    yield from _of(letter, look if looks else PLAIN)
