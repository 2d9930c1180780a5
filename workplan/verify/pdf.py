"""What a PDF says to a screen reader: its structure tree, read with PDFium.

    [x] elements that go on over pages, put together by their place in the tree
    [x] headings, paragraphs, nested lists with Lbl and LBody, figures with Alt, captions
    [x] tables: THead, TBody, TR, TH, TD; cells without any content
    [x] notes inside the paragraph that calls them, calls of notes
    [x] Span, Div, NonStruct, Sect and the like: transparent
    [x] ActualText of marked content and of elements         (ISO 32000-1, 14.9.4)
    [-] line ends: read as a line end; only the reader of the passages knows if a space is due
    [ ] artifacts: running heads and page numbers are not read

PDFium shows the tree one page at a time and does not say which element of one page is which of the
next. Yet an element's kids keep their positions, also those that have nothing on the page; so the
path of positions from the root is an element's identity.
"""

from __future__ import annotations

import codecs
import ctypes
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from math import inf
from typing import Any

import pypdfium2
from pypdfium2 import raw

from workplan.errors import OurBug
from workplan.verify.passages import Passage, call, labelled, shown, with_plain_spaces

_HEADINGS = {"H1": "title", "H2": "heading 1", "H3": "heading 2", "H4": "heading 3"}
_INLINE = frozenset({"Span", "Link", "Reference", "Note", "Em", "Strong", "NonStruct", "Quote"})

#: PDFium's mark for a hyphen at the end of a line; it is no soft one, as none is ever printed.
_HYPHEN = "\ufffe"

#: What PDFium may have made up (ISO 32000-1, 14.8.2.5, leaves that to readers).
_SPACES = frozenset(map(ord, " \r\n"))

#: The call of a note is a linked number in type smaller than this part of the words around it.
_SMALL = 0.8

#: Points by which a piece of text may begin before the end of the one before it (kerning).
_OVERLAP = 1.0


@dataclass(frozen=True, slots=True)
class _Chunk:
    """The words of one marked content: a piece of one line. Lengths in PDF points."""

    text: str
    page: int
    left: float
    right: float
    size: float  # of the type
    linked: bool = False

    def follows_line_end(self, before: _Chunk) -> bool:
        """Whether a line ends between two pieces: the next one begins further left, or elsewhere."""
        if _BLANK in (self, before):
            return False
        return self.page != before.page or self.left < before.right - _OVERLAP


#: WeasyPrint draws no glyph for a box that holds nothing but spaces; its mark is all there is.
_BLANK = _Chunk(" ", page=-1, left=inf, right=-inf, size=0.0)


@dataclass(eq=False, slots=True)
class _Element:
    """A structure element, on however many pages. `size` is how many kids it has in the file;
    those without content are missing from `kids`."""

    type: str = "Document"
    size: int = 0
    said: str = ""  # its ActualText, or its Alt if it is a figure
    kids: dict[int, _Element | _Chunk] = field(default_factory=dict)

    def ordered(self) -> list[_Element | _Chunk]:
        return [self.kids[n] for n in sorted(self.kids)]

    def numbered(self) -> Iterator[tuple[int, _Element]]:
        """The kids that are elements, each with its position from 1."""
        for position in sorted(self.kids):
            kid = self.kids[position]
            if isinstance(kid, _Element):
                yield position + 1, kid

    def elements(self, *types: str) -> Iterator[_Element]:
        """The kids of these types, through wrappers that say nothing of their own."""
        for kid in self.ordered():
            if isinstance(kid, _Element):
                if kid.type in types:
                    yield kid
                elif kid.type in ("Div", "NonStruct", "Sect"):
                    yield from kid.elements(*types)


def read(data: bytes) -> tuple[Passage, ...]:
    """The passages of a tagged PDF, in the order of its structure tree, then its notes.

    A line end stands as "\\n" in the words. Raises `OurBug` for a file that PDFium cannot open.
    """
    root = _Element()
    try:
        with pypdfium2.PdfDocument(data) as document:
            for number, page in enumerate(document):
                _read_page(page.raw, number, root)
                page.close()
    except pypdfium2.PdfiumError as error:
        raise OurBug(f"The PDF cannot be read back: {error}") from error
    reader = _Reader()
    reader.block(root)
    return with_plain_spaces((*reader.passages, *reader.notes))


def _read_page(page: Any, number: int, root: _Element) -> None:
    chunks = _chunks(page, number)
    tree = raw.FPDF_StructTree_GetForPage(page)
    try:
        for position in range(raw.FPDF_StructTree_CountChildren(tree)):
            if handle := raw.FPDF_StructTree_GetChildAtIndex(tree, position):
                _merge(handle, root, position, chunks)
    finally:
        raw.FPDF_StructTree_Close(tree)


def _merge(handle: Any, parent: _Element, position: int, chunks: dict[int, _Chunk]) -> None:
    """Add to `parent` the kid at `position`, with what it holds on this page."""
    element = parent.kids.get(position)
    if not isinstance(element, _Element):
        kind = _string(raw.FPDF_StructElement_GetType, handle)
        said = raw.FPDF_StructElement_GetAltText if kind == "Figure" else raw.FPDF_StructElement_GetActualText
        element = _Element(kind, raw.FPDF_StructElement_CountChildren(handle), _string(said, handle))
        parent.kids[position] = element
    for n in range(element.size):
        if kid := raw.FPDF_StructElement_GetChildAtIndex(handle, n):
            _merge(kid, element, n, chunks)
        elif (mcid := raw.FPDF_StructElement_GetChildMarkedContentID(handle, n)) >= 0:
            element.kids[n] = chunks.get(mcid, _BLANK)


def _string(function: Any, handle: Any) -> str:
    size = function(handle, None, 0)
    if size <= 2:
        return ""
    buffer = ctypes.create_string_buffer(size)
    function(handle, buffer, size)
    return buffer.raw[:-2].decode("utf-16-le")


def _chunks(page: Any, number: int) -> dict[int, _Chunk]:
    """The words of a page by the marked content that they stand in."""
    characters = _characters(page)
    chunks: dict[int, _Chunk] = {}
    spoken: dict[int, str] = {}
    for position in range(raw.FPDFPage_CountObjects(page)):
        item = raw.FPDFPage_GetObject(page, position)
        mcid = raw.FPDFPageObj_GetMarkedContentID(item)
        if mcid < 0 or raw.FPDFPageObj_GetType(item) != raw.FPDF_PAGEOBJ_TEXT:
            continue
        chunk = _chunk(item, characters[ctypes.addressof(item.contents)], number)
        if mcid in chunks:
            before = chunks[mcid]
            chunk = replace(before, text=before.text + chunk.text, right=chunk.right)
        else:
            spoken[mcid] = _actual_text(item)
        chunks[mcid] = chunk
    return {mcid: replace(c, text=spoken[mcid]) if spoken[mcid] else c for mcid, c in chunks.items()}


def _characters(page: Any) -> dict[int, str]:
    """The words of each text object of a page, by the object's address."""
    units: dict[int, list[int]] = defaultdict(list)
    text = raw.FPDFText_LoadPage(page)
    for index in range(raw.FPDFText_CountChars(text)):
        unit = raw.FPDFText_GetUnicode(text, index)
        # PDFium adds spaces and line ends where it sees gaps; only what the file holds counts.
        if unit not in _SPACES or not raw.FPDFText_IsGenerated(text, index):
            units[_text_object(text, index)].append(unit)
    raw.FPDFText_ClosePage(text)
    return defaultdict(str, {address: _decoded(found) for address, found in units.items()})


def _decoded(units: list[int]) -> str:
    """Words from code units: a character beyond the first 65,536 may come as two of UTF-16."""
    said = "".join(map(chr, units)).encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return said.replace(_HYPHEN, "-")


#: The object that a character belongs to, as an address: much cheaper than a pointer's wrapper.
_text_object = ctypes.CFUNCTYPE(ctypes.c_void_p, raw.FPDF_TEXTPAGE, ctypes.c_int)(
    ctypes.cast(raw.FPDFText_GetTextObject, ctypes.c_void_p).value or 0
)


def _chunk(item: Any, text: str, page: int) -> _Chunk:
    left, bottom, right, top, size = (ctypes.c_float() for _ in range(5))
    raw.FPDFPageObj_GetBounds(item, left, bottom, right, top)
    raw.FPDFTextObj_GetFontSize(item, size)
    return _Chunk(text, page, left.value, right.value, size.value)


def _actual_text(item: Any) -> str:
    """What the marked content of an object says in place of its glyphs.

    PDFium's own text has it too, but reordered on lines that hold words from right to left.
    """
    mark = raw.FPDFPageObj_GetMark(item, 0)
    size = ctypes.c_ulong()
    parameter = raw.FPDFPageObjMark_GetParamBlobValue
    if not parameter(mark, b"ActualText", None, 0, size):
        return ""
    buffer = (ctypes.c_ubyte * size.value)()
    parameter(mark, b"ActualText", buffer, size.value, size)
    said = bytes(buffer)
    # A text string (ISO 32000-1, 7.9.2.2); PDFDocEncoding differs from Latin-1 in signs alone.
    return said.decode("utf-16") if said.startswith(codecs.BOM_UTF16_BE) else said.decode("latin-1")


class _Reader:
    """Turns the tree into passages; `notes` are kept apart, since they come after all others."""

    def __init__(self) -> None:
        self.passages: list[Passage] = []
        self.notes: list[Passage] = []

    def block(self, element: _Element, kind: str = "", depth: int = 0) -> None:
        """Read one element; `kind` is what a paragraph is there, "paragraph" if not given."""
        match element.type:
            case "L":
                for item in element.elements("LI"):
                    self._item(item, depth + 1)
            case "Table":
                self._table(element)
            case "Figure":
                self._say("figure", element.said)
            case "Caption":
                self._say("caption", self._words(element))
            case name if name in _HEADINGS:
                self._say(_HEADINGS[name], self._words(element))
            case _ if _is_paragraph(element):
                self._say(kind or "paragraph", self._words(element))
            case _:
                for kid in element.ordered():
                    assert isinstance(kid, _Element)
                    self.block(kid, kind, depth)

    def _say(self, kind: str, text: str) -> None:
        self.passages.append(Passage(kind, text))

    def _item(self, item: _Element, depth: int) -> None:
        label = "".join(self._words(found).strip() for found in item.elements("Lbl"))
        blocks = [block for body in item.elements("LBody") for block in _blocks(body)]
        for number, block in enumerate(blocks):
            if number or block.type == "L":
                self.block(block, depth=depth)
            else:
                self._say(f"item {depth}", labelled(shown(label), self._words(block)))

    def _table(self, table: _Element) -> None:
        for part, place in (("THead", "column "), ("TBody", "cell {}.")):
            for group in table.elements(part):
                for row, element in group.numbered():
                    for column, cell in element.numbered():
                        self.block(cell, f"{place.format(row)}{column}")

    def _note(self, note: _Element) -> None:
        label = "".join(map(self._words, note.elements("Lbl")))
        self.notes.append(Passage("note", labelled(label, self._words(note, "Lbl").strip(" "))))

    def _words(self, element: _Element, leave_out: str = "") -> str:
        pieces = list(self._pieces(element, leave_out))
        largest = max((piece.size for piece in pieces), default=0.0)
        said: list[str] = []
        for before, piece in zip((None, *pieces), pieces, strict=False):
            if before and piece.follows_line_end(before):
                said.append("\n")
            is_call = piece.linked and piece.text.isdecimal() and piece.size < _SMALL * largest
            said.append(call(piece.text) if is_call else piece.text)
        return "".join(said)

    def _pieces(self, element: _Element, leave_out: str = "") -> Iterator[_Chunk]:
        """The words in an element, in reading order, without the notes that stand among them."""
        for kid in element.ordered():
            if isinstance(kid, _Chunk):
                yield replace(kid, linked=element.type == "Link")
            elif kid.type == "Note":
                self._note(kid)
            elif kid.type != leave_out:
                yield from self._pieces(kid)


def _is_paragraph(element: _Element) -> bool:
    return any(isinstance(kid, _Chunk) or kid.type in _INLINE for kid in element.kids.values())


def _blocks(element: _Element) -> list[_Element]:
    """The blocks of a list item's body: itself, where it holds words directly."""
    if _is_paragraph(element):
        return [element]
    return [kid for kid in element.ordered() if isinstance(kid, _Element)]
