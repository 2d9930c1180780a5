"""Long runs without a place to break end at the margin, wherever they begin on a line.

    [x] a run behind, inside or across the border of an inline element: bold, a link, a mark, a note's call
    [x] a run right behind a label, which stays beside its first letters
    [x] letters that are wider at the end of a line than within a word, as in Arabic
    [x] between two elements no line ends inside a letter (`workplan.text.segmentation`)

`overflow-wrap` breaks a word that is wider than its line. WeasyPrint 70 does so only for a word at the
beginning of a line (Kozea/WeasyPrint#2900); behind the border of an inline element, words leave the cell and
the paper. So a line that came out too wide is laid out once more, and this time every text in it may break
anywhere: it had no better place. `pyproject.toml` pins the version.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from weasyprint.layout import inline

from workplan.text.segmentation import clusters

#: How much wider than its place a line may come out by rounding, in CSS pixels.
_ROUNDING = 0.01

#: What WeasyPrint takes for the last letter of an inline block: of ours, these are labels.
_LABEL = "\u2e80"


def _excess(found: Any, width: float) -> float:
    """How much wider than its place a text came out that was broken inside a word: a letter of Arabic is
    wider at the end of a line than joined to the next one, with which Pango measured it."""
    box, resume_at, _ = found
    return float(max(0, box.width - width)) if box and resume_at and len(box.text) > 1 else 0.0


@contextmanager
def kept_within_lines() -> Iterator[None]:
    """While it lasts, WeasyPrint breaks what would leave its line."""
    originals = inline.get_next_linebox, inline.split_text_box, inline.can_break_text
    next_line, split_text, can_break = originals
    anywhere = False

    def get_next_linebox(
        context: Any, line: Any, y: float, space: float, skip: Any, around: Any, *more: Any
    ) -> Any:
        nonlocal anywhere
        outer, anywhere = anywhere, False
        try:
            found = next_line(context, line, y, space, skip, around, *more)
            if found[0] and found[0].width > around.width + _ROUNDING:
                anywhere = True
                found = next_line(context, line, y, space, skip, around, *more)
            return found
        finally:
            anywhere = outer

    def split_text_box(context: Any, box: Any, width: Any, skip: Any, is_line_start: bool = True) -> Any:
        may_break = is_line_start or anywhere
        found = split_text(context, box, width, skip, may_break)
        room = width
        while may_break and width is not None and (excess := _excess(found, width)) and room > 1:
            room -= max(1, excess)
            found = split_text(context, box, room, skip, may_break)
        return found

    def can_break_text(text: str, language: str) -> bool:
        if anywhere:
            return len(clusters(text)) > 1
        is_behind_label = len(text) == 2 and text[0] == _LABEL
        return not is_behind_label and can_break(text, language)

    inline.get_next_linebox, inline.split_text_box, inline.can_break_text = (
        get_next_linebox, split_text_box, can_break_text,
    )  # fmt: skip
    try:
        yield
    finally:
        inline.get_next_linebox, inline.split_text_box, inline.can_break_text = originals
