"""The structure tree of a PDF with the words in it, read with PDFium.

    [x] elements that go on over pages, put together by their place in the tree
    [x] the words of marked content, its ActualText where it has one (ISO 32000-1, 14.9.4)
    [x] Alt of elements, how the words of one are struck or underlined, where a cell stands
    [x] where the words stand on their page, and where its margins are
    [ ] ActualText of elements, other attributes, annotations, content in form XObjects

PDFium shows the tree one page at a time and does not say which element of one page is which of the
next. Yet an element's kids keep their positions, also those that have nothing on the page; so the
path of positions from the root is an element's identity.
"""

from __future__ import annotations

import codecs
import ctypes
from collections import defaultdict
from collections.abc import Iterator
from typing import Any

import pypdfium2
from msgspec import Struct, field
from msgspec.structs import replace
from pypdfium2 import raw

from workplan.errors import OurBug

#: PDFium's mark for a hyphen at which a line broke; it is no soft one, as none is ever printed.
_HYPHEN = "\x02"

#: What PDFium may have made up (ISO 32000-1, 14.8.2.5, leaves that to readers).
_SPACES = frozenset(map(ord, " \r\n"))

#: The page of what is not painted.
_NOWHERE = -1

#: How far a line stands below the one before it, at the least, in type sizes; a raised number stands
#: a quarter above its own line.
_LINE_DROP = 0.6


class Chunk(Struct, frozen=True):
    """The words of one marked content: a piece of one line. Lengths in PDF points."""

    text: str
    page: int
    baseline: float  # from the foot of the page
    size: float  # of the type
    left: float = 0.0  # where its glyphs begin and end
    right: float = 0.0
    cites: bool = False  # whether it calls a note

    @property
    def is_painted(self) -> bool:
        return self.page != _NOWHERE

    def follows_line_end(self, before: Chunk) -> bool:
        """Whether a line ends between two pieces: the next one is on another page, or a line lower."""
        if _NOWHERE in (self.page, before.page):
            return False
        drop = before.baseline - self.baseline
        return self.page != before.page or drop > _LINE_DROP * max(self.size, before.size)


#: WeasyPrint draws no glyph for a box that holds nothing but spaces; its mark is all there is.
_BLANK = Chunk(" ", _NOWHERE, baseline=0.0, size=0.0)


class Element(Struct, eq=False):
    """A structure element, on however many pages. `size` is how many kids it has in the file;
    those without content are missing from `kids`."""

    type: str = "Document"
    size: int = 0
    alternative: str = ""  # its Alt
    decoration: str = ""  # its TextDecorationType (ISO 32000-1, 14.8.5.4.4)
    shift: float = 0.0  # its BaselineShift
    box: tuple[float, ...] = ()  # its BBox: left, bottom, right, top
    kids: dict[int, Element | Chunk] = {}

    def ordered(self) -> list[Element | Chunk]:
        """The kids in reading order."""
        return [self.kids[n] for n in sorted(self.kids)]

    def numbered(self) -> Iterator[tuple[int, Element]]:
        """The kids that are elements, each with its position from 1."""
        for position in sorted(self.kids):
            kid = self.kids[position]
            if isinstance(kid, Element):
                yield position + 1, kid

    def elements(self, *types: str) -> Iterator[Element]:
        """The kids of these types, through wrappers that say nothing of their own."""
        for kid in self.ordered():
            if isinstance(kid, Element):
                if kid.type in types:
                    yield kid
                elif kid.type in ("Div", "NonStruct", "Sect"):
                    yield from kid.elements(*types)


class Page(Struct, frozen=True):
    """A page: where its words should stand, and what stands on it outside the structure tree."""

    frame: tuple[float, ...]  # within the margins: left, bottom, right, top (its ArtBox)
    artifacts: tuple[Chunk, ...]
    drawn: tuple[Chunk, ...] = ()  # all that stands on it, in the pieces that it is drawn in


class Tree(Struct, frozen=True):
    root: Element = field(default_factory=Element)
    pages: list[Page] = []


def tree(data: bytes) -> Tree:
    """The structure of a tagged PDF, and its pages. Raises `OurBug` for a file that PDFium cannot open."""
    found = Tree()
    try:
        with pypdfium2.PdfDocument(data) as document:
            for number, page in enumerate(document):
                artifacts, drawn = _read_page(page.raw, number, found.root)
                found.pages.append(Page(page.get_artbox(), artifacts, drawn))
                page.close()
    except pypdfium2.PdfiumError as error:
        raise OurBug(f"The PDF cannot be read back: {error}") from error
    return found


def _read_page(page: Any, number: int, root: Element) -> tuple[tuple[Chunk, ...], tuple[Chunk, ...]]:
    chunks, artifacts, drawn = _chunks(page, number)
    tree = raw.FPDF_StructTree_GetForPage(page)
    try:
        for position in range(raw.FPDF_StructTree_CountChildren(tree)):
            if handle := raw.FPDF_StructTree_GetChildAtIndex(tree, position):
                _merge(handle, root, position, chunks)
    finally:
        raw.FPDF_StructTree_Close(tree)
    return artifacts, drawn


def _merge(handle: Any, parent: Element, position: int, chunks: dict[int, Chunk]) -> None:
    """Add to `parent` the kid at `position`, with what it holds on this page."""
    element = parent.kids.get(position)
    if not isinstance(element, Element):
        kind = _string(raw.FPDF_StructElement_GetType, handle)
        alternative = _string(raw.FPDF_StructElement_GetAltText, handle)
        size = raw.FPDF_StructElement_CountChildren(handle)
        decoration, shift, box = _decoration(handle), _shift(handle), _box(handle, kind)
        element = Element(kind, size, alternative, decoration, shift, box)
        parent.kids[position] = element
    for n in range(element.size):
        if kid := _kid(handle, n):
            _merge(ctypes.cast(kid, raw.FPDF_STRUCTELEMENT), element, n, chunks)
        elif element.type in _OF_ELEMENTS:
            continue
        elif (mcid := raw.FPDF_StructElement_GetChildMarkedContentID(handle, n)) >= 0:
            element.kids[n] = chunks.get(mcid, _BLANK)


#: Elements that hold no words themselves, and may have thousands of kids, on hundreds of pages.
_OF_ELEMENTS = frozenset(("Table", "TBody"))

#: An element's kid as an address, None where it has nothing on the page: cheaper than a pointer's wrapper.
_kid = ctypes.CFUNCTYPE(ctypes.c_void_p, raw.FPDF_STRUCTELEMENT, ctypes.c_int)(
    ctypes.cast(raw.FPDF_StructElement_GetChildAtIndex, ctypes.c_void_p).value or 0
)


def _string(function: Any, handle: Any) -> str:
    size = function(handle, None, 0)
    if size <= 2:
        return ""
    buffer = ctypes.create_string_buffer(size)
    function(handle, buffer, size)
    return buffer.raw[:-2].decode("utf-16-le")


def _decoration(handle: Any) -> str:
    value = _attribute(handle, b"TextDecorationType")
    return _string(_name, value) if value else ""


def _shift(handle: Any) -> float:
    value, number = _attribute(handle, b"BaselineShift"), ctypes.c_float()
    found = value and raw.FPDF_StructElement_Attr_GetNumberValue(value, number)
    return number.value if found else 0.0


def _attribute(handle: Any, name: bytes) -> Any:
    for n in range(raw.FPDF_StructElement_GetAttributeCount(handle)):
        attribute = raw.FPDF_StructElement_GetAttributeAtIndex(handle, n)
        if value := raw.FPDF_StructElement_Attr_GetValue(attribute, name):
            return value
    return None


def _box(handle: Any, kind: str) -> tuple[float, ...]:
    """Where a cell stands; nothing else is asked."""
    if kind not in ("TH", "TD") or not (box := _attribute(handle, b"BBox")):
        return ()
    return tuple(_number(box, n) for n in range(raw.FPDF_StructElement_Attr_CountChildren(box)))


def _number(array: Any, position: int) -> float:
    number = ctypes.c_float()
    value = raw.FPDF_StructElement_Attr_GetChildAtIndex(array, position)
    raw.FPDF_StructElement_Attr_GetNumberValue(value, number)
    return number.value


def _name(value: Any, buffer: Any, size: int) -> int:
    """The words of an attribute's value, as `_string` asks for them: how many bytes, and into a buffer."""
    length = ctypes.c_ulong()
    raw.FPDF_StructElement_Attr_GetStringValue(value, buffer, size, length)
    return length.value


def _chunks(page: Any, number: int) -> tuple[dict[int, Chunk], tuple[Chunk, ...], tuple[Chunk, ...]]:
    """The words of a page by the marked content that they stand in; those of artifacts; all, in pieces."""
    characters = _characters(page)
    chunks: dict[int, Chunk] = {}
    artifacts: list[Chunk] = []
    drawn: list[Chunk] = []
    spoken: dict[int, str] = {}
    for position in range(raw.FPDFPage_CountObjects(page)):
        item = raw.FPDFPage_GetObject(page, position)
        if raw.FPDFPageObj_GetType(item) != raw.FPDF_PAGEOBJ_TEXT:
            continue
        mcid = raw.FPDFPageObj_GetMarkedContentID(item)
        chunk = _chunk(item, characters[ctypes.addressof(item.contents)], number)
        drawn.append(chunk)
        if mcid < 0:
            artifacts.append(chunk)
            continue
        if mcid in chunks:
            before = chunks[mcid]
            left, right = min(before.left, chunk.left), max(before.right, chunk.right)
            chunk = replace(before, text=before.text + chunk.text, left=left, right=right)
        else:
            spoken[mcid] = _actual_text(item)
        chunks[mcid] = chunk
    said = {mcid: replace(c, text=spoken[mcid]) if spoken[mcid] else c for mcid, c in chunks.items()}
    return said, tuple(artifacts), tuple(drawn)


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


def _chunk(item: Any, text: str, page: int) -> Chunk:
    matrix, size = raw.FS_MATRIX(), ctypes.c_float()
    raw.FPDFPageObj_GetMatrix(item, matrix)
    raw.FPDFTextObj_GetFontSize(item, size)
    left, bottom, right, top = (ctypes.c_float() for _ in range(4))
    raw.FPDFPageObj_GetBounds(item, left, bottom, right, top)
    return Chunk(text, page, matrix.f, size.value, left.value, right.value)


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
