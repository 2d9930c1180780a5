"""Which rows of a table may be cut by the end of a page.

Rows are kept whole, which editors expect. LibreOffice 7.4 hides the last words of a row that is kept whole
and about as tall as a page less its header; of a header that is taller than a page, too. So a row that may
be tall is allowed to break; the header is repeated above each part.

    [x] words in any script and column width, several paragraphs, both sides of a redline
    [x] the header above the row, and the notes of both at the foot of the page
    [x] the styles of a house template; a font that is not known may be broader than ours
    [-] how tall a row is, is estimated and rounded up: words may take other room in each editor
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from msgspec import Struct

from workplan.design.theme import Theme
from workplan.document.tree import Note, NoteReference, Paragraph, Row, Table
from workplan.document.walking.walk import plain
from workplan.text.size import count_lines, line_height
from workplan.word.page.measures import twips
from workplan.word.styles.chain import StyleChain

#: A row may break that is estimated to be taller than this part of what the header leaves of a page.
_TALL = 0.5
#: How much broader than Arial the fonts of a house may be.
_HOUSE_FONT = 1.2
#: What Word takes where nothing says a size (half-points), and a line set single.
_SIZE, _SINGLE = 20, 240


class _Set(Struct, frozen=True):
    """How a style sets its paragraphs, in twentieths of a point: the font's size, the space around a
    paragraph; the line's height, as a part of the font's own (`multiple`), or the `least` one."""

    size: int
    around: int
    multiple: float
    least: int

    def height(self, text: str, width: float) -> float:
        """The height of a paragraph."""
        line = max(self.size * line_height(text) * self.multiple, self.least)
        return count_lines(text, max(width / self.size, 1.0)) * line + self.around


def _set(chain: StyleChain, style: str) -> _Set:
    def number(group: str, element: str, name: str, otherwise: int) -> int:
        found = chain.attribute(style, group, element, name)
        return int(found) if found and found.isdigit() else otherwise

    around = sum(number("pPr", "spacing", name, 0) for name in ("before", "after"))
    line = number("pPr", "spacing", "line", _SINGLE)
    multiple = chain.attribute(style, "pPr", "spacing", "lineRule") in (None, "auto")
    return _Set(
        size=10 * number("rPr", "sz", "val", _SIZE),
        around=around,
        multiple=line / _SINGLE if multiple else 1.0,
        least=0 if multiple else line,
    )


class RowBreaks:
    """Finds the rows that may break. `styles` has the ids of the file's styles by those of ours."""

    def __init__(
        self,
        notes: Iterable[Note],
        chain: StyleChain,
        styles: dict[str, str],
        theme: Theme,
        *,
        house: bool,
    ) -> None:
        self._notes = {note.id: plain(note.inlines) for note in notes}
        self._head, self._text, self._note = (
            _set(chain, styles[name]) for name in ("TableHeading", "TableText", "FootnoteText")
        )
        padding = theme.table.padding
        self._beside, self._label = twips(padding.left + padding.right), twips(theme.table.label)
        self._above = twips(padding.top + padding.bottom)
        self._font = _HOUSE_FONT if house else 1.0

    def breakable(self, table: Table, widths: Sequence[int], width: int, height: int) -> frozenset[str]:
        """The ids of the rows that may break, the header's too. The columns have these `widths`, and the text
        of a page this `width` and `height`, in twentieths of a point."""
        header = self._height(table.header, widths, width, self._head)
        room = (height - header) * _TALL
        rows = (row.id for row in table.rows if self._height(row, widths, width, self._text) > room)
        return frozenset((*rows, *([table.header.id] if header > height * _TALL else [])))

    def _height(self, row: Row, widths: Sequence[int], width: int, set_: _Set) -> float:
        """The height of a row with the notes that it calls first."""
        cells = (
            sum(self._paragraph(paragraph, set_, column) for paragraph in cell.blocks)
            for cell, column in zip(row.cells, widths, strict=True)
        )
        notes = (
            self._note.height(self._notes[call.note], width / self._font)
            for cell in row.cells
            for paragraph in cell.blocks
            for call in paragraph.inlines
            if isinstance(call, NoteReference) and not call.repeat
        )
        return max(cells, default=0.0) + self._above + sum(notes)

    def _paragraph(self, paragraph: Paragraph, set_: _Set, column: int) -> float:
        beside = self._beside + (self._label if paragraph.label else 0)
        return set_.height(plain(paragraph.inlines), (column - beside) / self._font)
