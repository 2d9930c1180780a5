"""Rows that are too tall for a page with their header: found after one layout, allowed to break in the next.

    [x] the header stands above every piece of such a row, its notes at the foot of the first page
    [x] no other row is ever split

WeasyPrint 70 leaves a table's header out on every page where header and unbreakable row do not fit
together, so that `break-inside: avoid` on all rows loses it exactly where a reader needs it most.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from weasyprint.formatting_structure import boxes


def split_rows(document: Any) -> list[str]:
    """The ids of the rows that stand on more than one page, though they should not break, or on a page
    without their header."""
    pages: dict[str, set[int]] = {}
    without_header: set[str] = set()
    for number, page in enumerate(document.pages):
        for name in _rows(page._page_box):
            pages.setdefault(name, set()).add(number)
        for table in _tables(page._page_box):
            if not any(group.is_header for group in table.children):
                without_header.update(_rows(table))
    return [name for name, numbers in pages.items() if len(numbers) > 1 or name in without_header]


def breakable(rows: list[str]) -> str:
    """A user style sheet that lets these rows break. Row ids are the content's own, and checked."""
    return "".join(f'tr[id="{name}"] {{ break-inside: auto !important }}\n' for name in rows)


def _tables(page_box: Any) -> Iterator[Any]:
    return (box for box in page_box.descendants() if isinstance(box, boxes.TableBox))


def _rows(around: Any) -> Iterator[str]:
    groups = (box for box in around.descendants() if box.element_tag == "tbody")
    for group in groups:
        yield from (box.element.get("id") for box in group.descendants() if box.element_tag == "tr")
