"""The PDF as a screen reader meets it, and that a change in the file itself does not go unseen."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from io import BytesIO

import pikepdf
import pypdfium2
import pytest
from hypothesis import Phase, given, settings
from msgspec.structs import replace
from pypdfium2 import raw

from tests.documents import REVISION, drafted, paragraph, redlined, sample, with_actions, with_notes
from tests.links import out_of_reach
from tests.pairs import pairs
from tests.printing import print_pdf
from tests.strategies import documents
from workplan.compare import compare
from workplan.document.tree import Document, Paragraph
from workplan.errors import OurBug
from workplan.verify import pdf, pdf_tree, pdf_words, verify

pytestmark = pytest.mark.slow

TITLE = sample().properties.title


def test_the_pdf_says_what_the_document_says(sample_pdf: bytes) -> None:
    verify(sample(), {"pdf": sample_pdf})


def test_a_table_over_several_pages_is_one(long_table: tuple[Document, bytes]) -> None:
    document, data = long_table
    verify(document, {"pdf": data})


def test_each_element_is_read_once_on_however_many_pages_it_is(
    long_table: tuple[Document, bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Before, all rows of a table were gone through for each of its pages: 15 times as long for 3,000 rows as
    for 300."""
    read: Counter[object] = Counter()
    element = pdf_tree._Reader._element
    monkeypatch.setattr(
        pdf_tree._Reader,
        "_element",
        lambda self, item, kind: (read.update([item.objgen]), element(self, item, kind))[1],
    )
    _, data = long_table
    pdf.read(data)
    with pikepdf.open(BytesIO(data)) as file:
        assert len(file.pages) > 2
        assert read.total() == len(read) > len(elements(file, "/TR"))


def test_a_row_number_of_three_digits_keeps_its_space() -> None:
    document = with_actions(101)
    verify(document, {"pdf": print_pdf(document)})


def test_150_notes_are_read_in_their_order() -> None:
    document = with_notes(150)
    verify(document, {"pdf": print_pdf(document)})


def test_a_hyphen_at_which_a_line_breaks_stays_a_hyphen() -> None:
    """PDFium takes it for one that the layout added, and says U+0002."""
    words = " ".join("x" * n + " re-victimised, re-trafficked" for n in range(1, 40))
    document = with_notes(0)
    document = replace(document, blocks=(*document.blocks, paragraph("p", words)))
    verify(document, {"pdf": print_pdf(document)})


@pytest.mark.parametrize("word", ["re-victimised", "العربية", "ﬂow", "ไทย", "中文", "\U0001d7d8"])
def test_all_characters_of_a_page_are_asked_for_at_once_where_that_gives_each_of_them(word: str) -> None:
    words = " ".join("x" * n + f" {word} and {word}" for n in range(1, 40))
    data = print_pdf(replace(with_notes(0), blocks=(paragraph("p", words),)))
    at_once = 0
    with pypdfium2.PdfDocument(data) as document:
        for page in document:
            text = raw.FPDFText_LoadPage(page.raw)
            count = raw.FPDFText_CountChars(text)
            each = [raw.FPDFText_GetUnicode(text, index) for index in range(count)]
            units = pdf_words._units(text, count)
            raw.FPDFText_ClosePage(text)
            assert units in (each, [])
            at_once += bool(units)
    assert at_once or word in ("re-victimised", "\U0001d7d8")


def test_several_spaces_are_one_wherever_a_line_ends() -> None:
    """PDFium says one space for a plain and a no-break one, and none where a line begins with it. Before, a
    plan with two in a row ended with "a bug of workplan"."""
    words = (f"{'x' * n} and co-chairs \u00a0led it\v\u00a0here \u00a0too" for n in range(60, 100, 3))
    document = with_notes(0)
    lines = tuple(paragraph(f"introduction.{n}", text) for n, text in enumerate(words, 9))
    document = replace(document, blocks=(*document.blocks, *lines))
    verify(document, {"pdf": print_pdf(document)})


@given(documents(chinese=False))
@settings(max_examples=12, derandomize=True, phases=[Phase.generate])
def test_any_document_is_read_back_from_its_pdf(document: Document) -> None:
    data = print_pdf(document)
    verify(document, {"pdf": data})
    assert out_of_reach(data) == []


@given(pairs(chinese=False))
@settings(max_examples=12, derandomize=True, phases=[Phase.generate])
def test_any_redline_is_read_back_from_its_pdf(pair: tuple[Document, Document]) -> None:
    redline = compare(*pair, REVISION)
    data = print_pdf(redline)
    verify(redline, {"pdf": data})
    assert out_of_reach(data) == []


def elements(file: pikepdf.Pdf, kind: str) -> list[pikepdf.Object]:
    """The structure elements of a type, in reading order."""

    def below(element: pikepdf.Object) -> Iterator[pikepdf.Object]:
        kids = element.get("/K", pikepdf.Array())
        for kid in list(kids) if isinstance(kids, pikepdf.Array) else [kids]:
            if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
                if kind == kid.S:
                    yield kid
                yield from below(kid)

    return list(below(file.Root.StructTreeRoot))


def swap_cells(file: pikepdf.Pdf) -> None:
    row = elements(file, "/TR")[1]
    row.K = pikepdf.Array([row.K[1], row.K[0], row.K[2]])


def drop_row(file: pikepdf.Pdf) -> None:
    body = elements(file, "/TBody")[0]
    del body.K[0]


def drop_item(file: pikepdf.Pdf) -> None:
    del elements(file, "/L")[0].K[0]


def renumber_list(file: pikepdf.Pdf) -> None:
    first, second = (elements(file, "/Lbl")[n] for n in (3, 5))
    first.K, second.K = second.K, first.K


def repeat_header_note(file: pikepdf.Pdf) -> None:
    note = elements(file, "/Note")[1]
    paragraph = note.P
    paragraph.K.append(note)


def drop_note(file: pikepdf.Pdf) -> None:
    note = elements(file, "/Note")[0]
    parent = note.P
    parent.K = pikepdf.Array([kid for kid in parent.K if kid != note])


def forget_title(file: pikepdf.Pdf) -> None:
    """The first page does not lead back to the title any more, which still says that it stands there."""
    owners = pikepdf.NumberTree(file.Root.StructTreeRoot.ParentTree)
    title = next(each for each in elements(file, "/P") if each.get("/K") is not None)
    owners[0] = pikepdf.Array([None if each == title else each for each in owners[0]])


def demote_heading(file: pikepdf.Pdf) -> None:
    elements(file, "/H2")[0].S = pikepdf.Name.P


def change_alternative(file: pikepdf.Pdf) -> None:
    elements(file, "/Figure")[0].Alt = pikepdf.String("A picture")


def drop_glyph(position: int) -> Callable[[pikepdf.Pdf], None]:
    """Take one glyph out of the title, the only words of their length on the page."""

    def change(file: pikepdf.Pdf) -> None:
        instructions = list(pikepdf.parse_content_stream(file.pages[0]))
        for number, shown in enumerate(instructions):
            if str(shown.operator) == "TJ":
                parts = list(shown.operands[0])
                glyphs = b"".join(bytes(part) for part in parts if isinstance(part, pikepdf.String))
                if len(glyphs) == 2 * len(TITLE):
                    kept = glyphs[: 2 * position] + glyphs[2 * position + 2 :]
                    fewer = [pikepdf.Array([pikepdf.String(kept)])]
                    instructions[number] = pikepdf.ContentStreamInstruction(fewer, shown.operator)
        file.pages[0].Contents = file.make_stream(pikepdf.unparse_content_stream(instructions))

    return change


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (drop_glyph(0), f"says “{TITLE[1:]}” where the document says “{TITLE}”"),
        (drop_glyph(7), f"says “{TITLE.replace(' ', '', 1)}” where the document says “{TITLE}”"),
        (swap_cells, "where the document says “1. Measure"),
        (drop_row, "where the document says “1. Measure"),
        (drop_item, "leaves out the item 1 “• sharing data, and”"),
        (renumber_list, "says “2. Calm seas⟦1⟧” where the document says “1. Calm seas⟦1⟧”"),
        (repeat_header_note, "a note that the document does not have"),
        (drop_note, "leaves out the note “1 Calm means waves of less than 0.5 m.”"),
        (forget_title, "leaves out the "),
        (demote_heading, "as paragraph where the document has it as heading 1"),
        (change_alternative, "says “A picture” where the document says “A chart of the tides in March”"),
    ],
)
def test_a_change_in_the_pdf_is_named(
    sample_pdf: bytes, change: Callable[[pikepdf.Pdf], None], message: str
) -> None:
    buffer = BytesIO()
    with pikepdf.open(BytesIO(sample_pdf)) as file:
        change(file)
        file.save(buffer)
    with pytest.raises(OurBug) as error:
        verify(sample(), {"pdf": buffer.getvalue()})
    assert error.value.message.startswith("The PDF ")
    assert message in error.value.message


def test_words_from_right_to_left_come_in_the_order_in_which_they_are_read(sample_pdf: bytes) -> None:
    """PDFium's own text has this line in the order of the glyphs."""
    assert any(" العربية are names of languages." in passage.text for passage in pdf.read(sample_pdf))


@pytest.mark.parametrize("data", [b"", b"%PDF-1.7 and nothing else"])
def test_what_cannot_be_read_is_our_bug(data: bytes) -> None:
    with pytest.raises(OurBug, match="The PDF cannot be read back"):
        pdf.read(data)


def test_a_document_from_right_to_left() -> None:
    document = replace(sample(), properties=replace(sample().properties, direction="rtl", language="ar"))
    verify(document, {"pdf": print_pdf(document)})


def test_a_paragraph_that_is_nothing_but_a_call() -> None:
    document = with_notes(3)
    first = document.blocks[1]
    assert isinstance(first, Paragraph)
    alone = replace(first, inlines=first.inlines[-1:])
    document = replace(document, blocks=(document.blocks[0], alone, *document.blocks[2:]))
    verify(document, {"pdf": print_pdf(document)})


@pytest.mark.parametrize(
    "odd",
    [
        "so\u00adft",
        "zero\u200bwidth",
        "jo\u2060ined",
        "\u200eleft\u200e",
        "ﬁnal ﬂow eﬃcient",
        "final flow",
        "١٢٣ ۱۲۳",
    ],
)
def test_characters_without_a_glyph_of_their_own(odd: str) -> None:
    # Each of these made a plan that passed `check` end in "a bug of ours".
    document = replace(sample(), blocks=(paragraph("introduction.1", f"Words {odd} words."),), notes=())
    verify(document, {"pdf": print_pdf(document)})


@pytest.fixture(scope="module")
def redline_pdf() -> bytes:
    return print_pdf(drafted(redlined()))


def test_the_pdf_shows_the_marks(redline_pdf: bytes) -> None:
    verify(redlined(), {"pdf": redline_pdf})


def strike(file: pikepdf.Pdf) -> None:
    spans = [span for span in elements(file, "/Span") if "/A" in span]
    spans[1].A.TextDecorationType = pikepdf.Name.LineThrough


def unmark(file: pikepdf.Pdf) -> None:
    del next(span for span in elements(file, "/Span") if "/A" in span)["/A"]


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (strike, "says “Forward Work Plan: ⟦-2031-20332032-2034-⟧” where the document says"),
        (unmark, "says “Forward Work Plan: 2031-2033⟦+2032-2034+⟧” where the document says"),
    ],
)
def test_a_change_of_a_mark_is_named(
    redline_pdf: bytes, change: Callable[[pikepdf.Pdf], None], message: str
) -> None:
    buffer = BytesIO()
    with pikepdf.open(BytesIO(redline_pdf)) as file:
        change(file)
        file.save(buffer)
    with pytest.raises(OurBug) as error:
        verify(redlined(), {"pdf": buffer.getvalue()})
    assert message in error.value.message
