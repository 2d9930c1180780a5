"""The text of a Word form that came back, by lines and cells.

[x] tracked changes accepted: what is deleted is gone, rows too; what was moved stands where it went
[x] boxes: the state of each (w14:checked), whatever a program nests around or inside; symbols of Wingdings
[x] placeholder words of empty controls, and numbers of notes, left out
[x] bookmarks and tags of controls, wherever they stand around a line
[-] tables within cells: their lines are lines of the cell around
"""

from __future__ import annotations

from collections.abc import Iterator

from lxml.etree import _Element
from msgspec import Struct

from workplan.word.file.opening import WordFile
from workplan.word.file.xml import w
from workplan.word.reader.marks import Revisions
from workplan.word.reader.words.walk import Simple, inside

_W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
#: Boxes and ticks of Wingdings and Wingdings 2, by the last two digits of their codes.
_SYMBOLS = {
    "wingdings": {"A8": "☐", "6F": "☐", "FE": "☑", "FD": "☒", "78": "☒", "FC": "✓", "FB": "✗"},
    "wingdings 2": {"A3": "☐", "2A": "☐", "52": "☑", "53": "☒", "50": "✓", "4F": "✗", "54": "☒"},
}
#: More than Word itself has in a table.
_MOST_COLUMNS = 64
_LETTERS = {w("tab"): " ", w("br"): "\n", w("cr"): "\n", w("noBreakHyphen"): "\u2011"}


class Line(Struct, frozen=True):
    """A paragraph. `row` counts the rows of all tables from 0, `column` the columns of the row; both are -1
    outside of tables. `names` are bookmarks in small letters, `tags` those of controls in or around it, and
    `boxes` says of each box whether it is ticked."""

    words: str
    names: frozenset[str]
    tags: frozenset[str]
    boxes: tuple[bool, ...]
    row: int = -1
    column: int = -1


def lines_of(file: WordFile) -> list[Line]:
    """The lines of the text, in order."""
    return list(_lines(file.xml(file.main)))


class _Row(Struct, frozen=True):
    """A row: its number, whether it is deleted, and the column of each cell."""

    number: int
    is_deleted: bool
    columns: dict[_Element, int]

    def column(self, line: _Element) -> int:
        """The column that a line stands in."""
        return next((self.columns[cell] for cell in line.iterancestors(w("tc")) if cell in self.columns), -1)


def _lines(root: _Element) -> Iterator[Line]:
    revisions = Revisions(root)
    rows: dict[_Element, _Row] = {}
    waiting: list[str] = []
    for element in root.iter(w("bookmarkStart"), w("p")):
        if element.tag != w("p"):
            if next(element.iterancestors(w("p")), None) is None:
                waiting.append(element.get(w("name"), ""))
            continue
        around = _last(element.iterancestors(w("tr")))
        if around is not None and around not in rows:
            rows[around] = _Row(len(rows), _is_deleted(around.find(w("trPr"))), dict(_columns(around)))
        row = rows[around] if around is not None else None
        words = "".join(_letters(element, revisions))
        if (row and row.is_deleted) or not (words or not _is_deleted(element.find(f"{w('pPr')}/{w('rPr')}"))):
            continue
        names = [*waiting, *(start.get(w("name"), "") for start in element.iter(w("bookmarkStart")))]
        waiting = []
        yield Line(
            words,
            frozenset(name.casefold() for name in names),
            frozenset(_tags(element)),
            tuple(_boxes(element)),
            row.number if row else -1,
            next(
                (at for each in element.iterancestors(w("tc")) if (at := row.columns.get(each, -1)) >= 0), -1
            )
            if row
            else -1,
        )


def _last(elements: Iterator[_Element]) -> _Element | None:
    found = None
    for found in elements:  # noqa: B007  # the outermost
        pass
    return found


def _is_deleted(properties: _Element | None) -> bool:
    return properties is not None and any(properties.find(w(n)) is not None for n in ("del", "moveFrom"))


def _columns(row: _Element) -> Iterator[tuple[_Element, int]]:
    """The column of each cell of a row; cells that span several count as these. Behind the last that Word
    may have, all are one."""
    at = 0
    for cell in row.iter(w("tc")):
        if next(cell.iterancestors(w("tr"))) is row:
            yield cell, min(at, _MOST_COLUMNS)
            span = cell.find(f"{w('tcPr')}/{w('gridSpan')}")
            said = span.get(w("val"), "1") if span is not None else "1"
            at += int(said) if said.isdecimal() and len(said) < 4 else 1


def _letters(line: _Element, revisions: Revisions) -> Iterator[str]:
    """The words of a line, less what is deleted and what fields print that number notes."""
    fields: list[tuple[str, bool]] = []  # the instruction of each field around, and whether its result began
    for event, context in inside(line, revisions):
        if isinstance(event, Simple):
            if event.instruction is None:
                fields.pop()
            else:
                fields.append((event.instruction, True))
        elif event.tag == w("fldChar"):
            _field(event.get(w("fldCharType"), ""), fields)
        elif event.tag == w("instrText"):
            if fields:
                fields[-1] = (fields[-1][0] + (event.text or ""), fields[-1][1])
        elif context.marks.deleted is None and all(_prints(*each) for each in fields):
            yield _letter(event)


def _field(kind: str, fields: list[tuple[str, bool]]) -> None:
    if kind == "begin":
        fields.append(("", False))
    elif kind == "separate" and fields:
        fields[-1] = (fields[-1][0], True)
    elif kind == "end" and fields:
        fields.pop()


def _prints(instruction: str, result: bool) -> bool:
    """Whether what stands in a field is words: the number of a note is none."""
    return result and instruction.split()[:1] != ["NOTEREF"]


def _letter(element: _Element) -> str:
    if element.tag == w("t"):
        return element.text or ""
    if element.tag == w("sym"):
        font = _SYMBOLS.get(element.get(w("font"), "").casefold(), {})
        return font.get(element.get(w("char"), "")[-2:].upper(), "\ufffd")
    return _LETTERS.get(str(element.tag), "")


def _controls(line: _Element) -> Iterator[_Element]:
    """The controls in and around a line, within its cell."""
    yield from line.iter(w("sdt"))
    for around in line.iterancestors():
        if around.tag == w("tc"):
            return
        if around.tag == w("sdt"):
            yield around


def _tags(line: _Element) -> Iterator[str]:
    for control in _controls(line):
        if (tag := control.find(f"{w('sdtPr')}/{w('tag')}")) is not None:
            yield tag.get(w("val"), "")


def _boxes(line: _Element) -> Iterator[bool]:
    for control in _controls(line):
        box = control.find(f"{w('sdtPr')}/{_W14}checkbox")
        if box is not None and not any(each.tag in (w("del"), w("moveFrom")) for each in box.iterancestors()):
            checked = box.find(f"{_W14}checked")
            yield checked is not None and checked.get(f"{_W14}val", "1") in ("1", "true", "on")
