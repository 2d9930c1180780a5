"""What is aimed at for this plan: commands of ours, each in turns with what it stands beside.

Each is a whole process, started as a user starts it, the others' as well: Docxodus loads .NET, WeasyPrint is
imported. All have compiled bytecode. What the program keeps from one run to the next is there, as it is for a
user's second build; one pair has an empty cache folder every time.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bench import ours
from bench.given import sent
from bench.others.commands import DOCXODUS, bare, docxodus
from bench.tasks import ALL, EVERY_PAPER, REDLINE, UNCHANGED, every_paper, review, tasks
from workplan.design.theme import theme
from workplan.render.html import print_html

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from bench.measuring.measure import Measurement
    from bench.measuring.runs import Runner
    from bench.tasks import Prepared

_ROUNDS = 5
#: Letters that a member puts in as one run.
LETTERS = 1_000_000

COLD, ALONE = "all formats, cold", "WeasyPrint's import, layout and writing of the same HTML"
NOTHING_KEPT = "all formats, cold, nothing kept"
IMPORTS = "python -c 'import click, pydantic'"
HELP, BOOK = "--help", "review of a copy with a million letters in one run"


@dataclass(frozen=True, slots=True)
class Pair:
    """Two commands, and what they took: medians."""

    name: str
    beside: str
    ours: Measurement
    theirs: Measurement

    @property
    def ratio(self) -> float:
        """Of wall times."""
        return self.ours.seconds / self.theirs.seconds


def measure(ready: Prepared, runner: Runner, *, left_out: Sequence[str] = ()) -> Iterator[Pair]:
    """All pairs of this plan, but for those with peers that are `left_out`."""
    folder = _made_beside(ready, "pairs")
    known = {task.name: (*ours.PROGRAM, *task.words) for task in tasks(ready)}
    everything = (*ours.PROGRAM, *every_paper(ready).words)
    html = folder / "print.html"
    html.write_text(print_html(ours.document(ready.content), theme()), encoding="utf-8")

    def pair(name: str, beside: str, command: Sequence[str], other: Sequence[str]) -> Pair:
        found = runner.in_turns("in turns", {name: command, beside: other}, _ROUNDS)
        return Pair(name, beside, found[name], found[beside])

    alone = bare(html, folder / "bare.pdf")
    yield pair(COLD, ALONE, known[ALL], alone)
    yield pair(NOTHING_KEPT, ALONE, _with_nothing_kept(known[ALL], folder), alone)
    yield pair(UNCHANGED, IMPORTS, known[UNCHANGED], (sys.executable, "-c", "import click, pydantic"))
    papers = 1 + sum(1 for _ in (ready.content / "papers").iterdir())
    yield pair(EVERY_PAPER, f"the plan alone, of {papers} papers", everything, known[ALL])
    if DOCXODUS not in left_out:
        compared = docxodus(ready.word, ready.amended_word, folder / "redline.docx")
        yield pair(REDLINE, DOCXODUS, known[REDLINE], compared)


def alone(ready: Prepared, runner: Runner) -> dict[str, Measurement]:
    """What is measured by itself."""
    copies = _made_beside(ready, "book")
    copy = copies / "Member.docx"
    copy.write_bytes(sent.with_words(ready.word.read_bytes(), "The tide rises and falls. ", LETTERS))
    commands = {HELP: (HELP,), BOOK: review(ready, [copy], BOOK).words}
    return {name: runner.repeated(name, (*ours.PROGRAM, *words), _ROUNDS) for name, words in commands.items()}


def _with_nothing_kept(command: Sequence[str], folder: Path) -> tuple[str, ...]:
    return ("sh", "-c", 'XDG_CACHE_HOME="$(mktemp -d -p "$0")" exec "$@"', str(folder), *command)


def _made_beside(ready: Prepared, name: str) -> Path:
    folder = ready.content.with_name(name)
    folder.mkdir()
    return folder
