"""Dots below words that are to be filled in, painted as one line: WeasyPrint draws them one by one, each of
four curves, and they were most of the file of a paper with many blanks.

    [x] dots below words, and nothing at their other sides: the same dots at the same places
    [-] all other borders: as ever
"""

from __future__ import annotations

from typing import Any

from weasyprint.draw import border, color
from weasyprint.formatting_structure import boxes

from workplan.render.pdf.engine.replaced import replace

#: How the pieces of a line end (ISO 32000-1, 8.4.3.3), so that one of next to no length is a dot. For pdfium
#: none is shorter than so many pixels, and dots of no length would be at other places.
_ROUND, _DOT = 1, 0.1

_draw: Any = border.draw_border


def install() -> None:
    replace(border, "draw_border", _draw_border, "8ba918f30893929f")


def _draw_border(stream: Any, box: Any) -> None:
    spaces = _spaces(box)
    if not spaces:
        _draw(stream, box)
        return
    x, y, width, height = box.rounded_border_box()[:4]
    half = box.border_bottom_width / 2
    with stream.artifact(), stream.stacked():
        stream.set_color(color.get_color(box.style, "border_bottom_color"), stroke=True)
        stream.set_line_width(2 * half)
        stream.set_line_cap(_ROUND)
        stream.set_dash([_DOT, (width - 2 * half) / spaces - _DOT], 0)
        stream.move_to(x + half - _DOT / 2, y + height - half)
        stream.line_to(x + width - half + _DOT / 2, y + height - half)
        stream.stroke()


def _spaces(box: Any) -> int:
    """How many spaces are between dots below a box; 0 where it has others, or none."""
    style = box.style
    if style["border_bottom_style"] != "dotted" or not isinstance(box, boxes.InlineBox):
        return 0
    if box.border_top_width or box.border_left_width or box.border_right_width or not box.border_bottom_width:
        return 0
    _, _, width, _, *corners = box.rounded_border_box()
    is_plain = style["visibility"] == "visible" and style["border_image_source"][0] == "none"
    return 0 if any(map(any, corners)) or not is_plain else int(width / box.border_bottom_width / 2)
