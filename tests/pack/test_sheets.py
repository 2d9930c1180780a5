"""The pages of a pack that are its own: contents over several pages, numbers in the middle of each foot."""

from __future__ import annotations

import re
from io import BytesIO
from unittest.mock import patch

import pikepdf
import pypdfium2
import pytest

from tests.pack.ownership import faults
from tests.pack.papers import pack, paper
from tests.pack.test_merge import made as official
from workplan.content.words.pack import PackWords
from workplan.pack import Divider, Front, Pack
from workplan.pack.pages import sheets
from workplan.pack.pages.numbers import FOOT
from workplan.verify import pdf as pdf_passages

THAI = PackWords(page="ชุดเอกสาร หน้า {page} จาก {pages}")
ARABIC = PackWords(contents="المحتويات", page="الحزمة ص. {page} من {pages}")


def long_contents(recto: bool = False) -> Pack:
    """As many entries as fill more pages than were guessed."""
    dividers = [
        Divider(
            title=f"Paper number {n} with a title that is as long as titles are, and longer", label=f"WP.{n}"
        )
        for n in range(1, 30)
    ]
    return pack(Front("Long", recto=recto), [*dividers, paper("plan", "WP.99")])


@pytest.fixture(scope="module")
def made() -> Pack:
    with patch.object(sheets, "_LINES", 1000):  # so that the first guess, one page, is wrong
        return long_contents()


def test_contents_over_several_pages_have_true_numbers(made: Pack) -> None:
    first = made.starts[0]
    assert first > 2
    assert made.starts == tuple(range(first, first + 30))
    entries = [p.text.replace("\n", " ") for p in pdf_passages.read(made.pdf) if p.kind == "entry"]
    assert [int(text.rpartition(" ")[2]) for text in entries] == list(made.starts)
    assert faults(made.pdf, made.starts) == []


def test_a_guess_makes_no_difference(made: Pack) -> None:
    assert long_contents().pdf == made.pdf


def test_each_entry_is_one_link_to_the_first_page_of_its_paper(made: Pack) -> None:
    """Before, bold words in a link were another link over the first."""
    with pikepdf.open(BytesIO(made.pdf)) as pdf:
        places = dict(pikepdf.NameTree(pdf.Root.Names.Dests).items())
        pages = [page.obj.objgen for page in pdf.pages]
        links = [link for page in list(pdf.pages)[: made.starts[0] - 1] for link in page.obj.Annots]
        goals = [pages.index(places[str(link.Dest)][0].objgen) + 1 for link in links]
        assert goals == list(made.starts)
        contents = pdf.Root.StructTreeRoot.K[0].K[0].K[-1]
        assert {str(kid.S) for kid in contents.K} == {"/TOCI"}
        assert str(contents.S) == "/TOC"


@pytest.mark.parametrize(
    ("front", "pattern"),
    [
        (Front("أرقام", language="ar", direction="rtl", words=ARABIC), r"6\s*\D+\s*{}|{}\s*\D+\s*6"),
        (Front("Thai", language="th", words=THAI), "ชุดเอกสาร หน้า {} จาก 6"),
    ],
    ids=["arabic", "thai"],
)
def test_the_number_stands_in_the_middle_of_the_foot_of_each_page(front: Front, pattern: str) -> None:
    """Of Arabic the numbers alone are compared: an artifact says nothing, and its glyphs are no letters."""
    made = pack(front, [paper("plan"), paper("arabic"), Divider(title="End")])
    assert made.pages == 6
    with pypdfium2.PdfDocument(made.pdf) as document:
        for number, page in enumerate(document, start=1):
            text, wide = page.get_textpage(), page.get_width()
            found = " ".join(text.get_text_bounded(0, 0, wide, FOOT + 10).split())
            assert re.search(pattern.format(number, number), found), found
            boxes = [text.get_charbox(n) for n in range(text.count_chars())]
            foot = [box for box in boxes if box[3] < FOOT + 10]
            middle = (min(box[0] for box in foot) + max(box[2] for box in foot)) / 2
            assert abs(middle - wide / 2) < 2
            assert min(box[1] for box in foot) > 10


def test_numbers_are_artifacts_in_an_embedded_font() -> None:
    with pikepdf.open(BytesIO(official().pdf)) as pdf:
        for page in pdf.pages:
            last = page.obj.Contents[-1].read_bytes()
            assert b"/Artifact <</Type /Pagination /Subtype /Footer" in last
            assert b"MCID" not in last
            font = page.obj.Resources.Font.Pack0
            assert "/FontFile2" in font.DescendantFonts[0].FontDescriptor
