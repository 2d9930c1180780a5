"""What is read once for all copies: most paragraphs of one are, byte for byte, those of the others.

Kept is what a paragraph says by itself, whatever stands around it: its words in their looks, its style, its
bookmarks, its references. Its place, and the number that Word counts for it, are each copy's own.

    [x] words, links, fields that begin and end in the paragraph, bookmarks, breaks
    [-] tracked changes, calls of notes, comments, pictures, what is told as a finding: read in each copy

It is for copies of one document that was sent. What a paragraph means depends on other parts of its file as
well: two are the same only where all of these are.
"""

from __future__ import annotations

from collections.abc import Hashable

from lxml import etree
from msgspec import Struct

from workplan.word.file.opening import WordFile
from workplan.word.file.xml import w
from workplan.word.reader.parts.outline import Outline, custom_parts, read_outline
from workplan.word.reader.text.raw import RawLine, RowBefore

#: Bytes of paragraphs and rows that are kept, and of one: hostile copies have no paragraph in common.
_MOST, _LONGEST = 32 * 1024 * 1024, 64 * 1024
#: What stands in paragraphs and rows whose meaning is their own.
_ORDINARY = frozenset(map(w, (
    "p", "pPr", "pStyle", "numPr", "ilvl", "numId", "keepNext", "keepLines", "widowControl", "jc", "bidi",
    "spacing", "ind", "tabs", "contextualSpacing", "pageBreakBefore", "outlineLvl",
    "r", "rPr", "rStyle", "rFonts", "b", "bCs", "i", "iCs", "vertAlign", "sz", "szCs", "lang", "rtl", "cs",
    "noProof", "color", "t", "tab", "br", "noBreakHyphen", "softHyphen", "footnoteRef",
    "hyperlink", "fldChar", "instrText", "bookmarkStart", "bookmarkEnd", "proofErr", "lastRenderedPageBreak",
    "tr", "trPr", "cantSplit", "tc", "tcPr", "tcW", "tcBorders", "top", "bottom", "start", "end", "left",
    "right", "shd", "vAlign", "tcMar",
)))  # fmt: skip


class ReadBefore(Struct, frozen=True):
    """A paragraph that was read: its `lines`, of another place, and what was noted of its `words` for
    comments."""

    lines: tuple[RawLine, ...]
    words: tuple[str, ...]


class Paragraphs(Struct):
    """Those that were read in files whose other parts are the same, by their bytes; and `rows`."""

    memory: Memory
    found: dict[bytes, ReadBefore] = {}
    rows: dict[bytes, RowBefore] = {}

    def keep(self, paragraph: bytes, read: ReadBefore) -> None:
        if len(paragraph) <= min(_LONGEST, self.memory.left):
            self.memory.left -= len(paragraph)
            self.found[paragraph] = read

    def keep_row(self, row: RowBefore) -> None:
        if len(row.key) <= min(_LONGEST, self.memory.left):
            self.memory.left -= len(row.key)
            self.rows[row.key] = row


class Memory(Struct):
    """`left` are the bytes that it still has room for; `unmeant`, once it is known, what nobody sees or meant
    in what was sent."""

    left: int = _MOST
    unmeant: frozenset[str] | None = None
    _outlines: dict[tuple[bytes, ...], Outline] = {}
    _around: dict[tuple[Hashable, ...], Paragraphs] = {}

    def outline(self, file: WordFile) -> Outline:
        """What a file of ours says of itself; nobody changes it."""
        parts = custom_parts(file)
        if parts not in self._outlines:
            self._outlines[parts] = read_outline(file)
        return self._outlines[parts]

    def paragraphs(self, file: WordFile, name: str) -> Paragraphs:
        """Those of the part `name` of a file."""
        sheets = (file.related(file.main, kind) for kind in ("styles", "numbering"))
        parts = (file.data.get(sheet or "", b"") for sheet in sheets)
        around = (name, *parts, *custom_parts(file), file.relations.get(name, ()))
        return self._around.setdefault(around, Paragraphs(self))


def bytes_of(element: etree._Element) -> bytes:
    """Of a paragraph or a row."""
    return etree.tostring(element, with_tail=False)


def is_ordinary(element: etree._Element) -> bool:
    """Whether what it says does not depend on where it stands."""
    return all(each.tag in _ORDINARY for each in element.iter())
