"""Page breaks of a manuscript, in every format and on the way back. Before, `:::{page-break}` was an error,
and a page break that an editor put in was left out."""

from __future__ import annotations

from io import BytesIO

import pypdfium2
import pytest
from hypothesis import given, settings
from lxml import etree, html
from lxml.etree import _Element

from tests.contents import FILES
from tests.libreoffice import to_docx, to_pdf
from tests.manuscripts import MARK, W, document, edited, through_an_edition
from tests.pairs import paged_pairs
from tests.printing import print_pdf
from tests.strategies import documents
from tests.writeback.amending import folder
from workplan.compare import compare
from workplan.compare.summary.changes import changes
from workplan.content.words.wording import Wording
from workplan.design.theme import theme
from workplan.document.revisions import accept, reject
from workplan.document.tree import Document
from workplan.render.html import web_page
from workplan.verify import verify
from workplan.word import read, write
from workplan.writeback.write import write_back

BREAK = "\n:::{page-break}\n:::\n\n"
MANUSCRIPT = f"""\
First page.
{BREAK}
- Second page, an item.
- Another.
{BREAK}
(steps)=
# Third page

Words.
{BREAK}
:::{{action-items}}
:interest: Members' interest [^interest]
:::
{BREAK}
| Fifth page |
| ---------- |
| cell       |
"""
CONTENT = {
    **FILES,
    "plan.md": MANUSCRIPT.replace("Words.", "Words, see [](#calm).") + "\n:::{priorities}\n:::\n",
    "appendices/01-background.md": BREAK.lstrip() + FILES["appendices/01-background.md"],
}
STARTS = ["First page", "Second page", "Third page", "Action item", "Fifth page", "Appendix A"]
PAGES = ("introduction.2", "steps", "actions", "steps.3", "background")


@pytest.fixture(scope="module")
def broken() -> Document:
    return document(CONTENT)


@pytest.fixture(scope="module")
def docx(broken: Document) -> bytes:
    return write(broken, theme())


def pages(pdf: bytes) -> list[str]:
    found = pypdfium2.PdfDocument(BytesIO(pdf))
    return [page.get_textpage().get_text_bounded() for page in found]


def assert_begun(pdf: bytes) -> None:
    """Every page begins where the manuscript says."""
    found = pages(pdf)
    assert len(found) == len(STARTS)
    for page, words in zip(found, STARTS, strict=True):
        first = "".join(page.split())
        assert "".join(words.split()) in first[:160], page
    assert "First page" not in found[1]


def test_the_document_knows_where_pages_begin(broken: Document) -> None:
    assert broken.layout.new_pages == PAGES


@pytest.mark.slow
def test_the_pdf_begins_its_pages_there(broken: Document) -> None:
    pdf = print_pdf(broken)
    assert_begun(pdf)
    verify(broken, {"pdf": pdf})


@pytest.mark.slow
def test_word_begins_its_pages_there_and_libreoffice_keeps_them(broken: Document, docx: bytes) -> None:
    assert_begun(to_pdf(docx))
    reading = read(to_docx(docx))
    assert reading.document.layout.new_pages == PAGES
    assert not [finding for finding in reading.findings if finding.kind == "break"]


def test_the_web_page_prints_them_and_shows_nothing(broken: Document) -> None:
    page = web_page(broken, theme())
    found = html.document_fromstring(page).xpath("//*[@data-new-page]")
    assert tuple(element.get("id") for element in found) == PAGES
    verify(broken, {"html": page if isinstance(page, bytes) else page.encode()})


def on_breaks(root: _Element, change: str) -> None:
    """An editor's work on page breaks."""
    if change == "taken out":
        for found in list(root.iter(f"{W}pageBreakBefore"))[1:2]:
            found.getparent().remove(found)
    else:
        words = next(p for p in root.iter(f"{W}p") if "Words, see" in "".join(p.itertext()))
        run = etree.fromstring(f'<w:r xmlns:w="{W[1:-1]}"><w:br w:type="page"/></w:r>')
        match change:
            case "before":
                words.insert(1, run)
            case "behind the heading":
                words.getprevious().append(run)
            case "alone":
                alone = etree.Element(f"{W}p")
                alone.append(run)
                words.addprevious(alone)
            case "among words":
                words.insert(len(words) - 3, run)


@pytest.mark.parametrize("change", ["before", "behind the heading", "alone"])
def test_a_page_break_of_an_editor_is_read_and_said(docx: bytes, change: str) -> None:
    reading = read(edited(docx, lambda root: on_breaks(root, change)))
    assert reading.document.layout.new_pages == (
        "introduction.2",
        "steps",
        "steps.1",
        "actions",
        "steps.3",
        "background",
    )
    (finding,) = reading.findings
    assert (finding.kind, finding.place) == ("break", "steps.1")
    assert ":::{page-break}" in finding.message


def test_a_page_break_that_an_editor_took_out_is_said(docx: bytes) -> None:
    reading = read(edited(docx, lambda root: on_breaks(root, "taken out")))
    assert "steps" not in reading.document.layout.new_pages
    (finding,) = reading.findings
    assert (finding.kind, finding.place) == ("break", "steps")


def test_a_page_break_among_words_is_said(docx: bytes) -> None:
    reading = read(edited(docx, lambda root: on_breaks(root, "among words")))
    assert reading.document.layout.new_pages == PAGES
    assert [finding.kind for finding in reading.findings] == ["break"]


def test_a_redline_tells_them_and_keeps_both_sides(broken: Document) -> None:
    old = document({**CONTENT, "plan.md": CONTENT["plan.md"].replace(BREAK, "\n", 1)})
    new = document({**CONTENT, "plan.md": CONTENT["plan.md"].replace("First page.", "Zero.\n\nFirst page.")
                    .replace(f"see [](#calm).\n{BREAK}", "see [](#calm).\n")})  # fmt: skip
    redline = compare(old, new, MARK)
    assert (accept(redline), reject(redline)) == (new, old)
    assert read(write(redline, theme())).document == redline
    told = [str(part) for change in changes(redline, Wording()) for part in change.parts]
    assert sum("Page break added before “Second page, an item" in words for words in told) == 1, told
    assert sum("Page break removed before “Action item" in words for words in told) == 1, told


@settings(max_examples=20)
@given(paged_pairs())
def test_any_redline_keeps_the_pages_of_both_sides(pair: tuple[Document, Document]) -> None:
    redline = compare(*pair, MARK)
    assert (reject(redline), accept(redline)) == pair
    assert read(write(redline, theme())).document == redline


@settings(max_examples=20)
@given(documents(pages=True))
def test_any_page_breaks_are_read_as_they_were_written(document: Document) -> None:
    reading = read(write(document, theme()))
    assert reading.document == document
    assert not reading.findings


def test_what_comes_back_from_word_keeps_the_directives(broken: Document) -> None:
    changed = document({**CONTENT, "plan.md": CONTENT["plan.md"].replace("Second page", "The second page")})
    found = write_back(folder(CONTENT), changed)
    assert found.files == {"plan.md": CONTENT["plan.md"].replace("Second page", "The second page")}


def test_an_edition_keeps_them(broken: Document) -> None:
    assert through_an_edition(CONTENT) == broken
