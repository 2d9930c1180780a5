"""The register as a spreadsheet: out, filled in, and back."""

from __future__ import annotations

from io import BytesIO
from zipfile import ZipFile

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.libreoffice import XLSX, Office
from tests.status.registers import (
    exported,
    filled_in,
    folder,
    interests,
    plan_of,
    registers,
    statuses,
)
from workplan.content.models.data import Interest, Status
from workplan.content.models.states import STATES
from workplan.content.paper.plan import Plan
from workplan.errors import ContentError
from workplan.status.changes import changed
from workplan.status.columns import Column
from workplan.status.returned import Returned, read_returned

TWO = """\
- id: measure # the first
  action: Measure the *tide*
  linked_priorities: [storms, calm]
  interest: [{member: Harbours, role: lead}, {member: Pilots}]
- id: report
  action: Report
  linked_priorities: [calm]
  status: {state: ongoing, text: Begun **well**, timeframe: "2032", meeting: the Third Meeting}
"""


def back(file: bytes, plan: Plan, *skip: str) -> Returned:
    return read_returned(file, "back.xlsx", plan, frozenset(skip))


def told(file: bytes, plan: Plan) -> str:
    with pytest.raises(ContentError) as caught:
        back(file, plan)
    return str(caught.value)


@given(registers())
def test_what_was_not_touched_changes_nothing(register: list[dict[str, object]]) -> None:
    plan = plan_of(folder(register))
    assert back(exported(plan), plan) == Returned((), ())


@pytest.mark.slow
def test_nor_does_what_libreoffice_saved(office: Office) -> None:
    """All that a cell may hold at once: one start of LibreOffice is enough."""
    awkward = [
        "=1+1",
        "+2",
        "@x",
        "10%",
        "2022-03-01",
        "_x0041_",
        "TRUE",
        "007",
        "1e5",
        "'a",
        " \u00a0b",
        "เรื่อง",
    ]
    actions = [
        {
            "id": f"a-{n}" if n else "measure",
            "action": f"Do {n}",
            "linked_priorities": ["calm" if n else "storms"],
            "interest": [{"member": "Korea, Republic of", "role": "lead"}, {"member": "Land (north)"}],
            "status": {"state": STATES[n % len(STATES)].id, "timeframe": words, "meeting": words},
        }
        for n, words in enumerate(awkward)
    ]
    plan = plan_of(folder(actions))
    saved = office.spreadsheet(exported(plan), XLSX)
    assert saved != exported(plan)
    assert back(saved, plan) == Returned((), ())


@given(registers(), st.data())
def test_what_is_filled_in_is_what_the_content_says(
    register: list[dict[str, object]], data: st.DataObject
) -> None:
    content = folder(register)
    plan = plan_of(content)
    action = data.draw(st.sampled_from([action.id for action in plan.actions]))
    status, interest = data.draw(statuses()), data.draw(interests())
    names = {state.id: state.name for state in STATES}
    typed = {
        Column.STATE: names.get(status.get("state", "")),
        Column.TEXT: status.get("text"),
        Column.TIMEFRAME: status.get("timeframe"),
        Column.MEETING: status.get("meeting"),
        **{
            column: ", ".join(each["member"] for each in interest if each.get("role") == role) or None
            for column, role in (
                (Column.LEAD, "lead"),
                (Column.CONTRIBUTING, "contributing"),
                (Column.INTERESTED, None),
            )
        },
    }
    file = filled_in(exported(plan), plan, {(action, column): words for column, words in typed.items()})
    made = changed(content, plan, back(file, plan).changes, is_correction=True)
    after = plan_of(folder(made.text))
    by_id = {each.id: each for each in after.actions}
    assert (by_id[action].status or Status()) == Status.model_validate(status)
    assert {*by_id[action].interest} == {Interest.model_validate(each) for each in interest}
    assert [each for each in after.actions if each.id != action] == [
        each for each in plan.actions if each.id != action
    ]
    again = changed(folder(made.text), after, back(file, after).changes, is_correction=True)
    assert not again.actions and again.text == made.text


def test_only_the_lines_of_what_was_filled_in_change() -> None:
    content = folder(TWO)
    plan = plan_of(content)
    file = filled_in(
        exported(plan), plan, {("measure", Column.STATE): "completed", ("report", Column.LEAD): "Pilots"}
    )
    made = changed(content, plan, back(file, plan).changes)
    lines = made.text.split("\n")
    assert [line for line in lines if line not in TWO.split("\n")] == [
        "  status: {state: completed}",
        "  interest: [{member: Pilots, role: lead}]",
    ]
    assert [line for line in TWO.split("\n") if line not in lines] == []
    assert made.actions == ("measure", "report")


def test_a_row_that_was_changed_since_is_a_conflict_and_the_others_can_be_taken() -> None:
    plan = plan_of(folder(TWO))
    cells = {("report", Column.TIMEFRAME): "2033", ("measure", Column.TIMEFRAME): "2033"}
    file = filled_in(exported(plan), plan, cells)
    now = plan_of(folder(TWO.replace("state: ongoing", "state: completed")))
    said = told(file, now)
    assert said.count("error:") == 1
    assert 'back.xlsx:I3: error: the action "report" was changed since the file was made' in said
    assert 'state was "ongoing", is "completed"' in said
    assert "--skip report" in said
    assert [change.action for change in back(file, now, "report").changes] == ["measure"]


def test_what_was_changed_since_alone_stays() -> None:
    """A row that nobody touched in the sheet is no conflict, and is not put back."""
    plan = plan_of(folder(TWO))
    now = plan_of(folder(TWO.replace("state: ongoing", "state: completed")))
    assert back(exported(plan), now).changes == ()


def test_the_same_change_made_twice_is_none() -> None:
    plan = plan_of(folder(TWO))
    file = filled_in(exported(plan), plan, {("report", Column.STATE): "■ Completed"})
    assert back(file, plan_of(folder(TWO.replace("state: ongoing", "state: completed")))).changes == ()


@pytest.mark.parametrize(
    ("cells", "said"),
    [
        ({("report", Column.STATE): "Complete"}, 'G3: error: "Complete" is not a state'),
        ({("report", Column.LEAD): "Pilot"}, 'D3: error: "Pilot" is not a member'),
        ({("report", Column.LEAD): "Pilots\nPilots"}, 'D3: error: the member "Pilots" is listed twice'),
        ({("report", Column.TEXT): "=A1", ("report", Column.MEETING): "x\u202e"}, "J3: error: "),
        ({("report", Column.KEY): "other"}, 'K3: error: no action had the key "other"'),
        ({("report", Column.KEY): "measure"}, 'K3: error: the action "measure" has two rows'),
        ({("report", Column.KEY): None}, "K3: error: a row without a key"),
    ],
)
def test_what_cannot_be_taken_is_an_error_that_names_the_cell(
    cells: dict[tuple[str, Column], object], said: str
) -> None:
    plan = plan_of(folder(TWO))
    file = filled_in(exported(plan), plan, cells)
    found = told(file, plan)
    assert f"back.xlsx:{said}" in found and found.count("error:") == 1


def test_markup_that_is_wrong_is_said_of_the_cell() -> None:
    content = folder(TWO)
    plan = plan_of(content)
    file = filled_in(exported(plan), plan, {("report", Column.TEXT): "see [^nothing]"})
    with pytest.raises(ContentError) as caught:
        changed(content, plan, back(file, plan).changes)
    assert "back.xlsx:H3: error: the note" in str(caught.value)


def test_a_day_that_was_typed_is_a_day() -> None:
    plan = plan_of(folder(TWO))
    book, saved = openpyxl.load_workbook(BytesIO(exported(plan))), BytesIO()
    for place in ("I3", "J3"):
        book.worksheets[0][place].number_format = "d mmm yyyy"
        book.worksheets[0][place].value = 46082
    book.save(saved)
    assert "back.xlsx:J3: error: the cell holds a date (2026-03-01T00:00:00)" in told(saved.getvalue(), plan)
    book.worksheets[0]["J3"].value = "the Third Meeting"
    book.save(saved := BytesIO())
    assert back(saved.getvalue(), plan).changes[0].status == {"timeframe": "2026-03-01"}


def test_words_that_are_not_read_are_said() -> None:
    plan = plan_of(folder(TWO))
    file = filled_in(exported(plan), plan, {("report", Column.ACTION): "Report at once"})
    (warning,) = back(file, plan).warnings
    assert str(warning).startswith(
        'back.xlsx:B3: warning: the cell was changed, and is not read: "Report at once"'
    )


def test_rows_and_columns_may_be_moved_and_deleted() -> None:
    plan = plan_of(folder(TWO))
    book, saved = (
        openpyxl.load_workbook(BytesIO(filled_in(exported(plan), plan, {("report", Column.TEXT): "new"}))),
        BytesIO(),
    )
    sheet = book.worksheets[0]
    sheet.delete_rows(2)
    sheet.insert_cols(1)
    sheet.insert_rows(1, 3)
    book.save(saved)
    (change,) = back(saved.getvalue(), plan).changes
    assert (change.action, change.status) == ("report", {"text": "new"})
    assert str(change.place("text")) == "back.xlsx:I5"


def test_it_is_the_same_every_time_and_names_nobody() -> None:
    plan = plan_of(folder(TWO))
    assert exported(plan) == exported(plan)
    files = ZipFile(BytesIO(exported(plan)))
    assert b"openpyxl" not in b"".join(map(files.read, files.namelist()))
    assert b"example.org" not in b"".join(map(files.read, files.namelist()))


def test_states_are_a_drop_down_and_the_header_is_frozen() -> None:
    sheet = openpyxl.load_workbook(BytesIO(exported(plan_of(folder(TWO))))).worksheets[0]
    assert sheet.freeze_panes == "C2"
    (choice,) = sheet.data_validations.dataValidation
    assert str(choice.sqref) == "G2:G3" and choice.formula1 == "'workplan'!$C$2:$C$7"
    assert sheet["I2"].number_format == "@"


@pytest.mark.parametrize("file", [b"", b"%PDF-1.7", b"PK\x05\x06" + bytes(18)])
def test_files_that_are_none(file: bytes) -> None:
    assert "error:" in told(file, plan_of(folder(TWO)))


def test_another_spreadsheet_is_refused() -> None:
    openpyxl.Workbook().save(saved := BytesIO())
    assert "no hidden sheet" in told(saved.getvalue(), plan_of(folder(TWO)))


def test_a_plan_without_actions() -> None:
    empty = {"plan_md": "# Nothing\n\nYet.\n", "footnotes_yaml": "{}\n", "priorities_yaml": "[]\n"}
    plan = plan_of(folder("[]\n", **empty, **{"appendices/01-background.md": "# Background\n"}))
    assert back(exported(plan), plan) == Returned((), ())
