"""What all our spreadsheets have in common when they are written."""

from __future__ import annotations

import re
from collections.abc import Callable, Hashable, Iterable, Iterator
from copy import copy
from datetime import UTC, datetime
from io import BytesIO
from math import ceil
from unicodedata import east_asian_width
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.styles.cell_style import StyleArray
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet
from openpyxl.writer.excel import ExcelWriter

from workplan.files.spreadsheet.cells import MOST_CHARACTERS
from workplan.text.characters import printable
from workplan.text.excerpts import shortened
from workplan.text.segmentation import clusters

#: What a reader would take for a character's code (ECMA-376 22.9.2.19).
_CODE = re.compile("_(?=x[0-9A-Fa-f]{4}_)")
_APPLICATION = (
    b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    b'<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"/>'
)
#: Points from line to line, and the most that a row has.
_LINE, TALLEST = 12.5, 409.0
_SIZE = 10
_EPOCH = (1980, 1, 1, 0, 0, 0)


def as_text(words: str) -> str:
    """Words as a cell stores them: what looks like a character's code is none."""
    return _CODE.sub("_x005F_", printable(words))


def put(cell: Cell, words: str) -> None:
    """Words as text: what begins with = + - @ is no formula, and stays none when it is edited. Those that are
    longer than a cell can hold end with an ellipsis."""
    if not words:
        return
    cell.value = as_text(fitting(words))
    cell.data_type = "s"
    cell.number_format = "@"


def put_at(sheet: Worksheet, row: int, column: int, words: str) -> Cell:
    """The cell at a place of a sheet, with these words as text."""
    cell = sheet.cell(row, column)
    assert isinstance(cell, Cell)
    put(cell, words)
    return cell


class Styles:
    """The styles of a book, each made once: openpyxl takes longer to find one that it has than to write the
    cell."""

    def __init__(self) -> None:
        self._made: dict[tuple[Hashable, ...], StyleArray] = {}

    def give(self, cell: Cell, look: Hashable, make: Callable[[Cell], None]) -> None:
        """Give a cell, whose words are in it, this `look`; `make` does so the first time."""
        key = look, cell.number_format
        if key in self._made:
            cell._style = copy(self._made[key])  # type: ignore[attr-defined]
        else:
            make(cell)
            self._made[key] = copy(cell._style)  # type: ignore[attr-defined]


def remember(sheet: Worksheet, lines: Iterable[Iterable[str]]) -> None:
    """Fill a sheet that nobody sees, and that is read back."""
    sheet.sheet_state = "hidden"
    for row, line in enumerate(lines, 1):
        for column, words in enumerate(line, 1):
            put_at(sheet, row, column, words)


def fitting(words: str) -> str:
    """As much of `words` as a cell can hold, its escapes too."""
    most = MOST_CHARACTERS - 6 * len(_CODE.findall(words))
    return words if len(words) <= most else f"{words[: most - 1]}…"


def on_one_page_across(sheet: Worksheet) -> None:
    """Printed on A4, upright unless it says otherwise, as wide as the page."""
    sheet.page_setup.paperSize = 9  # A4 (ECMA-376 18.3.1.63)
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)


def row_height(cells: Iterable[tuple[str, float]], size: float = _SIZE) -> float:
    """The height of a row: what it needs, as far as a row can have that."""
    return min(TALLEST, needed_height(cells, size))


def needed_height(cells: Iterable[tuple[str, float]], size: float = _SIZE) -> float:
    """The height of a row in points for the words of its cells, each with the width of its column, as far as
    one can tell without its font: LibreOffice does not work it out for cells that hold rich text."""
    lines = max(
        sum(ceil(_letters(line) * size / _SIZE / (width * 0.9)) or 1 for line in words.split("\n"))
        for words, width in cells
    )
    return _LINE * size / _SIZE * lines + 4


def divided(words: str, width: float, size: float) -> list[str]:
    """`words` in as many parts as rows are needed for a column of this width; joined they are the words."""
    most = int((TALLEST - 4) / (_LINE * size / _SIZE))
    parts, lines = [""], 0
    for line in re.findall(r"[^\n]*\n|[^\n]+", words):
        for piece in _filled(line, int(width * 0.9 * _SIZE / size)):
            if lines == most:
                parts.append("")
                lines = 0
            parts[-1] += piece
            lines += 1
    return parts


def _filled(line: str, most: int) -> Iterator[str]:
    """A line in pieces of at most so many letters, which end at a space where there is one."""
    rest = line
    while _letters(rest.rstrip("\n")) > most:
        piece = rest[:most]
        while _letters(piece) > most:
            piece = piece[:-1]
        letters = clusters(piece)[:-1] or [rest[:1]]  # the last one may be cut off from its signs
        end = piece.rfind(" ") + 1 or sum(map(len, letters))
        yield rest[:end]
        rest = rest[end:]
    yield rest


def _letters(line: str) -> int:
    """How many letters of the usual width it is as long as: those of Chinese and Japanese count twice."""
    return len(line) + sum(east_asian_width(letter) in "WF" for letter in line)


def heads_of_pages(sheet: Worksheet, title: str) -> None:
    """What every printed page has: the title above, its number below, and the first row again."""
    sheet.print_title_rows = "1:1"
    assert sheet.oddHeader is not None and sheet.oddFooter is not None
    # An ampersand begins a code here (18.3.1.39).
    sheet.oddHeader.center.text = shortened(printable(title).replace("\n", " "), 100).replace("&", "&&")
    sheet.oddFooter.center.text = "&P / &N"


def packed(book: Workbook, title: str, date: datetime) -> bytes:
    """The bytes, with nothing of the clock in them, and nothing of a person or a program. `date`, with a time
    zone, is when the file says that it was made."""
    book.properties.creator = None
    book.properties.title = printable(title)
    book.properties.created = book.properties.modified = date.astimezone(UTC).replace(tzinfo=None)
    draft, result = BytesIO(), BytesIO()
    ExcelWriter(book, ZipFile(draft, "w")).save()
    with ZipFile(draft) as source, ZipFile(result, "w") as target:
        for name in sorted(source.namelist(), key=lambda name: (name != "[Content_Types].xml", name)):
            data = _APPLICATION if name == "docProps/app.xml" else source.read(name)
            info = ZipInfo(name, _EPOCH)
            info.compress_type, info.create_system = ZIP_DEFLATED, 3
            target.writestr(info, data)
    return result.getvalue()
