"""The file in a real editor: what LibreOffice shows, and what it keeps when it saves."""

from __future__ import annotations

import re
from io import BytesIO

import pypdfium2
import pytest
from msgspec.structs import replace

from tests.documents import paragraph, sample
from tests.libreoffice import to_docx, to_pdf
from tests.render.pdf.test_typography import groups, together
from tests.word.conftest import of
from tests.word.reading import bookmarks, find, instructions, xml
from workplan.design.theme import theme
from workplan.document.tree import Document, Heading, List, ListItem, Paragraph, Reference, Text
from workplan.word import write

pytestmark = pytest.mark.slow


def shown(pdf: bytes) -> list[str]:
    """The words of each page, spaces made one."""
    document = pypdfium2.PdfDocument(BytesIO(pdf))
    return [re.sub(r"\s+", " ", page.get_textpage().get_text_bounded()) for page in document]


@pytest.fixture(scope="module")
def pages(sample_docx: bytes) -> list[str]:
    return shown(to_pdf(sample_docx))


@pytest.fixture(scope="module")
def saved(sample_docx: bytes) -> bytes:
    return to_docx(sample_docx)


def test_labels_notes_references_and_page_numbers_are_what_the_tree_says(pages: list[str]) -> None:
    # Without spaces: around a raised number they are the extraction's guess.
    everything = "".join("".join(pages).split())
    for words in (
        '1. Calm seas1 2. New risks, including: a. The role of drones b. Storms <at> "sea" & shore.',
        "Members’ interest2",
        "2. Measure the tide at station 2, every day, in every season (linked priority 1,2)",
        "Appendix A: Background",
        "See priority 2, Action Items and the second station.4 As said above1.",
        "4 Tide Tables, 2030. tides@example.org",
        f"Page 1 of {len(pages)}",
    ):
        assert "".join(words.split()) in everything


def test_the_running_head_is_on_every_page_but_the_first(pages: list[str]) -> None:
    assert len(pages) > 1
    assert ["Edition 2031" in page for page in pages] == [False, *[True] * (len(pages) - 1)]


def test_references_show_what_the_document_says() -> None:
    """LibreOffice works fields out again: a number, one in its full context, an appendix's."""
    below = List("l2", "lower-alpha", tuple(_item(f"s{n}", f"{n}.") for n in "ab"))
    second = _item("two", "2.")
    document = of(
        List("l1", "decimal", (_item("one", "1."), replace(second, blocks=(*second.blocks, below)))),
        Heading("background", 1, (Text("Background"),), "Appendix A:"),
        Paragraph(
            "p",
            (
                Text("See "), Reference("background", "Appendix A", "number"), Text(", priority "),
                Reference("two", "2", "number"), Text(" and "), Reference("sb", "2.b", "number"), Text("."),
            ),
        ),
    )  # fmt: skip
    assert "See Appendix A, priority 2 and 2.b." in shown(to_pdf(write(document, theme())))[0]


def _item(name: str, label: str) -> ListItem:
    return ListItem(name, label, (paragraph(f"{name}.text", "words"),))


def test_a_document_from_the_right_opens(right_to_left: Document) -> None:
    # One line more: LibreOffice 7.4 lays the sample out for ever where the call of its last note
    # falls on the last line of the page of a table whose header has notes. Word was not tried.
    document = replace(right_to_left, blocks=(paragraph("more", "More"), *right_to_left.blocks))
    assert "Calm means waves" in " ".join(shown(to_pdf(write(document, theme()))))


def test_a_document_in_the_house_s_clothes_opens(house: bytes) -> None:
    dressed = shown(to_pdf(write(sample(), theme(), house)))
    assert all("House of Tides" in page for page in dressed)


def test_saving_keeps_bookmarks_fields_and_repeated_heads(sample_docx: bytes, saved: bytes) -> None:
    before, after = xml(sample_docx, "word/document.xml"), xml(saved, "word/document.xml")
    # An empty cell's bookmark is written twice in its place; none is lost or moved elsewhere.
    assert list(dict.fromkeys(sorted(bookmarks(after)))) == sorted(bookmarks(before))
    assert sorted(instructions(after)) == sorted(instructions(before))
    assert len(find(after, "w:body/w:tbl/w:tr/w:trPr/w:tblHeader")) == 1


def test_saving_keeps_what_word_has_no_place_for(saved: bytes) -> None:
    part = xml(saved, "customXml/item1.xml")
    assert part.get("file-stem") == "forward-work-plan-2031-2033"


def test_heading_sentence_and_first_row_stay_together() -> None:
    together(shown(to_pdf(write(groups(), theme()))))
