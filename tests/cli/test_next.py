"""Below every command stands the next one, whole; the names of files tell drafts and editions apart."""

from __future__ import annotations

import shlex
import subprocess
from datetime import date
from pathlib import Path

import pytest
from msgspec.structs import replace

from tests.contents import FOOTNOTES, write_content
from tests.warm import run
from workplan.build.prepare import prepare
from workplan.content.models.head import Head
from workplan.content.models.identity import Edition
from workplan.editions.standing import Standing
from workplan.opening import Opened, open_content
from workplan.opening.naming import file_name, label_to_change, next_label

ROOT = Path(__file__).resolve().parents[2]


def opened(folder: Path, label: str, *issued: str, draft: bool) -> Opened:
    found = open_content(write_content(folder))
    history = tuple(Edition(label=each, date=date(2031, 3, 1)) for each in issued)
    identity = found.plan.identity.model_copy(update={"edition": Edition(label=label, date=date(2031, 3, 1))})
    plan = replace(found.plan, identity=identity, history=history)
    return Opened(replace(found.loaded, plan=plan), Standing(draft=draft, text=""))


@pytest.mark.parametrize(
    ("label", "issued", "draft", "name", "following"),
    [
        ("2031", (), True, "plan-draft", "2031"),
        ("2031", ("2031",), False, "plan", "2031/Rev.1"),
        ("2031", ("2031",), True, "plan-draft", "2031/Rev.1"),
        ("2032", ("2031",), True, "plan-draft", "2032"),
        ("2032", ("2031", "2032"), False, "plan-2032", "2032/Rev.1"),
        ("2032/Rev.1", ("2031", "2032", "2032/Rev.1"), False, "plan-2032-rev-1", "2032/Rev.2"),
        ("2031", ("2031", "2031/Rev.1"), True, "plan-draft", "2031/Rev.2"),
        ("ฉบับ", ("2031", "ฉบับ"), False, "plan-f90488a10bb9", "ฉบับ/Rev.1"),
    ],
)
def test_files_are_named_so_that_none_takes_anothers_place(
    tmp_path: Path, label: str, issued: tuple[str, ...], draft: bool, name: str, following: str
) -> None:
    """Before, all had one name, and a draft was written over the edition that members had been sent."""
    found = opened(tmp_path, label, *issued, draft=draft)
    assert (file_name(found, "plan"), next_label(found)) == (name, following)
    assert len(list(label_to_change(found))) == (draft and label in issued)


@pytest.mark.parametrize(
    ("symbol", "following"),
    [
        ("A/1/Rev.2", "A/1/Rev.2"),
        ("A/1/Rev.5", "A/1/Rev.5"),
        ("A/1", "A/1/Rev.2"),
        ("[[symbol]]", "A/1/Rev.2"),
    ],
)
def test_the_next_label_of_a_paper_is_its_symbol(tmp_path: Path, symbol: str, following: str) -> None:
    """Before, whoever revised the symbol after Rev.1 was told to give the label "A/1/Rev.1/Rev.1"."""
    found = opened(tmp_path, "A/1/Rev.1", "A/1", "A/1/Rev.1", draft=True)
    plan = replace(found.plan, head=Head.model_construct(symbol=symbol))
    assert next_label(replace(found, loaded=replace(found.loaded, plan=plan))) == following


def test_a_draft_after_an_edition_is_called_so(tmp_path: Path) -> None:
    """Before, it was "2031 (draft)", as if the edition 2031 were not issued yet."""
    one, other = (
        prepare(opened(tmp_path / name, label, "2031", draft=True)).document.properties
        for name, label in (("a", "2031"), ("b", "2032"))
    )
    assert (one.edition, other.edition) == ("draft after 2031", "2032 (draft)")
    assert one.running_head.endswith(" · Draft after 2031") and other.running_head.endswith(
        "Edition 2032 (draft)"
    )


def test_words_of_the_plans_own_for_drafts_are_kept(tmp_path: Path) -> None:
    found = opened(tmp_path, "2031", "2031", draft=True)
    wording = found.plan.identity.wording.model_validate({"draft_edition": "{edition} (projet)"})
    identity = found.plan.identity.model_copy(update={"wording": wording})
    plan = replace(found.plan, identity=identity)
    ours = prepare(Opened(replace(found.loaded, plan=plan), found.standing)).document.properties
    assert ours.edition == "2031 (projet)"


def commands(said: str) -> list[list[str]]:
    """The commands that are said to be next, in words."""
    lines = said.splitlines()
    return [
        shlex.split(lines[at + 1])
        for at, line in enumerate(lines)
        if line.startswith("next") and at + 1 < len(lines)
    ]


def said(*words: str | Path, code: int = 0) -> list[list[str]]:
    result = run(*words)
    assert result.returncode == code, result.stderr
    return [command[command.index("generate.py") + 1 :] for command in commands(result.stdout)]


def test_from_one_command_to_the_next(tmp_path: Path) -> None:
    """Before, three commands said what is next, in parts of a command. Each can be run as it stands."""
    content = write_content(tmp_path / "my content")
    output = ("--output", tmp_path / "out")
    where = ["--content", str(content)]
    assert said("check", *where) == [["build", *where]]
    assert said("build", *where, *output, "--format", "html") == [["issue", *where]]
    (replies,) = said("issue", *where, *output)
    assert replies == ["review", "replies/*.docx", "--output", "meeting", *where]
    (content / "footnotes.yaml").write_text(FOOTNOTES.replace("No wind", "Little wind"))
    issue = ["issue", "--label", "2031/Rev.1", *where]
    assert said("build", *where, *output, "--format", "html") == [["redline", "2031", *where], issue]
    assert said("redline", "2031", *where, *output, "--format", "md") == [issue]
    (redline, _) = said(*issue, *output)
    assert redline == ["redline", "2031", "2031/Rev.1", *where]
    assert said(*redline, *output, "--format", "md")[0][0] == "review"
    names = sorted(
        {path.name.split(".")[0] for path in (tmp_path / "out").iterdir() if path.suffix == ".html"}
    )
    stem = "forward-work-plan-2031-2033"
    assert names == [stem, f"{stem}-2031-rev-1", f"{stem}-draft"]
    (restore,) = said("inspect", content / "editions" / "2031.yaml")
    assert restore[0] == "restore"
    made = tmp_path / "restored" / "content"
    assert said("restore", restore[1], made) == [
        ["build", "--content", str(made), "--output", str(made.parent / "output")]
    ]


def test_after_new(tmp_path: Path) -> None:
    folder = tmp_path / "tides" / "content"
    output = ["--output", str(tmp_path / "tides" / "output")]
    assert said("new", folder) == [["build", "--content", str(folder), *output]]
    assert said("new", "--paper", "paper", "letter", "--content", folder) == [
        ["build", "letter", "--content", str(folder)]
    ]


def test_the_command_is_the_one_that_was_started(tmp_path: Path) -> None:
    """It can be copied: the first words start the same program."""
    write_content(tmp_path / "content")
    python = ROOT / ".venv" / "bin" / "python"
    command = [python, ROOT / "generate.py", "check"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=True)
    (following,) = commands(done.stdout)
    assert following == [str(python), str(ROOT / "generate.py"), "build"]
