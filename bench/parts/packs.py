"""Packs: what it costs to merge a meeting's papers into one PDF, and how that grows.

Half of the papers are this plan, half a made-up one that is three times as long. A process of its own makes
each pack, `python -m bench.parts.packs FOLDER PAPERS`, which says on its last line how many pages it has, and
the processor's seconds that merging took and that the layout of contents and numbers took in its own process.
"""

from __future__ import annotations

import json
import resource
import sys
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from time import process_time
from typing import TYPE_CHECKING

from bench import ours
from bench.given.plans import write_plan
from bench.measuring.measure import Limits, run

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rich.console import Console

#: How many papers.
_STEPS = (10, 20, 40)
_LONG = 130  # actions of the made-up plan


@dataclass(frozen=True, slots=True)
class Packed:
    """A pack of so many `papers`: seconds of the processor, and the most memory of all processes."""

    papers: int
    pages: int
    merging: float
    layout: float
    peak: int  # in bytes


def measure(limits: Limits, steps: Sequence[int] = _STEPS, actions: int = _LONG) -> tuple[Packed, ...]:
    """Print two papers once, then measure packs of so many."""
    from workplan.design.theme import theme
    from workplan.render.pdf.job import job
    from workplan.render.pdf.process import PdfProcess

    with TemporaryDirectory(prefix="workplan-bench-") as name:
        folder = Path(name)
        write_plan(folder / "long", actions)
        for number, content in enumerate((ours.ROOT / "content", folder / "long")):
            with PdfProcess() as process:
                data = process.print(job(ours.document(content), theme()))
            (folder / f"{number}.pdf").write_bytes(data)
        return tuple(_measured(folder, papers, limits) for papers in steps)


def _measured(folder: Path, papers: int, limits: Limits) -> Packed:
    found = run((sys.executable, "-m", "bench.parts.packs", str(folder), str(papers)), limits)
    return Packed(papers=papers, peak=found.peak, **json.loads(found.output.splitlines()[-1]))


def report(found: Sequence[Packed], console: Console) -> None:
    """Say what was measured."""
    for one in found:
        console.print(
            f"{one.papers} papers, {one.pages} pages in one pack: "
            f"{one.merging:.1f} s of the processor to merge, {one.layout:.1f} s to lay out contents and "
            f"numbers; {one.peak / (1 << 20):.0f} MiB"
        )


def _pack(folder: Path, papers: int) -> dict[str, float]:
    from workplan.pack import Front, Paper, pack
    from workplan.render.pdf.process import PdfProcess

    printed = [(folder / f"{number}.pdf").read_bytes() for number in (0, 1)]
    items = [Paper(pdf=printed[n % 2], title=f"Paper {n + 1}", label=f"WP.{n + 1}") for n in range(papers)]
    started = process_time()
    with PdfProcess() as process:
        made = pack(Front("Papers of a meeting"), items, process)
    child = resource.getrusage(resource.RUSAGE_CHILDREN)
    merging = process_time() - started
    return {"pages": made.pages, "merging": merging, "layout": child.ru_utime + child.ru_stime}


if __name__ == "__main__":
    print(json.dumps(_pack(Path(sys.argv[1]), int(sys.argv[2]))))
