"""Rows of a table that were merged into one, or divided: found by their words, as split paragraphs are."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from workplan.compare.lines import words
from workplan.compare.sides import cell_side
from workplan.document.tree import Row, Text

#: So much of a row, by letters, is found in the other one; and it says at least so much.
_ENOUGH = 0.6
_LETTERS = 20


@dataclass(frozen=True, slots=True)
class Joined:
    """`merged` has, by the place of a row, those that it was made of; `divided` those that it became, each
    without the row itself. `told` are the places of all of those."""

    merged: dict[int, tuple[int, ...]] = field(default_factory=dict)
    divided: dict[int, tuple[int, ...]] = field(default_factory=dict)

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
        parts = _parts(new[n] - old.get(n, Counter()), free, old)
        if len(parts) > (n in come):
            found.merged[n] = parts
    for n in (*here, *gone):
        if n in found.told or n in found.merged:
            continue
        free = [m for m in come if m not in found.told and m not in found.merged]
        parts = _parts(old[n] - new.get(n, Counter()), free, new)
        if len(parts) > (n in gone):
            found.divided[n] = parts
    return found


def _parts(whole: Counter[str], places: Sequence[int], said: dict[int, Counter[str]]) -> tuple[int, ...]:
    """The rows of which most is in `whole`, each of whose words counts once."""
    parts = []
    for place in places:
        shared = _letters(said[place] & whole)
        if shared >= _LETTERS and shared >= _ENOUGH * _letters(said[place]):
            parts.append(place)
            whole = whole - said[place]
    return tuple(parts)


def _words(row: Row, *, new: bool) -> Counter[str]:
    return (
        words((Text(" ".join(cell_side(cell, new=new) for cell in row.cells)),)) if row.cells else Counter()
    )


def _letters(counted: Counter[str]) -> int:
    return sum(len(word) * number for word, number in counted.items())
