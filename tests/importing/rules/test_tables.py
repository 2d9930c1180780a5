"""What a table is. Each rule by itself, named by its id."""

from __future__ import annotations

from tests.importing.hostile import FRONT, PRIORITIES
from tests.importing.rules.given import became, imported, rows
from tests.importing.word_files import (
    bold,
    cell,
    docx,
    row,
    table,
)
from workplan.document.tree import Table as DocumentTable
from workplan.importing.bringing_in import Imported, bring_in
from workplan.importing.report.told import counts
from workplan.importing.rules.tables import action_table, shape
from workplan.importing.source.model import Cell, Row, Table


def test_t1() -> None:
    assert shape.layout(rows(("Framed",)))
    assert not shape.layout(rows(("One", "two")))


def test_t2() -> None:
    assert shape.header_rows(rows(("Action", "Status"), ("a", "b"))) == 1
    assert shape.header_rows(rows(("Year", "Sum"), ("a", "b"))) == 0


def test_t3() -> None:
    assert action_table.by_header(rows(("Deliverable", "Lead country", "Progress"), ("a", "b", "c")))
    assert not action_table.by_header(rows(("Year", "Sum"), ("a", "b")))


def test_t4() -> None:
    long = "Measure the tides at every coast of the region, day by day"
    assert action_table.by_content(rows((f"1. {long}", "Fiji"), (f"2. {long}", "")))
    assert not action_table.by_content(rows((long, "Fiji"), (long, "")))


def test_t5() -> None:
    above, below = rows(("Share examples of", "Fiji"), ("good practice", "")).rows
    assert action_table.goes_on(above, below, 0)
    assert not action_table.goes_on(below, above, 0)


def test_t6() -> None:
    head = rows(("Action", "Status")).rows[0]
    assert action_table.header_again(head, head)


def test_t7() -> None:
    assert became("other-columns", "T7") == "the whole table is one of the text"
    found = imported("other-columns", T7="in-action")
    assert b"Budget: USD 12,000" in found.files["actions.yaml"] and not found.lost


def test_t8() -> None:
    assert shape.merged(Table("t1", (Row((Cell((), span=2),)),)))


def _of_each(*numbers: str) -> Imported:
    """Two tables of actions, whose rows are linked to these priorities."""
    head = row(*(cell(bold(words)) for words in ("Action item", "Members’ interest", "Status")))
    rows = [row(f"{n}. Do it (linked priority {linked})", "Fiji", "") for n, linked in enumerate(numbers, 1)]
    body = bold("Part one") + table(head, *rows[:2]) + bold("Part two") + table(head, *rows[2:])
    return bring_in(docx(FRONT + PRIORITIES + body), "x")


def test_t9() -> None:
    """Before, a second table of actions was a table of the text, of which nobody could report the status."""
    found = _of_each("1", "1", "2")
    tables = [each for each in found.document.blocks if isinstance(each, DocumentTable)]
    assert [len(each.rows) for each in tables] == [2, 1] and not found.lost
    assert found.files["plan.md"].decode().count(":priority: ") == 2
    assert counts(found).startswith("2 priorities, 3 actions")
    merged = _of_each("1", "2", "2")
    assert merged.files["plan.md"].decode().count(":::{action-items}") == 1 and not merged.lost
    assert [claim.became for claim in merged.doubts if claim.rule == "T9"] == [
        "actions 3–3, printed in the first table"
    ]
    apart = imported("two-action-tables", T9="apart")
    assert apart.files["actions.yaml"].count(b"- id: ") == 2 and not apart.lost


def test_t10() -> None:
    assert became("nested-tables", "T10") == "the first row is the header of the table"
