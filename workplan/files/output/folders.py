"""A folder that appears whole, or not at all."""

from __future__ import annotations

import tempfile
from collections.abc import Mapping
from pathlib import Path

from workplan.errors import OutputError
from workplan.files.output import staging
from workplan.files.output.interruptions import held_back, written


def write_folder(directory: Path, files: Mapping[str, bytes]) -> list[Path]:
    """Write `files`, by their names in it, into `directory`, which is made if need be; they are all
    there, or none is. The files, in order of name.

    Raises `OutputError` where `directory` holds anything already, or cannot be written.
    """
    try:
        if directory.exists() and not directory.is_dir():
            raise OutputError(f"{directory} is a file", "give the name of a new folder")
        if directory.exists() and any(directory.iterdir()):
            raise OutputError(f"{directory} is not empty", "give the name of a new folder")
        directory.parent.mkdir(parents=True, exist_ok=True)
        staging.sweep(directory.parent, staging.HIDDEN)
        with tempfile.TemporaryDirectory(
            prefix=staging.owned(staging.HIDDEN), dir=directory.parent
        ) as temporary:
            staged = Path(temporary) / "plan"
            staged.mkdir()
            for name, data in files.items():
                (staged / name).parent.mkdir(parents=True, exist_ok=True)
                (staged / name).write_bytes(data)
            with held_back():
                _put(staged, directory)
                written.append(directory)
    except OSError as error:
        raise OutputError(
            f"{directory} cannot be written: {error.strerror}", "choose another place"
        ) from error
    return sorted(directory / name for name in files)


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
