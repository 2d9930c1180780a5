"""A PDF from elsewhere, made harmless: its parent's side (`guest_worker` does it, within limits)."""

from __future__ import annotations

import json

from workplan.errors import GivenFileError
from workplan.pack.parts.guest_worker import MEMORY
from workplan.pack.parts.papers import Cleaned, Guest
from workplan.processes import limits

_SECONDS = 60

#: No pack can be sent by e-mail that is larger.
MOST_BYTES = 64 << 20

_SMALLER = "ask for a smaller copy"
_HINT = "ask for another copy, or open it and print it to a new PDF"


def cleaned(guest: Guest) -> Cleaned:
    """The pages of a PDF from elsewhere. Raises `GivenFileError`, with plain words, where that fails."""
    called = f"{guest.name} ({guest.file})" if guest.file else guest.name
    if len(guest.pdf) > MOST_BYTES:
        most = MOST_BYTES >> 20
        raise GivenFileError(f"{called}: the PDF has more than {most} MB", _SMALLER)
    try:
        said = limits.run("workplan.pack.parts.guest_worker", guest.pdf, memory=MEMORY, seconds=_SECONDS)
    except limits.LimitedFailure as error:
        if error.late:
            raise GivenFileError(f"{called}: the PDF takes too long to read", _HINT) from None
        reason = str(error) or "it takes too much time or memory to read"
        raise GivenFileError(f"{called}: {reason}", _HINT) from None
    answer, _, data = said.partition(b"\n")
    found = json.loads(answer)
    return Cleaned(data, found["pages"], tuple(found["notices"]))
