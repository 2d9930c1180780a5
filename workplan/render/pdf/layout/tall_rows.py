"""Rows that are too tall for a page with their header: found after one layout, allowed to break in the next.

    [x] the header stands above every piece of such a row, its notes at the foot of the first page
    [x] no other row is ever split

WeasyPrint 70 leaves a table's header out on every page where header and unbreakable row do not fit
together, so that `break-inside: avoid` on all rows loses it exactly where a reader needs it most.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from weasyprint.formatting_structure import boxes


class Rows(NamedTuple):
    """The ids of the table rows on a page, and of those that stand there without the header of their
    table."""

    all: tuple[str, ...]
    headless: tuple[str, ...]


def rows(page_box: Any) -> Rows:
    tables = [box for box in page_box.descendants() if isinstance(box, boxes.TableBox)]
    headless = [table for table in tables if not any(group.is_header for group in table.children)]
    return Rows(tuple(_rows(page_box)), tuple(row for table in headless for row in _rows(table)))


def split_rows(pages: Iterable[Rows]) -> list[str]:
    """The ids of the rows that stand on more than one page, though they should not break, or on a page
    without their header."""
    found: dict[str, set[int]] = {}
    without_header: set[str] = set()
    for number, page in enumerate(pages):
        for name in page.all:
            found.setdefault(name, set()).add(number)
        without_header.update(page.headless)
    return [name for name, numbers in found.items() if len(numbers) > 1 or name in without_header]


def breakable(rows: list[str]) -> str:
    """A user style sheet that lets these rows break. Row ids are the content's own, and checked."""
    return "".join(f'tr[id="{name}"] {{ break-inside: auto !important }}\n' for name in rows)


def _rows(around: Any) -> Iterator[str]:
    groups = (box for box in around.descendants() if box.element_tag == "tbody")
    for group in groups:
        yield from (box.element.get("id") for box in group.descendants() if box.element_tag == "tr")
