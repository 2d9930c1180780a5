"""Does the content that was written say what was wanted? Asked before anybody sees it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import zip_longest
from typing import Any

from workplan.document.tree import Cell, Document, Table
from workplan.document.walking.lines import flatten
from workplan.document.walking.walk import plain
from workplan.errors import OurBug
from workplan.files.yaml import Path
from workplan.text.excerpts import word_start
from workplan.text.hints import quoted
from workplan.writeback.losses import Losses

#: So many characters are shown before a difference.
_BEFORE = 20


def check_agreement(
    written: Document, wanted: Document, read: Mapping[str, tuple[str, Path]], findings: Losses
) -> None:
    """Raises `OurBug` at the first place where `written` does not say what was `wanted`.

    Words of the cells `read` were understood as data, and are printed as data are: where they are arranged
    in another way than they were wanted, that is told.
    """
    for one, other in _pairs(written, wanted):
        if isinstance(one, Cell) and isinstance(other, Cell) and one.id == other.id and one.id in read:
            now, then = _shown(one), _shown(other)
            if now != then:
                then, now = _from_where_they_differ(then, now)
                message = f"{quoted(then, 80)} is printed as {quoted(now, 80)}"
                hint = "data are always arranged alike"
                findings.add(one.id, message, *read[one.id], hint, warning=True)
        elif one != other:
            place = getattr(other if other is not None else one, "id", None)
            place = place or getattr(getattr(other or one, "place", None), "id", "the document")
            raise OurBug(
                f"what would be written back differs at {place}: {_words(one)} instead of {_words(other)}",
                "nothing was written; please report it with the file that was read",
            )


def _pairs(written: Document, wanted: Document) -> Iterator[tuple[Any, Any]]:
    """What is the same in both, piece by piece, in reading order."""
    for one, other in zip_longest(flatten(written.blocks), flatten(wanted.blocks)):
        if isinstance(one, Table) and isinstance(other, Table) and one.id == other.id:
            yield one.header, other.header
            yield one.summary, other.summary
            for row, wanted_row in zip_longest(one.rows, other.rows):
                if row is None or wanted_row is None or row.id != wanted_row.id:
                    yield row, wanted_row
                else:
                    yield from zip_longest(row.cells, wanted_row.cells)
        else:
            yield one, other
    yield from zip_longest(written.notes, wanted.notes)


def _from_where_they_differ(one: str, other: str) -> tuple[str, str]:
    """Both, from a few words before the first difference."""
    same = next((n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), 0)
    start = word_start(one, max(same - _BEFORE, 0))
    cut = "…" if start else ""
    return cut + one[start:], cut + other[start:]


def _shown(cell: Cell) -> str:
    return " / ".join(plain(paragraph.inlines) for paragraph in cell.blocks)


def _words(node: Any) -> str:
    if node is None:
        return "nothing"
    if isinstance(node, Cell):
        return quoted(_shown(node), 80)
    inlines = getattr(node, "inlines", None)
    return quoted(plain(inlines) if inlines else repr(node), 80)
