"""Notes at the foot of a page: each is laid out once where it stands, though the room for all of them is
measured anew with every note that comes.

    [x] a note in the place where it was measured before, below the same notes: known
    [x] the notes that wait for their page: in a set, and no list of all notes is searched for each box
    [-] notes in which something floats, stands elsewhere or calls a note; notes in columns: as ever

A measured note is thrown away; those that are printed are laid out when the page is full.
"""

from __future__ import annotations

from math import inf
from typing import Any

from weasyprint.formatting_structure import boxes, build
from weasyprint.layout import LayoutContext, block

from workplan.render.pdf.engine.replaced import replace

_init: Any = LayoutContext.__init__
_update: Any = LayoutContext._update_footnote_area
_layout: Any = block.block_level_layout


def install() -> None:
    replace(LayoutContext, "__init__", _with_waiting, "f687f507fee8883e")
    replace(LayoutContext, "_update_footnote_area", _measure, "2e317e4b066fb80c")
    replace(block, "block_level_layout", _layout_once, "c1301dde9284e245")


class Waiting(list[Any]):
    """A list of notes that knows what is in it."""

    def __init__(self) -> None:
        super().__init__()
        self._known: set[Any] = set()

    def __contains__(self, note: object) -> bool:
        return note in self._known

    def append(self, note: Any) -> None:
        super().append(note)
        self._known.add(note)

    def remove(self, note: Any) -> None:
        super().remove(note)
        self._known.discard(note)


class _Measured:
    """What is known of the notes of one page, in its `area`."""

    def __init__(self, area: Any) -> None:
        self.area = area
        self.known: dict[tuple[Any, ...], tuple[Any, ...]] = {}
        self._boxes: dict[Any, Any] = {}
        self.plain: set[Any] = set()

    def boxes(self, note: Any) -> Any:
        """The boxes of a note, ready to be laid out as often as need be."""
        if note not in self._boxes:
            alone = self.area.copy()
            alone.children = [note.deepcopy()]
            found = self._boxes[note] = build.create_anonymous_boxes(alone).children
            self.plain.update(box for box in found if all(map(_is_plain, box.descendants())))
        return self._boxes[note]


def _is_plain(box: Any) -> bool:
    """Whether nothing but its place follows from the layout of a box."""
    return isinstance(box, boxes.Box) and box.is_in_normal_flow() and not box.footnote and not box.note


def _with_waiting(self: Any, *given: Any) -> None:
    _init(self, *given)
    self.footnotes = Waiting()
    self.measured = self.measuring = None


def _measure(self: Any) -> Any:
    """Make room for the notes of a page; whether there is too little."""
    area, notes = self.current_footnote_area, self.current_page_footnotes
    if self.in_column or not notes or not all(isinstance(note, boxes.BlockBox) for note in notes):
        return _update(self)
    if area.height != "auto":
        self.page_bottom += area.margin_height()
    area.children = notes
    if self.measured is None or self.measured.area is not area:
        self.measured = _Measured(area)
    whole = area.copy()
    whole.children = [box for note in notes for box in self.measured.boxes(note)]
    self.measuring = self.measured
    try:
        whole = block.block_level_layout(self, whole, -inf, None, area.page)[0]
    finally:
        self.measuring = None
    area.height = whole.height
    self.page_bottom -= whole.margin_height()
    last = whole.children[-1]
    bottom = last.position_y + last.margin_height() - last.margin_bottom
    return bottom > whole.position_y + whole.margin_height() - whole.margin_bottom


def _layout_once(
    context: Any,
    box: Any,
    bottom_space: Any,
    skip_stack: Any,
    containing_block: Any,
    page_is_empty: bool = True,
    absolute_boxes: Any = None,
    fixed_boxes: Any = None,
    adjoining_margins: Any = None,
    *more: Any,
) -> Any:
    """Lay out a block; a note that is measured, in each place once."""
    measured = getattr(context, "measuring", None)
    given = (
        box, bottom_space, skip_stack, containing_block, page_is_empty, absolute_boxes, fixed_boxes,
        adjoining_margins, *more,
    )  # fmt: skip
    if measured is None or box not in measured.plain or context.excluded_shapes or any(more):
        return _layout(context, *given)
    key = box, box.position_x, box.position_y, containing_block.width, page_is_empty, tuple(adjoining_margins)
    if key not in measured.known:
        measured.known[key] = _layout(context, *given)
    return _again(measured.known[key])


def _again(found: tuple[Any, ...]) -> tuple[Any, ...]:
    """What is known of a note, for one who adds to the list of margins."""
    box, resume_at, next_page, margins, *rest = found
    return box, resume_at, dict(next_page), list(margins), *rest
