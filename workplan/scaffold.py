"""A new plan: a small content folder with comments, which shows each thing once and builds at once."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

from workplan.errors import OutputError
from workplan.resources import resource


def scaffold(directory: Path) -> list[Path]:
    """Write the starter files of `templates/new` into `directory`, which is made if need be; they
    are all there, or none is. The files, in order of name.

    Raises `OutputError` where `directory` holds anything already, or cannot be written.
    """
    try:
        if directory.exists() and not directory.is_dir():
            raise OutputError(f"{directory} is a file", "give the name of a new folder")
        if directory.exists() and any(directory.iterdir()):
            raise OutputError(f"{directory} is not empty", "give the name of a new folder")
        directory.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=".new-", dir=directory.parent) as staging:
            _copy(resource("templates/new"), Path(staging) / "plan")
            _put(Path(staging) / "plan", directory)
    except OSError as error:
        raise OutputError(
            f"{directory} cannot be written: {error.strerror}", "choose another place"
        ) from error
    return [directory / name for name in _names(directory)]


def _names(directory: Path) -> Iterator[Path]:
    yield from sorted(path.relative_to(directory) for path in directory.rglob("*") if path.is_file())


def _copy(source: Path, target: Path) -> None:
    """Copy the files' bytes only: an installed package may be read-only."""
    target.mkdir()
    for name in _names(source):
        (target / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(source / name, target / name)


def _put(staged: Path, directory: Path) -> None:
    """Move the whole folder into place; into a folder that exists, possibly the current one, move
    what it holds, and take it back should that fail halfway."""
    if not directory.exists():
        staged.rename(directory)
        return
    moved: list[Path] = []
    try:
        for path in sorted(staged.iterdir()):
            moved.append(path.rename(directory / path.name))
    except OSError:
        for path in moved:
            path.rename(staged / path.name)
        raise
