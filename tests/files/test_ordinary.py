"""Ordinary files are read, and no more of them than their limit; nothing else is, and nobody waits for it."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from workplan.files.ordinary import NotOrdinaryError, TooLargeError, read_ordinary


def test_a_file_is_read_up_to_its_limit(tmp_path: Path) -> None:
    path = tmp_path / "a"
    path.write_bytes(b"12345")
    assert read_ordinary(path, 5) == b"12345"
    with pytest.raises(TooLargeError):
        read_ordinary(path, 4)


def test_a_file_that_says_that_it_is_empty_has_its_limit() -> None:
    path = Path("/proc/self/status")
    assert path.stat().st_size == 0
    assert read_ordinary(path).startswith(b"Name:")
    with pytest.raises(TooLargeError):
        read_ordinary(path, 10)


def test_what_takes_the_place_of_a_file_is_not_waited_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Before, a pipe that came between the look at a file and its reading was waited for."""
    path = tmp_path / "a"
    path.write_bytes(b"12345")
    about = path.stat()
    path.unlink()
    os.mkfifo(path)
    monkeypatch.setattr(Path, "stat", lambda *_, **__: about)
    with pytest.raises(NotOrdinaryError):
        read_ordinary(path)


@pytest.mark.parametrize(("path", "error"), [("/dev/zero", NotOrdinaryError), ("/dev", IsADirectoryError)])
def test_nothing_else_is_read(path: str, error: type[OSError]) -> None:
    with pytest.raises(error):
        read_ordinary(Path(path))
