"""Parts of a manuscript on pages in landscape, in every format and on the way back. Before, `::::{landscape}`
was an error, and a section of an editor's was left out."""

from __future__ import annotations

from io import BytesIO

import pikepdf
import pytest
from hypothesis import given, settings
from lxml import etree, html
from lxml.etree import _Element
from msgspec.structs import replace

from tests.contents import FILES
from tests.editors.word_saves import entries
from tests.libreoffice import to_docx, to_pdf
from tests.manuscripts import MARK, W, changed, document, edited, through_an_edition
from tests.printing import print_pdf
from tests.strategies import documents
from tests.writeback.amending import folder
from workplan.build.prepare import prepare
from workplan.compare import compare
from workplan.compare.summary.changes import changes
from workplan.compare.telling.told import with_signs
from workplan.content.files.folder import MemoryFolder
from workplan.content.load import load
from workplan.content.words.wording import Wording
from workplan.design.theme import theme
from workplan.document.composing.compose import compose
from workplan.document.revisions import accept, is_marked, reject
from workplan.document.tree import Document
from workplan.editions.thaw import thaw
from workplan.origins.altered import edited as altered
from workplan.origins.carried import carried
from workplan.render.html import web_page
from workplan.verify import verify
from workplan.word import read, write
from workplan.writeback.write import write_back

MANUSCRIPT = """\
Upright, first.

::::{landscape}

% what is wide
(wide)=
# Wide things

- An item.
- Another, see [](#calm).

:::{action-items}
:interest: Members' interest [^interest]
:::
::::

# Upright again

Words.

::::{landscape}
| Wide again |
| ---------- |
| cell       |
::::

:::{priorities}
:::
"""
CONTENT = {
    **FILES,
    "plan.md": MANUSCRIPT,
    "appendices/01-background.md": f"::::{{landscape}}\n{FILES['appendices/01-background.md']}::::\n",
}
TURNED = ("wide", "wide.1", "actions", "upright-again.2", "background")


@pytest.fixture(scope="module")
def plan() -> Document:
    return document(CONTENT)


@pytest.fixture(scope="module")
def docx(plan: Document) -> bytes:
    return write(plan, theme())


def test_the_document_knows_what_stands_in_landscape(plan: Document) -> None:
    assert plan.layout.landscape[: len(TURNED)] == TURNED


def landscapes(pdf: bytes) -> list[bool]:
    with pikepdf.open(BytesIO(pdf)) as opened:
        boxes = [[float(x) for x in page.mediabox] for page in opened.pages]
    return [right - left > top - bottom for left, bottom, right, top in boxes]


ORDER = [False, True, False, True, False, True]


@pytest.mark.slow
def test_the_pdf_turns_its_pages(plan: Document) -> None:
    pdf = print_pdf(plan)
    assert landscapes(pdf) == ORDER
    verify(plan, {"pdf": pdf})


@pytest.mark.slow
def test_word_turns_its_pages_and_libreoffice_keeps_them(plan: Document, docx: bytes) -> None:
    assert landscapes(to_pdf(docx)) == ORDER
    reading = read(to_docx(docx))
    assert reading.document.layout == plan.layout
    assert not reading.findings


def test_a_section_in_word_fits_its_table_and_keeps_heads_and_numbers(docx: bytes) -> None:
    root = etree.fromstring(entries(docx)["word/document.xml"])
    sections = list(root.iter(f"{W}sectPr"))
    sizes = [section.find(f"{W}pgSz") for section in sections]
    assert [size.get(f"{W}orient") == "landscape" for size in sizes] == ORDER
    assert [int(size.get(f"{W}w")) > int(size.get(f"{W}h")) for size in sizes] == ORDER
    # What the first section has, the others have (17.10.5), but for its first page; nothing counts anew.
    assert [bool(section.findall(f"{W}headerReference")) for section in sections] == [True, *[False] * 5]
    assert [section.find(f"{W}titlePg") is not None for section in sections] == [True, *[False] * 5]
    assert not list(root.iter(f"{W}pgNumType"))
    widths = [int(table.find(f"{W}tblPr/{W}tblW").get(f"{W}w")) for table in root.iter(f"{W}tbl")]
    assert widths == [14004, 14004]  # A4, turned, less 25 mm at both ends


def test_the_web_page_turns_nothing(plan: Document) -> None:
    page = web_page(plan, theme())
    assert not html.document_fromstring(page).xpath("//*[@data-landscape or @data-new-page]")
    verify(plan, {"html": page.encode()})


def told_of_pages(redline: Document) -> list[str]:
    told = (part for change in changes(redline, Wording()) for part in change.parts)
    return [words for words in map(with_signs, told) if "landscape" in words]


def test_a_redline_tells_them_and_keeps_both_sides(plan: Document) -> None:
    unfenced = changed(CONTENT, "cell       |\n::::", "cell       |")
    old = document(changed(unfenced, "::::{landscape}\n| Wide", "| Wide"))
    new = document(changed(CONTENT, "- An item.", "- An item.\n- A third."))
    redline = compare(old, new, MARK)
    assert (accept(redline), reject(redline)) == (new, old)
    assert read(write(redline, theme())).document == redline
    assert told_of_pages(redline) == ["Put on pages in landscape: “Wide again”"]
    assert told_of_pages(compare(new, old, MARK)) == ["No longer on pages in landscape: “Wide again”"]


def test_what_has_gone_stands_in_a_redline_where_its_neighbours_do() -> None:
    """The section of the new document is one, whatever went in the middle of it."""
    new = document(changed(CONTENT, "- An item.\n- Another, see [](#calm).\n\n", ""))
    redline = compare(document(CONTENT), new, MARK)
    sections = etree.fromstring(entries(write(redline, theme()))["word/document.xml"]).iter(f"{W}sectPr")
    assert [s.find(f"{W}pgSz").get(f"{W}orient") == "landscape" for s in sections] == ORDER


def on_sections(root: _Element, change: str) -> None:
    """An editor's work on sections."""
    ends = [section for section in root.iter(f"{W}sectPr") if section.getparent().tag == f"{W}pPr"]
    words = next(p for p in root.iter(f"{W}p") if "".join(p.itertext()) == "Words.")
    if change == "taken out":  # both breaks around the second table
        for section in ends[2:4]:
            section.getparent().remove(section)
    elif change == "turned":
        for section in ends[3:4]:
            size = section.find(f"{W}pgSz")
            wide, high = size.get(f"{W}w"), size.get(f"{W}h")
            size.attrib.clear()
            size.attrib.update({f"{W}w": high, f"{W}h": wide})
    elif change == "put in":  # around a heading: the part before it goes on
        heading = words.getprevious()
        properties = heading.find(f"{W}pPr")
        properties.append(etree.fromstring(etree.tostring(ends[1])))
    else:  # a paragraph, typed before or behind a border
        new = etree.fromstring(f'<w:p xmlns:w="{W[1:-1]}"><w:r><w:t>Typed.</w:t></w:r></w:p>')
        end = ends[1].getparent().getparent()
        if change == "typed inside":
            end.addprevious(new)
        else:
            end.addnext(new)


@pytest.mark.parametrize(
    ("change", "place", "words"),
    [
        ("taken out", "upright-again.2.head.1.text", "this was taken off pages in landscape"),
        ("turned", "upright-again.2.head.1.text", "this was taken off pages in landscape"),
        ("put in", "upright-again", "this was put on pages in landscape"),
    ],
)
def test_what_an_editor_turned_is_read_and_said(
    plan: Document, docx: bytes, change: str, place: str, words: str
) -> None:
    reading = read(edited(docx, lambda root: on_sections(root, change)))
    found = [finding for finding in reading.findings if "landscape" in finding.message]
    assert [(finding.kind, finding.place) for finding in found] == [("break", place)]
    assert words in found[0].message
    assert "::::{landscape}" in found[0].message
    assert reading.document.blocks == plan.blocks
    assert write_back(folder(CONTENT), accept(reading.document)).files == {}


@pytest.mark.parametrize(
    ("change", "written"),
    [
        ("typed inside", ":::\n\nTyped.\n::::\n\n# Upright"),
        ("typed outside", ":::\n::::\n\nTyped.\n\n# Upright"),
    ],
)
def test_what_is_typed_at_a_border_lands_on_its_side(docx: bytes, change: str, written: str) -> None:
    reading = read(edited(docx, lambda root: on_sections(root, change)))
    assert not reading.findings
    found = write_back(folder(CONTENT), accept(reading.document))
    assert found.files == {"plan.md": CONTENT["plan.md"].replace(":::\n::::\n\n# Upright", written)}


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("- An item.\n", "- An item.\n- A new one.\n"),
        ("- An item.\n- Another", "Words first.\n\n- An item.\n- Another"),
        ("# Upright again\n\nWords.\n", "# Upright again\n\nOther words.\n"),
        # With all that stands in a part, its fences go.
        ("::::{landscape}\n| Wide again |\n| ---------- |\n| cell       |\n::::\n\n", ""),
    ],
)
def test_what_is_written_back_keeps_the_fences(old: str, new: str) -> None:
    wanted = changed(CONTENT, old, new)
    found = write_back(folder(CONTENT), document(wanted))
    assert found.files == {"plan.md": wanted["plan.md"]}


@pytest.mark.parametrize("fences", [True, False])
@pytest.mark.parametrize("new", ["Words before.\n\n", "# Before\n\n", ""])
def test_a_comment_right_above_the_first_block_stays_with_it(new: str, fences: bool) -> None:
    """Before, what was put in front of that block stood right below the comment, and nothing was written."""
    text = MANUSCRIPT.replace("Upright, first.\n\n", "")
    text = text if fences else text.replace("::::{landscape}\n\n", "", 1).replace("\n::::", "", 1)
    content = {**CONTENT, "plan.md": text}
    comment = "% what is wide\n"
    wanted = changed(content, f"{comment}(wide)=", f"{new}{comment}(wide)=")
    if not new:  # the first block goes, and leaves the comment
        wanted = changed(content, "(wide)=\n# Wide things\n\n", "\n")
    found = write_back(folder(content), document(wanted))
    assert not found.problems
    assert document({**content, **found.files}) == document(wanted)
    assert comment in found.files["plan.md"]


def test_what_comes_in_place_of_a_whole_part_has_its_fences() -> None:
    table = "| Wide again |\n| ---------- |\n| cell       |\n"
    wanted = changed(CONTENT, table, "Nothing but words, which are as wide as any.\n")
    found = write_back(folder(CONTENT), document(wanted))
    assert found.files == {"plan.md": wanted["plan.md"]}


@settings(max_examples=20)
@given(documents(pages=True))
def test_any_redline_of_another_layout_alone_changes_no_word(document: Document) -> None:
    upright = replace(document, layout=replace(document.layout, landscape=()))
    for old, new in ((document, upright), (upright, document)):
        redline = compare(old, new, MARK)
        assert not is_marked(redline)
        assert (accept(redline), reject(redline)) == (new, old)
        assert bool(changes(redline, Wording())) == bool(document.layout.landscape)


def test_an_edition_keeps_them(plan: Document) -> None:
    assert through_an_edition(CONTENT) == plan


def test_a_page_that_is_wider_than_high_is_not_turned(plan: Document) -> None:
    wide = replace(theme(), page=theme().page.turned())
    file = write(plan, wide)
    assert len(list(etree.fromstring(entries(file)["word/document.xml"]).iter(f"{W}sectPr"))) == 1
    reading = read(file)
    assert (reading.document, reading.findings) == (plan, ())


def _reworded(root: _Element) -> None:
    (text,) = (t for t in root.iter(f"{W}t") if (t.text or "").startswith("Another"))
    text.text = "Two others"


def _upright(root: _Element) -> None:
    for size in root.iter(f"{W}pgSz"):
        if size.attrib.pop(f"{W}orient", None):
            wide, high = size.get(f"{W}w"), size.get(f"{W}h")
            size.set(f"{W}w", high)
            size.set(f"{W}h", wide)


@pytest.fixture(scope="module")
def sent() -> bytes:
    return write(prepare(folder(CONTENT)).document, theme())


def told(file: bytes) -> str:
    found = carried(file, "plan.docx")
    return altered(found, found.open())


def test_a_file_says_whether_it_was_altered_in_landscape_too(sent: bytes) -> None:
    assert told(sent) == ""
    assert "Two others" in told(edited(sent, _reworded))
    assert told(edited(sent, _upright)) == ": No longer on pages in landscape: “Wide things”"
    restored = thaw(carried(sent, "plan.docx").text, "plan.docx")
    again, before = compose(load(MemoryFolder(restored, "content")).plan), document(CONTENT)
    assert (again.blocks, again.layout) == (before.blocks, before.layout)


@pytest.mark.slow
def test_libreoffice_leaves_a_file_with_landscape_unaltered(sent: bytes) -> None:
    assert told(to_docx(sent)) == ""
