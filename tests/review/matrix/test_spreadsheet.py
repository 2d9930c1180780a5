"""The matrix as a spreadsheet, seen from outside: through lxml, openpyxl and LibreOffice."""

from __future__ import annotations

import csv
from io import BytesIO, StringIO
from zipfile import ZipFile

import pytest
from hypothesis import given
from lxml import etree
from msgspec.structs import replace
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from tests.libreoffice import CSV, XLSX, Office
from tests.review.matrix.samples import AUSTRALIA, DATE, long, matrices, sample
from workplan.content.words.matrix import ENGLISH
from workplan.design.theme import theme
from workplan.document.tree import Text
from workplan.errors import OutputError
from workplan.files.spreadsheet.writing import TALLEST, needed_height
from workplan.review.matrix import Besides, Matrix, as_xlsx, decided, impossible, read_matrix
from workplan.review.matrix.columns import Column
from workplan.review.matrix.rows import fingerprint
from workplan.text.characters import printable, with_plain_line_ends

_NS = {"s": "http://schemas.openxmlformats.org/spreadsheetml/2006/main"}


def made(matrix: Matrix) -> bytes:
    return as_xlsx(matrix, theme(), DATE)


def sheet(matrix: Matrix) -> Worksheet:
    found = load_workbook(BytesIO(made(matrix)))["Amendments"]
    assert isinstance(found, Worksheet)
    return found


def part(matrix: Matrix, name: str) -> etree._Element:
    return etree.fromstring(ZipFile(BytesIO(made(matrix))).read(name))


@given(matrices())
def test_what_was_decided_is_read_back(matrix: Matrix) -> None:
    found = read_matrix(made(matrix), "matrix.xlsx")
    assert found.digest == matrix.digest
    assert [(d.number, d.disposition, d.amended, d.remark, d.key) for d in found.decisions] == [
        (a.number, a.disposition, _stripped(a.amended), _stripped(a.remark), fingerprint(a))
        for a in matrix.amendments
    ]


def _stripped(words: str) -> str:
    return with_plain_line_ends(printable(words)).strip()


def test_the_disposition_is_a_drop_down_on_every_row() -> None:
    xml = part(sample(), "xl/worksheets/sheet1.xml")
    choice = next(xml.iterfind(".//s:dataValidation", _NS))
    letter = _letter(Column.DISPOSITION)
    assert choice.get("sqref") == " ".join(f"{letter}{n}" for n in range(2, 6))
    assert choice.findtext("s:formula1", namespaces=_NS) == '"accept,reject,amend,note"'
    assert choice.get("showErrorMessage") == "1"


def _letter(column: Column) -> str:
    return "ABCDEFGHIJKLMN"[list(Column).index(column)]


def test_the_header_is_frozen_filtered_and_printed_on_every_page() -> None:
    found = sheet(long(40))
    assert found.freeze_panes == "C2"
    assert found.auto_filter.ref == "A1:N41"
    assert found.print_title_rows == "$1:$1"
    assert (found.page_setup.orientation, found.page_setup.fitToWidth, found.page_setup.fitToHeight) == (
        "landscape",
        1,
        0,
    )


def test_words_are_never_formulas() -> None:
    for row in sheet(sample()).iter_rows(min_row=2):
        assert {cell.data_type for cell in row} <= {"s", "n", "d", "inlineStr"}
    xml = part(sample(), "xl/worksheets/sheet1.xml")
    assert xml.find(".//s:f", _NS) is None


def test_the_proposed_words_are_a_redline() -> None:
    strings = part(sample(), "xl/worksheets/sheet1.xml")
    runs = {"".join(run.itertext()): run.find("s:rPr", _NS) for run in strings.iterfind(".//s:r", _NS)}
    assert runs["members"].find("s:strike", _NS) is not None
    assert runs["Member States"].find("s:u", _NS) is not None
    assert runs["[^3]"].find("s:vertAlign", _NS).get("val") == "superscript"


def test_a_redlined_cell_is_read_without_its_looks() -> None:
    """Before, a copied cell said "guide membersMember States until 2033"."""
    cells = [
        str(row[list(Column).index(Column.PROPOSED)].value or "") for row in sheet(sample()).iter_rows(2)
    ]
    deadline = sample().amendments[3].present
    assert cells == [
        "guide [deleted: members][inserted: Member States] until 2033",
        "members [deleted: until 2033][inserted: ภาษาไทย]",
        "[inserted: =1+1 _x005F_x0041_ [^3]]",  # escaped, as a cell has it
        f"[deleted: {deadline}][inserted: **{deadline}**]",
        "",  # a comment proposes nothing
    ]


def test_a_comment_can_be_noted_and_no_more() -> None:
    """Before, its row took "accept", which did nothing; then a matrix that had it was refused whole."""
    xml = part(sample(), "xl/worksheets/sheet1.xml")
    choices = {
        each.get("sqref"): each.findtext("s:formula1", namespaces=_NS)
        for each in xml.iterfind(".//s:dataValidation", _NS)
    }
    letter = _letter(Column.DISPOSITION)
    assert choices[f"{letter}6"] == '"amend,note"'
    for word in ("accept", "reject"):
        rows = (*sample().amendments[:4], replace(sample().amendments[4], disposition=word))
        decisions = read_matrix(made(replace(sample(), amendments=rows)), "matrix.xlsx")
        assert decided(sample(), decisions).amendments[4].disposition == "note"
        [problem] = impossible(sample(), decisions)
        assert f'amendment 5 is a comment, which proposes nothing: "{word}" is read as "note"' in str(problem)
        assert f"matrix.xlsx:{letter}6: warning" in str(problem)


@pytest.mark.parametrize("words", ["many words ", "คำในภาษาไทย", "字", "x"])
def test_what_no_row_is_tall_enough_for_goes_on_in_rows_below(words: str) -> None:
    """Before, it was cut off in print, even in the smallest letters."""
    long = words * (12_000 // len(words))
    span = (Text(long, inserted=AUSTRALIA), Text("kept " * 900))
    first, *others = sample().amendments
    matrix = replace(sample(), amendments=(replace(first, present=long, proposed=span), *others))
    found = sheet(matrix)
    place, present, proposed = (
        list(Column).index(column) + 1 for column in (Column.PLACE, Column.PRESENT, Column.PROPOSED)
    )
    numbers = [found.cell(n, 1).value for n in range(2, found.max_row + 1)]
    rows = range(2, 2 + numbers.index(2))
    assert len(rows) > 1 and numbers[:2] == [1, None]
    assert found.cell(3, place).value == f"{first.place} (No. 1, continued)"
    assert "".join(str(found.cell(n, present).value or "") for n in rows) == long
    redline = "".join(str(found.cell(n, proposed).value or "") for n in rows)
    assert redline == f"[inserted: {long}]{'kept ' * 900}"
    for n in rows:
        cells = ((str(found.cell(n, c).value or ""), width) for c, width in ((present, 24), (proposed, 34)))
        height = found.row_dimensions[n].height
        assert needed_height(cells, found.cell(n, present).font.sz) <= height <= TALLEST
    decisions = read_matrix(made(matrix), "matrix.xlsx")
    assert [each.number for each in decisions.decisions] == [row.number for row in matrix.amendments]


def test_a_long_row_is_printed_whole() -> None:
    """Before, what needed more than the height that a row can have was cut off in print."""
    row = replace(sample().amendments[0], proposed=(Text("many words " * 140),))
    found = sheet(replace(sample(), amendments=(row,)))
    size = found.cell(2, 1).font.sz
    assert size < 10 and found.row_dimensions[2].height <= TALLEST
    assert needed_height([("many words " * 140, found.column_dimensions["G"].width)], size) <= TALLEST


def test_what_is_in_no_row_has_a_sheet_of_its_own() -> None:
    book = load_workbook(
        BytesIO(made(replace(sample(), besides=(Besides("", "Fiji.docx: a picture."), Besides("", "=1+1")))))
    )
    assert [cell.value for cell in book["Besides"]["A"]] == [
        "Not in any row",
        "Fiji.docx: a picture.",
        "=1+1",
    ]
    assert book["Besides"]["A3"].data_type == "s"


def test_it_is_the_same_every_time_and_names_nobody() -> None:
    assert made(sample()) == made(sample())
    files = ZipFile(BytesIO(made(sample())))
    assert b"openpyxl" not in b"".join(map(files.read, files.namelist()))


def test_words_that_no_cell_can_hold() -> None:
    row, *rest = sample().amendments
    matrix = replace(sample(), amendments=(replace(row, present="a" * 40_000), *rest))
    found = "".join(str(cell.value or "") for cell in sheet(matrix)["F"][1:])
    assert "a" * 32_766 + "…" in found and "a" * 32_767 not in found
    with pytest.raises(OutputError, match="amendment 1 is longer"):
        made(replace(matrix, amendments=(replace(row, disposition="amend", amended="a" * 40_000),)))


@pytest.mark.slow
def test_libreoffice_shows_every_row_and_saves_what_is_read_back(office: Office) -> None:
    file = made(sample())
    rows = list(csv.reader(StringIO(office.spreadsheet(file, CSV).decode())))
    assert rows[0] == [ENGLISH.of(column.value) for column in Column]
    assert [row[0] for row in rows[1:]] == ["1", "2", "3", "4", "5"]
    assert rows[3][list(Column).index(Column.AMENDED)] == "=cmd|' /C calc'!A0\n- and _x000D_ more"
    found = read_matrix(office.spreadsheet(file, XLSX), "matrix.xlsx")
    assert found == read_matrix(file, "matrix.xlsx")
    assert [decision.disposition for decision in found.decisions] == ["", "", "amend", "reject", "note"]
