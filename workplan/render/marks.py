"""What is marked in a document, as the templates of HTML need it.

[x] words, links, references and calls in pieces of one mark each: one <ins> or <del> for each
[x] lines that came or went as a whole, and breaks that came or went alone
[x] which paragraphs, items, rows, figures and notes get a bar in the margin
[x] moves: a number for both halves, and in which direction the other one is
[x] lines that stand on another level than before, or in a list that counts otherwise
[-] lines that have another id, and stand as they did: nothing, for nobody sees one
[-] a table's summary is never printed: its change is a bar beside the header, no words
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain, groupby
from typing import Literal

from msgspec import Struct

from workplan.content.values.languages import Direction
from workplan.document.tree import (
    Document,
    Figure,
    Heading,
    Inline,
    Link,
    Note,
    NoteReference,
    Paragraph,
    Reference,
    Revision,
    Row,
    Table,
    Text,
)
from workplan.document.walking.marked import revisions_of
from workplan.document.walking.walk import lines

Line = Paragraph | Heading
Atom = Text | Reference | NoteReference  # what has marks of its own


class Piece(Struct, frozen=True):
    """Inlines that stand side by side and are marked alike."""

    inserted: Revision | None
    deleted: Revision | None
    inlines: tuple[Inline, ...]


def pieces(inlines: Iterable[Inline], notes_float: bool = False) -> Iterator[Piece]:
    """`inlines` by their marks, in order. A link whose words are marked differently is a piece of its
    own, without a mark. With `notes_float` the call that carries its note ends a piece, so that the
    note does not stand inside of it."""
    for marks, group in groupby(inlines, _marks):
        held: list[Inline] = []
        for inline in group:
            held.append(inline)
            if notes_float and isinstance(inline, NoteReference):
                yield Piece(*marks, tuple(held))
                held = []
        if held:
            yield Piece(*marks, tuple(held))


def _marks(inline: Inline) -> tuple[Revision | None, Revision | None]:
    if not isinstance(inline, Link):
        return inline.inserted, inline.deleted
    inside = [(child.inserted, child.deleted) for child in inline.children]
    return inside[0] if all(marks == inside[0] for marks in inside) else (None, None)


def is_split(link: Link) -> bool:
    """Whether the words of a link are marked one by one."""
    return _marks(link) == (None, None) and _is_marked(link)


def whole(line: Line) -> Literal["inserted", "deleted", ""]:
    """Whether a line came or went with its break and all of its words."""
    for kind in ("deleted", "inserted"):
        if getattr(line, kind) and all(getattr(mark, kind) for mark in _atoms(line.inlines)):
            return kind
    return ""


def is_changed(node: Line | Row | Table | Figure | Note) -> bool:
    """Whether a bar stands beside `node`. A table's stands for its summary alone, a figure's for the
    picture: rows and captions have bars of their own."""
    match node:
        case Table():
            return bool(node.former)
        case Figure():
            return bool(node.change)
        case Row():
            marked = bool(node.change)
            return marked or any(is_changed(line) for cell in node.cells for line in cell.blocks)
        case Note():
            return bool(node.change) or any(map(_is_marked, node.inlines))
        case _:
            marked = bool(node.change or _stood_elsewhere(node))
            return marked or any(map(_is_marked, node.inlines))


def _stood_elsewhere(line: Line) -> bool:
    """Whether a line stood where a reader would not look for it now: not a heading that has another id."""
    if not line.former or not isinstance(line, Heading):
        return bool(line.former)
    return line.former.place.level != line.level


def _is_marked(inline: Inline) -> bool:
    if isinstance(inline, Link):
        return any(map(_is_marked, inline.children))
    return bool(revisions_of(inline))


def _atoms(inlines: Iterable[Inline]) -> Iterator[Atom]:
    for inline in inlines:
        if isinstance(inline, Link):
            yield from inline.children
        else:
            yield inline


def living(inlines: Iterable[Inline]) -> tuple[Atom, ...]:
    """The inlines that are not deleted, links taken apart."""
    return tuple(atom for atom in _atoms(inlines) if not atom.deleted)


def level_mark(line: Line, depth: int, kind: str, direction: Direction) -> str:
    """An arrow from the place where a line stood before to its present one, `depth` lists deep, the innermost
    of a `kind`; empty for a line that stands as it did, under whatever id."""
    if not line.former:
        return ""
    before, now = line.former.place, line.level if isinstance(line, Heading) else 0
    role = line.role if isinstance(line, Paragraph) else "body"
    if bool(before.level) != bool(now) or (before.role == "quotation") != (role == "quotation"):
        return "↕"
    if steps := now - before.level or depth - len(before.frames):
        return "→" if (steps > 0) == (direction == "ltr") else "←"
    was = before.frames[-1].kind if before.frames else ""
    return "↕" if was != kind else ""


class Moves(Struct):
    """The moves of a document: the first half of each in reading order says where it leads."""

    _first: dict[str, str] = {}  # move → the kind of its half that comes first
    _numbers: dict[str, int] = {}

    @classmethod
    def of(cls, document: Document) -> Moves:
        moves = cls()
        every = chain.from_iterable(map(lines, document.blocks))
        for line in chain(every, document.notes):
            for atom in _atoms(line.inlines):
                moves._see("ins", atom.inserted)
                moves._see("del", atom.deleted)
        return moves

    def _see(self, kind: str, revision: Revision | None) -> None:
        if revision and revision.move:
            self._first.setdefault(revision.move, kind)
            self._numbers.setdefault(revision.move, len(self._numbers) + 1)

    def sign(self, kind: str, revision: Revision) -> str:
        """Where the other half is, up or down the document, and the number that both have: "↓2"."""
        arrow = "↓" if self._first[revision.move] == kind else "↑"
        return f"{arrow}{self._numbers[revision.move]}"
