"""The matrix as a spreadsheet (XLSX, ECMA-376 Part 1, 18).

[x] a row for each amendment, by number; proposed words as a redline in the cell (18.4.4, rich text), in
    brackets that say what is put in and taken out, for whoever copies them or hears them read
[x] in the words of the plan; a sheet that nobody sees says which ones are read back
[x] disposition: a drop-down; filters on every column; header frozen, and repeated when printed
[x] landscape A4, one page wide; conflict groups in bands of their own colours
[x] all words are text, never formulas: those that begin with = + - @ too
[x] the same bytes for the same matrix; no name of a person or a program
[-] words longer than a cell holds (32,767 characters): shortened where they are shown, refused where
    they would be read back
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from copy import copy
from datetime import datetime
from functools import partial
from itertools import accumulate
from typing import Literal

from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.styles import Alignment, Border, Color, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from workplan.design.theme import Theme
from workplan.errors import OutputError
from workplan.files.spreadsheet.cells import MOST_CHARACTERS
from workplan.files.spreadsheet.writing import (
    TALLEST,
    Styles,
    as_text,
    divided,
    fitting,
    heads_of_pages,
    needed_height,
    on_one_page_across,
    packed,
    put,
    row_height,
)
from workplan.review.matrix.columns import Column
from workplan.review.matrix.other_sheets import fill_others
from workplan.review.matrix.rows import (
    Matrix,
    Span,
    bands,
    comments,
    fingerprint,
    kind,
    readable,
    source,
)
from workplan.review.rows.amendment import Amendment

#: In characters of the default font; those that are printed fit a landscape page at some eight points.
_WIDTHS = {
    Column.NUMBER: 6,
    Column.PLACE: 15,
    Column.MEMBERS: 14,
    Column.KIND: 12,
    Column.CONFLICT: 9,
    Column.PRESENT: 24,
    Column.PROPOSED: 34,
    Column.COMMENTS: 22,
    Column.DISPOSITION: 12,
    Column.AMENDED: 22,
    Column.REMARK: 15,
    Column.DATE: 11,
    Column.SOURCE: 22,
    Column.KEY: 10,
}
_BANDS = ("FFF4D6", "E4EEF9", "F3E6F5", "E6F2E6")
_SIZE = 10
#: A row has no more than a certain height: where its words need more, they are smaller.
_SIZES = (_SIZE, 8, 7, 6)
#: Of words that need more than one row: those that nobody writes in there.
_DIVIDED, _OF_DIVIDED = (Column.PRESENT, Column.PROPOSED, Column.COMMENTS), 8
Values = dict[Column, object]
#: The most that a drop-down says of what it does not take (18.3.1.32).
_TITLE, _ERROR = 32, 225


def as_xlsx(matrix: Matrix, theme: Theme, date: datetime) -> bytes:
    """The file. `date`, with a time zone, is when it says that it was made. Raises `OutputError` where an
    amended text or a remark is longer than a cell can be."""
    book = Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    sheet.title = matrix.words.sheet
    _Sheet(sheet, matrix, theme).fill()
    fill_others(book, matrix, theme)
    return packed(book, matrix.title, date)


class _Sheet:
    """The sheet of the amendments while it is being filled."""

    def __init__(self, sheet: Worksheet, matrix: Matrix, theme: Theme) -> None:
        self.sheet = sheet
        self.matrix = matrix
        self.words = matrix.words
        self.font = theme.fonts.word
        self.colours: dict[str, str] = {
            name: colour.removeprefix("#") for name, colour in theme.colours.items()
        }
        self.bands = bands(matrix.amendments)
        self.rows: list[int] = []  # the first of each amendment
        self.last = 1
        self.styles = Styles()
        thin = Side("thin", self.colours["rule"])
        self.border = Border(thin, thin, thin, thin)

    def fill(self) -> None:
        for n, column in enumerate(Column, 1):
            cell = self._cell(1, n, self.words.of(column.value))
            cell.font = Font(self.font, _SIZE, bold=True, color=self.colours["accent"])
            cell.fill = PatternFill("solid", self.colours["shade"])
            self._lay_out(cell, is_words=True)
            self.sheet.column_dimensions[get_column_letter(n)].width = _WIDTHS[column]
        for amendment in self.matrix.amendments:
            self.rows.append(self.last + 1)
            for values, size in self._rows(amendment):
                self.last += 1
                self._row(self.last, amendment, values, size)
        self._behave()
        self._print()

    def _rows(self, amendment: Amendment) -> Iterator[tuple[Values, int]]:
        """What stands in the cells of an amendment, and how large: in one row, if need be in small letters;
        what is longer than any row goes on in more rows below, from which nothing is read back."""
        values = self._values(amendment)
        words = [(str(value), _WIDTHS[column]) for column, value in values.items()]
        size = next((size for size in _SIZES if needed_height(words, size) <= TALLEST), 0)
        if size:
            yield values, size
            return
        parts = {column: list(_parts(values[column], _WIDTHS[column])) for column in _DIVIDED}
        count = max(map(len, parts.values()))
        size = _OF_DIVIDED if count > 1 else _SIZES[-1]
        for n in range(count):
            here: Values = {column: found[n] for column, found in parts.items() if n < len(found)}
            again = {column: values[column] for column in (Column.MEMBERS, Column.KIND, Column.CONFLICT)}
            place = self.words.continued.format(place=amendment.place, number=amendment.number)
            below: Values = {**dict.fromkeys(Column, ""), **again, Column.PLACE: place}
            yield {**(below if n else {**values, **dict.fromkeys(_DIVIDED, "")}), **here}, size

    def _values(self, amendment: Amendment) -> Values:
        return {
            Column.NUMBER: amendment.number,
            Column.PLACE: amendment.place,
            Column.SOURCE: source(amendment),
            Column.MEMBERS: "\n".join(amendment.members),
            Column.DATE: amendment.date and amendment.date.date(),
            Column.KIND: kind(amendment, self.words),
            Column.PRESENT: fitting(amendment.present),
            Column.PROPOSED: self._redline(amendment),
            Column.COMMENTS: "\n".join(comments(amendment, self.words)),
            Column.CONFLICT: amendment.group,
            Column.DISPOSITION: self.words.of(amendment.disposition),
            Column.AMENDED: _whole(amendment.amended, amendment),
            Column.REMARK: _whole(amendment.remark, amendment),
            Column.KEY: fingerprint(amendment),
        }

    def _row(self, row: int, amendment: Amendment, values: Values, size: int) -> None:
        words = [(str(value), _WIDTHS[column]) for column, value in values.items()]
        self.sheet.row_dimensions[row].height = row_height(words, size)
        if isinstance(redline := values[Column.PROPOSED], CellRichText):
            for block in redline:
                if isinstance(block, TextBlock):
                    block.font.sz = size
        band = _BANDS[self.bands[amendment.group] % len(_BANDS)] if amendment.group else ""
        for n, column in enumerate(Column, 1):
            cell = self._cell(row, n, values[column])
            is_words = isinstance(values[column], (str, CellRichText))
            look = column, size, band, is_words
            self.styles.give(cell, look, partial(self._style, *look))

    def _style(self, column: Column, size: int, band: str, is_words: bool, cell: Cell) -> None:
        bold = column in {Column.NUMBER, Column.CONFLICT, Column.DISPOSITION}
        muted = column in {Column.SOURCE, Column.KEY}
        colour = self.colours["muted" if muted else "ink"]
        cell.font = Font(self.font, size, bold=bold, color=colour)
        if band:
            cell.fill = PatternFill("solid", band)
        self._lay_out(cell, is_words=is_words)

    def _cell(self, row: int, column: int, value: object) -> Cell:
        cell = self.sheet.cell(row, column)
        assert isinstance(cell, Cell)
        if isinstance(value, str):
            put(cell, value)
        else:
            cell.value = value  # type: ignore[assignment]
            if isinstance(value, CellRichText):
                cell.number_format = "@"
            elif value is not None and not isinstance(value, int):
                cell.number_format = "yyyy-mm-dd"
        return cell

    def _lay_out(self, cell: Cell, *, is_words: bool) -> None:
        cell.alignment = Alignment(None if is_words else "left", vertical="top", wrap_text=True)
        cell.border = self.border

    def _redline(self, amendment: Amendment) -> CellRichText | str:
        if amendment.kind == "comment":
            return ""
        found = list(_fitting(readable(amendment.proposed, self.words)))
        return (
            CellRichText([TextBlock(self._look(span), as_text(span.text)) for span in found]) if found else ""
        )

    def _look(self, span: Span) -> InlineFont:
        colour = "deleted" if span.deleted else "inserted" if span.inserted else "ink"
        return InlineFont(
            rFont=self.font,
            sz=_SIZE,
            b=span.look.bold or None,
            i=span.look.italic or None,
            strike=span.deleted or None,
            u="single" if span.inserted else None,
            vertAlign=_raised(span),
            color=Color(f"FF{self.colours[colour]}"),
        )

    def _behave(self) -> None:
        self.sheet.freeze_panes = "C2"
        self.sheet.auto_filter.ref = f"A1:{get_column_letter(len(Column))}{self.last}"
        choices: dict[tuple[str, ...], list[int]] = defaultdict(list)
        for row, amendment in zip(self.rows, self.matrix.amendments, strict=True):
            choices[self.words.dispositions_of(amendment.kind)].append(row)
        for words, rows in choices.items():
            cells = " ".join(f"{_letter(Column.DISPOSITION)}{row}" for row in rows)
            choice = DataValidation("list", formula1=f'"{",".join(words)}"', allow_blank=True, sqref=cells)
            choice.errorTitle = self.words.disposition[:_TITLE]
            choice.error = self.words.one_of.format(dispositions=", ".join(words))[:_ERROR]
            choice.showErrorMessage = True
            self.sheet.add_data_validation(choice)

    def _print(self) -> None:
        sheet = self.sheet
        sheet.page_setup.orientation = "landscape"
        on_one_page_across(sheet)
        sheet.print_area = f"A1:{_letter(Column.REMARK)}{self.last}"
        margins = sheet.page_margins
        margins.left = margins.right = 0.4
        margins.top, margins.bottom, margins.header, margins.footer = 0.75, 0.6, 0.35, 0.3
        title = f"{self.matrix.title} · {self.matrix.edition}" if self.matrix.edition else self.matrix.title
        heads_of_pages(sheet, title)


def _raised(span: Span) -> Literal["superscript", "subscript"] | None:
    if span.call or span.look.superscript:
        return "superscript"
    return "subscript" if span.look.subscript else None


def _letter(column: Column) -> str:
    return get_column_letter(list(Column).index(column) + 1)


def _whole(words: str, amendment: Amendment) -> str:
    if fitting(words) != words:
        raise OutputError(
            f"what was written on amendment {amendment.number} is longer than a spreadsheet's cell can be",
            "shorten it, or keep the matrix as YAML",
        )
    return words


def _fitting(found: Iterator[Span]) -> Iterator[Span]:
    """The spans that a cell has room for, with an ellipsis where there are more."""
    kept = list(found)
    for span, end in zip(kept, accumulate(len(as_text(span.text)) for span in kept), strict=True):
        if end >= MOST_CHARACTERS:
            yield Span("…")
            return
        yield span


def _parts(value: object, width: float) -> Iterator[object]:
    """What a cell holds, in as many parts as rows are needed for it; words keep their looks."""
    cuts = divided(str(value), width, _OF_DIVIDED)
    if not isinstance(value, CellRichText):
        yield from cuts
        return
    waiting = [(block.font, block.text) for block in value if isinstance(block, TextBlock)][::-1]
    for cut in cuts:
        part, room = CellRichText(), len(cut)
        while waiting and room:
            font, text = waiting.pop()
            if len(text) > room:
                waiting.append((font, text[room:]))
            part.append(TextBlock(copy(font), text[:room]))
            room -= min(room, len(text))
        yield part
