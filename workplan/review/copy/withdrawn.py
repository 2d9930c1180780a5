"""What somebody put in and took out again: proposed by nobody, so no amendment. Nothing of it is kept.

[x] words, calls and their notes, lines, rows, tables and pictures, by one author
[-] moved words that were struck where they came: part of the move
[-] a line, row, table or note in which others put in words: stays, under all their names
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence, Set
from itertools import chain

from msgspec.structs import replace

from workplan.document.resolving.pages import carried_over, contents_over
from workplan.document.tree import (
    Cell,
    Document,
    Figure,
    Inline,
    Link,
    Marked,
    NoteReference,
    Paragraph,
    Row,
    Table,
)
from workplan.document.walking.lines import Line, Unit, flatten, line, nested, paragraph
from workplan.document.walking.marked import flat, is_unmarked, revisions_of
from workplan.document.walking.runs import normal
from workplan.document.walking.same import all_of, each, having


def without_withdrawn(document: Document) -> Document:
    """The document without what an author put in and took out again."""
    notes = frozenset(note.id for note in document.notes if _is_all_gone(note, [note.inlines]))
    kept = _Kept(notes)
    blocks = nested([*kept.units(tuple(flatten(document.blocks)))])
    found = all_of(
        document.notes,
        (having(note, inlines=kept.inlines(note.inlines)) for note in document.notes if note.id not in notes),
    )
    if blocks == document.blocks and found == document.notes:
        return document
    layout = carried_over(document.layout, document.blocks, blocks, blocks)
    contents = contents_over(document.contents, document.blocks, blocks, blocks)
    return replace(document, blocks=blocks, notes=found, layout=layout, contents=contents)


def is_withdrawn(node: Marked) -> bool:
    """Whether the author who put something in has taken it out again."""
    came, went = node.inserted, node.deleted
    return bool(came and went and came.author == went.author and not (came.move or went.move))


def _is_all_gone(node: Marked, texts: Iterable[Sequence[Inline]]) -> bool:
    """Whether something was taken back with all the words in it, which are its author's own."""
    if not is_withdrawn(node):
        return False
    pieces = chain.from_iterable(map(flat, texts))
    authors = {revision.author for piece in pieces for revision in revisions_of(piece)}
    return all(node.inserted is not None and author == node.inserted.author for author in authors)


class _Kept:
    """`notes` are those that are taken back with their calls."""

    def __init__(self, notes: Set[str]) -> None:
        self._notes = notes

    def units(self, units: Sequence[Unit]) -> Iterator[Unit]:
        """What is left of a container. Words whose line's end is gone go on in the next line."""
        waiting: tuple[Inline, ...] = ()
        for n, unit in enumerate(units):
            if not isinstance(unit, Line):
                yield from self.other(unit)
                continue
            words = all_of(unit.inlines, (*waiting, *self.inlines(unit.inlines)))
            goes_on = n + 1 < len(units) and isinstance(units[n + 1], Line)
            if is_withdrawn(unit) and (goes_on or not words):
                waiting = words
                continue
            waiting = ()
            yield replace(unit, inlines=normal(words)) if words != unit.inlines else unit

    def other(self, unit: Table | Figure) -> Iterator[Unit]:
        match unit:
            case Table():
                rows = (unit.header, *unit.rows)
                if _is_all_gone(unit.header, chain.from_iterable(map(_texts, rows))):
                    return
                left = (self.row(row) for row in unit.rows if not _is_all_gone(row, _texts(row)))
                yield having(unit, header=self.row(unit.header), rows=all_of(unit.rows, left))
            case Figure():
                caption = unit.caption and self.paragraphs([line(unit.caption)])
                if not _is_all_gone(unit, [unit.caption.inlines] if unit.caption else []):
                    yield replace(unit, caption=next(iter(caption or ()), None))

    def row(self, row: Row) -> Row:
        if is_unmarked(row):
            return row
        return having(row, cells=each(self.cell, row.cells))

    def cell(self, cell: Cell) -> Cell:
        if all(self.inlines(found.inlines) is found.inlines and not found.inserted for found in cell.blocks):
            return cell
        return replace(cell, blocks=self.paragraphs(list(map(line, cell.blocks))))

    def paragraphs(self, lines: Sequence[Line]) -> tuple[Paragraph, ...]:
        return tuple(paragraph(each) for each in self.units(lines) if isinstance(each, Line))

    def inlines(self, inlines: tuple[Inline, ...]) -> tuple[Inline, ...]:
        return normal(all_of(inlines, filter(None, map(self.inline, inlines))))

    def inline(self, inline: Inline) -> Inline | None:
        match inline:
            case Link():
                children = all_of(
                    inline.children, (text for text in inline.children if not is_withdrawn(text))
                )
                return having(inline, children=children) if children else None
            case NoteReference():
                own = inline.repeat or inline.note in self._notes
                return None if is_withdrawn(inline) and own else inline
            case _:
                return None if is_withdrawn(inline) else inline


def _texts(row: Row) -> Iterator[tuple[Inline, ...]]:
    return (block.inlines for cell in row.cells for block in cell.blocks)
