from __future__ import annotations

from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

import docx
import pytest
from docx.shared import Mm, Pt, RGBColor
from msgspec.structs import replace

from tests.documents import PROPERTIES, TERMS, picture, sample
from workplan.design.theme import theme
from workplan.document.tree import Block, Document
from workplan.word import write


def of(*blocks: Block, numbered: bool = False) -> Document:
    """A document of these blocks, without notes."""
    return Document(replace(PROPERTIES, numbered=numbered), TERMS, blocks, ())


def written(*blocks: Block, numbered: bool = False) -> bytes:
    return write(of(*blocks, numbered=numbered), theme())


def packed(entries: dict[str, bytes]) -> bytes:
    """A ZIP archive of these entries, whatever is in them."""
    file = BytesIO()
    with ZipFile(file, "w", ZIP_DEFLATED) as archive:
        for name, data in entries.items():
            archive.writestr(ZipInfo(name), data, ZIP_DEFLATED)
    return file.getvalue()


@pytest.fixture(scope="session")
def sample_docx() -> bytes:
    return write(sample(), theme())


@pytest.fixture(scope="session")
def right_to_left() -> Document:
    properties = replace(sample().properties, language="ar", direction="rtl")
    return replace(sample(), properties=properties)


@pytest.fixture(scope="session")
def house() -> bytes:
    """A house template as an office keeps one: own page, numbered Heading 1, header with a logo."""
    made = docx.Document()
    section = made.sections[0]
    section.page_width, section.page_height = Mm(216), Mm(279)
    section.left_margin = section.right_margin = Mm(30)
    heading = made.styles["Heading 1"]
    heading.font.size, heading.font.color.rgb = Pt(20), RGBColor(0x7B, 0x00, 0x2C)
    # python-docx's own template numbers with w:num 5; a house would do the same in Word's dialogue.
    properties = heading.element.get_or_add_pPr()
    properties.get_or_add_numPr().get_or_add_numId().val = 5
    header = section.header.paragraphs[0]
    header.text = "House of Tides"
    header.add_run().add_picture(BytesIO(picture(40, 20).data), width=Mm(20))
    section.footer.paragraphs[0].text = "House footer"
    made.add_paragraph("The house’s own text, which nobody wants.")
    file = BytesIO()
    made.save(file)
    return file.getvalue()
