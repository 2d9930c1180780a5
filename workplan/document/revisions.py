"""Accepting and rejecting what is marked in a document.

    accept(redline)  the document that the changes make: deletions gone, insertions plain
    reject(redline)  the document that they changed: insertions gone, deletions plain
    select(redline, chosen)  the redline with the chosen changes alone, the others rejected

The first two end in a document without any mark, resolved (`document.resolving.resolve`): numbered, labelled,
in normal form. A break that goes joins what is left of its line to the next one of its container, as in Word
(ECMA-376 Part 1, 17.13.5.15 and 17.13.5.20); the last line of a container has no next and stays.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain
from typing import TypeVar

from msgspec import Struct
from msgspec.structs import replace

from workplan.document.resolving.pages import carried_over, contents_over
from workplan.document.resolving.resolve import resolve
from workplan.document.tree import (
    Block,
    Cell,
    Document,
    Figure,
    Heading,
    Inline,
    Link,
    Marked,
    Note,
    NoteReference,
    PageLayout,
    Paragraph,
    Place,
    Revision,
    Row,
    Table,
    Text,
)
from workplan.document.walking.lines import Line, Unit, flatten, in_open_items, nested, paragraph
from workplan.document.walking.marked import is_unmarked, revisions_of
from workplan.document.walking.runs import is_normal, normal
from workplan.document.walking.same import all_of, having
from workplan.document.walking.walk import lines
from workplan.once import once

M = TypeVar("M", bound=Marked)

#: Stands before the id of what was deleted, where its id is in the new document as well.
WAS = "was."


@once  # of a redline, the summary, the contents list and the references in Word ask for it
def accept(document: Document) -> Document:
    """The document after its changes. One without marks is resolved, and else as it was."""
    return _Side(lambda _: True, new=True).document(document)


@once
def reject(document: Document) -> Document:
    """The document before its changes. One without marks is resolved, and else as it was."""
    return _Side(lambda _: False, new=False).document(document)


def select(document: Document, chosen: Callable[[Revision], bool]) -> Document:
    """The redline with the changes that are `chosen`, still marked; all others are rejected. Labels and
    numbers stay as they were."""
    return _Side(lambda _: False, new=False, keeps=chosen).marked(document)


def rejected_blocks(redline: Document) -> tuple[Block, ...]:
    """The blocks of the document before, under the ids that they have in the redline."""
    return _Side(lambda _: False, new=False).left(redline)


def accepted_blocks(redline: Document) -> tuple[Block, ...]:
    """The blocks of the document after, under the ids that they have in the redline."""
    return _Side(lambda _: True, new=True).left(redline)


def rejected_names(redline: Document) -> tuple[str, ...]:
    """The ids that the blocks of the document before have in the redline, in their order."""
    return tuple(block.id for block in rejected_blocks(redline))


def accepted_names(redline: Document) -> tuple[str, ...]:
    """The ids of the blocks that are left of a redline in the document after it, in their order."""
    return tuple(block.id for block in accepted_blocks(redline))


def is_marked(document: Document) -> bool:
    """Whether anything in the document is inserted, deleted, moved or changed in its formatting."""
    return any(chain(map(_block_marked, document.blocks), map(_line_marked, document.notes)))


def said(id: str) -> str:
    """The id that a node, deleted or not, has in the document that it comes from."""
    return id.removeprefix(WAS)


class _Side(Struct, frozen=True):
    """One side of a redline: what is left of each of its nodes there. `accepts` decides on each revision but
    those that it `keeps`; `new` is whether what carries none (properties, the ids of rows) is the new
    document's. With `own_names`, lines keep the ids that they have in the redline."""

    accepts: Callable[[Revision], bool]
    new: bool
    keeps: Callable[[Revision], bool] | None = None
    own_names: bool = False

    def marked(self, document: Document) -> Document:
        units = self._units(tuple(flatten(document.blocks)))
        blocks = nested(tuple(units if self.keeps else in_open_items(units)))
        notes = (self._note(note) for note in document.notes if self._stays(note))
        return replace(document, blocks=blocks, notes=all_of(document.notes, notes))

    def left(self, document: Document) -> tuple[Block, ...]:
        """The blocks that are left, under the ids that they have in the redline."""
        return replace(self, keeps=lambda _: False, own_names=True).marked(document).blocks

    def document(self, document: Document) -> Document:
        before = document.former
        found = self.marked(document)
        layout, contents = document.layout, document.contents
        if before and not self.new:
            found = replace(found, properties=before.properties, terms=before.terms, source=before.source)
            layout, contents = before.layout, before.contents
        # Until they are named by their places, a block that went and another may have one id.
        found = resolve(replace(found, former=None, layout=PageLayout(), contents=None))
        if layout != PageLayout() or contents:
            left = self.left(document)
            layout = carried_over(layout, document.blocks, left, found.blocks)
            contents = contents_over(contents, document.blocks, left, found.blocks)
        return replace(found, layout=layout, contents=contents)

    def _kept(self, revision: Revision | None) -> Revision | None:
        """A mark that stays in the document."""
        return revision if revision and self.keeps and self.keeps(revision) else None

    def _stays(self, node: Marked) -> bool:
        if node.inserted and not (self._kept(node.inserted) or self.accepts(node.inserted)):
            return False
        return not (node.deleted and not self._kept(node.deleted) and self.accepts(node.deleted))

    def _before(self, revision: Revision) -> bool:
        """Whether what a node was before this revision is what it is again."""
        return not (self._kept(revision) or self.accepts(revision))

    def _id(self, id: str) -> str:
        return id if self.keeps else said(id)

    def _units(self, units: Sequence[Unit], *, in_cell: bool = False) -> Iterator[Unit]:
        """What is left of a container's units; the words of a line whose break goes wait for the next, and so
        does the number of a row. Those of paragraphs are counted anew (`resolve`)."""
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
                label = label or (unit.label if in_cell else "")

    def _line(self, line: Line, words: tuple[Inline, ...], label: str) -> Line:
        before = line.former
        place = before.place if before and self._before(before.revision) else line.place
        place = replace(place, id=line.place.id) if self.own_names else place
        label = label or line.label
        heading = place.level or line.place.level
        if place is not line.place and bool(line.label) != place.appendix and heading:
            label = "?" if place.appendix else ""  # to be counted: `resolve`
        return having(
            line,
            place=self._place(place),
            inlines=normal(all_of(line.inlines, words)),
            label=label,
            former=before if before and self._kept(before.revision) else None,
            inserted=self._kept(line.inserted),
            deleted=self._kept(line.deleted),
        )

    def _place(self, place: Place) -> Place:
        frames = (having(f, list=self._id(f.list), item=self._id(f.item)) for f in place.frames)
        return having(place, id=self._id(place.id), frames=all_of(place.frames, frames))

    def _other(self, unit: Table | Figure) -> Iterator[Table | Figure]:
        if isinstance(unit, Table):
            yield from self._table(unit)
        elif self._stays(unit):
            captions = self._paragraphs((unit.caption,)) if unit.caption else ()
            caption = next(iter(captions), None)
            yield having(self._marks(unit), id=self._id(unit.id), caption=caption)

    def _marks(self, node: M) -> M:
        if not (node.inserted or node.deleted):
            return node
        return having(node, inserted=self._kept(node.inserted), deleted=self._kept(node.deleted))

    def _table(self, table: Table) -> Iterator[Table]:
        if not self._stays(table.header):
            return
        rows = (self._row(row) for row in table.rows if self._stays(row))
        before = table.former
        summary = before.summary if before and self._before(before.revision) else table.summary
        yield having(
            table,
            id=self._id(table.id),
            summary=summary,
            header=self._row(table.header),
            rows=all_of(table.rows, rows),
            former=before if before and self._kept(before.revision) else None,
        )

    def _row(self, row: Row) -> Row:
        if _is_the_same(row):
            return row
        id = row.former if row.former and not self.new and not self.keeps else self._id(row.id)
        cells = (self._cell(cell, f"{id}.{cell.id.rpartition('.')[2]}") for cell in row.cells)
        former = row.former if self.keeps else ""
        return having(self._marks(row), id=id, cells=all_of(row.cells, cells), former=former)

    def _cell(self, cell: Cell, id: str) -> Cell:
        return having(cell, id=id, blocks=self._paragraphs(cell.blocks))

    def _paragraphs(self, paragraphs: tuple[Paragraph, ...]) -> tuple[Paragraph, ...]:
        if all(map(_is_on_each_side, paragraphs)):
            return paragraphs
        return tuple(
            paragraph(unit)
            for unit in self._units(tuple(flatten(paragraphs)), in_cell=True)
            if isinstance(unit, Line)
        )

    def _note(self, note: Note) -> Note:
        inlines = normal(all_of(note.inlines, self._inlines(note.inlines)))
        return having(self._marks(note), id=self._id(note.id), inlines=inlines)

    def _inlines(self, inlines: Iterable[Inline]) -> tuple[Inline, ...]:
        return tuple(filter(None, map(self._inline, inlines)))

    def _inline(self, inline: Inline) -> Inline | None:
        if isinstance(inline, Link):
            found = map(self._inline, inline.children)
            children = all_of(inline.children, (text for text in found if isinstance(text, Text)))
            return having(inline, children=children) if children else None
        if not self._stays(inline):
            return None
        if isinstance(inline, NoteReference):
            return having(self._marks(inline), note=self._id(inline.note))
        before = inline.former
        if before is None:
            return self._marks(inline)
        look = before.look if before and self._before(before.revision) else inline.look
        former = before if before and self._kept(before.revision) else None
        return having(self._marks(inline), look=look, former=former)


@once
def _is_the_same(row: Row) -> bool:
    """Whether a row is the same before and after."""
    return (
        is_unmarked(row)
        and not row.id.startswith(WAS)
        and all(
            cell.id == f"{row.id}.{cell.id.rpartition('.')[2]}" and all(map(_is_on_each_side, cell.blocks))
            for cell in row.cells
        )
    )


def _is_on_each_side(paragraph: Paragraph) -> bool:
    """Whether a paragraph is the same before and after, as one look tells: most are."""
    if paragraph.inserted or paragraph.deleted or paragraph.former or paragraph.id.startswith(WAS):
        return False
    for inline in paragraph.inlines:
        if isinstance(inline, Link) or inline.inserted or inline.deleted:
            return False
        if inline.note.startswith(WAS) if isinstance(inline, NoteReference) else inline.former:
            return False
    return is_normal(paragraph.inlines)


def _block_marked(block: Block) -> bool:
    if isinstance(block, Table):
        rows = (block.header, *block.rows)
        return bool(block.former) or not all(map(is_unmarked, rows))
    if isinstance(block, Figure) and block.change:
        return True
    return any(line.former or _line_marked(line) for line in lines(block))


def _line_marked(line: Paragraph | Heading | Note) -> bool:
    return bool(line.change) or any(map(_inline_marked, line.inlines))


def _inline_marked(inline: Inline) -> bool:
    if isinstance(inline, Link):
        return any(map(_inline_marked, inline.children))
    return bool(revisions_of(inline))
