"""Where the ranges of moves begin and end in the text (ECMA-376 Part 1, 17.13.5.23, .24, .27 and .28)."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from workplan.document.tree import Figure, Link, Marked, Revision, Table
from workplan.document.walking.lines import Line
from workplan.word.paragraphs.paragraph import Paragraphs, WordParagraph
from workplan.word.paragraphs.revisions import written_mark

#: A place in the text: ("row", id), ("label", id of the line, number of the typed words before it),
#: ("words", id of the line or picture, number of the inline) or ("break", id of the last line or picture of
#: a paragraph).
Place = tuple[str, str, int]


class Range(Struct, frozen=True):
    """One half of a move. `half` is "From" or "To"; `number` is unique in the file."""

    half: str
    number: int
    revision: Revision


class Ranges(Struct, frozen=True):
    """The ranges that begin before, and that end behind, each place."""

    begin: dict[Place, list[Range]] = {}
    end: dict[Place, list[Range]] = {}


def place_ranges(paragraphs: Paragraphs, numbers: Iterator[int]) -> Ranges:
    """The ranges of all moves, each from the first to the last place that its revisions are at."""
    first: dict[tuple[str, str], tuple[Place, Revision]] = {}
    last: dict[tuple[str, str], Place] = {}
    for node, place in _places(paragraphs):
        for half, revision in (("From", node.deleted), ("To", node.inserted)):
            if revision and revision.move:
                first.setdefault((half, revision.move), (place, revision))
                last[half, revision.move] = place
    ranges = Ranges()
    for (half, name), (place, revision) in first.items():
        found = Range(half, next(numbers), revision)
        ranges.begin.setdefault(place, []).append(found)
        ranges.end.setdefault(last[half, name], []).insert(0, found)
    return ranges


def _places(paragraphs: Paragraphs) -> Iterator[tuple[Marked, Place]]:
    for one in paragraphs.body:
        if isinstance(one, Table):
            yield from _table(one, paragraphs)
        elif isinstance(one, WordParagraph):
            yield from _words(one)
            if one.pieces:
                yield written_mark(one), ("break", one.pieces[-1].id, 0)


def _table(table: Table, paragraphs: Paragraphs) -> Iterator[tuple[Marked, Place]]:
    for row in (table.header, *table.rows):
        place = ("row", row.id, 0)
        yield row, place
        for cell in row.cells:
            for paragraph in paragraphs.cells[cell.id]:
                yield from _words(paragraph)
        yield row, place


def _words(paragraph: WordParagraph) -> Iterator[tuple[Marked, Place]]:
    for piece in paragraph.pieces:
        for n, (_, label) in enumerate(piece.typed):
            yield label, ("label", piece.id, n)
        if isinstance(piece.content, Figure):
            yield piece.content, ("words", piece.id, 0)
        elif isinstance(piece.content, Line):
            for n, inline in enumerate(piece.content.inlines):
                for mark in inline.children if isinstance(inline, Link) else (inline,):
                    yield mark, ("words", piece.id, n)
