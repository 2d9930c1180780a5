"""The values of a file's paragraphs: what one is in the new document and in the old one, and all of them in
order."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

from msgspec import Struct

from workplan.document.tree import (
    Cell,
    ContentsList,
    Figure,
    Inline,
    Marked,
    NoteReference,
    Revision,
    Table,
)
from workplan.document.walking.lines import Line
from workplan.word.paragraphs.looks import Look

PLAIN = Marked()

#: What stands in a paragraph: a line, a picture, or the bookmarks of an empty cell.
Content = Line | Figure | Cell


class Piece(Struct, frozen=True):
    """What one node puts into a paragraph; `typed` are the words of a label that Word does not count, and
    their marks."""

    content: Content
    typed: tuple[tuple[str, Marked], ...] = ()

    @property
    def id(self) -> str:
        return self.content.place.id if isinstance(self.content, Line) else self.content.id


class WordParagraph(Struct, frozen=True):
    """One `w:p`: its look, and the one that `change` gave up for it; the marks of its end; whether it brings
    the space that a table or list before it lacks (`room`), or has it `below`; whether it has none there
    (`tight`); whether it stays with what follows it, whatever its look says (`keeps`); whether it begins
    a page (`new_page`): a table cannot, so the separator before it does; and the number of the section, from
    0, that ends with it (`section`)."""

    look: Look
    pieces: tuple[Piece, ...] = ()
    mark: Marked = PLAIN
    former: Look | None = None
    change: Revision | None = None
    room: bool = False
    below: bool = False
    tight: bool = False
    keeps: bool = False
    new_page: bool = False
    section: int | None = None

    @property
    def list(self) -> str:
        """The outermost list that the paragraph stands in; empty where it is in none."""
        first = self.pieces[0].content if self.pieces else None
        frames = first.place.frames if isinstance(first, Line) else ()
        return frames[0].list if frames else ""

    @property
    def inlines(self) -> tuple[Inline, ...]:
        """All of its words."""
        contents = (piece.content for piece in self.pieces)
        return tuple(chain.from_iterable(one.inlines for one in contents if isinstance(one, Line)))

    @property
    def ends_with_call(self) -> bool:
        return isinstance(next(reversed(self.inlines), None), NoteReference)


class Paragraphs(Struct, frozen=True):
    """`body` has the text in order, and the list of contents where it stands; `cells` the paragraphs of each
    cell by its id."""

    body: tuple[WordParagraph | Table | ContentsList, ...]
    cells: dict[str, tuple[WordParagraph, ...]]

    def __iter__(self) -> Iterator[WordParagraph]:
        """Every paragraph; those of the cells come last."""
        yield from (one for one in self.body if isinstance(one, WordParagraph))
        yield from chain.from_iterable(self.cells.values())
