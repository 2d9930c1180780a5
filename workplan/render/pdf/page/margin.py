"""What stands on a page beside and across its text: change bars and a draft's watermark.

Both are drawn where the layout is known and has no part in it, so that a marked page breaks its lines
as any other. They are artifacts (ISO 32000-1, 14.8.2.2): no reader meets them.
"""

from __future__ import annotations

from collections.abc import Iterator
from math import atan2, hypot
from typing import Any

from fontTools.misc.transform import Identity
from weasyprint.formatting_structure import boxes
from weasyprint.layout.absolute import AbsolutePlaceholder

from workplan.render.pdf.page.outlines import Glyph, outline

#: In PDF points: how thick a bar is, and how far from the text; a pixel of CSS.
BAR, GAP, PIXEL = 1.5, 9.0, 0.75

#: Half the height of a capital, in type sizes.
_MIDDLE = 0.36


def bars(page_box: Any) -> Iterator[tuple[float, float, float, float]]:
    """A rectangle (x, y, width, height; points from the upper left) beside each thing of class "changed"
    on a page: in the left margin, in the right one of a text from right to left."""
    left = page_box.margin_left * PIXEL - GAP - BAR
    right = (page_box.margin_left + page_box.width) * PIXEL + GAP
    rtl = any(box.element_tag == "html" and box.element.get("dir") == "rtl" for box in page_box.children)
    for box in _changed(page_box):
        top, height = (
            (box.position_y, box.height)
            if isinstance(box, boxes.TableRowBox)
            else (box.border_box_y(), box.border_height())
        )
        yield right if rtl else left, top * PIXEL, BAR, height * PIXEL


def _changed(box: Any) -> Iterator[Any]:
    """The outermost changed boxes; a row's bar is enough for all that is in it."""
    for child in getattr(box, "children", ()):
        inner = child._box if isinstance(child, AbsolutePlaceholder) else child
        element = inner.element
        is_whole = isinstance(inner, (boxes.BlockBox, boxes.TableRowBox))
        if is_whole and element is not None and "changed" in element.get("class", "").split():
            yield inner
        else:
            yield from _changed(inner)


def watermark(glyphs: list[Glyph], width: float, height: float, letters: float, diagonal: float) -> bytes:
    """The operators that paint words across a page of that size in points, from its lower left corner up.
    `letters` and `diagonal` are the theme's: the type in parts of the page's shorter side, so that it is the
    same on pages in landscape, and how much of the page's diagonal it fills at the most."""
    size, length = glyphs[0].size, glyphs[-1].end
    scale = min(letters * min(width, height) / size, diagonal * hypot(width, height) / length)
    middle = Identity.translate(width / 2, height / 2).rotate(atan2(height, width)).scale(scale)
    return outline(glyphs, middle.translate(-length / 2, -_MIDDLE * size))
