"""The list of documents cannot be changed in Word: each edit is told with the file that says it."""

from __future__ import annotations

from collections.abc import Sequence

from workplan.content.files.papers import PLAN
from workplan.content.models.meeting import meeting_file
from workplan.directives.documents.blocks import Listed, listed
from workplan.directives.documents.declared import DOCUMENTS
from workplan.directives.several import Printed
from workplan.directives.taker import Taker
from workplan.document.ids import column
from workplan.document.tree import Block, Cell, Row, Table
from workplan.document.walking.walk import plain
from workplan.text.hints import quoted
from workplan.writeback.files import Files


class DocumentTaker(Taker):
    declares = DOCUMENTS
    refusal = ""

    def take_all(
        self, new: Sequence[Printed], old: Sequence[Printed], blocks: Sequence[Block], files: Files
    ) -> Sequence[Printed]:
        taken: list[Printed] = []
        for one, was in zip(new, old, strict=True):
            if isinstance(one, Table) and isinstance(was, Table) and files.plan.meeting:
                rows = {f"{was.id}.{row.name}": row for row in listed(files.plan.meeting)}
                _tell(one, was, rows, files)
                header, summary = one.header, one.summary
                taken.append(Table(was.id, summary, was.widths, header, was.rows, alignments=was.alignments))
            else:
                taken.append(was)
        return taken


def _tell(new: Table, old: Table, rows: dict[str, Listed], files: Files) -> None:
    file = meeting_file(files.plan.meeting_name)
    before = {row.id: row for row in old.rows}
    if [row.id for row in new.rows] != [*before]:
        strangers = "; ".join(_said(cell) for row in new.rows if row.id not in before for cell in row.cells)
        message = "documents cannot be added, taken out or moved in the list of documents"
        words = f": {quoted(strangers, 80)}" if strangers else ""
        hint = f"it lists the papers of {files.findings.shown(file)}: change them there"
        files.findings.add(old.id, message + words, file, ("agenda",), hint)
    for row in new.rows:
        if row.id in before:
            _tell_cells(row, before[row.id], rows[row.id], files)


def _tell_cells(new: Row, old: Row, listed: Listed, files: Files) -> None:
    for cell, was in zip(new.cells, old.cells, strict=False):
        if cell.blocks != was.blocks:
            message = f"{quoted(_said(was), 80)} cannot be changed into {quoted(_said(cell), 80)} here"
            file = meeting_file(files.plan.meeting_name)
            hint = f"it is made of {said_in(listed, column(was.id), files)}: change it there"
            files.findings.add(was.id, message, file, listed.path, hint)


def said_in(listed: Listed, what: str, files: Files) -> str:
    """Which file says what stands in a column of the row."""
    file = files.findings.shown(meeting_file(files.plan.meeting_name))
    paper = listed.entry.id if listed.entry else None
    if what == "item" or paper is None:
        return file
    return "plan.yaml" if paper == PLAN else f"the head of papers/{paper}.md"


def _said(cell: Cell) -> str:
    return " ".join(plain(line.inlines) for line in cell.blocks)
