"""Forms as spreadsheets, out and back."""

from __future__ import annotations

from collections.abc import Mapping
from io import BytesIO

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl.worksheet.worksheet import Worksheet

from tests.libreoffice import XLSX, Office
from tests.returns.calls import MEMBERS, folder, form, plan_of
from workplan.errors import GivenFileError
from workplan.returns.answers import Returned
from workplan.returns.form import Form
from workplan.returns.making import for_members
from workplan.returns.sheet import read, write
from workplan.returns.sheet.columns import HIDDEN, Column

ACTIONS = [
    {"id": "measure", "action": "Measure the *tide*", "linked_priorities": ["storms"]},
    {"id": "report", "action": "=Report[^source]", "linked_priorities": ["calm"]},
    {"id": "warn", "action": "Warn ships", "linked_priorities": ["calm"]},
]
FORMS = for_members(form(ACTIONS), plan_of(folder(ACTIONS)).members)
HARBOURS = next(each for each in FORMS.values() if each.member == "Harbours")
LETTERS = {column: "ABCDEF"[n] for n, column in enumerate(Column)}


def heading(sheet: Worksheet) -> int:
    return next(cell.row for (cell,) in sheet.iter_rows(max_col=1) if cell.value == "No." and cell.row)


def filled_in(
    sent: Form, cells: Mapping[tuple[int, Column], object], *, flat: bool = False, gone: int = 0
) -> bytes:
    """The form after somebody typed into cells of rows; `flat` as Google's editor gives it back, without the
    hidden sheet and the drop-downs; `gone` is the number of a row that was deleted."""
    book, saved = openpyxl.load_workbook(BytesIO(write(sent, "table", None))), BytesIO()
    sheet = book.worksheets[0]
    head = heading(sheet)
    for (row, column), value in cells.items():
        sheet[f"{LETTERS[column]}{head + row}"] = value
    if flat:
        del book[HIDDEN]
        sheet.data_validations.dataValidation = []
    if gone:
        sheet.delete_rows(head + gone)
    book.save(saved)
    return saved.getvalue()


def said(data: bytes) -> dict[str, str]:
    found = read(data, "form.xlsx", FORMS)
    return roles(found)


def roles(found: Returned) -> dict[str, str]:
    return {
        action: "lead" if each.lead.value else "contributing"
        for action, each in found.answers.items()
        if each.lead and each.contributing and (each.lead.value or each.contributing.value)
    }


def test_a_form_as_it_was_sent() -> None:
    for sent in FORMS.values():
        found = read(write(sent, "table", None), "form.xlsx", FORMS)
        assert found.is_empty and not found.findings and not found.edited
        assert (found.form, found.member, found.edition, found.deadline) == (
            sent.id,
            sent.member,
            "2031",
            sent.deadline,
        )
    assert {each.member for each in FORMS.values()} == {*MEMBERS, None}


def test_what_the_sheet_offers() -> None:
    """Drop-downs, a frozen header that is printed again, words as text, one page across; the same bytes."""
    data = write(HARBOURS, "table", None)
    assert data == write(HARBOURS, "table", None)
    book = openpyxl.load_workbook(BytesIO(data))
    sheet, hidden = book.worksheets
    head = heading(sheet)
    assert hidden.sheet_state == "hidden" and sheet.freeze_panes == f"C{head + 1}"
    assert sheet.print_title_rows == f"${head}:${head}" and sheet.page_setup.fitToWidth == 1
    choices = {str(each.sqref): each.formula1 for each in sheet.data_validations.dataValidation}
    assert choices == {f"{letter}{head + 1}:{letter}{head + 3}": '"yes"' for letter in "CD"}
    cell = sheet[f"B{head + 2}"]
    assert (cell.value, cell.data_type, cell.number_format) == ("=Report", "s", "@")
    assert sheet[f"E{head + 1}"].number_format == "@" and book.properties.title


@pytest.mark.parametrize("flat", [False, True])
def test_answers_come_back(flat: bool) -> None:
    cells = {
        (1, Column.LEAD): "yes",
        (2, Column.CONTRIBUTING): "X",
        (2, Column.COMMENT): "=1+1 is 2",
        (3, Column.LEAD): None,
    }
    found = read(filled_in(HARBOURS, cells, flat=flat), "form.xlsx", FORMS)
    assert roles(found) == {"measure": "lead", "report": "contributing"}
    assert found.answers["measure"].lead and found.answers["measure"].lead.how == (
        "place in the table" if flat else "the form's fields"
    )
    assert found.program == ("Google-like" if flat else "") and found.member == "Harbours"


def test_rows_that_were_sorted_or_deleted() -> None:
    book, saved = openpyxl.load_workbook(BytesIO(filled_in(HARBOURS, {(3, Column.LEAD): "yes"}))), BytesIO()
    sheet = book.worksheets[0]
    head = heading(sheet)
    for letter in LETTERS.values():
        one, other = sheet[f"{letter}{head + 1}"], sheet[f"{letter}{head + 3}"]
        one.value, other.value = other.value, one.value
    book.save(saved)
    assert said(saved.getvalue()) == {"warn": "lead"}
    found = read(filled_in(HARBOURS, {(3, Column.LEAD): "yes"}, gone=2), "form.xlsx", FORMS)
    assert roles(found) == {"warn": "lead"} and "report" not in found.answers
    assert found.findings == ("the row of action 2 is not there any more",)


def test_words_that_were_changed_and_columns_that_were_sorted_alone() -> None:
    found = read(filled_in(HARBOURS, {(3, Column.ACTION): "Warn all  ships"}), "form.xlsx", FORMS)
    assert found.edited == {"warn": "Warn all ships"}
    swapped = filled_in(HARBOURS, {(1, Column.NUMBER): 3, (3, Column.NUMBER): 1, (1, Column.LEAD): "yes"})
    found = read(swapped, "form.xlsx", FORMS)
    lead = found.answers["warn"].lead
    assert lead and lead.sure == "unreadable" and "the words of action 1" in lead.why and not found.edited


def test_what_is_no_answer_is_unreadable() -> None:
    cells = {(1, Column.LEAD): "perhaps", (2, Column.LEAD): "=TRUE()", (3, Column.NUMBER): 9}
    found = read(filled_in(HARBOURS, cells), "form.xlsx", FORMS)
    leads = [found.answers[action].lead for action in ("measure", "report")]
    head = heading(openpyxl.load_workbook(BytesIO(write(HARBOURS, "table", None))).worksheets[0])
    assert [each and each.why for each in leads] == [
        f'C{head + 1} holds "perhaps": neither "yes" nor nothing',
        f'C{head + 2} holds a formula: neither "yes" nor nothing',
    ]
    assert found.findings[0].startswith(f'A{head + 3}: there is no action "9"')


def test_the_answers_for_the_whole_form() -> None:
    blank = list(FORMS.values())[-1]
    book, saved = openpyxl.load_workbook(BytesIO(write(blank, "table", None))), BytesIO()
    sheet = book.worksheets[0]
    for row in range(1, heading(sheet)):
        label = str(sheet.cell(row, 2).value or "")
        if label.startswith("Member"):
            sheet.cell(row, 3).value = "Pilots"
        if label.startswith("General"):
            sheet.cell(row, 3).value = "Thank you"
    book.save(saved)
    found = read(saved.getvalue(), "form.xlsx", FORMS)
    assert found.member == "Pilots" and found.remarks and found.remarks.value == "Thank you"


def test_a_spreadsheet_that_is_no_form() -> None:
    book, saved = openpyxl.Workbook(), BytesIO()
    book.save(saved)
    with pytest.raises(
        GivenFileError, match=r"form.xlsx: no sheet has the headings of the form: No\., Action"
    ):
        read(saved.getvalue(), "form.xlsx", FORMS)
    with pytest.raises(GivenFileError, match=r"form.xlsx: this is not a spreadsheet"):
        read(b"PK\x03\x04", "form.xlsx", FORMS)


@given(
    st.lists(st.sampled_from(["lead", "contributing", ""]), min_size=3, max_size=3),
    st.text(st.characters(codec="utf-8", categories=["L", "N", "P", "S"]), max_size=20),
    st.booleans(),
)
def test_what_is_filled_in_comes_back(answers: list[str], comment: str, flat: bool) -> None:
    cells: dict[tuple[int, Column], object] = {(1, Column.COMMENT): comment.replace("_x", "_ x").lstrip("=")}
    for n, answer in enumerate(answers, 1):
        if answer:
            cells[n, Column(answer)] = "yes"
    found = read(filled_in(HARBOURS, cells, flat=flat), "form.xlsx", FORMS)
    wanted = {str(action["id"]): answer for action, answer in zip(ACTIONS, answers, strict=True) if answer}
    assert roles(found) == wanted and found.form == HARBOURS.id


@pytest.mark.slow
def test_libreoffice_keeps_it_all(office: Office) -> None:
    cells = {(1, Column.LEAD): "yes", (2, Column.COMMENT): "10%", (3, Column.ACTION): "Warn all ships"}
    found = read(office.spreadsheet(filled_in(HARBOURS, cells), XLSX), "form.xlsx", FORMS)
    assert roles(found) == {"measure": "lead"} and found.edited == {"warn": "Warn all ships"}
    assert found.form == HARBOURS.id and not found.findings
    comment = found.answers["report"].comment
    assert comment and comment.value == "10%"
