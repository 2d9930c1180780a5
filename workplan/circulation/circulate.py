"""Circulate: a copy of each paper for each recipient, and a message; as often as it is called, the same.

Only what is not there yet is made. A run that was interrupted left whole files, and rows of the register that
say which numbers are taken: the next one goes on from there.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from hashlib import sha256
from pathlib import Path

from msgspec import Struct

from workplan.circulation.contacts import Contacts
from workplan.circulation.copies import Kind, Planned, made, on_disk
from workplan.circulation.examination.examine import examined_bytes
from workplan.circulation.messages.manuscript import Manuscript
from workplan.circulation.messages.outgoing import SEND_LIST, outgoing, send_list
from workplan.circulation.recipients import Recipient
from workplan.circulation.register.rows import Row
from workplan.circulation.stamping import Copies, Paper, Part, parts
from workplan.errors import Place, Problem
from workplan.files.output.many import Many
from workplan.render.pdf.process import PdfProcess

MESSAGES = "messages"

#: Told of how many recipients are done.
Progress = Callable[[int], None]


class Done(Struct, frozen=True):
    """`rows` are those that were made or are there, by their keys. So many files were written, of which so
    many are copies."""

    rows: Mapping[str, Row]
    copies: int
    files: int


class Circulation(Struct, frozen=True):
    """A run: which papers go to whom, and what goes with them. `members` are all, `output` is where to."""

    papers: Mapping[str, Paper]
    members: tuple[Recipient, ...]
    planned: Planned
    manuscript: Manuscript
    contacts: Contacts
    output: Path

    @property
    def messages(self) -> Path:
        """The folder of the messages: one for the papers of a run."""
        stems = [paper.circulated.stem for paper in self.papers.values()]
        more = f"-and-{len(stems) - 1}-more-{sha256('/'.join(stems).encode()).hexdigest()[:6]}"
        return self.output / MESSAGES / f"{stems[0]}{more if stems[1:] else ''}"

    def missing(self) -> set[str]:
        """The keys of the rows whose files have to be made."""
        return {
            row.key for _, rows in self.planned.wanted for row in rows if on_disk(row, self.output) is None
        }

    def rows_after(self, done: Done) -> list[Row]:
        """The whole register, with what is known of the files that are there now."""
        return [done.rows.get(row.key, row) for row in self.planned.rows]

    def carry_out(self, made: Made, progress: Progress) -> Done:
        """Write all that is not there yet. Raises `OutputError`."""
        files, found = Many(self.output), dict[str, Row]()
        lines, copies, done = [], 0, 0
        for part, wanted in made.in_parts():
            for recipient, rows in wanted:
                data: dict[str, bytes] = {}
                for row in rows:
                    found[row.key], data[row.file] = _copy(row, part, self.output)
                    copies += files.put(self.output / row.file, data[row.file])
                contact = self.contacts.of(recipient.id)
                message = outgoing(self.manuscript, recipient, contact, self.papers, rows, data)
                for name, content in message.files.items():
                    files.put(self.messages / name, content)
                lines.append(message.line)
                done += 1
                progress(done)
        files.put(self.messages / SEND_LIST, send_list(lines))
        return Done(found, copies, files.count)


def _copy(row: Row, part: Part | None, output: Path) -> tuple[Row, bytes]:
    if (there := on_disk(row, output)) is not None:
        return row, there
    assert part
    data = part.copy(row)
    return made(row, data), data


class Made:
    """The copies that have to be made, `missing`, a part of the members at a time. The first part is made
    when this is, so that what is going to be sent can be looked into (`examined`) before anything is
    written."""

    def __init__(
        self,
        circulation: Circulation,
        missing: set[str],
        bases: Mapping[tuple[str, Kind], bytes],
        process: PdfProcess | None,
    ) -> None:
        self._circulation, self._missing = circulation, missing
        self._copies = Copies(circulation.papers, bases, process)
        self._rows = dict(circulation.planned.wanted)
        self._first = next(((n, each) for n, each in self._parts() if each), (-1, None))

    def in_parts(self) -> Iterator[tuple[Part | None, Iterable[tuple[Recipient, tuple[Row, ...]]]]]:
        """What makes the copies, and the recipients with their rows; None where all are there."""
        for number, members in enumerate(parts(self._circulation.members)):
            first, self._first = self._first, ((-1, None) if number == self._first[0] else self._first)
            part = first[1] if number == first[0] else self._part(members)
            yield part, [(each, self._rows[each]) for each in members if each in self._rows]

    def examined(self) -> list[Problem]:
        """What should keep the copies from going out, as the first of each paper and kind has it."""
        part = self._first[1]
        seen, problems = set[tuple[str, str]](), []
        for _, rows in self._circulation.planned.wanted:
            for row in rows:
                kind = row.paper, row.file.rpartition(".")[2]
                if part and row.key in self._missing and kind not in seen and part.holds(row):
                    seen.add(kind)
                    place = Place(str(self._circulation.output / row.file))
                    problems += examined_bytes(part.copy(row), place)
        return problems

    def _parts(self) -> Iterator[tuple[int, Part | None]]:
        for number, members in enumerate(parts(self._circulation.members)):
            yield number, self._part(members)

    def _part(self, members: Sequence[Recipient]) -> Part | None:
        rows = [row for each in members for row in self._rows.get(each, ())]
        papers = {row.paper for row in rows if row.key in self._missing}
        if not papers:
            return None
        return self._copies.of_part(members, [row for row in rows if row.paper in papers])
