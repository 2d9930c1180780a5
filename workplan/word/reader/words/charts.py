"""Charts that we made, as they came back: which ones they are, and what an editor changed in them.

A chart says what the table below it says, so nothing of it is read into the tree. What somebody typed into
the chart's own numbers (its caches, which are drawn) or into its workbook would be lost without a word: so
both are compared with the table, which counts either as it is or as it was before an editor changed it.

    [x] ours by the name that we gave; LibreOffice gives names of its own, so there by its headings or bars
    [x] another chart above a table of ours, whatever it is called, is an editor's own
    [-] looks: colours, patterns, size
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import chain, zip_longest

from lxml.etree import _Element
from msgspec import Struct

from workplan.text.hints import quoted
from workplan.word.file.known import CHART
from workplan.word.file.opening import WordFile
from workplan.word.file.package import Relation
from workplan.word.file.xml import A, R, UnsafeFile, w

_C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
_DESCRIBED = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr"
#: What no reader sees in words.
_UNSEEN = {ord(each): None for each in "\u200b\u2060\u00ad\u200e\u200f"}
#: Of a chart, told one by one.
_MOST = 20

#: A bar without length has no number in a workbook that somebody emptied.
_NOTHING = ("", "0")

Grid = Sequence[Sequence[str]]


class _Words(Struct, frozen=True):
    """What a cell says, and what it said before an editor's tracked changes."""

    now: str
    before: str

    def __contains__(self, words: object) -> bool:
        return words in (self.now, self.before)


def our_chart(drawing: _Element, relations: Mapping[str, Relation], file: WordFile) -> Iterator[str] | None:
    """What an editor changed in a chart of ours, in words; None for any other drawing."""
    chart = next(drawing.iter(f"{_C}chart"), None)
    if chart is None:
        return None
    relation = relations.get(chart.get(f"{{{R}}}id", ""))
    part = relation.target if relation else ""
    table = _table_below(drawing)
    try:
        grid = _drawn(file.xml(part)) if part in file.data else None
    except UnsafeFile:
        grid = None
    described = drawing.find(f".//{_DESCRIBED}")
    is_named = described is not None and described.get("name", "").startswith(CHART)
    if table is None or grid is None:
        return iter(()) if is_named else None
    if not is_named and not _is_of(grid, table):
        return None
    return _told(_title(file.xml(part)), table, [grid, *_workbook(file, part)])


def _table_below(drawing: _Element) -> list[list[_Words]] | None:
    paragraph = next(drawing.iterancestors(w("p")))
    below = paragraph.getnext()
    if below is None or below.tag != w("tbl"):
        return None
    return [[_words(cell) for cell in row.iter(w("tc"))] for row in below.iter(w("tr"))]


def _words(cell: _Element) -> _Words:
    now, before = [], []
    for text in cell.iter(w("t"), w("delText")):
        is_inserted = next(text.iterancestors(w("ins"), w("moveTo")), None) is not None
        is_deleted = next(text.iterancestors(w("del"), w("moveFrom")), None) is not None
        if not is_deleted:
            now.append(text.text or "")
        if not is_inserted:
            before.append(text.text or "")
    return _Words(_plain("".join(now)), _plain("".join(before)))


def _plain(words: str) -> str:
    return " ".join(words.translate(_UNSEEN).split())


def _title(root: _Element) -> str:
    title = root.find(f".//{_C}title")
    return "" if title is None else _plain("".join(each.text or "" for each in title.iter(f"{{{A}}}t")))


def _drawn(root: _Element) -> Grid:
    """What the chart draws: a row of heads, then a row for each bar, with its name first."""
    columns = list(root.iter(f"{_C}ser"))
    heads = [" ".join(_points(each.find(f"{_C}tx")).values()) for each in columns]
    values = [_points(each.find(f"{_C}val")) for each in columns]
    names = _points(columns[0].find(f"{_C}cat")) if columns else {}
    bars = sorted({*names, *chain.from_iterable(values)})
    return [["", *heads], *([names.get(n, ""), *(each.get(n, "") for each in values)] for n in bars)]


def _points(of: _Element | None) -> dict[int, str]:
    found: dict[int, str] = {}
    for point in () if of is None else of.iter(f"{_C}pt"):
        place = point.get("idx", "")
        if place.isascii() and place.isdigit() and len(place) < 6:
            found[int(place)] = _plain(point.findtext(f"{_C}v") or "")
    return found


def _workbook(file: WordFile, part: str) -> Iterator[Grid]:
    from workplan.files.spreadsheet.cells import BadSpreadsheet, sheets

    for relation in file.relations.get(part, ()):
        if relation.type.endswith("/package") and relation.target in file.data:
            try:
                first = next(iter(sheets(file.data[relation.target])), {})
            except BadSpreadsheet:
                continue
            most = max((at for row in first.values() for at in row), default=0)
            rows = ([row.get(at) for at in range(1, min(most, 99) + 1)] for row in first.values())
            yield [[_plain(cell.words) if cell else "" for cell in row] for row in rows]


def _is_of(grid: Grid, table: Sequence[Sequence[_Words]]) -> bool:
    """Whether it has the headings of the table, or all of its bars."""
    heads = [cell.before for cell in table[0][1:]] if table else []
    bars = [row[0].before for row in table[1:] if row]
    return (bool(heads) and list(grid[0][1:]) == heads) or (
        bool(bars) and [row[0] for row in grid[1:]] == bars
    )


def _told(title: str, table: Sequence[Sequence[_Words]], grids: Sequence[Grid]) -> Iterator[str]:
    """What any of the grids says otherwise than the table, each once."""
    found: dict[str, None] = {}
    for grid in grids:
        heads = grid[0] if grid else []
        for was, said in zip_longest(table[0][1:] if table else [], heads[1:], fillvalue=None):
            found |= dict.fromkeys(_changed("", was, said))
        left = [row for row in table[1:] if row]
        for row in grid[1:]:
            name = row[0] if row else ""
            bar = next((each for each in left if name in each[0]), None)
            if bar is None:
                found |= dict.fromkeys(_changed("", None, name))
                continue
            left.remove(bar)
            for at, said in enumerate(row[1:], 1):
                was = bar[at] if at < len(bar) else None
                head = table[0][at].now if at < len(table[0]) else ""
                found |= dict.fromkeys(_changed(f"{name}, {head}: ", was, said))
        gone = (each[0] for each in left if each[0].now and each[0].before)
        found |= dict.fromkeys(words for name in gone for words in _changed("", name, ""))
    return (f"the chart {quoted(title, 80)}: {words}" for words in list(found)[:_MOST])


def _changed(about: str, was: _Words | None, said: str | None) -> Iterator[str]:
    words = said or ""
    known = was or _Words("", "")
    if words not in known and not (words in _NOTHING and known.now in _NOTHING):
        instead = f"in place of {quoted(known.now, 80)}" if known.now else "is not in its table"
        yield f"{about}{quoted(words, 80)} {instead}"
