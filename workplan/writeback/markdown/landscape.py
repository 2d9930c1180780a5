"""Between which fences of a manuscript the blocks of an amended text stand: those of its landscape parts.

What stays where it was stands where it stood: orientation is no amendment, and a change of it in a copy is a
finding of the reader. What is new, or comes from elsewhere, stands in a part between two blocks of it; at the
border of one, where the copy has it. A part of which nothing is left is gone with its fences, but where what
came in its place is in landscape as well.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from itertools import pairwise

#: The lines of a part, from its first fence to behind its last one; None outside of all.
Part = tuple[int, int] | None


def parts_of(
    old: Sequence[Part],
    places: Sequence[int | None],
    staying: Collection[int],
    landscape: Sequence[bool],
) -> list[Part]:
    """The part in which each new block stands. `old` has the parts of the old blocks, `places` those of the
    new ones among them, `staying` are the ones that have not been moved, and `landscape` says where the copy
    has each."""
    found: list[Part] = [None] * len(places)
    kept: set[Part] = set()
    anchors = [n for n, place in enumerate(places) if place is not None and n in staying]
    for n in anchors:
        found[n] = old[places[n] or 0]
        kept.add(found[n])
    for first, last in pairwise((-1, *anchors, len(places))):
        between = range(first + 1, last)
        one, other = (found[n] if 0 <= n < len(places) else None for n in (first, last))
        if one == other:
            lost = None if one else _lost(old, places, first, last, kept)
            for n in between:
                found[n] = one or (lost if landscape[n] else None)
            continue
        left, right = first + 1, last
        while one and left < right and landscape[left]:
            found[left] = one
            left += 1
        while other and left < right and landscape[right - 1]:
            right -= 1
            found[right] = other
        lost = _lost(old, places, first, last, kept)
        for n in range(left, right):
            found[n] = lost if landscape[n] else None
    return _in_one_piece(found)


def _lost(
    old: Sequence[Part], places: Sequence[int | None], first: int, last: int, kept: Collection[Part]
) -> Part:
    """The first part between two blocks that stay, of which nothing stays."""
    begin = (places[first] or 0) + 1 if first >= 0 else 0
    end = places[last] if last < len(places) else len(old)
    return next((part for part in old[begin:end] if part and part not in kept), None)


def _in_one_piece(found: list[Part]) -> list[Part]:
    """What stands between two pieces of one part stands in it, too."""
    for part in {part for part in found if part}:
        places = [n for n, each in enumerate(found) if each == part]
        found[places[0] : places[-1] + 1] = [part] * (places[-1] + 1 - places[0])
    return found
