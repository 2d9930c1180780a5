"""Editions on the command line: issue, build an old one, inspect, restore."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.contents import FOOTNOTES, MANUSCRIPT, write_content
from tests.origins import carriers
from tests.test_cli import run
from workplan.errors import ExitCode

STEM = "forward-work-plan-2031-2033"


@pytest.fixture
def content(tmp_path: Path) -> Path:
    history = "\n# Editions\n\n:::{edition-history}\n:::\n"
    return write_content(tmp_path / "content", plan_md=MANUSCRIPT + history)


def files(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()
    }


@pytest.mark.slow
def test_an_old_edition_is_rebuilt_byte_for_byte(content: Path, tmp_path: Path) -> None:
    issued = tmp_path / "issued"
    result = run("issue", "--content", content, "--output", issued, "--note", "The *first*")
    assert (result.returncode, result.stderr) == (0, "")
    assert result.stdout.startswith("issued the edition 2031 of 2031-03-01\nwrote ")
    assert "(draft)" not in (issued / f"{STEM}.html").read_text("utf-8")
    assert "The *first*" in (issued / f"{STEM}.html").read_text("utf-8")
    run("build", "--content", content, "--output", tmp_path / "same")
    assert files(tmp_path / "same") == files(issued)

    (content / "footnotes.yaml").write_text(FOOTNOTES.replace("No wind", "Little wind"))
    assert run("issue", "--content", content, "--output", tmp_path / "no").returncode == ExitCode.CONTENT
    assert not (tmp_path / "no").exists()
    run("build", "--content", content, "--output", tmp_path / "draft", "--format", "html")
    assert "2031 (draft)" in (tmp_path / "draft" / f"{STEM}.html").read_text("utf-8")
    second = run("issue", "--content", content, "--label", "2031/Rev.1", "--output", tmp_path / "second")
    assert second.returncode == 0
    for edition, folder in {"2031": issued, "2031/Rev.1": tmp_path / "second"}.items():
        again = tmp_path / f"again {edition}".replace("/", " ")
        assert run("build", "--content", content, "--edition", edition, "--output", again).returncode == 0
        assert files(again) == files(folder)


@pytest.mark.slow
def test_a_restored_folder_builds_the_same_files(content: Path, tmp_path: Path) -> None:
    """For an edition, and for a draft after it; from each file that carries it."""
    carried = None
    for label in ("2031", "2031/Rev.1"):
        assert (
            run("issue", "--content", content, "--label", label, "--output", tmp_path / label).returncode == 0
        )
    carried = content / "editions" / "2031-rev-1.yaml"
    restored = tmp_path / "restored"
    assert run("restore", carried, restored).returncode == 0
    assert run("build", "--content", restored, "--output", tmp_path / "again").returncode == 0
    assert files(tmp_path / "again") == files(tmp_path / "2031/Rev.1")
    assert not {b"harbours@example.org"} & set(files(restored).values())
    again = run("restore", carried, restored)
    assert again.returncode == ExitCode.OUTPUT and "is not empty" in again.stderr


def test_unknown_and_altered_editions(content: Path, tmp_path: Path) -> None:
    words = ("build", "--content", content, "--output", tmp_path / "out", "--format", "html")
    unknown = run(*words, "--edition", "2031")
    assert unknown.returncode == ExitCode.CONTENT
    assert 'there is no edition "2031"' in unknown.stderr and "none was issued yet" in unknown.stderr
    run("issue", "--content", content, "--output", tmp_path / "issued")
    path = content / "editions" / "2031.yaml"
    path.write_text(path.read_text("utf-8").replace("calm: No wind.", "calm: 'No wind.'"), "utf-8")
    altered = run(*words, "--edition", "2031")
    assert altered.returncode == ExitCode.CONTENT and "it was changed since" in altered.stderr
    assert not (tmp_path / "out").exists()
    found = run("inspect", path)
    assert found.returncode == ExitCode.FILE and "altered" in found.stdout
    assert run("restore", path, tmp_path / "restored").returncode == ExitCode.CONTENT
    assert not (tmp_path / "restored").exists()


def test_inspect_and_restore_refuse_what_is_not_ours(tmp_path: Path) -> None:
    (tmp_path / "other.pdf").write_bytes(carriers.pdf("words", name="invoice.xml"))
    (tmp_path / "altered.pdf").write_bytes(carriers.pdf("words", "0" * 64))
    for name, said in {
        "other.pdf": "carries no content",
        "none.pdf": "cannot read",
        ".": "cannot read",
    }.items():
        for command in (["inspect", tmp_path / name], ["restore", tmp_path / name, tmp_path / "new"]):
            result = run(*command)
            assert (result.returncode, result.stdout) == (ExitCode.FILE, "")
            assert said in result.stderr and "hint:" in result.stderr and "Traceback" not in result.stderr
    result = run("restore", tmp_path / "altered.pdf", tmp_path / "new")
    assert result.returncode == ExitCode.FILE and "was altered" in result.stderr
    assert not (tmp_path / "new").exists()


@pytest.mark.parametrize("words", [["--date", "1 March"], ["--label"], ["--date", "2031-02-30"]])
def test_what_cannot_be_an_edition(content: Path, tmp_path: Path, words: list[str]) -> None:
    result = run("issue", "--content", content, "--output", tmp_path / "out", *words)
    assert result.returncode == ExitCode.USAGE
    assert not (tmp_path / "out").exists() and not (content / "editions").exists()
