"""A house template with a part in landscape."""

from __future__ import annotations

import pypdfium2
import pytest
from lxml import etree

from tests.editors.word_saves import entries
from tests.libreoffice import to_pdf
from tests.manuscripts import W, document
from tests.test_landscape import CONTENT, ORDER, landscapes
from tests.word.writer.test_valid import faults
from workplan.design.theme import theme
from workplan.word import read, write


@pytest.mark.slow
def test_the_page_of_a_house_is_turned_with_its_head_and_its_margins(house: bytes) -> None:
    """216 mm × 279 mm, 30 mm at both sides. Before, no test had a house with it."""
    plan = document(CONTENT)
    dressed = write(plan, theme(), house)
    root = etree.fromstring(entries(dressed)["word/document.xml"])
    sizes = [(int(s.get(f"{W}w", "")), int(s.get(f"{W}h", ""))) for s in root.iter(f"{W}pgSz")]
    upright, wide = (12246, 15817), (15817, 12246)
    assert [(round(w, -1), round(h, -1)) for w, h in sizes] == [
        tuple(round(n, -1) for n in (wide if turned else upright)) for turned in ORDER
    ]
    margins = list(root.iter(f"{W}pgMar"))
    rooms = [
        w - int(m.get(f"{W}left", "")) - int(m.get(f"{W}right", ""))
        for (w, _), m in zip(sizes, margins, strict=True)
    ]
    widths = [int(table.find(f"{W}tblPr/{W}tblW").get(f"{W}w")) for table in root.iter(f"{W}tbl")]
    assert set(widths) == {room for room, turned in zip(rooms, ORDER, strict=True) if turned}
    assert read(dressed).document.layout == plan.layout
    printed = to_pdf(dressed)
    assert landscapes(printed) == ORDER
    with pypdfium2.PdfDocument(printed) as file:
        assert all("House of Tides" in page.get_textpage().get_text_range() for page in file)
    assert faults(dressed) == []
