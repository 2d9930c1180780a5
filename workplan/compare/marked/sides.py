"""Reading marked words: what they were and what they are, in plain letters."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from workplan.document.tree import Cell, Inline, Link, Reference, Row
from workplan.document.walking.marked import Piece, flat
from workplan.document.walking.walk import plain

_ENDS = (".", "!", "?", ";", ":", "…", "。")


def leading(inlines: Sequence[Inline]) -> Iterator[tuple[Piece, str]]:
    """The same, and where each piece leads: a link's address, "#" and the target of a cross-reference that
    is words; empty for anything else."""
    for inline in inlines:
        if isinstance(inline, Link):
            yield from ((child, inline.href) for child in inline.children)
        else:
            is_words = isinstance(inline, Reference) and not inline.counts
            yield inline, f"#{inline.target}" if is_words and isinstance(inline, Reference) else ""


def sides(inlines: Sequence[Inline]) -> tuple[str, str]:
    """The words before and after."""
    found = list(flat(inlines))
    return (
        plain(tuple(inline for inline in found if not inline.inserted)),
        plain(tuple(inline for inline in found if not inline.deleted)),
    )


def all_inserted(inlines: Sequence[Inline]) -> bool:
    return all(inline.inserted for inline in flat(inlines))


def all_deleted(inlines: Sequence[Inline]) -> bool:
    return all(inline.deleted for inline in flat(inlines))


def cell_side(cell: Cell, *, new: bool) -> str:
    """A cell's words on one side, as one text."""
    return in_one(sides(paragraph.inlines)[new] for paragraph in cell.blocks)


def row_sides(row: Row) -> tuple[str, str]:
    """A row's words before and after, cell after cell."""
    return (
        in_one(cell_side(cell, new=False) for cell in row.cells),
        in_one(cell_side(cell, new=True) for cell in row.cells),
    )


def in_one(texts: Iterable[str]) -> str:
    """Texts after each other, with semicolons between them where they do not end as sentences do."""
    result = ""
    for text in filter(None, texts):
        between = "" if not result else " " if result.endswith(_ENDS) else "; "
        result += between + text
    return result


def number(row: Row) -> str:
    """The number that stands before a row's words; empty where there is none."""
    labels = (paragraph.label for cell in row.cells for paragraph in cell.blocks if paragraph.label)
    return next(labels, "").rstrip(".")
