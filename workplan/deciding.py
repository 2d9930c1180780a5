"""What `apply` does: from a matrix that a meeting filled in to the content that says what was decided.

with changing(Path("content"), print) as folder:
    decisions, dossier = decisions_in(Path("meeting/plan-comment-matrix.xlsx"), Path.read_bytes)
    found = decide(decisions, dossier, folder, date.today())
    found.problems                  those that are no warnings stand in the way
    list(found.told())              what changes, in sentences
list(found.patch())             the same as a unified diff
    files = {folder.directory / name: data for name, data in found.files().items()}
    write_all(files, unchanged=lambda: check_unchanged(folder))
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from difflib import unified_diff
from itertools import groupby
from pathlib import Path

from workplan.compare.summary import sentence
from workplan.compare.told import with_signs
from workplan.content.folder import Folder
from workplan.content.papers import paper_folder
from workplan.content.phrases import Phrases
from workplan.editions.frozen import read_head
from workplan.errors import GivenFileError, Problem, in_a_given_file
from workplan.opening import open_content
from workplan.review.incoming.dossier import Dossier, folder_of, read_dossier
from workplan.review.matrix import Decisions, decided, read_matrix
from workplan.review.rows.amendment import Amendment
from workplan.reviewing import Applied, applied, review

__all__ = ["Decided", "decide", "decisions_in"]


@dataclass(frozen=True, slots=True)
class Decided:
    """What the content of `folder`, that of one paper, is to say. `rows` are those of the matrix, with what
    was decided on each."""

    folder: Folder
    rows: tuple[Amendment, ...]
    made: Applied
    phrases: Phrases

    @property
    def problems(self) -> tuple[Problem, ...]:
        return self.made.problems

    @property
    def undecided(self) -> int:
        return sum(not row.disposition for row in self.rows)

    def files(self) -> dict[str, bytes]:
        """The files of the content folder that change, by name, the log among them."""
        return self.folder.originals({name: text.encode() for name, text in self.made.files.items()})

    def told(self) -> Iterator[str]:
        """The lines of a summary of what the plan will say otherwise, place by place."""
        for section, found in groupby(self.made.changes, lambda change: change.section):
            yield section
            yield from (f"  {with_signs(sentence(change, self.phrases))}" for change in found)

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
) -> Decided:
    """What `content` is to say after these decisions, which were made on this `day`. Nothing is written.
    Raises `ContentError` for decisions that cannot be made together, or that are about another matrix."""
    with in_a_given_file():
        head = read_head(dossier.baseline, "the baseline")
    working = paper_folder(content, head.paper)
    found = review(dossier, open_content(working), progress=progress)
    rows = decided(found.matrix, decisions).amendments
    places = {decision.number: decision.place for decision in decisions.decisions}
    phrases = found.today.plan.identity.wording.summary
    return Decided(working, rows, applied(found, rows, places, working, day), phrases)
