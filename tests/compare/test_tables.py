"""Tables of a manuscript in a redline, and how their changes are told. Before, a manuscript had none."""

from __future__ import annotations

from datetime import UTC, datetime

from tests.contents import FILES
from tests.writeback.amending import folder
from workplan.compare import compare
from workplan.compare.names.naming import place_names
from workplan.compare.summary.changes import changes
from workplan.content.load import load
from workplan.content.words.wording import Wording
from workplan.document.composing.compose import compose
from workplan.document.revisions import accept, reject
from workplan.document.tree import Document, Revision, Table
from workplan.document.walking.walk import description

BEFORE = """
# Meetings

| Meeting | Place | Cost |
| ------- | ----- | ---: |
| First | Perth | 12 |
| Second | Hobart | 1200 |
| Third | Lae | 9 |
| Meeting of senior officials of all members | Jakarta | 10 |
"""
AFTER = """
# Meetings

Words before it, so that all places are others.

| Meeting | Place | Cost |
| ------- | ----- | ---: |
| Meeting of senior officials of all members | Jakarta | 10 |
| First | Perth | 13 |
| Third | Lae | 9 |
| Fourth | Dili | 8 |
"""


def document(words: str) -> Document:
    return compose(load(folder({**FILES, "plan.md": FILES["plan.md"] + words})).plan)


def test_rows_that_came_went_moved_and_changed_are_told() -> None:
    old, new = document(BEFORE), document(AFTER)
    redline = compare(old, new, Revision("Ann", datetime(2031, 1, 1, tzinfo=UTC)))
    assert (accept(redline), reject(redline)) == (new, old)
    told = [
        (change.section, change.subject, *("".join(run.text for run in part) for part in change.parts))
        for change in changes(redline, Wording())
        if change.subject.startswith(("Row", "Table"))
    ]
    assert told == [
        ("Meetings", "Row “Meeting of senior officials of all …”", "moved"),
        ("Meetings", "Row “First”", "cost changed from “12” to “13”"),
        ("Meetings", "Row “Second”", "Row “Second” removed: “Second”"),
        ("Meetings", "Row “Fourth”", "Row “Fourth” added: “Fourth”", "place: Dili", "cost: 8"),
    ]


def test_a_cell_has_a_name_that_readers_find() -> None:
    found = {id: str(where) for id, where in place_names(document(BEFORE), Wording()).items()}
    assert found["meetings.1.2.3"] == "Meetings, row “Second”, cost"


def test_a_table_without_a_summary_is_described_by_its_headings() -> None:
    table = next(block for block in document(BEFORE).blocks if block.id == "meetings.1")
    assert isinstance(table, Table)
    assert description(table) == "Meeting, Place, Cost"
