"""Writing files so that none is ever seen half written."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Collection, Mapping
from contextlib import suppress
from errno import EISDIR
from pathlib import Path

from workplan.errors import OutputError


def write_all(files: Mapping[Path, bytes], new: Collection[Path] = ()) -> None:
    """Write files so that each appears in one step, in place of an older one; those that are `new` take
    the place of none, and are gone again should another fail.

    All the new contents are on the disk, under names of their own beside the old, before the first is
    put in its place: what can go wrong has gone wrong by then, and nothing was changed.

    Raises `OutputError` where a folder or file cannot be written, or a new one is there already.
    """
    waiting: dict[Path, Path] = {}
    claimed: list[Path] = []
    path = Path()
    try:
        for path, data in files.items():
            path.parent.mkdir(parents=True, exist_ok=True)
            if path.is_dir():
                raise IsADirectoryError(EISDIR, "a folder of that name stands there")
            waiting[path] = _write_beside(path, data)
        for path in new:
            _claim(path)
            claimed.append(path)
        for path, temporary in waiting.items():
            temporary.replace(path)
        claimed.clear()
    except OSError as error:
        raise OutputError(
            f"cannot write {path}: {error.strerror}",
            "check that the folder exists, that it is yours to write to, and that the disk has room",
        ) from error
    finally:
        for temporary in (*waiting.values(), *claimed):
            with suppress(OSError):
                temporary.unlink(missing_ok=True)


def _claim(path: Path) -> None:
    try:
        path.touch(exist_ok=False)
    except FileExistsError:
        raise OutputError(f"{path} is there already", "it is never overwritten") from None


def _write_beside(path: Path, data: bytes) -> Path:
    handle, name = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        temporary.chmod(0o666 & ~_umask())  # mkstemp's 0600 would keep the paper from its readers
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise
    return temporary


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
