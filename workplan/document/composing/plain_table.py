"""A table of a manuscript: words that the authors put into rows, not data of the plan."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from markdown_it.tree import SyntaxTreeNode

from workplan.document.composing.inlines import inlines
from workplan.document.composing.targets import Target
from workplan.document.ids import cell_line
from workplan.document.printing.unbroken import unbroken
from workplan.document.tree import Cell, Paragraph, Row, Table
from workplan.document.walking.walk import plain
from workplan.text.segmentation import is_unspaced
from workplan.text.segmentation import words as words_of
from workplan.text.size import width

#: What a column has of the width in any case, where there are few; and so many columns share alike.
_NARROWEST, _SHARED = 0.12, 0.6
#: In sizes of a table's letters: a line as wide as the page, the room beside the words of a cell, how much
#: of a word is kept together. And how much of their estimated width words take that are not bold.
_LINE, _BESIDE, _WORD, _PLAIN = 47.0, 1.1, 9.5, 0.92


def plain_table(node: SyntaxTreeNode, targets: Mapping[str, Target], id: str) -> Table:
    """The table of a `table` node; everything in it is named by its place below `id`."""
    header, *rows = (
        Row(name, tuple(_cells(row, targets, name)))
        for n, row in enumerate(node.children)
        if (name := f"{id}.{n or 'head'}")
    )
    widths = node.meta["widths"] or column_widths((header, *rows))
    return Table(
        id, node.meta["summary"], widths, header, tuple(rows), alignments=tuple(node.meta["alignments"])
    )


def _cells(row: SyntaxTreeNode, targets: Mapping[str, Target], name: str) -> Iterator[Cell]:
    for place, node in enumerate(row.children, start=1):
        id = f"{name}.{place}"
        words = (
            Paragraph(cell_line(id, n), inlines(paragraph.children[0], targets))
            for n, paragraph in enumerate(node.children, start=1)
        )
        yield Cell(id, tuple(words))


def column_widths(rows: Sequence[Row]) -> tuple[float, ...]:
    """Fractions of the table's width: room for the longest word of each column, and more for those with
    more to say. Where there is no room for all of these words, the longest ones are broken."""
    columns = _columns(rows)
    narrowest = min(_NARROWEST, _SHARED / len(columns))
    needed = _within([max(narrowest, room) for room in _rooms(columns)])
    lengths = [sum(map(len, column)) / len(column) for column in columns]
    spare = 1 - sum(needed)
    total = sum(lengths) or 1
    widths = [round(least + spare * length / total, 3) for least, length in zip(needed, lengths, strict=True)]
    return (*widths[:-1], round(1 - sum(widths[:-1]), 3))


def with_room(widths: Sequence[float], rows: Sequence[Row]) -> tuple[float, ...]:
    """The widths that an author gave, where there is room for the longest word of each column; a column that
    is too narrow takes what it lacks from those that have more than they need."""
    needed = _within(_rooms(_columns(rows)))
    spare = [max(0.0, width - room) for width, room in zip(widths, needed, strict=True)]
    lacking = sum(max(0.0, room - width) for width, room in zip(widths, needed, strict=True))
    taken = min(1.0, lacking / (sum(spare) or 1.0))
    return tuple(
        max(width, room) if width < room else width - each * taken
        for width, room, each in zip(widths, needed, spare, strict=True)
    )


def _columns(rows: Sequence[Row]) -> list[list[str]]:
    """The words of each column, its heading first."""
    return [[_words(cell) for cell in column] for column in zip(*(row.cells for row in rows), strict=True)]


def _rooms(columns: Sequence[Sequence[str]]) -> list[float]:
    """What the longest word of each column needs, in fractions of the table's width."""
    longest = [max(_longest([head]), _PLAIN * _longest(below)) for head, *below in columns]
    return [(min(word, _WORD) + _BESIDE) / _LINE for word in longest]


def _words(cell: Cell) -> str:
    return " ".join(plain(unbroken(paragraph.inlines)) for paragraph in cell.blocks)


def _longest(column: Sequence[str]) -> float:
    """The width of the longest word, in sizes of the letters."""
    words = {word for line in column for word in re.split("[ \n]", line)}
    parts = {part for word in words for part in (words_of(word) if is_unspaced(word) else [word])}
    return max(map(width, parts), default=0.0)


def _within(widths: Sequence[float]) -> list[float]:
    """The widths, with the largest ones made less, until all of them are no more than the whole."""
    room, found = 1.0, list(widths)
    order = sorted(range(len(found)), key=lambda n: found[n])
    for done, n in enumerate(order):
        found[n] = min(found[n], room / (len(order) - done))
        room -= found[n]
    return found
