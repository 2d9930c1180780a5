"""How a page is set, measured on the PDF with pdfium: sizes, spaces, lines, what stays together."""

from __future__ import annotations

import ctypes
import re
from collections.abc import Iterator

import pypdfium2
import pytest
from msgspec.structs import replace
from pypdfium2 import raw

from tests.documents import REVISION, drafted, paragraph, redlined, sample, with_actions
from tests.libreoffice import to_pdf
from tests.printing import print_pdf
from tests.render.pdf.test_pages import pages
from tests.render.pdf.test_redline import Box, paths
from workplan.compare import compare
from workplan.design.theme import theme
from workplan.document.tree import (
    Block,
    Cell,
    Document,
    Heading,
    List,
    ListItem,
    Paragraph,
    Reference,
    Row,
    Table,
    Text,
)
from workplan.word import write

COLOURS = ("watermark", "inserted-shade", "deleted-shade")


def placed(pdf: bytes) -> list[tuple[int, float, float, str]]:
    """Each line of words: its page, the top and the bottom of its letters (points from the page's foot), and
    its words."""
    found = []
    with pypdfium2.PdfDocument(pdf) as file:
        for number, page in enumerate(file):
            words = page.get_textpage()
            for n in range(words.count_rects()):
                left, bottom, right, top = words.get_rect(n)
                found.append((number, top, bottom, words.get_text_bounded(left, bottom, right, top)))
    return found


def baseline(pdf: bytes, words: str) -> float:
    """Where the baseline of the first letters that are these words lies."""
    with pypdfium2.PdfDocument(pdf) as file:
        for page in file:
            text = page.get_textpage()
            found = text.search(words).get_next()
            if found:
                x, y = ctypes.c_double(), ctypes.c_double()
                raw.FPDFText_GetCharOrigin(text, found[0], x, y)
                return y.value
    raise AssertionError(f"{words!r} is nowhere")


def size(pdf: bytes, words: str) -> float:
    """The size of the type that these words of the first page are set in."""
    with pypdfium2.PdfDocument(pdf) as file:
        text = file[0].get_textpage()
        found = text.search(words).get_next()
        assert found
        return float(raw.FPDFText_GetFontSize(text, found[0]))


def of(*blocks: Block) -> Document:
    return replace(sample(), blocks=blocks, notes=())


def bullets(id: str, *words: str) -> List:
    items = (ListItem(f"{id}.{n}", "", (paragraph(f"{id}.{n}.text", w),)) for n, w in enumerate(words, 1))
    return List(id, "bullet", tuple(items))


def test_the_title_is_louder_than_the_organisation(sample_pdf: bytes) -> None:
    # Before, 18 pt below the organisation's 20 pt.
    assert size(sample_pdf, "Forward Work Plan: 2031") > 1.3 * size(sample_pdf, "The Tide Process")


def test_the_space_after_a_list_is_that_between_paragraphs() -> None:
    # Before, 4 pt after a list and 7 pt after a paragraph.
    pdf = print_pdf(
        of(
            paragraph("a", "One."),
            paragraph("b", "Two."),
            bullets("c", "Three.", "Four."),
            paragraph("d", "Five."),
        )
    )
    one, two, three, four, five = (baseline(pdf, w) for w in ("One", "Two", "Three", "Four", "Five"))
    assert one - two == pytest.approx(two - three, abs=0.1) == pytest.approx(four - five, abs=0.1)
    assert three - four < two - three - 2  # within a list there is less


def test_notes_keep_their_distance_from_the_text(notes_pdf: bytes) -> None:
    """Before, 4 pt: on a full page the rule seemed to underline the last line."""
    rules = {}
    with pypdfium2.PdfDocument(notes_pdf) as file:
        for number, page in enumerate(file):
            for item in page.get_objects(filter=[raw.FPDF_PAGEOBJ_FORM], max_depth=1):
                left, _, right, top = item.get_bounds()
                if right - left == pytest.approx(theme().notes.length, abs=1):
                    rules[number] = top
    assert len(rules) > 3
    natural = theme().styles["body"].size * 1.15 * theme().styles["body"].line
    gaps = []
    for page, rule in rules.items():
        above = min(bottom for n, _, bottom, words in placed(notes_pdf) if n == page and bottom > rule)
        gaps.append(above - rule)
    assert 8 <= min(gaps) <= 8.5 + natural


def test_a_table_has_lines_between_rows_and_none_between_columns() -> None:
    """Before, a box around every cell, and a shaded head."""
    pdf = print_pdf(with_actions(3))
    shade = tuple(bytes.fromhex(theme().colours["shade"][1:]))
    assert shade not in {colour for _, _, colour in paths(pdf)}
    heavy, light = set(), set()
    for page, (left, bottom, right, top), colour, width in strokes(pdf):
        assert top - bottom < 3 < right - left  # no line stands upright
        at = page, round((top + bottom) / 2)
        if colour == theme().colours[theme().table.rule.colour].lower():
            heavy.add(at)
            assert width == pytest.approx(theme().table.rule.width, abs=0.01)
        else:
            assert colour == theme().colours[theme().table.hairline.colour].lower()
            assert width == pytest.approx(theme().table.hairline.width, abs=0.01)
            light.add(at)
    # Above and below the head, which stands on two pages, and at the end; between rows, and at a page's end.
    assert (len(heavy), len(light)) == (5, 2)


def strokes(pdf: bytes) -> Iterator[tuple[int, Box, str, float]]:
    """Page, bounds, colour and width of every line that is drawn."""
    with pypdfium2.PdfDocument(pdf) as document:
        for number, page in enumerate(document):
            for item in page.get_objects(filter=[raw.FPDF_PAGEOBJ_PATH]):
                mode, stroke = ctypes.c_int(), ctypes.c_int()
                raw.FPDFPath_GetDrawMode(item.raw, mode, stroke)
                if stroke.value:
                    rgba, width = [ctypes.c_uint() for _ in "rgba"], ctypes.c_float()
                    raw.FPDFPageObj_GetStrokeColor(item.raw, *rgba)
                    raw.FPDFPageObj_GetStrokeWidth(item.raw, width)
                    colour = "#" + "".join(f"{part.value:02x}" for part in rgba[:3])
                    yield number, item.get_bounds(), colour, width.value * 0.75


def groups() -> Document:
    """Fourteen tables, each behind a heading and a sentence, that begin wherever on a page one can."""
    actions = next(block for block in with_actions(2).blocks if isinstance(block, Table))
    blocks: list[Block] = []
    for n in range(14):
        blocks += [paragraph(f"before-{n}.{m}", f"Filling {m}.") for m in range(20 + n)]
        blocks.append(Heading(f"head-{n}", 1, (Text(f"Heading {n:02}"),)))
        blocks.append(paragraph(f"sentence-{n}", f"Sentence {n:02}."))
        rows = tuple(_row(row, f"row-{n}-{m}", f"Row {n:02} {m}. " * 9) for m, row in enumerate(actions.rows))
        head = _row(actions.header, f"top-{n}", f"Column {n:02}")
        blocks.append(replace(actions, id=f"table-{n}", header=head, rows=rows))
    return of(*blocks)


def _row(row: Row, id: str, words: str) -> Row:
    cells = (
        replace(cell, id=f"{id}.{n}", blocks=(paragraph(f"{id}.{n}.text", words),))
        for n, cell in enumerate(row.cells)
    )
    return replace(row, id=id, cells=tuple(cells))


def together(texts: list[str]) -> None:
    """On the page of each heading of `groups` are its sentence, the head of its table and the first row."""
    for text in texts:
        for number in re.findall(r"Heading (\d\d)", text):
            assert f"Sentence {number}." in text, number
            assert f"Column {number}" in text, number
            assert f"Row {number} 0." in text, number


def test_heading_sentence_and_first_row_stay_together() -> None:
    """Before, the heading and its sentence could end a page whose next one began with the table."""
    together(pages(print_pdf(groups())))


def test_no_cell_cuts_the_watermark_and_it_covers_no_word() -> None:
    """Before, it was painted first, and every cell with a background cut a piece out of it."""
    with pypdfium2.PdfDocument(print_pdf(drafted(redlined()))) as file:
        pictures = [page.render(scale=2).to_pil().convert("RGB") for page in file]
    found = {colour for picture in pictures for _, colour in picture.getcolors(1 << 24)}
    grey, *shades = (tuple(bytes.fromhex(theme().colours[name][1:])) for name in COLOURS)
    for shade in shades:
        assert shade in found
        both = [a * b // 255 for a, b in zip(shade, grey, strict=True)]
        assert any(max(abs(a - b) for a, b in zip(one, both, strict=True)) <= 1 for one in found)
    # Words keep their own colour; painted over, they would be as pale as the watermark.
    assert tuple(bytes.fromhex(theme().colours["ink"][1:])) in found


def test_the_watermark_is_quiet() -> None:
    red, green, blue = bytes.fromhex(theme().colours["watermark"][1:])
    assert red == green == blue >= 0xEA  # Before, E6


def with_numbers(priority: str = "calm") -> Document:
    """Lines of all lengths that end with a number."""
    number = Reference(priority, "1" if priority == "calm" else "2", "number")
    rows: list[Block] = [
        Paragraph(f"p-{n}", (Text("a" * n + " (linked priority "), number, Text(")"))) for n in range(40, 80)
    ]
    appendix = Reference("background", "Appendix A", "number")
    rows += [Paragraph(f"q-{n}", (Text("b" * n + " see "), appendix, Text("."))) for n in range(60, 90)]
    items = tuple(
        ListItem(id, f"{n}.", (paragraph(f"{id}.text", "w"),)) for n, id in ((1, "calm"), (2, "storms"))
    )
    rows += [List("priorities", "decimal", items), Heading("background", 1, (Text("w"),), "Appendix A:")]
    return of(*rows)


def test_a_number_that_is_made_never_parts_from_the_word_before_it() -> None:
    """Before, "(linked priority" ended a line and "2)" began the next, wherever a column ended there; in a
    redline in which the number changes, until later."""
    words = "".join(pages(print_pdf(with_numbers())))
    assert words.count("priority 1)") == 40
    assert words.count("see Appendix A.") == 30
    redline = compare(with_numbers(), with_numbers("storms"), REVISION)
    words = "".join(pages(print_pdf(redline)))
    assert words.count("priority 12)") == 40


def test_a_line_before_a_number_is_full() -> None:
    """With the no-break space at the end of a text, WeasyPrint ended such a line behind its first word."""
    number = Reference("calm", "1", "number")
    lines = [
        Paragraph(f"p-{n}", (Text("Sea " + "w " * n + "(linked priority "), number, Text(")")))
        for n in range(20, 50)
    ]
    items = (ListItem("calm", "1.", (paragraph("calm.text", "x"),)),)
    words = "".join(pages(print_pdf(of(*lines, List("priorities", "decimal", items)))))
    assert words.count("priority 1)") == 30
    assert "Sea\n" not in words
    assert min(len(line) for line in words.splitlines() if line.startswith("Sea w")) > 40


@pytest.mark.slow
def test_word_parts_no_number_from_its_word_either() -> None:
    """Before, half of these lines ended before the number."""
    words = "".join(pages(to_pdf(write(with_numbers(), theme()))))
    assert words.count("priority 1)") == 40
    # LibreOffice 7.4 cuts a field whose last letter alone does not fit its line, as if it were one word.
    assert words.count("see Appendix A.") >= 29


def test_the_name_of_a_group_stays_with_its_first_row() -> None:
    """Before, names of groups stood alone at the foot of a page, below the head of the table or not."""

    def row(id: str, *words: str) -> Row:
        return Row(
            id, tuple(Cell(f"{id}.{n}", (paragraph(f"{id}.{n}.text", w),)) for n, w in enumerate(words))
        )

    rows = [
        row(f"actions.group.g{n}{below}", f"{'First' if below else 'Group'}{n:02}x", "words " * (n % 7 * 9))
        for n in range(40)
        for below in ("", f".a{n}")
    ]
    table = Table("actions", "Groups", (0.4, 0.6), row("actions.head", "A", "B"), tuple(rows))
    words = [
        page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(print_pdf(with_table(table)))
    ]
    assert len(words) > 4
    for n in range(40):
        assert sum(f"Group{n:02}x" in page and f"First{n:02}x" in page for page in words) == 1


def with_table(table: Table) -> Document:
    return replace(sample(), blocks=(*sample().blocks[:1], table), notes=())


def test_numbers_that_stand_together_are_not_parted() -> None:
    """Before, a line could end behind the comma of "(linked priority 1,2)"."""
    two = (Reference("calm", "1", "number"), Text(","), Reference("new-risks", "2", "number"), Text(")"))
    lines = (
        Paragraph(f"line.{n}", (Text(f"{'word ' * 12}{'i' * n} (linked priority "), *two))
        for n in range(0, 80, 2)
    )
    document = replace(sample(), blocks=(*sample().blocks, *lines))
    pages = pypdfium2.PdfDocument(print_pdf(document))
    found = [line for page in pages for line in page.get_textpage().get_text_range().splitlines()]
    assert sum("1,2)" in words for words in found) >= 40
    assert not [words for words in found if words.startswith("2)")]
