"""One step of how one sequence is made of another."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec import Struct


class Hunk(Struct, frozen=True):
    """`old[i1:i2]` and `new[j1:j2]`, which are equal or else stand for each other."""

    equal: bool
    i1: int
    i2: int
    j1: int
    j2: int

    @property
    def replaces(self) -> bool:
        return not self.equal and self.i1 < self.i2 and self.j1 < self.j2

    def shifted(self, old: int, new: int) -> Hunk:
        """The same, of sequences that begin so much earlier."""
        return Hunk(self.equal, self.i1 + old, self.i2 + old, self.j1 + new, self.j2 + new)


def merged(found: Iterable[Hunk]) -> list[Hunk]:
    """Neighbours of one sort as one."""
    result: list[Hunk] = []
    for hunk in found:
        if result and result[-1].equal == hunk.equal:
            last = result.pop()
            hunk = Hunk(hunk.equal, last.i1, hunk.i2, last.j1, hunk.j2)
        result.append(hunk)
    return result
