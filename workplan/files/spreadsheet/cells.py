"""The cells of a spreadsheet that came from outside (XLSX, ECMA-376 Part 1, 18).

    [x] shared and inline strings, rich text as its words; numbers and truth values as written
    [x] what was typed as per cent: as it was typed ("12.5%"); what was typed as a date is told apart, since
        nothing says how it was written ("March 2026", "1/3/26")
    [x] as Excel, LibreOffice and openpyxl write them, transitional and strict
    [x] bounded, as `workplan.files.archive` says: only cells that stand in the file are looked at
    [x] formulas: never evaluated, told apart
    [x] refused: macros, links to other workbooks, relationships out of the file other than hyperlinks
    [-] phonetic guides: left out; everything else of a workbook is not looked at

Read with our own parser: openpyxl takes `x005F_` out of words, and expands merged cells without bounds. What
it knows of formats is asked of it, and it is imported then: readers of Word files need it for charts alone.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator, Mapping
from decimal import Decimal

from lxml import etree
from msgspec import Struct

from workplan.files import xml
from workplan.files.archive import BadArchive, unpack
from workplan.text.hints import quoted

#: What a cell can hold (ECMA-376 leaves it open; Excel's limit).
MOST_CHARACTERS = 32_767

_REFERENCE = re.compile(r"([A-Z]{1,3})([1-9][0-9]{0,6})")
#: Of all cells together.
_MOST_WORDS = 32 * 1024 * 1024
#: Of a number that somebody typed.
_MOST_DIGITS = 300
#: That spreadsheets compute with: 7% is stored as 0.07000000000000001.
_DIGITS = 15
_CODE = re.compile(r"_x([0-9A-Fa-f]{4})_")
_REFUSED = {
    "vbaProject": "macros",
    "externalLink": "links to other workbooks",
    "externalLinkPath": "links to other workbooks",
    "oleObject": "embedded objects",
    "package": "embedded files",
    "control": "ActiveX controls",
    "connections": "connections to data",
    "queryTable": "connections to data",
}


class BadSpreadsheet(Exception):
    """A spreadsheet that is not accepted; says why."""


class CellWords(Struct, frozen=True):
    """What a cell says. `formula`: it is computed, and not to be believed. `day`: its words are a day, or a
    time, by ISO 8601; how it was typed is not known."""

    words: str
    formula: bool = False
    day: bool = False


#: The cells of one sheet by row and column, from 1; those that hold something.
Cells = Mapping[int, Mapping[int, CellWords]]


def sheets(data: bytes) -> list[Cells]:
    """The sheets of a spreadsheet, in order. Raises `BadSpreadsheet`."""
    try:
        return _Book(unpack(data, "spreadsheet")).sheets()
    except (BadArchive, xml.BadXml) as error:
        raise BadSpreadsheet(str(error)) from error


class _Book:
    def __init__(self, entries: dict[str, bytes]) -> None:
        self.entries = entries
        for name in entries:
            if name.endswith(".rels"):
                self._relations(name)
        self.shared: list[str] = []
        self.formats: list[str] = []
        self.since_1904 = False
        self.left = _MOST_WORDS

    def sheets(self) -> list[Cells]:
        main = next((t for _, kind, t in self._relations("_rels/.rels") if kind == "officeDocument"), "")
        if not main.endswith(".xml"):
            raise BadSpreadsheet("this is not an Excel workbook without macros")
        root = self._part(main)
        if etree.QName(root).localname != "workbook":
            raise BadSpreadsheet("this is not an Excel workbook without macros")
        folder, file = posixpath.split(main)
        relations = self._relations(posixpath.join(folder, "_rels", f"{file}.rels"))
        shared = next((target for _, kind, target in relations if kind == "sharedStrings"), None)
        if shared is not None:
            self.shared = [_string(item) for item in _children(self._part(shared), "si")]
        styles = next((target for _, kind, target in relations if kind == "styles"), None)
        if styles is not None:
            self.formats = list(_formats(self._part(styles)))
        if any(each.get("date1904") in {"1", "true"} for each in _children(root, "workbookPr")):
            self.since_1904 = True
        targets = {id_: target for id_, kind, target in relations if kind == "worksheet"}
        ids = (_attribute(sheet, "id") for sheet in _named(root, "sheet"))
        wanted = dict.fromkeys(targets[id_] for id_ in ids if id_ in targets)
        return [self._cells(self._part(target)) for target in wanted]

    def _part(self, name: str) -> etree._Element:
        if name not in self.entries:
            raise BadSpreadsheet(f"a part of the spreadsheet is missing: {quoted(name)}")
        return xml.parse(self.entries[name])

    def _relations(self, name: str) -> list[tuple[str, str, str]]:
        """Id, the last word of the type, and the target's name, of each relationship in this entry."""
        found: list[tuple[str, str, str]] = []
        if name not in self.entries:
            return found
        base = posixpath.dirname(posixpath.dirname(name))
        for element in _named(self._part(name), "Relationship"):
            kind = element.get("Type", "").rstrip("/").rpartition("/")[2]
            target = element.get("Target", "")
            if kind in _REFUSED:
                raise BadSpreadsheet(f"the spreadsheet has {_REFUSED[kind]}, which are not accepted")
            if element.get("TargetMode") == "External":
                if kind != "hyperlink":
                    raise BadSpreadsheet(f"the spreadsheet refers to something outside it: {quoted(target)}")
                continue
            path = posixpath.normpath(posixpath.join("/", base, target)).lstrip("/")
            found.append((element.get("Id", ""), kind, path))
        return found

    def _cells(self, root: etree._Element) -> Cells:
        cells: dict[int, dict[int, CellWords]] = {}
        row = 0
        data = (row for sheet in _children(root, "sheetData") for row in _children(sheet, "row"))
        for element in data:
            row, column = _whole(element.get("r"), row + 1), 0
            for cell in _children(element, "c"):
                row, column = _where(cell.get("r"), row, column + 1)
                if (found := self._cell(cell)).words or found.formula:
                    cells.setdefault(row, {})[column] = found
                    self._count(found.words)
        return cells

    def _count(self, words: str) -> None:
        """One text in a file can be the words of very many cells."""
        self.left -= len(words)
        if len(words) > MOST_CHARACTERS or self.left < 0:
            raise BadSpreadsheet("the cells of the spreadsheet hold more words than cells can")

    def _cell(self, cell: etree._Element) -> CellWords:
        kind = cell.get("t", "n")
        formula = any(True for _ in _children(cell, "f"))
        if kind == "inlineStr":
            return CellWords("".join(map(_string, _children(cell, "is"))), formula)
        value = next((element.text or "" for element in _children(cell, "v")), "")
        if kind == "s":
            n = _whole(value, -1)
            if not 0 <= n < len(self.shared):
                raise BadSpreadsheet("a cell of the spreadsheet refers to a text that is not there")
            return CellWords(self.shared[n], formula)
        if kind == "n" and value:
            return self._number(value, _whole(cell.get("s"), 0), formula)
        if kind == "b":
            return CellWords("TRUE" if value == "1" else "FALSE", formula)
        return CellWords(_unescaped(value), formula, day=kind == "d")

    def _number(self, value: str, style: int, formula: bool) -> CellWords:
        """What somebody typed as a number, a day or per cent (18.8.30, number formats)."""
        from openpyxl.styles.numbers import is_date_format
        from openpyxl.utils.datetime import MAC_EPOCH, WINDOWS_EPOCH, from_excel

        code = self.formats[style] if style < len(self.formats) else ""
        try:
            number = Decimal(value)
            if is_date_format(code):
                epoch = MAC_EPOCH if self.since_1904 else WINDOWS_EPOCH
                return CellWords(from_excel(float(number), epoch).isoformat(), formula, day=True)
        except (ArithmeticError, ValueError, AttributeError):
            return CellWords(value, formula)
        if "%" in code and number.is_finite() and abs(number.adjusted()) < _MOST_DIGITS:
            share = round(number * 100, _DIGITS - 3 - number.adjusted())
            return CellWords(f"{share.normalize():f}%", formula)
        return CellWords(value, formula)


def _formats(styles: etree._Element) -> Iterator[str]:
    """The number format of each cell format (18.8.10), by its number in the file."""
    from openpyxl.styles.numbers import BUILTIN_FORMATS

    own = {each.get("numFmtId"): each.get("formatCode", "") for each in _named(styles, "numFmt")}
    for formats in _children(styles, "cellXfs"):
        for each in _children(formats, "xf"):
            id_ = each.get("numFmtId", "0")
            yield own.get(id_, BUILTIN_FORMATS.get(_whole(id_, 0), ""))


def _named(element: etree._Element, name: str) -> Iterator[etree._Element]:
    """The elements of this name in any namespace: transitional and strict files differ in little else."""
    return element.iter(f"{{*}}{name}")


def _children(element: etree._Element, name: str) -> Iterator[etree._Element]:
    """As above, of those right below. What is nested would be read again and again."""
    return element.iterchildren(f"{{*}}{name}")


def _string(element: etree._Element) -> str:
    """The words of a string item: its runs', without phonetic guides (18.4.8)."""
    words = []
    for text in _named(element, "t"):
        parent = text.getparent()
        if parent is None or etree.QName(parent).localname != "rPh":
            words.append(text.text or "")
    return _unescaped("".join(words))


def _unescaped(words: str) -> str:
    """`_x0041_` is a character's code (22.9.2.19)."""
    return _CODE.sub(lambda found: chr(int(found[1], 16)), words)


def _attribute(element: etree._Element, name: str) -> str:
    """The attribute of this name that has a namespace."""
    return next((str(v) for k, v in element.attrib.items() if str(k).endswith(f"}}{name}")), "")


def _whole(words: str | None, otherwise: int) -> int:
    return int(words) if words and words.isascii() and words.isdecimal() and len(words) < 8 else otherwise


def _where(reference: str | None, row: int, column: int) -> tuple[int, int]:
    """The row and column of "B12"; the ones given where a cell does not say."""
    if not reference:
        return row, column
    if not (found := _REFERENCE.fullmatch(reference)):
        raise BadSpreadsheet(f"a cell of the spreadsheet has an impossible place: {quoted(reference)}")
    column = 0
    for letter in found[1]:
        column = column * 26 + ord(letter) - ord("A") + 1
    return int(found[2]), column
