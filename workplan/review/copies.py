"""A copy beside the document that was sent out: which of its units are whose.

A copy's marked document holds the whole of what was sent, in order, and between its units what the copy
puts in. Ids by position have moved in it; here they are what they were.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Generic, TypeVar

from workplan.compare.sides import all_inserted
from workplan.document.lines import Line, Unit
from workplan.document.tree import Frame, Table
from workplan.errors import WorkplanError

U = TypeVar("U")


class OtherBaselineError(WorkplanError):
    """A copy that was not made from this document."""


@dataclass(frozen=True, slots=True)
class Slot(Generic[U]):
    """One unit of the baseline: what a copy puts in `before` it, and the `pieces` that it makes of it: one
    unit, or several lines where it was split."""

    before: tuple[U, ...]
    pieces: tuple[U, ...]


def slots(
    units: Sequence[U], new: Callable[[U], bool], whole: Callable[[U], bool]
) -> tuple[list[Slot[U]], tuple[U, ...]]:
    """The slots of a copy's units, and what it puts in after all. `new` tells whether a unit's end is not in
    the baseline, `whole` whether nothing of it is."""
    found: list[Slot[U]] = []
    before: list[U] = []
    pieces: list[U] = []
    for unit in units:
        if new(unit) and whole(unit) and not pieces:
            before.append(unit)
            continue
        pieces.append(unit)
        if not new(unit):
            found.append(Slot(tuple(before), tuple(pieces)))
            before, pieces = [], []
    return found, (*before, *pieces)


def unit_is_new(unit: Unit) -> bool:
    match unit:
        case Table():
            return bool(unit.header.inserted)
        case _:
            return bool(unit.inserted)


def unit_is_wholly_new(unit: Unit) -> bool:
    return not isinstance(unit, Line) or all_inserted(unit.inlines)


def at_home(units: Sequence[Unit], base: Sequence[Unit], copy: int) -> list[Unit]:
    """A copy's units with the baseline's ids: of its lines that stay where they were, and of the lists that
    they are in. Lists that the copy made have ids of their own."""
    pairs = list(_pairs(units, base))
    homes = _homes(pairs)
    places = {id(unit): old.place for unit, old in pairs}

    def frame(found: Frame) -> Frame:
        return replace(found, list=_home(found.list, homes, copy), item=_home(found.item, homes, copy))

    result: list[Unit] = []
    for unit in units:
        if isinstance(unit, Line):
            old = places.get(id(unit))
            if old and not unit.former:
                unit = replace(unit, place=old)
            else:
                frames = tuple(map(frame, unit.place.frames))
                unit = replace(unit, place=replace(unit.place, frames=frames))
                if unit.former and old:
                    unit = replace(unit, former=replace(unit.former, place=old))
        result.append(unit)
    return result


def _pairs(units: Iterable[Unit], base: Sequence[Unit]) -> Iterable[tuple[Line, Line]]:
    """A copy's lines that end where lines of the baseline end, with those."""
    old = [unit for unit in units if not unit_is_new(unit)]
    if [type(unit) for unit in old] != [type(unit) for unit in base]:
        raise OtherBaselineError("it was not made from the document that it is compared with")
    for one, other in zip(old, base, strict=True):
        if isinstance(one, Line) and isinstance(other, Line):
            yield one, other


def _homes(pairs: Iterable[tuple[Line, Line]]) -> dict[str, str]:
    votes: Counter[tuple[str, str]] = Counter()
    for one, other in pairs:
        if len(one.place.frames) == len(other.place.frames) and not one.former:
            for copied, at in zip(one.place.frames, other.place.frames, strict=True):
                votes[copied.list, at.list] += 1
                votes[copied.item, at.item] += 1
    homes: dict[str, str] = {}
    for (copied_id, home), _ in votes.most_common():
        homes.setdefault(copied_id, home)
    return homes


def _home(id: str, homes: dict[str, str], copy: int) -> str:
    """Where a list or item of a copy is at home; a new one gets an id that no other copy has."""
    if id in homes or "." not in id:
        return homes.get(id, id)
    return f"{id}.copy-{copy}.0"
