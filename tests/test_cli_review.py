"""From members' copies to the content, on the command line: review, decide, apply."""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path

import openpyxl
import pytest
from msgspec.structs import replace

from tests.contents import ACTIONS, FOOTNOTES, MEMBERS, write_content
from tests.warm import run
from workplan.compare import compare
from workplan.design.theme import theme
from workplan.document.composing.compose import compose
from workplan.document.revisions import accept, reject
from workplan.document.tree import Document, Revision
from workplan.document.walking.walk import lines, plain
from workplan.errors import ExitCode
from workplan.opening import open_content
from workplan.word import write
from workplan.word.reader import read

STEM = "forward-work-plan-2031-2033"
SENT = datetime(2031, 4, 1, tzinfo=UTC)

#: What each member proposes: the files of the content, changed.
PROPOSALS: dict[str, dict[str, str]] = {
    "Australia": {
        "actions_yaml": ACTIONS.replace("Measure the", "Weigh the"),
        "footnotes_yaml": FOOTNOTES.replace("No wind", "Little wind"),
    },
    "New Zealand": {
        "actions_yaml": ACTIONS.replace("{member: Pilots}", "{member: Pilots}, {member: Divers}")
        + "- id: tables\n  action: Publish tables\n  linked_priorities: [storms]\n",
        "footnotes_yaml": FOOTNOTES.replace("No wind", "Little wind"),
    },
    "Thailand": {"actions_yaml": ACTIONS.replace("Measure the", "Observe the")},
}


def written(folder: Path, **changed: str) -> Path:
    members = "".join(f"- {{id: {name}}}\n" for name in ("Divers", *PROPOSALS))
    return write_content(folder, **{"members_yaml": f"{MEMBERS}{members}", **changed})


def document(content: Path) -> Document:
    opened = open_content(content)
    return compose(opened.plan, None, opened.standing)


def copies(content: Path, folder: Path) -> list[Path]:
    """What members send back: the content's Word file with their changes tracked."""
    base = document(content)
    made = []
    for member, changed in PROPOSALS.items():
        new = document(written(folder / "drafts" / member, **changed))
        marked = compare(base, new, Revision("Desk officer", SENT))
        sent = replace(marked, properties=base.properties, terms=base.terms, source=base.source, former=None)
        made.append(folder / f"{STEM} - {member} (final).docx")
        made[-1].write_bytes(write(sent, theme()))
    return made


@pytest.fixture
def content(tmp_path: Path) -> Path:
    return written(tmp_path / "content")


@pytest.fixture
def matrix(content: Path, tmp_path: Path) -> Path:
    """The matrix of all copies, in the folder `meeting`, as YAML."""
    result = run(
        "review", *copies(content, tmp_path), "--content", content, "--output", tmp_path / "meeting",
        "--format", "yaml", "--format", "xlsx", "--format", "compilation",
    )  # fmt: skip
    assert (result.returncode, result.stderr) == (0, "")
    assert result.stdout.startswith(
        "3 copies: 5 amendments and comments, 1 conflict\n"
        f"  {STEM} - Australia (final).docx: Australia (by the name of the file), 2 amendments\n"
    )
    return tmp_path / "meeting" / f"{STEM}-comment-matrix.yaml"


def decide(matrix: Path, decisions: Mapping[str, str]) -> None:
    """Fill in a disposition, and an amended text behind a colon, where the proposed text has these words."""
    head, *rows = matrix.read_text("utf-8").split("  - number: ")
    for words, decision in decisions.items():
        (n,) = (n for n, row in enumerate(rows) if words in row)
        disposition, _, amended = decision.partition(": ")
        rows[n] = rows[n].replace("disposition:\n", f"disposition: {disposition}\n")
        rows[n] = rows[n].replace("amended:\n", f"amended: {amended}\n")
    matrix.write_text("  - number: ".join([head, *rows]), "utf-8")


def applied(matrix: Path, content: Path, *options: str) -> str:
    result = run("apply", matrix, "--content", content, "--date", "2031-05-02", *options)
    assert result.returncode == 0, result.stderr
    return result.stdout


def test_each_proposal_has_a_row_with_its_place_and_all_its_names(matrix: Path) -> None:
    text = matrix.read_text("utf-8")
    assert text.count("members: [Australia, New Zealand]") == 1  # the note, reworded in the same way
    assert "place: Action 1\n" in text and "members: [Thailand]" in text
    assert text.count("conflict: A") == 2
    assert "actions.yaml:2" in text and "footnotes.yaml:1" in text
    sheet = openpyxl.load_workbook(matrix.with_suffix(".xlsx")).worksheets[0]
    assert sheet.max_row == 6
    assert [validation.type for validation in sheet.data_validations.dataValidation] == ["list"]


def test_the_compilation_has_every_proposal_under_its_members_name(matrix: Path, content: Path) -> None:
    found = read((matrix.parent / f"{STEM}-compilation.docx").read_bytes()).document
    base = document(content)
    assert reject(found).blocks == base.blocks and reject(found).notes == base.notes
    words = " ".join(plain(line.inlines) for block in found.blocks for line in lines(block))
    assert "Weigh – Australia]" in words and "Observe – Thailand]" in words and "Divers" in words
    assert any(note.inlines != old.inlines for note, old in zip(found.notes, base.notes, strict=True))


def test_decisions_are_written_into_the_content_and_logged(matrix: Path, content: Path) -> None:
    before = {path.name: path.read_text("utf-8") for path in content.glob("*.*")}
    decide(
        matrix,
        {
            "[+Weigh+]": "amend: Measure and publish the tide (linked priority 2,1)",
            "Observe": "reject",
            "Divers": "accept",
            "[+Publish tables": "accept",
            "Little": "accept",
        },
    )
    shown = applied(matrix, content, "--dry-run")
    # Before, it showed the patch alone, which is for those who know the files.
    assert shown.startswith("Actions\n  Action 1: “and publish” added; Divers added to members' interest\n")
    assert "Little" in shown and "nothing was written" in shown
    assert "calm:" not in shown and "+++" not in shown
    shown = applied(matrix, content, "--dry-run", "--patch")
    assert "-calm: No wind.\n+calm: Little wind.\n" in shown and "nothing was written" in shown
    assert {path.name: path.read_text("utf-8") for path in content.glob("*.*")} == before

    assert applied(matrix, content).startswith("applied 5 decisions\n")
    actions = (content / "actions.yaml").read_text("utf-8")
    assert "  action: Measure and publish the *tide*\n" in actions
    assert "{member: Pilots}, {member: Divers}]" in actions
    assert "Publish tables" in actions.splitlines()[-2]
    assert (content / "footnotes.yaml").read_text("utf-8") == FOOTNOTES.replace("No wind", "Little wind")
    assert (content / "plan.md").read_text("utf-8") == before["plan.md"]
    log = (content / "dispositions.yaml").read_text("utf-8")
    assert log.count("decided: 2031-05-02") == 5 and "members: [Australia, New Zealand]" in log

    after = {path.name: path.read_text("utf-8") for path in content.glob("*.*")}
    assert applied(matrix, content).startswith("nothing to change: every decision is applied already\n")
    assert {path.name: path.read_text("utf-8") for path in content.glob("*.*")} == after
    assert run("check", "--content", content, "--fail-on-warnings").returncode == 0


def test_decisions_come_from_the_spreadsheet_too(matrix: Path, content: Path) -> None:
    book = openpyxl.load_workbook(matrix.with_suffix(".xlsx"))
    sheet = book.worksheets[0]
    head = {str(cell.value): cell.column for cell in sheet[1]}
    for row in range(2, sheet.max_row + 1):
        if "wind" in str(sheet.cell(row, head["Proposed text"]).value):
            sheet.cell(row, head["Disposition"]).value = "accept"
    book.save(matrix.with_suffix(".xlsx"))
    said = applied(matrix.with_suffix(".xlsx"), content)
    assert said.startswith("applied 1 decision; 4 not decided yet\n")
    assert (content / "footnotes.yaml").read_text("utf-8") == FOOTNOTES.replace("No wind", "Little wind")


def test_what_one_copy_accepted_whole_says_is_what_the_content_says(content: Path, tmp_path: Path) -> None:
    copy = copies(content, tmp_path)[1]
    result = run("review", copy, "--content", content, "--output", tmp_path / "m", "--format", "yaml")
    assert result.returncode == 0
    matrix = tmp_path / "m" / f"{STEM}-comment-matrix.yaml"
    matrix.write_text(matrix.read_text().replace("disposition:\n", "disposition: accept\n"))
    applied(matrix, content)
    wanted, found = accept(read(copy.read_bytes()).document), document(content)
    assert [plain(line.inlines) for block in found.blocks for line in lines(block)] == [
        plain(line.inlines) for block in wanted.blocks for line in lines(block)
    ]
    assert found.notes == wanted.notes


def test_content_that_moved_on_keeps_what_it_became(matrix: Path, content: Path) -> None:
    actions = content / "actions.yaml"
    actions.write_text(ACTIONS.replace("Begun **well**", "Done"))
    decide(matrix, {"Observe": "accept", "Divers": "accept"})
    applied(matrix, content)
    text = actions.read_text("utf-8")
    assert "Done" in text and "Observe the *tide*" in text and "Divers" in text


def test_what_cannot_be_decided_together_is_an_error_and_nothing_is_written(
    matrix: Path, content: Path
) -> None:
    decide(matrix, {"Observe": "accept", "[+Weigh+]": "accept"})
    result = run("apply", matrix, "--content", content)
    assert result.returncode == ExitCode.CONTENT
    assert "are both accepted, in the same words" in result.stderr
    assert "; nothing was written" in result.stderr
    assert (content / "actions.yaml").read_text("utf-8") == ACTIONS
    assert not (content / "dispositions.yaml").exists()


def test_the_others_are_applied_without_what_stands_in_the_way(matrix: Path, content: Path) -> None:
    """Before, one row that could not be applied kept all others out of the content."""
    decide(matrix, {"Observe": "accept", "[+Weigh+]": "accept", "+, Divers+": "accept"})
    result = run("apply", matrix, "--content", content)
    assert result.returncode == ExitCode.CONTENT
    (numbers,) = re.findall(r"amendments (\d+) and (\d+) stand in the way", result.stderr)
    assert f"apply {matrix} --skip {','.join(numbers)} --content {content}" in result.stderr
    said = applied(matrix, content, "--skip", ", ".join(numbers))
    assert f"left out: amendments {' and '.join(numbers)}" in said
    assert "Divers" in (content / "actions.yaml").read_text("utf-8")
    for wrong, says in (("one", "is no number of a row"), ("99", "there is no amendment 99 to leave out")):
        assert says in run("apply", matrix, "--content", content, "--skip", wrong).stderr


def test_what_the_content_says_otherwise_by_now_is_a_conflict(matrix: Path, content: Path) -> None:
    (content / "actions.yaml").write_text(ACTIONS.replace("Measure the", "Feel the"))
    decide(matrix, {"Observe": "accept"})
    result = run("apply", matrix, "--content", content)
    assert result.returncode == ExitCode.CONTENT
    assert "is accepted, but the content has been changed there since" in result.stderr


def test_another_copy_that_comes_later_leaves_the_decisions(content: Path, tmp_path: Path) -> None:
    *first, last = copies(content, tmp_path)
    review = ("review", "--content", content, "--output", tmp_path / "m", "--format", "yaml")
    assert run(*review, *first).returncode == 0
    matrix = tmp_path / "m" / f"{STEM}-comment-matrix.yaml"
    decide(matrix, {"[+Weigh+]": "reject", "Divers": "accept"})
    result = run(*review, *first, last)
    assert "2 decisions made before stand in it" in result.stdout
    assert matrix.read_text().count("disposition: ") == 2 and "Observe" in matrix.read_text()
    result = run(*review, last)
    assert (result.returncode, "2 errors; nothing was written" in result.stderr) == (ExitCode.CONTENT, True)


def test_each_copy_has_a_line_that_says_whose_it_is_and_how_that_is_known(
    content: Path, tmp_path: Path
) -> None:
    """Before, only copies without a change were named. What Word and macOS leave beside copies is no copy."""
    names = ("plan_Australia (2).docx", "RE plan New Zaeland.docx", "scan0001.docx")
    folder = tmp_path / "replies"
    folder.mkdir()
    for name, path in zip(names, copies(content, tmp_path), strict=True):
        path.rename(folder / name)
    (folder / "~$plan_Australia.docx").write_bytes(b"Jane")
    (folder / "._scan0001.docx").write_bytes(b"")
    result = run(
        "review", folder, "--content", content, "--output", tmp_path / "meeting", "--format", "yaml",
    )  # fmt: skip
    assert result.returncode == 0
    assert result.stdout.splitlines()[1:4] == [
        "  RE plan New Zaeland.docx: New Zaeland (by the name of the file), 3 amendments",
        "  plan_Australia (2).docx: Australia (by the name of the file), 2 amendments",
        "  scan0001.docx: Desk officer (the authors of its changes), 1 amendment",
    ]
    assert [line for line in result.stderr.splitlines() if "hint" not in line] == [
        f"{folder}/._scan0001.docx:1:1: warning: left out: macOS puts it beside a file",
        f"{folder}/~$plan_Australia.docx:1:1: warning: left out: Word keeps it while the file is open",
        'RE plan New Zaeland.docx:1:1: warning: it is from "New Zaeland", which is no member that '
        "members.yaml lists",
        "scan0001.docx:1:1: warning: nothing says which member sent it; its rows are under the names of its "
        'authors: "Desk officer"',
    ]
    assert 'did you mean "New Zealand"?' in result.stderr


def test_a_matrix_without_its_files_is_refused(matrix: Path, content: Path) -> None:
    shutil.rmtree(matrix.with_suffix(".files"))
    result = run("apply", matrix, "--content", content)
    assert result.returncode == ExitCode.FILE


def test_a_file_without_end_is_not_read(tmp_path: Path) -> None:
    """It took all memory, or waited for ever."""
    os.mkfifo(tmp_path / "pipe.docx")
    for path in (tmp_path / "pipe.docx", Path("/dev/zero")):
        result = run("inspect", path)
        assert result.returncode == ExitCode.FILE
        assert "is no ordinary file" in result.stderr


def test_copies_that_cannot_be_reviewed(content: Path, tmp_path: Path) -> None:
    page = tmp_path / "page.docx"
    page.write_bytes(b"no Word file")
    result = run("review", page, "--content", content, "--output", tmp_path / "no")
    assert result.returncode == ExitCode.FILE
    first = copies(content, tmp_path)[0]
    other = written(tmp_path / "other", footnotes_yaml=FOOTNOTES.replace("No wind", "Calm"))
    (tmp_path / "x").mkdir()
    second = copies(other, tmp_path / "x")[0]
    result = run("review", first, second, "--content", content, "--output", tmp_path / "no")
    assert result.returncode == ExitCode.FILE
    assert "were made from different versions of the plan" in result.stderr
    assert not (tmp_path / "no").exists()


def test_a_log_that_cannot_be_read_is_found_by_check(content: Path) -> None:
    """Without the fix, it was in order until something was to be applied."""
    (content / "dispositions.yaml").write_text("- decided: soon\n")
    result = run("check", "--content", content)
    assert result.returncode == ExitCode.CONTENT
    assert "dispositions.yaml:1:12: error:" in result.stderr
