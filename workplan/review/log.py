"""The disposition log: who proposed what, what was decided on it, and when; kept beside the content.

dispositions.yaml   a list; new entries stand last, and none is ever changed
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from pydantic import BaseModel, ConfigDict, TypeAdapter

from workplan import yaml
from workplan.content.models import Day
from workplan.editions.writing import write_yaml
from workplan.errors import ContentError
from workplan.review.amendment import Amendment
from workplan.review.matrix.rows import fingerprint, marked_words
from workplan.text import printable

FILE = "dispositions.yaml"

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
    disposition: str
    amended: str = ""
    remark: str = ""


def read_log(text: str, file: str) -> tuple[Entry, ...]:
    """The entries. Raises `ContentError` with their places."""
    read = yaml.read(TypeAdapter(tuple[Entry, ...]), text, file, ())
    if read.value is None:
        raise ContentError(read.problems)
    return read.value


def entries(rows: Iterable[Amendment], matrix: str, day: date) -> list[Entry]:
    """The decisions on `rows`, in a matrix of this digest."""
    return [
        Entry(
            decided=day,
            matrix=matrix[:16],
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


def added(text: str, new: Iterable[Entry]) -> str:
    """The log's text with new entries at its end."""
    found = [entry.model_dump(exclude_defaults=True) for entry in new]
    if not found:
        return text
    return f"{text or _HEAD}{write_yaml(found)}"


def _plain(words: str) -> str:
    return "\n".join(line.strip() for line in printable(words).strip().split("\n"))
