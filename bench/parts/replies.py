"""Members' replies: the time from the copies of this plan that members sent back to the comment matrix.

The copies are those of `given.sent`: most changes stand alone, some meet. Timed are reading the Word files,
consolidating, and writing the spreadsheet, the YAML and the compilation text, in one process, once.
"""

from __future__ import annotations

from dataclasses import dataclass
from time import perf_counter, process_time
from typing import TYPE_CHECKING

from bench import ours
from bench.given import sent
from workplan.design.theme import theme
from workplan.document.composing.compose import compose
from workplan.opening import open_content
from workplan.review.incoming.dossier import Dossier, Given
from workplan.review.papers.files import compiled, paper
from workplan.review.steps.reviewing import baseline, review
from workplan.word import write

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rich.console import Console

    from workplan.opening.plain import Opened

#: How many copies, and how many changes in each.
_ASKED = (40, 20)
_STEPS = ((10, 20), (20, 20), (40, 5), (40, 10), _ASKED)


@dataclass(frozen=True, slots=True)
class Replies:
    """So many `copies` with so many `changes` each; `rows` of the matrix that they make in `seconds`."""

    copies: int
    changes: int
    rows: int
    seconds: float
    cpu: float


def measure(steps: Sequence[tuple[int, int]] = _STEPS) -> tuple[Replies, ...]:
    """Measure each number of copies and of changes in them."""
    today = open_content(ours.ROOT / "content")
    file = write(compose(today.plan, None, today.standing), theme())
    found = []
    for copies, changes in steps:
        given = [Given(f"{name}.docx", data, name) for name, data in sent.copies(file, copies, changes)]
        rows, seconds, cpu = _timed(given, today)
        found.append(Replies(copies, changes, rows, seconds, cpu))
    return tuple(found)


def _timed(given: Sequence[Given], today: Opened) -> tuple[int, float, float]:
    """The rows of the matrix, and the time and the processor's time until all files of it are there."""
    started, used = perf_counter(), process_time()
    reviewed = review(Dossier(baseline(given), tuple(given)), today)
    paper(reviewed.matrix, reviewed.consolidated).tables()
    compiled(reviewed.consolidated, reviewed.matrix.words)
    return len(reviewed.matrix.amendments), perf_counter() - started, process_time() - used


def report(found: Sequence[Replies], console: Console) -> None:
    """Say what was measured, and how it grows."""
    (asked,) = (one for one in found if (one.copies, one.changes) == _ASKED)
    console.print(
        f"{asked.copies} copies of this plan with {asked.changes} changes each, consolidated and put into a "
        f"matrix of {asked.rows} rows: {asked.seconds:.1f} s, {asked.cpu:.1f} s of the processor"
    )
    for one in found:
        if one != asked:
            more = (asked.copies * asked.changes) / (one.copies * one.changes)
            console.print(
                f"from {one.copies} copies with {one.changes} changes to that (×{more:.0f} changes): "
                f"{one.seconds:.1f} → {asked.seconds:.1f} s (×{asked.seconds / one.seconds:.1f})"
            )
