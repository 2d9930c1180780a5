"""Paragraphs of one cell stand apart, and so do tables that follow each other: alike in PDF and Word."""

from __future__ import annotations

import pytest

from tests.full_plan import full_plan
from tests.libreoffice import to_pdf
from tests.printing import print_pdf
from tests.render.pdf.test_typography import baseline
from workplan.design.theme import theme
from workplan.word import write

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module", params=["pdf", "word"])
def pdf(request: pytest.FixtureRequest) -> bytes:
    return print_pdf(full_plan()) if request.param == "pdf" else to_pdf(write(full_plan(), theme()))


def test_paragraphs_of_a_cell_stand_apart(pdf: bytes) -> None:
    """Before, they ran on line by line: nobody saw where one ended."""
    cell = theme().styles["table-cell"]
    line = cell.size * 1.149 * cell.line
    lines = ("members welcomed the", "asked for a second one")
    if baseline(pdf, "report.") < baseline(pdf, lines[0]) - 1:  # the first one has two lines
        lines = ("report.", lines[1])
    first, second = (baseline(pdf, words) for words in lines)
    assert first - second == pytest.approx(line + 3, abs=0.3)
    assert baseline(pdf, "Ongoing") - baseline(pdf, "A first draft") == pytest.approx(line + 3, abs=0.3)


def test_neighbouring_tables_stand_apart(pdf: bytes) -> None:
    """Before, one point apart in Word: the end of the one looked like the head of the other."""
    above, below = baseline(pdf, "Antananarivo"), baseline(pdf, "What was said")
    cell, gap = theme().styles["table-cell"], theme().styles["body"].after
    least = cell.size * 1.149 + 6 + gap  # and the rules, which have room of their own in Word
    assert least - 0.5 <= above - below <= least + 4
