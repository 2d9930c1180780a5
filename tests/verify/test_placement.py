"""Words that leave their cell or the paper: there are none, and they would be noticed."""

from __future__ import annotations

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from tests.documents import came, drafted, redlined, sample, went, with_actions
from tests.links import out_of_reach
from tests.long_runs import documents
from tests.printing import print_pdf
from workplan.design.theme import theme
from workplan.document.look import BOLD, SUPERSCRIPT
from workplan.document.tree import Cell, Direction, Document, Inline, Link, Paragraph, Row, Table, Text
from workplan.errors import OurBug
from workplan.render.pdf.job import job
from workplan.render.pdf.process import PdfProcess
from workplan.verify import verify

pytestmark = pytest.mark.slow

KHMER = "ការប្រយុទ្ធប្រឆាំងនឹងការជួញដូរមនុស្សតាមរយៈកិច្ចសហប្រតិបត្តិការរវាងប្រទេសជាសមាជិក"
FILE = "Seafarers_and_Harbour_Pilots_Training_Report_of_the_Working_Group_v{}.docx"

#: What left its cell or the paper before: a run without a place to break, behind the border of an element.
LINES: dict[str, tuple[Inline, ...]] = {
    "bold": (Text("Read "), Text("R"), Text("eport" * 33, look=BOLD)),
    "Khmer": (Text(KHMER), Text(KHMER, look=BOLD), Text(KHMER)),
    "link": (Text("See"), Link("https://example.org/", (Text("a-b_c" * 80),)), Text("and")),
    "replaced": (Text("Filed as "), went(FILE.format(1)), came(FILE.format(2)), Text(" today")),
    "Arabic": (Text("عرب" * 20), Text("عرب" * 60, look=BOLD)),
}


def with_lines(*lines: tuple[Inline, ...]) -> Document:
    """Each line as a paragraph, and in a narrow cell behind the number of its row."""

    def row(name: str, words: tuple[Inline, ...], label: str = "") -> Row:
        cells = (
            Cell(f"{name}.1", (Paragraph(f"{name}.1.text", words, label=label),)),
            Cell(f"{name}.2", (Paragraph(f"{name}.2.text", (Text("Fiji"),)),)),
        )
        return Row(name, cells)

    rows = tuple(row(f"r-{n}", words, f"{n}.") for n, words in enumerate(lines, start=1))
    table = Table("table", "Long words", (0.3, 0.7), row("head", (Text("Head"),)), rows)
    paragraphs = (Paragraph(f"p-{n}", words) for n, words in enumerate(lines, start=1))
    title = next(block for block in sample().blocks if block.id == "title")
    return replace(sample(), blocks=(title, *paragraphs, table), notes=())


class Unmended(PdfProcess):
    program = (
        "-c",
        "from contextlib import nullcontext\n"
        "from workplan.render.pdf import worker\n"
        "from workplan.render.pdf.layout import long_runs\n"
        "long_runs.kept_within_lines = nullcontext\n"
        "raise SystemExit(worker.main())",
    )


@pytest.mark.parametrize("direction", ["ltr", "rtl"])
def test_long_words_stay_in_their_cells_and_in_the_running_head(direction: Direction) -> None:
    document = with_lines(*LINES.values())
    properties = replace(document.properties, direction=direction, running_head="Long_running_head_" * 12)
    document = replace(document, properties=properties)
    verify(document, {"pdf": print_pdf(document)})


@pytest.mark.parametrize("name", ["bold", "replaced"])
def test_without_the_mending_verify_tells_where_words_leave_the_paper(name: str) -> None:
    document = with_lines(LINES[name])
    with Unmended() as process:
        pdf = process.print(job(document, theme()))
    with pytest.raises(OurBug, match=r"words beyond the(ir cell| margins) on page 1: “.{50,60}…”"):
        verify(document, {"pdf": pdf})


@pytest.mark.parametrize(
    "rule",
    [
        "td p { line-height: 0.2 !important }",  # a line over the one before it
        "p.labelled > .label { margin-inline-end: -7mm !important }",  # words over their number
        ".running-head { padding-top: 0; margin-top: 20mm }",  # the running head over the text
    ],
)
def test_words_over_others_are_told(rule: str) -> None:
    """Before, nobody looked at words that stand over others within their cell."""
    document = with_actions(40)
    order = job(document, theme())
    with PdfProcess() as process:
        pdf = process.print(
            {**order, "html": order["html"].replace("</head>", f"<style>{rule}</style></head>")}
        )
    with pytest.raises(OurBug, match="words over others on page"):
        verify(document, {"pdf": pdf})


@given(st.booleans().flatmap(lambda marked: documents(marked=marked)))
@settings(max_examples=3, phases=[Phase.generate])
def test_long_words_of_any_script_in_any_look_anywhere(document: Document) -> None:
    data = print_pdf(document)
    verify(document, {"pdf": data})
    assert out_of_reach(data) == []


def test_what_leans_out_or_stands_in_the_margin_is_no_false_alarm() -> None:
    stacked = ("ក្ត្រិយ៍ស្ញាដ្ឋិ", "ပစ္စ္စည်းမ္မာ", "क्ष्म्यद्ध्री", "ที่สุ้ป้ำ", "ກຸ້ງຊີ້", "\u1ea4\u0323\u0302x")
    leaning = tuple(
        Paragraph(
            f"lean.{n}", (Text(words), Text(words, look=BOLD), Text("2", look=SUPERSCRIPT), Text(words))
        )
        for n, words in enumerate(("f\u0302fj\u0323j", "กำ น้ำ", "ប្រ", "ẤỆ", "שָׁ", "يَّ", "क्षि", *stacked))
    )
    document = drafted(redlined())
    document = replace(document, blocks=(*document.blocks, *leaning))
    verify(document, {"pdf": print_pdf(document)})
