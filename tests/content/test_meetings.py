"""Meetings: an agenda with its papers, deadlines counted back from the first day."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.contents import write_content
from tests.warm import run
from workplan.content.files.folder import DiskFolder
from workplan.content.sources.meetings import calendar, late, read_meetings, unnamed

MEETING = """\
name: Tenth Meeting
ordinal: 10
place: Harbour
dates: {start: 2031-11-12, end: 2031-11-13}
deadlines:
  - {name: The plan, papers: [plan], weeks: 6}
  - {name: All other papers, days: 14}
agenda:
  - title: Adoption of the agenda
    annotation: The meeting *adopts* its agenda.
    papers: [status]
  - title: Reports
    items:
      - title: Reports of members
        papers:
          - {title: Report, symbol: INF.1, submitted_by: Pilots, file: guests/report.pdf, date: 2031-11-01}
      - title: The plan
        papers: [plan]
  - title: Closing
"""


@pytest.fixture
def content(tmp_path: Path) -> Path:
    folder = write_content(tmp_path / "content")
    for name in ("papers", "meetings", "guests"):
        (folder / name).mkdir()
    (folder / "papers" / "status.md").write_text(
        "---\ntitle: Status report\nsymbol: TP/7\ndate: 2031-10-01\n---\n\nDone.\n"
    )
    (folder / "guests" / "report.pdf").write_bytes(b"%PDF-1.4\n")
    (folder / "meetings" / "tenth.yaml").write_text(MEETING)
    return folder


def told(content: Path) -> list[tuple[str, str]]:
    return [
        (str(each.place).removeprefix(f"{content}/"), each.message)
        for each in read_meetings(DiskFolder(content)).problems
    ]


def test_items_are_numbered_and_papers_say_what_they_are(content: Path) -> None:
    found = read_meetings(DiskFolder(content))
    assert found.problems == ()
    meeting = found.known["tenth"].meeting
    assert [number for number, _, _ in meeting.items()] == ["1", "2", "2 (a)", "2 (b)", "3"]
    assert [(number, entry.symbol, entry.title) for number, _, entry in meeting.entries()] == [
        ("1", "TP/7", "Status report"),
        ("2 (a)", "INF.1", "Report"),
        ("2 (b)", None, "Forward Work Plan: 2031-2033"),
    ]


@pytest.mark.parametrize(
    ("old", "new", "place", "message"),
    [
        ("[status]", "[statsu]", "11:14", 'there is no paper "statsu"'),
        (
            "[plan]\n  - title: Cl",
            "[status]\n  - title: Cl",
            "18:18",
            'the paper "status" is under two items',
        ),
        ("papers: [plan], weeks", "papers: [plam], weeks", "6:31", 'there is no paper "plam"'),
        ("guests/report.pdf", "guests/none.pdf", "16:72", 'there is no file "guests/none.pdf"'),
    ],
)
def test_a_slip_has_its_place(content: Path, old: str, new: str, place: str, message: str) -> None:
    (content / "meetings" / "tenth.yaml").write_text(MEETING.replace(old, new))
    assert told(content) == [(f"meetings/tenth.yaml:{place}", message)]


@pytest.mark.parametrize(
    ("old", "new", "line"),
    [
        ("end: 2031-11-13", "end: 2031-11-01", 4),
        ("weeks: 6", "weeks: 6, days: 1", 6),
        ("*adopts*", "adopts[^calm]", 10),
        ("title: Report,", "subject: Report,", 16),
        ("report.pdf", "report.docx", 16),
        ("place: Harbour", "plaice: Harbour", 3),
    ],
)
def test_the_model_is_strict(content: Path, old: str, new: str, line: int) -> None:
    (content / "meetings" / "tenth.yaml").write_text(MEETING.replace(old, new))
    problems = read_meetings(DiskFolder(content)).problems
    assert {problem.place.line for problem in problems} == {line}


def test_the_calendar_is_counted_back_and_late_papers_are_named(content: Path) -> None:
    [known] = read_meetings(DiskFolder(content)).known.values()
    assert calendar(known) == [
        "2031-10-01 The plan",
        "2031-10-29 All other papers",
        "2031-11-12 Tenth Meeting (to 2031-11-13)",
    ]
    [problem] = late(known)
    assert problem.message == '"INF.1" is late: issued on 2031-11-01, due on 2031-10-29 (All other papers)'
    assert (problem.warning, problem.place.line) == (True, 16)
    said = MEETING.replace("date: 2031-11-01", "date: 2031-11-01, late_submission: The post was late")
    (content / "meetings" / "tenth.yaml").write_text(said)
    [known] = read_meetings(DiskFolder(content)).known.values()
    assert list(late(known)) == []


def test_a_paper_that_no_item_names(content: Path) -> None:
    (content / "papers" / "other.md").write_text("---\ntitle: Other\n---\n\nWords.\n")
    folder = DiskFolder(content)
    [problem] = unnamed(folder, read_meetings(folder))
    assert problem.warning and 'names the paper "other"' in problem.message


def test_check_prints_the_calendar(content: Path) -> None:
    """Before, `check` knew no meetings."""
    result = run("check", "--content", content)
    assert result.returncode == 0, result.stderr
    assert "tenth: 2031-10-29 All other papers\n" in result.stdout
    assert '"INF.1" is late' in result.stderr
    (content / "meetings" / "tenth.yaml").write_text(MEETING.replace("[status]", "[statsu]"))
    failed = run("check", "--content", content)
    assert failed.returncode == 1 and "tenth.yaml:11:14" in failed.stderr


def test_a_late_paper_of_ours_gives_its_reason_and_its_purpose_chooses_the_deadline(content: Path) -> None:
    said = MEETING.replace("papers: [plan], weeks: 6", "purposes: [decision], weeks: 6")
    (content / "meetings" / "tenth.yaml").write_text(said)
    paper = content / "papers" / "status.md"
    head = "---\ntitle: Status report\nsymbol: TP/7\ndate: 2031-10-02\npurpose: {}\n---\n\nDone.\n"
    paper.write_text(head.format("decision"))
    [known] = read_meetings(DiskFolder(content)).known.values()
    assert next(each.message for each in late(known)).endswith("due on 2031-10-01 (The plan)")
    paper.write_text(head.format("information"))
    [known] = read_meetings(DiskFolder(content)).known.values()
    assert [each.place.line for each in late(known)] == [16]
    paper.write_text(head.format("decision\nlate_submission: The post was late"))
    [known] = read_meetings(DiskFolder(content)).known.values()
    assert [each.place.line for each in late(known)] == [16]
    paper.write_text(head.format("decision").replace("2031-10-02", "'[[date of issue]]'"))
    [known] = read_meetings(DiskFolder(content)).known.values()
    assert [each.place.line for each in late(known)] == [16]


OPEN = MEETING.replace("dates: {start: 2031-11-12, end: 2031-11-13}", 'dates: "[[days]] November 2031"')


@pytest.mark.parametrize("said", [OPEN, OPEN.replace('dates: "[[days]] November 2031"\n', "")])
def test_while_the_dates_are_open_nothing_is_late_and_periods_are_told(content: Path, said: str) -> None:
    """Before, a meeting without a first day was an error, and so were all of its papers."""
    (content / "meetings" / "tenth.yaml").write_text(said)
    [known] = read_meetings(DiskFolder(content)).known.values()
    assert calendar(known) == [
        "the dates of the Tenth Meeting are open",
        "6 weeks before: The plan",
        "14 days before: All other papers",
    ]
    assert list(late(known)) == []
    assert known.meeting.start is None


@pytest.mark.parametrize(
    ("said", "message"),
    [
        ("November 2031", "that are not known yet are a blank"),
        ("{end: 2031-11-13}", "give the first day"),
        ('{start: 2031-11-12, open: "[[days]]"}', "a blank and nothing else"),
    ],
)
def test_dates_are_days_or_a_blank(content: Path, said: str, message: str) -> None:
    text = MEETING.replace("{start: 2031-11-12, end: 2031-11-13}", said)
    (content / "meetings" / "tenth.yaml").write_text(text)
    [problem] = read_meetings(DiskFolder(content)).problems
    assert message in problem.message
    assert problem.place.line == 4
