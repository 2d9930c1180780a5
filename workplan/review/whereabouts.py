"""Where things stand, in words: "Action 4, status", "Priority 2, item b", "Introduction, paragraph 2".

The words are those of a summary of changes (`content.phrases`), in the plan's language; the numbers are those
of the document that was sent out, which the members have before them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from workplan.compare.sides import number
from workplan.compare.tables import field_name, row_name
from workplan.compare.telling import Telling, beginning, within
from workplan.content.phrases import Phrase
from workplan.document.lines import Line, flatten
from workplan.document.resolve import MASTHEAD
from workplan.document.tree import Document, Figure, Table
from workplan.document.walk import plain


@dataclass(frozen=True, slots=True)
class Where:
    """What something is called, and the section that it is in where its name does not say that."""

    subject: str
    section: str = ""

    def __str__(self) -> str:
        return self._within(self.subject)

    def after(self, telling: Telling) -> str:
        """What a new thing is called that stands behind this."""
        return self._within(telling.say("after", subject=within(self.subject)))

    def before(self, telling: Telling) -> str:
        return self._within(telling.say("before", subject=within(self.subject)))

    def _within(self, words: str) -> str:
        return f"{self.section}, {within(words)}" if self.section else words


def whereabouts(base: Document, phrases: Mapping[Phrase, str]) -> dict[str, Where]:
    """Of every line, table, row, cell, picture and note of a document without marks, by id."""
    return dict(_Walk(Telling(phrases, "")).document(base))


Found = Iterator[tuple[str, Where]]


@dataclass
class _Walk:
    """`paragraph` counts those of the section; `items` has the items of each list as they come."""

    telling: Telling
    appendix: str = ""
    section: str = ""
    paragraph: int = 0
    items: dict[str, dict[str, str]] = field(default_factory=dict)

    def document(self, base: Document) -> Found:
        self.section = self.telling.say("introduction")
        for unit in flatten(base.blocks):
            match unit:
                case Line():
                    yield unit.place.id, self.line(unit)
                case Table():
                    yield from self.table(unit)
                case Figure():
                    where = Where(self.telling.say("figure", words=unit.alternative), self.section)
                    yield unit.id, where
                    if unit.caption:
                        yield unit.caption.id, where
        for note in base.notes:
            yield note.id, Where(self.telling.say("note", number=str(note.number)))

    def line(self, line: Line) -> Where:
        place = line.place
        if place.level:
            return self.heading(line)
        if place.role in MASTHEAD:
            return Where(place.role.capitalize())
        if place.frames:
            return self.item(line)
        self.paragraph += 1
        return Where(self.telling.say("paragraph_number", number=str(self.paragraph)), self.section)

    def heading(self, line: Line) -> Where:
        words = beginning(plain(line.inlines))
        self.paragraph = 0
        if line.place.level == 1:
            self.appendix = line.label.rstrip(": ")
            self.section = self.appendix or words
        else:
            self.section = ", ".join(filter(None, (self.appendix, words)))
        return Where(self.telling.say("section", words=words), self.appendix)

    def item(self, line: Line) -> Where:
        labels = []
        for depth, frame in enumerate(line.place.frames, 1):
            known = self.items.setdefault(frame.list, {})
            innermost = depth == len(line.place.frames)
            label = line.item_label.rstrip(".") if innermost else ""
            labels.append(known.setdefault(frame.item, label or str(len(known) + 1)))
        if line.place.frames[0].list == "priorities":
            name = self.telling.say("priority", number=labels[0])
            below = ".".join(labels[1:])
            return Where(within(self.telling.say("item", number=below)), name) if below else Where(name)
        name = self.telling.say("item", number=".".join(labels))
        if not self.paragraph:
            return Where(name, self.section)
        above = Where(self.telling.say("paragraph_number", number=str(self.paragraph)), self.section)
        return Where(name, str(above))

    def table(self, table: Table) -> Found:
        names = [field_name(cell) for cell in table.header.cells]
        head = Where(self.telling.say("section", words=names[0]), self.section)
        yield table.header.id, head
        for cell, name in zip(table.header.cells, names, strict=True):
            where = Where(self.telling.say("section", words=name), self.section)
            yield from ((id, where) for id in (cell.id, *(p.id for p in cell.blocks)))
        noun: Phrase = "action" if table.id == "actions" else "row"
        last = head
        for n, row in enumerate(table.rows, 1):
            subject = row_name(self.telling, table, row, number(row) or str(n))
            section = "" if noun == "action" else self.section
            last = Where(subject, section)
            yield row.id, last
            for m, (cell, name) in enumerate(zip(row.cells, names, strict=True)):
                where = Where(name, str(last)) if m else last
                yield from ((id, where) for id in (cell.id, *(p.id for p in cell.blocks)))
        yield table.id, last
