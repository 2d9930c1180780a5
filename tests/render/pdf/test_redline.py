"""Redlines and drafts in print: the tags with pikepdf, the page with poppler, shapes with pdfium."""

from __future__ import annotations

import ctypes
import subprocess
from collections.abc import Iterator
from io import BytesIO

import pikepdf
import pypdfium2
from msgspec.structs import replace
from pypdfium2 import raw

from tests.documents import came, drafted, redlined, sample
from tests.printing import print_pdf
from tests.render.pdf.test_structure import kids, of_type
from workplan.design.theme import theme
from workplan.document.tree import Paragraph, Text

WIDTH, MARGIN = 210 / 25.4 * 72, 25 / 25.4 * 72

GREY = tuple(bytes.fromhex(theme().colours["watermark"][1:]))

Box = tuple[float, float, float, float]  # left, bottom, right, top


def spans(pdf: pikepdf.Pdf) -> list[tuple[str, str]]:
    """How each marked stretch is decorated, and what is heard where it begins."""
    found = []
    for span in of_type(pdf, "Span"):
        if "/Alt" not in span:
            sign = kids(span)[0]
            assert sign.S == "/Span"
            found.append((str(span.A.TextDecorationType)[1:], str(sign.Alt)))
    return found


def test_marked_words_begin_with_a_sign_that_says_what_they_are(redline_pdf: bytes) -> None:
    with pikepdf.open(BytesIO(redline_pdf)) as pdf:
        found = spans(pdf)
    assert set(found) == {("Underline", "inserted: "), ("LineThrough", "deleted: ")}
    assert found[:2] == [("LineThrough", "deleted: "), ("Underline", "inserted: ")]


def test_the_words_themselves_and_their_links_and_notes_stay_what_they_are(redline_pdf: bytes) -> None:
    # With an Alt on the whole Span a reader would say that, and neither link nor note.
    with pikepdf.open(BytesIO(redline_pdf)) as pdf:
        marked = [span for span in of_type(pdf, "Span") if "/Alt" not in span]
        inside = {str(kid.S) for span in marked for kid in kids(span) if "/S" in kid}
        assert {"/Link", "/Reference", "/Note", "/Figure"} <= inside
        assert {str(note.ID) for note in of_type(pdf, "Note")} == {"note.gone", "note.came", "note.status"}


def text(pdf: bytes) -> str:
    return subprocess.run(
        ["pdftotext", "-raw", "-", "-"], input=pdf, capture_output=True, check=True
    ).stdout.decode()


def test_signs_and_watermark_are_no_words(redline_pdf: bytes) -> None:
    words = text(redline_pdf)
    assert "2031-20332032-2034" in words
    assert not {"¶", "↑", "↓", "→", "←", "DRAFT"} & set(words)
    assert "DRAFT" not in words and "inserted" not in words


def test_a_draft_breaks_its_lines_as_the_edition_does() -> None:
    """But for the running head, which a draft has on its first page too."""
    head = sample().properties.running_head
    lines = [text(print_pdf(each)).splitlines() for each in (drafted(sample()), sample())]
    draft, edition = ([line for line in each if line.strip("\f") != head] for each in lines)
    assert draft == edition


def paths(pdf: bytes) -> Iterator[tuple[int, Box, tuple[int, ...]]]:
    """Page, bounds and colour of every filled shape."""
    with pypdfium2.PdfDocument(pdf) as document:
        for number, page in enumerate(document):
            for item in page.get_objects(filter=[raw.FPDF_PAGEOBJ_PATH]):
                rgba = [ctypes.c_uint() for _ in "rgba"]
                raw.FPDFPageObj_GetFillColor(item.raw, *rgba)
                yield number, item.get_bounds(), tuple(part.value for part in rgba[:3])


def bars(pdf: bytes) -> list[tuple[int, Box]]:
    """What is painted in black beside the text block of the page."""
    left, right = MARGIN, WIDTH - MARGIN
    return [
        (page, box)
        for page, box, colour in paths(pdf)
        if colour == (0, 0, 0) and (box[2] < left - 1 or box[0] > right + 1)
    ]


def test_bars_stand_in_the_margin_beside_what_changed(redline_pdf: bytes) -> None:
    found = bars(redline_pdf)
    assert len(found) == 25
    assert {round(box[2], 1) for _, box in found} == {round(MARGIN - 9, 1)}


def test_from_right_to_left_the_bars_are_on_the_right() -> None:
    document = redlined()
    properties = replace(document.properties, direction="rtl", language="ar")
    found = bars(print_pdf(replace(document, properties=properties)))
    assert {round(box[0], 1) for _, box in found} == {round(WIDTH - MARGIN + 9, 1)}


def test_a_bar_goes_on_with_its_paragraph_on_the_next_page() -> None:
    document = redlined()
    long = Paragraph("long", (Text("Many words. " * 800), came("And more.")))
    found = bars(print_pdf(replace(document, blocks=(long,), notes=())))
    assert [page for page, _ in found] == list(range(len(found))) and len(found) > 1


def test_the_watermark_lies_across_every_page() -> None:
    for language, word in (
        ("en", "Draft"),
        ("th", "ฉบับร่าง"),
        ("ar", "مسودة"),
        ("en", "Provisional version " * 3),
    ):
        document = drafted(sample())
        terms = replace(document.terms, draft=word.strip())
        properties = replace(document.properties, language=language)
        pdf = print_pdf(replace(document, terms=terms, properties=properties))
        with pikepdf.open(BytesIO(pdf)) as file:
            pages = [[*pikepdf.parse_content_stream(page)] for page in file.pages]
        for instructions in pages:
            operands = next(o for o, name in instructions if str(name) == "BDC" and "/Watermark" in str(o))
            assert str(operands[0]) == "/Artifact"
            assert (str(operands[1].Type), str(operands[1].Subtype)) == ("/Pagination", "/Watermark")
        first = [box for page, box, colour in paths(pdf) if colour == GREY and page == 0]
        ((left, bottom, right, top),) = first
        assert 20 < left < 250 and 345 < right < 575, word
        assert abs((left + right) / 2 - 297.6) < 25 and abs((bottom + top) / 2 - 420.9) < 25


def test_an_edition_has_neither() -> None:
    pdf = print_pdf(sample())
    assert bars(pdf) == []
    assert not [box for _, box, colour in paths(pdf) if colour == GREY]
