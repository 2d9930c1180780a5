"""The disposition log as the end of a paper: a table of all that was decided so far, oldest first."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from workplan.content.words.matrix import MatrixWords
from workplan.document.look import BOLD, ITALIC
from workplan.document.tree import Block, Heading, Table, Text
from workplan.review.matrix.document import Lines, row, texts
from workplan.review.record.log import Entry

_WIDTHS = (0.15, 0.25, 0.36, 0.24)


def record(log: Sequence[Entry], words: MatrixWords) -> tuple[Block, ...]:
    """A heading and the table; nothing for an empty log."""
    if not log:
        return ()
    headings = words.decided, words.place_and_members, words.proposed, words.disposition
    header = row("record.table.head", (((Text(heading),),) for heading in headings))
    rows = tuple(row(f"record.{n}", _cells(entry, words)) for n, entry in enumerate(log, 1))
    return (
        Heading("record", 1, (Text(words.record),)),
        Table("record.table", words.record_summary, _WIDTHS, header, rows),
    )


def _cells(entry: Entry, words: MatrixWords) -> Iterator[Lines]:
    yield texts(f"{entry.decided:%Y-%m-%d}")
    yield (*texts(entry.place, BOLD), *texts(entry.kind), *texts("; ".join(entry.members)))
    yield (*texts(entry.proposed), *(line for said in entry.comments for line in texts(said, ITALIC)))
    yield (*texts(words.of(entry.disposition), BOLD), *texts(entry.amended), *texts(entry.remark, ITALIC))
