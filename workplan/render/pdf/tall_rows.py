"""Rows that are taller than a page: found after one layout, allowed to break in the next.

    [x] the header stands above every piece of such a row, its notes at the foot of the first page
    [x] no other row is ever split

WeasyPrint 70 leaves a table's header out on every page where header and unbreakable row do not fit
together, so that `break-inside: avoid` on all rows loses it exactly where a reader needs it most.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any


def split_rows(document: Any) -> list[str]:
    """The ids of the rows that stand on more than one page, though they should not break."""
    pages: dict[str, set[int]] = {}
    for number, page in enumerate(document.pages):
        for name in _rows(page._page_box):
            pages.setdefault(name, set()).add(number)
    return [name for name, numbers in pages.items() if len(numbers) > 1]


def breakable(rows: list[str]) -> str:
    """A user style sheet that lets these rows break. Row ids are the content's own, and checked."""
    return "".join(f'tr[id="{name}"] {{ break-inside: auto !important }}\n' for name in rows)


def _rows(page_box: Any) -> Iterator[str]:
    groups = (box for box in page_box.descendants() if box.element_tag == "tbody")
    for group in groups:
        yield from (box.element.get("id") for box in group.descendants() if box.element_tag == "tr")
