"""The command line as its users meet it: words, exit codes, files."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from tests.contents import ACTIONS, MANUSCRIPT, PLAN, write_content
from workplan.cli import EXIT_CODES
from workplan.errors import ExitCode

ROOT = Path(__file__).parent.parent


def run(*words: str | Path, cwd: Path | None = None, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, ROOT / "generate.py", *map(str, words)],
        cwd=cwd or ROOT,
        env=os.environ | environment,
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture
def content(tmp_path: Path) -> Path:
    return write_content(tmp_path / "content")


def test_build_writes_three_files_and_a_line_for_each(content: Path, tmp_path: Path) -> None:
    result = run("build", "--content", content, "--output", tmp_path / "out")
    assert (result.returncode, result.stderr) == (0, "")
    names = sorted(path.name for path in (tmp_path / "out").iterdir())
    assert names == [f"forward-work-plan-2031-2033-draft.{kind}" for kind in ("docx", "html", "pdf")]
    assert re.findall(r"^wrote .*\.(\w+) \(\d+ kB\)$", result.stdout, re.MULTILINE) == ["pdf", "docx", "html"]
    assert "\x1b" not in result.stdout


def test_one_format_alone(content: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    result = run("build", "--content", content, "--output", out, "--format", "docx", "--quiet")
    assert (result.returncode, result.stdout, result.stderr) == (0, "", "")
    assert [path.suffix for path in out.iterdir()] == [".docx"]


def test_verbose_says_what_took_how_long(content: Path, tmp_path: Path) -> None:
    words = ("build", "--content", content, "--output", tmp_path / "out", "--format", "html", "--verbose")
    assert re.search(r"made and compared html \(\d+\.\d\d s\)", run(*words).stdout)
    assert "not compared" in run(*words, "--no-verify", "--force").stdout


def test_all_problems_at_once_and_nothing_written(tmp_path: Path) -> None:
    content = write_content(
        tmp_path / "content",
        actions_yaml=ACTIONS.replace("[storms, calm]", "[storm, calm]"),
        plan_md=MANUSCRIPT.replace("(#steps)", "(#step)") + "\n<b>bold</b>\n",
    )
    result = run("build", "--content", content, "--output", tmp_path / "out")
    assert result.returncode == ExitCode.CONTENT
    assert not (tmp_path / "out").exists()
    assert f'{content}/actions.yaml:3:23: error: linked priority "storm" does not exist' in result.stderr
    assert 'did you mean "storms"?' in result.stderr
    assert f"{content}/plan.md:19:1: error:" in result.stderr
    assert re.search(r"error: \d errors; nothing was written", result.stderr)
    assert "Traceback" not in result.stderr


def test_a_warning_does_not_stop_a_build_unless_asked_to(tmp_path: Path) -> None:
    priorities = "- {id: calm, text: Calm}\n- {id: storms, text: Storms}\n- {id: fog, text: Fog}\n"
    content = write_content(
        tmp_path / "content", priorities_yaml=priorities, footnotes_yaml="source: S\ninterest: I\n"
    )
    words = ("check", "--content", content)
    result = run(*words)
    assert result.returncode == 0
    assert "priorities.yaml:3:" in result.stderr
    assert ": warning:" in result.stderr
    assert run(*words, "--fail-on-warnings").returncode == ExitCode.CONTENT


def test_a_character_without_a_font(tmp_path: Path) -> None:
    content = write_content(tmp_path / "content", plan_md=MANUSCRIPT.replace("one", "one \U00012000"))
    result = run("check", "--content", content)
    assert result.returncode == ExitCode.CONTENT
    assert (
        f"{content}/plan.md:6:8: error: no font here has the character \U00012000 (U+12000)" in result.stderr
    )


@pytest.mark.parametrize("command", ["check", "build"])
def test_no_such_folder(tmp_path: Path, command: str) -> None:
    result = run(command, "--content", tmp_path / "nowhere")
    assert result.returncode == ExitCode.CONTENT
    assert "there is no such folder" in result.stderr


def test_an_output_folder_that_is_a_file(content: Path, tmp_path: Path) -> None:
    (tmp_path / "out").write_text("mine")
    result = run("build", "--content", content, "--output", tmp_path / "out", "--format", "html")
    assert result.returncode == ExitCode.OUTPUT
    assert "cannot write" in result.stderr
    assert (tmp_path / "out").read_text() == "mine"


@pytest.mark.parametrize("data", [b"", b"not a Word file", None])
def test_a_house_template_that_is_none(content: Path, tmp_path: Path, data: bytes | None) -> None:
    house = tmp_path / "house.docx"
    if data is not None:
        house.write_bytes(data)
    result = run("build", "--content", content, "--output", tmp_path / "out", "--reference-docx", house)
    assert result.returncode == ExitCode.FILE
    assert "house.docx" in result.stderr
    assert "Traceback" not in result.stderr
    assert not (tmp_path / "out").exists()


def test_source_date_epoch(content: Path, tmp_path: Path) -> None:
    words = ("build", "--content", content, "--output", tmp_path / "out", "--format", "docx")
    assert run(*words, SOURCE_DATE_EPOCH="1600000000").returncode == 0
    with zipfile.ZipFile(next((tmp_path / "out").iterdir())) as archive:
        assert b"2020-09-13T12:26:40Z" in archive.read("docProps/core.xml")
    wrong = run(*words, SOURCE_DATE_EPOCH="yesterday")
    assert wrong.returncode == ExitCode.USAGE
    assert "SOURCE_DATE_EPOCH is 'yesterday'" in wrong.stderr


def test_check_and_word_never_load_weasyprint(content: Path, tmp_path: Path) -> None:
    code = (
        "import sys; from workplan.cli import main\n"
        "main(sys.argv[1:], standalone_mode=False)\n"
        "assert not {'weasyprint', 'pypdfium2'} & set(sys.modules)"
    )
    for words in (["check"], ["build", "--format", "docx", "--output", str(tmp_path / "out")]):
        subprocess.run([sys.executable, "-c", code, *words, "--content", str(content)], cwd=ROOT, check=True)


def test_help_publishes_the_exit_codes_and_gives_examples() -> None:
    result = run("--help")
    assert EXIT_CODES.replace("\b\n", "").strip().splitlines()[1].strip() in result.stdout
    assert {int(code) for code in re.findall(r"^ +(\d+)   ?[a-z]", result.stdout, re.MULTILINE)} == set(
        ExitCode
    )
    for command in ("build", "check", "new"):
        assert f"generate.py {command}" in run(command, "--help").stdout


def test_readme_publishes_the_exit_codes() -> None:
    readme = (ROOT / "README.md").read_text("utf-8")
    assert {int(code) for code in re.findall(r"^\| (\d+) \|", readme, re.MULTILINE)} == set(ExitCode)


def test_a_new_plan_builds_at_once(tmp_path: Path) -> None:
    assert run("new", tmp_path / "tides").returncode == 0
    result = run("build", "--content", tmp_path / "tides", "--output", tmp_path / "out", "--fail-on-warnings")
    assert (result.returncode, result.stderr) == (0, "")
    again = run("new", tmp_path / "tides")
    assert again.returncode == ExitCode.OUTPUT
    assert "hint:" in again.stderr


def test_the_title_cannot_choose_a_folder(tmp_path: Path) -> None:
    content = write_content(
        tmp_path / "content", plan_yaml=PLAN.replace("Forward Work Plan: 2031-2033", "../../evil")
    )
    assert (
        run("build", "--content", content, "--output", tmp_path / "out", "--format", "html").returncode == 0
    )
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["evil-draft.html"]


@pytest.mark.parametrize("name", ["SIGINT", "SIGTERM"])
def test_interrupted_in_the_middle_of_the_pdf(content: Path, tmp_path: Path, name: str) -> None:
    """The old file stays, nothing half written or temporary is left, and the exit code says so."""
    action = "- {{id: measure-{}, action: Measure the tide, linked_priorities: [calm, storms]}}\n"
    write_content(
        content,
        actions_yaml="".join(map(action.format, range(400))),
        plan_md=MANUSCRIPT.replace("[^source]", ""),
        footnotes_yaml="calm: C\ninterest: I\n",
    )
    out, temporary = tmp_path / "out", tmp_path / "temporary"
    out.mkdir()
    temporary.mkdir()
    old = out / "forward-work-plan-2031-2033-draft.pdf"
    old.write_bytes(b"old")
    process = subprocess.Popen(
        [sys.executable, ROOT / "generate.py", "build", "--content", content, "--output", out],
        cwd=ROOT,
        env=os.environ | {"TMPDIR": str(temporary)},
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    while not list(temporary.glob("*/cache")):  # fontconfig has begun
        assert process.poll() is None
    os.kill(process.pid, getattr(signal, name))
    _, said = process.communicate()
    assert process.returncode == ExitCode.INTERRUPTED
    assert said == "error: interrupted; nothing was written\n"
    assert {path.name: path.read_bytes() for path in out.iterdir()} == {old.name: b"old"}
    assert list(temporary.iterdir()) == []


def test_an_interruption_that_python_lost_is_honoured_before_files_are_written(content: Path) -> None:
    """Before, one that came in a callback of a weak reference was dropped, and the files were written."""
    program = (
        "import os, signal, sys, weakref\n"
        "from workplan.cli import main\n"
        "from workplan.cli.common import making\n"
        "class Held: pass\n"
        "real = making.time.perf_counter\n"
        "def lost(_): os.kill(os.getpid(), signal.SIGTERM); real()\n"
        "def clock():\n"
        "    held = Held(); keep = weakref.ref(held, lost); del held\n"
        "    return real()\n"
        "making.time.perf_counter = clock\n"
        "main()\n"
    )
    out = content.parent / "out"
    words = ("build", "--content", str(content), "--output", str(out), "--format", "html")
    result = subprocess.run(
        [sys.executable, "-c", program, *words], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert (result.returncode, result.stderr) == (
        ExitCode.INTERRUPTED,
        "error: interrupted; nothing was written\n",
    )
    assert not out.exists()
