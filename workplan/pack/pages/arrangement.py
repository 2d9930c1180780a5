"""Where everything stands in a pack, counted in its pages."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct


class Place(Struct, frozen=True):
    """The pages of one item, counted from 0: `start` is its first, that of the slip where it has one."""

    start: int
    slip: int  # how many pages of ours it begins with
    pages: int  # how many of its own follow


class Arrangement(Struct, frozen=True):
    contents: int  # how many pages the contents take
    places: tuple[Place, ...]
    total: int


def arrange(contents: int, slips: Sequence[int], pages: Sequence[int], recto: bool) -> Arrangement:
    """Put items one behind the other; `recto`: each begins on a right-hand page, with an empty page before it
    where that has to be."""
    places: list[Place] = []
    at = contents
    for slip, count in zip(slips, pages, strict=True):
        at += at % 2 if recto else 0
        places.append(Place(at, slip, count))
        at += slip + count
    return Arrangement(contents, tuple(places), at)
