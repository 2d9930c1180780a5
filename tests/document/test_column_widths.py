"""Widths of columns: words are broken only where there is no room for all of them."""

from __future__ import annotations

import pytest

from tests.documents import paragraph
from workplan.document.composing.plain_table import column_widths
from workplan.document.tree import Cell, Paragraph, Reference, Row, Text
from workplan.text.size import width

#: The width of a page in sizes of a table's letters, and the room beside the words of a cell.
PAGE, BESIDE = 47.7, 1.05


def row(*cells: str) -> Row:
    return Row("r", tuple(Cell(f"c{n}", (paragraph(f"c{n}.1", words),)) for n, words in enumerate(cells)))


@pytest.mark.parametrize(
    "rows",
    [
        # Before, "Timefram|e", "Complete|d" and "Contributin|g": all columns were made less, by one measure.
        (
            row("No.", "Action item", "Lead", "Contributing", "State", "Timeframe", "Overdue"),
            row("1.", "Report " * 40, "Viet Nam", "Bangladesh", "Completed", "December 2032", "Overdue"),
        ),
        (row("ลำดับ", "การดำเนินการตามลำดับความสำคัญ", "Contributing"), row("1", "ประเทศสมาชิกทบทวน" * 9, "x")),
        (row("Moment", "WWWWWWW", "iiiiiiiiiiiiii"), row("1", "2", "3")),
    ],
)
def test_each_word_has_room(rows: tuple[Row, ...]) -> None:
    widths = column_widths(rows)
    assert sum(widths) == pytest.approx(1)
    for n, part in enumerate(widths):
        for words in (rows[0].cells[n].blocks[0].inlines, rows[1].cells[n].blocks[0].inlines):
            for word in "".join(inline.text for inline in words if isinstance(inline, Text)).split():
                if word.isascii():
                    assert part * PAGE >= 0.92 * width(word) + BESIDE, word


def test_where_words_are_too_long_the_longest_are_broken_and_no_others() -> None:
    words = ["w" * 30, "w" * 30, "w" * 30, "w" * 30, "w" * 30, "No.", "Overdue"]
    widths = column_widths((row(*words), row(*words)))
    assert sum(widths) == pytest.approx(1)
    assert min(widths[:5]) > 0.13 and widths[6] * PAGE >= width("Overdue") + BESIDE


def test_words_that_no_line_end_parts_are_one() -> None:
    """Before, "Priority 10" was two words, and came out as "Priority 1|0"."""
    number = Cell("c", (Paragraph("c.1", (Text("Priority "), Reference("p", "10", "number"))),))
    rows = (row("A", *["Statement"] * 5), Row("r", (number, *row(*["Statement"] * 5).cells)))
    assert column_widths(rows)[0] * PAGE >= 0.92 * width("Priority 10") + BESIDE
