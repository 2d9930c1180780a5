"""The command: `python -m bench`; `--help` has its options."""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

from rich.console import Console

from bench import before, ours, pairs
from bench.given.amended import amend
from bench.given.plans import write_plan
from bench.measuring.measure import Limits, adopt
from bench.measuring.runs import Runner
from bench.parts import copies, hostile, imports, packs, replies, returns, stages
from bench.plan import Plans, actions_of
from bench.results import Results
from bench.tables.rows import shown

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_JSON = ours.ROOT / "bench" / "results" / "latest.json"
_RESULTS = ours.ROOT / "bench" / "RESULTS.md"
_CONTENT = ours.ROOT / "content"

#: The stages of plans up to this size are measured so many times, of larger ones once.
_SMALL, _TIMES = 100, 3


def main() -> None:
    options = _options()
    runner = Runner(
        Limits(options.seconds, options.memory << 30), lambda words: print(words, file=sys.stderr)
    )
    adopt()
    with tempfile.TemporaryDirectory(prefix="workplan-bench-") as name:
        work = Path(name)
        # What the program keeps from one run to the next is the bench's own, and gone with it.
        os.environ["XDG_CACHE_HOME"] = str(work / "cache")
        if options.stages:
            found = list(_only_stages(options.sizes, work, runner))
            _console(options.sizes).print(shown(stages.table(found), "seconds of the processor"))
            return
        results = Results(said(sys.argv[1:], options.before), actions_of(_CONTENT))
        for _ in _measured(options, work, runner, results):
            _keep(results, write=options.write)
    for title, _, rows in results.tables():
        if len(rows) > 1:
            _console(options.sizes).print(shown(rows, title))
    print(results.said)


def said(arguments: Sequence[str], checkout: Path | None) -> str:
    """The command as it can be given elsewhere, where the other checkout is in another place."""
    words = (word.replace(str(checkout), "../before") if checkout else word for word in arguments)
    return " ".join(("python -m bench", *words))


def _measured(options: argparse.Namespace, work: Path, runner: Runner, results: Results) -> Iterator[None]:
    """Measure all, the smallest plan first; what is found is worth keeping after each step."""
    plans = Plans(runner)
    for size in (results.plan, *options.sizes):
        content, folder = _CONTENT, work / "this"
        if size != results.plan:
            content, folder = work / f"{size}-made", work / str(size)
            write_plan(content, size)
        ready = plans.prepare(content, folder)
        for line in plans.lines(ready):
            results.lines.append(line)
        results.left_out = plans.left_out
        yield
        results.stages += _stages(size, ready.content, ready.amended, runner)
        yield
        if size == results.plan:
            results.alone = pairs.alone(ready, runner)
            results.pairs += pairs.measure(ready, runner, left_out=list(plans.left_out))
            yield
            yield from _compared(options, work, runner, results)
    if not options.table:
        _parts(runner, results)
        yield


def _compared(options: argparse.Namespace, work: Path, runner: Runner, results: Results) -> Iterator[None]:
    """Before and after."""
    if not options.before:
        return
    other = before.Other(options.before.resolve())
    results.commit = other.commit
    contents = [other.content]
    for size in options.before_sizes:
        contents.append(work / f"{size}-before")
        write_plan(contents[-1], size)
    for number, content in enumerate(contents):
        results.compared += before.measure(other, content, work / f"before-{number}", runner)
        yield


def _only_stages(sizes: Sequence[int], work: Path, runner: Runner) -> Iterator[stages.Stage]:
    for size in sizes:
        content, amended = work / f"{size}-made", work / f"{size}-amended"
        for folder in (content, amended):
            write_plan(folder, size)
        amend(amended)
        yield from _stages(size, content, amended, runner)


def _stages(size: int, content: Path, amended: Path, runner: Runner) -> list[stages.Stage]:
    runner.say(f"stages, {size:,} actions")
    found = stages.measure(size, content, amended, runner.limits, _TIMES if size <= _SMALL else 1)
    if len(found) < len(stages.NAMES):
        runner.say(f"stages, {size:,} actions: a limit stopped them")
    return found


def _parts(runner: Runner, results: Results) -> None:
    """What has another measure than the size of a plan; each says what it found."""
    console = Console(record=True, width=160, file=sys.stderr)
    answered = replies.measure()
    replies.report(answered, console)
    packed = packs.measure(runner.limits)
    packs.report(packed, console)
    copied = copies.measure(runner.limits)
    copies.report(copied, console)
    collected = returns.measure()
    returns.report(collected, console)
    brought = imports.measure()
    imports.report(brought, console)
    slow = hostile.measure()
    hostile.report(slow, console)
    results.said = console.export_text()
    results.parts = {
        "replies": list(map(asdict, answered)),
        "packs": list(map(asdict, packed)),
        "copies": asdict(copied),
        "collected": list(map(asdict, collected)),
        "imported": list(map(asdict, brought)),
        "hostile": list(map(asdict, slow)),
    }
    runner.say("parts that grow with something else than a plan")


def _keep(results: Results, *, write: bool) -> None:
    results.save(_JSON)
    if write:
        _RESULTS.write_text(results.markdown(), encoding="utf-8")


def _console(sizes: Sequence[int]) -> Console:
    """As wide as the widest table."""
    return Console(width=90 + 36 * len(sizes))


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="python -m bench", description="Measure this program and its peers."
    )
    parser.add_argument("--quick", action="store_true", help="this plan and 100 actions")
    parser.add_argument("--write", action="store_true", help="write bench/RESULTS.md, too")
    parser.add_argument(
        "--table", action="store_true", help="without packs, copies, replies, forms and imports of many sizes"
    )
    parser.add_argument("--stages", action="store_true", help="the stages of a build and of a redline alone")
    parser.add_argument("--sizes", type=_sizes, metavar="N,N", help="how many actions (100,1000,3000)")
    parser.add_argument("--seconds", type=float, default=60, help="time limit of one command (60)")
    parser.add_argument("--memory", type=int, default=12, help="memory limit of one command in GiB (12)")
    parser.add_argument(
        "--before",
        type=Path,
        metavar="CHECKOUT",
        help="another checkout of this program, set up; its commands and these take turns",
    )
    parser.add_argument(
        "--before-sizes", type=_sizes, default=[], metavar="N,N", help="with --before, plans besides its own"
    )
    options = parser.parse_args()
    if options.before and not (options.before / ".venv/bin/python").exists():
        parser.error(f"{options.before} is not set up: run its tools/setup.sh plan")
    options.sizes = options.sizes or ([100] if options.quick else [100, 1000, 3000])
    return options


def _sizes(text: str) -> list[int]:
    """The smallest first: what takes too long there is not tried with more."""
    return sorted({int(size) for size in text.split(",")})


if __name__ == "__main__":
    main()
