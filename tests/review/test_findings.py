"""What a copy holds that lands on no field is told with the name of its place, as the matrix has it."""

from __future__ import annotations

from pathlib import Path

from tests.contents import write_content
from tests.writeback.in_word import WordFileEditor
from workplan.collecting import Given, collect
from workplan.content.load import on_disk
from workplan.document.compose import compose
from workplan.opening import open_content
from workplan.theme import theme
from workplan.word import write

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def test_findings_name_their_place_in_words(tmp_path: Path) -> None:
    """Before, a meeting read "(at measure.action.text)"."""
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
    assert problem.message.endswith(" (Action 1)")
    assert [each.told for each in found.matrix.besides] == [
        "Fiji: words moved up or down are read without that (Action 1)."
    ]
