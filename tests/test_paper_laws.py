"""The laws, over papers of every kind: what any manuscript, any data and any options make.

Before, they held over trees whose tables and lists no directive had printed.
"""

from __future__ import annotations

from datetime import UTC, datetime

from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from tests.paper_strategies import PAPER, papers
from tests.writeback.amending import folder
from workplan.compare import compare
from workplan.content.files.folder import Folder
from workplan.content.files.papers import paper_folder
from workplan.design.theme import theme
from workplan.document.composing.compose import compose
from workplan.document.revisions import accept, reject
from workplan.document.tree import Document, Revision
from workplan.opening import open_carried, open_content
from workplan.render.html import web_page
from workplan.render.pdf.job import job
from workplan.render.pdf.process import PdfProcess
from workplan.verify import verify
from workplan.word import write
from workplan.word.reader import read
from workplan.writeback.write import write_back

#: A paper that is made smaller is another one; to try hundreds takes minutes.
_NO_SHRINKING = (Phase.explicit, Phase.generate)
_TOLD = Revision("A", datetime(2031, 1, 1, tzinfo=UTC))


def opened(files: dict[str, str]) -> tuple[Folder, Document]:
    paper = paper_folder(folder(files), PAPER)
    found = open_content(paper)
    return paper, compose(found.plan, None, found.standing)


@given(papers())
@settings(max_examples=25, deadline=None, phases=_NO_SHRINKING)
def test_an_unchanged_word_file_says_the_same_and_asks_for_nothing(files: dict[str, str]) -> None:
    paper, document = opened(files)
    file = write(document, theme())
    verify(document, {"docx": file, "html": web_page(document, theme()).encode()})
    back = read(file)
    assert back.document == document
    assert back.findings == ()
    written = write_back(paper, back.document)
    assert (written.problems, dict(written.files)) == ((), {})


@given(st.lists(papers(), min_size=4, max_size=4))
@settings(max_examples=1, deadline=None, phases=_NO_SHRINKING)
def test_the_pdf_says_what_the_others_say(drawn: list[dict[str, str]]) -> None:
    with PdfProcess() as process:
        for files in drawn:
            _, document = opened(files)
            verify(document, {"pdf": process.print(job(document, theme()))})


@given(papers(), papers())
@settings(max_examples=12, deadline=None, phases=_NO_SHRINKING)
def test_a_redline_of_two_papers_is_both(before: dict[str, str], after: dict[str, str]) -> None:
    (_, old), (_, new) = opened(before), opened(after)
    redline = compare(old, new, _TOLD)
    assert accept(redline) == new
    assert reject(redline) == old
    assert read(write(redline, theme())).document == redline


@given(papers())
@settings(max_examples=10, deadline=None, phases=_NO_SHRINKING)
def test_what_a_paper_carries_makes_it_again(files: dict[str, str]) -> None:
    found = open_content(paper_folder(folder(files), PAPER))
    again = open_carried(found.standing.text, "paper.yaml")
    assert (
        compose(again.plan, None, again.standing).blocks == compose(found.plan, None, found.standing).blocks
    )
    assert again.standing.text == found.standing.text
