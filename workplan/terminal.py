"""Words for the terminal: a line for each thing done, problems in colour, signs of life."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

import click

from workplan.errors import Problem, WorkplanError
from workplan.hints import escaped


class Signs(Protocol):
    """What `Terminal.waiting` gives: call it with what is going on."""

    def __call__(self, words: str) -> None: ...


@dataclass(frozen=True, slots=True)
class Terminal:
    """`quiet` leaves out all but problems; `verbose` adds how things were done."""

    quiet: bool = False
    verbose: bool = False

    def say(self, words: str) -> None:
        if not self.quiet:
            click.echo(words)

    def detail(self, words: str) -> None:
        if self.verbose and not self.quiet:
            click.echo(words)

    def wrote(self, path: Path, data: bytes) -> None:
        self.say(f"wrote {path} ({len(data) / 1000:,.0f} kB)")

    def problems(self, problems: Iterable[Problem]) -> None:
        for problem in problems:
            kind, colour = ("warning", "yellow") if problem.warning else ("error", "red")
            place = click.style(f"{problem.place}:", bold=True)
            click.echo(f"{place} {click.style(f'{kind}:', fg=colour, bold=True)} {problem.message}", err=True)
            _hint(problem.hint)

    def failure(self, error: WorkplanError) -> None:
        click.echo(f"{click.style('error:', fg='red', bold=True)} {escaped(error.message)}", err=True)
        _hint(error.hint)

    @contextmanager
    def waiting(self, words: str) -> Iterator[Signs]:
        """On a terminal, a line that moves while something takes its time; else nothing."""
        if self.quiet or not (sys.stderr and sys.stderr.isatty()):
            yield lambda _words: None
            return
        from rich.console import Console  # a tenth of a second, wasted where nobody watches

        with Console(stderr=True).status(words) as status:
            yield lambda words: status.update(words)


def _hint(hint: str) -> None:
    if hint:
        click.echo(f"  {click.style('hint:', fg='cyan')} {hint}", err=True)
