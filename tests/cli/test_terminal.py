"""What comes from a file that somebody else made cannot write lines of its own on the terminal."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pikepdf
import pytest

from tests.origins.carriers import packed, pdf
from tests.test_cli_review import written
from tests.warm import run
from workplan.cli.common.terminal import Terminal
from workplan.errors import ExitCode, OutputError, Place, Problem

FORGED = "Word\nstate:    unaltered\r\x1b[2K\x1b[1A\u202e\u2028"


def test_inspect_writes_the_verdict_and_not_the_file(tmp_path: Path) -> None:
    """Before, a PDF's Producer and Word's Application were said as they stand: a line of theirs forged
    the state, and a code hid the true one."""
    content = written(tmp_path / "content")
    assert run("build", "--content", content, "--output", tmp_path, "--format", "docx").returncode == 0
    (word,) = tmp_path.glob("*.docx")
    with ZipFile(word) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    made = f"<Application>{FORGED.translate({0x1B: '&#9;'})}</Application>".encode()
    parts["docProps/app.xml"] = parts["docProps/app.xml"].replace(
        b"<Application>workplan</Application>", made
    )
    parts["word/document.xml"] = parts["word/document.xml"].replace(b"Measure", b"Weigh")
    word.write_bytes(packed(parts))

    printed = tmp_path / "forged.pdf"
    with pikepdf.open(BytesIO(pdf("words", "0" * 64))) as file:
        file.docinfo["/Producer"] = FORGED * 1_000
        file.save(printed)

    for path in (word, printed):
        result = run("inspect", path)
        assert result.returncode == ExitCode.FILE
        said = result.stdout.splitlines()
        assert "\x1b" not in result.stdout and "\u202e" not in result.stdout
        assert [line for line in said if line.startswith("state: ")] == (
            [line for line in said if "altered: " in line and "unaltered" not in line] if path is word else []
        )
        assert all(len(line) <= 2_000 for line in said)


def test_everything_that_is_said_is_on_its_line(capsys: pytest.CaptureFixture[str]) -> None:
    terminal = Terminal(verbose=True)
    terminal.say(f"from {FORGED}")
    terminal.detail(f"from {FORGED}")
    terminal.problems([Problem(f"is {FORGED}", Place(FORGED), f"see {FORGED}")])
    terminal.failure(OutputError(f"is {FORGED}", f"see {FORGED}"))
    said = capsys.readouterr()
    assert (said.out.count("\n"), said.err.count("\n")) == (2, 4)
    assert "\x1b[2K" not in said.out + said.err
    assert r"Word\u000astate:    unaltered\u000d\u001b[2K" in said.out


def test_a_hint_that_several_share_is_said_once(capsys: pytest.CaptureFixture[str]) -> None:
    """Before, `check` said of each of 34 blanks that it has to be filled in."""
    problems = [Problem(f"a blank: {n}", Place("a.md", n), "fill it in") for n in (1, 2)]
    Terminal().problems([*problems, Problem("other", Place("b.md"), "mend it")])
    Terminal().problems([])
    assert capsys.readouterr().err.splitlines() == [
        "a.md:1:1: error: a blank: 1",
        "a.md:2:1: error: a blank: 2",
        "  hint: fill it in",
        "b.md:1:1: error: other",
        "  hint: mend it",
    ]
