"""Killed and interrupted before and behind every file that is put in its place; two commands at once."""

from __future__ import annotations

import fcntl
import os
import re
import shutil
import signal
import subprocess
import sys
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

from tests.contents import write_content
from tests.files.output.ends import End, run_here
from tests.test_cli import ROOT
from tests.test_cli_review import STEM, copies, decide, written
from tests.warm import run
from workplan.build import formats  # noqa: F401 (read here once, and not in each copy of this process)
from workplan.changing import scaffold  # noqa: F401 (read here once, and not in each copy of this process)
from workplan.errors import ExitCode

issuing: Any = import_module("workplan.cli.papers.issue")
SIGNALS = [signal.SIGKILL, signal.SIGINT, signal.SIGTERM, signal.SIGHUP]
NOTHING = "error: interrupted; nothing was written\n"


def tree(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()
    }


class Scene:
    """A folder `at` to work in, as `made`, in which a command is run again and again from the start."""

    def __init__(self, folder: Path, words: Sequence[str]) -> None:
        self.at, self._made, self._words = folder / "at", folder / "made", words
        shutil.move(folder / "scene", self._made)
        self._log = folder / "log"
        self.whole = self.afresh()
        assert self.whole.code == 0, self.whole.said
        self.before, self.after = tree(self._made), tree(self.at)
        assert self.before != self.after

    def afresh(self, hit: signal.Signals | None = None, at: int = -1) -> End:
        shutil.rmtree(self.at, ignore_errors=True)
        shutil.copytree(self._made, self.at)
        return self.again(hit, at)

    def again(self, hit: signal.Signals | None = None, at: int = -1) -> End:
        words = [word.format(at=self.at) for word in self._words]
        return run_here(words, self._log, hit=hit, at=at, first=_without_pdf)


def _without_pdf() -> None:
    """The PDF and the Word file are two files more, and take seconds."""
    issuing.FORMATS = ("html",)


@pytest.fixture(scope="module")
def scenes(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Scene]:
    """A command of each kind that writes."""
    found = {}
    for name, words in {
        "issue": "issue --label 2031/Rev.1 --content {at}/content --output {at}/out",
        "build": "build --content {at}/content --output {at}/out --format html",
        "apply": f"apply {{at}}/meeting/{STEM}-comment-matrix.yaml --content {{at}}/content",
        "paper": "new --paper paper follow-up --content {at}/content",
        "new": "new {at}/fresh/content",
        "into": "new {at}/empty",
    }.items():
        folder = tmp_path_factory.mktemp(name)
        content = written(folder / "scene" / "content")
        if name == "apply":
            _reviewed(content, folder)
        (folder / "scene" / "empty").mkdir()
        found[name] = Scene(folder, words.split())
    return found


def _reviewed(content: Path, folder: Path) -> Path:
    """The matrix of a meeting that decided on a note and an action."""
    meeting = content.parent / "meeting"
    sent = copies(content, folder)
    words = ["review", *sent, "--content", content, "--output", meeting, "--format", "yaml"]
    assert run_here(words, folder / "log").code == 0
    matrix = meeting / f"{STEM}-comment-matrix.yaml"
    decide(matrix, {"Observe": "accept", "Little": "accept"})
    return matrix


@pytest.mark.parametrize("name", ["issue", "build", "apply", "paper", "new", "into"])
def test_an_interruption_is_told_truly(scenes: dict[str, Scene], name: str) -> None:
    """Before, `issue`, `apply` and `build` said "nothing was written" where files were."""
    scene = scenes[name]
    for at in range(scene.whole.puts * 2):
        for hit in SIGNALS[1:] if name != "apply" else [SIGNALS[1 + at % 3]]:  # each takes half a second
            end = scene.afresh(hit, at)
            assert end.code == ExitCode.INTERRUPTED, (hit, at, end.said)
            now = tree(scene.at)
            if end.said == NOTHING:
                assert now == scene.before, (hit, at)
            else:
                assert "error: interrupted; written before that: " in end.said, (hit, at, end.said)
                assert now == scene.after, (hit, at)


@pytest.mark.parametrize("name", ["issue", "build", "apply", "paper"])
def test_what_was_killed_can_be_run_again(scenes: dict[str, Scene], name: str) -> None:
    """Before, an `issue` that was killed left an empty edition, and the next one said that it was issued. No
    file is ever half written, and what the killed run left under names of its own is gone behind the
    next."""
    scene = scenes[name]
    for at in range(scene.whole.puts * 2):
        end = scene.afresh(signal.SIGKILL, at)
        assert end.code == -signal.SIGKILL
        left = tree(scene.at)
        for path, data in left.items():
            if ".workplan-" not in path:
                assert data in (scene.before.get(path), scene.after.get(path)), (at, path)
        is_done = scene.after.items() <= left.items()
        assert is_done or at < scene.whole.puts * 2 - 1
        again = scene.again()
        if name in ("issue", "paper") and is_done:  # what was made may not be noted yet; it is said so
            assert "was issued already" in again.said or "is there already" in again.said
        else:
            assert (again.code, _decided(tree(scene.at))) == (0, _decided(scene.after)), (at, again.said)


def _decided(files: dict[str, bytes]) -> dict[str, object]:
    """Files; of the log of decisions who decided what: it also says that the content says so already."""
    log = files.get("content/dispositions.yaml", b"")
    return files | {"content/dispositions.yaml": re.findall(rb"(?:key|members|disposition): .*", log)}


def test_an_edition_that_somebody_wrote_meanwhile_is_kept(scenes: dict[str, Scene]) -> None:
    scene = scenes["issue"]
    edition = scene.at / "content/editions/2031-rev-1.yaml"

    def meanwhile() -> None:
        _without_pdf()
        real = Path.hardlink_to

        def late(path: Path, target: Path) -> None:
            path.write_text("another's\n")
            real(path, target)

        Path.hardlink_to = late  # type: ignore[method-assign, assignment]

    scene.afresh()
    shutil.rmtree(scene.at)
    shutil.copytree(scene._made, scene.at)
    words = f"issue --label 2031/Rev.1 --content {scene.at}/content --output {scene.at}/out".split()
    end = run_here(words, scene.at.parent / "log", first=meanwhile)
    assert end.code == ExitCode.OUTPUT
    assert f"error: {edition} is there already; written before that: " in end.said
    assert edition.read_text() == "another's\n"


def test_what_an_editor_saved_meanwhile_is_not_overwritten(scenes: dict[str, Scene]) -> None:
    """Before, `apply` wrote over it."""
    scene = scenes["apply"]
    shutil.rmtree(scene.at, ignore_errors=True)
    shutil.copytree(scene._made, scene.at)
    actions = scene.at / "content" / "actions.yaml"

    def meanwhile() -> None:
        files: Any = sys.modules["workplan.files.output.files"]
        real = files.held_back

        def saved() -> object:
            actions.write_text(f"# mine\n{actions.read_text('utf-8')}", "utf-8")
            return real()

        files.held_back = saved

    words = f"apply {scene.at}/meeting/{STEM}-comment-matrix.yaml --content {scene.at}/content".split()
    end = run_here(words, scene.at.parent / "log", first=meanwhile)
    assert end.code == ExitCode.OUTPUT
    assert f"error: {actions} changed while the command ran; nothing was written\n" in end.said
    assert "hint: run the command again" in end.said
    assert actions.read_text("utf-8").startswith("# mine\n")
    assert "Observe" not in actions.read_text("utf-8")
    assert not list((scene.at / "content").glob(".workplan-*"))


def test_two_at_once_wait_for_one_another(tmp_path: Path) -> None:
    """Before, one member's decision was lost, with exit code 0."""
    content = written(tmp_path / "content")
    matrix = _reviewed(content, tmp_path)
    other = tmp_path / "other"
    shutil.copytree(matrix.parent, other)
    text = matrix.read_text("utf-8")
    first, second = re.finditer(" accept\n", text)
    matrix.write_text(text[: first.start()] + text[first.end() - 1 :], "utf-8")
    (other / matrix.name).write_text(text[: second.start()] + text[second.end() - 1 :], "utf-8")

    handle = os.open(content, os.O_RDONLY)
    fcntl.flock(handle, fcntl.LOCK_EX)
    both = [
        subprocess.Popen(
            [sys.executable, ROOT / "generate.py", "apply", each, "--content", content],
            cwd=ROOT,
            env=os.environ | {"PYTHONUNBUFFERED": "1"},
            stdout=subprocess.PIPE,
            text=True,
        )
        for each in (matrix, other / matrix.name)
    ]
    for process in both:
        assert process.stdout
        assert process.stdout.readline() == f"waiting for another command, which changes {content}\n"
    os.close(handle)
    for process in both:
        said, _ = process.communicate()
        assert (process.returncode, said.startswith("applied 1 decision")) == (0, True), said
    assert "Observe" in (content / "actions.yaml").read_text("utf-8")
    assert "Little" in (content / "footnotes.yaml").read_text("utf-8")
    assert (content / "dispositions.yaml").read_text("utf-8").count("disposition: accept") == 2


def test_what_killed_runs_left_is_taken_away(tmp_path: Path) -> None:
    """Before, `.plan.yaml.…` and `workplan-…` stayed for good. What a living process writes stays."""
    content = write_content(tmp_path / "content")
    out, temporary = tmp_path / "out", tmp_path / "temporary"
    out.mkdir()
    temporary.mkdir()
    dead = subprocess.Popen([sys.executable, "-c", ""])
    dead.wait()
    from workplan.files.output import staging

    mine = staging.owned(staging.HIDDEN)
    for folder, beginning in ((out, staging.HIDDEN), (temporary, staging.TEMPORARY)):
        machine = mine.removeprefix(staging.HIDDEN).split("-")[0]
        (folder / f"{beginning}{machine}-{dead.pid}-x").mkdir()
        (folder / f"{beginning}{machine}-{dead.pid}-x" / "inside").write_text("")
        (folder / f"{beginning}{machine}-{os.getpid()}-y").write_text("")
        (folder / f"{beginning}00000000-{dead.pid}-z").write_text("")
    result = run("build", "--content", content, "--output", out, TMPDIR=str(temporary))
    assert result.returncode == 0
    assert sorted(path.name[-1] for path in out.glob(".workplan-*")) == ["y", "z"]
    assert sorted(path.name[-1] for path in temporary.iterdir()) == ["y", "z"]
