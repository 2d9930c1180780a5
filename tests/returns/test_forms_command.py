"""`forms`: a file for each member and kind, all or none, the same every time."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from tests.contents import write_content
from tests.returns.calls import CALL, MEMBERS
from tests.warm import run
from workplan.editions.writing import write_yaml
from workplan.returns.stamp import read_stamp
from workplan.word import open_word


@pytest.fixture
def content(tmp_path: Path) -> Path:
    members = [{"id": member} for member in MEMBERS]
    folder = write_content(tmp_path / "content", members_yaml=write_yaml(members))
    (folder / "papers").mkdir()
    (folder / "papers" / "call.md").write_text(CALL, "utf-8")
    return folder


def _forms(content: Path, *words: str) -> tuple[int, str, dict[str, bytes]]:
    output = content.parent / "output"
    done = run("forms", *words, "--format", "docx", "--content", str(content), "--output", str(output))
    files = sorted((output / "forms").iterdir()) if (output / "forms").is_dir() else []
    return done.returncode, done.stdout + done.stderr, {path.name: path.read_bytes() for path in files}


def _members(files: Sequence[bytes]) -> set[str | None]:
    found = set()
    for data in files:
        file = open_word(data)
        words = ("".join(map(str, line.itertext())) for line in file.xml(file.main).iter("{*}p"))
        stamp = next(filter(None, map(read_stamp, words)))
        found.add(stamp.member)
    return found


def test_each_member_has_a_form_and_a_second_run_makes_the_same(content: Path) -> None:
    code, said, files = _forms(content, "call")
    assert code == 0 and len(files) == len(MEMBERS)
    assert all(name.isascii() and name.startswith("TIDES-CL.1-form-") for name in files)
    assert _members([*files.values()]) == set(MEMBERS)
    assert f"{len(MEMBERS)} forms of 2 actions, to be returned by 17 February 2031" in said
    assert "issue --paper call" in said  # a draft, as the forms are
    assert _forms(content, "call")[2] == files


def test_some_members_and_a_blank_one_in_the_other_layout(content: Path) -> None:
    code, _, files = _forms(content, "call", "--to", "pilots", "--blank", "--layout", "list")
    assert code == 0 and _members([*files.values()]) == {"Pilots", None}
    assert all(name.endswith("-list.docx") for name in files)


def test_a_call_that_was_issued_has_forms_to_send(content: Path) -> None:
    done = run("issue", "--paper", "call", "--content", str(content), "--output", str(content.parent / "o"))
    assert done.returncode == 0, done.stderr
    _, said, files = _forms(content, "call", "--to", "Pilots")
    assert "draft" not in said and "collect" in said and len(files) == 1


@pytest.mark.parametrize(
    ("deadline", "words"),
    [
        ("deadline: 2031-02-17\n", "this paper has no deadline"),
        ("2031-02-17", "the deadline is still a blank"),
    ],
)
def test_a_call_without_a_deadline_is_refused(content: Path, deadline: str, words: str) -> None:
    without = "" if "deadline" in deadline else '"[[deadline]]"'
    (content / "papers" / "call.md").write_text(CALL.replace(deadline, without), "utf-8")
    code, said, files = _forms(content, "call")
    assert code == 1 and words in said and "nothing was written" in said and not files
    assert "call.md:" in said and "deadline: 2031-02-17" in said


def test_names_that_are_no_member_s_and_papers_that_are_no_call(content: Path) -> None:
    code, said, files = _forms(content, "call", "--to", "Pilot")
    assert code == 5 and "did you mean" in said and "Pilots" in said and not files
    code, said, _ = _forms(content, "plan")
    assert code == 1 and "the plan is no call for interest" in said
    code, said, _ = _forms(content, "cal")
    assert code == 1 and "did you mean" in said


def test_a_call_that_does_not_say_where_forms_go_is_a_doubt(content: Path) -> None:
    (content / "papers" / "call.md").write_text(CALL.replace("# How to answer", "# Else"), "utf-8")
    code, said, files = _forms(content, "call")
    assert code == 0 and "(how-to-answer)=" in said and files
    assert _forms(content, "call", "--fail-on-warnings")[0] == 1
