"""From files that came back to the interest in the content."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.returns.collecting.calls import (
    ACTIONS,
    attached,
    collect,
    content_in,
    form_of,
    mail,
    replies,
    sheet,
    text,
)
from workplan.content.load import on_disk
from workplan.opening import open_content


@pytest.fixture
def content(tmp_path: Path) -> Path:
    return content_in(tmp_path)


def interest(content: Path) -> dict[str, dict[str, str | None]]:
    plan = open_content(on_disk(content)).plan
    return {action.id: {each.member: each.role for each in action.interest} for action in plan.actions}


BEFORE = {"measure": {"Harbours": "lead", "Pilots": None}, "report": {}, "warn": {}}


def test_what_is_clear_is_written_and_only_that(content: Path) -> None:
    folder = replies(
        content,
        {
            "scan (1).bin": sheet(form_of(content, "Fiji"), {2: "lead", 3: "contributing"}),
            "b.txt": text(form_of(content, "ประเทศไทย"), {1: "contributing", 3: "contributing"}),
            "c.eml": mail(f"2 contributing\n\nForm {form_of(content, 'Land (north)').id}"),
            "d.txt": text(form_of(content, "Pilots"), {1: "contributing (with pleasure)"}),
        },
    )
    dry = collect(content, folder, "--dry-run")
    assert dry.exit_code == 0 and "3 actions would change" in dry.output
    assert (content / "actions.yaml").read_text() == ACTIONS and not (content / "returns.yaml").exists()
    done = collect(content, folder)
    assert done.exit_code == 0, done.output
    assert interest(content) == {
        "measure": {"Harbours": "lead", "ประเทศไทย": "contributing", "Pilots": "contributing"},
        "report": {"Fiji": "lead", "Land (north)": "contributing"},
        "warn": {"Fiji": "contributing", "ประเทศไทย": "contributing"},
    }
    text_now = (content / "actions.yaml").read_text()
    assert text_now.startswith("# Kept.\n- id: measure\n  action: Measure the *tide*[^source] with care\n")
    shown = done.output.splitlines()
    assert "scan (1).bin: spreadsheet, Fiji" in shown
    assert "TIDES/CL.1: Call for interest: 7 sent, 4 answered, until 2031-02-17" in shown
    at = shown.index("Fiji: answered, spreadsheet; certain")
    assert shown[at + 1 : at + 3] == ["    lead 2", "    contributing 3"]
    assert "Tonga: sent, no answer yet" in shown
    assert "Land (north): answered on 2031-02-01, plain text; certain" in shown


def test_collecting_twice_changes_nothing(content: Path) -> None:
    """Nor does it undo what somebody entered since then."""
    folder = replies(content, {"a.txt": text(form_of(content, "Fiji"), {2: "lead"})})
    assert collect(content, folder).exit_code == 0
    files = {path: path.read_bytes() for path in content.rglob("*.yaml")}
    again = collect(content, folder)
    assert "nothing to change" in again.output
    assert {path: path.read_bytes() for path in content.rglob("*.yaml")} == files
    (content / "actions.yaml").write_text(ACTIONS)
    assert "nothing to change" in collect(content, folder).output
    assert (content / "actions.yaml").read_text() == ACTIONS


def rows(content: Path, files: dict[str, bytes], *words: str) -> list[str]:
    """What `collect` says that somebody should look at, each in one line."""
    result = collect(content, replies(content, files), *words)
    assert result.exit_code == 0, result.output
    return [line.replace(":1:1: warning", "") for line in result.stderr.splitlines() if ": warning: " in line]


def test_an_unknown_member(content: Path) -> None:
    blank = text(form_of(content, None), {2: "lead"}, {"Member: ": "Member: Figi"})
    assert rows(content, {"a.txt": blank}) == ['a.txt: no member is called "Figi"']
    assert interest(content) == BEFORE
    named = text(form_of(content, None), {2: "lead"}, {"Member: ": "Member: fiji"})
    assert rows(content, {"a.txt": named}) == []
    assert interest(content)["report"] == {"Fiji": "lead"}


def test_no_id_is_nobodys_until_somebody_says_whose(content: Path) -> None:
    files = {"note.txt": b"2 lead\n"}
    assert rows(content, files) == ["note.txt: it has no form's id, so nobody can tell whose it is"]
    assert interest(content) == BEFORE
    assert rows(content, files, "--from", "note.txt=Tonga") == []
    assert interest(content)["report"] == {"Tonga": "lead"}


def test_forms_of_another_edition_call_or_deadline(content: Path) -> None:
    other = content_in(content.parent / "other")
    (other / "plan.yaml").write_text(
        (other / "plan.yaml").read_text().replace('label: "2031"', 'label: "2030"')
    )
    old = text(form_of(other, "Fiji"), {2: "lead"})
    assert rows(content, {"a.txt": old}) == [
        "a.txt: it was made for the edition 2030, and the plan is at 2031"
    ]
    unknown = old.replace(form_of(other, "Fiji").id.encode(), b"AAAA-BBBB")
    assert rows(content, {"a.txt": unknown}) == ["a.txt: no form of this call has the id AAAA-BBBB"]
    assert interest(content) == BEFORE


def test_two_leads_where_one_is_allowed(content: Path) -> None:
    plan = content / "plan.yaml"
    plan.write_text(plan.read_text() + "leads: one\n")
    files = {
        "a.txt": text(form_of(content, "Fiji"), {1: "lead", 2: "lead", 3: "lead"}),
        "b.txt": text(form_of(content, "Tonga"), {2: "lead", 3: "contributing"}),
        "c.txt": text(form_of(content, "Harbours"), {1: "lead"}),
    }
    said = "would lead it, and plan.yaml (leads: one) allows one; no new lead is taken"
    assert [row.partition(": ")[2] for row in rows(content, files)] == [
        f"action 1: Harbours, Fiji {said}",
        f"action 2: Fiji, Tonga {said}",
    ]
    assert interest(content) == {**BEFORE, "warn": {"Fiji": "lead", "Tonga": "contributing"}}


def test_several_leads_where_they_are_allowed(content: Path) -> None:
    files = {f"{member}.txt": text(form_of(content, member), {2: "lead"}) for member in ("Fiji", "Tonga")}
    assert rows(content, files) == []
    assert interest(content)["report"] == {"Fiji": "lead", "Tonga": "lead"}


def test_a_member_who_answers_twice(content: Path) -> None:
    """The later one counts by a date that somebody says; never by the file's time."""
    form = form_of(content, "Fiji")
    files = {"z.txt": text(form, {2: "lead"}), "a.txt": text(form, {3: "lead"})}
    (row,) = rows(content, files)
    assert "nothing says which is later" in row and interest(content) == BEFORE
    (row,) = rows(content, files, "--received", "z.txt=2031-02-03", "--received", "a.txt=2031-02-02")
    assert row.startswith("z.txt: Fiji answered more than once (a.txt, z.txt): the later one, of 2031-02-03")
    assert interest(content) == {**BEFORE, "report": {"Fiji": "lead"}}
    log = (content / "returns.yaml").read_text()
    assert "file: a.txt" in log and "file: z.txt" in log


def test_a_later_answer_on_another_day(content: Path) -> None:
    form = form_of(content, "Fiji")
    assert rows(content, {"a.eml": mail(text(form, {2: "lead"}))}) == []
    later = mail(text(form, {2: "contributing"}), "Mon, 03 Feb 2031 10:00:00 +0700")
    (content.parent / "replies/a.eml").unlink()
    assert rows(content, {"b.eml": later}) == []
    assert interest(content)["report"] == {"Fiji": "contributing"}
    (content.parent / "replies/b.eml").unlink()
    (row,) = rows(content, {"c.eml": mail(text(form, {3: "lead"}), "Sun, 02 Feb 2031 10:00:00 +0700")})
    assert "a later answer was collected already, of 2031-02-03" in row


def test_two_messages_of_one_day(content: Path) -> None:
    form = form_of(content, "Fiji")
    early = mail(text(form, {2: "lead"}), "Sat, 01 Feb 2031 09:00:00 +0000")
    late = mail(text(form, {3: "lead"}), "Sat, 01 Feb 2031 11:00:00 +0100")
    (row,) = rows(content, {"a.eml": late, "b.eml": early})
    assert row.startswith("a.eml: Fiji answered more than once") and interest(content)["warn"] == {
        "Fiji": "lead"
    }


def test_the_same_file_twice(content: Path) -> None:
    data = text(form_of(content, "Fiji"), {2: "lead"})
    assert rows(content, {"a.txt": data, "b.txt": data}) == ["b.txt: it is the same file as a.txt"]
    assert interest(content)["report"] == {"Fiji": "lead"}


def test_after_the_deadline(content: Path) -> None:
    files = {"a.eml": mail(text(form_of(content, "Fiji"), {2: "lead"}), "Wed, 19 Feb 2031 01:00:00 +0000")}
    (row,) = rows(content, files)
    assert (
        row == "a.eml: Fiji: it came on 2031-02-19, by the message's date, after the deadline of 2031-02-17"
    )
    assert interest(content) == BEFORE
    assert "figi: --confirm: it is no member who answered" in rows(content, files, "--confirm", "figi")[0]
    assert interest(content) == BEFORE
    rows(content, files, "--confirm", "a.eml")
    assert interest(content)["report"] == {"Fiji": "lead"}


def test_a_deadline_is_a_moment_where_the_call_says_so(content: Path) -> None:
    call = content / "papers/call.md"
    call.write_text(
        call.read_text().replace("deadline: 2031-02-17", "deadline: 2031-02-17 17:00 Asia/Bangkok")
    )
    answer = text(form_of(content, "Fiji"), {2: "lead"})
    (row,) = rows(content, {"a.eml": mail(answer, "Mon, 17 Feb 2031 10:01:00 +0000")})
    assert "after the deadline of 2031-02-17 17:00 Asia/Bangkok" in row
    assert rows(content, {"a.eml": mail(answer, "Mon, 17 Feb 2031 09:59:00 +0000")}) == []
    assert interest(content)["report"] == {"Fiji": "lead"}


def test_empty_and_half_filled_forms(content: Path) -> None:
    files = {
        "a.txt": text(form_of(content, "Harbours"), {}),
        "b.txt": text(form_of(content, "Pilots"), {2: "lead"}, {"Comment 3: ": "Comment 3: perhaps"}),
        "c.xlsx": sheet(form_of(content, "Fiji"), {2: "lead+contributing"}, {"C+3": "maybe"}),
    }
    found = rows(content, files)
    assert found == [
        "c.xlsx: Fiji, action 2: it says both, lead and contributing; it is not taken",
        next(row for row in found if row.startswith("c.xlsx: Fiji, action 3: C")),
        "a.txt: Harbours: the form is empty, nothing was filled in",
        'b.txt: Pilots, action 1: left blank, where the plan says "interested"; that stays',
        'b.txt: Pilots, action 3: a comment ("perhaps"), and neither lead nor contributing',
    ]
    assert interest(content) == {**BEFORE, "report": {"Pilots": "lead"}}


def test_who_says_none_is_named_no_more(content: Path) -> None:
    assert rows(content, {"a.txt": text(form_of(content, "Pilots"), {1: "none"})}) == []
    assert interest(content)["measure"] == {"Harbours": "lead"}


def test_what_is_attached_to_a_message(content: Path) -> None:
    message = attached(sheet(form_of(content, "Fiji"), {2: "lead"}), "form")
    assert rows(content, {"a.eml": message}) == []
    assert interest(content)["report"] == {"Fiji": "lead"}


def test_tables_for_people(content: Path) -> None:
    import csv
    import io

    import openpyxl

    files = {"a.xlsx": sheet(form_of(content, "Fiji"), {2: "lead"}, {"E+2": "=1+1, we host"})}
    folder = replies(content, files)
    for suffix in ("csv", "xlsx"):
        assert collect(content, folder, "--table", content.parent / f"t.{suffix}", "--dry-run").exit_code == 0
    written = list(csv.reader(io.StringIO((content.parent / "t.csv").read_text("utf-8-sig"))))
    book = openpyxl.load_workbook(content.parent / "t.xlsx")
    assert len(written) == 1 + 7 * 3 == book.worksheets[0].max_row
    row = next(row for row in written if row[0] == "Fiji" and row[4] == "2")
    assert (row[2] == "yes" and row[6] == "lead") or row[10] == "unreadable"
    assert collect(content, folder, "--table", "t.pdf").exit_code == 2


def test_an_error_writes_nothing(content: Path) -> None:
    folder = replies(content, {"a.txt": text(form_of(content, "Fiji"), {2: "lead"}), "b.txt": b"2 lead"})
    strict = collect(content, folder, "--fail-on-warnings")
    assert strict.exit_code == 1 and (content / "actions.yaml").read_text() == ACTIONS
    assert not (content / "returns.yaml").exists()
    for words in (("--from", "x=y"), ("--received", "a.txt=yesterday"), ("--received", "a.txt")):
        assert collect(content, folder, *words).exit_code == 2
    assert collect(content, content.parent / "nothing").exit_code == 5
