"""Changing a content folder: one command at a time; nothing that somebody saved meanwhile is overwritten."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from workplan.content.files.folder import DiskFolder
from workplan.content.load import on_disk
from workplan.errors import OutputError
from workplan.text.hints import one_of


@contextmanager
def changing(directory: Path, waiting: Callable[[str], None]) -> Iterator[DiskFolder]:
    """The content folder `directory`, while no other command changes it; `waiting` is told where one does.

    Everything that is read for the sake of a change is read within. The lock is one on the folder itself
    (flock(2)): it leaves no file, and ends with the program. Where a file system knows no locks there is
    none; `check_unchanged` notices most of what a lock would have prevented. Raises `ContentError` where
    there is no such folder.
    """
    folder = on_disk(directory)
    handle = os.open(directory, os.O_RDONLY)
    try:
        with suppress(OSError):
            _lock(handle, lambda: waiting(f"waiting for another command, which changes {directory}"))
        yield folder
    finally:
        os.close(handle)


def _lock(handle: int, on_wait: Callable[[], None]) -> None:
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        on_wait()
        fcntl.flock(handle, fcntl.LOCK_EX)


def check_unchanged(folder: DiskFolder) -> None:
    """Raises `OutputError` where files of the folder are not what was read any more."""
    if names := folder.changed():
        raise OutputError(
            f"{one_of(map(folder.shown, names))} changed while the command ran; nothing was written",
            "run the command again",
        )
