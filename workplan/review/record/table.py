"""The disposition log as the end of a paper: a table of all that was decided so far, oldest first."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from workplan.document.look import BOLD, ITALIC
from workplan.document.tree import Block, Heading, Table, Text
from workplan.review.matrix.document import Lines, row, texts
from workplan.review.record.log import Entry

_NAME = "Decisions so far"
_HEADINGS = ("Decided", "Place and members", "Proposed text", "Disposition")
_WIDTHS = (0.15, 0.25, 0.36, 0.24)


def record(log: Sequence[Entry]) -> tuple[Block, ...]:
    """A heading and the table; nothing for an empty log."""
    if not log:
        return ()
    header = row("record.table.head", (((Text(words),),) for words in _HEADINGS))
    rows = tuple(row(f"record.{n}", _cells(entry)) for n, entry in enumerate(log, 1))
    return (
        Heading("record", 1, (Text(_NAME),)),
        Table("record.table", "What was decided on members' proposals, oldest first", _WIDTHS, header, rows),
    )


def _cells(entry: Entry) -> Iterator[Lines]:
    yield texts(f"{entry.decided:%Y-%m-%d}")
    yield (*texts(entry.place, BOLD), *texts(entry.kind), *texts("; ".join(entry.members)))
    yield (*texts(entry.proposed), *(line for words in entry.comments for line in texts(words, ITALIC)))
    yield (*texts(entry.disposition, BOLD), *texts(entry.amended), *texts(entry.remark, ITALIC))
