"""Accepting and rejecting what is marked in a document.

    accept(redline)  the document that the changes make: deletions gone, insertions plain
    reject(redline)  the document that they changed: insertions gone, deletions plain
    decide(redline, chosen)  the document that the changes for which `chosen` says so make

All end in a document without any mark, resolved (`document.resolve`): numbered, labelled, in normal
form. A break that goes joins what is left of its line to the next one of its container, as in Word
(ECMA-376 Part 1, 17.13.5.15 and 17.13.5.20); the last line of a container has no next and stays.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain

from workplan.document.lines import Line, Unit, flatten, nested, paragraph
from workplan.document.resolve import resolve
from workplan.document.runs import normal
from workplan.document.tree import (
    Block,
    Cell,
    Document,
    Figure,
    Frame,
    Heading,
    Inline,
    Link,
    Marked,
    Note,
    NoteReference,
    Paragraph,
    Place,
    Revision,
    Row,
    Table,
    Text,
)
from workplan.document.walk import lines

#: Stands before the id of what was deleted, where its id is in the new document as well.
WAS = "was."


def accept(document: Document) -> Document:
    """The document after its changes. One without marks is resolved, and else as it was."""
    return _Side(lambda _: True, new=True).document(document)


def reject(document: Document) -> Document:
    """The document before its changes. One without marks is resolved, and else as it was."""
    return _Side(lambda _: False, new=False).document(document)


def decide(document: Document, chosen: Callable[[Revision], bool]) -> Document:
    """The document after the changes that are `chosen` were accepted and all others rejected. Properties,
    terms and source are the old ones."""
    return _Side(chosen, new=False).document(document)


def is_marked(document: Document) -> bool:
    """Whether anything in the document is inserted, deleted, moved or changed in its formatting."""
    return any(chain(map(_block_marked, document.blocks), map(_line_marked, document.notes)))


def said(id: str) -> str:
    """The id that a node, deleted or not, has in the document that it comes from."""
    return id.removeprefix(WAS)


@dataclass(frozen=True, slots=True)
class _Side:
    """One side of a redline: what is left of each of its nodes there. `accepts` decides on each revision;
    `new` is whether what carries none (properties, the ids of rows) is the new document's."""

    accepts: Callable[[Revision], bool]
    new: bool

    def document(self, document: Document) -> Document:
        blocks = nested(tuple(self._units(tuple(flatten(document.blocks)))))
        notes = tuple(self._note(note) for note in document.notes if self._stays(note))
        before = document.former
        if before and not self.new:
            properties, terms, source = before.properties, before.terms, before.source
        else:
            properties, terms, source = document.properties, document.terms, document.source
        return resolve(Document(properties, terms, blocks, notes, source))

    def _stays(self, node: Marked) -> bool:
        if node.inserted and not self.accepts(node.inserted):
            return False
        return not (node.deleted and self.accepts(node.deleted))

    def _units(self, units: Sequence[Unit]) -> Iterator[Unit]:
        """What is left of a container's units; the words and the number of a line whose break goes wait for
        the next."""
        waiting: tuple[Inline, ...] = ()
        label = ""
        for place, unit in enumerate(units):
            if not isinstance(unit, Line):
                yield from self._other(unit)
                continue
            words = (*waiting, *self._inlines(unit.inlines))
            goes_on = place + 1 < len(units) and isinstance(units[place + 1], Line)
            waiting = ()
            if self._stays(unit) or (words and not goes_on):
                yield self._line(unit, words, label)
                label = ""
            else:
                waiting = words
                label = label or ("" if unit.place.level else unit.label)

    def _line(self, line: Line, words: tuple[Inline, ...], label: str) -> Line:
        before = line.former
        place = before.place if before and not self.accepts(before.revision) else line.place
        label = label or line.label
        if (
            place is not line.place
            and bool(line.label) != place.appendix
            and (place.level or line.place.level)
        ):
            label = "?" if place.appendix else ""  # to be counted: `resolve`
        return Line(self._place(place), normal(words), label, line.item_label)

    def _place(self, place: Place) -> Place:
        frames = (Frame(said(f.list), f.kind, f.start, said(f.item)) for f in place.frames)
        return replace(place, id=said(place.id), frames=tuple(frames))

    def _other(self, unit: Table | Figure) -> Iterator[Table | Figure]:
        if isinstance(unit, Table):
            yield from self._table(unit)
        elif self._stays(unit):
            captions = self._paragraphs((unit.caption,)) if unit.caption else ()
            caption = next(iter(captions), None)
            yield replace(unit, id=said(unit.id), caption=caption, inserted=None, deleted=None)

    def _table(self, table: Table) -> Iterator[Table]:
        if not self._stays(table.header):
            return
        rows = tuple(self._row(row) for row in table.rows if self._stays(row))
        before = table.former
        summary = before.summary if before and not self.accepts(before.revision) else table.summary
        header = self._row(table.header)
        yield replace(table, id=said(table.id), summary=summary, header=header, rows=rows, former=None)

    def _row(self, row: Row) -> Row:
        id = row.former if row.former and not self.new else said(row.id)
        cells = tuple(
            Cell(f"{id}.{cell.id.rpartition('.')[2]}", self._paragraphs(cell.blocks)) for cell in row.cells
        )
        return Row(id, cells)

    def _paragraphs(self, paragraphs: Sequence[Paragraph]) -> tuple[Paragraph, ...]:
        return tuple(
            paragraph(unit) for unit in self._units(tuple(flatten(paragraphs))) if isinstance(unit, Line)
        )

    def _note(self, note: Note) -> Note:
        return Note(said(note.id), note.number, normal(self._inlines(note.inlines)))

    def _inlines(self, inlines: Iterable[Inline]) -> tuple[Inline, ...]:
        return tuple(filter(None, map(self._inline, inlines)))

    def _inline(self, inline: Inline) -> Inline | None:
        match inline:
            case Link():
                children = tuple(
                    text for text in map(self._inline, inline.children) if isinstance(text, Text)
                )
                return Link(inline.href, children) if children else None
            case NoteReference():
                note = said(inline.note)
                return NoteReference(note, inline.number, inline.repeat) if self._stays(inline) else None
            case _:
                if not self._stays(inline):
                    return None
                before = inline.former
                look = before if before and not self.accepts(before.revision) else inline
                return replace(
                    inline, bold=look.bold, italic=look.italic, former=None, inserted=None, deleted=None
                )


def _block_marked(block: Block) -> bool:
    if isinstance(block, Table):
        rows = (block.header, *block.rows)
        if block.former or any(row.inserted or row.deleted or row.former for row in rows):
            return True
    if isinstance(block, Figure) and (block.inserted or block.deleted):
        return True
    return any(line.former or _line_marked(line) for line in lines(block))


def _line_marked(line: Paragraph | Heading | Note) -> bool:
    return bool(line.inserted or line.deleted) or any(map(_inline_marked, line.inlines))


def _inline_marked(inline: Inline) -> bool:
    if isinstance(inline, Link):
        return any(map(_inline_marked, inline.children))
    former = None if isinstance(inline, NoteReference) else inline.former
    return bool(inline.inserted or inline.deleted or former)
