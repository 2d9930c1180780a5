"""What a screen reader meets: the structure tree, read with pikepdf."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO

import pikepdf
import pytest

from tests.documents import sample
from workplan.design.theme import theme
from workplan.render.pdf.job import job
from workplan.render.pdf.process import PdfProcess


def elements(pdf: pikepdf.Pdf) -> Iterator[pikepdf.Object]:
    """All structure elements, in reading order."""

    def walk(element: pikepdf.Object) -> Iterator[pikepdf.Object]:
        yield element
        for kid in kids(element):
            if kid.get("/Type") == "/StructElem":
                yield from walk(kid)

    yield from walk(pdf.Root.StructTreeRoot.K[0])


def kids(element: pikepdf.Object) -> list[pikepdf.Object]:
    return [kid for kid in element.K if isinstance(kid, pikepdf.Dictionary)]


def types(element: pikepdf.Object) -> list[str]:
    return [str(kid.S)[1:] for kid in kids(element) if kid.get("/Type") == "/StructElem"]


def of_type(pdf: pikepdf.Pdf, name: str) -> list[pikepdf.Object]:
    return [element for element in elements(pdf) if str(element.S) == f"/{name}"]


def test_a_table_over_many_pages_is_one_table(long_pdf: bytes) -> None:
    # WeasyPrint's own tree: a Table with a THead on each page.
    with pikepdf.open(BytesIO(long_pdf)) as pdf:
        assert len(pdf.pages) > 5
        (table,) = of_type(pdf, "Table")
        assert types(table) == ["THead", "TBody"]
        head, body = kids(table)
        assert types(head) == ["TR"]
        assert types(body) == ["TR"] * 40
        assert all(types(row) == ["TD"] * 3 for row in kids(body))


def test_cells_name_their_headers(long_pdf: bytes) -> None:
    with pikepdf.open(BytesIO(long_pdf)) as pdf:
        headers = [str(cell.ID) for cell in of_type(pdf, "TH")]
        assert len(set(headers)) == 3
        assert {str(cell.A[0].Scope) for cell in of_type(pdf, "TH")} == {"/Column"}
        for row in of_type(pdf, "TR")[1:]:
            assert [[str(header) for header in cell.A[0].Headers] for cell in kids(row)] == [
                [header] for header in headers
            ]


def test_a_note_stands_right_after_its_call(sample_pdf: bytes) -> None:
    with pikepdf.open(BytesIO(sample_pdf)) as pdf:
        notes = of_type(pdf, "Note")
        assert [str(note.ID) for note in notes] == [
            "note.calm",
            "note.interest",
            "note.status",
            "note.source",
        ]
        for note in notes:
            siblings = [kid for kid in kids(note.P) if kid.get("/Type") == "/StructElem"]
            reference = siblings[siblings.index(note) - 1]
            assert reference.S == "/Reference"
            (call,) = kids(reference)
            assert call.S == "/Link"
            (annotation,) = [kid.Obj for kid in kids(call)]
            assert str(annotation.Dest) == str(note.ID)
            assert str(annotation.Contents).startswith("Note ")
            (label,) = [kid for kid in kids(note) if kid.S == "/Lbl"]
            (back,) = kids(label)
            assert str(kids(back)[0].Obj.Dest) == f"call_{note.ID}"


def test_header_notes_are_read_once_and_their_calls_link_on_every_page(long_pdf: bytes) -> None:
    with pikepdf.open(BytesIO(long_pdf)) as pdf:
        notes = [str(note.ID) for note in of_type(pdf, "Note")]
        assert notes.count("note.interest") == notes.count("note.status") == 1
        table_pages = sum("note.interest" in _destinations(page) for page in pdf.pages)
        (link,) = kids(of_type(pdf, "Reference")[1])
        assert link.S == "/Link"
        assert len(kids(link)) == table_pages > 5


def _destinations(page: pikepdf.Page) -> list[str]:
    return [str(annotation.get("/Dest")) for annotation in page.obj.get("/Annots", [])]


def test_lists_have_labels_and_bodies(sample_pdf: bytes) -> None:
    with pikepdf.open(BytesIO(sample_pdf)) as pdf:
        assert all(types(item) == ["Lbl", "LBody"] for item in of_type(pdf, "LI"))
        assert [str(list_.A.ListNumbering) for list_ in of_type(pdf, "L")] == [
            "/Disc", "/Disc", "/Decimal", "/LowerAlpha",
        ]  # fmt: skip


def test_a_numbered_paragraph_has_a_label(numbered_pdf: bytes) -> None:
    """Its number is announced as a label, on whatever page; what stands in an appendix has none."""
    with pikepdf.open(BytesIO(numbered_pdf)) as pdf:
        assert len(pdf.pages) > 1
        assert [types(each)[0] for each in of_type(pdf, "P") if "Lbl" in types(each)] == ["Lbl"] * 40
        assert [str(list_.A.ListNumbering) for list_ in of_type(pdf, "L")] == ["/LowerAlpha", "/LowerRoman"]


def test_what_no_reader_should_meet_is_an_artifact(long_pdf: bytes) -> None:
    """Running heads, page numbers and repeated table headers: outside the tree, marked as pagination."""
    with pikepdf.open(BytesIO(long_pdf)) as pdf:
        for number, sheet in enumerate(pdf.pages):
            marked, artifacts = _marked(sheet)
            known = {
                mcid
                for mcid, element in enumerate(_parent_tree(pdf)[number])
                if isinstance(element, pikepdf.Dictionary)
            }
            assert marked == known
            assert "/Pagination" in artifacts


def _marked(sheet: pikepdf.Page) -> tuple[set[int], list[str]]:
    marked, artifacts = set(), []
    for operands, operator in pikepdf.parse_content_stream(sheet):
        if str(operator) == "BDC" and str(operands[0]) == "/Artifact":
            artifacts.append(str(operands[1].Type))
        elif str(operator) == "BDC":
            marked.add(int(operands[1].MCID))
    return marked, artifacts


def _parent_tree(pdf: pikepdf.Pdf) -> dict[int, pikepdf.Object]:
    numbers = pdf.Root.StructTreeRoot.ParentTree.Nums
    return {int(key): value for key, value in zip(numbers[::2], numbers[1::2], strict=True)}


def test_a_figure_has_its_words_and_its_place(sample_pdf: bytes) -> None:
    with pikepdf.open(BytesIO(sample_pdf)) as pdf:
        (figure,) = of_type(pdf, "Figure")
        assert str(figure.Alt) == "A chart of the tides in March"
        left, bottom, right, top = (float(value) for value in figure.A.BBox)
        width, height = (float(value) for value in pdf.pages[0].mediabox[2:])
        assert 0 <= left < right <= width
        assert 0 <= bottom < top <= height


@pytest.mark.parametrize("display", ["inline", "block", "inline-block"])
def test_a_picture_that_cannot_be_loaded_has_its_place(display: str) -> None:
    """Before, the figure of its words had none, since only a picture's own box was asked for it."""
    html = f"""<html lang="en"><head><title>x</title></head><body><p>Words
      <img src="data:image/png;base64,none" alt="A chart" style="display: {display}"></p></body></html>"""
    with PdfProcess() as process:
        made = process.print(job(sample(), theme()) | {"html": html})
    with pikepdf.open(BytesIO(made)) as pdf:
        (figure,) = of_type(pdf, "Figure")
        left, bottom, right, top = (float(value) for value in figure.A.BBox)
        width, height = (float(value) for value in pdf.pages[0].mediabox[2:])
        assert 0 <= left < right <= width
        assert 0 <= bottom < top <= height


def test_letters_that_glyphs_hide_are_said(sample_pdf: bytes) -> None:
    """Arabic and Thai glyphs are not letters one by one: the words stand in ActualText."""
    with pikepdf.open(BytesIO(sample_pdf)) as pdf:
        said = [
            str(operands[1].ActualText)
            for sheet in pdf.pages
            for operands, operator in pikepdf.parse_content_stream(sheet)
            if str(operator) == "BDC" and "/ActualText" in operands[1]
        ]
    assert any("العربية" in text for text in said)
