"""Words for the terminal: a line for each thing done, problems in colour, signs of life.

Whatever is said may come from a file that somebody else made: a producer's name, a title, a file's name. So
everything passes `_line`: it is on one line, has an end, and holds no code that a terminal obeys.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import zip_longest
from pathlib import Path
from typing import Protocol

import click

from workplan.errors import Problem, WorkplanError, together
from workplan.text.excerpts import shortened
from workplan.text.hints import escaped

#: A line of more letters than this ends with an ellipsis. Long hints have some 600.
_MOST_LETTERS = 2_000

#: What stands for lines on files in what was heard; no line of words is empty.
FILES = ""


class Signs(Protocol):
    """What `Terminal.waiting` gives: call it with what is going on."""

    def __call__(self, words: str) -> None: ...


@dataclass(frozen=True, slots=True)
class Terminal:
    """`quiet` leaves out all but problems; `verbose` adds how things were done. `heard` is what was told of
    the content up to now, with `FILES` where files were named, which differs from run to run."""

    quiet: bool = False
    verbose: bool = False
    heard: list[str | tuple[Problem, ...]] = field(default_factory=list, repr=False, compare=False)

    def say(self, words: str) -> None:
        self.heard.append(words)
        self._say(words)

    def _say(self, words: str) -> None:
        if not self.quiet:
            click.echo(_line(words))

    def detail(self, words: str) -> None:
        if self.verbose:
            self._say(words)

    def wrote(self, path: Path, data: bytes) -> None:
        self._file(f"wrote {path} ({len(data) / 1000:,.0f} kB)")

    def is_there(self, path: Path, data: bytes) -> None:
        """Of a file that need not be written."""
        self._file(f"{path} is up to date ({len(data) / 1000:,.0f} kB)")

    def _file(self, words: str) -> None:
        if FILES not in self.heard:
            self.heard.append(FILES)
        self._say(words)

    def problems(self, problems: Iterable[Problem]) -> None:
        """A hint that problems in a row share is said once, behind the last of them."""
        told = together(problems)
        if told:
            self.heard.append(told)
        for problem, following in zip_longest(told, told[1:]):
            kind, colour = ("warning", "yellow") if problem.warning else ("error", "red")
            place = click.style(f"{_line(str(problem.place))}:", bold=True)
            message = _line(problem.message)
            click.echo(f"{place} {click.style(f'{kind}:', fg=colour, bold=True)} {message}", err=True)
            if not following or following.advice != problem.advice:
                _hint(problem.advice)

    def failure(self, error: WorkplanError) -> None:
        click.echo(f"{click.style('error:', fg='red', bold=True)} {_line(error.message)}", err=True)
        _hint(error.hint)

    @contextmanager
    def waiting(self, words: str) -> Iterator[Signs]:
        """On a terminal, a line that moves while something takes its time; else nothing."""
        if self.quiet or not (sys.stderr and sys.stderr.isatty()):
            yield lambda _words: None
            return
        from rich.console import Console  # a tenth of a second, wasted where nobody watches
        from rich.text import Text

        with Console(stderr=True).status(Text(_line(words))) as status:  # no markup in file names
            yield lambda words: status.update(Text(_line(words)))


def _hint(hint: str) -> None:
    if hint:
        click.echo(f"  {click.style('hint:', fg='cyan')} {_line(hint)}", err=True)


def _line(words: str) -> str:
    return shortened(escaped(words), _MOST_LETTERS)
