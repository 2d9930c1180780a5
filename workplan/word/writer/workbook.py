"""The numbers of a chart as a spreadsheet, for editors who change them.

[x] a row for each bar, a column for each series; words are never a formula
[x] made once and kept: to import openpyxl takes as long as to write a Word file
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from hashlib import sha256
from importlib.metadata import version
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

from workplan.document.printing.chart import Chart
from workplan.files.kept import keep, kept
from workplan.word.file.package import normalised

_KIND = "workbooks"
_DATE = datetime(1980, 1, 1)  # noqa: DTZ001 - openpyxl takes no time zone

_Row = tuple[str | int, ...]


def workbook(chart: Chart) -> bytes:
    """An .xlsx file (ECMA-376 Part 1, 12), the same for the same chart."""
    rows: list[_Row] = [(chart.head, *(each.words for each in chart.series))]
    rows += [(name, *(each.values[n] for each in chart.series)) for n, name in enumerate(chart.names)]
    of = _fingerprint(rows)
    if (known := kept(_KIND, of)) is None:
        known = _written(rows)
        keep(_KIND, of, known)
    return normalised(BytesIO(known))


def _fingerprint(rows: Sequence[_Row]) -> str:
    """Of all that the file follows from, this module among it."""
    decides = Path(__file__).read_bytes(), version("openpyxl"), rows
    return sha256(repr(decides).encode()).hexdigest()


def _written(rows: Sequence[_Row]) -> bytes:
    from openpyxl import Workbook
    from openpyxl.writer.excel import ExcelWriter

    book = Workbook()
    book.properties.creator = ""
    book.properties.created = book.properties.modified = _DATE
    sheet = book.worksheets[0]
    sheet.title = "Sheet1"
    for row in rows:
        sheet.append(row)
    for cells in sheet.iter_rows():
        for cell in cells:
            if isinstance(cell.value, str):
                cell.data_type = "s"  # words are never a formula
    saved = BytesIO()
    ExcelWriter(book, ZipFile(saved, "w")).save()  # Workbook.save says when it was saved
    return saved.getvalue()
