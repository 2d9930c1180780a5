"""What a copy holds that lands on no field is told with the name of its place, as the matrix has it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from lxml import etree

from tests.contents import write_content
from tests.writeback.in_word import WordFileEditor
from workplan.content.load import on_disk
from workplan.design.theme import theme
from workplan.document.composing.compose import compose
from workplan.opening import open_content
from workplan.review.steps.collecting import Given, collect
from workplan.word import write

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def test_findings_name_their_place_in_words(tmp_path: Path) -> None:
    """Before, a meeting read "(at measure.action.text)", and then the row without its column."""
    content = write_content(tmp_path / "content")
    opened = open_content(content)
    editor = WordFileEditor(write(compose(opened.plan, None, opened.standing), theme()))
    run = next(editor.rows()[0].iter(f"{_W}r"))
    properties = run.find(f"{_W}rPr")
    if properties is None:
        properties = run.makeelement(f"{_W}rPr")
        run.insert(0, properties)
    raised = properties.makeelement(f"{_W}position")
    raised.set(f"{_W}val", "12")
    properties.append(raised)
    found = collect([Given("Fiji.docx", editor.saved(), "")], on_disk(content))
    _, problem = found.problems  # Fiji is no member that the content lists
    assert "words moved up or down" in problem.message
    assert problem.message.endswith(" (Action 1, action item)")
    assert [each.told for each in found.matrix.besides] == [
        "Fiji: words moved up or down are read without that (Action 1, action item)."
    ]


def nested_table(paragraph: etree._Element) -> None:
    """A table before a paragraph of a cell."""
    words = (
        f'<w:tbl xmlns:w="{_W[1:-1]}"><w:tr><w:tc><w:p><w:r><w:t>in</w:t></w:r></w:p></w:tc></w:tr></w:tbl>'
    )
    paragraph.addprevious(etree.fromstring(words))


def turned(row: etree._Element) -> None:
    """A tracked change of how a row looks."""
    properties = row.find(f"{_W}trPr")
    if properties is None:
        properties = row.makeelement(f"{_W}trPr")
        row.insert(0, properties)
    change = etree.SubElement(properties, f"{_W}trPrChange")
    change.attrib.update({f"{_W}id": "9900", f"{_W}author": "Ms A", f"{_W}date": "2031-05-01T00:00:00Z"})
    etree.SubElement(change, f"{_W}trPr")


def in_a_new_row(editor: WordFileEditor) -> None:
    editor.type_row(editor.rows()[0], ["Publish the tides", "Pilots", ""])
    nested_table(editor.cell(editor.rows()[1], 1))


PLACES: dict[str, tuple[Callable[[WordFileEditor], object], str]] = {
    "a cell without words": (
        lambda editor: nested_table(editor.cell(editor.rows()[0], 2)),
        "is left out: “in” (Action 1, status)",
    ),
    "the first line of a cell": (
        lambda editor: nested_table(editor.cell(editor.rows()[1], 1)),
        "is left out: “in” (Action 2, members' interest)",
    ),
    "a row": (lambda editor: turned(editor.rows()[1]), "(Action 2, action item)"),
    "a row that is new": (in_a_new_row, "is left out: “in” (After action 1, members' interest)"),
}


@pytest.mark.parametrize("title", PLACES)
def test_findings_in_a_table_name_row_and_column(tmp_path: Path, title: str) -> None:
    """Before, the cell or the row before was named, the row alone, or nothing."""
    edit, place = PLACES[title]
    content = write_content(tmp_path / "content")
    opened = open_content(content)
    editor = WordFileEditor(write(compose(opened.plan, None, opened.standing), theme()))
    edit(editor)
    found = collect([Given("Fiji.docx", editor.saved(), "")], on_disk(content))
    told = [problem.message for problem in found.problems]
    assert any(place in message for message in told), told
