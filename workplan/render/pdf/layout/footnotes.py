"""Every footnote on the page of its call: one change to how WeasyPrint 70 fills a page.

    [x] a note called in a paragraph, a list, a table cell or a header cell
    [-] a note longer than a page: WeasyPrint never splits a note, so it is refused

`footnote-policy: line` (CSS GCPM 2.6) moves the line of a call to the next page when its note does
not fit. But when the second line of a *later* paragraph does not fit, WeasyPrint takes notes of
earlier paragraphs off the page until it does (`report` in `_linebox_layout`), and their calls stay
behind: measured, note 9 a page after its call in a paper of six pages. So while lines are laid out,
the page here says that it has no notes to give up. `pyproject.toml` pins the version.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from weasyprint.formatting_structure import boxes
from weasyprint.layout import block


@contextmanager
def kept_with_calls() -> Iterator[None]:
    """While it lasts, WeasyPrint leaves a note on the page that it was laid out on."""
    original = block._linebox_layout

    def layout(context: Any, *arguments: Any) -> Any:
        return original(_Settled(context), *arguments)

    block._linebox_layout = layout
    try:
        yield
    finally:
        block._linebox_layout = original


def too_long(page_box: Any) -> str | None:
    """The id of a note that does not fit on its page even alone, and would run over the top."""
    for area in page_box.children:
        if isinstance(area, boxes.FootnoteAreaBox) and area.margin_height() > page_box.height:
            longest = max(_notes(area), key=lambda note: note.height)
            return str(longest.element.get("id"))
    return None


def _notes(area: Any) -> list[Any]:
    return [box for box in area.descendants() if isinstance(box, boxes.BlockBox) and box.element is not None]


class _Settled:
    """A layout context that has no notes to give up; in all else it is `context` itself."""

    current_page_footnotes = ()

    def __init__(self, context: Any) -> None:
        object.__setattr__(self, "_context", context)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._context, name)

    def __setattr__(self, name: str, value: Any) -> None:
        setattr(self._context, name, value)
