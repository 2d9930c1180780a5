"""The disposition log: who proposed what, what was decided on it, and when; kept beside the content.

dispositions.yaml   a list; new entries stand last, and none is ever changed
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from pydantic import BaseModel, ConfigDict, TypeAdapter

from workplan import yaml
from workplan.content.folder import Folder
from workplan.content.models import Day
from workplan.editions.writing import write_yaml
from workplan.errors import ContentError
from workplan.review.amendment import Amendment, Disposition
from workplan.review.matrix.rows import Matrix, fingerprint, marked_words
from workplan.text import printable

FILE = "dispositions.yaml"

#: So much of a matrix's digest tells it from others.
_DIGITS = 16

_HEAD = (
    "# What was decided on members' proposals. `apply` adds to it; nothing in it is printed in the plan.\n"
)


class Entry(BaseModel):
    """One decision. `matrix` and `key` tell which row of which matrix it was made on."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)

    decided: Day
    matrix: str
    key: str
    number: int
    place: str = ""
    members: tuple[str, ...] = ()
    proposed: str = ""
    disposition: Disposition
    amended: str = ""
    remark: str = ""


def text_of(content: Folder) -> str:
    """The log of a content folder; empty where there is none yet."""
    return content.text(FILE) if FILE in content.files("", ".yaml") else ""


def log_of(content: Folder) -> tuple[Entry, ...]:
    """The entries in a content folder. Raises `ContentError` with their places."""
    read = yaml.read(TypeAdapter(tuple[Entry, ...]), text_of(content), content.shown(FILE), ())
    if read.value is None:
        raise ContentError(read.problems)
    return read.value


def entries(rows: Iterable[Amendment], matrix: str, day: date) -> list[Entry]:
    """The decisions on `rows`, in a matrix of this digest."""
    return [
        Entry(
            decided=day,
            matrix=matrix[:_DIGITS],
            key=fingerprint(row),
            number=row.number,
            place=printable(row.place),
            members=tuple(map(printable, row.members)),
            proposed=_plain(marked_words(row.proposed)),
            disposition=row.disposition,
            amended=_plain(row.amended),
            remark=_plain(row.remark),
        )
        for row in rows
        if row.disposition
    ]


def identity(row: Amendment, matrix: str) -> tuple[str, int, str]:
    """What tells a row of a matrix of this digest from every other that was decided on."""
    return matrix[:_DIGITS], row.number, fingerprint(row)


def noted(matrix: Matrix, log: Iterable[Entry]) -> Matrix:
    """The matrix with what was decided on its rows already."""
    known = {(entry.matrix, entry.number, entry.key): entry for entry in log}
    rows = []
    for row in matrix.amendments:
        if entry := known.get(identity(row, matrix.digest)):
            row = replace(row, disposition=entry.disposition, amended=entry.amended, remark=entry.remark)
        rows.append(row)
    return replace(matrix, amendments=tuple(rows))


def added(text: str, new: Iterable[Entry]) -> str:
    """The log's text with new entries at its end."""
    found = [entry.model_dump(exclude_defaults=True) for entry in new]
    if not found:
        return text
    return f"{text or _HEAD}{write_yaml(found)}"


def _plain(words: str) -> str:
    return "\n".join(line.strip() for line in printable(words).strip().split("\n"))
