"""What changed, in words: a redline told as a list, section by section and action by action.

    Change("Action Items", "Action 4", ("Thailand added to members' interest", "status set to “Ongoing”"))

Everything that is marked is told once; what follows from something else (a number that moved up) is told
in one line for all. Long passages are cut short: the redline has them in full.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from workplan.compare.sides import all_deleted, all_inserted, cell_side, number, row_sides, sides
from workplan.compare.telling import Telling, beginning
from workplan.content.phrases import Phrase
from workplan.document.lines import Line, flatten
from workplan.document.resolve import MASTHEAD
from workplan.document.revisions import reject, said
from workplan.document.tree import Cell, Document, Figure, Note, Place, Row, Table

Kind = Literal["added", "removed", "moved", "changed", "renumbered"]
Sides = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Change:
    """One line of a summary: what changed (`subject`, by `id`) in which `section`, and how; `before` and
    `after` are the words in full."""

    section: str
    subject: str
    kind: Kind
    parts: tuple[str, ...]
    id: str = ""
    before: str = ""
    after: str = ""


def changes(redline: Document, phrases: Mapping[Phrase, str], linked: str) -> tuple[Change, ...]:
    """The changes of a redline in reading order, notes last. `linked` is what the plan calls a linked
    priority. Nothing where nothing is marked."""
    return tuple(_Teller(Telling(phrases, linked), reject(redline)).tell(redline))


@dataclass
class _Teller:
    telling: Telling
    old: Document
    section: str = ""
    labels: list[str] = field(default_factory=list)

    def tell(self, redline: Document) -> Iterator[Change]:
        self.section = self.telling.say("introduction")
        for unit in flatten(redline.blocks):
            match unit:
                case Line():
                    yield from self._line(unit)
                case Table():
                    yield from self._table(unit)
                case Figure():
                    yield from self._figure(unit)
        self.section = self.telling.say("notes")
        yield from self._notes(redline.notes)

    def _change(
        self, subject: str, kind: Kind, parts: Sequence[str], id: str = "", both: Sides = ("", "")
    ) -> Change:
        return Change(self.section, subject, kind, tuple(parts), said(id), *both)

    def _whole(self, subject: str, kind: Kind, id: str, both: Sides, phrase: Phrase) -> Change:
        """Something came or went as a whole."""
        words = self.telling.say(phrase, subject=subject, words=both[1] or both[0])
        return self._change(subject, kind, [words], id, both)

    def _line(self, line: Line) -> Iterator[Change]:
        both = sides(line.inlines)
        words = both[1] or both[0]
        section = self.section
        if line.place.level:
            section = self.section = f"{line.label} {words}".strip()
        if line.place.role in MASTHEAD:
            self.section = self.telling.say("front")
        self._count(line)
        if not (line.deleted and line.deleted.move):
            yield from self._told(line, self._subject(line, words), both)
        self.section = section

    def _count(self, line: Line) -> None:
        """Keep the labels of the items that stand open."""
        depth = len(line.place.frames)
        del self.labels[depth:]
        if depth and line.item_label:
            self.labels += [""] * (depth - len(self.labels))
            self.labels[depth - 1] = line.item_label.rstrip(".")

    def _subject(self, line: Line, words: str) -> str:
        place = line.place
        if place.level:
            return self.telling.say("section", words=words)
        if place.role in MASTHEAD:
            return place.role.capitalize()
        if place.frames and line.item_label:
            item = ".".join(filter(None, self.labels))
            return self.telling.say(
                "priority" if place.frames[0].list == "priorities" else "item", number=item
            )
        return self.telling.say("paragraph", words=beginning(words))

    def _told(self, line: Line, subject: str, both: Sides) -> Iterator[Change]:
        id, named = line.place.id, bool(line.place.level or line.item_label)
        if line.inserted and line.inserted.move:
            yield self._change(subject, "moved", [self.telling.say("moved")], id, both)
        elif line.deleted and all_deleted(line.inlines):
            yield self._whole(subject, "removed", id, both, "removed" if named else "paragraph_removed")
        elif line.inserted and all_inserted(line.inlines):
            yield self._whole(subject, "added", id, both, "added" if named else "paragraph_added")
        else:
            parts = self.telling.hunks(line.inlines)
            ways: tuple[tuple[object, Phrase], ...] = (
                (line.inserted, "split"),
                (line.deleted, "joined"),
                (line.former and _level(line.former.place) != _level(line.place), "level"),
            )
            told = [self.telling.say(phrase) for happened, phrase in ways if happened]
            if told and parts == [self.telling.say("spaces")]:
                parts = []  # the space where a paragraph was split
            parts += told
            if parts or line.former:
                parts = parts or [self.telling.say("level")]
                yield self._change(subject, "changed", parts, id, both)

    def _figure(self, figure: Figure) -> Iterator[Change]:
        subject = self.telling.say("figure", words=figure.alternative)
        if figure.inserted and figure.inserted.move:
            yield self._change(subject, "moved", [self.telling.say("moved")], figure.id)
        elif figure.inserted:
            yield self._whole(subject, "added", figure.id, ("", figure.alternative), "added")
        elif figure.deleted:
            if not figure.deleted.move:
                yield self._whole(subject, "removed", figure.id, (figure.alternative, ""), "removed")
        elif figure.caption and (parts := self.telling.hunks(figure.caption.inlines)):
            yield self._change(subject, "changed", parts, figure.id, sides(figure.caption.inlines))

    def _table(self, table: Table) -> Iterator[Change]:
        if not (table.header.inserted or table.header.deleted):
            parts = [part for cell in table.header.cells for part in self.telling.cell_hunks(cell)]
            parts += [self.telling.say("described")] * bool(table.former)
            if parts:
                yield self._change(self.section, "changed", parts, table.id)
        names = [_field(cell) for cell in table.header.cells]
        left = {row.deleted.move: row for row in table.rows if row.deleted and row.deleted.move}
        noun: Phrase = "action" if table.id == "actions" else "row"
        numbers = {
            row.id: number(row) for old in self.old.blocks if isinstance(old, Table) for row in old.rows
        }
        renumbered: list[Sides] = []
        for row in table.rows:
            now = number(row)
            was = numbers.get(row.former or said(row.id), now)
            told = tuple(self._row(row, noun, was, names, left))
            yield from told
            if not told and was != now and not row.deleted:
                renumbered.append((was, now))
        yield from self._renumbered(renumbered, noun, table.id)

    def _row(
        self, row: Row, noun: Phrase, was: str, names: Sequence[str], left: Mapping[str, Row]
    ) -> Iterator[Change]:
        both = row_sides(row)
        subject = self._formerly(noun, was, number(row))
        if row.deleted:
            if not row.deleted.move:
                yield self._whole(subject, "removed", row.id, both, "removed")
            return
        move = row.inserted.move if row.inserted else ""
        if row.inserted and not move:
            yield self._whole(self.telling.say(noun, number=number(row)), "added", row.id, both, "added")
            return
        parts = [self.telling.say("moved")] if move else []
        for before, after, name in zip(left.get(move, row).cells, row.cells, names, strict=True):
            parts += self.telling.cell(before, after, name)
        if parts:
            yield self._change(subject, "moved" if move else "changed", parts, row.id, both)

    def _notes(self, notes: Sequence[Note]) -> Iterator[Change]:
        numbers = {note.id: str(note.number) for note in self.old.notes}
        moved = {said(note.id) for note in notes if note.id != said(note.id)}
        renumbered: list[Sides] = []
        for note in notes:
            both = sides(note.inlines)
            now = str(note.number)
            was = numbers.get(said(note.id), now)
            subject = self._formerly("note", was, now)
            if said(note.id) in moved:
                if note.inserted and not note.inserted.move:
                    yield self._change(subject, "moved", [self.telling.say("moved")], note.id, both)
            elif note.inserted:
                yield self._whole(subject, "added", note.id, both, "added")
            elif note.deleted:
                yield self._whole(subject, "removed", note.id, both, "removed")
            elif parts := self.telling.hunks(note.inlines):
                yield self._change(subject, "changed", parts, note.id, both)
            elif was != now:
                renumbered.append((was, now))
        yield from self._renumbered(renumbered, "note", "")

    def _renumbered(self, numbers: Sequence[Sides], noun: Phrase, id: str) -> Iterator[Change]:
        for old, new in _runs(numbers):
            subject = self.telling.say(noun, number=old)
            words = self.telling.say("renumbered", old=subject, new=new)
            yield self._change(subject, "renumbered", [words], id, (old, new))

    def _formerly(self, noun: Phrase, was: str, now: str) -> str:
        subject = self.telling.say(noun, number=now)
        return subject if was == now else self.telling.say("formerly", subject=subject, number=was)


def _level(place: Place) -> tuple[int, tuple[str, ...]]:
    return place.level, tuple(frame.kind for frame in place.frames)


def _field(cell: Cell) -> str:
    """A column's heading within a sentence."""
    name = cell_side(cell, new=True) or cell_side(cell, new=False)
    return name[:1].lower() + name[1:] if name[1:2].islower() else name


def _runs(numbers: Sequence[Sides]) -> Iterator[Sides]:
    """Old and new numbers, neighbours together: ("5", "4"), ("6", "5") are ("5–6", "4–5")."""
    run: list[Sides] = []
    for pair in (*numbers, ("", "")):
        if run and not (_follows(run[-1][0], pair[0]) and _follows(run[-1][1], pair[1])):
            (first_old, first_new), (last_old, last_new) = run[0], run[-1]
            yield _range(first_old, last_old), _range(first_new, last_new)
            run = []
        run.append(pair)


def _follows(one: str, other: str) -> bool:
    return one.isdigit() and other.isdigit() and int(other) == int(one) + 1


def _range(first: str, last: str) -> str:
    return first if first == last else f"{first}–{last}"
