"""Copies beside the document that they were made from: its ids in each of them, and ids of their own for what
they put in.

Ids by place have moved in a copy; its lists and items are called again what they were. What a copy puts in
keeps an id that says what it is, unless something else has it; where the id is that of a place, it gets one
that `document.resolving.resolve` replaces by the new place.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence, Set

from msgspec import Struct
from msgspec.structs import replace

from workplan.compare.marked.sides import all_inserted
from workplan.document.resolving.pages import by_units
from workplan.document.revisions import said
from workplan.document.tree import (
    Cell,
    Document,
    Figure,
    Frame,
    Inline,
    Note,
    NoteReference,
    Paragraph,
    Reference,
    Row,
    Table,
)
from workplan.document.walking.lines import Line, Unit, flatten, line, nested, paragraph
from workplan.document.walking.same import all_of, each, having
from workplan.document.walking.walk import all_ids, map_inlines

_OWN = re.compile(r"^copy-\d+\.|-copy-\d+$")


def at_home(copies: Iterable[Document], base: Document) -> list[Document]:
    """The copies, with the ids of `base` and ids of their own."""
    units = list(flatten(base.blocks))
    old = frozenset(all_ids(base))
    others: set[str] = set()
    found = []
    for number, copy in enumerate(copies, 1):
        copied = list(flatten(copy.blocks))
        added = frozenset(note.id for note in copy.notes if note.inserted)
        left = frozenset(_left(copied, copy.notes))
        home = _Home(f"copy-{number}", old, others, added, _lists(copied, units), left)
        found.append(home.document(copy, copied))
        others |= set(home.given.values())
    return found


def in_copy(id: str) -> str:
    """The id that something had in its copy."""
    return _OWN.sub("", id)


class _Home(Struct):
    """Where one copy's ids go. `base` are the ids of the baseline, `others` those that earlier copies gave,
    `notes` those that the copy adds, `lists` its lists and items by the baseline's; what has `left` may stand
    elsewhere again."""

    copy: str
    base: Set[str]
    others: Set[str]
    notes: frozenset[str]
    lists: dict[str, str]
    left: frozenset[str]
    given: dict[str, str] = {}

    def document(self, copy: Document, units: Sequence[Unit]) -> Document:
        blocks = nested([self.unit(unit) for unit in units])
        layout = by_units(copy.layout, copy.blocks, blocks)
        named = [replace(note, id=self.new(note.id)) if note.inserted else note for note in copy.notes]
        blocks = each(lambda block: map_inlines(block, self.inline), blocks)
        notes = (having(note, inlines=each(self.inline, note.inlines)) for note in named)
        return replace(copy, blocks=blocks, notes=all_of(copy.notes, notes), layout=layout)

    def new(self, id: str) -> str:
        """The id of what the copy puts in."""
        if id not in self.given:
            if "." in id and not id.startswith("note."):
                self.given[id] = f"{self.copy}.{id}"
            else:
                self.given[id] = f"{id}-{self.copy}" if self.is_taken(id) else id
        return self.given[id]

    def is_taken(self, id: str) -> bool:
        return id in self.others or (id in self.base and id not in self.left)

    def unit(self, unit: Unit) -> Unit:
        match unit:
            case Line():
                return self.line(unit)
            case Table():
                rows = each(self.row, unit.rows)
                id = self.new(unit.id) if unit.header.inserted else unit.id
                return having(unit, id=id, header=self.row(unit.header), rows=rows)
            case Figure():
                caption = unit.caption and self.paragraph(unit.caption)
                return having(unit, id=self.new(unit.id) if unit.inserted else unit.id, caption=caption)

    def line(self, found: Line) -> Line:
        place = having(found.place, frames=each(self.frame, found.place.frames))
        if found.inserted and place.frames and self.is_split(found):
            item = f"{self.copy}.{place.frames[-1].item}"
            place = replace(place, frames=(*place.frames[:-1], replace(place.frames[-1], item=item)))
        if found.inserted:
            place = replace(place, id=self.new(place.id))
        return having(found, place=place)

    def is_split(self, found: Line) -> bool:
        """Whether a line is the first part of an item that an editor split: its last part is the item."""
        item = found.place.frames[-1].item
        is_last = item not in self.lists and item in self.lists.values()
        return is_last and not all_inserted(found.inlines)

    def frame(self, frame: Frame) -> Frame:
        return having(frame, list=self.list(frame.list), item=self.list(frame.item))

    def list(self, id: str) -> str:
        if id in self.lists:
            return self.lists[id]
        return id if id in self.base and "." not in id else self.new(id)

    def row(self, row: Row) -> Row:
        cells = (self.cell(cell, new=bool(row.inserted)) for cell in row.cells)
        return having(row, id=self.new(row.id) if row.inserted else row.id, cells=all_of(row.cells, cells))

    def cell(self, cell: Cell, *, new: bool) -> Cell:
        return having(
            cell, id=self.new(cell.id) if new else cell.id, blocks=each(self.paragraph, cell.blocks)
        )

    def paragraph(self, found: Paragraph) -> Paragraph:
        """A line that stands in no list."""
        return paragraph(self.line(line(found))) if found.inserted else found

    def inline(self, inline: Inline) -> Inline:
        match inline:
            case NoteReference() if inline.inserted and inline.note in self.notes:
                return replace(inline, note=self.new(inline.note))
            case Reference() if inline.inserted:
                return replace(inline, target=self.given.get(inline.target, inline.target))
            case _:
                return inline


def _left(units: Iterable[Unit], notes: Iterable[Note]) -> Iterator[str]:
    """The ids of what a copy took out of its place."""
    for unit in units:
        match unit:
            case Line() if unit.deleted:
                yield said(unit.place.id)
                yield from (said(frame.item) for frame in unit.place.frames)
            case Table():
                rows = (unit.header, *unit.rows)
                yield from (said(row.id) for row in rows if row.deleted)
                if unit.header.deleted:
                    yield said(unit.id)
            case Figure() if unit.deleted:
                yield said(unit.id)
    yield from (said(note.id) for note in notes if note.deleted)


def _lists(units: Iterable[Unit], base: Iterable[Unit]) -> dict[str, str]:
    """The lists and items of a copy that are lists and items of the baseline, as most of their lines say."""
    kept = [unit for unit in units if isinstance(unit, Line) and not unit.inserted]
    lines = [unit for unit in base if isinstance(unit, Line)]
    votes: Counter[tuple[str, str]] = Counter()
    for copied, old in zip(kept, lines, strict=False):
        frames = copied.former.place.frames if copied.former else copied.place.frames
        if len(frames) == len(old.place.frames):
            for frame, at in zip(frames, old.place.frames, strict=True):
                votes[frame.list, at.list] += 1
                votes[frame.item, at.item] += 1
    homes: dict[str, str] = {}
    for (id, home), _ in votes.most_common():
        homes.setdefault(id, home)
    return homes
