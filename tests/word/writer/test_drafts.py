"""Drafts in Word: what they say of themselves on each page, in our looks and in a house's."""

from __future__ import annotations

from io import BytesIO

import docx
import pytest
from docx.shared import Mm
from lxml import etree

from tests.documents import PROPERTIES, drafted, sample
from tests.libreoffice import to_pdf
from tests.word.reading import NS, W, find, parts, xml
from tests.word.writer.test_libreoffice import shown
from tests.word.writer.test_valid import faults
from workplan import __version__
from workplan.design.theme import theme
from workplan.word import write

HEAD = "Forward Work Plan 2031-33 · Edition 2031"
_TYPE, _ID = f"{W}type", f"{{{NS['r']}}}id"


def headers(file: bytes) -> dict[str, etree._Element]:
    """The headers of the section by their types."""
    section = find(xml(file, "word/document.xml"), "w:body/w:sectPr")[0]
    targets = {r.get("Id"): r.get("Target") for r in xml(file, "word/_rels/document.xml.rels")}
    return {
        reference.get(_TYPE, ""): xml(file, f"word/{targets[reference.get(_ID)]}")
        for reference in find(section, "w:headerReference")
    }


def said(header: etree._Element) -> str:
    return "".join(text.text or "" for text in header.iter(f"{W}t"))


def watermarks(header: etree._Element) -> list[str]:
    return [path.get("string", "") for path in header.iter("{urn:schemas-microsoft-com:vml}textpath")][1::2]


@pytest.fixture(scope="module")
def draft() -> bytes:
    return write(drafted(sample()), theme())


def test_the_first_page_of_a_draft_has_the_running_head_too(draft: bytes) -> None:
    """Without it, nothing but the watermark said so on the page that everybody looks at."""
    found = headers(draft)
    assert {type_: said(header) for type_, header in found.items()} == {"default": HEAD, "first": HEAD}
    assert [watermarks(header) for header in found.values()] == [["DRAFT"]] * 2
    issued = headers(write(sample(), theme()))
    assert {type_: said(header) for type_, header in issued.items()} == {"default": HEAD, "first": ""}
    assert faults(draft) == []


@pytest.mark.slow
def test_libreoffice_shows_it_on_every_page(draft: bytes) -> None:
    pages = shown(to_pdf(draft))
    assert len(pages) > 1 and all(page.count(HEAD) == 1 for page in pages)


def house_of(first: bool, header: bool, even: bool) -> bytes:
    made = docx.Document()
    section = made.sections[0]
    section.footer.paragraphs[0].text = "House footer"
    section.different_first_page_header_footer = first
    made.settings.odd_and_even_pages_header_footer = even
    if header:
        section.header.paragraphs[0].text = "House of Tides"
    buffer = BytesIO()
    made.save(buffer)
    return buffer.getvalue()


@pytest.mark.parametrize("first", [True, False])
@pytest.mark.parametrize("header", [True, False])
@pytest.mark.parametrize("even", [True, False])
def test_a_house_s_headers_get_the_watermark(first: bool, header: bool, even: bool) -> None:
    """On every kind of page that it has, whether it has a header of its own there or not."""
    house = house_of(first, header, even)
    made = write(drafted(sample()), theme(), house)
    found = headers(made)
    assert set(found) == {"default"} | ({"first"} if first else set()) | ({"even"} if even else set())
    assert {type_: watermarks(each) for type_, each in found.items()} == {type_: ["DRAFT"] for type_ in found}
    assert said(found["default"]) == ("House of Tides" if header else "") + PROPERTIES.running_head
    assert faults(made) == []
    assert write(drafted(sample()), theme(), house) == made
    issued = headers(write(sample(), theme(), house))
    assert not any(watermarks(each) for each in issued.values())


def test_a_logo_in_a_header_stays(house: bytes) -> None:
    made = write(drafted(sample()), theme(), house)
    opened = docx.Document(BytesIO(made)).sections[0].header
    assert [each.text for each in opened.paragraphs] == ["House of Tides", PROPERTIES.running_head]
    assert any(r.reltype.endswith("/image") for r in opened.part.rels.values())
    assert watermarks(headers(made)["default"]) == ["DRAFT"]
    assert faults(made) == []


def test_a_header_all_in_a_table_gets_a_paragraph() -> None:
    made = docx.Document()
    header = made.sections[0].header
    header.is_linked_to_previous = False
    header._element.remove(header.paragraphs[0]._element)
    header.add_table(1, 1, Mm(100)).cell(0, 0).text = "House of Tides"
    buffer = BytesIO()
    made.save(buffer)
    file = write(drafted(sample()), theme(), buffer.getvalue())
    assert watermarks(headers(file)["default"]) == ["DRAFT"]
    assert faults(file) == []


def test_the_file_names_the_program_and_its_version(draft: bytes) -> None:
    """In a property of its own, which editors keep; AppVersion must be of the form XX.YYYY."""
    properties = etree.fromstring(parts(draft)["docProps/custom.xml"])
    named = {each.get("name"): "".join(map(str, each.itertext())) for each in properties}
    assert named == {"Edition": "2031", "Draft": "true", "Producer": f"workplan {__version__}"}
