"""The words of a PDF, page by page, read with PDFium: what stands in each marked content, and where.

[x] the words of marked content, its ActualText where it has one (ISO 32000-1, 14.9.4)
[x] where the words stand on their page, and where its margins are
[x] words outside the structure tree (artifacts), and all words in the pieces that they are drawn in
[ ] content in form XObjects
"""

from __future__ import annotations

import codecs
import ctypes
from collections import defaultdict
from collections.abc import Mapping
from itertools import groupby, repeat
from typing import Any

import pypdfium2
from msgspec import Struct
from msgspec.structs import replace
from pypdfium2 import raw

from workplan.errors import OurBug

#: PDFium's mark for a hyphen at which a line broke; it is no soft one, as none is ever printed.
_HYPHEN = "\x02"

#: Code units of UTF-16 that are no character; PDFium has the last one for `_HYPHEN`.
_NO_CHARACTERS = frozenset((*range(0xD800, 0xE000), 0xFFFE))

#: What PDFium may have made up (ISO 32000-1, 14.8.2.5, leaves that to readers).
_SPACES = frozenset(map(ord, " \r\n"))

#: The page of what is not painted.
NOWHERE = -1

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
        return self.page != NOWHERE

    def follows_line_end(self, before: Chunk) -> bool:
        """Whether a line ends between two pieces: the next one is on another page, or a line lower."""
        if NOWHERE in (self.page, before.page):
            return False
        drop = before.baseline - self.baseline
        return self.page != before.page or drop > _LINE_DROP * max(self.size, before.size)


class Page(Struct, frozen=True):
    """A page: where its words should stand, what stands on it outside the structure tree, and in it."""

    frame: tuple[float, ...]  # within the margins: left, bottom, right, top (its ArtBox)
    artifacts: tuple[Chunk, ...]
    drawn: tuple[Chunk, ...] = ()  # all that stands on it, in the pieces that it is drawn in
    marked: Mapping[int, Chunk] = {}  # by marked content


def pages(data: bytes) -> list[Page]:
    """The pages of a PDF. Raises `OurBug` for a file that PDFium cannot open."""
    found: list[Page] = []
    try:
        with pypdfium2.PdfDocument(data) as document:
            for number, page in enumerate(document):
                marked, artifacts, drawn = _chunks(page.raw, number)
                found.append(Page(page.get_artbox(), artifacts, drawn, marked))
                page.close()
    except pypdfium2.PdfiumError as error:
        raise OurBug(f"The PDF cannot be read back: {error}") from error
    return found


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
    text = raw.FPDFText_LoadPage(page)
    address, count = ctypes.cast(text, ctypes.c_void_p).value, raw.FPDFText_CountChars(text)
    units = _units(text, count) or list(map(_unicode, repeat(address), range(count)))
    objects = list(map(_text_object, repeat(address), range(count)))
    words: defaultdict[int, str] = defaultdict(str)
    for item, run in groupby(range(count), objects.__getitem__):
        # PDFium adds spaces and line ends where it sees gaps; only what the file holds counts.
        words[item] += _decoded(
            [
                units[index]
                for index in run
                if units[index] not in _SPACES or not raw.FPDFText_IsGenerated(text, index)
            ]
        )
    raw.FPDFText_ClosePage(text)
    return words


def _units(text: Any, count: int) -> list[int]:
    """The code unit of each character, asked for at once; none where one may be other than that of the
    character: there are not as many, a character is of two, or ends a line with a hyphen."""
    buffer = (ctypes.c_ushort * (count + 1))()
    written = raw.FPDFText_GetText(text, 0, count, buffer) - 1  # without the zero at its end
    units = buffer[:count]
    return units if written == count and _NO_CHARACTERS.isdisjoint(units) else []


def _decoded(units: list[int]) -> str:
    """Words from code units: a character beyond the first 65,536 may come as two of UTF-16."""
    said = "".join(map(chr, units)).encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return said.replace(_HYPHEN, "-")


def _quick(function: Any, result: Any) -> Any:
    """A function that takes the address of a text page and an index: called for each letter, it takes a
    fifth of what it takes with pointers that are wrapped and checked."""
    return ctypes.CFUNCTYPE(result, ctypes.c_void_p, ctypes.c_int)(
        ctypes.cast(function, ctypes.c_void_p).value or 0
    )


_unicode = _quick(raw.FPDFText_GetUnicode, ctypes.c_uint)
#: The object that a character belongs to, as an address.
_text_object = _quick(raw.FPDFText_GetTextObject, ctypes.c_void_p)


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
