"""Content as it was at a git revision."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from tests.contents import ACTIONS, PLAN, ROOT_CONTENT, write_content
from workplan.content.files.folder import DiskFolder
from workplan.document.composing.compose import compose
from workplan.errors import ContentError, GivenFileError
from workplan.opening import open_content
from workplan.opening.revision import folder_at
from workplan.origins.named import named


@pytest.fixture
def content(tmp_path: Path) -> Path:
    """A content folder in a repository, committed twice and changed since."""
    folder = write_content(tmp_path / "repository" / "our content")
    git(folder, "init", "--quiet", str(tmp_path / "repository"))
    commit(folder, "first")
    (folder / "actions.yaml").write_text(ACTIONS.replace("Measure", "Gauge"))
    commit(folder, "second")
    (folder / "actions.yaml").write_text("nothing yet")
    return folder


def git(folder: Path, *words: str) -> None:
    identity = ["-c", "user.name=A", "-c", "user.email=a@b.example", "-c", "commit.gpgsign=false"]
    subprocess.run(["git", "-C", folder, *identity, *words], check=True, capture_output=True)


def commit(folder: Path, message: str) -> None:
    git(folder, "add", "--all", ".")
    git(folder, "commit", "--quiet", "--message", message)


def at(revision: str, content: Path) -> dict[str, bytes]:
    """The files of a folder at a revision."""
    return dict(folder_at(revision, DiskFolder(content), "there")._files)


def actions(words: str, content: Path) -> str:
    found = named(words, content)
    assert found.shown == f"the content at {words}" and found.draft
    return found.opened.plan.actions[0].action


def test_revisions(content: Path) -> None:
    assert actions("git:HEAD", content) == "Gauge the *tide*"
    assert actions("git:HEAD~1", content) == actions("git:HEAD^", content) == "Measure the *tide*"
    git(content, "tag", "-a", "v1", "-m", "x", "HEAD~1")
    assert actions("git:v1", content) == "Measure the *tide*"


def test_a_folder_that_is_gone_today(content: Path) -> None:
    content.rename(content.with_name("elsewhere"))
    assert compose(named("git:HEAD", content).opened.plan).notes


def test_bytes_are_those_that_were_committed(content: Path) -> None:
    """No attribute or filter of the repository has a say."""
    attributes = content.parent / ".gitattributes"
    attributes.write_text("*.md export-ignore text eol=crlf filter=evil\n*.yaml export-subst\n")
    git(content, "config", "filter.evil.smudge", f"touch {content.parent}/owned")
    (content / "actions.yaml").write_text(ACTIONS + "# $Format:%H$\n")
    commit(content, "third")
    files = at("HEAD", content)
    assert files["actions.yaml"].endswith(b"# $Format:%H$\n")
    assert b"\r" not in files["plan.md"]
    assert not (content.parent / "owned").exists()


def test_links_are_left_out(content: Path) -> None:
    (content / "appendices" / "02-secret.md").symlink_to("/etc/passwd")
    (content / "actions.yaml").write_text(ACTIONS)
    commit(content, "third")
    assert "appendices/02-secret.md" not in at("HEAD", content)


@pytest.mark.parametrize(
    "revision",
    ["nowhere", "HEAD~99", "--help", "--output=x", "-h", "HEAD:plan.md", "@{-9}", "a\x00b", "a\nb", "..."],
)
def test_revisions_that_are_none(content: Path, revision: str) -> None:
    with pytest.raises(GivenFileError) as caught:
        at(revision, content)
    assert caught.value.hint


@pytest.mark.parametrize("path", ["actions.yaml", "appendices"])
def test_a_clone_that_lacks_some_of_it(content: Path, path: str) -> None:
    """A partial clone, or a damaged one; before, a bug of ours (exit code 70)."""
    lost = subprocess.run(
        ["git", "-C", content, "rev-parse", f"HEAD:./{path}"], check=True, capture_output=True, text=True
    ).stdout.strip()
    (content.parent / ".git" / "objects" / lost[:2] / lost[2:]).unlink()
    with pytest.raises(GivenFileError) as caught:
        at("HEAD", content)
    assert "lacks" in caught.value.message or "git says" in caught.value.hint


def test_no_repository(tmp_path: Path) -> None:
    folder = write_content(tmp_path / "content")
    with pytest.raises(GivenFileError, match="is in no git repository"):
        at("HEAD", folder)


def test_no_such_folder_then(content: Path) -> None:
    other = write_content(content.parent / "other")
    with pytest.raises(GivenFileError, match="there was no other/"):
        at("HEAD", other)


def test_content_of_before_there_were_numbers(content: Path) -> None:
    """It cannot be changed any more, so it is read as it was meant."""
    (content / "actions.yaml").write_text(ACTIONS.replace("id: measure", "id: editions"))
    commit(content, "third")
    with pytest.raises(ContentError):
        open_content(content)
    assert named("git:HEAD", content).opened.plan.actions[0].id == "editions-section"
    (content / "plan.yaml").write_text("schema: 2\n" + PLAN)
    commit(content, "fourth")
    with pytest.raises(ContentError):
        named("git:HEAD", content)


def test_every_revision_of_the_real_plan_loads() -> None:
    log = ["git", "-C", ROOT_CONTENT, "log", "--format=%H", "--", ROOT_CONTENT]
    found = subprocess.run(log, capture_output=True, text=True, check=False)
    if found.returncode or not found.stdout.strip():
        pytest.skip("no history here")
    for revision in found.stdout.split():
        assert len(compose(named(f"git:{revision}", ROOT_CONTENT).opened.plan).notes) >= 1
