"""A stamped file: what its stamp says, and what it is without it."""

from __future__ import annotations

import json

from msgspec import Struct

from workplan.errors import GivenFileError
from workplan.processes import limits
from workplan.stamp.plain_worker import MEMORY

_SECONDS = 60


class Plain(Struct, frozen=True):
    """What the properties of a PDF say of its stamp, empty where they say nothing; and the file without it,
    in one way of writing it."""

    number: str
    recipient: str
    data: bytes


def plain(data: bytes, name: str) -> Plain:
    """Raises `GivenFileError` where a PDF cannot be read."""
    try:
        answer = limits.run("workplan.stamp.plain_worker", data, memory=MEMORY, seconds=_SECONDS)
    except limits.LimitedFailure as error:
        reason = "it takes too long to read" if error.late else str(error) or "it cannot be read"
        raise GivenFileError(f"{name}: {reason}", "give the PDF as it was sent") from None
    said, _, rest = answer.partition(b"\n")
    return Plain(**json.loads(said), data=rest)
