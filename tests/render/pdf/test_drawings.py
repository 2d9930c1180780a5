"""Words of drawings: shaped as a whole."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO

import pypdfium2
import pytest
from msgspec.structs import replace
from pypdfium2 import raw

from tests.contents import PLAN
from tests.directives.test_chart import composed, table
from tests.printing import print_pdf
from workplan.document.printing.chart import chart_of
from workplan.document.tree import Document, Text
from workplan.render.charts import drawn

pytestmark = pytest.mark.slow

NAMES = ("الأولوية المرتبطة", "ลำดับความสำคัญที่", "អាទិភាពដែលពាក់ព័ន្ធ", "Priority number")


def named(priority: str) -> Document:
    """A chart whose bars are named so, each with its number."""
    return composed(**{"plan.yaml": f"{PLAN}wording: {{priority: {priority}}}\n"})


def in_drawings(pdf: bytes) -> Iterator[float]:
    """How wide each text is that stands in a form XObject."""
    for page in pypdfium2.PdfDocument(BytesIO(pdf)):
        for item in page.get_objects(filter=(raw.FPDF_PAGEOBJ_TEXT,), max_depth=6):
            if item.level:
                left, _, right, _ = item.get_bounds()
                yield right - left


@pytest.mark.parametrize("name", NAMES)
def test_words_of_a_drawing_are_not_drawn_letter_by_letter(name: str) -> None:
    """Before, each letter was, in the order of reading: Arabic came out from left to right, unjoined, Khmer
    and Thai with vowels beside their letters."""
    assert max(in_drawings(print_pdf(named(name)))) > 12  # points; no letter is as wide


def test_words_of_a_drawing_keep_their_own_order() -> None:
    """Before, "○ لم يبدأ" had its sign at the left: a drawing runs from the left, whatever is in it."""
    document = composed()
    chart = chart_of(table(document), document.tones)
    assert chart
    series = (replace(chart.series[0], words="○ لم يبدأ", values=(1, 1)), *chart.series[1:])
    words = [text.words for text in drawn(replace(chart, series=series), "rtl", "print").texts]
    assert "\u2068○ لم يبدأ\u2069" in words
    assert "■ Completed" not in words and Text("No status").text in words
