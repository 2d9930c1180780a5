"""Matrices that come back from outside: decisions, or one kind of error; bounded work, never a crash."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from io import BytesIO
from zipfile import ZipFile

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl.worksheet.worksheet import Worksheet

from tests.review.matrix.samples import DATE, sample
from tests.word.conftest import packed
from workplan.design.theme import theme
from workplan.review.matrix import MatrixError, as_xlsx, as_yaml, read_matrix

SHEET, BOOK, RELATIONS = "xl/worksheets/sheet1.xml", "xl/workbook.xml", "xl/_rels/workbook.xml.rels"
_TAG = re.compile(rb"<[^<>]*>")
_VALUE = re.compile(rb'"[^"<>]*"|>[^<>]+<')


def entries(file: bytes) -> dict[str, bytes]:
    with ZipFile(BytesIO(file)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


FILE = as_xlsx(sample(), theme(), DATE)
PARTS = entries(FILE)


def with_part(name: str, change: Callable[[bytes], bytes]) -> bytes:
    return packed(PARTS | {name: change(PARTS.get(name, b""))})


def edited(change: Callable[[Worksheet], None]) -> bytes:
    """The matrix after somebody worked in it."""
    book, saved = openpyxl.load_workbook(BytesIO(FILE), rich_text=True), BytesIO()
    sheet = book["Amendments"]
    assert isinstance(sheet, Worksheet)
    change(sheet)
    book.save(saved)
    return saved.getvalue()


def put(place: str, words: object) -> Callable[[Worksheet], None]:
    def change(sheet: Worksheet) -> None:
        sheet[place].value = words

    return change


def doubled(sheet: Worksheet) -> None:
    sheet.append([cell.value if isinstance(cell.value, (str, int)) else None for cell in sheet[2]])


def disposition(sheet: Worksheet) -> str:
    (cell,) = [cell for cell in sheet[1] if cell.value == "Disposition"]
    return str(cell.column_letter)


DISPOSITION = disposition(openpyxl.load_workbook(BytesIO(FILE))["Amendments"])

HOSTILE: dict[str, tuple[Callable[[], bytes], str]] = {
    "nothing": (lambda: b"", "no ZIP"),
    "a PDF": (lambda: b"%PDF-1.7", "no ZIP"),
    "a bomb": (lambda: packed(PARTS | {"xl/big.bin": bytes(50_000_000)}), "far too much"),
    "a DTD in a sheet": (
        lambda: with_part(SHEET, lambda part: b'<!DOCTYPE x [<!ENTITY a "b">]>' + part),
        "document type",
    ),
    "a Word file": (
        lambda: with_part("_rels/.rels", lambda part: part.replace(b"xl/workbook.xml", b"xl/none.xml")),
        "missing",
    ),
    "a formula where a decision belongs": (
        lambda: edited(put(f"{DISPOSITION}2", '=HYPERLINK("https://example.org")')),
        "formula",
    ),
    "a heading changed": (lambda: edited(put(f"{DISPOSITION}1", "Decision")), "no sheet has the headings"),
    "a heading twice": (lambda: edited(put("B1", "Remark")), "stands over two columns"),
    "a row twice": (lambda: edited(doubled), "given twice"),
    "an impossible place": (
        lambda: with_part(SHEET, lambda part: part.replace(b'r="A2"', b'r="AAAA99999999"')),
        "impossible place",
    ),
    "a link to another workbook": (
        lambda: with_part(
            RELATIONS,
            lambda part: part.replace(
                b"</Relationships>",
                b'<Relationship Id="x" Type="http://x/externalLink" Target="y.xml"/></Relationships>',
            ),
        ),
        "other workbooks",
    ),
    "a word longer than a cell": (
        lambda: with_part(
            SHEET,
            lambda part: part.replace(b'r="A2"', b'r="A2" t="str"><v>' + b"x" * 40_000 + b"</v></c><c", 1),
        ),
        "more words than cells can",
    ),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_spreadsheet_is_refused_with_its_reason(name: str) -> None:
    make, reason = HOSTILE[name]
    with pytest.raises(MatrixError) as caught:
        read_matrix(make(), "matrix.xlsx")
    assert any(reason in problem.message for problem in caught.value.problems)


@pytest.mark.parametrize("column", ["Amended text", "Remark"])
def test_a_day_where_words_belong_is_an_error_that_names_the_cell(column: str) -> None:
    """Before, "March 2026" was applied as 46082, and places in a spreadsheet were lines: "8:11"."""
    sheet = openpyxl.load_workbook(BytesIO(FILE))["Amendments"]
    (heading,) = [cell for cell in sheet[1] if cell.value == column]
    place = f"{heading.column_letter}3"
    with pytest.raises(MatrixError) as caught:
        read_matrix(edited(put(place, date(2026, 3, 1))), "matrix.xlsx")
    assert f"matrix.xlsx:{place}: error: " in str(caught.value)
    assert "2026-03-01" in str(caught.value)


def test_one_text_in_very_many_cells_is_refused() -> None:
    """A text of 32,000 letters in 80,000 cells, which a file of 3 MB holds, took gigabytes."""
    rows = ("<row>" + '<c t="s"><v>0</v></c>' * 3 + "</row>") * 400 + "</sheetData>"
    relation = b'<Relationship Id="s" Type="http://x/sharedStrings" Target="shared.xml"/></Relationships>'
    parts = PARTS | {
        "xl/shared.xml": b"<sst><si><t>" + b"x" * 30_000 + b"</t></si></sst>",
        RELATIONS: PARTS[RELATIONS].replace(b"</Relationships>", relation),
        SHEET: PARTS[SHEET].replace(b"</sheetData>", rows.encode()),
    }
    with pytest.raises(MatrixError) as caught:
        read_matrix(packed(parts), "matrix.xlsx")
    assert "more words than cells can" in caught.value.problems[0].message


def test_a_sheet_named_very_often_is_read_once() -> None:
    def repeated(part: bytes) -> bytes:
        sheet = re.search(rb"<sheet [^>]*/>", part)
        assert sheet
        return part.replace(sheet.group(), sheet.group() * 2_000)

    assert read_matrix(with_part(BOOK, repeated), "matrix.xlsx") == read_matrix(FILE, "matrix.xlsx")


def test_rows_in_rows_are_not_read_again_and_again() -> None:
    nested = b"<row>" * 200 + b"<c><v>1</v></c>" * 5_000 + b"</row>" * 200
    read_matrix(
        with_part(SHEET, lambda part: part.replace(b"</sheetData>", nested + b"</sheetData>")), "m.xlsx"
    )


def test_a_sheet_that_says_it_is_huge_is_read_as_it_is() -> None:
    file = with_part(
        SHEET, lambda part: re.sub(rb'<dimension ref="[^"]*"', b'<dimension ref="A1:XFD1048576"', part)
    )
    assert file != FILE
    assert read_matrix(file, "matrix.xlsx") == read_matrix(FILE, "matrix.xlsx")


def test_rows_may_be_deleted_and_sorted() -> None:
    def change(sheet: Worksheet) -> None:
        rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=2)]
        sheet.delete_rows(2, len(rows))
        for row in reversed(rows[1:]):
            sheet.append(row)
        for cell in (cell for row in sheet.iter_rows(min_row=2) for cell in row):
            if cell.data_type == "f":  # a program's way to write text, not a person's
                cell.data_type = "s"

    found, before = read_matrix(edited(change), "matrix.xlsx"), read_matrix(FILE, "matrix.xlsx")
    assert [each.number for each in found.decisions] == [each.number for each in before.decisions[1:]]
    assert [each.key for each in found.decisions] == [each.key for each in before.decisions[1:]]


YAMLS = {
    "an alias bomb": ("".join(f"a{n}: &a{n} [*a{n - 1}, *a{n - 1}]\n" for n in range(1, 30)), "alias"),
    "a key twice": ("title: a\ntitle: b\n", "twice"),
    "a tag": ("title: !!python/object/apply:os.system [id]\n", ""),
    "depth": ("[" * 50_000, ""),
    "no mapping": ("- 1\n", ""),
    "a number that is none": ("baseline: x\namendments:\n- {number: 1e999, key: a}\n", "number"),
}


@pytest.mark.parametrize("name", YAMLS)
def test_hostile_yaml_is_refused(name: str) -> None:
    text, reason = YAMLS[name]
    with pytest.raises(MatrixError) as caught:
        read_matrix(text.encode(), "matrix.yaml")
    assert any(reason in problem.message for problem in caught.value.problems)


def read_or_refused(data: bytes, name: str) -> None:
    try:
        read_matrix(data, name)
    except MatrixError as error:
        assert error.problems


@settings(max_examples=80)
@given(st.data())
def test_spreadsheets_with_elements_and_values_changed(data: st.DataObject) -> None:
    parts = dict(PARTS)
    for _ in range(data.draw(st.integers(1, 3))):
        name = data.draw(st.sampled_from(sorted(name for name in parts if name.endswith((".xml", ".rels")))))
        part = parts[name]
        found = list((_VALUE if data.draw(st.booleans()) else _TAG).finditer(part))
        if not found:
            continue
        one, other = (data.draw(st.sampled_from(found)) for _ in range(2))
        start, end = sorted((one.start(), other.end()))
        match data.draw(st.sampled_from(("drop", "repeat", "swap"))):
            case "drop":
                parts[name] = part[:start] + part[end:]
            case "repeat":
                parts[name] = part[:end] + part[start:end] + part[end:]
            case _:
                parts[name] = part[: one.start()] + other.group() + part[one.end() :]
    read_or_refused(packed(parts), "matrix.xlsx")


@settings(max_examples=60)
@given(st.lists(st.tuples(st.integers(0, 4_000), st.text(max_size=3)), min_size=1, max_size=4))
def test_yaml_with_letters_changed(changes: list[tuple[int, str]]) -> None:
    text = as_yaml(sample())
    for at, words in changes:
        at %= len(text)
        text = text[:at] + words + text[at + len(words) :]
    read_or_refused(text.encode("utf-8", "surrogatepass"), "matrix.yaml")
