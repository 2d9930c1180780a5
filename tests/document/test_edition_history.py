"""The table of editions."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from msgspec.structs import replace

from tests.contents import PLAN, write_content
from workplan.content.load import load
from workplan.content.models.identity import Edition
from workplan.document.composing.compose import compose
from workplan.document.resolving.resolve import resolve
from workplan.document.tree import Block, Paragraph, Table, Text
from workplan.document.walking.walk import plain

HISTORY = (
    Edition(label="2021/Add.1", date=date(2021, 3, 1), note="First"),
    Edition(label="ฉบับที่", date=date(2022, 12, 31)),
)


def last_block(
    folder: Path, options: str = "", wording: str = "", history: tuple[Edition, ...] = HISTORY
) -> Block:
    manuscript = f"Words.\n\n:::{{edition-history}}\n{options}:::\n"
    nothing = {
        "priorities_yaml": "",
        "actions_yaml": "",
        "footnotes_yaml": "n: A note\n" if "[^n]" in options else "",
        "background_md": None,
    }
    plan = load(write_content(folder, plan_md=manuscript, plan_yaml=PLAN + wording, **nothing)).plan
    return compose(replace(plan, history=history)).blocks[-1]


def table(folder: Path, options: str = "", wording: str = "") -> Table:
    found = last_block(folder, options, wording)
    assert isinstance(found, Table)
    return found


def cells(found: Table) -> list[list[str]]:
    rows = (found.header, *found.rows)
    return [[" ".join(plain(line.inlines) for line in cell.blocks) for cell in row.cells] for row in rows]


def test_a_row_for_each_edition(tmp_path: Path) -> None:
    found = table(tmp_path)
    assert cells(found) == [
        ["Edition", "Date", "Remarks"],
        ["2021/Add.1", "2021-03-01", "First"],
        ["ฉบับที่", "2022-12-31", ""],
    ]
    assert found.summary == "The editions of this document, with their dates"
    assert found.rows[0].id == "editions.2021-add-1"
    assert len({found.id, found.header.id, *(row.id for row in found.rows)}) == 4
    assert sum(found.widths) == 1


def test_headings_are_options_or_the_plans_wording(tmp_path: Path) -> None:
    options = ":date: Issued[^n]\n:summary: All of them\n"
    found = table(tmp_path, options, "wording: {edition: Version, edition_date: X, edition_note: Objet}\n")
    assert cells(found)[0] == ["Version", "Issued", "Objet"]
    assert found.summary == "All of them"


def test_before_the_first_edition_nothing_is_printed(tmp_path: Path) -> None:
    """Before, the heads of a table stood there, and no row."""
    assert last_block(tmp_path, history=()) == Paragraph("introduction.1", (Text("Words."),))


def test_an_empty_table_has_no_place(tmp_path: Path) -> None:
    """Before, it was counted among the places of its section, and a Word file came back with other ids."""
    manuscript = "# Then\n\n:::{edition-history}\n:::\n\nWords.\n"
    nothing = dict.fromkeys(("priorities_yaml", "actions_yaml", "footnotes_yaml"), "")
    plan = load(write_content(tmp_path, plan_md=manuscript, background_md=None, **nothing)).plan
    document = compose(replace(plan, history=()))
    assert document.blocks[-1].id == "then.1"
    assert resolve(document).blocks == document.blocks
