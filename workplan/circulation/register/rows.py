"""The rows of the register: which file went to whom, a row for each file."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from workplan.content.values.labels import label_key
from workplan.content.values.symbols import parse

#: The heading of each field, in the order of the columns.
HEADINGS = {
    "number": "Number",
    "recipient": "Recipient",
    "paper": "Paper",
    "symbol": "Symbol",
    "edition": "Edition",
    "state": "State",
    "file": "File",
    "size": "Bytes",
    "digest": "SHA-256",
    "date": "Date of content",
    "sent": "Sent",
    "acknowledged": "Acknowledged",
    "superseded": "Superseded by",
    "member": "Member",
    "content": "Content",
}
#: What people fill in: whatever it says stays.
BY_HAND = ("sent", "acknowledged")

State = Literal["issued", "draft"]


class Row(Struct, frozen=True):
    """One file for one recipient, all in words, as people see them. `member` is the short name of the
    recipient, `content` the fingerprint of what the file was made from. `size` and `digest` are empty as long
    as the file was not made."""

    number: str
    recipient: str
    paper: str
    symbol: str
    edition: str
    state: str
    file: str
    size: str = ""
    digest: str = ""
    date: str = ""
    sent: str = ""
    acknowledged: str = ""
    superseded: str = ""
    member: str = ""
    content: str = ""

    @property
    def key(self) -> str:
        """What a row is known by: its file, whose name is used once; of a row that people put in, what it
        says."""
        return self.file or "\n".join((self.number, self.recipient, self.paper, self.edition))

    @property
    def was_sent(self) -> bool:
        return bool(self.sent or self.acknowledged)

    @property
    def standing(self) -> tuple[object, ...]:
        """Sorts the editions of a paper."""
        return self.date, label_key(self.edition)


assert tuple(HEADINGS) == Row.__struct_fields__


class Circulated(Struct, frozen=True):
    """An edition of a paper, or a draft, that is circulated. `content` is its fingerprint, `stem` the
    beginning of its files' names."""

    paper: str
    symbol: str
    edition: str
    state: State
    date: date
    content: str
    stem: str

    @property
    def standing(self) -> tuple[object, ...]:
        return self.date.isoformat(), label_key(self.edition)

    @property
    def replaces(self) -> bool:
        """Whether it takes the place of earlier ones: an addendum adds to them, a corrigendum corrects
        them."""
        return not {parse(self.edition).kind, parse(self.symbol).kind} & {"Add", "Corr"}


def of(rows: Iterable[Row], paper: Circulated) -> list[Row]:
    """The rows of this edition of the paper; of a draft, those of this very content."""
    return [row for row in rows if _is_of(row, paper)]


def _is_of(row: Row, paper: Circulated) -> bool:
    same = (row.paper, row.edition, row.state) == (paper.paper, paper.edition, paper.state)
    return same and (paper.state == "issued" or row.content == paper.content)


def next_number(rows: Iterable[Row]) -> int:
    """The number after the last one of the rows of one edition."""
    numbers = (row.number for row in rows if row.number.isascii() and row.number.isdecimal())
    return max(map(int, numbers), default=0) + 1


def superseded(rows: Sequence[Row], paper: Circulated) -> list[Row]:
    """The rows; those that the paper takes the place of say so. An issued edition supersedes those before it,
    and drafts; a draft supersedes other drafts alone."""
    if not paper.replaces:
        return list(rows)
    name = _named(paper.symbol, paper.edition)
    return [replace(row, superseded=name) if _is_before(row, paper) else row for row in rows]


def _is_before(row: Row, paper: Circulated) -> bool:
    if row.paper != paper.paper or row.superseded or _is_of(row, paper):
        return False
    if paper.state == "draft" or row.state == "draft":
        return row.state == "draft"
    return row.standing < paper.standing


def superseding(rows: Iterable[Row], paper: Circulated) -> str:
    """What takes the place of an edition already: the latest that was circulated before it. Empty for
    none."""
    after = [
        row
        for row in rows
        if (row.paper, row.state) == (paper.paper, "issued") and row.standing > paper.standing
    ]
    last = max(after, key=lambda row: row.standing, default=None) if paper.state == "issued" else None
    return _named(last.symbol, last.edition) if last else ""


def _named(symbol: str, edition: str) -> str:
    return ", ".join(dict.fromkeys(filter(None, (symbol, edition))))
