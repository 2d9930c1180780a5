"""The command: `python -m bench`; `--help` has its options."""

from __future__ import annotations

import argparse
import sys
import tempfile
from dataclasses import asdict, replace
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING

from rich.console import Console

from bench import ours, report
from bench.given.amended import amend
from bench.given.plans import write_plan
from bench.measure import Limits, Measurement, adopt, run
from bench.others.commands import peers
from bench.parts import copies, hostile, imports, packs, replies, returns, stages
from bench.tasks import prepared, tasks
from workplan.render.html import print_html
from workplan.theme import theme

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_JSON = ours.ROOT / "bench" / "results" / "latest.json"
_RESULTS = ours.ROOT / "bench" / "RESULTS.md"

#: Plans up to this size are measured so many times, larger ones once.
_SMALL, _REPEATS = 100, 5
#: Small plans, when their stages are measured.
_STAGES = 3


def main() -> None:
    options = _options()
    limits = Limits(options.seconds, options.memory << 30)
    adopt()
    console = Console(record=True)
    with tempfile.TemporaryDirectory(prefix="workplan-bench-") as name:
        work = Path(name)
        if options.stages:
            stages.report(list(_stages(options.sizes, work, limits)), console)
            return
        bench = Bench(work, limits, console)
        lines = list(bench.plan(ours.ROOT / "content", work / "this"))
        pair = bench.pair(work / "this")
        report.ratio(*pair, console)
        for size in options.sizes:
            write_plan(work / f"{size}-made", size)
            lines += bench.plan(work / f"{size}-made", work / str(size))
            _write(options, lines, console)  # what comes next may take long
    results = report.Results(lines)
    Console(width=60 + 40 * len(options.sizes)).print(report.table(results, "wall / processor / peak"))
    others = {} if options.table else _others(limits, console)
    others |= {"all_formats_seconds": pair[0], "bare_seconds": pair[1]}
    report.save(results, others, _JSON)
    _write(options, lines, console)


def _stages(sizes: Sequence[int], work: Path, limits: Limits) -> Iterator[stages.Stage]:
    for size in sizes:
        content, amended = work / f"{size}-made", work / f"{size}-amended"
        for folder in (content, amended):
            write_plan(folder, size)
        amend(amended)
        yield from stages.measure(size, content, amended, limits, _STAGES if size <= _SMALL else 1)


def _write(options: argparse.Namespace, lines: list[report.Line], console: Console) -> None:
    if options.write:
        command = f"python -m bench {' '.join(sys.argv[1:])}"
        said = console.export_text(clear=False)
        _RESULTS.write_text(report.markdown(report.Results(lines), command, said), encoding="utf-8")


def _others(limits: Limits, console: Console) -> dict[str, object]:
    """What has another measure than the size of a plan; each says what it found."""
    answered, large = replies.measure(), replies.measure_large()
    replies.report(answered, large, console)
    packed = packs.measure(limits)
    packs.report(packed, console)
    copied = copies.measure(limits)
    copies.report(copied, console)
    collected = returns.measure()
    returns.report(collected, console)
    brought = imports.measure()
    imports.report(brought, console)
    slow = hostile.measure()
    hostile.report(slow, console)
    return {
        "replies": list(map(asdict, answered)),
        "large_reply": asdict(large),
        "packs": list(map(asdict, packed)),
        "copies": asdict(copied),
        "collected": list(map(asdict, collected)),
        "imported": list(map(asdict, brought)),
        "hostile": list(map(asdict, slow)),
    }


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="python -m bench", description="Measure this program and its peers."
    )
    parser.add_argument(
        "--quick", action="store_true", help="this plan and 100 actions, a minute for each command"
    )
    parser.add_argument("--write", action="store_true", help="write bench/RESULTS.md, too")
    parser.add_argument("--table", action="store_true", help="the table alone, without the other measures")
    parser.add_argument("--stages", action="store_true", help="the stages of a build and of a redline alone")
    parser.add_argument("--sizes", type=_sizes, metavar="N,N", help="how many actions (100,1000,3000)")
    parser.add_argument("--seconds", type=float, help="time limit of one command (300)")
    parser.add_argument("--memory", type=int, default=12, help="memory limit of one command in GiB (12)")
    options = parser.parse_args()
    options.sizes = options.sizes or ([100] if options.quick else [100, 1000, 3000])
    options.seconds = options.seconds or (60 if options.quick else 300)
    return options


def _sizes(text: str) -> list[int]:
    return [int(size) for size in text.split(",")]


class Bench:
    """Measures plan after plan in one work folder."""

    def __init__(self, work: Path, limits: Limits, console: Console) -> None:
        self._work = work
        self._limits = limits
        self._console = console

    def plan(self, content: Path, folder: Path) -> Iterator[report.Line]:
        """Ours and the peers' on one content folder; `folder` is made."""
        folder.mkdir()
        ready = prepared(content, folder)
        document, amended = ours.document(ready.content), ours.document(ready.amended)
        actions = _count_actions(content)
        repeats = _REPEATS if actions <= _SMALL else 1
        for task in tasks(ready):
            found = self._repeat(
                task.command, 1 if task.once else repeats, f"{task.name}, {actions:,} actions"
            )
            yield report.Line.of(actions, task.name, [found])
        for peer in peers(document, amended, folder / "peers"):
            steps: list[Measurement] = []
            for command in peer.commands:
                steps.append(self._repeat(command, repeats, f"{peer.name}, {actions:,} actions"))
                if steps[-1].stopped:
                    break
            yield report.Line.of(actions, peer.name, steps, rival=peer.rival)

    def pair(self, folder: Path) -> tuple[float, float]:
        """Seconds of a cold build of all formats, and of a process that only imports WeasyPrint and prints
        the same HTML: medians of runs that take turns."""
        content, html = folder / "content", folder / "print.html"
        html.write_text(print_html(ours.document(content), theme()), encoding="utf-8")
        build = ("build", "--force", "--quiet", "--content", str(content), "--output", str(folder / "output"))
        both = ((sys.executable, ours.PROGRAM, *build), ours.bare(html, folder / "bare.pdf"))
        found = [[run(command, self._limits).seconds for command in both] for _ in range(_REPEATS)]
        whole, alone = map(median, zip(*found, strict=True))
        return whole, alone

    def _repeat(self, command: tuple[str, ...], repeats: int, what: str) -> Measurement:
        """The median times and the largest peak of some runs; one that a limit stopped is not repeated."""
        runs: list[Measurement] = []
        with self._console.status(what):
            for _ in range(repeats):
                runs.append(run(command, self._limits))
                if runs[-1].stopped:
                    return runs[-1]
        return replace(
            runs[-1],
            seconds=median(one.seconds for one in runs),
            cpu=median(one.cpu for one in runs),
            peak=max(one.peak for one in runs),
        )


def _count_actions(content: Path) -> int:
    text = (content / "actions.yaml").read_text(encoding="utf-8")
    return f"\n{text}".count("\n- id:")


if __name__ == "__main__":
    main()
