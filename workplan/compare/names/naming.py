"""Each place of a document has one name: "Introduction, paragraph “Members report …”", "Action 4, status".

A summary of changes, a comment matrix and the findings of a review all ask this one walk. A name is the
place's own (`subject`) behind that of the section that it is in, where its own does not say that already. A
summary has the section as a heading above. The words are the plan's (`content.words.phrases`).

    Priority 2.b, Action 4          what prints a number is called by it, as meetings cite it:
    Paragraph 14 (a), Item 2.b      data of the plan, numbered paragraphs and what is below them, lists
    Paragraph “…”, Bullet “…”       all else by its first words, which a reader can look for: a number that is
                                    printed nowhere is counted in another way in each redline
    Action 4, status                a cell; the first one of a row is called as the row is
    Appendix A, paragraph “…”       a section by its title, or by the letter of its appendix

The numbers are those of the document that was sent out where nothing is marked. In a redline they are those
of the new document, and of what went those of the old one; words are those of before, while there are any.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Literal

from msgspec import Struct
from msgspec.structs import replace

from workplan.compare.marked.sides import cell_side, sides
from workplan.compare.names.parts import (
    cited,
    field_name,
    front_name,
    joined_numbers,
    noun_of,
    row_name,
    row_number,
    section_name,
    table_name,
)
from workplan.compare.telling.telling import Telling, uncapitalised
from workplan.content.paper.roles import MASTHEAD
from workplan.content.words.phrases import Phrases
from workplan.directives.declaration import Noun
from workplan.directives.declared import printing
from workplan.document.ids import scope
from workplan.document.tree import Cell, Document, Figure, Marked, Note, Place, Row, Table
from workplan.document.walking.lines import Line, Unit, flatten
from workplan.text.excerpts import beginning

if TYPE_CHECKING:
    from workplan.content.words.wording import Wording

#: What sort of thing a line is, by the name of the phrase for it.
Kind = Literal["front", "section", "paragraph", "paragraph_number", "bullet", "item"] | Noun


class PlaceName(Struct, frozen=True):
    """`subject` is what a place is called in its `section`; `within` is said before it where it stands
    alone, and empty where the subject says all."""

    subject: str
    section: str
    within: str = ""
    language: str = "en"
    comma: str = Phrases().comma

    def __str__(self) -> str:
        return self._within(self.subject)

    def after(self, telling: Telling) -> str:
        """What a new thing is called that stands behind this."""
        return self._beside(telling, telling.phrases.after)

    def before(self, telling: Telling) -> str:
        return self._beside(telling, telling.phrases.before)

    def _beside(self, telling: Telling, phrase: str) -> str:
        return self._within(telling.name(phrase, subject=uncapitalised(self.subject, self.language)))

    def _within(self, words: str) -> str:
        if not self.within:
            return words
        return self.comma.format(first=self.within, next=uncapitalised(words, self.language))

    def below(self, name: str) -> PlaceName:
        """What is called by this and by its own name, which can stand within a sentence."""
        return replace(self, subject=self.comma.format(first=self.subject, next=name))


def named(telling: Telling, subject: str, section: str, within: str = "") -> PlaceName:
    return PlaceName(subject, section, within, telling.language, telling.phrases.comma)


def within(id: str, section: str) -> str:
    """What is said before the names of rows or items: nothing where there is one of each number, as there
    is of the plan's data unless a directive stands twice."""
    return "" if noun_of(id) != "row" and scope(id).first else section


def place_names(document: Document, wording: Wording) -> dict[str, PlaceName]:
    """Of every line, table, row, cell, picture and note of a document without marks, by id."""
    telling = Telling(wording.summary, language=document.properties.language, head=wording.head)
    return dict(_all(document, Naming(telling)))


def _all(document: Document, naming: Naming) -> Iterator[tuple[str, PlaceName]]:
    for unit in flatten(document.blocks):
        name = naming.see(unit)
        match unit:
            case Line():
                yield unit.place.id, name
            case Figure():
                yield unit.id, name
                if unit.caption:
                    yield unit.caption.id, name
            case Table():
                yield unit.id, name
                yield unit.header.id, name
                yield from _cells(unit.header, [naming.column(cell) for cell in unit.header.cells])
                for n, row in enumerate(unit.rows, 1):
                    of_row = naming.row(unit, row, row_number(unit, row, n))
                    yield row.id, of_row
                    yield from _cells(row, [naming.cell(of_row, unit, n) for n in range(len(row.cells))])
    for note in document.notes:
        yield note.id, naming.note(note)


def _cells(row: Row, names: list[PlaceName]) -> Iterator[tuple[str, PlaceName]]:
    for cell, name in zip(row.cells, names, strict=True):
        yield from ((id, name) for id in (cell.id, *(block.id for block in cell.blocks)))


class Naming:
    """Goes through a document, or a redline, unit by unit. `section` is that of the last unit seen, under
    which a summary tells of it, and `opens` whether that unit begins an item of a list."""

    def __init__(self, telling: Telling) -> None:
        self.telling = telling
        self.section = telling.phrases.introduction
        self.opens = False
        self._old, self._new = (_Side(telling, new=new, section=self.section) for new in (False, True))
        self._gone = 0  # the level of the heading that was seen last, where that is gone
        self._divided = False  # whether the last line was one with the next, in the old document

    def see(self, unit: Unit) -> PlaceName:
        """What the next unit is called."""
        marked: Marked = unit.header if isinstance(unit, Table) else unit
        there = [
            side for side, gone in ((self._new, marked.deleted), (self._old, marked.inserted)) if not gone
        ] or [self._new]
        words = self._words(unit) if isinstance(unit, Line) else ""
        names = [side.see(unit, words) for side in there]
        if isinstance(unit, Line):
            self.opens = there[0].opens
            if unit.place.level and self._gone == unit.place.level and there == [self._new]:
                self._old.section = self._new.section  # it has another name
        only_gone = there == [self._old] and isinstance(unit, Line)
        self._gone = unit.place.level if only_gone and isinstance(unit, Line) else 0
        self.section = names[0].section
        return names[0]

    def _words(self, line: Line) -> str:
        """The words that a line is known by."""
        old, new = sides(line.inlines)
        words = new if self._divided else old or new
        self._divided = bool(line.inserted and old)
        return words

    def table(self, table: Table) -> PlaceName:
        return self._name(table_name(table, self.telling), self.section)

    def row(self, table: Table, row: Row, number: str) -> PlaceName:
        """A row of the table that was seen last."""
        subject = row_name(self.telling, table, row, number)
        return self._name(subject, within(table.id, self.section))

    def cell(self, row: PlaceName, table: Table, place: int) -> PlaceName:
        """A cell of a row, which is of the column at this place."""
        if not place:
            return row
        field = field_name(table.header.cells[place], self.telling.language)
        return row.below(field)

    def column(self, heading: Cell) -> PlaceName:
        """A column, by the cell that is its heading."""
        words = cell_side(heading, new=False) or cell_side(heading, new=True)
        return self._name(self.telling.name(self.telling.phrases.column, words=words), self.section)

    def note(self, note: Note) -> PlaceName:
        subject = self.telling.name(self.telling.phrases.note, number=str(note.number))
        return named(self.telling, subject, self.telling.phrases.notes)

    def kind(self, line: Line) -> Kind:
        """What sort of thing the line is that was seen last."""
        if line.place.level:
            return "section"
        if line.place.role in MASTHEAD:
            return "front"
        if not self.opens:
            return "paragraph_number" if line.label else "paragraph"
        if not line.item_label:
            return "bullet"
        directive = printing(line.place.frames[0].list)
        return directive.noun if directive else "item"

    def _name(self, subject: str, within: str) -> PlaceName:
        return named(self.telling, subject, self.section, within)


class _Side(Struct):
    """One of the two documents of a redline. `paragraph` counts those of the section, and `label` is the
    number that the last one prints; `numbers` are those of the items of each list."""

    telling: Telling
    new: bool
    section: str
    opens: bool = False
    _appendix: str = ""
    _paragraph: int = 0
    _label: str = ""
    _numbers: dict[str, dict[str, str]] = {}

    def see(self, unit: Unit, words: str) -> PlaceName:
        match unit:
            case Line():
                place = unit.place if self.new or not unit.former else unit.former.place
                return self._line(unit, place, beginning(words))
            case Figure():
                name = self.telling.name(self.telling.phrases.figure, words=unit.alternative)
            case Table():
                name = table_name(unit, self.telling)
        return self._name(name, self.section)

    def _line(self, line: Line, place: Place, words: str) -> PlaceName:
        self.opens = False
        if place.level:
            return self._heading(line, place)
        if place.role in MASTHEAD:
            subject = front_name(place, self.telling)
            return named(self.telling, subject, self.telling.phrases.front)
        if place.frames:
            return self._in_list(line, place, words)
        self._label = line.label.rstrip(".")
        return self._paragraph_of(line, words)

    def _heading(self, line: Line, place: Place) -> PlaceName:
        old, new = sides(line.inlines)
        words = new or old
        self._paragraph, self._label = 0, ""
        label = line.label.rstrip(": ")
        if label or place.level == 1:
            self._appendix = label
            self.section = label or section_name("", words, self.telling)
        else:
            self.section = section_name(self._appendix, words, self.telling)
        if label:
            return self._name(self.telling.name(self.telling.phrases.appendix, label=label, words=words), "")
        return self._name(self.telling.name(self.telling.phrases.section, words=words), self._appendix)

    def _paragraph_of(self, line: Line, words: str) -> PlaceName:
        """A paragraph that begins no item; by its place where it says nothing."""
        self._paragraph += 1
        phrases = self.telling.phrases
        if words and not line.label:
            return self._name(self.telling.name(phrases.paragraph, words=words), self.section)
        number = line.label.rstrip(".") or str(self._paragraph)
        return self._name(self.telling.name(phrases.paragraph_number, number=number), self.section)

    def _in_list(self, line: Line, place: Place, words: str) -> PlaceName:
        numbers = []
        for depth, frame in enumerate(place.frames, 1):
            known = self._numbers.setdefault(frame.list, {})
            self.opens = frame.item not in known
            label = line.item_label.rstrip(".") if depth == len(place.frames) else ""
            numbers.append(known.setdefault(frame.item, label))
        if not self.opens:
            return self._paragraph_of(line, words)
        phrases = self.telling.phrases
        if words and not line.item_label:
            return self._name(self.telling.name(phrases.bullet, words=words), self.section)
        list_, number = place.frames[0].list, joined_numbers(numbers)
        whole = cited(self._label, number)
        if printing(list_):
            phrase = getattr(phrases, noun_of(list_))
            return self._name(self.telling.name(phrase, number=whole), within(list_, self.section))
        phrase = phrases.item if whole == number else phrases.paragraph_number
        number = whole or str(len(self._numbers[place.frames[-1].list]))
        return self._name(self.telling.name(phrase, number=number), self.section)

    def _name(self, subject: str, within: str) -> PlaceName:
        return named(self.telling, subject, self.section, within)
