"""The results: one table of everything at all sizes, for people; JSON for machines.

A cell says wall time, the processor's time and the peak of memory. Of a peer it also says how many times ours
that is, in wall time. *Growth* is the exponent of the processor's time (`growth`): 1 is linear.
"""

from __future__ import annotations

import json
import platform
from dataclasses import asdict, dataclass
from importlib.metadata import PackageNotFoundError, version
from os import cpu_count
from time import gmtime, strftime
from typing import TYPE_CHECKING

from rich.table import Table

from bench.growth import FITTED, exponent

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path
    from typing import Any

    from rich.console import Console

    from bench.measure import Measurement

_PACKAGES = ("weasyprint", "pydantic", "lxml", "python-docx", "typst", "pypandoc-binary", "python-redlines")


@dataclass(frozen=True, slots=True)
class Line:
    """One task of ours or chain of a peer on one plan. `rival` is the task of ours that a peer stands beside.

    Where `stopped` names a limit, the rest are lower bounds.
    """

    actions: int
    chain: str
    wall: float  # seconds
    cpu: float  # seconds
    peak: int  # bytes
    stopped: str = ""
    rival: str = ""

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


class Results:
    """Lines as they were measured, in the order of plans and tasks."""

    def __init__(self, lines: Sequence[Line]) -> None:
        self.lines = lines
        self._at = {(line.chain, line.actions): line for line in lines}

    def header(self) -> list[str]:
        return ["", *(f"{size:,} actions" for size in self._sizes()), "growth"]

    def rows(self) -> Iterator[list[str]]:
        for chain in dict.fromkeys(line.chain for line in self.lines):
            cells = (self._cell(chain, size) for size in self._sizes())
            yield [chain, *cells, self._growth(chain)]

    def _sizes(self) -> list[int]:
        return sorted({line.actions for line in self.lines})

    def _cell(self, chain: str, size: int) -> str:
        line = self._at.get((chain, size))
        if not line:
            return ""
        over = ">\N{NO-BREAK SPACE}" if line.stopped else ""
        said = f"{over}{_seconds(line.wall)} / {_seconds(line.cpu)} / {line.peak / 1e6:,.0f} MB"
        rival = self._at.get((line.rival, size))
        return f"{said} (×{line.wall / rival.wall:.1f})" if rival and not rival.stopped else said

    def _growth(self, chain: str) -> str:
        exponent = growth([line for line in self.lines if line.chain == chain])
        return "" if exponent is None else f"{exponent:.2f}"


def growth(lines: Sequence[Line]) -> float | None:
    """The exponent of the processor's time in the number of actions; None of fewer than two sizes."""
    return exponent([(line.actions, line.cpu) for line in lines if not line.stopped])


def table(results: Results, title: str) -> Table:
    """The table for the terminal."""
    printed = Table(title=title, title_justify="left")
    first, *others = results.header()
    printed.add_column(first)
    for name in others:
        printed.add_column(name, justify="right")
    for row in results.rows():
        printed.add_row(*row)
    return printed


def markdown(results: Results, command: str, said: str) -> str:
    """`bench/RESULTS.md`: when, with what and how it was measured, the table, and what else was `said`."""
    header, *rows = (f"| {' | '.join(row)} |" for row in (results.header(), *results.rows()))
    rule = "|---|" + "--:|" * (len(results.header()) - 1)
    return "\n".join(
        [
            "# Measured",
            "",
            f"{strftime('%Y-%m-%d', gmtime())}, `{command}`, {_machine()}.",
            "",
            "Each cell: wall time / the processor's time / peak memory of all processes. In brackets: a",
            "peer's wall time as a multiple of ours for the same result. Growth: the exponent of the",
            f"processor's time, fitted from {FITTED} actions on. `>`: a limit stopped it.",
            "",
            header,
            rule,
            *rows,
            "",
            "```text",
            said.strip(),
            "```",
            "",
        ]
    )


def save(results: Results, others: dict[str, Any], path: Path) -> None:
    """Everything, as JSON."""
    path.parent.mkdir(exist_ok=True)
    found = {**others, "lines": [asdict(line) for line in results.lines]}
    path.write_text(json.dumps(found, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")


def ratio(ours: float, bare: float, console: Console) -> None:
    """Say how our whole build of this plan stands beside the engine alone."""
    console.print(
        f"This plan, all formats cold: {ours:.2f} s; WeasyPrint's import, layout and writing of the same "
        f"HTML alone: {bare:.2f} s; ratio {ours / bare:.2f} (medians of pairs; aim: 0.85 or less)"
    )


def _seconds(seconds: float) -> str:
    return f"{seconds:.2f}\N{NO-BREAK SPACE}s" if seconds < 10 else f"{seconds:,.0f}\N{NO-BREAK SPACE}s"


def _machine() -> str:
    packages = ", ".join(f"{name} {_version(name)}" for name in _PACKAGES)
    return f"{cpu_count()} cores ({platform.machine()}), Python {platform.python_version()}, {packages}"


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return "–"
