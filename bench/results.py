"""All that was found, so far: `RESULTS.md` for people, JSON for machines. Both are written again and again,
since what comes next may take long, or be stopped."""

from __future__ import annotations

import json
import platform
from dataclasses import asdict, dataclass, field
from importlib.metadata import PackageNotFoundError, version
from os import cpu_count
from time import gmtime, strftime
from typing import TYPE_CHECKING, Any

from bench import aims, before
from bench.parts import stages
from bench.tables.growth import FITTED
from bench.tables.report import Line, Lines
from bench.tables.rows import markdown

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from bench.before import Compared
    from bench.measuring.measure import Measurement
    from bench.pairs import Pair
    from bench.parts.stages import Stage
    from bench.tables.rows import Rows

_PACKAGES = ("weasyprint", "pydantic", "lxml", "python-docx", "typst", "pypandoc-binary", "python-redlines")

_TASKS = f"""\
Each cell: wall time / the processor's time / peak memory of all processes. In brackets: a peer's wall time as
a multiple of ours for the same result. Growth: the exponent of the processor's time, fitted from {FITTED}
actions on. `>`: a limit stopped it; it is not started with more actions. Each command is a process of its
own, started as a user starts it, the peers' as well; of small plans, medians of up to five runs."""
_AIMS = """\
Of this plan, unless a number of actions is named. Ratios are of wall times, medians of five pairs in which
both take turns; that of `check` is of the processor's times."""
_STAGES = f"""\
The processor's time of each stage of `build` and of `redline`, in the program as it runs, when all is
imported. Growth as above; at the end: between the two largest sizes from {FITTED} on."""
_BEFORE = """\
The same commands given to an older commit and to this one, in turns: wall time / the processor's time / peak
memory of all processes, medians of up to five pairs (of one where there are more than a hundred actions). The
ratios are after to before."""


@dataclass(slots=True)
class Results:
    """What the `command` of the bench found; `plan` is the number of this plan's actions, `left_out` the
    peers that are not installed, `parts` what has another measure than the size of a plan, `said` its
    words."""

    command: str
    plan: int
    lines: list[Line] = field(default_factory=list)
    pairs: list[Pair] = field(default_factory=list)
    alone: dict[str, Measurement] = field(default_factory=dict)
    stages: list[Stage] = field(default_factory=list)
    compared: list[Compared] = field(default_factory=list)
    left_out: dict[str, str] = field(default_factory=dict)
    parts: dict[str, Any] = field(default_factory=dict)
    said: str = ""
    commit: str = ""  # that others are compared with

    def tables(self) -> Iterator[tuple[str, str, Rows]]:
        """Title, explanation and rows of each table."""
        lines = Lines(self.lines)
        found = aims.aims(lines, self.plan, self.pairs, self.alone, self.stages, self.compared)
        yield "Aims", _AIMS, aims.table(list(found))
        yield "Tasks and peers", _TASKS + self._said_of_left_out(), lines.table()
        yield "Stages", _STAGES, stages.table(self.stages)
        commit = f" Before: commit {self.commit}." if self.commit else ""
        yield "Before and after", _BEFORE + commit, before.table(self.compared)

    def markdown(self) -> str:
        """`bench/RESULTS.md`: when, with what and how it was measured, and all tables with rows."""
        parts = ["# Measured", f"{strftime('%Y-%m-%d', gmtime())}, `{self.command}`, {_machine()}."]
        for title, explained, rows in self.tables():
            if len(rows) > 1:
                parts += [f"## {title}", explained, markdown(rows)]
        if self.said.strip():
            parts += ["## Parts", f"```text\n{self.said.strip()}\n```"]
        return "\n\n".join(parts) + "\n"

    def save(self, file: Path) -> None:
        """Everything, as JSON."""
        file.parent.mkdir(exist_ok=True)
        found = {
            "command": self.command,
            "lines": list(map(asdict, self.lines)),
            "pairs": list(map(asdict, self.pairs)),
            "alone": {name: asdict(each) for name, each in self.alone.items()},
            "stages": list(map(asdict, self.stages)),
            "before_and_after": list(map(asdict, self.compared)),
            "left_out": self.left_out,
            **self.parts,
        }
        file.write_text(json.dumps(found, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")

    def _said_of_left_out(self) -> str:
        if not self.left_out:
            return ""
        named = "; ".join(f"{name} ({lacking})" for name, lacking in self.left_out.items())
        return f" Left out, since it is not installed: {named}."


def _machine() -> str:
    packages = ", ".join(f"{name} {_version(name)}" for name in _PACKAGES)
    return f"{cpu_count()} cores ({platform.machine()}), Python {platform.python_version()}, {packages}"


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return "–"
