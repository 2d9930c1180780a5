"""Margins, padding, widths and borders in pixels: worked out once for a style whose lengths are no parts of
anything else.

    [x] lengths in px and `auto`, which is what all computed lengths are but percentages and functions
    [-] percentages, functions, other ways to size a box than by its content: as ever, box by box
"""

from __future__ import annotations

from typing import Any

from weasyprint.formatting_structure import boxes
from weasyprint.layout import percent

from workplan.once import once
from workplan.render.pdf.engine.replaced import replace

_LENGTHS = (
    "margin_left", "margin_right", "margin_top", "margin_bottom",
    "padding_left", "padding_right", "padding_top", "padding_bottom",
    "width", "min_width", "max_width", "height", "min_height", "max_height",
)  # fmt: skip
_BORDERS = "border_top_width", "border_right_width", "border_bottom_width", "border_left_width"

_resolve: Any = percent.resolve_percentages


def install() -> None:
    replace(percent, "resolve_percentages", _resolve_once, "71673078096fcf87")


def _resolve_once(box: Any, containing_block: Any) -> None:
    """Set used values as attributes of a box."""
    lengths, borders, collapses = _fixed(box.style)
    if lengths is None or isinstance(box, boxes.PageBox):
        _resolve(box, containing_block)
        return
    attributes = box.__dict__
    attributes.update(lengths)
    if not collapses:
        attributes.update(borders)
        return
    for name, width in borders.items():
        if name not in attributes and not hasattr(box, name):
            attributes[name] = width


@once
def _fixed(style: Any) -> tuple[dict[str, Any] | None, dict[str, Any], bool]:
    """The used lengths of all boxes of a style, where they are the same whatever is around; the widths of its
    borders; and whether a table decides on those."""
    borders = {name: style[name] for name in _BORDERS}
    collapses = style["border_collapse"] == "collapse"
    lengths: dict[str, Any] = {}
    for name in _LENGTHS:
        value = style[name]
        if value == "auto":
            lengths[name] = 0 if name.startswith("min_") else "auto"
        elif getattr(value, "unit", None) == "px":
            lengths[name] = value.value
        else:
            return None, borders, collapses
    return (lengths if style["box_sizing"] == "content-box" else None), borders, collapses
