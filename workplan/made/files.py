"""Files as they were made: known by their bytes."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path

from workplan.files.ordinary import read_ordinary


def mark(data: bytes) -> str:
    """The fingerprint of a file's bytes, and how many they are."""
    return f"{sha256(data).hexdigest()} {len(data)}"


def as_made(path: Path, known: str) -> bytes | None:
    """The bytes of a file, where they are those with this mark. What is shorter or longer is not read."""
    try:
        size = int(known.partition(" ")[2])
        if path.stat().st_size != size:
            return None
        data = read_ordinary(path, size)
    except (OSError, ValueError, AttributeError):  # what is remembered may be damaged
        return None
    return data if mark(data) == known else None
