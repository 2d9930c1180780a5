"""What takes long to make, kept in the user's cache folder from one run to the next.

[x] found by a fingerprint of all that it follows from: nothing kept is ever out of date
[x] a file that is damaged, or that somebody else may have written, is as good as none
[x] of each kind the newest; where there is no room, or no right, nothing is kept
"""

from __future__ import annotations

import os
from contextlib import suppress
from hashlib import sha256
from pathlib import Path

from workplan.files.ordinary import MAX_BYTES, read_ordinary

#: Files of one kind.
_MOST = 200
_MARK = 32  # bytes of a SHA-256
#: Rights of a file that others may have written.
_OTHERS = 0o022


def cache_folder(kind: str) -> Path:
    """Where the program keeps things of one kind; it need not be there, and cannot be for a user without a
    home."""
    try:
        home = os.environ.get("XDG_CACHE_HOME") or Path("~/.cache").expanduser()
    except RuntimeError:
        home = os.devnull
    return Path(home) / "workplan" / kind


def kept(kind: str, of: str) -> bytes | None:
    """What was kept of this kind under the fingerprint `of` (SHA-256 as hexadecimal digits)."""
    path = cache_folder(kind) / of
    try:
        about = path.stat()
        if about.st_uid != os.getuid() or about.st_mode & _OTHERS:
            return None
        found = read_ordinary(path, MAX_BYTES)
    except OSError:  # none is there
        return None
    data = found[_MARK:]
    return data if found[:_MARK] == _mark(of, data) else None


def keep(kind: str, of: str, data: bytes) -> None:
    """Keep this under the fingerprint of all that it follows from."""
    put(cache_folder(kind) / of, _mark(of, data) + data)


def put(path: Path, data: bytes) -> None:
    """Write a file into the folder of its kind, which nobody else can read, and take away the oldest. Where
    there is no room for it, or no right, it is not written."""
    from workplan.files.output.files import write_beside  # most look for what is there

    with suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True)
        write_beside(path, data, durable=False, private=True).replace(path)
        by_age = sorted(path.parent.iterdir(), key=lambda file: file.stat().st_mtime, reverse=True)
        for file in by_age[_MOST:]:
            file.unlink(missing_ok=True)


def _mark(of: str, data: bytes) -> bytes:
    return sha256(of.encode() + data).digest()
