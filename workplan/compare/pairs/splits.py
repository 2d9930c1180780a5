"""Lines or sentences that were split, or of which several became one.

A group is a run of old items and a run of new ones: one and one where an item stays, one and two where it was
split, two and one where two were merged.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from msgspec import Struct

from workplan.compare.pairs.align import Alignment, Item

#: An item whose words were in its neighbour before, so far by letters, was split off it.
_SPLIT_OFF = 0.6
#: And it has at least so many letters, so that "the" and "of" alone make no split.
_SPLIT_LETTERS = 8


class Group(Struct, frozen=True):
    """Places of items that belong together, old and new."""

    old: tuple[int, ...]
    new: tuple[int, ...]


def groups(alignment: Alignment, old: Sequence[Item], new: Sequence[Item]) -> list[Group]:
    """The pairs of an alignment, widened over neighbours that were split off or merged in. (Items without
    words, such as tables, are made of nothing.)"""
    moved_old = {i for i, _ in alignment.moves}
    moved_new = {j for _, j in alignment.moves}
    free_old = set(range(len(old))) - moved_old - {i for i, _ in alignment.pairs}
    free_new = set(range(len(new))) - moved_new - {j for _, j in alignment.pairs}
    result = []
    for i, j in alignment.pairs:
        split = _parts(old[i], new, j, free_new)
        whole = _parts(new[j], old, i, free_old) if len(split) == 1 else (i,)
        free_old -= set(whole)
        free_new -= set(split)
        result.append(Group(whole, split))
    return result


def _parts(whole: Item, others: Sequence[Item], place: int, free: set[int]) -> tuple[int, ...]:
    """`place` and its free neighbours that are made of the rest of the words of `whole`."""
    rest = whole.words - others[place].words
    first = last = place
    while first - 1 in free and _made_of(others[first - 1], rest):
        first -= 1
        rest -= others[first].words
    while last + 1 in free and _made_of(others[last + 1], rest):
        last += 1
        rest -= others[last].words
    return tuple(range(first, last + 1))


def _made_of(part: Item, rest: Counter[str]) -> bool:
    shared = sum(len(word) * n for word, n in (part.words & rest).items())
    return shared >= _SPLIT_LETTERS and shared >= _SPLIT_OFF * part.letters
