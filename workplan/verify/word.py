"""What a Word file says: its WordprocessingML, read with lxml and nothing that writes it.

    [x] paragraphs, headings and the title by style name, captions, figures (alternative text)
    [x] lists: numbers worked out from the numbering part, directly or through styles
    [x] tables: header rows, cells
    [x] notes in the order of their references; notes that nothing refers to
    [x] the list of contents: its entries, without the numbers of pages
    [x] fields (their result), NOTEREF as a call, hyperlinks, content controls, insertions
    [-] deleted and moved-away words: left out, as they are once the revision is accepted
    [ ] text boxes, symbols by font, tables in tables, merged cells: the writer makes none

ECMA-376 Part 1: 17.3 (paragraphs), 17.4 (tables), 17.9 (numbering), 17.11 (notes), 17.16 (fields).
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from io import BytesIO

from lxml.etree import _Element
from msgspec import Struct

from workplan.content.paper.roles import TITLES
from workplan.errors import OurBug
from workplan.files.xml import BadXml, parse
from workplan.verify.numbering import Counter, W, value
from workplan.verify.passages import BREAK, PLAIN, Mark, Passage, Stretch, bracketed, call, shown

_DESCRIPTION = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr"
_LISTS = re.compile(r"list (?:bullet|number)(?: (\d))?")
_CHARACTERS = {
    f"{W}tab": " ",
    f"{W}br": BREAK,
    f"{W}cr": BREAK,
    f"{W}noBreakHyphen": "\u2011",
    f"{W}softHyphen": "\u00ad",
}
_LEFT_OUT = frozenset({f"{W}del", f"{W}moveFrom", f"{W}pPr", f"{W}rPr"})


def read(data: bytes) -> tuple[Passage, ...]:
    """The passages of the body, then its notes. Raises `OurBug` for what is not a Word file."""
    try:
        with zipfile.ZipFile(BytesIO(data)) as package:
            names = package.namelist()
            parts = {
                name: parse(package.read(f"word/{name}.xml"))
                for name in ("document", "styles", "numbering", "footnotes")
                if f"word/{name}.xml" in names
            }
        body = parts["document"].find(f"{W}body")
    except (zipfile.BadZipFile, BadXml, KeyError) as error:
        raise OurBug(f"The Word file cannot be read back: {error}") from error
    if body is None:
        raise OurBug("The Word file cannot be read back: it has no body")
    reader = _Reader(parts)
    return (*reader.blocks(body), *reader.notes())


#: The names of the styles of titles.
_TITLES = frozenset(role.replace("-", " ") for role in TITLES.values())


class _Style(Struct, frozen=True):
    """A paragraph style, with what it has from the styles that it is based on."""

    name: str = ""
    number_id: str = ""
    level: str = ""


class _Reader:
    def __init__(self, parts: dict[str, _Element]) -> None:
        self._styles = _styles(parts.get("styles"))
        self._counter = Counter(parts.get("numbering"))
        footnotes = parts.get("footnotes")
        self._footnotes = {
            note.get(f"{W}id", ""): note
            for note in (() if footnotes is None else footnotes.iterfind(f"{W}footnote"))
            if note.get(f"{W}type", "normal") == "normal"
        }
        self._called: list[str] = []  # footnote ids, one for each reference, in order

    def blocks(self, parent: _Element, place: str = "") -> Iterator[Passage]:
        for element in parent:
            if element.tag == f"{W}p":
                yield from self._paragraph(element, place)
            elif element.tag == f"{W}tbl":
                yield from self._table(element)
            elif element.tag in (f"{W}sdt", f"{W}sdtContent", f"{W}ins"):
                yield from self.blocks(element, place)

    def notes(self) -> Iterator[Passage]:
        """The notes by number, then those that no reference calls."""
        for number, note_id in enumerate(self._called, start=1):
            if note_id in self._footnotes:
                yield Passage("note", self._note(self._footnotes[note_id], str(number)))
        called = set(self._called)
        for note_id, note in self._footnotes.items():
            if note_id not in called:
                yield Passage("note", self._note(note, ""))

    def _note(self, note: _Element, number: str) -> str:
        return "\n".join(bracketed(self._pieces(p, number)) for p in note.iter(f"{W}p"))

    def _paragraph(self, paragraph: _Element, place: str) -> Iterator[Passage]:
        for drawing in paragraph.iter(_DESCRIPTION):
            yield Passage("figure", drawing.get("descr", ""))
        properties = paragraph.find(f"{W}pPr")
        style = self._styles.get(value(properties, "pStyle"), _Style())
        number_id = value(properties, "numPr/numId", style.number_id)
        level = int(value(properties, "numPr/ilvl", style.level) or "0")
        words = bracketed(self._pieces(paragraph))
        if words:
            label, gap = self._counter.label(number_id, level)
            kind = place or _kind(style.name.lower(), level if label else None)
            yield Passage(kind, shown(label) + gap + (words.removesuffix(" ") if kind == "entry" else words))

    def _table(self, table: _Element) -> Iterator[Passage]:
        number = 0
        for row in table.iterfind(f"{W}tr"):
            place = "column "
            if row.find(f"{W}trPr/{W}tblHeader") is None:
                number += 1
                place = f"cell {number}."
            for column, cell in enumerate(row.iterfind(f"{W}tc"), start=1):
                yield from self.blocks(cell, f"{place}{column}")

    def _pieces(self, paragraph: _Element, note_number: str = "") -> Iterator[Stretch]:
        """The words of a paragraph, piece by piece; of each field its result."""
        fields: list[_Field] = []
        for element in _inside(paragraph):
            if element.tag == f"{W}fldChar":
                yield from _turn(fields, element)
            elif element.tag == f"{W}instrText":
                fields[-1].instruction += element.text or ""
            else:
                piece = self._piece(element, note_number)
                if piece and not fields:
                    yield _raised(element), piece
                elif piece and fields[-1].separated:
                    fields[-1].result.append((_raised(element), piece))

    def _piece(self, element: _Element, note_number: str) -> str:
        if element.tag == f"{W}t":
            return element.text or ""
        if element.tag == f"{W}footnoteReference":
            self._called.append(element.get(f"{W}id", ""))
            return call(len(self._called))
        if element.tag == f"{W}footnoteRef":
            return note_number
        return _CHARACTERS.get(element.tag, "")


class _Field(Struct):
    instruction: str = ""
    result: list[Stretch] = []
    separated: bool = False

    def said(self) -> list[Stretch]:
        if self.instruction.split()[:1] == ["PAGEREF"]:
            return []
        if self.instruction.split()[:1] != ["NOTEREF"]:
            return self.result
        return [(PLAIN, call("".join(words for _, words in self.result)))]


def _raised(element: _Element) -> Mark:
    """Whether the words of a run are above or below the line, by its own properties."""
    run = element.getparent()
    aligned = value(None if run is None else run[0], "vertAlign")  # they stand first (17.3.2.1)
    return Mark(raised="^" if aligned == "superscript" else "_" if aligned == "subscript" else "")


def _turn(fields: list[_Field], character: _Element) -> Iterator[Stretch]:
    """Begin, separate or end a field; one that ends says its result, inside another or in the open. The list
    of contents, a field of many paragraphs, is in the open."""
    match character.get(f"{W}fldCharType"):
        case "begin":
            fields.append(_Field())
        case "separate":
            fields[-1].separated = True
            if fields[-1].instruction.split()[:1] == ["TOC"]:
                fields.pop()
        case "end" if fields:
            said = fields.pop().said()
            if not fields:
                yield from said
            elif fields[-1].separated:
                fields[-1].result += said


def _inside(parent: _Element) -> Iterator[_Element]:
    """Everything below `parent` in order, without what is deleted or only describes."""
    for child in parent:
        if child.tag not in _LEFT_OUT:
            yield child
            yield from _inside(child)


def _kind(style: str, level: int | None) -> str:
    if style == "body text" and level == 0:
        return "paragraph"  # a numbered one: items have styles of lists
    if style == "quote":
        return "quotation"
    if style.startswith("toc ") and style != "toc heading":
        return "entry"
    if style in _TITLES:
        return "title"
    if style == "caption" or style.startswith("heading "):
        return style
    if found := _LISTS.fullmatch(style):
        return f"item {level + 1 if level is not None else found[1] or 1}"
    return "paragraph" if level is None else f"item {level + 1}"


def _styles(part: _Element | None) -> dict[str, _Style]:
    elements = {s.get(f"{W}styleId", ""): s for s in (part.iterfind(f"{W}style") if part is not None else ())}
    return {style_id: _style(style_id, elements) for style_id in elements}


def _style(style_id: str, elements: dict[str, _Element]) -> _Style:
    name = value(elements[style_id], "name")
    number_id = level = ""
    seen: list[str] = []
    while style_id in elements and style_id not in seen:
        seen.append(style_id)
        properties = elements[style_id].find(f"{W}pPr")
        number_id = number_id or value(properties, "numPr/numId")
        level = level or value(properties, "numPr/ilvl")
        style_id = value(elements[style_id], "basedOn")
    return _Style(name, number_id, level)
