"""Runs of commands, one after the other or in turns; a line says what each took, since a bench takes long."""

from __future__ import annotations

from dataclasses import replace
from statistics import median
from time import perf_counter
from typing import TYPE_CHECKING

from bench.measuring.measure import Limits, Measurement, run

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

#: A command is not given again once its runs, or those of all that take turns, have taken so many seconds.
_ENOUGH, _ENOUGH_IN_TURNS = 10, 60


class Runner:
    """Gives commands within `limits`, and says what each took."""

    def __init__(self, limits: Limits, say: Callable[[str], None]) -> None:
        self.limits = limits
        self._say = say
        self._started = perf_counter()

    def repeated(self, what: str, command: Sequence[str], repeats: int) -> Measurement:
        """The median times and the largest peak of some runs; fewer of a long command, and one where a limit
        stopped it."""
        runs: list[Measurement] = []
        while len(runs) < repeats and sum(each.seconds for each in runs) < _ENOUGH:
            runs.append(run(command, self.limits))
            if runs[-1].stopped:
                break
        return self._found(what, runs)

    def in_turns(
        self, what: str, commands: Mapping[str, Sequence[str]], rounds: int
    ) -> dict[str, Measurement]:
        """The medians of commands that take turns, so that whatever the machine does besides meets all of
        them; fewer turns of long ones. One that a limit stopped is not run again."""
        runs: dict[str, list[Measurement]] = {name: [] for name in commands}
        until = perf_counter() + _ENOUGH_IN_TURNS
        for _ in range(rounds):
            if perf_counter() > until:
                break
            for name, command in commands.items():
                if not (runs[name] and runs[name][-1].stopped):
                    runs[name].append(run(command, self.limits))
        return {name: self._found(f"{what}, {name}", each) for name, each in runs.items()}

    def say(self, words: str) -> None:
        minutes, rest = divmod(int(perf_counter() - self._started), 60)
        self._say(f"{minutes:3}:{rest:02} {words}")

    def _found(self, what: str, runs: Sequence[Measurement]) -> Measurement:
        found = replace(_median(runs), output="")
        self.say(f"{what}: {'more than ' if found.stopped else ''}{found.seconds:.2f} s")
        return found


def _median(runs: Sequence[Measurement]) -> Measurement:
    """Of runs of which a limit stopped the last alone that counts."""
    if runs[-1].stopped:
        return runs[-1]
    return replace(
        runs[-1],
        seconds=median(one.seconds for one in runs),
        cpu=median(one.cpu for one in runs),
        peak=max(one.peak for one in runs),
    )
