"""What is looked at on a page as soon as it is laid out, since its boxes may soon be gone (`copies`)."""

from __future__ import annotations

from typing import Any, NamedTuple

from workplan.render.pdf.layout.footnotes import too_long
from workplan.render.pdf.layout.tall_rows import Rows, rows


class Facts(NamedTuple):
    """Of a page: its table rows; the id of a note that is longer than it; the HTML elements of its table
    headers and of its bookmarks. `is_plain`: nothing on it waits for what is found out later."""

    rows: Rows
    note: str | None
    headers: frozenset[Any]
    titles: frozenset[tuple[str, Any]]
    is_plain: bool


def look(page_box: Any) -> Facts:
    found = list(page_box.descendants())
    return Facts(
        rows(page_box),
        too_long(page_box),
        frozenset(box.element for box in found if box.element_tag == "thead"),
        frozenset(title_of(box) for box in found if box.bookmark_label),
        not page_box.fixed_boxes and not any(box.missing_link or box.string_set for box in found),
    )


def title_of(box: Any) -> tuple[str, Any]:
    """What has the bookmark that a box is the place of: an HTML element, or what CSS puts before or behind
    it."""
    return box.element_tag.partition("::")[2], box.element
