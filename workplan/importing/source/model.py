"""What a source is: flat lines and tables in reading order, with all that rules may take as evidence.

Nothing is understood here. A heading is a line whose style happens to be called one, a list is lines that
happen to be counted, and typed numbers are words like any others.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date, datetime
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from workplan.document.look import PLAIN, Look
from workplan.text.characters import visible

#: How calls of notes are shown.
_SIGN = re.compile(r"[0-9]{1,4}|[ivxlc]{1,6}|[*†‡§]{1,4}")


class Piece(Struct, frozen=True):
    """Words that look alike. `link` is the address or, behind "#", the bookmark that they lead to; `field` is
    the field that they are the result of, as PAGE; `size` is in points.

    A call of a note has its address as `note`, and its printed sign as `text` (none where it is counted). A
    picture has its part as `picture`, and its alternative text as `text`.
    """

    text: str
    look: Look = PLAIN
    link: str = ""
    field: str = ""
    note: str = ""
    picture: str = ""
    size: float = 0.0
    language: str = ""
    underlined: bool = False

    @property
    def is_repeated_call(self) -> bool:
        """Whether it shows the number, or the sign, of a note that is called elsewhere."""
        is_sign = _SIGN.fullmatch(self.text.strip()) is not None
        return self.field == "NOTEREF" and self.link.startswith("#") and is_sign


class Counting(Struct, frozen=True):
    """What a word processor shows before a line: its `label` ("2.1", "•"), of which `kind` says how the last
    number counts; `level` from 0; `list` is equal for lines that are counted together. `style` is the style
    that the level is linked to."""

    label: str
    kind: str
    number: int
    level: int
    list: str
    style: str = ""


#: What is unusual about the place of a line.
Where = Literal["", "contents", "box", "control"]


class Line(Struct, frozen=True):
    """A paragraph. `style` is as the file calls it, and `means` as Word does in English, whatever the
    language; `heading` is the level of a heading style, `inherited` where its base has that meaning alone;
    `outline` is the outline level, from 1. `where` says what is unusual about its place."""

    address: str
    pieces: tuple[Piece, ...]
    style: str = ""
    means: str = ""
    heading: int = 0
    inherited: bool = False
    outline: int = 0
    counting: Counting | None = None
    alignment: str = ""
    indent: int = 0
    bordered: bool = False
    new_page: bool = False
    landscape: bool = False
    bookmarks: tuple[str, ...] = ()
    where: Where = ""

    @property
    def text(self) -> str:
        """Its words, pictures and calls of notes without those of their own."""
        return "".join(each.text for each in self.pieces if not each.note and not each.picture)

    @property
    def worded(self) -> tuple[Piece, ...]:
        """The pieces that show words."""
        return tuple(
            each for each in self.pieces if visible(each.text) and not each.note and not each.picture
        )

    @property
    def bold(self) -> bool:
        """Whether all its words are bold."""
        return bool(self.worded) and all(each.look.bold for each in self.worded)

    @property
    def underlined(self) -> bool:
        return bool(self.worded) and all(each.underlined for each in self.worded)

    @property
    def size(self) -> float:
        """The size of most of its letters."""
        sizes: dict[float, int] = {}
        for each in self.worded:
            sizes[each.size] = sizes.get(each.size, 0) + len(each.text)
        return max(sizes, key=lambda size: sizes[size], default=0.0)

    @property
    def empty(self) -> bool:
        return not any(visible(each.text) or each.note or each.picture for each in self.pieces)


class Cell(Struct, frozen=True):
    """`span` counts its columns; `goes_on` where it is the rest of the cell above."""

    blocks: tuple[Line | Table, ...]
    span: int = 1
    goes_on: bool = False

    @property
    def lines(self) -> tuple[Line, ...]:
        return tuple(all_lines(self.blocks))

    @property
    def text(self) -> str:
        return "\n".join(line.text.strip() for line in self.lines if visible(line.text))


class Row(Struct, frozen=True):
    """`header` where the file says that it is repeated on each page; `shaded` where it has a colour."""

    cells: tuple[Cell, ...]
    header: bool = False
    shaded: bool = False


class Table(Struct, frozen=True):
    address: str
    rows: tuple[Row, ...]
    landscape: bool = False
    new_page: bool = False
    summary: str = ""

    @property
    def columns(self) -> int:
        return max((sum(cell.span for cell in row.cells) for row in self.rows), default=0)


Block = Line | Table


class Note(Struct, frozen=True):
    """A footnote or an endnote, by the address that calls have."""

    address: str
    lines: tuple[Line, ...]


class Comment(Struct, frozen=True):
    """A comment: `about` is the address of the line in which it begins, and `on` the words there that it
    covers. `parent` is the address of the comment that it answers."""

    address: str
    author: str
    words: str
    about: str = ""
    on: str = ""
    initials: str = ""
    date: datetime | None = None
    resolved: bool = False
    parent: str = ""


#: Who worked in a file, on which day, where that is known, and whether whole lines or rows were taken out
#: then.
Sitting = tuple[str, date | None, bool]
ChangeKind = Literal["inserted", "deleted", "moved here", "moved away", "formatted", "laid out"]


class Change(Struct, frozen=True):
    """A tracked change, with the words that it is about; `what` says what it is of, where it is more than
    words: a row, the end of a paragraph; `whole`, that a line or row is taken out with all that is in it."""

    kind: ChangeKind
    author: str
    date: datetime | None
    words: str
    what: str = ""
    whole: bool = False

    @property
    def sitting(self) -> Sitting:
        return self.author, self.date and self.date.date(), self.whole


class Apart(Struct, frozen=True):
    """Words that stand in no line of the text: of a running head, a chart, a watermark, a hidden text."""

    address: str
    kind: str
    words: str


class Source(Struct, frozen=True):
    """A whole file. `changes` are its tracked changes, in whatever view it was read; `apart` are words
    outside of the text; `pictures` are their bytes, by their parts; `quality` is "draft" where lines were
    guessed; `note_marks` are the notes that bookmarks stand around; it
    `carries` content where this program made it."""

    name: str
    blocks: tuple[Block, ...]
    notes: tuple[Note, ...] = ()
    comments: tuple[Comment, ...] = ()
    apart: tuple[Apart, ...] = ()
    pictures: Mapping[str, bytes] = {}
    changes: tuple[Change, ...] = ()
    language: str = ""
    title: str = ""
    made_by: str = ""
    quality: Literal["", "draft"] = ""
    remarks: tuple[str, ...] = ()
    note_marks: Mapping[str, str] = {}
    carries: bool = False

    @property
    def changed(self) -> Counter[str]:
        """How many tracked changes there are of each author; those of layout alone do not count."""
        return Counter(change.author for change in self.changes if change.kind != "laid out")

    @property
    def lines(self) -> Iterator[Line]:
        """All lines of the text, in order; those of notes not."""
        return all_lines(self.blocks)


def all_lines(blocks: Sequence[Block]) -> Iterator[Line]:
    """The lines in blocks, in reading order."""
    for block in blocks:
        if isinstance(block, Line):
            yield block
        else:
            for row in block.rows:
                for cell in row.cells:
                    yield from all_lines(cell.blocks)


def with_lines(blocks: Sequence[Block], change: Callable[[Line], Line]) -> tuple[Block, ...]:
    """The blocks, each line in them changed."""
    return tuple(change(each) if isinstance(each, Line) else _table_with(each, change) for each in blocks)


def _table_with(table: Table, change: Callable[[Line], Line]) -> Table:
    rows = (
        replace(row, cells=tuple(replace(c, blocks=with_lines(c.blocks, change)) for c in row.cells))
        for row in table.rows
    )
    return replace(table, rows=tuple(rows))
