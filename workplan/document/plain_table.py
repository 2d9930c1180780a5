"""A table of a manuscript: words that the authors put into rows, not data of the plan."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from statistics import fmean

from markdown_it.tree import SyntaxTreeNode

from workplan.document.ids import cell_line
from workplan.document.inlines import inlines
from workplan.document.targets import Target
from workplan.document.tree import Cell, Paragraph, Row, Table
from workplan.document.walk import plain

#: What a column has of the width in any case, where there are few; and so many columns share alike.
_NARROWEST, _SHARED = 0.12, 0.6
#: About so many letters stand on a line as wide as the page, and so many of a word are kept together.
_LINE, _WORD = 90, 18


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
    more to say."""
    columns = [[_words(cell) for cell in column] for column in zip(*(row.cells for row in rows), strict=True)]
    narrowest = min(_NARROWEST, _SHARED / len(columns))
    needed = [max(narrowest, _longest(column) / _LINE) for column in columns]
    scale = min(1.0, 1 / sum(needed))
    lengths = [fmean(map(len, column)) for column in columns]
    spare = 1 - scale * sum(needed)
    total = sum(lengths) or 1
    widths = [
        round(scale * least + spare * length / total, 3)
        for least, length in zip(needed, lengths, strict=True)
    ]
    return (*widths[:-1], round(1 - sum(widths[:-1]), 3))


def _words(cell: Cell) -> str:
    return " ".join(plain(paragraph.inlines) for paragraph in cell.blocks)


def _longest(column: Sequence[str]) -> int:
    return min(max((len(word) for words in column for word in words.split()), default=0) + 2, _WORD)
