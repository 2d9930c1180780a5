"""What `apply` does: from a matrix that a meeting filled in to the content that says what was decided.

with changing(Path("content"), print) as folder:
    decisions, dossier = decisions_in(Path("meeting/plan-comment-matrix.xlsx"), Path.read_bytes)
    found = decide(decisions, dossier, folder, date.today())
    found.problems                  those that are no warnings stand in the way
    found.in_the_way                the rows that they are about, to be left out with `skip`
    list(found.told())              what changes, in sentences
    list(found.patch())             the same as a unified diff
    files = {folder.directory / name: data for name, data in found.files().items()}
    write_all(files, unchanged=lambda: check_unchanged(folder))
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from datetime import date
from difflib import unified_diff
from itertools import groupby
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from workplan.compare import compare
from workplan.compare.summary.changes import changes
from workplan.compare.summary.summary import sentence
from workplan.compare.telling.told import with_signs
from workplan.compare.versions import known
from workplan.content.files.folder import Folder
from workplan.content.files.papers import paper_folder
from workplan.content.paper.plan import Plan
from workplan.document.composing.compose import compose
from workplan.editions.frozen import read_head
from workplan.errors import ContentError, GivenFileError, OurBug, Place, Problem, in_a_given_file
from workplan.opening import open_content
from workplan.review.deciding.decide import MEETING
from workplan.review.deciding.of_rows import DONE, RowProblem
from workplan.review.incoming.dossier import Dossier, folder_of, read_dossier
from workplan.review.matrix import Decisions, decided, impossible, read_matrix
from workplan.review.record.log import log_of, not_yet
from workplan.review.rows.amendment import Amendment
from workplan.review.steps.applying import Applied, applied
from workplan.review.steps.reviewing import Reviewed, review

__all__ = ["Decided", "decide", "decisions_in"]


class Decided(Struct, frozen=True):
    """What the content of `folder`, that of one paper, is to say. `rows` are those of the matrix, with what
    was decided on each; none on those that were `skipped`. Where a problem is an error, `in_the_way` has the
    numbers of the rows without which the others can be applied, and `others` says whether there are any."""

    folder: Folder
    rows: tuple[Amendment, ...]
    made: Applied
    today: Plan
    skipped: tuple[int, ...] = ()
    in_the_way: tuple[int, ...] = ()
    others: bool = False

    @property
    def problems(self) -> tuple[Problem, ...]:
        return self.made.problems

    @property
    def undecided(self) -> int:
        return sum(not row.disposition and row.number not in self.skipped for row in self.rows)

    def files(self) -> dict[str, bytes]:
        """The files of the content folder that change, by name, the log among them; none where anything
        stands in the way."""
        if not _works(self.made):
            return {}
        return self.folder.originals({name: text.encode() for name, text in self.made.files.items()})

    def told(self) -> Iterator[str]:
        """The lines of a summary of what the plan will say otherwise, place by place."""
        wording = self.today.identity.wording
        if not self.made.printed:
            return
        redline = compare(compose(self.today), self.made.printed, MEETING)
        told = changes(redline, wording, known(self.today))
        for section, found in groupby(told, lambda change: change.section):
            yield section
            yield from (f"  {with_signs(sentence(change, wording.summary))}" for change in found)

    def patch(self) -> Iterator[str]:
        """The lines of a unified diff of all that changes."""
        for name, text in self.made.files.items():
            old, real = self.made.before.get(name, ""), self.folder.original(name)
            lines = old.splitlines(keepends=True), text.splitlines(keepends=True)
            for line in unified_diff(*lines, f"a/{real}", f"b/{real}"):
                yield line.rstrip("\n")


def decisions_in(matrix: Path, read: Callable[[Path], bytes]) -> tuple[Decisions, Dossier]:
    """What was filled in into a matrix, and what that was made from, which stands beside it. Raises
    `GivenFileError` where one is not that of the other."""
    decisions = read_matrix(read(matrix), str(matrix))
    dossier = read_dossier(folder_of(matrix), read)
    if decisions.digest != dossier.digest:
        raise GivenFileError(
            f"{matrix} was not made from what stands in {folder_of(matrix)}",
            "use the matrix and the folder that one `review` wrote",
        )
    return decisions, dossier


def decide(
    decisions: Decisions,
    dossier: Dossier,
    content: Folder,
    day: date,
    progress: Callable[[str], None] = lambda _: None,
    skip: Collection[int] = (),
) -> Decided:
    """What `content` is to say after these decisions, which were made on this `day`, but for those on the
    rows to `skip`. Nothing is written. Raises `ContentError` for decisions that are about another matrix, and
    for rows to skip that are not there."""
    with in_a_given_file():
        head = read_head(dossier.baseline, "the baseline")
    working = paper_folder(content, head.paper)
    found = review(dossier, open_content(working), progress=progress)
    rows = _left(decided(found.matrix, decisions).amendments, skip, decisions)
    places = {decision.number: decision.place for decision in decisions.decisions}
    skipped = tuple(sorted(skip))

    warnings = tuple(impossible(found.matrix, decisions))

    def attempt(rows: Sequence[Amendment]) -> Applied:
        made = _attempt(found, rows, places, working, day)
        return replace(made, problems=(*warnings, *made.problems))

    made = attempt(rows)
    if _works(made):
        return Decided(working, rows, made, found.today.plan, skipped)
    progress("finding the rows that stand in the way")
    log = log_of(working)
    new = not_yet(rows, found.matrix.digest, log, places)
    named = {
        n for problem in made.problems for n in (problem.rows if isinstance(problem, RowProblem) else ())
    }
    taken = [row for row in new if row.disposition in DONE and row.number not in named]
    in_the_way = tuple(sorted((*named, *(row.number for row in _in_the_way(taken, attempt)))))
    others = any(row.number not in in_the_way for row in new)
    return Decided(working, rows, made, found.today.plan, skipped, in_the_way, others)


def _left(rows: Sequence[Amendment], skip: Collection[int], decisions: Decisions) -> tuple[Amendment, ...]:
    """The rows, without what was decided on those to `skip`."""
    known = {row.number for row in rows}
    if missing := sorted(n for n in skip if n not in known):
        place = Place(next((each.place.file for each in decisions.decisions), "the matrix"))
        hint = f"the numbers go from {min(known)} to {max(known)}" if known else "there are none at all"
        raise ContentError(Problem(f"there is no amendment {n} to leave out", place, hint) for n in missing)
    left = (replace(row, disposition="", amended="") if row.number in skip else row for row in rows)
    return tuple(left)


def _attempt(
    found: Reviewed, rows: Sequence[Amendment], places: Mapping[int, Place], content: Folder, day: date
) -> Applied:
    """What is to be written; or the problems alone, where nothing can be."""
    try:
        return applied(found, rows, places, content, day)
    except ContentError as error:
        return Applied({}, {}, error.problems, 0)
    except OurBug as error:
        place = next(iter(places.values()), Place("the matrix"))
        message = f"what was decided cannot be written into the content: {error.message}"
        return Applied({}, {}, (Problem(message, place, error.hint),), 0)


def _works(made: Applied) -> bool:
    return all(problem.warning for problem in made.problems)


def _in_the_way(
    rows: Sequence[Amendment], attempt: Callable[[Sequence[Amendment]], Applied]
) -> Sequence[Amendment]:
    """The rows without which the others can be applied, halved until each is found. None where nothing can be
    applied in any case."""
    kept: list[Amendment] = []
    found: list[Amendment] = []

    def take(group: Sequence[Amendment]) -> None:
        if _works(attempt([*kept, *group])):
            kept.extend(group)
        elif len(group) == 1:
            found.extend(group)
        else:
            half = len(group) // 2
            take(group[:half])
            take(group[half:])

    if rows:
        take(rows)
    return found if len(found) < len(rows) or _works(attempt([])) else []
