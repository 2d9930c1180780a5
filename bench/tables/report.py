"""The main table: every task of ours and every peer at all sizes.

A cell says wall time, the processor's time and the peak of memory. Of a peer it also says how many times ours
that is, in wall time. *Growth* is the exponent of the processor's time (`growth`): 1 is linear.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bench.tables.growth import exponent
from bench.tables.rows import megabytes, seconds

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bench.measuring.measure import Measurement
    from bench.tables.rows import Rows


@dataclass(frozen=True, slots=True)
class Line:
    """One task of ours or chain of a peer on one plan. `rival` is the task of ours that a peer stands beside.

    Where `stopped` names a limit, the rest are lower bounds; where it was stopped at a smaller size, which
    `stopped_at` says, it was not started, and they are nothing.
    """

    actions: int
    chain: str
    wall: float  # seconds
    cpu: float  # seconds
    peak: int  # bytes
    stopped: str = ""
    rival: str = ""
    stopped_at: int = 0

    @classmethod
    def of(cls, actions: int, chain: str, steps: Sequence[Measurement], *, rival: str = "") -> Line:
        """A chain's steps run one after the other: times add up, memory does not."""
        return cls(
            actions,
            chain,
            wall=sum(step.seconds for step in steps),
            cpu=sum(step.cpu for step in steps),
            peak=max(step.peak for step in steps),
            stopped=steps[-1].stopped,
            rival=rival,
        )

    @classmethod
    def not_started(cls, actions: int, chain: str, stopped_at: int, *, rival: str = "") -> Line:
        return cls(actions, chain, 0, 0, 0, stopped="before", rival=rival, stopped_at=stopped_at)


class Lines:
    """Lines as they were measured, in the order of plans and tasks."""

    def __init__(self, lines: Sequence[Line]) -> None:
        self._lines = lines
        self._at = {(line.chain, line.actions): line for line in lines}

    def at(self, chain: str, actions: int) -> Line | None:
        """A line that was measured, if only to a limit."""
        line = self._at.get((chain, actions))
        return None if line is None or line.stopped_at else line

    def table(self) -> Rows:
        sizes = sorted({line.actions for line in self._lines})
        rows = [["", *(f"{size:,} actions" for size in sizes), "growth"]]
        for chain in dict.fromkeys(line.chain for line in self._lines):
            rows.append([chain, *(self._cell(chain, size) for size in sizes), self._growth(chain)])
        return rows

    def _cell(self, chain: str, size: int) -> str:
        line = self._at.get((chain, size))
        if not line:
            return ""
        if line.stopped_at:
            return f"not started: stopped at {line.stopped_at:,}"
        over = ">\N{NO-BREAK SPACE}" if line.stopped else ""
        said = f"{over}{seconds(line.wall)} / {seconds(line.cpu)} / {megabytes(line.peak)}"
        rival = self.at(line.rival, size)
        if not rival or rival.stopped:
            return said
        return f"{said} ({over}×{line.wall / rival.wall:.1f})"

    def _growth(self, chain: str) -> str:
        found = growth([line for line in self._lines if line.chain == chain])
        return "" if found is None else f"{found:.2f}"


def growth(lines: Sequence[Line]) -> float | None:
    """The exponent of the processor's time in the number of actions; None of fewer than two sizes."""
    return exponent([(line.actions, line.cpu) for line in lines if not line.stopped])
