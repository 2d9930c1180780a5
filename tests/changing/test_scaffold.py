"""The starter plan: whole or not at all."""

from __future__ import annotations

from pathlib import Path

import pytest

from workplan.changing.scaffold import scaffold
from workplan.content.load import load
from workplan.errors import OutputError


def names(directory: Path) -> list[str]:
    return sorted(path.relative_to(directory).as_posix() for path in directory.rglob("*"))


@pytest.mark.parametrize("where", ["plan", "deep/er/plan"])
def test_a_new_plan_loads_without_a_warning(tmp_path: Path, where: str) -> None:
    written = scaffold(tmp_path / where)
    loaded = load(tmp_path / where)
    assert not loaded.warnings
    assert [path.name for path in written if path.suffix == ".md"] == ["01-background.md", "plan.md"]
    assert all(path.is_file() for path in written)


def test_it_shows_each_construct(tmp_path: Path) -> None:
    scaffold(tmp_path / "plan")
    plan = load(tmp_path / "plan").plan
    nodes = {node.type for node in plan.manuscript.tree.walk()}
    assert nodes >= {"heading", "bullet_list", "strong", "em", "note_call", "reference", "directive"}
    assert all((plan.priorities, plan.actions, plan.footnotes, plan.members, plan.appendices))
    assert any(action.status for action in plan.actions)
    assert any(priority.items for priority in plan.priorities)


def test_the_current_empty_folder_may_be_filled(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "plan").mkdir()
    monkeypatch.chdir(tmp_path / "plan")
    scaffold(Path())
    assert Path("plan.yaml").is_file()
    assert [path.name for path in tmp_path.iterdir()] == ["plan"], "nothing of the staging is left"


def test_what_is_there_is_never_touched(tmp_path: Path) -> None:
    (tmp_path / "plan").mkdir()
    (tmp_path / "plan" / "mine.txt").write_text("mine")
    with pytest.raises(OutputError, match="not empty"):
        scaffold(tmp_path / "plan")
    with pytest.raises(OutputError, match="is a file"):
        scaffold(tmp_path / "plan" / "mine.txt")
    assert names(tmp_path) == ["plan", "plan/mine.txt"]


@pytest.mark.parametrize("exists", [True, False])
def test_a_failure_halfway_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, exists: bool
) -> None:
    if exists:
        (tmp_path / "plan").mkdir()
    rename = Path.rename

    def fail(self: Path, target: Path) -> Path:
        if self.name in ("plan.yaml", "plan") and target.parent != self.parent and "new-" not in str(target):
            raise OSError(28, "No space left on device")
        return rename(self, target)

    monkeypatch.setattr(Path, "rename", fail)
    with pytest.raises(OutputError, match="No space left"):
        scaffold(tmp_path / "plan")
    assert names(tmp_path) == (["plan"] if exists else [])
