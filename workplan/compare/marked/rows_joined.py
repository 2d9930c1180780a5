"""Rows of a table that were merged into one, or divided: found by their words, as split paragraphs are."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from msgspec import Struct

from workplan.compare.lines.lines import words
from workplan.compare.marked.sides import cell_side
from workplan.document.tree import Row, Text

#: So much of a row, by letters, is found in the other one; and it says at least so much.
_ENOUGH = 0.7
_LETTERS = 15
#: And so many letters of it are not in the other one on the other side.
_TAKEN = 8


class Joined(Struct, frozen=True):
    """`merged` has, by the place of a row, those that it was made of; `divided` those that it became, each
    without the row itself. `told` are the places of all of those."""

    merged: dict[int, tuple[int, ...]] = {}
    divided: dict[int, tuple[int, ...]] = {}

    @property
    def told(self) -> frozenset[int]:
        return frozenset(n for found in (*self.merged.values(), *self.divided.values()) for n in found)


def joined_rows(rows: Sequence[Row]) -> Joined:
    """Of the rows of a redline, moved ones aside."""
    gone = [n for n, row in enumerate(rows) if row.deleted and not row.deleted.move]
    come = [n for n, row in enumerate(rows) if row.inserted and not row.inserted.move]
    if not gone and not come:
        return Joined()
    here = [n for n, row in enumerate(rows) if not row.inserted and not row.deleted]
    old = {n: _words(rows[n], new=False) for n in (*gone, *here)}
    new = {n: _words(rows[n], new=True) for n in (*come, *here)}
    found = Joined()
    for n in (*here, *come):
        free = [m for m in gone if m not in found.told]
        parts = _parts(new[n], old.get(n), free, old)
        if len(parts) > (n in come):
            found.merged[n] = parts
    for n in (*here, *gone):
        if n in found.told or n in found.merged:
            continue
        free = [m for m in come if m not in found.told and m not in found.merged]
        parts = _parts(old[n], new.get(n), free, new)
        if len(parts) > (n in gone):
            found.divided[n] = parts
    return found


def _parts(
    whole: Counter[str], rest: Counter[str] | None, places: Sequence[int], said: dict[int, Counter[str]]
) -> tuple[int, ...]:
    """The rows of which most is in `whole`, and was not in the `rest` that it is on the other side. The words
    of those that stay no rows count once."""
    taken = whole - rest if rest else whole
    parts = []
    for place in places:
        words = said[place]
        shared = _letters(words & (whole if rest else taken))
        if _letters(words & taken) >= _TAKEN and shared >= max(_LETTERS, _ENOUGH * _letters(words)):
            parts.append(place)
            taken = taken - words
    return tuple(parts)


def _words(row: Row, *, new: bool) -> Counter[str]:
    """The words of a row's first cell; of the whole row where that says little."""
    for cells in (row.cells[:1], row.cells):
        found = words((Text(" ".join(cell_side(cell, new=new) for cell in cells)),))
        if _letters(found) >= _LETTERS:
            break
    return found


def _letters(counted: Counter[str]) -> int:
    return sum(len(word) * number for word, number in counted.items())
