"""What Word's commands for columns and cells leave in a file, tracked or not (ECMA-376 Part 1, 17.13.5.1-3).

A tracked column has `w:cellIns` or `w:cellDel` in each cell, besides the marks of its words and paragraphs;
cells that are merged across have `w:gridSpan`, cells that are merged down `w:vMerge`, untracked.
"""

from __future__ import annotations

from collections.abc import Sequence
from copy import deepcopy
from itertools import count

from lxml import etree
from lxml.etree import _Element

from tests.editors.word_saves import entries
from tests.word.conftest import packed

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_RUNS = (f"{W}r", f"{W}hyperlink", f"{W}fldSimple")


def _below(element: _Element, name: str) -> _Element:
    """The child of this name, which is there."""
    found = element.find(f"{W}{name}")
    assert found is not None
    return found


def _above(element: _Element) -> _Element:
    found = element.getparent()
    assert found is not None
    return found


def _look(paragraph: _Element) -> _Element:
    """The properties of the mark of a paragraph."""
    properties = paragraph.find(f"{W}pPr")
    if properties is None:
        properties = etree.Element(f"{W}pPr")
        paragraph.insert(0, properties)
    look = properties.find(f"{W}rPr")
    return etree.SubElement(properties, f"{W}rPr") if look is None else look


class TableEditor:
    """A Word file, of which the tables are edited. `author` is who does so with tracking on."""

    def __init__(self, file: bytes, author: str = "Ann") -> None:
        self._parts = entries(file)
        self._root = etree.fromstring(self._parts["word/document.xml"])
        self._numbers, self.author = count(7000), author
        self.tables = [*self._root.iter(f"{W}tbl")]

    def saved(self) -> bytes:
        data = etree.tostring(self._root, xml_declaration=True, encoding="UTF-8", standalone=True)
        return packed(dict(self._parts) | {"word/document.xml": data})

    def columns(self, table: int) -> int:
        return max(len(cells(row)) for row in self.rows(table))

    def rows(self, table: int) -> list[_Element]:
        return self.tables[table].findall(f"{W}tr")

    def add_cells(self, table: int, row: int, words: Sequence[str], *, span: int = 1) -> None:
        """Cells behind the last one of a row, which no other row has."""
        for said in words:
            cell = etree.SubElement(self.rows(table)[row], f"{W}tc")
            if span > 1:
                properties = etree.SubElement(cell, f"{W}tcPr")
                etree.SubElement(properties, f"{W}gridSpan", {f"{W}val": str(span)})
            run = etree.SubElement(etree.SubElement(cell, f"{W}p"), f"{W}r")
            etree.SubElement(run, f"{W}t").text = said

    def insert(self, table: int, at: int, words: Sequence[str], *, tracked: bool, grid: bool = True) -> None:
        """A column before the one `at`, with words for each row; the last ones again for further rows."""
        for n, row in enumerate(self.rows(table)):
            said = words[min(n, len(words) - 1)]
            cell = etree.Element(f"{W}tc")
            properties = etree.SubElement(cell, f"{W}tcPr")
            etree.SubElement(properties, f"{W}tcW", {f"{W}w": "900", f"{W}type": "dxa"})
            paragraph = etree.SubElement(cell, f"{W}p")
            run = etree.Element(f"{W}r")
            etree.SubElement(run, f"{W}t").text = said
            if tracked:
                properties.append(self._mark("cellIns"))
                etree.SubElement(etree.SubElement(paragraph, f"{W}pPr"), f"{W}rPr").append(self._mark("ins"))
                mark = self._mark("ins")
                mark.append(run)
                run = mark
            if said:
                paragraph.append(run)
            row.insert(_place(row, at), cell)
        if grid:
            columns = _below(self.tables[table], "tblGrid")
            columns.insert(at, etree.Element(f"{W}gridCol", {f"{W}w": "900"}))

    def delete(self, table: int, at: int, *, tracked: bool, rows: Sequence[int] = ()) -> None:
        """The column `at`; or its cells in these rows alone."""
        for n, row in enumerate(self.rows(table)):
            cell = cells(row)[at]
            if rows and n not in rows:
                continue
            if not tracked:
                row.remove(cell)
                continue
            _below(cell, "tcPr").append(self._mark("cellDel"))
            for paragraph in cell.iter(f"{W}p"):
                self.strike(paragraph)
                _look(paragraph).insert(0, self._mark("del"))
        if not (tracked or rows):
            grid = _below(self.tables[table], "tblGrid")
            grid.remove(grid[at])

    def merge(self, table: int, at: int, rows: Sequence[int] = ()) -> None:
        """The cells of the columns `at` and the next, of all rows or of these."""
        for n, row in enumerate(self.rows(table)):
            if rows and n not in rows:
                continue
            one, other = cells(row)[at : at + 2]
            self._join(one, other)
            etree.SubElement(_below(one, "tcPr"), f"{W}gridSpan", {f"{W}val": "2"})
            row.remove(other)

    def merge_down(self, table: int, at: int, row: int) -> None:
        """The cell of a row with the one below it."""
        upper, lower = (cells(each)[at] for each in self.rows(table)[row : row + 2])
        self._join(upper, lower)
        etree.SubElement(_below(upper, "tcPr"), f"{W}vMerge", {f"{W}val": "restart"})
        etree.SubElement(_below(lower, "tcPr"), f"{W}vMerge")
        lower.append(etree.Element(f"{W}p"))

    def move(self, table: int, at: int, to: int) -> None:
        """A column to another place, with tracking off."""
        for row in self.rows(table):
            cell = cells(row)[at]
            row.remove(cell)
            row.insert(_place(row, to), cell)

    def type_behind(self, table: int, row: int, column: int, words: str, author: str) -> None:
        """Tracked words at the end of a cell."""
        paragraph = cells(self.rows(table)[row])[column].findall(f"{W}p")[-1]
        mark = self._mark("ins", author)
        run = etree.SubElement(mark, f"{W}r")
        etree.SubElement(run, f"{W}t", {_SPACE: "preserve"}).text = words
        paragraph.append(mark)

    def add_row(self, table: int, words: Sequence[str], *, tracked_cells: bool = False) -> None:
        """A tracked row at the end; each of its cells is tracked as well, as some editors have it."""
        row = etree.SubElement(self.tables[table], f"{W}tr")
        etree.SubElement(row, f"{W}trPr").append(self._mark("ins"))
        for said in words:
            cell = etree.SubElement(row, f"{W}tc")
            properties = etree.SubElement(cell, f"{W}tcPr")
            if tracked_cells:
                properties.append(self._mark("cellIns"))
            mark = self._mark("ins")
            etree.SubElement(etree.SubElement(mark, f"{W}r"), f"{W}t").text = said
            etree.SubElement(cell, f"{W}p").append(mark)

    def move_row(self, table: int, row: int, behind: int) -> None:
        """A row to behind another: its words and ends of lines are marked, and not the row."""
        rows = self.rows(table)
        copy = deepcopy(rows[row])
        for name in ("bookmarkStart", "bookmarkEnd"):
            for each in [*copy.iter(f"{W}{name}")]:
                _above(each).remove(each)
        for half, found in (("moveFrom", rows[row]), ("moveTo", copy)):
            for paragraph in found.iter(f"{W}p"):
                self._move(paragraph, half)
        rows[behind].addnext(copy)
        self._between(rows[row], "moveFrom")
        self._between(copy, "moveTo")

    def _between(self, row: _Element, half: str) -> None:
        id = str(next(self._numbers))
        who = {f"{W}author": self.author, f"{W}date": "2031-05-01T09:30:00Z", f"{W}name": "move1"}
        row.addprevious(etree.Element(f"{W}{half}RangeStart", {f"{W}id": id, **who}))
        row.addnext(etree.Element(f"{W}{half}RangeEnd", {f"{W}id": id}))

    def _move(self, paragraph: _Element, half: str) -> None:
        for run in [each for each in paragraph if each.tag in _RUNS]:
            mark = self._mark(half)
            paragraph.replace(run, mark)
            mark.append(run)
        _look(paragraph).insert(0, self._mark(half))

    def strike_cell(self, table: int, row: int, column: int) -> None:
        """All words of a cell."""
        for paragraph in cells(self.rows(table)[row])[column].iter(f"{W}p"):
            self.strike(paragraph)

    def strike(self, paragraph: _Element) -> None:
        """All runs of a paragraph as deleted ones."""
        for run in [each for each in paragraph if each.tag in _RUNS]:
            inside = run if run.tag == f"{W}hyperlink" else None
            if inside is not None:
                self.strike(inside)
                continue
            mark = self._mark("del")
            paragraph.replace(run, mark)
            mark.append(run)
            for text in run.iter(f"{W}t"):
                text.tag = f"{W}delText"
            for code in run.iter(f"{W}instrText"):
                code.tag = f"{W}delInstrText"

    def _join(self, one: _Element, other: _Element) -> None:
        """The paragraphs of two cells in the first, without those that are empty."""
        for paragraph in other.findall(f"{W}p"):
            other.remove(paragraph)
            if any(True for _ in paragraph.iter(f"{W}t")):
                one.append(deepcopy(paragraph))

    def _mark(self, name: str, author: str = "") -> _Element:
        who = {f"{W}author": author or self.author, f"{W}date": "2031-05-01T09:30:00Z"}
        return etree.Element(f"{W}{name}", {f"{W}id": str(next(self._numbers)), **who})


def cells(row: _Element) -> list[_Element]:
    return row.findall(f"{W}tc")


def _place(row: _Element, at: int) -> int:
    """Where in a row the cell `at` stands, or would stand."""
    found = cells(row)
    return list(row).index(found[at]) if at < len(found) else len(row)
