"""What can go wrong, said once: places, problems, one exception root, exit codes.

Every error that a user can cause leaves this package as a `WorkplanError`; only `workplan.cli`
turns one into words on a terminal and an exit code.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from enum import IntEnum

from workplan.text.hints import escaped, one_of


class ExitCode(IntEnum):
    """Published in `--help` and in the README; never renumbered."""

    OK = 0
    CONTENT = 1  # the content has errors (or warnings, with --fail-on-warnings)
    USAGE = 2  # the command line itself is wrong (click's own code)
    ENVIRONMENT = 3  # something that the machine should have is missing
    OUTPUT = 4  # an output could not be written, or took more than its limits
    FILE = 5  # a file that was given is not ours, was altered, or cannot be used
    BUG = 70  # our own output failed our own check
    INTERRUPTED = 130  # Ctrl-C


@dataclass(frozen=True, order=True, slots=True)
class Place:
    """A point in a source file. `line` and `column` count from 1; `file` is as the user gave it. In a
    spreadsheet they are a row and a column, and shown as people know them there: K8."""

    file: str
    line: int = 1
    column: int = 1
    in_cells: bool = field(default=False, compare=False)

    def __str__(self) -> str:
        at = f"{column_letters(self.column)}{self.line}" if self.in_cells else f"{self.line}:{self.column}"
        return f"{escaped(self.file)}:{at}"


def column_letters(number: int) -> str:
    """The name of a column of a spreadsheet: A, B, … Z, AA, …"""
    letters = ""
    while number > 0:
        number, letter = divmod(number - 1, 26)
        letters = chr(ord("A") + letter) + letters
    return letters


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing for the user to mend: where, what, and what to do about it; `also` are other places that have
    the same (`together`).

    Its words may come from a hostile file, or file name: what a terminal would obey is escaped."""

    message: str
    place: Place
    hint: str = ""
    warning: bool = False
    also: tuple[Place, ...] = ()

    def __post_init__(self) -> None:
        object.__setattr__(self, "message", escaped(self.message))
        object.__setattr__(self, "hint", escaped(self.hint))

    def __str__(self) -> str:
        kind = "warning" if self.warning else "error"
        lines = [f"{self.place}: {kind}: {self.message}"]
        if self.advice:
            lines.append(f"  hint: {self.advice}")
        return "\n".join(lines)

    @property
    def advice(self) -> str:
        """The hint, with the other places that have the same."""
        here = {place.line for place in self.also if place.file == self.place.file} - {self.place.line}
        others = [str(place) for place in self.also if place.file != self.place.file]
        lines = f"line{'s' * (len(here) > 1)} {one_of(map(str, sorted(here)))}" if here else ""
        same = one_of(filter(None, (lines, *others)))
        return "; ".join(filter(None, (self.hint, f"the same in {same}" if same else "")))


def together(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """One problem for one cause: what is said in the same words of several places is said of the first, which
    names the others. What is said of a whole file is said of each."""
    found: dict[tuple[object, ...], list[Problem]] = {}
    for each in problems:
        whole = each.place.file if (each.place.line, each.place.column) == (1, 1) else ""
        found.setdefault((whole, each.message, each.hint, each.warning), []).append(each)
    return tuple(map(_folded, found.values()))


def _folded(same: Sequence[Problem]) -> Problem:
    places = dict.fromkeys(place for each in same for place in (each.place, *each.also))
    return replace(same[0], also=tuple(places)[1:])


class WorkplanError(Exception):
    """The root of all errors of this package. `hint` says what to do."""

    exit_code = ExitCode.OUTPUT

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint


class ContentError(WorkplanError):
    """The content has errors; `problems` holds all of them, warnings too, most useful first, each once."""

    exit_code = ExitCode.CONTENT

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = together(problems)
        super().__init__("\n".join(map(str, self.problems)))


class GivenContentError(ContentError):
    """As `ContentError`, of a file that the user named: that file cannot be used."""

    exit_code = ExitCode.FILE


@contextmanager
def in_a_given_file() -> Iterator[None]:
    """What is wrong with content that a file carries is wrong with that file."""
    try:
        yield
    except ContentError as error:
        raise GivenContentError(error.problems) from error


class EnvironmentProblem(WorkplanError):
    """Something that the machine should have (a font package, Pango) is missing."""

    exit_code = ExitCode.ENVIRONMENT


class OutputError(WorkplanError):
    """An output could not be made or written: no permission, no space, over its limits."""

    exit_code = ExitCode.OUTPUT


class GivenFileError(WorkplanError):
    """A file, revision or edition that the user named is not what it has to be: not ours, altered,
    unreadable."""

    exit_code = ExitCode.FILE


class OurBug(WorkplanError):
    """Our output does not say what the document says. Not the user's fault, and says so."""

    exit_code = ExitCode.BUG
