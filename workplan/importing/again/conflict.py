"""What the folder and the file both changed, and which of the two was chosen."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Literal

from workplan.errors import Place

#: The folder's words are kept, or the file's are taken.
Side = Literal["mine", "file"]


@dataclass(frozen=True, slots=True)
class Chosen:
    """The choices for conflicts, by their numbers; `others` is that for all without one."""

    by_number: Mapping[int, Side]
    others: Side | None = None

    def of(self, number: int) -> Side | None:
        return self.by_number.get(number, self.others)


NOTHING = Chosen({})


@dataclass(frozen=True, slots=True)
class Conflict:
    """`number` counts them from 1, in the order of the plan; `place` says in words where it is, and `source`
    in which line of the folder. `base` is what the file said when it was imported last, `mine` what the
    folder says, `theirs` what the file says now; empty for nothing at all."""

    number: int
    place: str
    source: Place
    base: str
    mine: str
    theirs: str
    chosen: Side | None


def unknown(chosen: Chosen, conflicts: Collection[Conflict]) -> list[int]:
    """The numbers that were chosen for, and that no conflict has."""
    known = {conflict.number for conflict in conflicts}
    return sorted(number for number in chosen.by_number if number not in known)
