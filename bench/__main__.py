"""The command: `python -m bench [--quick] [--sizes 100,1000] [--seconds 300] [--memory 12]`."""

from __future__ import annotations

import argparse
import tempfile
from dataclasses import replace
from pathlib import Path
from statistics import median

from rich.console import Console

from bench import copies, hostile, imports, ours, packs, redlines, replies, report, returns
from bench.markdown import markdown
from bench.measure import Limits, Measurement, run
from bench.peers import Peer, peers
from bench.plans import write_plan
from workplan.render.html import print_html
from workplan.theme import theme

_RESULTS = ours.ROOT / "bench" / "results" / "latest.json"

#: Plans up to this size are measured three times, larger ones once.
_SMALL = 100


def main() -> None:
    options = _options()
    limits = Limits(options.seconds, options.memory << 30)
    console = Console()
    with tempfile.TemporaryDirectory(prefix="workplan-bench-") as name:
        work = Path(name)
        bench = Bench(work, limits, tuple(options.build), console)
        lines = bench.plan("This plan", ours.ROOT / "content")
        bare = bench.bare(ours.ROOT / "content")
        for size in options.sizes:
            write_plan(work / str(size), size)
            lines += bench.plan("Made up", work / str(size))
    report.growth(lines, console)
    all_formats = next(line for line in lines if line.chain == "all")
    console.print(
        f"This plan, all formats cold: {all_formats.cold:.2f} s; WeasyPrint's import, layout and writing "
        f"of the same HTML alone: {bare:.2f} s; ratio {all_formats.cold / bare:.2f} (aim: 1.3 or less)"
    )
    compared = redlines.measure(options.sizes, limits)
    redlines.report(compared, console)
    answered = replies.measure()
    replies.report(answered, console)
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
    report.save(lines, bare, compared, answered, packed, copied, collected, brought, slow, _RESULTS)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="python -m bench", description="Measure this program and its peers."
    )
    parser.add_argument(
        "--quick", action="store_true", help="this plan and 100 actions, a minute for each chain"
    )
    parser.add_argument("--sizes", type=_sizes, metavar="N,N", help="how many actions (100,1000,3000)")
    parser.add_argument("--seconds", type=float, help="time limit of one command (300)")
    parser.add_argument("--memory", type=int, default=12, help="memory limit of one command in GiB (12)")
    parser.add_argument(
        "build", nargs="*", help="options for our build, after --: for example -- --no-verify"
    )
    options = parser.parse_args()
    options.sizes = options.sizes or ([100] if options.quick else [100, 1000, 3000])
    options.seconds = options.seconds or (60 if options.quick else 300)
    return options


def _sizes(text: str) -> list[int]:
    return [int(size) for size in text.split(",")]


class Bench:
    """Measures plan after plan in one work folder, and prints each plan's table as it is done."""

    def __init__(self, work: Path, limits: Limits, build: tuple[str, ...], console: Console) -> None:
        self._work = work
        self._limits = limits
        self._build = ("--quiet", *build)
        self._console = console

    def plan(self, name: str, content: Path) -> list[report.Line]:
        """Ours and the peers' on one content folder."""
        document = ours.document(content)
        actions = _count_actions(content)
        repeats = 3 if actions <= _SMALL else 1
        source = self._work / "peer.md"
        source.write_text(markdown(document), encoding="utf-8")
        lines = [self._ours(name, actions, content, kind, repeats) for kind in ours.FORMATS]
        lines += [self._peer(name, actions, peer, repeats) for peer in peers(source, self._work)]
        self._console.print(report.table(lines))
        return lines

    def bare(self, content: Path) -> float:
        """Seconds of a process that only imports WeasyPrint and prints the HTML of `content`."""
        html = self._work / "print.html"
        html.write_text(print_html(ours.document(content), theme()), encoding="utf-8")
        return self._repeat(ours.bare(html, self._work / "bare.pdf"), 3, "bare WeasyPrint").seconds

    def _ours(self, name: str, actions: int, content: Path, kind: ours.Format, repeats: int) -> report.Line:
        build = ours.arguments(content, self._work / "output", kind, self._build)
        cold = self._repeat(ours.cold(build), repeats, f"{kind}, {actions:,} actions")
        line = report.Line.of(name, actions, kind, [cold])
        if cold.stopped:
            return line
        twice = Limits(2 * self._limits.seconds, self._limits.memory)
        second = run(ours.warm(build), twice)
        return line if second.stopped else replace(line, warm=float(second.output.split()[-1]))

    def _peer(self, name: str, actions: int, peer: Peer, repeats: int) -> report.Line:
        steps: list[Measurement] = []
        for command in peer.commands:
            steps.append(self._repeat(command, repeats, f"{peer.name}, {actions:,} actions"))
            if steps[-1].stopped:
                break
        return report.Line.of(name, actions, peer.name, steps, rival=peer.rival)

    def _repeat(self, command: tuple[str, ...], repeats: int, what: str) -> Measurement:
        """The median time and the largest peak of some runs; one that a limit stopped is not repeated."""
        runs: list[Measurement] = []
        with self._console.status(what):
            for _ in range(repeats):
                runs.append(run(command, self._limits))
                if runs[-1].stopped:
                    return runs[-1]
        return replace(
            runs[-1], seconds=median(one.seconds for one in runs), peak=max(one.peak for one in runs)
        )


def _count_actions(content: Path) -> int:
    text = (content / "actions.yaml").read_text(encoding="utf-8")
    return f"\n{text}".count("\n- id:")


if __name__ == "__main__":
    main()
