"""A column of the table of actions costs two places: its field in the model, and its line in the list."""

from __future__ import annotations

import pytest
from msgspec.structs import replace
from pydantic import TypeAdapter

from tests.contents import ACTIONS as IN_FILE
from tests.contents import FILES, MANUSCRIPT
from tests.writeback.amending import folder
from workplan.compare.redline.redline import compare
from workplan.content.load import load
from workplan.content.models.data import Action
from workplan.content.sources import reading
from workplan.content.values.values import Markup
from workplan.directives.actions import rows
from workplan.directives.actions.columns import COLUMNS
from workplan.directives.actions.declared import ACTIONS, Actions
from workplan.directives.declaration import Column, headings
from workplan.document.composing.compose import compose
from workplan.document.tree import Document, Revision, Table
from workplan.document.walking.walk import lines, map_lines, plain
from workplan.writeback.write import write_back


class Costed(Action):
    budget: Markup | None = None


@pytest.fixture
def _with_a_budget(monkeypatch: pytest.MonkeyPatch) -> None:
    columns = (*COLUMNS, Column("budget", "What it *costs*"))
    monkeypatch.setattr(reading, "_ACTIONS", TypeAdapter(tuple[Costed, ...]))
    monkeypatch.setattr(rows, "Action", Costed)
    monkeypatch.setattr(Actions, "columns", columns)
    monkeypatch.setattr(Actions, "options", {**ACTIONS.options, **headings(columns)})


CONTENT = {
    **FILES,
    # No other test has it: a manuscript is parsed once, with the options that directives have then. Before,
    # these tests failed behind one that had read the same words without this column.
    "plan.md": f"{MANUSCRIPT}\n",
    "actions.yaml": IN_FILE.replace(
        "  linked_priorities: [calm]\n", "  linked_priorities: [calm]\n  budget: About *ten* days[^source]\n"
    ),
}


def table(document: Document) -> Table:
    return next(block for block in document.blocks if isinstance(block, Table) and block.id == "actions")


@pytest.mark.usefixtures("_with_a_budget")
def test_a_column_costs_two_places() -> None:
    # Before, the heading, the cell, its markup, its reading back and its place each had a list of their own,
    # and a fourth column was read as a status.
    old = compose(load(folder(CONTENT)).plan)
    actions = table(old)
    assert [plain(cell.blocks[0].inlines) for cell in actions.header.cells][3] == "What it costs"
    assert [[plain(p.inlines) for p in row.cells[3].blocks] for row in actions.rows] == [
        [], ["About ten days"],
    ]  # fmt: skip
    assert sum(actions.widths) == pytest.approx(1)

    blocks = tuple(
        map_lines(block, lambda line: tuple(
            replace(each, text="twelve") if getattr(each, "text", "") == "ten" else each for each in line
        ))
        for block in old.blocks
    )  # fmt: skip
    new = replace(old, blocks=blocks)
    written = write_back(folder(CONTENT), new)
    assert not written.problems
    assert written.files == {"actions.yaml": CONTENT["actions.yaml"].replace("*ten*", "*twelve*")}

    redline = compare(old, new, Revision("A"))
    assert "twelve" in " ".join(plain(line.inlines) for line in lines(table(redline)))


@pytest.mark.usefixtures("_with_a_budget")
def test_a_cell_of_several_paragraphs_is_told() -> None:
    old = compose(load(folder(CONTENT)).plan)
    actions = table(old)
    *rows, last = actions.rows
    cell = last.cells[3]
    twice = replace(cell, blocks=(*cell.blocks, replace(cell.blocks[0], id=f"{cell.id}.2")))
    changed = replace(actions, rows=(*rows, replace(last, cells=(*last.cells[:3], twice))))
    new = replace(old, blocks=tuple(changed if block is actions else block for block in old.blocks))
    written = write_back(folder(CONTENT), new)
    assert [problem.message for problem in written.problems] == [
        '"About ten days / About ten days": a cell of several paragraphs (Action 2, what it costs)'
    ]
    assert not written.files
