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
        if data.startswith(b"PK"):
            found = list(word.examined(data))
        elif b"%PDF-" in data[:1024]:
            found = list(pdf.examined(data))
        else:
            raise GivenFileError("this is no Word file and no PDF", "give the file that is to go out")
    except GivenFileError as error:
        return [Problem(error.message, place, error.hint or "ask for another copy of it")]
    return [
        Problem(f"{each.message} ({each.where})" if each.where else each.message, place, each.hint)
        for each in found
    ]
