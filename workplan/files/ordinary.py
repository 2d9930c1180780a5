"""The one way to read a file that somebody else put where it is, or may have put there meanwhile: an ordinary
one, and no more of it than its limit. A pipe or a device has no end, or answers when it likes."""

from __future__ import annotations

import errno
import os
from pathlib import Path
from stat import S_ISDIR, S_ISREG

#: As much as is read of any file.
MAX_BYTES = 128 * 1024 * 1024
_PIECE = 1024 * 1024


class NotOrdinaryError(OSError):
    """A pipe, a device, or the like."""


class TooLargeError(OSError):
    """It has more bytes than its limit."""


def read_ordinary(path: Path, most: int = MAX_BYTES) -> bytes:
    """The bytes of a file, which may have so many. Raises `OSError`."""
    _check(path.stat(), most)
    # What takes its place in this moment is not waited for, either.
    with os.fdopen(os.open(path, os.O_RDONLY | os.O_NONBLOCK), "rb") as file:
        _check(os.fstat(file.fileno()), most)
        data = bytearray()
        # By pieces: room for the whole limit is not asked for, and files of the system say that they are
        # empty, and are not.
        while len(data) <= most and (piece := file.read(min(_PIECE, most + 1 - len(data)))):
            data += piece
    if len(data) > most:
        raise _too_large()
    return bytes(data)


def _check(about: os.stat_result, most: int) -> None:
    if S_ISDIR(about.st_mode):
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR))
    if not S_ISREG(about.st_mode):
        raise NotOrdinaryError(errno.EINVAL, "it is no ordinary file")
    if about.st_size > most:
        raise _too_large()


def _too_large() -> TooLargeError:
    return TooLargeError(errno.EFBIG, os.strerror(errno.EFBIG))
