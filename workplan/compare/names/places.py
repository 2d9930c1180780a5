"""Where things stand, in words: "Action 4, status", "Priority 2, item b", "Introduction, paragraph 2".

The words are those of a summary of changes (`content.phrases`), in the plan's language; the numbers are those
of the document that was sent out, which the members have before them.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from workplan.compare.names.parts import (
    cited,
    field_name,
    front_name,
    joined_numbers,
    noun_of,
    row_name,
    row_number,
)
from workplan.compare.telling import Telling, uncapitalised
from workplan.content.masthead import MASTHEAD
from workplan.content.models import Wording
from workplan.directives.declared import printing
from workplan.directives.printed import scope
from workplan.document.lines import Line, flatten
from workplan.document.tree import Document, Figure, Table
from workplan.document.walk import plain
from workplan.excerpts import beginning


@dataclass(frozen=True, slots=True)
class Where:
    """What something is called, and the section that it is in where its name does not say that."""

    subject: str
    section: str = ""
    language: str = "en"

    def __str__(self) -> str:
        return self._within(self.subject)

    def after(self, telling: Telling) -> str:
        """What a new thing is called that stands behind this."""
        return self._within(
            telling.name(telling.phrases.after, subject=uncapitalised(self.subject, telling.language))
        )

    def before(self, telling: Telling) -> str:
        return self._within(
            telling.name(telling.phrases.before, subject=uncapitalised(self.subject, telling.language))
        )

    def _within(self, words: str) -> str:
        return f"{self.section}, {uncapitalised(words, self.language)}" if self.section else words


def whereabouts(base: Document, wording: Wording) -> dict[str, Where]:
    """Of every line, table, row, cell, picture and note of a document without marks, by id."""
    return dict(
        _Walk(Telling(wording.summary, language=base.properties.language, head=wording.head)).document(base)
    )


Found = Iterator[tuple[str, Where]]


@dataclass
class _Walk:
    """`paragraph` counts those of the section, and `label` is the number of the last one; `items` has
    the items of each list as they come."""

    telling: Telling
    appendix: str = ""
    section: str = ""
    paragraph: int = 0
    label: str = ""
    items: dict[str, dict[str, str]] = field(default_factory=dict)

    def document(self, base: Document) -> Found:
        self.section = self.telling.phrases.introduction
        for unit in flatten(base.blocks):
            match unit:
                case Line():
                    yield unit.place.id, self.line(unit)
                case Table():
                    yield from self.table(unit)
                case Figure():
                    where = Where(
                        self.telling.name(self.telling.phrases.figure, words=unit.alternative),
                        self.section,
                        self.telling.language,
                    )
                    yield unit.id, where
                    if unit.caption:
                        yield unit.caption.id, where
        for note in base.notes:
            yield note.id, Where(self.telling.name(self.telling.phrases.note, number=str(note.number)))

    def line(self, line: Line) -> Where:
        place = line.place
        if place.level:
            return self.heading(line)
        if place.role in MASTHEAD:
            return Where(front_name(place, self.telling))
        if place.frames:
            return self.item(line)
        self.paragraph += 1
        self.label = line.label.rstrip(".")
        number = self.label or str(self.paragraph)
        return Where(
            self.telling.name(self.telling.phrases.paragraph_number, number=number),
            self.section,
            self.telling.language,
        )

    def heading(self, line: Line) -> Where:
        words = beginning(plain(line.inlines))
        self.paragraph, self.label = 0, ""
        if line.place.level == 1:
            self.appendix = line.label.rstrip(": ")
            self.section = self.appendix or words
        else:
            self.section = ", ".join(filter(None, (self.appendix, words)))
        return Where(
            self.telling.name(self.telling.phrases.section, words=words), self.appendix, self.telling.language
        )

    def item(self, line: Line) -> Where:
        labels, language = [], self.telling.language
        for depth, frame in enumerate(line.place.frames, 1):
            known = self.items.setdefault(frame.list, {})
            innermost = depth == len(line.place.frames)
            label = line.item_label.rstrip(".") if innermost else ""
            labels.append(known.setdefault(frame.item, label or str(len(known) + 1)))
        if printing(line.place.frames[0].list):
            phrase = getattr(self.telling.phrases, noun_of(line.place.frames[0].list))
            name = self.telling.name(phrase, number=cited(self.label, labels[0]))
            below = joined_numbers(labels[1:])
            item = uncapitalised(self.telling.name(self.telling.phrases.item, number=below), language)
            return Where(item, name, language) if below else Where(name)
        name = self.telling.name(self.telling.phrases.item, number=joined_numbers(labels))
        if not self.paragraph:
            return Where(name, self.section, self.telling.language)
        above = Where(
            self.telling.name(
                self.telling.phrases.paragraph_number, number=self.label or str(self.paragraph)
            ),
            self.section,
            self.telling.language,
        )
        return Where(name, str(above), self.telling.language)

    def table(self, table: Table) -> Found:
        names = [field_name(cell, self.telling.language) for cell in table.header.cells]
        head = Where(
            self.telling.name(self.telling.phrases.section, words=names[0]),
            self.section,
            self.telling.language,
        )
        yield table.header.id, head
        for cell, name in zip(table.header.cells, names, strict=True):
            where = Where(
                self.telling.name(self.telling.phrases.section, words=name),
                self.section,
                self.telling.language,
            )
            yield from ((id, where) for id in (cell.id, *(p.id for p in cell.blocks)))
        last = head
        for n, row in enumerate(table.rows, 1):
            subject = row_name(self.telling, table, row, row_number(table, row, n))
            # There is one of each number, unless the directive stands twice.
            section = "" if noun_of(table.id) != "row" and scope(table.id).first else self.section
            last = Where(subject, section, self.telling.language)
            yield row.id, last
            for m, (cell, name) in enumerate(zip(row.cells, names, strict=True)):
                where = Where(name, str(last), self.telling.language) if m else last
                yield from ((id, where) for id in (cell.id, *(p.id for p in cell.blocks)))
        yield table.id, last
