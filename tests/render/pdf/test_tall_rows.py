"""A row taller than a page: the only one that breaks, under a header on every page."""

from __future__ import annotations

import re

import page
import pytest
from msgspec.structs import replace

from tests.documents import with_tall_row
from tests.printing import print_pdf
from tests.render.pdf.test_pages import pages
from workplan.document.tree import Table, Text
from workplan.verify import verify


# Without a second layout, WeasyPrint left the header out where such a row began, went on and ended;
# with the first row, header notes lost their calls and no PDF could be made.
@pytest.mark.parametrize("number", [1, 5, 12])
def test_the_header_stands_on_every_page_of_the_table(number: int) -> None:
    document = with_tall_row(number, words=1500)
    pdf = print_pdf(document)
    verify(document, {"pdf": pdf})
    assert page.validate_pdf_bytes(pdf, profile="ua1").failures == []
    for text in pages(pdf):
        has_rows = re.search(
            r"^ *\d+\. +(Measure|word)|word\d+|station\.", text.split("Appendix")[0], re.MULTILINE
        )
        assert bool(has_rows) == bool(re.search(r"Action Item +interest", text))


def test_no_other_row_breaks() -> None:
    texts = pages(print_pdf(with_tall_row(5, words=1500)))
    for text in texts:
        numbers = re.findall(r"^ *(\d+)\. +Measure", text, re.MULTILINE)
        table, _, _ = text.partition("Appendix A:")
        assert table.count("station.") == sum(1 + int(number) * 7 % 11 for number in numbers)


def test_a_row_that_fits_on_a_page_without_its_header_alone_breaks_too() -> None:
    # Before, the header was left out above such a row; above the first one, no PDF could be made.
    document = with_tall_row(1, words=280)
    (table,) = (block for block in document.blocks if isinstance(block, Table))
    last = table.header.cells[-1]
    high = replace(last.blocks[0], inlines=(*last.blocks[0].inlines, Text(" heading" * 60)))
    header = replace(table.header, cells=(*table.header.cells[:-1], replace(last, blocks=(high,))))
    blocks = (replace(block, header=header) if block is table else block for block in document.blocks)
    texts = pages(print_pdf(replace(document, blocks=tuple(blocks))))
    rows = [text for text in texts if re.search(r"word\d+", text)]
    assert len(rows) > 1
    assert all("heading heading" in text for text in rows)
