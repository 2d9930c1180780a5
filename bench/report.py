"""The results: a table for each plan and the aims for people, JSON for machines."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from rich.table import Table

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from rich.console import Console

    from bench.copies import Copies
    from bench.hostile import Slow
    from bench.imports import Brought
    from bench.measure import Measurement
    from bench.packs import Packed
    from bench.redlines import Redlines
    from bench.replies import Replies
    from bench.returns import Collected


@dataclass(frozen=True, slots=True)
class Line:
    """One chain on one plan. `rival` is the format of ours that a peer is compared with.

    Where `stopped` names a limit, `cold` and `peak` are lower bounds.
    """

    plan: str
    actions: int
    chain: str
    cold: float  # seconds
    peak: int  # bytes
    warm: float | None = None
    stopped: str = ""
    rival: str = ""

    @classmethod
    def of(
        cls, plan: str, actions: int, chain: str, steps: Sequence[Measurement], *, rival: str = ""
    ) -> Line:
        """A chain's steps run one after the other: times add up, memory does not."""
        return cls(
            plan,
            actions,
            chain,
            cold=sum(step.seconds for step in steps),
            peak=max(step.peak for step in steps),
            stopped=steps[-1].stopped,
            rival=rival,
        )


def table(lines: Sequence[Line]) -> Table:
    """All chains on one plan; the last column is a peer's cold time over ours for the same format."""
    ours = {line.chain: line for line in lines if not line.rival}
    printed = Table(title=f"{lines[0].plan}: {lines[0].actions:,} actions", title_justify="left")
    printed.add_column("chain")
    for name in ("cold", "warm", "peak memory", "ratio to ours"):
        printed.add_column(name, justify="right")
    for line in lines:
        over = "> " if line.stopped else ""
        printed.add_row(
            line.chain,
            f"{over}{line.cold:.2f} s",
            "" if line.warm is None else f"{line.warm:.2f} s",
            f"{over if line.stopped == 'memory' else ''}{line.peak / 1e6:,.0f} MB",
            f"{over}{line.cold / ours[line.rival].cold:.1f}" if line.rival else "",
        )
    return printed


def growth(lines: Sequence[Line], console: Console) -> None:
    """How time and memory grow from each size to the next: linear is as much as the actions, or less."""
    for chain in dict.fromkeys(line.chain for line in lines):
        sizes = [line for line in lines if line.chain == chain and not line.stopped]
        for small, large in pairwise(sizes):
            console.print(
                f"{chain}, {small.actions:,} → {large.actions:,} actions "
                f"(×{large.actions / small.actions:.1f}): "
                f"time ×{large.cold / small.cold:.1f}, memory ×{large.peak / small.peak:.1f}"
            )


def save(
    lines: Sequence[Line],
    bare: float,
    redlines: Redlines,
    replies: Sequence[Replies],
    packs: Sequence[Packed],
    copies: Copies,
    collected: Sequence[Collected],
    imported: Sequence[Brought],
    hostile: Sequence[Slow],
    path: Path,
) -> None:
    path.parent.mkdir(exist_ok=True)
    results = {
        "bare_seconds": bare,
        "redlines": asdict(redlines),
        "replies": list(map(asdict, replies)),
        "packs": list(map(asdict, packs)),
        "copies": asdict(copies),
        "collected": list(map(asdict, collected)),
        "imported": list(map(asdict, imported)),
        "hostile": list(map(asdict, hostile)),
        "lines": [asdict(line) for line in lines],
    }
    path.write_text(json.dumps(results, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
