"""What this program aims at, beside what was measured, in one table."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bench import before, pairs
from bench.others.commands import TYPST
from bench.tables.growth import exponent
from bench.tables.rows import HOW, megabytes, seconds
from bench.tasks import ALL, CHANGES, COPIES, EVERY_PAPER, REDLINE, REVIEW, UNCHANGED

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from bench.before import Compared
    from bench.measuring.measure import Measurement
    from bench.pairs import Pair
    from bench.parts.stages import Stage
    from bench.tables.report import Lines
    from bench.tables.rows import Rows

#: The most of a pair's wall times.
_RATIOS = {pairs.COLD: 0.85, pairs.NOTHING_KEPT: 0.85, UNCHANGED: 3, EVERY_PAPER: 3, REDLINE: 0.25}
_LARGE = 1_000


@dataclass(frozen=True, slots=True)
class Aim:
    """What is aimed at, how the figure comes about, the figure, and the most that it may be."""

    name: str
    how: str
    figure: float
    most: float
    said: str = ""  # of the figure, where it is no plain number
    most_said: str = ""

    @property
    def met(self) -> bool:
        return self.figure <= self.most


def aims(
    lines: Lines,
    plan: int,
    in_pairs: Sequence[Pair],
    alone: Mapping[str, Measurement],
    stages: Sequence[Stage],
    compared: Sequence[Compared],
) -> Iterator[Aim]:
    """Those whose figures were measured; `plan` is the number of this plan's actions."""
    if check := before.check_of(compared):
        old, new = check
        how = f"{seconds(new.cpu)} / {seconds(old.cpu)} of the processor, before"
        yield Aim("check, this plan", how, new.cpu / old.cpu, 0.5)
    if pairs.HELP in alone:
        yield _time("--help", "the processor's", alone[pairs.HELP].cpu, 0.15)
    for each in in_pairs:
        how = f"{seconds(each.ours.seconds)} / {seconds(each.theirs.seconds)}: {each.beside}"
        yield Aim(f"{each.name}, this plan", how, each.ratio, _RATIOS[each.name])
    if review := lines.at(REVIEW, plan):
        yield _time(f"review of {COPIES} copies with {CHANGES} changes each", "wall", review.wall, 5)
    if pairs.BOOK in alone:
        yield _time(pairs.BOOK, "wall", alone[pairs.BOOK].seconds, 10)
    yield from _of_large(lines)
    yield from _of_stages(stages)


def table(found: Sequence[Aim]) -> Rows:
    rows = [["", "measured", "aim", "", HOW]]
    for aim in found:
        measured, most = aim.said or f"{aim.figure:.3f}", aim.most_said or f"{aim.most:g}"
        rows.append([aim.name, measured, f"≤ {most}", "met" if aim.met else "missed", aim.how])
    return rows


def _time(name: str, which: str, figure: float, most: float) -> Aim:
    return Aim(name, f"{which} time", figure, most, seconds(figure), f"{most:g} s")


def _of_large(lines: Lines) -> Iterator[Aim]:
    """A thousand actions: the time beside Typst, which is at the least what it took until it was stopped."""
    ours, typst = lines.at(ALL, _LARGE), lines.at(TYPST, _LARGE)
    if not ours or ours.stopped:
        return
    name = f"all formats, {_LARGE:,} actions"
    if typst:
        under = "<\N{NO-BREAK SPACE}" if typst.stopped else ""
        figure = ours.wall / typst.wall
        over = ">\N{NO-BREAK SPACE}" if typst.stopped else ""
        how = f"{seconds(ours.wall)} / {over}{seconds(typst.wall)}: {TYPST}"
        yield Aim(name, how, figure, 1, f"{under}{figure:.3f}")
    yield Aim(name, "memory of all processes", ours.peak, 1e9, megabytes(ours.peak), megabytes(1e9))


def _of_stages(stages: Sequence[Stage]) -> Iterator[Aim]:
    """The stage that grows fastest."""
    grown = {
        name: exponent([(stage.actions, stage.cpu) for stage in stages if stage.name == name])
        for name in dict.fromkeys(stage.name for stage in stages)
    }
    known = {name: found for name, found in grown.items() if found is not None}
    if known:
        name = max(known, key=lambda each: known[each])
        over = sum(found > 1.05 for found in known.values())
        how = f"the fastest: {name}; {over} of {len(known)} are above the aim"
        yield Aim("growth of each stage", how, known[name], 1.05)
