"""Several files, all or none."""

from __future__ import annotations

import errno
import os
import tempfile
from collections.abc import Callable, Collection, Iterable, Mapping
from contextlib import suppress
from pathlib import Path

from workplan.errors import OutputError
from workplan.files.output import staging
from workplan.files.output.interruptions import held_back, honour, written

HINT = "check that the folder exists, that it is yours to write to, and that the disk has room"
#: What a file system says that has no hard links (FAT).
_NO_LINKS = frozenset({errno.EPERM, errno.ENOTSUP, errno.EOPNOTSUPP, errno.ENOSYS})


class _TakenError(Exception):
    """A new file is there already."""


def write_all(
    files: Mapping[Path, bytes],
    new: Collection[Path] = (),
    unchanged: Callable[[], None] = lambda: None,
) -> None:
    """Write files so that each appears in one step, in place of an older one; those that are `new` take
    the place of none.

    All the new contents are on the disk, under names of their own beside the old, before the first is put in
    its place: what can go wrong has gone wrong by then, and nothing was changed. Then `unchanged` is asked,
    which raises where somebody changed what the contents follow from. The files are put in their places in
    the order of `files`: what the others hang on comes last. Interruptions wait until all are.

    Raises `OutputError` where a folder or file cannot be written, or a new one is there already.
    """
    honour()
    waiting: dict[Path, Path] = {}
    placed: list[Path] = []
    path = Path()
    try:
        for folder in {path.parent for path in files}:
            staging.sweep(folder, staging.HIDDEN)
        for path, data in files.items():
            path.parent.mkdir(parents=True, exist_ok=True)
            if path.is_dir():
                raise IsADirectoryError(errno.EISDIR, "a folder of that name stands there")
            if path in new and os.path.lexists(path):
                raise _TakenError
            waiting[path] = write_beside(path, data)
        with held_back():
            unchanged()
            for path, temporary in waiting.items():
                if path in new:
                    _put_new(temporary, path)
                else:
                    temporary.replace(path)
                placed.append(path)
                written.append(path)
    except _TakenError:
        raise OutputError(f"{path} is there already{_so_far(placed)}", "it is never overwritten") from None
    except OSError as error:
        raise OutputError(f"cannot write {path}: {error.strerror}{_so_far(placed)}", HINT) from error
    finally:
        for temporary in waiting.values():
            with suppress(OSError):
                temporary.unlink(missing_ok=True)


def _so_far(placed: Iterable[Path]) -> str:
    names = ", ".join(map(str, placed))
    return f"; written before that: {names}" if names else ""


def _put_new(temporary: Path, path: Path) -> None:
    """By a link, which fails where a file is, and is never seen empty."""
    try:
        path.hardlink_to(temporary)
    except FileExistsError:
        raise _TakenError from None
    except OSError as error:
        if error.errno not in _NO_LINKS:
            raise
        if os.path.lexists(path):
            raise _TakenError from None
        temporary.rename(path)


def write_beside(path: Path, data: bytes, *, durable: bool = True, private: bool = False) -> Path:
    """A file beside `path` with these bytes, which can take its place; `durable`: the disk has it; `private`:
    nobody else can read it."""
    handle, name = tempfile.mkstemp(prefix=staging.owned(staging.HIDDEN), dir=path.parent)
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            if durable:
                file.flush()
                os.fsync(file.fileno())
        if not private:
            temporary.chmod(0o666 & ~_umask())  # mkstemp's 0600 would keep the paper from its readers
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise
    return temporary


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
