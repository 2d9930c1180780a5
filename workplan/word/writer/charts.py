"""Native charts: for each a part with the drawing and its caches, and a workbook that editors can change."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from msgspec import Struct

from workplan.design.theme import TONES, Theme
from workplan.document.printing.chart import Chart, chart_of
from workplan.document.tree import Document, Table
from workplan.errors import column_letters
from workplan.word.file.package import Part, Relation
from workplan.word.page.measures import Page
from workplan.word.page.pictures import EMU_PER_TWIP
from workplan.word.writer.templates import environment

CHART_TYPE = "application/vnd.openxmlformats-officedocument.drawingml.chart+xml"
CHART_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/chart"
_WORKBOOK_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_WORKBOOK_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/package"

_PATTERNS = {
    "rising": "wdUpDiag",
    "falling": "wdDnDiag",
    "dots": "pct30",
    "crossed": "openDmnd",
    "level": "narHorz",
    "upright": "narVert",
}
_BAR, _AROUND = 280_000, 1_500_000  # heights of a bar, and of what stands around bars, in EMU


class Placed(Struct, frozen=True):
    """A chart in its place; `number` is unique among drawings."""

    number: int
    description: str
    part: str
    width: int
    height: int


def place_charts(
    document: Document, theme: Theme, page_of: Callable[[str], Page], first: int
) -> tuple[dict[str, Placed], list[Part]]:
    """The charts by the ids of their tables, numbered from `first`, and their parts."""
    placed: dict[str, Placed] = {}
    parts: list[Part] = []
    for table, chart in _charts(document):
        from workplan.word.writer.workbook import workbook  # few files have a chart

        number, page = len(placed) + 1, page_of(table)
        name, book = f"/word/charts/chart{number}.xml", f"/word/embeddings/workbook{number}.xlsx"
        words = (
            environment()
            .get_template("chart.xml")
            .render(
                chart=chart,
                theme=theme,
                mirrored=document.properties.direction == "rtl",
                language=document.properties.language,
                columns=[column_letters(n + 2) for n in range(len(chart.series))],
                patterns=_PATTERNS,
                colours=TONES,
                unit=1 if max(chart.totals, default=0) <= 10 else 0,
            )
        )
        parts.append(Part(name, CHART_TYPE, words.encode(), (Relation("rId1", _WORKBOOK_RELATION, book),)))
        parts.append(Part(book, _WORKBOOK_TYPE, workbook(chart)))
        height = min(_AROUND + _BAR * len(chart.names), int(0.8 * page.text_height * EMU_PER_TWIP))
        size = page.text_width * EMU_PER_TWIP, height
        placed[table] = Placed(first + number - 1, chart.description, name, *size)
    return placed, parts


def _charts(document: Document) -> Iterable[tuple[str, Chart]]:
    for block in document.blocks:
        if isinstance(block, Table) and (chart := chart_of(block, document.tones)):
            yield block.id, chart
