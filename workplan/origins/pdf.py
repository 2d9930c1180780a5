"""The content in a PDF, read in a process of its own: bounded memory and time, whatever the PDF is."""

from __future__ import annotations

import json

from workplan.errors import GivenFileError
from workplan.origins.content import Content, Found
from workplan.origins.pdf_worker import MEMORY
from workplan.processes import limits

_SECONDS = 30


def read(data: bytes, name: str) -> Found:
    """The content of a PDF. Raises `GivenFileError`: damaged, locked, or none of ours."""
    try:
        said = limits.run("workplan.origins.pdf_worker", data, memory=MEMORY, seconds=_SECONDS)
    except limits.LimitedFailure as error:
        if error.late:
            raise GivenFileError(f"{name} takes too long to read", "give the PDF as it was issued") from None
        reason = str(error) or "it cannot be read"
        raise GivenFileError(f"{name}: {reason}", "give a PDF that this program made") from None
    answer = json.loads(said)
    before = answer["before"]
    return Found(Content.stated(**answer["content"]), before and Content.stated(**before), answer["producer"])
