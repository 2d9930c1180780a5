"""Cells as people and programs fill them in: what was typed, or that nobody can tell."""

from __future__ import annotations

from datetime import date, time
from io import BytesIO

import openpyxl
import pytest

from workplan.files.spreadsheet.cells import CellWords, sheets


def typed(value: object, number_format: str = "General", *, since_1904: bool = False) -> CellWords:
    """What is read from a cell that holds `value`, shown in this format."""
    book, saved = openpyxl.Workbook(), BytesIO()
    if since_1904:
        book.epoch = openpyxl.utils.datetime.MAC_EPOCH
    cell = book.active.cell(1, 1)
    cell.value, cell.number_format = value, number_format
    book.save(saved)
    (cells,) = sheets(saved.getvalue())
    return cells[1][1]


@pytest.mark.parametrize(
    ("value", "number_format", "words"),
    [
        (0.1, "0%", "10%"),
        (0.125, "0.00%", "12.5%"),
        (0.07, "0.0%", "7%"),
        (1, "0%", "100%"),
        (-0.5, "0%;[Red]-0%", "-50%"),
        (2026, "General", "2026"),
        (True, "General", "TRUE"),
        ("10%", "@", "10%"),
    ],
)
def test_what_was_typed_arrives_as_it_was_typed(value: object, number_format: str, words: str) -> None:
    # Before, 10% arrived as 0.1.
    assert typed(value, number_format) == CellWords(words)


@pytest.mark.parametrize(
    ("value", "number_format", "words"),
    [
        (date(2026, 3, 1), "mmm yyyy", "2026-03-01T00:00:00"),
        (date(2026, 3, 1), "mm-dd-yy", "2026-03-01T00:00:00"),
        (46082.395833333336, "d/m/yy h:mm", "2026-03-01T09:30:00"),
        (time(9, 30), "h:mm", "09:30:00"),
        (46082, '[$-409]d" of "mmmm', "2026-03-01T00:00:00"),
    ],
)
@pytest.mark.parametrize("since_1904", [False, True])
def test_a_day_is_told_apart(value: object, number_format: str, words: str, since_1904: bool) -> None:
    # Before, "March 2026" arrived as 46082.
    if isinstance(value, int | float) and since_1904:
        value -= 1462  # days between the two first days
    assert typed(value, number_format, since_1904=since_1904) == CellWords(words, day=True)


@pytest.mark.parametrize("value", [1e300, 9.9e99])
def test_numbers_that_are_no_day_and_no_share(value: float) -> None:
    assert not typed(value, "yyyy-mm-dd").day
    assert typed(value, "0%").words.endswith(("%", "E300", "e+300", "E+300"))
