"""Named copies: how many a second, and the memory they take, beside a compile of Typst for each.

A process of its own makes copies of this plan, `python -m bench.parts.copies FOLDER COPIES`, each with its
SHA-256, as `circulate` does, and says on its last line what took how long. Typst lays out and writes the same
plan anew for each copy, which is what a template with a name in it costs.
"""

from __future__ import annotations

import json
import sys
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import TYPE_CHECKING

from bench import ours
from bench.measuring.measure import Limits, run
from bench.others.commands import pandoc_typst

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rich.console import Console

#: How many copies.
_STEPS = (50, 500, 5_000)
_NAMES = ("Indonesia", "ราชอาณาจักรไทย", "ព្រះរាជាណាចក្រកម្ពុជា", "المملكة العربية السعودية", "Viet Nam")
#: Compiles of Typst, of which the median counts.
_COMPILES = 5


@dataclass(frozen=True, slots=True)
class Copied:
    """So many `copies`: seconds to lay out the names, and to make the copies with their fingerprints; the
    most memory of the process, in bytes, without the one that lays out. `size` is that of a copy."""

    copies: int
    layout: float
    making: float
    size: int
    peak: int

    @property
    def rate(self) -> float:
        return self.copies / self.making


@dataclass(frozen=True, slots=True)
class Copies:
    """Ours, and the seconds of one compile of Typst."""

    ours: tuple[Copied, ...]
    typst: float


def measure(limits: Limits, steps: Sequence[int] = _STEPS) -> Copies:
    from workplan.design.theme import theme
    from workplan.render.pdf.job import job
    from workplan.render.pdf.process import PdfProcess

    with TemporaryDirectory(prefix="workplan-bench-") as name:
        folder = Path(name)
        document = ours.document(ours.ROOT / "content")
        with PdfProcess() as process:
            (folder / "paper.pdf").write_bytes(process.print(job(document, theme())))
        found = tuple(_measured(folder, copies, limits) for copies in steps)
        return Copies(found, _typst(folder, limits))


def _measured(folder: Path, copies: int, limits: Limits) -> Copied:
    found = run((sys.executable, "-m", "bench.parts.copies", str(folder), str(copies)), limits)
    return Copied(copies=copies, **json.loads(found.output.splitlines()[-1]))


def _typst(folder: Path, limits: Limits) -> float:
    """Seconds of one compile, in a process that compiles again and again: no start is in it."""
    make, _ = pandoc_typst(ours.document(ours.ROOT / "content"), folder)
    run(make, limits)
    program = (
        "import sys, time, typst, statistics\n"
        "def once():\n"
        "    began = time.perf_counter(); typst.compile(sys.argv[1], output=sys.argv[2])\n"
        "    return time.perf_counter() - began\n"
        f"print(statistics.median([once() for _ in range({_COMPILES})]))"
    )
    command = (sys.executable, "-c", program, str(folder / "peer.typ"), str(folder / "peer.pdf"))
    return float(run(command, limits).output.split()[-1])


def report(found: Copies, console: Console) -> None:
    """Say what was measured."""
    for one in found.ours:
        console.print(
            f"{one.copies:,} named copies of this plan ({one.size / 1000:.0f} kB each): {one.rate:,.0f} a "
            f"second with their SHA-256, {one.layout:.1f} s to lay out the names; "
            f"{one.peak / (1 << 20):.0f} MiB"
        )
    last = found.ours[-1]
    whole = last.copies / (last.layout + last.making)
    console.print(
        f"Typst, a compile for each copy: {1 / found.typst:.1f} a second; ours {last.rate:,.0f}, and with "
        f"the layout of the names {whole:,.0f} (×{whole * found.typst:,.0f})"
    )


def _copy(folder: Path, copies: int) -> dict[str, float]:
    from hashlib import sha256
    from resource import RUSAGE_SELF, getrusage

    from workplan.render.pdf.process import PdfProcess
    from workplan.stamp.pdf import Template
    from workplan.stamp.sheet import MOST, laid_out
    from workplan.stamp.stamps import Stamp

    paper = (folder / "paper.pdf").read_bytes()
    layout = making = 0.0
    size = 0
    with PdfProcess() as process:
        laid_out([Stamp(0, "-", "-")], "en", "ltr", process)  # the process has imported what it needs
        for start in range(0, copies, MOST):
            began = perf_counter()
            stamps = [
                Stamp(n + 1, name := f"{_NAMES[n % len(_NAMES)]} {n}", f"Copy {n + 1}: {name}")
                for n in range(start, min(copies, start + MOST))
            ]
            template = Template(paper, laid_out(stamps, "en", "ltr", process), "ltr")
            laid = perf_counter()
            for stamp in stamps:
                data = template.copy(stamp)
                sha256(data).hexdigest()
                size = len(data)
            layout, making = layout + laid - began, making + perf_counter() - laid
    return {"layout": layout, "making": making, "size": size, "peak": getrusage(RUSAGE_SELF).ru_maxrss * 1024}


if __name__ == "__main__":
    print(json.dumps(_copy(Path(sys.argv[1]), int(sys.argv[2]))))
