"""The register as a spreadsheet (XLSX): the same rows, for people to fill in when a copy was sent and who
said that it came.

[x] all words are text, never formulas; header frozen, filters; the same bytes for the same rows
[x] a hidden sheet with what was in the columns that people fill in, so that what they did is told apart
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, time
from typing import Any

from msgspec import Struct
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter

from workplan.circulation.register.rows import BY_HAND, HEADINGS, Row
from workplan.content.values.values import iso_date
from workplan.errors import ContentError, Place, Problem
from workplan.files.spreadsheet.cells import BadSpreadsheet, Cells, sheets
from workplan.files.spreadsheet.writing import packed, put

_MARK = "workplan register 1"
_WIDTHS = {
    "number": 8,
    "recipient": 30,
    "edition": 14,
    "file": 44,
    "symbol": 22,
    "superseded": 22,
    "digest": 20,
}
_WIDTH = 12
_AS_WRITTEN = (
    "save it as the program wrote it, with cells filled in; or delete it: the CSV beside it says the same"
)


class Filled(Struct, frozen=True):
    """What people may have filled in: `now` and, when the file was written, `then`, by the row's key and the
    column. `rows` are all rows."""

    rows: Sequence[Row]
    then: Mapping[str, Mapping[str, str]]


def as_xlsx(rows: Sequence[Row]) -> bytes:
    """Its date is that of the latest content: nothing of the clock is in it."""
    book = Workbook(write_only=True)
    # Written row by row, so that the memory does not grow with them; the stubs know half of such a sheet.
    sheet: Any = book.create_sheet("Register")
    hidden: Any = book.create_sheet("workplan")
    sheet.freeze_panes = "C2"
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(HEADINGS))}{len(rows) + 1}"
    for n, name in enumerate(HEADINGS, 1):
        sheet.column_dimensions[get_column_letter(n)].width = _WIDTHS.get(name, _WIDTH)
    bold = Font(bold=True)
    head = [_cell(sheet, words) for words in HEADINGS.values()]
    for cell in head:
        cell.font = bold
    sheet.append(head)
    for row in rows:
        sheet.append([_cell(sheet, getattr(row, name)) for name in HEADINGS])
    hidden.sheet_state = "hidden"
    hidden.append([_cell(hidden, words) for words in (_MARK, *BY_HAND)])
    for row in rows:
        hidden.append(
            [_cell(hidden, words) for words in (row.key, *(getattr(row, name) for name in BY_HAND))]
        )
    days = [iso_date(row.date) for row in rows if row.date[:4].isdecimal() and len(row.date) == 10]
    made = datetime.combine(max(days), time(tzinfo=UTC)) if days else datetime(2000, 1, 1, tzinfo=UTC)
    return packed(book, "Register of circulated copies", made)


def _cell(sheet: Any, words: str) -> Any:
    cell: Any = WriteOnlyCell(sheet)
    put(cell, words)
    cell.number_format = "@"  # an empty one, too: what is typed there stays as it is typed
    return cell


def read_xlsx(data: bytes, name: str) -> Filled:
    """Raises `ContentError`."""
    try:
        found = sheets(data)
    except BadSpreadsheet as error:
        raise ContentError([Problem(str(error), Place(name), _AS_WRITTEN)]) from None
    kept = next((cells for cells in found if _words(cells, 1, 1) == _MARK), {})
    wanted = set(HEADINGS.values())
    for cells in found:
        for n in sorted(cells)[:20]:
            heads = {cell.words.strip(): column for column, cell in cells[n].items()}
            if wanted <= heads.keys():
                columns = {field: heads[heading] for field, heading in HEADINGS.items()}
                rows = [_row(cells, row, columns) for row in sorted(cells) if row > n]
                return Filled(
                    [row for row in rows if any((row.number, row.recipient, row.file))], _then(kept)
                )
    message = "no sheet has the headings of the register"
    raise ContentError([Problem(message, Place(name), _AS_WRITTEN)])


def _row(cells: Cells, row: int, columns: Mapping[str, int]) -> Row:
    return Row(**{field: _words(cells, row, column).strip() for field, column in columns.items()})


def _then(kept: Cells) -> dict[str, dict[str, str]]:
    return {
        _words(kept, row, 1): {field: _words(kept, row, n) for n, field in enumerate(BY_HAND, 2)}
        for row in kept
        if row > 1
    }


def _words(cells: Cells, row: int, column: int) -> str:
    cell = cells.get(row, {}).get(column)
    return cell.words.removesuffix("T00:00:00") if cell else ""
