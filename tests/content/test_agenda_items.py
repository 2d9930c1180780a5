"""The agenda item that a head names, beside the agenda. Before, nobody compared the two."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.content.test_meetings import MEETING
from tests.contents import write_content
from tests.test_heads import problems
from workplan.content.checks.agenda_items import named_items
from workplan.content.files.folder import DiskFolder, MemoryFolder
from workplan.content.files.papers import paper_folder
from workplan.content.load import load
from workplan.editions.thaw import thaw
from workplan.opening import open_content

PAPER = "---\ntitle: Status report\nmeeting: tenth\nagenda_item: {}\n---\n\nDone.\n"


@pytest.fixture
def content(tmp_path: Path) -> Path:
    folder = write_content(tmp_path / "content")
    for name in ("papers", "meetings", "guests"):
        (folder / name).mkdir()
    (folder / "guests" / "report.pdf").write_bytes(b"%PDF-1.4\n")
    (folder / "meetings" / "tenth.yaml").write_text(MEETING)
    return folder


@pytest.mark.parametrize(
    ("words", "items"),
    [
        ("5", ["5"]),
        ("2 (a)", ["2 (a)"]),
        ("2(A) and (b)", ["2 (a)", "2 (b)"]),
        ("3 and 4", ["3", "4"]),
        ("2 (a), 3", ["2 (a)", "3"]),
        ("12.10", ["12.10"]),
        ("[[agenda item, 2 or 3]]", []),
        ("Other matters of 2031", []),
    ],
)
def test_the_items_that_words_name(words: str, items: list[str]) -> None:
    assert named_items(words) == items


@pytest.mark.parametrize(
    ("said", "message", "hint"),
    [
        ("1", "", ""),
        ("1 and 3", "", ""),
        ("Other matters", "", ""),
        ("4", 'there is no agenda item "4"', "items: 1, 2, 2 (a), 2 (b), 3; the agenda is in"),
        ("2 (c)", 'there is no agenda item "2 (c)"', "items: 1, 2, 2 (a), 2 (b), 3;"),
        (
            "2 (a)",
            'the head says agenda item "2 (a)", and the agenda has the paper under "1"',
            "agenda_item: 1,",
        ),
    ],
)
def test_it_is_on_the_agenda_and_the_paper_stands_under_it(
    said: str, message: str, hint: str, content: Path
) -> None:
    (content / "papers" / "status.md").write_text(PAPER.format(said))
    found = problems(content, "status")
    assert [each.message for each in found] == [message] * bool(message)
    for each in found:
        assert hint in (each.hint or "")
        assert each.warning == ("no agenda item" not in message)
        assert str(each.place).endswith("papers/status.md:4:14")


def test_what_was_issued_stays_whatever_the_agenda_has_become(content: Path) -> None:
    text = PAPER.format(3).replace("Done.", ":::{agenda}\n:::")
    (content / "papers" / "status.md").write_text(text)
    issued = open_content(paper_folder(DiskFolder(content), "status")).standing.text
    files = thaw(issued, "x")
    said = files["papers/status.md"].replace(b'"3"', b'"9"').replace(b": 3", b": 9")
    assert said != files["papers/status.md"]
    assert load(paper_folder(MemoryFolder(files | {"papers/status.md": said}, "x"), "status")).plan
    assert problems(content, "status")[0].warning


@pytest.mark.parametrize(
    ("meeting", "warned"),
    [
        ("tenht", True),
        ("tenth", False),
        ("Tenth Annual Meeting", False),
        ("plenary", False),
        ("Tenht", False),
    ],
)
def test_a_meeting_that_is_misspelt(content: Path, meeting: str, warned: bool) -> None:
    """Before, "tenht" was printed on the paper without a word."""
    (content / "papers" / "report.md").write_text(f"---\ntitle: Report\nmeeting: {meeting}\n---\n\nDone.\n")
    found = load(paper_folder(DiskFolder(content), "report")).warnings
    hints = [each.hint for each in found if "there is no meeting" in each.message]
    assert hints == (['did you mean "tenth"?'] if warned else [])
