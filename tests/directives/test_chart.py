"""A chart of the actions by state: its drawings say what its table says, in every format."""

from __future__ import annotations

import subprocess
from base64 import b64decode
from collections.abc import Callable
from io import BytesIO
from itertools import pairwise
from zipfile import ZipFile

import pikepdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree, html
from msgspec.structs import replace
from openpyxl import load_workbook

from tests.contents import FILES, MANUSCRIPT
from tests.directives.test_twice import TOLD, saying
from tests.printing import print_pdf
from tests.render.pdf.test_structure import elements
from tests.word.writer.test_valid import faults
from tests.writeback.amending import folder
from workplan.compare.redline.redline import compare
from workplan.compare.summary.changes import changes
from workplan.compare.summary.summary import sentence
from workplan.compare.telling.told import with_signs
from workplan.content.files.papers import paper_folder
from workplan.content.load import load
from workplan.content.models.states import STATES
from workplan.content.words.phrases import Phrases
from workplan.content.words.wording import Wording
from workplan.design.theme import theme
from workplan.document.composing.compose import compose
from workplan.document.printing.chart import chart_of
from workplan.document.printing.unbroken import as_printed
from workplan.document.resolving.resolve import resolve
from workplan.document.revisions import accept, reject
from workplan.document.tree import Document, Table
from workplan.document.walking.walk import plain
from workplan.opening import open_carried, open_content
from workplan.render.charts import drawn
from workplan.render.html import print_html, web_page
from workplan.verify import html as said_by_html
from workplan.verify import verify
from workplan.verify import word as said_by_word
from workplan.verify.passages import expected, with_plain_spaces
from workplan.word import write
from workplan.word.file.xml import w
from workplan.word.reader import read
from workplan.writeback.write import write_back

CHARTED = {**FILES, "plan.md": f"{MANUSCRIPT}\n# Progress\n\n:::{{chart}}\n:::\n"}
_C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
_SVG = "{http://www.w3.org/2000/svg}"


def composed(**files: str) -> Document:
    return compose(load(folder({**CHARTED, **files})).plan)


def table(document: Document) -> Table:
    return next(block for block in document.blocks if isinstance(block, Table) and block.fills)


def numbers(of: Table) -> list[list[str]]:
    rows = (of.header, *of.rows)
    return [[" ".join(plain(line.inlines) for line in cell.blocks) for cell in row.cells] for row in rows]


def shown(svg: etree._Element) -> list[str]:
    return [each.text or "" for each in svg.iter(f"{_SVG}text", "text")]


def test_table_drawings_cache_and_workbook_say_the_same() -> None:
    # Before, "there is no directive “chart”".
    document = composed()
    said = numbers(table(document))
    states = ["○ Not started", "► In progress", "∞ Ongoing", "■ Completed", "◊ Postponed", "× Discontinued"]
    assert said == [
        ["Priority", *states, "No status"],
        ["Priority 1", "0", "0", "1", "0", "0", "0", "1"],
        ["Priority 2", "0", "0", "0", "0", "0", "0", "1"],
    ]
    words = "Actions by priority and status. "
    words += "Priority 1: ∞ Ongoing 1, No status 1. Priority 2: No status 1."

    page = html.document_fromstring(web_page(document, theme()))
    svg = page.find(".//figure[@class='chart']/svg")
    assert svg is not None and svg.get("role") == "img" and svg.findtext("title") == words
    printed = html.document_fromstring(print_html(document, theme()))
    image = printed.find(".//figure[@class='chart']/img")
    assert image is not None and image.get("alt") == words
    of_print = etree.fromstring(b64decode(image.get("src", "").partition(",")[2]))
    for drawing in (svg, of_print):
        assert shown(drawing) == [
            "Actions by priority and status",
            *("Priority 1", "2", "Priority 2", "1"),  # each with its total
            *("∞ Ongoing", "No status"),  # what no bar has needs no key
            *("1", "1", "1"),  # in the bars; none where there is nothing
        ]

    with ZipFile(BytesIO(write(document, theme()))) as file:
        chart = etree.fromstring(file.read("word/charts/chart1.xml"))
        sheet = load_workbook(BytesIO(file.read("word/embeddings/workbook1.xlsx"))).worksheets[0]
        assert f'descr="{words}"' in file.read("word/document.xml").decode()
    cached = [
        [each.findtext(f"{_C}tx//{_C}v"), *(v.text for v in each.iterfind(f"{_C}val//{_C}v"))]
        for each in chart.iter(f"{_C}ser")
    ]
    bars = [v.text for v in next(chart.iter(f"{_C}cat")).iter(f"{_C}v")]
    columns = [list(column) for column in zip(*said, strict=True)]
    assert [bars, *cached] == [columns[0][1:], *columns[1:]]
    rows = [[str(value) for value in row] for row in sheet.iter_rows(values_only=True)]
    assert rows == said


def test_rows_have_headings_in_every_format() -> None:
    """Before, no table had headings of its rows."""
    document = composed()
    page = html.document_fromstring(web_page(document, theme()))
    heads = page.findall(".//tbody/tr/th[@scope='row']")
    assert [head.text_content().strip() for head in heads] == ["Priority\xa01", "Priority\xa02"]
    with ZipFile(BytesIO(write(document, theme()))) as file:
        looks = etree.fromstring(file.read("word/document.xml")).findall(f".//{w('tblLook')}")
    of_columns = [look.get(w("firstColumn")) for look in looks]
    assert of_columns == ["0", "1"], "the table of actions has none"
    marked = read(write(document, theme())).document
    assert [each.row_heads for each in marked.blocks if isinstance(each, Table)] == [False, True]


def test_a_pdf_has_headings_of_rows_and_text_as_text() -> None:
    document = composed()
    pdf = print_pdf(document)
    with pikepdf.open(BytesIO(pdf)) as opened:
        attributes = [(str(each.S), each.A[0]) for each in elements(opened) if str(each.S) in ("/TH", "/TD")]
        scopes = [str(each.Scope) for kind, each in attributes if kind == "/TH"]
        under = [len(each.Headers) for kind, each in attributes if kind == "/TD"]
    assert scopes.count("/Row") == 2
    assert under.count(2) == 2 * 7, "each number has the headings of its column and its row"
    verify(document, {"pdf": pdf})
    command = ["pdftotext", "-", "-"]
    words = subprocess.run(command, input=pdf, capture_output=True, check=True).stdout.decode()
    assert "Actions by priority and status" in words and "Priority 1" in words.replace("\xa0", " ")


def test_every_format_says_it_and_word_gives_it_back() -> None:
    document = composed()
    file = write(document, theme())
    said = with_plain_spaces(expected(as_printed(document)))
    assert with_plain_spaces(said_by_html.read(web_page(document, theme()).encode())) == said
    assert with_plain_spaces(said_by_word.read(file)) == said
    assert faults(file) == [] and write(document, theme()) == file
    back = read(file)
    assert back.document.blocks == document.blocks and not back.findings


def test_an_edition_freezes_what_its_chart_counts() -> None:
    """Where no other directive prints the actions, they are kept for it."""
    paper = "---\ntitle: Status\nedition: {label: First, date: 2031-06-01}\n---\n\n:::{chart}\n:::\n"
    content = paper_folder(folder({**FILES, "papers/status.md": paper}), "status")
    opened = open_content(content)
    thawed = open_carried(opened.standing.text, "edition.yaml")
    drawings = {chart_of(table(compose(each.plan))) for each in (opened, thawed)}
    assert len(drawings) == 1 and {chart.totals for chart in drawings if chart} == {(2, 1)}
    assert thawed.standing.text == opened.standing.text


@pytest.mark.parametrize("many", [0, 1, 400])
def test_any_number_of_actions(many: int) -> None:
    actions = "".join(
        f"- {{id: a{n}, action: A, linked_priorities: [calm], status: {{state: completed}}}}\n"
        for n in range(many)
    )
    document = composed(**{"actions.yaml": actions or "[]\n"})
    found = table(document)
    chart = chart_of(found)
    assert chart and chart.totals == (many, 0)
    for medium in ("print", "web"):
        drawing = drawn(chart, "ltr", medium)
        assert all(box.x >= 0 and box.x + box.width <= drawing.width for box in drawing.boxes)
        assert all(0 <= text.x <= drawing.width for text in drawing.texts)


def test_thirty_bars_have_room_below_a_title() -> None:
    """Before, they were as high as a page, and left the page before them to its title."""
    chart = chart_of(table(composed()))
    assert chart
    values = {"values": (1,) * 30}
    chart = replace(
        chart,
        names=tuple(f"Priority {n}" for n in range(30)),
        series=tuple(replace(each, **values) for each in chart.series),
    )
    drawing = drawn(chart, "ltr", "print")
    assert drawing.height < 570
    steps = sorted({text.y for text in drawing.texts if text.words.startswith("Priority")})
    assert min(after - before for before, after in pairwise(steps)) > drawing.size  # names do not touch


def test_a_chart_from_the_right_is_mirrored() -> None:
    chart = chart_of(table(composed()))
    assert chart
    chart = replace(
        chart, names=("A very long name of a priority, longer than any room beside a bar, whichever", "b")
    )
    left, right = drawn(chart, "ltr", "print"), drawn(chart, "rtl", "print")
    for one, other in zip(left.boxes, right.boxes, strict=True):
        assert one.x == pytest.approx(right.width - other.x - other.width, abs=0.02)
    assert left.texts[2].words.endswith("…"), "in two lines"
    assert (left.texts[1].anchor, right.texts[1].anchor) == ("end", "start")


def test_counts_follow_from_what_else_an_editor_changes() -> None:
    # Before, write-back ended with `OurBug`: the numbers that were printed were not those that were wanted.
    document = composed()
    changed = map(saying("Ongoing", "Completed", within="actions"), document.blocks)
    written = write_back(folder(CHARTED), resolve(replace(document, blocks=tuple(changed))))
    assert not [problem for problem in written.problems if not problem.warning]
    assert [*written.files] == ["actions.yaml"] and "state: completed" in written.files["actions.yaml"]


def test_a_count_that_is_changed_is_explained() -> None:
    document = composed()
    changed = map(saying("1", "7", within="chart-data"), document.blocks)
    written = write_back(folder(CHARTED), resolve(replace(document, blocks=tuple(changed))))
    (problem,) = written.problems
    assert not written.files and "cannot be changed" in problem.message
    assert "counted" in problem.hint and "actions.yaml" in problem.hint


def test_a_redline_tells_of_counts_and_draws_the_new_ones() -> None:
    old = composed()
    new = composed(**{"actions.yaml": FILES["actions.yaml"].replace("state: ongoing", "state: completed")})
    redline = compare(old, new, TOLD)
    found, marked = chart_of(table(redline)), table(redline)
    assert found == chart_of(table(new)) and not marked.header.change
    assert not any(row.change for row in marked.rows), "row by row, and number by number"
    file = write(redline, theme())
    assert faults(file) == []
    back = read(file).document
    assert accept(back).blocks == new.blocks and reject(back).blocks == old.blocks
    told = [change for change in changes(redline, Wording()) if change.section == "Progress"]
    assert [with_signs(sentence(each, Phrases())) for each in told] == [
        "Row “Priority 1”: ∞ ongoing changed from “1” to “0”; ■ completed changed from “0” to “1”"
    ]


def actions(draw: st.DrawFn) -> str:
    """Any number of actions, each linked to some priorities, and somewhere or nowhere."""
    priorities = st.sets(st.sampled_from(["calm", "storms"]), min_size=1)
    of = st.tuples(priorities, st.sampled_from(STATES) | st.none())
    lines = (
        f"- {{id: a{n}, action: A, linked_priorities: {sorted(linked)}"
        + (f", status: {{state: {state.id}}}}}\n" if state else "}\n")
        for n, (linked, state) in enumerate(draw(st.lists(of, max_size=5)))
    )
    return "".join(lines) or "[]\n"


@given(st.composite(actions)(), st.composite(actions)())
@settings(max_examples=15, deadline=None)
def test_any_redline_of_a_chart_goes_to_word_and_back(before: str, after: str) -> None:
    old, new = (composed(**{"actions.yaml": each}) for each in (before, after))
    redline = compare(old, new, TOLD)
    file = write(redline, theme())
    back = read(file).document
    assert back.blocks == redline.blocks
    assert accept(back).blocks == new.blocks and reject(back).blocks == old.blocks
    assert chart_of(table(back)) == chart_of(table(new))
    verify(redline, {"html": web_page(redline, theme()).encode()})


def test_word_s_drawing_has_a_key_for_each_state() -> None:
    """Before, those that no bar needs were left out. LibreOffice counts from the last one."""
    with ZipFile(BytesIO(write(composed(), theme()))) as file:
        assert b"legendEntry" not in file.read("word/charts/chart1.xml")


@pytest.mark.parametrize("medium", ["print", "web"])
def test_a_name_that_has_room_is_not_cut(medium: str) -> None:
    """Before, "Priority 10" was "Priority…" on the web: a sum of widths was a little more than another."""
    chart = chart_of(table(composed()), ())
    assert chart
    names = tuple(f"Priority {n}" for n in range(1, 31))
    series = tuple(replace(each, values=(1,) * 30) for each in chart.series)
    texts = drawn(replace(chart, names=names, series=series), "ltr", medium).texts
    assert {text.words for text in texts} >= set(names)


def with_parts(file: bytes, change: Callable[[str, bytes], bytes]) -> bytes:
    """A Word file with its parts changed, as an editor's program would."""
    with ZipFile(BytesIO(file)) as parts, ZipFile(saved := BytesIO(), "w") as changed:
        for name in parts.namelist():
            changed.writestr(name, change(name, parts.read(name)))
    return saved.getvalue()


def in_cache(name: str, data: bytes) -> bytes:
    if "charts/chart" not in name:
        return data
    root = etree.fromstring(data)
    next(root.iter(f"{_C}val")).find(f".//{_C}v").text = "7"  # type: ignore[union-attr]
    return etree.tostring(root)


def in_workbook(name: str, data: bytes) -> bytes:
    if "embeddings/" not in name:
        return data
    book = load_workbook(BytesIO(data))
    book.worksheets[0]["B2"] = 7
    book.worksheets[0]["A3"] = "Rain"
    book.save(saved := BytesIO())
    return saved.getvalue()


def test_what_is_typed_into_the_chart_or_its_workbook_is_told() -> None:
    """Before, it was lost without a word: the chart looked changed to its editor, and nobody else heard."""
    file = write(composed(), theme())
    assert [each for each in read(file).findings if each.kind == "chart"] == []
    (name, *_), *_ = numbers(table(composed()))[1:]
    head = numbers(table(composed()))[0][1]
    for change, more in ((in_cache, 0), (in_workbook, 2)):
        reading = read(with_parts(file, change))
        assert reading.document.blocks == composed().blocks
        told = [each.message for each in reading.findings]
        assert told[0].startswith(
            f'the chart "{table(composed()).summary}": {name}, {head}: "7" in place of "'
        )
        assert len(told) == 1 + more


def test_a_chart_of_an_editor_s_own_above_our_table_is_told_apart() -> None:
    """Before, one that was called "Object…", as LibreOffice calls charts, was taken for ours."""

    def renamed(name: str, data: bytes) -> bytes:
        return (
            data.replace(b'name="workplan chart', b'name="Object') if name.endswith("document.xml") else data
        )

    def own(name: str, data: bytes) -> bytes:
        root = etree.fromstring(data) if "charts/chart" in name else None
        if root is None:
            return renamed(name, data)
        for point in root.iter(f"{_C}v"):
            point.text = f"mine {point.text}"
        return etree.tostring(root)

    file = write(composed(), theme())
    assert read(with_parts(file, renamed)).findings == ()
    (finding,) = read(with_parts(file, own)).findings
    assert finding.kind == "object"


def test_a_redline_s_chart_is_no_edit() -> None:
    later = FILES["actions.yaml"].replace("state: ongoing", "state: completed")
    redline = compare(composed(), composed(**{"actions.yaml": later}), TOLD)
    assert [each for each in read(write(redline, theme())).findings if each.kind == "chart"] == []
