"""The papers and the meeting of this plan itself: what nobody has said is a blank, and all else is in order.

Before, `content/` had the plan alone.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.contents import ROOT_CONTENT
from tests.test_heads import front
from tests.warm import run
from workplan.build.prepare import Prepared, prepare
from workplan.content.files.folder import DiskFolder, MemoryFolder
from workplan.content.files.papers import PLAN, paper_files, paper_folder
from workplan.content.sources.meetings import calendar, late, read_meeting, read_meetings, unnamed
from workplan.design.theme import theme
from workplan.document.tree import List
from workplan.document.walking.walk import lines, plain
from workplan.opening import open_content
from workplan.pack.meeting import agenda_of
from workplan.render.html import web_page
from workplan.verify import verify
from workplan.word import read, write
from workplan.writeback.write import Written, write_back

FOLDER = DiskFolder(ROOT_CONTENT)
MEETING = "annual-meeting"
NAMES = [
    "agenda", "annotated-agenda", "annual-report", "call-for-interest", "co-chairs-statement",
    "forward-work-plan", "list-of-documents", "matters-arising", "members-interest", "status-report",
]  # fmt: skip


@pytest.fixture(scope="session")
def papers() -> dict[str, Prepared]:
    return {name: prepare(open_content(paper_folder(FOLDER, name))) for name in paper_files(FOLDER)}


def test_they_are_all_there_and_under_items_of_the_meeting(papers: dict[str, Prepared]) -> None:
    assert list(papers) == NAMES
    found = read_meetings(FOLDER)
    assert found.problems == ()
    assert list(unnamed(FOLDER, found)) == []
    assert [*late(found.known[MEETING])] == []
    assert calendar(found.known[MEETING]) == ["the dates of the [ordinal number] Annual Meeting are open"]


def test_check_finds_nothing_but_blanks(papers: dict[str, Prepared]) -> None:
    wrong = [each for found in papers.values() for each in found.warnings]
    assert len(set(wrong)) > 50
    assert [each for each in wrong if not each.message.startswith("a blank: ")] == []
    # What an agenda prints of a paper is a blank at its place in the paper's head, and told once.
    symbols = [each for each in set(wrong) if each.message == 'a blank: "symbol"']
    assert len(symbols) == len(NAMES)


@pytest.mark.parametrize("name", NAMES)
def test_word_and_web_page_say_the_same_and_come_back(name: str, papers: dict[str, Prepared]) -> None:
    document = papers[name].document
    data = write(document, theme())
    verify(document, {"docx": data, "html": web_page(document, theme()).encode()})
    again = read(data).document
    assert again == document
    assert write_back(paper_folder(FOLDER, name), again) == Written({}, ())


def test_each_says_that_it_is_a_draft_without_an_edition(papers: dict[str, Prepared]) -> None:
    """Before, the top of each page said "[[symbol]] · … · Edition 2021 (draft)"."""
    for name, found in papers.items():
        head = found.document.properties.running_head
        assert head.endswith(" · Draft")
        assert "[[" not in head + found.document.properties.title
        at_meeting = "[place of the meeting], [dates of the meeting]" in front(found.document)
        assert at_meeting == (name != "call-for-interest")


def test_the_annotated_agenda_says_what_each_head_does(papers: dict[str, Prepared]) -> None:
    """Before, a paper whose recommendations make its line on the action had none in the agenda."""
    agenda = papers["annotated-agenda"].document.blocks[-1]
    assert isinstance(agenda, List)
    said = [plain(line.inlines) for line in lines(agenda)]
    label = "Action to be taken: "
    heads = [line for found in papers.values() for line in front(found.document) if line.startswith(label)]
    assert sorted(line for line in said if line.startswith(label)) == sorted(heads)
    assert len(heads) == 5


def test_no_year_and_no_figure_is_new() -> None:
    """All that stand outside blanks are the plan's own."""
    of_plan = " ".join(
        (ROOT_CONTENT / file).read_text("utf-8")
        for file in ("plan.yaml", "plan.md", "actions.yaml", "priorities.yaml", "appendices/01-background.md")
    )
    sources = [*(ROOT_CONTENT / "papers").rglob("*.md"), *(ROOT_CONTENT / "meetings").glob("*.yaml")]
    for path in sources:
        said = re.sub(r"^( *#|%|:\w+:|agenda_item:).*$", "", path.read_text("utf-8"), flags=re.MULTILINE)
        for number in re.findall(r"\d[\d-]*\d", re.sub(r"\[\[[^\]]*\]\]", "", said)):
            assert number in of_plan, (path.name, number)


def test_the_plan_is_what_it_is_without_them() -> None:
    alone = {
        path.relative_to(ROOT_CONTENT).as_posix(): path.read_bytes()
        for path in ROOT_CONTENT.rglob("*")
        if path.is_file() and path.relative_to(ROOT_CONTENT).parts[0] not in ("papers", "meetings")
    }
    with_papers, without = (open_content(each) for each in (FOLDER, MemoryFolder(alone, "content")))
    assert with_papers.standing == without.standing
    assert prepare(with_papers).document == prepare(without).document


def test_the_meeting_is_packed_in_the_order_of_its_agenda() -> None:
    found = agenda_of(FOLDER, MEETING, None, include_restricted=False)
    assert [(each.number, each.entry.id) for each in found.papers] == [
        ("2", "agenda"), ("2", "annotated-agenda"), ("2", "list-of-documents"), ("3", "matters-arising"),
        ("4 (a)", "status-report"), ("4 (b)", "members-interest"), ("5", "forward-work-plan"),
        ("6", "annual-report"), ("9", "co-chairs-statement"),
    ]  # fmt: skip
    assert found.stem == "annual-meeting-pack"
    assert {each.symbol for each in found.papers} == {""}
    assert PLAN not in {each.entry.id for each in found.papers}
    assert read_meeting(FOLDER, MEETING).meeting.start is None


@pytest.mark.slow
def test_a_pack_of_drafts_is_made_of_them(tmp_path: Path) -> None:
    """PDF and Word file of each, compared with what it says, and all in one PDF."""
    result = run("pack", MEETING, "--output", tmp_path)
    assert result.returncode == 0, result.stderr
    assert "9 Word files; the pack claims PDF/UA-1 and PDF/A-3a" in result.stdout
