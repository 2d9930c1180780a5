"""Progress over editions: a chart of the actions by state, a bar for each edition."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from lxml import etree, html
from openpyxl import load_workbook

from tests.contents import ACTIONS, FILES, PLAN
from tests.directives.test_changes import HEAD, later, on_disk, opened
from tests.directives.test_chart import numbers, table
from tests.render.pdf.conftest import print_pdf
from tests.writeback.amending import folder
from workplan.changing.issuing import issue
from workplan.content.files.folder import DiskFolder, MemoryFolder
from workplan.content.files.papers import paper_folder
from workplan.design.theme import theme
from workplan.document.composing.compose import compose
from workplan.document.resolving.resolve import resolve
from workplan.editions import freeze, thaw
from workplan.errors import ContentError
from workplan.opening import open_content
from workplan.render.html import web_page
from workplan.verify import verify
from workplan.word import write
from workplan.word.reader import read

CHART = ":::{chart}\n:by: edition\n:::\n"
_C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
STATES = ["○ Not started", "► In progress", "∞ Ongoing", "■ Completed", "◊ Postponed", "× Discontinued"]


def two_editions(paper: str = CHART) -> dict[str, str]:
    """Of 2031 and 2032, and content that is a draft again."""
    files = later(paper, actions=("state: ongoing", "state: completed"))
    files["plan.yaml"] = PLAN.replace('"2031", date: 2031', '"2032", date: 2032')
    plan = open_content(folder(files)).plan
    files["editions/2032.yaml"] = freeze(plan, (*plan.history, plan.identity.edition))
    files["actions.yaml"] += (
        "  interest: [{member: Pilots}]\n- {id: new, action: Wait, linked_priorities: [calm]}\n"
    )
    return files


def bars(files: dict[str, str]) -> list[list[str]]:
    return numbers(table(compose(opened(files).plan)))


def test_table_page_cache_and_workbook_say_the_same_over_editions() -> None:
    # Before, "the option “by” is unknown".
    document = compose(opened(two_editions()).plan)
    assert resolve(document) == document
    said = numbers(table(document))
    assert said == [
        ["Edition", *STATES, "No status"],
        ["2031", "0", "0", "1", "0", "0", "0", "1"],
        ["2032", "0", "0", "0", "1", "0", "0", "1"],
        ["2032 (draft)", "0", "0", "0", "1", "0", "0", "2"],
    ]
    page = html.document_fromstring(web_page(document, theme()))
    words = (
        "Actions by edition and status. 2031: ∞ Ongoing 1, No status 1. 2032: ■ Completed 1, No status 1. "
    )
    words += "2032 (draft): ■ Completed 1, No status 2."
    assert page.findtext(".//figure[@class='chart']/svg/title") == words
    word = write(document, theme())
    with ZipFile(BytesIO(word)) as file:
        chart = etree.fromstring(file.read("word/charts/chart1.xml"))
        sheet = load_workbook(BytesIO(file.read("word/embeddings/workbook1.xlsx"))).worksheets[0]
    assert [[str(value) for value in row] for row in sheet.iter_rows(values_only=True)] == said
    cached = [
        [each.findtext(f"{_C}tx//{_C}v"), *(v.text for v in each.iterfind(f"{_C}val//{_C}v"))]
        for each in chart.iter(f"{_C}ser")
    ]
    bars_of = [v.text for v in next(chart.iter(f"{_C}cat")).iter(f"{_C}v")]
    columns = [list(column) for column in zip(*said, strict=True)]
    assert [bars_of, *cached] == [columns[0][1:], *columns[1:]]
    assert read(word).document == document
    verify(document, {"docx": word, "html": web_page(document, theme()).encode(), "pdf": print_pdf(document)})


def test_the_editions_that_it_shows() -> None:
    some = CHART.replace("edition\n", "edition\n:editions: 2031\n")
    assert [row[0] for row in bars(two_editions(some))] == [
        "Edition", "2031", "2032",
    ]  # fmt: skip
    # Without one, the present alone.
    assert [row[0] for row in bars({**FILES, "papers/status.md": HEAD + CHART})] == ["Edition", "2031"]
    with pytest.raises(ContentError, match=r'status.md:9:12: error: there is no edition "2030"'):
        bars(two_editions(CHART.replace("edition\n", "edition\n:editions: 2030\n")))
    with pytest.raises(ContentError, match="the bars are those of priorities"):
        bars(two_editions(":::{chart}\n:editions: 2031\n:::\n"))


def test_a_state_that_there_is_not_any_more_keeps_its_name() -> None:
    files = two_editions()
    files["plan.yaml"] += (
        'states: [{id: begun, name: Begun, shape: "►"}, {id: done, name: Done, shape: "□"}]\n'
    )
    files["plan.yaml"] = files["plan.yaml"].replace("□", "■")
    files["actions.yaml"] = files["actions.yaml"].replace("state: completed", "state: begun")
    head, *rows = bars(files)
    assert head == ["Edition", "► Begun", "■ Done", "∞ Ongoing", "■ Completed", "No status"]
    assert rows[0] == ["2031", "0", "0", "1", "0", "1"]


def test_issued_it_shows_the_same_without_the_editions(tmp_path: Path) -> None:
    files = later(plan=f"\n# Progress\n\n{CHART}")
    where = on_disk({**files, "actions.yaml": ACTIONS.replace("ongoing", "completed")}, tmp_path)
    made = issue(DiskFolder(where), "2032", None, None)
    for path, data in made.files.items():
        path.write_bytes(data)
    document = compose(made.opened.plan, None, made.opened.standing)
    assert [row[0] for row in numbers(table(document))] == ["Edition", "2031", "2032"]
    restored = MemoryFolder(thaw(made.files[made.edition].decode(), "it"), "content")
    for again in (open_content(paper_folder(DiskFolder(where), "plan")), open_content(restored)):
        assert not again.standing.draft
        assert compose(again.plan, None, again.standing) == document
