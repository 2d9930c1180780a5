"""Which copies there are to be: the rows of the register, each with its number and the name of its file.

A number is given once: whoever gets a copy of an edition again gets the one that was made, and who joins
later gets the next number. So the rows are written before the first copy is made, and an interrupted run goes
on with them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from hashlib import sha256
from pathlib import Path
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from workplan.circulation.recipients import Recipient
from workplan.circulation.register.rows import Circulated, Row, next_number, of, superseded, superseding
from workplan.errors import OutputError
from workplan.files.ordinary import read_ordinary
from workplan.text.hints import quoted
from workplan.text.slug import file_slug

Kind = Literal["pdf", "docx"]

#: A name of ours: a register that somebody edited leads nowhere else.
_FILE = re.compile(r"[A-Za-z0-9][A-Za-z0-9.-]*/[A-Za-z0-9][A-Za-z0-9.-]*\.(?:pdf|docx)")
#: Of a recipient, in the name of a file.
_LONGEST = 40


class Planned(Struct, frozen=True):
    """`rows` are the whole register; `wanted` those of this run, by recipient and then by paper and kind."""

    rows: tuple[Row, ...]
    wanted: tuple[tuple[Recipient, tuple[Row, ...]], ...]


def planned(
    papers: Sequence[Circulated], recipients: Sequence[Recipient], kinds: Sequence[Kind], rows: Sequence[Row]
) -> Planned:
    """The rows of the copies, known ones and new ones, behind those that there are."""
    found = list(rows)
    wanted: dict[str, list[Row]] = {each.id: [] for each in recipients}
    for paper in papers:
        known = [row for row in of(found, paper) if _FILE.fullmatch(row.file)]
        numbers = {row.member: row.number for row in known}
        by_key = {(row.member, row.file.rpartition(".")[2]): row for row in known}
        free, replaced_by = next_number(known), superseding(found, paper)
        for recipient in recipients:
            if recipient.id not in numbers:
                numbers[recipient.id], free = str(free), free + 1
            for kind in kinds:
                row = by_key.get((recipient.id, kind))
                if row is None:
                    row = _row(paper, recipient, numbers[recipient.id], kind, replaced_by)
                    found.append(row)
                wanted[recipient.id].append(row)
        found = superseded(found, paper)
    together = tuple((each, tuple(wanted[each.id])) for each in recipients)
    return Planned(tuple(found), together)


def _row(paper: Circulated, recipient: Recipient, number: str, kind: Kind, replaced_by: str) -> Row:
    return Row(
        number=number,
        recipient=recipient.name,
        paper=paper.paper,
        symbol=paper.symbol,
        edition=paper.edition,
        state=paper.state,
        file=f"{paper.stem}/{paper.stem}-{number:0>3}-{short_name(recipient)}.{kind}",
        date=paper.date.isoformat(),
        superseded=replaced_by,
        member=recipient.id,
        content=paper.content,
    )


def short_name(recipient: Recipient) -> str:
    """A recipient in the name of a file, in ASCII."""
    return file_slug(recipient.id, _LONGEST) or f"member-{sha256(recipient.id.encode()).hexdigest()[:6]}"


def on_disk(row: Row, output: Path) -> bytes | None:
    """The file of a row as it was made; None where it was not made, is gone, or was changed since."""
    try:
        data = read_ordinary(output / row.file) if row.digest else b""
    except (OSError, ValueError):
        return None
    return data if row.digest and sha256(data).hexdigest() == row.digest else None


def made(row: Row, data: bytes) -> Row:
    """The row of a copy that was made. Raises `OutputError` where it was sent in other bytes: what the
    register says of a copy that is out stays true."""
    digest = sha256(data).hexdigest()
    if row.was_sent and row.digest and row.digest != digest:
        raise OutputError(
            f"copy {row.number} for {quoted(row.recipient)} would not be the one that was sent: the program, "
            "or the names of members, changed since",
            f"put {row.file} back from where it was kept; or empty Sent and Acknowledged in its row",
        )
    return replace(row, size=str(len(data)), digest=digest)
