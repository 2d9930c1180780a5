"""The sheets of a matrix beside that of the amendments: how to decide, what is in no row, and the words that
whoever reads the matrix must know."""

from __future__ import annotations

from functools import partial
from itertools import chain, repeat

from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.styles import Alignment, Font
from openpyxl.worksheet.worksheet import Worksheet

from workplan.design.theme import Theme
from workplan.files.spreadsheet.writing import Styles, on_one_page_across, put_at, remember
from workplan.review.matrix.columns import MARK
from workplan.review.matrix.rows import Matrix

_SIZE = 10


def fill_others(book: Workbook, matrix: Matrix, theme: Theme) -> None:
    """Put them behind the sheet that the book has."""
    _explain(book.create_sheet(matrix.words.how_to_decide), matrix, theme)
    if matrix.besides:
        _besides(book.create_sheet(matrix.words.besides), matrix, theme)
    remember(book.create_sheet(MARK), ((MARK, ""), *matrix.words.read_back()))


def _explain(sheet: Worksheet, matrix: Matrix, theme: Theme) -> None:
    words = matrix.words
    lines = [
        (words.plan, matrix.title),
        (words.edition, matrix.edition),
        (words.baseline, matrix.digest),
        *zip(chain([words.copies], repeat("")), matrix.copies, strict=False),
        ("", ""),
        (words.disposition, words.does),
        *words.dispositions().items(),
        ("", words.keep),
    ]
    styles = Styles()
    for row, line in enumerate(lines, 1):
        for column, word in enumerate(line, 1):
            look = column == 1, column > 1
            styles.give(put_at(sheet, row, column, word), look, partial(_style, theme, *look))
    sheet.column_dimensions["A"].width, sheet.column_dimensions["B"].width = 22, 90
    on_one_page_across(sheet)


def _besides(sheet: Worksheet, matrix: Matrix, theme: Theme) -> None:
    """What the copies have that is in no row."""
    styles = Styles()
    for row, words in enumerate((matrix.words.in_no_row, *(each.whole for each in matrix.besides)), 1):
        look = row == 1, True
        styles.give(put_at(sheet, row, 1, words), look, partial(_style, theme, *look))
    sheet.column_dimensions["A"].width = 110
    on_one_page_across(sheet)


def _style(theme: Theme, bold: bool, wrapped: bool, cell: Cell) -> None:
    cell.font = Font(theme.fonts.word, _SIZE, bold=bold)
    cell.alignment = Alignment(vertical="top", wrap_text=wrapped)
