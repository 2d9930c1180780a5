"""Rows that may be about as tall as a page may break: no word of them is hidden."""

from __future__ import annotations

import re
from io import BytesIO

import docx
import pypdfium2
import pytest
from docx.shared import Mm, Pt
from fontTools.ttLib import TTFont
from msgspec.structs import replace

from tests.documents import PROPERTIES, TERMS, paragraph
from tests.documents import sample as plan
from tests.libreoffice import to_pdf
from tests.review.matrix.samples import sample
from tests.word.reading import W, find, parts, xml
from workplan.design.theme import theme
from workplan.document.tree import (
    Block,
    Cell,
    Document,
    Note,
    NoteReference,
    Paragraph,
    Revision,
    Row,
    Table,
    Text,
)
from workplan.document.walking.walk import plain
from workplan.render.pdf.fonts import font_files
from workplan.review.matrix import as_document
from workplan.text.size import line_height, width
from workplan.word import write

BY = Revision("Ann")
THREE = (0.5, 0.2, 0.3)
#: A sentence of each script, and how much broader than it is its estimate may be.
SENTENCES = {
    "Continue to advance the Policy Guide on Following the Money, 2021-2023; UNODC & IOM.": 1.3,
    "ASSOCIATION OF SOUTHEAST ASIAN NATIONS": 1.3,
    "ประเทศไทยจะดำเนินการต่อไปเพื่อให้ความร่วมมือ": 1.3,
    "ប្រទេសកម្ពុជានឹងបន្តកិច្ចសហប្រតិបត្តិការ": 1.6,
    "ستواصل المجموعة العمل على تعزيز التعاون": 1.3,
    "Рабочая группа продолжит сотрудничество": 1.3,
    "Nhóm công tác sẽ tiếp tục hợp tác với các nước": 1.3,
}


def numbered(tag: str, count: int) -> str:
    """Words that can be told from all others."""
    return " ".join(f"{tag}x{n:03d}" for n in range(count))


def row(name: str, words: str, *marked: Text) -> Row:
    first = Paragraph(f"{name}.a.1", (Text(words), *marked) if words else marked)
    return Row(name, (Cell(f"{name}.a", (first,)), cell(f"{name}.b", "x"), cell(f"{name}.c", "y")))


def cell(name: str, *texts: str) -> Cell:
    return Cell(name, tuple(paragraph(f"{name}.{n}", text) for n, text in enumerate(texts, 1)))


def table(name: str, tall: Row, head: str = "Action", widths: tuple[float, ...] = THREE) -> Table:
    return Table(name, "words", widths, row(f"{name}.head", head), (tall, row(f"{name}.last", "After it")))


def whole(file: bytes) -> list[bool]:
    """Of each row of the file, whether it is kept whole."""
    rows = xml(file, "word/document.xml").iter(f"{W}tr")
    kept = (find(each, "w:trPr/w:cantSplit") for each in rows)
    return [bool(each) and each[0].get(f"{W}val") != "off" for each in kept]


def wrote(*blocks: Block, notes: tuple[Note, ...] = (), house: bytes | None = None) -> bytes:
    return write(Document(PROPERTIES, TERMS, blocks, notes), theme(), house)


def test_only_a_row_that_may_be_tall_breaks() -> None:
    """Before, no row did, and LibreOffice showed 174 of 180 words."""
    for count, kept in ((60, True), (180, False), (2000, False)):
        assert whole(wrote(table("t", row("r", numbered("wordword", count))))) == [True, kept, True]


def test_what_makes_a_row_tall() -> None:
    """Narrow columns, several paragraphs, old words beside new ones, a note, words that cannot be broken."""
    narrow = table("t", row("r", numbered("wordword", 60)), widths=(0.1, 0.2, 0.7))
    many = table("t", Row("r", (cell("r.a", *["word"] * 40), cell("r.b", "x"), cell("r.c", "y"))))
    old, new = Text(numbered("olderold", 60), deleted=BY), Text(numbered("newernew", 60), inserted=BY)
    redline = table("t", row("r", "", old, new))
    unbroken = table("t", row("r", "w" * 1500))
    for made in (narrow, many, redline, unbroken):
        assert whole(wrote(made)) == [True, False, True]
    called = Paragraph("r.a.1", (Text("word"), NoteReference("note.n", 1)))
    noted = table("t", Row("r", (Cell("r.a", (called,)), cell("r.b", "x"), cell("r.c", "y"))))
    note = Note("note.n", 1, (Text(numbered("wordword", 600)),))
    assert whole(wrote(noted, notes=(note,))) == [True, False, True]


def test_under_a_tall_header_lower_rows_break_and_a_taller_one_does_so_itself() -> None:
    short = row("r", numbered("wordword", 80))
    assert whole(wrote(table("t", short, numbered("wordword", 60)))) == [True, False, True]
    assert whole(wrote(table("t", short, numbered("wordword", 300)))) == [False, False, False]


def test_a_house_s_page_and_letters_count() -> None:
    words = row("r", numbered("wordword", 40))
    assert whole(wrote(table("t", words), house=house())) == [True, True, True]
    assert whole(wrote(table("t", words), house=house(height=120))) == [True, False, True]
    assert whole(wrote(table("t", words), house=house(size=24))) == [True, False, True]


def house(height: int = 297, size: float | None = None) -> bytes:
    made = docx.Document()
    made.sections[0].page_height = Mm(height)
    if size:
        made.styles.add_style("Table Text", 1).font.size = Pt(size)
    file = BytesIO()
    made.save(file)
    return file.getvalue()


def test_no_row_has_a_height_of_its_own() -> None:
    assert b"trHeight" not in b"".join(parts(wrote(table("t", row("r", "words")))).values())


@pytest.mark.parametrize("words", SENTENCES)
def test_estimates_are_a_little_larger_than_the_fonts_say(words: str) -> None:
    fonts = [TTFont(path, lazy=True) for path in font_files()]
    broad = tall = 0.0
    for letter in words:
        font = next(font for font in fonts if ord(letter) in font.getBestCmap())
        em, head = font["head"].unitsPerEm, font["hhea"]
        broad += font["hmtx"][font.getBestCmap()[ord(letter)]][0] / em
        tall = max(tall, (head.ascent - head.descent + head.lineGap) / em)
    assert broad <= width(words) <= broad * SENTENCES[words]
    assert tall / 1.3 <= line_height(words) <= tall * 1.4


@pytest.mark.slow
def test_libreoffice_shows_every_word() -> None:
    """Lengths up to and over a page, in one document. Before, 16 of these 30 tables lost words: of 190 that
    fill a page less its header, LibreOffice showed 174, and 68 of 140 below a header of half a page."""
    blocks: list[Block] = []
    notes: list[Note] = []
    wanted: dict[str, int] = {}

    def tag(count: int) -> str:
        name = f"{'abcdefghijklmnopqrstuvwxyz'[len(wanted) % 26]}{'klmnop'[len(wanted) // 26]}wordword"
        wanted[name] = count
        return name

    def add(tall: Row, head: str = "Action") -> None:
        number = len(blocks)
        blocks.extend((paragraph(f"p{number}", "Words"), replace(table(f"t{number}", tall, head))))

    for count in (110, 150, 172, 181, 190, 199, 280):
        add(row(f"r{len(blocks)}", numbered(tag(count), count)))
    for count in (75, 90, 100, 120):  # as many old words as new ones
        old = Text(numbered(tag(count), count), deleted=BY)
        add(row(f"r{len(blocks)}", "", old, Text(numbered(tag(count), count), inserted=BY)))
    for header, count in ((60, 110), (60, 190), (100, 80), (140, 60), (140, 140), (180, 68), (260, 60)):
        add(row(f"r{len(blocks)}", numbered(tag(count), count)), numbered(tag(header), header))
    for count in (120, 160, 190):
        name = f"note.n{count}"
        notes.append(Note(name, len(notes) + 1, (Text(numbered(tag(120), 120)),)))
        words = (Text(numbered(tag(count), count)), NoteReference(name, len(notes)))
        made = row(f"r{len(blocks)}", "")
        cells = (Cell(made.cells[0].id, (Paragraph(f"r{len(blocks)}.a.1", words),)), *made.cells[1:])
        add(replace(made, cells=cells))
    shown = _shown(to_pdf(wrote(*blocks, notes=tuple(notes))))
    assert {name: len(set(re.findall(rf"{name}x(\d\d\d)", shown))) for name in wanted} == wanted


@pytest.mark.slow
def test_libreoffice_shows_every_word_of_another_script() -> None:
    """Thai, whose lines are taller than Latin ones. The words are counted."""
    counts = (60, 90, 110, 130, 150, 170, 190, 220)
    blocks = [
        block
        for count in counts
        for block in (
            paragraph(f"p{count}", "Words"),
            table(f"t{count}", row(f"r{count}", "ประเทศไทย " * count)),
        )
    ]
    shown = _shown(to_pdf(wrote(*blocks)))
    assert shown.count("ประเทศไทย") == sum(counts)


@pytest.mark.slow
def test_libreoffice_shows_every_word_of_a_redline_in_thai_and_of_a_matrix() -> None:
    """Old words beside new ones, and the proposals of a comment matrix in its narrow columns."""
    counts = (30, 40, 50, 60, 75, 90, 110)
    blocks: list[Block] = []
    for count in counts:
        old, new = Text("ประเทศไทย " * count, deleted=BY), Text("สมาชิก " * count, inserted=BY)
        blocks += [paragraph(f"p{count}", "Words"), table(f"t{count}", row(f"r{count}", "", old, new))]
    shown = _shown(to_pdf(wrote(*blocks)))
    assert [shown.count("ประเทศไทย"), shown.count("สมาชิก")] == [sum(counts)] * 2

    (first, *_) = sample().amendments
    proposals = tuple(
        replace(first, number=n, proposed=(Text(numbered(f"{name}wordword", count)),))
        for n, (name, count) in enumerate(
            zip("abcdefgh", (70, 90, 110, 130, 150, 170, 190, 210), strict=True), 1
        )
    )
    paper = as_document(replace(sample(), amendments=proposals), plan())
    shown = _shown(to_pdf(write(paper, theme())))
    for each in proposals:
        words = set(re.findall(r"\w\w+x\d\d\d", plain(each.proposed)))
        assert {word for word in words if word not in shown} == set()


def _shown(pdf: bytes) -> str:
    pages = pypdfium2.PdfDocument(BytesIO(pdf))
    return re.sub(r"\s+", "", "".join(page.get_textpage().get_text_range() for page in pages))
