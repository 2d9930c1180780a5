"""The list of contents of a manuscript, in every format and on the way back. Before, `:::{contents}` was an
error, and a table of contents in a Word file was left out without a word of who had put it in."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO

import page as validator
import pikepdf
import pypdfium2
import pytest
from lxml import etree, html
from lxml.etree import _Element

from tests.contents import FILES
from tests.documents import PROPERTIES, TERMS
from tests.editors.word_saves import entries
from tests.libreoffice import shared, to_docx, to_pdf
from tests.links import out_of_reach
from tests.manuscripts import MARK, W, changed, document, edited, through_an_edition
from tests.printing import print_pdf
from tests.render.pdf.test_structure import kids, of_type, types
from tests.word.conftest import packed
from tests.word.writer.test_valid import faults
from tests.writeback.amending import folder
from workplan.compare import compare
from workplan.compare.summary.changes import changes
from workplan.content.words.wording import Wording
from workplan.design.theme import theme
from workplan.document.printing.contents import entries as listed
from workplan.document.resolving.resolve import resolve
from workplan.document.revisions import accept, reject
from workplan.document.tree import ContentsList, Document, Paragraph, Text
from workplan.errors import ContentError, OurBug
from workplan.render.html import web_page
from workplan.verify import verify
from workplan.word import read, write
from workplan.writeback.write import write_back

CONTENTS = ":::{contents}\n:depth: 2\n:::\n"
LONG = (
    "A heading of so many words that no line of any format holds them, whatever it prints, and however small"
)
MANUSCRIPT = f"""\
Above.

:::{{page-break}}
:::

{CONTENTS}
:::{{page-break}}
:::

Below, see [](#steps).

(steps)=
# Steps *taken*[^source]

## {LONG}

### Too deep

:::{{priorities}}
:::

# Actions

:::{{action-items}}
:interest: Members' interest [^interest]
:::
"""
WITHOUT = MANUSCRIPT.replace(f"{CONTENTS}\n:::{{page-break}}\n:::\n\n", "")
CONTENT = {**FILES, "plan.md": MANUSCRIPT}
ENTRIES = ["Steps taken", LONG, "Actions", "Appendix A: Background of the plan", "History"]


@pytest.fixture(scope="module")
def plan() -> Document:
    return document(CONTENT)


@pytest.fixture(scope="module")
def docx(plan: Document) -> bytes:
    return write(plan, theme())


def words(plan: Document) -> list[str]:
    return [each.words for each in listed(plan)]


# What is printed


def test_the_entries_follow_from_the_headings(plan: Document) -> None:
    assert plan.contents == ContentsList("introduction.2", 2, new_page=True)
    assert plan.layout.new_pages == ("introduction.2",)
    assert words(plan) == ENTRIES
    others = {
        **CONTENT,
        "plan.md": MANUSCRIPT.replace("# Actions", "# Deeds").replace("### Too", "## Not too"),
    }
    assert words(document(others)) == [
        "Steps taken",
        LONG,
        "Not too deep",
        "Deeds",
        "Appendix A: Background of the plan",
        "History",
    ]


def test_a_list_without_a_depth_has_all_headings() -> None:
    plan = document({**CONTENT, "plan.md": MANUSCRIPT.replace(":depth: 2\n", "")})
    assert plan.contents
    assert plan.contents.depth == 3
    assert "Too deep" in words(plan)


@pytest.mark.parametrize(
    ("change", "line", "message"),
    [
        (lambda text: text.replace("depth: 2", "depth: 4"), 7, "depth cannot be "),
        (lambda text: f"{CONTENTS}\n{text}", 10, "a second contents list"),
        (lambda text: f"{text}\n{CONTENTS}", 31, "a second contents list"),
        (
            lambda _: f"{WITHOUT}\n{CONTENTS}",
            24,
            "a contents list with nothing behind it",
        ),
    ],
)
def test_a_list_that_is_wrong_is_said(change: Callable[[str], str], line: int, message: str) -> None:
    with pytest.raises(ContentError) as error:
        document({**CONTENT, "plan.md": change(MANUSCRIPT)})
    problem = next(each for each in error.value.problems if message in each.message)
    assert (problem.place.file, problem.place.line) == ("content/plan.md", line)
    assert problem.hint


def test_a_list_in_an_appendix_or_without_headings_is_said() -> None:
    name = "appendices/01-background.md"
    for content in (
        {**CONTENT, name: f"{FILES[name]}\n{CONTENTS}"},
        {name_: text for name_, text in FILES.items() if name_ != name}
        | {"plan.md": f"{CONTENTS}\nWords[^source].\n\n:::{{priorities}}\n:::\n\n:::{{action-items}}\n"
                      ":interest: I[^interest]\n:::\n"},
    ):  # fmt: skip
        with pytest.raises(ContentError) as error:
            document(content)
        assert any("contents list" in problem.message and problem.hint for problem in error.value.problems)


# The formats


@pytest.fixture(scope="module")
def pdf(plan: Document) -> bytes:
    return print_pdf(plan)


@pytest.mark.slow
def test_the_pdf_has_page_numbers_and_links(plan: Document, pdf: bytes) -> None:
    verify(plan, {"pdf": pdf})
    assert not out_of_reach(pdf)
    with pikepdf.open(BytesIO(pdf)) as found:
        (listing,) = [each for each in of_type(found, "TOC") if str(each.P.S) != "/TOCI"]
        items = of_type(found, "TOCI")
        assert {str(each.P.S) for each in items} == {"/TOC"}
        assert len(items) == len(ENTRIES)
        assert set(types(listing)) == {"TOCI"}
        references = [each for item in items for each in kids(item) if str(each.S) == "/Reference"]
        assert [types(each) for each in references] == [["Link"]] * len(ENTRIES)
    pages = [page.get_textpage().get_text_bounded() for page in pypdfium2.PdfDocument(BytesIO(pdf))]
    numbers = [line.split()[-1] for line in pages[1].splitlines() if ". . ." in line]
    # On the paper, each heading stands where its entry says.
    wanted = ["Steps taken", "A heading of so many", "Actions", "Appendix A: Background", "History"]
    where = [next(n for n, page in enumerate(pages, 1) if n > 2 and words in page) for words in wanted]
    assert numbers == [str(number) for number in where]
    for profile in ("ua1", "3a"):
        assert not validator.validate_pdf_bytes(pdf, profile=profile).failures


def test_the_web_page_has_one_contents_navigation(plan: Document) -> None:
    """In the text, in the place of the one that every other page has above it."""
    page = web_page(plan, theme())
    (nav,) = html.document_fromstring(page).xpath("//nav")
    assert [a.text_content() for a in nav.iter("a")] == ENTRIES
    assert nav.getparent().tag == "main"
    verify(plan, {"html": page if isinstance(page, bytes) else page.encode()})


def test_word_gets_its_own_field(plan: Document, docx: bytes) -> None:
    verify(plan, {"docx": docx})
    root = etree.fromstring(entries(docx)["word/document.xml"])
    instructions = ["".join(each.itertext()).strip() for each in root.iter(f"{W}instrText")]
    assert instructions[0] == r'TOC \o "1-2" \h \z \u'
    assert instructions.count(r"PAGEREF _p_actions_section \h") == 1
    names = {mark.get(f"{W}name") for mark in root.iter(f"{W}bookmarkStart")}
    listing = next(root.iter(f"{W}sdt"))
    assert {link.get(f"{W}anchor") for link in listing.iter(f"{W}hyperlink")} <= names
    assert not list(root.iter(f"{W}updateFields"))
    assert not root.xpath("//@w:dirty", namespaces={"w": W[1:-1]})
    assert faults(docx) == []


@pytest.mark.parametrize(
    ("old", "new"), [(b">Actions<", b">Acts<"), (b">Background of ", b">Foreground of ")]
)
def test_an_entry_that_says_something_else_is_a_bug(
    plan: Document, docx: bytes, old: bytes, new: bytes
) -> None:
    parts = entries(docx)
    text = parts["word/document.xml"]
    assert old in text or b"Appendix A: Background" in text
    parts["word/document.xml"] = text.replace(b"Actions<", b"Acts<", 1)
    with pytest.raises(OurBug, match="Acts"):
        verify(plan, {"docx": packed(parts)})


# Back from Word


def _entry(root: _Element, words: str) -> _Element:
    return next(
        p
        for p in root.iter(f"{W}p")
        if words in "".join(p.itertext()) and next(p.iter(f"{W}tab"), None) is not None
    )


def typed_over(root: _Element) -> None:
    text = next(t for t in _entry(root, "Actions").iter(f"{W}t") if t.text == "Actions")
    text.text = "Deeds"


def one_taken_out(root: _Element) -> None:
    found = _entry(root, "Actions")
    found.getparent().remove(found)


def taken_out(root: _Element) -> None:
    found = next(root.iter(f"{W}sdt"))
    found.getparent().remove(found)


def title_typed_over(root: _Element) -> None:
    next(t for t in root.iter(f"{W}t") if t.text == "Contents").text = "Inside"


def moved(root: _Element) -> None:
    found, body = next(root.iter(f"{W}sdt")), root[0]
    body.insert(len(body) - 1, found)


def tracked_deletion(root: _Element) -> None:
    for run in list(next(root.iter(f"{W}sdt")).iter(f"{W}r")):
        around = etree.Element(f"{W}del", {f"{W}id": "9000", f"{W}author": "Ann"})
        run.getparent().replace(run, around)
        around.append(run)
        for text in run.iter(f"{W}t"):
            text.tag = f"{W}delText"
        for text in run.iter(f"{W}instrText"):
            text.tag = f"{W}delInstrText"


def unwrapped(root: _Element) -> None:
    """Without the content control, with the end of the field in a paragraph of its own, as Word has it."""
    found = next(root.iter(f"{W}sdt"))
    for paragraph in list(found.iter(f"{W}p")):
        found.addprevious(paragraph)
    last = found.getprevious()[-1]
    found.addprevious(ending := etree.Element(f"{W}p"))
    ending.append(last)
    found.getparent().remove(found)


def updated_by_word(root: _Element) -> None:
    """Bookmarks of Word's own around whole headings, and links to them; the numbers of pages."""
    for n, link in enumerate(next(root.iter(f"{W}sdt")).iter(f"{W}hyperlink")):
        name = link.get(f"{W}anchor", "")
        link.set(f"{W}anchor", f"_Toc{n}")
        for text in link.iter(f"{W}t"):
            text.text = text.text.replace("–", str(n)) if text.text else ""
        mark = next(m for m in root.iter(f"{W}bookmarkStart") if m.get(f"{W}name") == name)
        start = etree.Element(f"{W}bookmarkStart", {f"{W}id": str(8000 + n), f"{W}name": f"_Toc{n}"})
        heading = mark.getparent()
        heading.insert(1, start)
        heading.append(etree.Element(f"{W}bookmarkEnd", {f"{W}id": str(8000 + n)}))


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (typed_over, "an entry of the contents list was changed"),
        (one_taken_out, "was taken out"),
        (taken_out, "the contents list before this was taken out"),
        (tracked_deletion, "the contents list before this was taken out"),
        (title_typed_over, "the title of the contents list was changed"),
        (moved, "the contents list was moved"),
    ],
)
def test_what_an_editor_does_to_the_list_is_said_and_is_no_amendment(
    plan: Document, docx: bytes, change: Callable[[_Element], None], message: str
) -> None:
    reading = read(edited(docx, change))
    (finding,) = reading.findings
    assert message in finding.message
    assert finding.kind == "contents"
    assert (reading.document.blocks, reading.document.notes) == (plan.blocks, plan.notes)


@pytest.mark.parametrize("change", [unwrapped, updated_by_word])
def test_what_word_does_to_the_list_is_nothing(
    plan: Document, docx: bytes, change: Callable[[_Element], None]
) -> None:
    reading = read(edited(docx, change))
    assert reading.document == plan
    assert not reading.findings


def test_a_list_that_an_editor_puts_in_is_said(docx: bytes) -> None:
    without = document({**CONTENT, "plan.md": WITHOUT})
    listing = next(etree.fromstring(entries(docx)["word/document.xml"]).iter(f"{W}sdt"))
    reading = read(edited(write(without, theme()), lambda root: root[0].insert(3, listing)))
    (finding,) = reading.findings
    assert "a contents list was put in" in finding.message
    assert reading.document == without


def test_a_heading_that_an_editor_changes_leaves_the_list_as_it_was(docx: bytes) -> None:
    """Nobody has updated it, and nobody need."""

    def change(root: _Element) -> None:
        *_, heading = (t for t in root.iter(f"{W}t") if t.text == "Actions")
        heading.text = "Deeds"

    reading = read(edited(docx, change))
    assert not reading.findings
    assert "Deeds" in words(reading.document)


@pytest.mark.slow
def test_libreoffice_updates_the_list_and_nothing_else(plan: Document, docx: bytes) -> None:
    """Before, the label of an appendix became its words: a bookmark stood before it."""
    updated = shared()._done(docx, "UpdateAllIndexes")
    for saved in (to_docx(docx), updated):
        reading = read(saved)
        assert not reading.findings
        assert (reading.document.blocks, reading.document.contents) == (plan.blocks, plan.contents)
    text = etree.fromstring(entries(updated)["word/document.xml"])
    assert not [t for t in next(text.iter(f"{W}sdt")).iter(f"{W}t") if t.text == "–"]


# Redlines, write-back, editions


def test_a_redline_lists_the_new_headings_without_marks(plan: Document) -> None:
    new = document({**CONTENT, "plan.md": MANUSCRIPT.replace("# Actions", "# Actions and more\n\n## New")})
    redline = compare(plan, new, MARK)
    assert (accept(redline), reject(redline)) == (new, plan)
    assert words(redline) == words(new)
    file = write(redline, theme())
    assert read(file).document == redline
    assert not read(file).findings
    listing = next(etree.fromstring(entries(file)["word/document.xml"]).iter(f"{W}sdt"))
    assert not list(listing.iter(f"{W}ins", f"{W}del"))


def test_a_redline_tells_a_list_that_came_or_went(plan: Document) -> None:
    without = document({**CONTENT, "plan.md": WITHOUT})
    for old, new, said in ((without, plan, "added"), (plan, without, "removed")):
        redline = compare(old, new, MARK)
        assert (accept(redline), reject(redline)) == (new, old)
        told = [str(part) for change in changes(redline, Wording()) for part in change.parts]
        assert any(f"Contents list {said} before “Below" in words for words in told), told


@pytest.mark.parametrize("old", ["Below", "# Actions", "Above"])
def test_what_comes_back_from_word_keeps_the_directive(old: str) -> None:
    wanted = changed(CONTENT, old, f"{old} changed")
    assert write_back(folder(CONTENT), document(wanted)).files == {"plan.md": wanted["plan.md"]}


def test_a_paragraph_that_goes_leaves_the_list() -> None:
    wanted = changed(CONTENT, "Below, see [](#steps).\n\n", "")
    found = write_back(folder(CONTENT), document(wanted)).files["plan.md"]
    assert document({**CONTENT, "plan.md": found}).contents == ContentsList("steps", 2, new_page=True)


def test_an_edition_keeps_it(plan: Document) -> None:
    assert through_an_edition(CONTENT) == plan


def test_a_list_of_nothing_is_nothing_that_an_editor_took_out() -> None:
    """Before, a document without headings, whose list is not printed, came back with a finding."""
    title = Paragraph("title", (Text("Plan"),), "title")
    blocks = (title, Paragraph("introduction.1", (Text("Words."),)))
    contents = ContentsList("introduction.1", 1)
    bare = resolve(Document(PROPERTIES, TERMS, blocks, (), contents=contents))
    reading = read(write(bare, theme()))
    assert (reading.document, reading.findings) == (bare, ())


@pytest.mark.slow
@pytest.mark.parametrize("above", ["", "Above.\n\n", "| A table |\n| --- |\n| above |\n\n"])
def test_above_a_part_in_landscape_it_stands_on_the_page_before(above: str) -> None:
    """Before, in Word it stood on the page in landscape, and LibreOffice hid its title."""
    part = "::::{landscape}\n# Wide\n\nWords.\n::::\n\n"
    made = document({**FILES, "plan.md": f"{above}{CONTENTS}\n{part}{FILES['plan.md']}"})
    docx = write(made, theme())
    verify(made, {"docx": docx})
    assert read(docx).document == made
    assert read(to_docx(docx)).document.layout == made.layout
    assert faults(docx) == []
    for pdf in (print_pdf(made), to_pdf(docx)):
        first, second = (page for n, page in zip(range(2), pypdfium2.PdfDocument(pdf), strict=False))
        words = first.get_textpage().get_text_range()
        assert first.get_width() < first.get_height() and second.get_width() > second.get_height()
        assert "Contents" in words and "Steps" in words
