"""A PDF from elsewhere, made harmless: its parent's side (`guest_worker` does it, within limits)."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from workplan.errors import GivenFileError
from workplan.limits import check_memory
from workplan.pack.guest_worker import MEMORY
from workplan.pack.papers import Guest

_ROOT = Path(__file__).resolve().parents[2]
_SECONDS = 60

#: No pack can be sent by e-mail that is larger.
MOST_BYTES = 64 << 20

_SMALLER = "ask for a smaller copy"
_HINT = "ask for another copy, or open it and print it to a new PDF"


@dataclass(frozen=True, slots=True)
class Cleaned:
    """The pages of a guest, each of them one drawing, and what was left out."""

    pdf: bytes
    pages: int
    notices: tuple[str, ...]


def cleaned(guest: Guest) -> Cleaned:
    """The pages of a PDF from elsewhere. Raises `GivenFileError`, with plain words, where that fails."""
    called = f"{guest.name} ({guest.file})" if guest.file else guest.name
    if len(guest.pdf) > MOST_BYTES:
        most = MOST_BYTES >> 20
        raise GivenFileError(f"{called}: the PDF has more than {most} MB", _SMALLER)
    search = os.pathsep.join([str(_ROOT), *filter(None, [os.environ.get("PYTHONPATH")])])
    try:
        child = subprocess.run(
            [sys.executable, "-P", "-m", "workplan.pack.guest_worker"],
            input=guest.pdf,
            capture_output=True,
            env=os.environ | {"PYTHONPATH": search},
            timeout=_SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise GivenFileError(f"{called}: the PDF takes too long to read", _HINT) from None
    if child.returncode:
        check_memory(MEMORY)
        words = child.stderr.decode("utf-8", "replace").strip().splitlines()
        reason = words[-1] if child.returncode > 0 and words else "it takes too much time or memory to read"
        raise GivenFileError(f"{called}: {reason}", _HINT)
    said, _, data = child.stdout.partition(b"\n")
    answer = json.loads(said)
    return Cleaned(data, answer["pages"], tuple(answer["notices"]))
