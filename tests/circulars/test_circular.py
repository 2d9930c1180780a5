"""`circular`: the whole procedure from the command line, with the papers that it makes."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from tests.contents import write_content
from tests.test_heads import front
from tests.warm import run
from workplan.changing.issuing import issue
from workplan.circulars.notices import filled
from workplan.content.files.folder import DiskFolder
from workplan.content.files.papers import paper_folder
from workplan.content.load import on_disk
from workplan.content.manuscript.markdown import parse_manuscript
from workplan.content.sources.circulars import read_circulars
from workplan.document.composing.compose import compose
from workplan.document.walking.walk import lines, plain
from workplan.opening import open_content

HEAD = "title: No objection to the *plan*\nsymbol: TP/CIRC.1\ndate: 2021-01-02\ndeadline: {deadline}\n"


def asking(tmp_path: Path, deadline: str = "2021-02-17 17:00 Asia/Bangkok") -> Path:
    """A content folder with an issued plan and an issued circular."""
    content = write_content(tmp_path / "content")
    (content / "papers").mkdir()
    text = f"---\n{HEAD.format(deadline=deadline)}---\n\nMembers are asked whether they object.\n"
    (content / "papers" / "silence.md").write_text(text)
    for paper in ("plan", "silence"):
        made = issue(on_disk(content), None, None, None, paper)
        for path, data in made.files.items():
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
    return content


def circular(content: Path, *words: object) -> tuple[int, str]:
    found = run("circular", *words, "--content", content)
    return found.returncode, found.stdout + found.stderr


def words_of(content: Path, paper: str) -> str:
    opened = open_content(paper_folder(DiskFolder(content), paper))
    document = compose(opened.plan, None, opened.standing)
    return "\n".join([*front(document), *(plain(each.inlines) for b in document.blocks for each in lines(b))])


def test_a_text_is_adopted_when_the_time_is_over(tmp_path: Path) -> None:
    content = asking(tmp_path)
    code, said = circular(content, "open", "silence", "--at", "2021-02-03T09:00+07:00")
    assert code == 0, said
    assert "open until 2021-02-17 17:00+07:00 (Asia/Bangkok), to 2 members" in said
    record = content / "circulars" / "silence.yaml"
    before = record.read_text()
    assert 'edition: "2031"' in before or "edition: 2031" in before
    assert (
        circular(content, "receive", "silence", "--from", "Harbours", "--at", "2021-02-04T01:00+00:00")[0]
        == 0
    )
    code, said = circular(content, "remind", "silence", "--at", "2021-02-10T09:00+07:00")
    assert code == 0 and "papers/silence-reminder.md, to: Pilots" in said
    assert record.read_text().startswith(before)
    told = words_of(content, "silence-reminder")
    assert "Reminder: No objection to the *plan*" in told
    assert "Deadline: 17 February 2021, 17:00 (Asia/Bangkok, UTC+07:00)" in told
    assert "These members have not acknowledged it: Pilots." in told
    code, said = circular(content, "close", "silence", "--at", "2021-02-17T17:00+07:00")
    assert (
        code == 1 and "cannot be closed yet" in said and not (content / "papers/silence-adopted.md").exists()
    )
    code, said = circular(content, "close", "silence")
    assert code == 0 and "is adopted" in said
    assert "warning: these never acknowledged the circular: Pilots" in said
    told = words_of(content, "silence-adopted")
    assert "No member objected in that time." in told and "closed on 17 February 2021, 17:00" in told
    assert circular(content, "close", "silence")[0] == 1
    assert circular(content)[1].startswith("silence: adopted\n")
    assert run("check", "--content", content).returncode == 0


def test_what_is_filled_in_is_words_and_no_markup() -> None:
    known = {"text": '2031. *A* [[plan]]: "#1"', "number": "2031"}
    template = 'title: "On [[text]]"\n---\n\n[[text]] is\n[[text]].\n\n[[number]]. [[other]]\n'
    head, _, body = filled(template, known).partition("\n---\n")
    assert head == 'title: "On 2031. *A* [[plan]]: \\"#1\\""'
    assert "\n[[number]]" not in body and "[[other]]" in body
    tree, problems = parse_manuscript(body, "x.md")
    assert not [each for each in problems if "blank" not in each.message]
    assert [node.type for node in tree.children] == ["paragraph", "paragraph"]


def test_an_objection_breaks_it_at_once(tmp_path: Path) -> None:
    content = asking(tmp_path, "2999-02-17 17:00 Asia/Bangkok")
    assert circular(content, "open", "silence", "--to", "Pilots", "--to", "Harbours")[0] == 0
    code, said = circular(
        content, "receive", "silence", "--from", "Pilots", "--objection", "Not *this*, [see] 1_2_3."
    )
    assert code == 0 and "is not adopted by this circular" in said and "circular close silence" in said
    code, said = circular(content, "remind", "silence")
    assert code == 1 and "nothing to remind of" in said
    code, said = circular(content, "close", "silence")
    assert code == 0 and "is not adopted" in said
    told = words_of(content, "silence-not-adopted")
    assert "Objections were received from: Pilots." in told
    assert "“Not *this*, [see] 1_2_3.”" in told
    table = tmp_path / "circulars.csv"
    assert circular(content, "--output", table)[0] == 0
    rows = list(csv.DictReader(table.read_text("utf-8-sig").splitlines()))
    assert [row["event"] for row in rows] == ["opened", "objected", "closed"]
    assert [row["counts"] for row in rows] == ["", "yes", ""]
    assert {row["state"] for row in rows} == {"not adopted"}


@pytest.mark.parametrize(
    ("head", "words", "said"),
    [
        ("2999-02-17", (), "no deadline with a time and a place"),
        ("2020-02-17 17:00 UTC", (), "its deadline is over"),
        ("2999-02-17 17:00 UTC", ("--to", "Pilot"), 'did you mean "Pilots"'),
        ("2999-02-17 17:00 UTC", ("--at", "2998-01-01T00:00Z"), "has not come yet"),
        ("2999-02-17 17:00 UTC", ("--text", "plans"), "there is no paper"),
    ],
)
def test_what_cannot_be_opened(tmp_path: Path, head: str, words: tuple[str, ...], said: str) -> None:
    content = asking(tmp_path, head)
    code, told = circular(content, "open", "silence", *words)
    assert (code, said in told) == (1, True), told
    assert "nothing was written" in told and not (content / "circulars").exists()


def test_words_that_are_still_a_draft_are_not_asked_about(tmp_path: Path) -> None:
    content = asking(tmp_path)
    manuscript = content / "plan.md"
    manuscript.write_text(f"{manuscript.read_text()}\nOne more sentence.\n")
    code, said = circular(content, "open", "silence")
    assert code == 1 and "the plan was not issued with its present words" in said and "`issue` first" in said


def test_a_record_that_was_forged_is_an_error_with_its_line(tmp_path: Path) -> None:
    content = asking(tmp_path, "2999-02-17 17:00 UTC")
    assert circular(content, "open", "silence")[0] == 0
    record = content / "circulars" / "silence.yaml"
    forged = "events:\n  - {at: 2031-01-01T00:00:00+00:00, event: closed, outcome: adopted, paper: x}\n"
    record.write_text(record.read_text() + forged)
    for found in (
        circular(content),
        (run("check", "--content", content).returncode, "adopted before its time is over"),
    ):
        assert found[0] == 1 and "adopted before its time is over" in found[1]
    (problem,) = read_circulars(DiskFolder(content)).problems
    assert problem.place.file.endswith("circulars/silence.yaml")
