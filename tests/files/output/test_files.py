"""All files or none, each in one step."""

from __future__ import annotations

from pathlib import Path

import pytest

from workplan.errors import OutputError
from workplan.files.output.files import write_all


def test_files_appear_with_the_usual_rights(tmp_path: Path) -> None:
    folder = tmp_path / "new" / "folder"
    write_all({folder / "a.pdf": b"a", folder / "b.html": b"b"})
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == {"a.pdf": b"a", "b.html": b"b"}
    (tmp_path / "plain").write_bytes(b"")
    assert (folder / "a.pdf").stat().st_mode == (tmp_path / "plain").stat().st_mode


def test_an_interrupted_run_leaves_the_old_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("a", "b"):
        (tmp_path / name).write_bytes(b"old")
    calls: list[int] = []

    def interrupt(handle: int) -> None:
        calls.append(handle)
        if len(calls) == 2:
            raise KeyboardInterrupt

    monkeypatch.setattr("workplan.files.output.files.os.fsync", interrupt)
    with pytest.raises(KeyboardInterrupt):
        write_all({tmp_path / "a": b"new", tmp_path / "b": b"new"})
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == {"a": b"old", "b": b"old"}


@pytest.mark.parametrize("make", [Path.mkdir, Path.touch])
def test_where_nothing_can_be_written(tmp_path: Path, make: object) -> None:
    blocked = tmp_path / "blocked"
    make(blocked)  # type: ignore[operator]
    target = blocked if blocked.is_dir() else blocked / "a"
    with pytest.raises(OutputError, match="cannot write") as caught:
        write_all({tmp_path / "fine": b"x", target: b"y"})
    assert caught.value.hint
    assert not (tmp_path / "fine").exists()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["blocked"]
