"""The body of a file as it stands there: lines with style and numbering, tables, figures.

Neither identities nor lists are known yet; `identities` and `places` make them out. Every line has a number,
`at`, in the order of the file, by which findings and comments say where they are.
"""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct, field

from workplan.content.files.images import Image
from workplan.document.tree import Alignment, Inline, ListKind, Marked, Revision, Row
from workplan.word.reader.parts.numbering import Counted
from workplan.word.reader.parts.styles import Style


class Shape(Struct, frozen=True):
    """What a paragraph's properties make of it: its style, and its numbering (`num` is "" for none; `own`, if
    it is said in the paragraph and not by its style; `kind` is how that level counts)."""

    style: Style
    num: str = ""
    level: int = 0
    own: bool = False
    kind: ListKind | None = None


class FormerShape(Struct, frozen=True):
    """What a paragraph was before a tracked change of its properties."""

    shape: Shape
    revision: Revision


class RawLine(Struct):
    """One paragraph, or the part of one that is a line of its own in the tree (`part`, from 0). `typed`
    pieces of it stand before its first bookmark; `counted` is Word's number."""

    at: int
    shape: Shape
    marks: Marked
    former: FormerShape | None
    inlines: tuple[Inline, ...]
    bookmarks: tuple[str, ...]
    typed: int
    counted: Counted | None
    part: int = 0
    separator: bool = False  # the tiny paragraph that Word wants behind a table
    new_page: bool = False  # it begins one
    ends_page: bool = False  # what follows it does
    landscape: bool = False  # it stands on pages in landscape


class RawFigure(Struct):
    """A picture in a paragraph of its own; `line` is that paragraph, `size` as in `drawings.Picture`."""

    line: RawLine
    image: Image
    alternative: str
    marks: Marked
    size: tuple[int, int] | None = None


class RawCell(Struct):
    """A cell. `start` counts the columns of Word's grid before it, and `span` those that it has; `marks` are
    its own, besides those of its row. One that is `merged` goes on in the row below, or is gone on in from
    above; a `filler` stands where a row has no cell."""

    lines: list[RawLine] = []
    start: int = 0
    span: int = 1
    marks: Marked = field(default_factory=Marked)
    merged: bool = False
    filler: bool = False


class RowBefore(Struct):
    """A row that says the same wherever it stands, with its bytes (`key`): its `cells`, with lines counted
    from 0, what was noted of its `words` for comments, and the `row` of what was sent that it is; None
    while that is not known."""

    key: bytes
    cells: tuple[RawCell, ...]
    words: tuple[str, ...]
    row: Row | None = None


class RawRow(Struct):
    marks: Marked
    cells: list[RawCell]
    before: RowBefore | None = None


class RawTable(Struct):
    """A table; all rows have as many cells. `summary` is None where the file says none."""

    at: int
    rows: list[RawRow]
    widths: tuple[float, ...]
    summary: str | None
    former: tuple[str, Revision] | None
    alignments: tuple[Alignment, ...] = ()
    landscape: bool = False


Raw = RawLine | RawFigure | RawTable


def lines_of(row: RawRow) -> Iterator[RawLine]:
    """The lines of a row in reading order."""
    for cell in row.cells:
        yield from cell.lines


def all_lines(units: list[Raw]) -> Iterator[RawLine]:
    """Every line of the text, those of tables and figures too."""
    for unit in units:
        match unit:
            case RawLine():
                yield unit
            case RawFigure():
                yield unit.line
            case RawTable():
                for row in unit.rows:
                    yield from lines_of(row)
