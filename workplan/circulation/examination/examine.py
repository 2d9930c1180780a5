"""A file that is to go out, looked into."""

from __future__ import annotations

from pathlib import Path

from workplan.circulation.examination import pdf, word
from workplan.errors import GivenFileError, Place, Problem
from workplan.origins.named import read_given


def examined(path: Path) -> list[Problem]:
    """What should keep a Word file or a PDF from going out, a problem for each kind of thing. A file that
    cannot be looked into is one problem."""
    place = Place(str(path))
    try:
        data = read_given(path)
    except GivenFileError as error:
        return [_unread(error, place)]
    return examined_bytes(data, place)


def examined_bytes(data: bytes, place: Place) -> list[Problem]:
    """As `examined`, of the bytes of a file."""
    try:
        if data.startswith(b"PK"):
            found = list(word.examined(data))
        elif b"%PDF-" in data[:1024]:
            found = list(pdf.examined(data))
        else:
            raise GivenFileError("this is no Word file and no PDF", "give the file that is to go out")
    except GivenFileError as error:
        return [_unread(error, place)]
    return [
        Problem(f"{each.message} ({each.where})" if each.where else each.message, place, each.hint)
        for each in found
    ]


def _unread(error: GivenFileError, place: Place) -> Problem:
    return Problem(error.message, place, error.hint or "ask for another copy of it")
