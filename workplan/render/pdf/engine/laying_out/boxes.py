"""Small questions that are asked of each box some ten times on each page, answered with less ado.

[x] all boxes below a box: by one generator, and not by one in another for each level
[x] whether a box stands in the flow of the text: one question, not five
[x] where a line may stand: no searching for floats on a page that has none
[x] how wide a label is that has room enough: without its least width
[x] backgrounds of boxes that have none, and whose corners are not round: known of their style, and the same
    for all
[x] links, titles and destinations: not looked for in boxes that have none
[x] outlines of boxes that have none: known of their style
[x] boxes in the order in which they are painted: copies of them, and nothing is written to the boxes
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from weasyprint import anchors, stacking
from weasyprint.draw import border
from weasyprint.draw.color import get_color
from weasyprint.formatting_structure import boxes
from weasyprint.layout import background, preferred
from weasyprint.layout import float as floats

from workplan.once import once
from workplan.render.pdf.engine.replaced import replace

_Box = boxes.Box
_OUT_OF_FLOW = frozenset(("left", "right", "inline-start", "inline-end", "footnote"))
_CORNERS = tuple(
    f"border_{corner}_radius" for corner in ("top_left", "top_right", "bottom_right", "bottom_left")
)
#: What all boxes have, but for those that have a background or round corners of their own. To put it into
#: each would write to all memory of a page, which copies of the process would have to copy, too.
_BARE = dict.fromkeys(_CORNERS, (0, 0)) | {"background": None}

_collide: Any = floats.avoid_collisions
_gather_anchors: Any = anchors.gather_anchors
_layout_backgrounds: Any = background.layout_box_backgrounds
_draw_outline: Any = border.draw_outline


def install() -> None:
    replace(_Box, "descendants", _descendants, "c15a877f61361343")
    replace(_Box, "is_in_normal_flow", _is_in_normal_flow, "5f49d6ab23da7e51")
    replace(floats, "avoid_collisions", _place, "5fc7793c573af328")
    replace(preferred, "shrink_to_fit", _shrink, "38ecf6d5c6439df6")
    replace(border, "draw_outline", _outlines, "c98afcef4e21d301")
    replace(background, "layout_box_backgrounds", _backgrounds, "617a870678c82755")
    for name, value in _BARE.items():
        setattr(_Box, name, value)
    replace(stacking, "_dispatch_children", _in_order, "664961378e41dc05")
    replace(anchors, "gather_anchors", _gather, "373f8c676f27da3b")


def _descendants(self: Any, placeholders: bool = False) -> Iterator[Any]:
    """A box, and all that is in it, in the order of the document."""
    yield self
    around = [iter(self.children)]
    while around:
        for child in around[-1]:
            if isinstance(child, _Box):
                yield child
                if child.children:
                    around.append(iter(child.children))
                    break
            elif placeholders:
                yield from child.descendants(placeholders)
            else:
                yield child
        else:
            around.pop()


def _is_in_normal_flow(self: Any) -> bool:
    style = self.style
    position = style["position"]
    return (
        position not in ("absolute", "fixed")
        and position[0] not in ("running()", "note()")
        and style["float"] not in _OUT_OF_FLOW
    )


def _place(context: Any, box: Any, containing_block: Any, outer: bool = True) -> Any:
    """Where a box may stand beside floats, and how much room is there."""
    if context.excluded_shapes or not isinstance(box, boxes.LineBox):
        return _collide(context, box, containing_block, outer)
    left = containing_block.content_box_x()
    right = left + containing_block.width
    if outer:
        return (right if containing_block.style["direction"] == "rtl" else left), box.position_y, right - left
    left += box.margin_left
    right -= box.margin_right
    x = right if containing_block.style["direction"] == "rtl" else left
    return x - box.margin_left, box.border_box_y() - box.margin_top, right - left


def _shrink(context: Any, box: Any, available_content_width: float) -> Any:
    """As wide as its words, where there is room for them."""
    widest = preferred.max_content_width(context, box, outer=False)
    if widest <= available_content_width:
        return widest
    return min(max(preferred.min_content_width(context, box, outer=False), available_content_width), widest)


def _backgrounds(
    page: Any, box: Any, get_image_from_uri: Any, layout_children: bool = True, style: Any = None
) -> None:
    if style is not None or box is page or not isinstance(box, _Box) or not _is_bare(box.style):
        _layout_backgrounds(page, box, get_image_from_uri, layout_children, style)
    elif layout_children:
        for child in box.all_children():
            _backgrounds(page, child, get_image_from_uri)


def _gather(
    box: Any,
    anchors: Any,
    links: Any,
    bookmarks: Any,
    forms: Any,
    parent_matrix: Any = None,
    parent_form: Any = None,
    parent_link: Any = None,
) -> None:
    # Elements that look alike share what is known of their style, but for their anchors (`styles._Named`).
    is_place = box.style["anchor"] or not _is_silent(box.style)
    if parent_link or box.link or is_place or box.is_form():
        _gather_anchors(box, anchors, links, bookmarks, forms, parent_matrix, parent_form, parent_link)
        return
    for child in box.all_children():
        _gather(child, anchors, links, bookmarks, forms, parent_matrix, parent_form)


def _in_order(
    box: Any, page: Any, child_contexts: Any, blocks: Any, floats: Any, blocks_and_cells: Any
) -> Any:
    if not isinstance(box, boxes.ParentBox):
        return box
    copy = box.copy()
    found = (
        stacking._dispatch(child, page, child_contexts, blocks, floats, blocks_and_cells)
        for child in box.children
    )
    copy.children = [child for child in found if child is not None]
    return copy


@once
def _is_silent(style: Any) -> bool:
    """Whether boxes of a style are as they stand, no title, and no field."""
    return not style["transform"] and style["bookmark_level"] == "none" and style["appearance"] != "auto"


@once
def _is_bare(style: Any) -> bool:
    """Whether boxes of a style have square corners, and nothing behind them."""
    return (
        all((0, "px") in style[corner] for corner in _CORNERS)
        and style["border_image_source"][0] == "none"
        and style["mask_border_source"][0] == "none"
        and style["visibility"] != "hidden"
        and all(kind == "none" for kind, _ in style["background_image"])
        and get_color(style, "background_color").alpha == 0
        and not style["box_shadow"]
    )


def _outlines(stream: Any, box: Any) -> None:
    """Draw the outlines of a box and of all in it."""
    if _is_outlined(box.style):
        _draw_outline(stream, box)
        return
    for child in box.children:
        if isinstance(child, _Box):
            _outlines(stream, child)


@once
def _is_outlined(style: Any) -> bool:
    return bool(style["outline_width"])
