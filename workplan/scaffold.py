"""A new plan: a small content folder with comments, which shows each thing once and builds at once."""

from __future__ import annotations

from pathlib import Path

from workplan.new_folder import write_folder
from workplan.resources import resource


def scaffold(directory: Path) -> list[Path]:
    """Write the starter files of `templates/new` into `directory`. The files, in order of name. Raises
    `OutputError` as `write_folder` does."""
    starter = resource("templates/new")
    files = {path.relative_to(starter).as_posix(): path for path in starter.rglob("*") if path.is_file()}
    return write_folder(directory, {name: path.read_bytes() for name, path in sorted(files.items())})
