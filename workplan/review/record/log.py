"""The disposition log: who proposed what, what was decided on it, and when; kept beside the content.

dispositions.yaml   a list; new entries stand last, and none is ever changed
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from msgspec import Struct
from msgspec.structs import replace
from pydantic import BaseModel, ConfigDict, TypeAdapter

from workplan.content.files.folder import Folder
from workplan.content.values.values import Day
from workplan.content.words.matrix import ENGLISH, MatrixWords
from workplan.editions.writing import write_yaml
from workplan.errors import ContentError, Place, Problem
from workplan.files import yaml
from workplan.review.matrix.rows import Matrix, comments, fingerprint, kind, marked_words
from workplan.review.rows.amendment import Amendment, Disposition
from workplan.text.characters import printable, with_plain_line_ends
from workplan.writeback.lines.line_ends import with_line_ends_of

FILE = "dispositions.yaml"

#: So much of a matrix's digest tells it from others.
_DIGITS = 16

#: What is in the content once it is applied.
_WRITTEN = ("accept", "amend")
_SAID = {"accept": "accepted", "amend": "amended", "reject": "rejected", "note": "noted"}

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
    kind: str = ""
    proposed: str = ""
    comments: tuple[str, ...] = ()
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


def entries(rows: Iterable[Amendment], matrix: str, day: date, words: MatrixWords = ENGLISH) -> list[Entry]:
    """The decisions on `rows`, in a matrix of this digest and in these words."""
    return [
        Entry(
            decided=day,
            matrix=matrix[:_DIGITS],
            key=fingerprint(row),
            number=row.number,
            place=printable(row.place),
            members=tuple(map(printable, row.members)),
            kind=printable(kind(row, words)),
            proposed=_plain(marked_words(row.proposed, targets=True)),
            comments=tuple(map(_plain, comments(row, words))),
            disposition=row.disposition,
            amended=_plain(row.amended),
            remark=_plain(row.remark),
        )
        for row in rows
        if row.disposition
    ]


class Log(Struct, frozen=True):
    """What was decided so far, by the row of the matrix that it was decided on: the last decision counts."""

    known: Mapping[tuple[str, int, str], Entry]

    @classmethod
    def of(cls, found: Iterable[Entry]) -> Log:
        return cls({(entry.matrix, entry.number, entry.key): entry for entry in found})

    def entry(self, row: Amendment, matrix: str) -> Entry | None:
        """What was decided on a row of the matrix with this digest."""
        return self.known.get((matrix[:_DIGITS], row.number, fingerprint(row)))


def noted(matrix: Matrix, found: Iterable[Entry]) -> Matrix:
    """The matrix with what was decided on its rows already."""
    log = Log.of(found)
    rows = []
    for row in matrix.amendments:
        if entry := log.entry(row, matrix.digest):
            row = replace(row, disposition=entry.disposition, amended=entry.amended, remark=entry.remark)
        rows.append(row)
    return replace(matrix, amendments=tuple(rows))


def not_yet(
    rows: Iterable[Amendment], matrix: str, found: Iterable[Entry], places: Mapping[int, Place]
) -> tuple[Amendment, ...]:
    """The rows whose decisions the log has not, or has otherwise. `places` says where each was decided on.
    Raises `ContentError`: the content says already what was decided otherwise."""
    log = Log.of(found)
    new: list[Amendment] = []
    problems: list[Problem] = []
    for row in rows:
        entry = log.entry(row, matrix)
        if not row.disposition or (entry and (entry.disposition, entry.amended) == _decision(row)):
            continue
        if entry and entry.disposition in _WRITTEN:
            message = (
                f"amendment {row.number} is to be {_SAID[row.disposition]}, but on {entry.decided:%Y-%m-%d} "
                f"it was {_SAID[entry.disposition]}, and stands in the content"
            )
            hint = f'leave the disposition "{entry.disposition}", and change the content by hand'
            problems.append(Problem(message, places[row.number], hint))
        new.append(row)
    if problems:
        raise ContentError(problems)
    return tuple(new)


def _decision(row: Amendment) -> tuple[Disposition, str]:
    return row.disposition, _plain(row.amended)


def added(text: str, new: Iterable[Entry]) -> str:
    """The log's text with new entries at its end, in the file's own line ends."""
    found = [entry.model_dump(exclude_defaults=True) for entry in new]
    if not found:
        return text
    before = with_plain_line_ends(text) or _HEAD
    if not before.endswith("\n"):
        before += "\n"
    return with_line_ends_of(text, f"{before}{write_yaml(found)}")


def _plain(words: str) -> str:
    return "\n".join(line.strip() for line in printable(words).strip().split("\n"))
