"""What `review` does: from the copies of members to the matrix and the papers of a meeting.

given = [Given(path.name, path.read_bytes(), "") for path in copies]
found = collect(given, on_disk(Path("content")))
found.matrix             its rows, to be shown or asked
found.paper().tables()   the matrix as a spreadsheet and as YAML, in which decisions are filled in
found.paper().document   the matrix as a paper, for `workplan.build`
found.compilation()      the plan with everybody's proposals, in Word
found.beside()           what it was made from: `deciding` needs it beside the matrix
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from workplan.content.folder import Folder
from workplan.content.models import Plan
from workplan.content.papers import paper_folder
from workplan.content.translation import untranslated_matrix
from workplan.document.compose import compose
from workplan.errors import Problem
from workplan.opening import open_carried, open_content
from workplan.opening.naming import file_name
from workplan.receiving import baseline, doubts
from workplan.review.incoming.dossier import Dossier, Given, files
from workplan.review.incoming.sender import member_of
from workplan.review.matrix import Decision, Matrix, with_decisions
from workplan.review.papers.files import Paper, compiled, paper
from workplan.review.record.log import Entry, log_of
from workplan.reviewing import Reviewed, review

__all__ = ["Collected", "Given", "collect"]


@dataclass(frozen=True, slots=True)
class Collected:
    """What a meeting has before it. `matrix` has what was decided before; `log` is the record of it, and
    `problems` say what somebody should look at. Files are named `stem`."""

    stem: str
    dossier: Dossier
    reviewed: Reviewed
    matrix: Matrix
    log: tuple[Entry, ...]
    problems: tuple[Problem, ...]

    def with_decisions(self, earlier: Iterable[Decision]) -> Collected:
        """The same with what was filled in into a matrix that this one replaces."""
        return replace(self, matrix=with_decisions(self.matrix, earlier))

    def paper(self, *, with_log: bool = False) -> Paper:
        return paper(self.matrix, self.reviewed.consolidated, self.log if with_log else ())

    def compilation(self) -> dict[str, bytes]:
        """The compilation text, by its file's name."""
        return compiled(self.reviewed.consolidated, self.matrix.words)

    def beside(self) -> dict[str, bytes]:
        """The files of the folder beside the matrix (`dossier.folder_of`), by name."""
        return files(self.dossier)


def collect(
    copies: Sequence[Given],
    content: Folder,
    sent: str = "",
    progress: Callable[[str], None] = lambda _: None,
) -> Collected:
    """What the `copies` propose. `sent` is the content that they were made from, as an edition file has it;
    empty for what they carry. A copy without a member is of the one whom its file's name says. Raises
    `GivenFileError`: a copy cannot be read, or was not made from that content."""
    text = sent or baseline(copies)
    base = open_carried(text, "the baseline")
    stem = compose(base.plan).properties.file_stem
    dossier = Dossier(text, tuple(_with_member(copy, file_name(base, stem), stem) for copy in copies))
    working = paper_folder(content, base.plan.paper)
    log = tuple(log_of(working))
    today = open_content(working)
    language = today.loaded.places["plan.yaml"].value(("language",))
    odd = (
        *untranslated_matrix(today.plan.identity, language),
        *doubts(dossier.copies, _names(today.plan), sent),
    )
    found = review(dossier, today, log, progress)
    return Collected(
        stem,
        dossier,
        found,
        found.matrix,
        log,
        (*odd, *found.problems),
    )


def _with_member(copy: Given, *stems: str) -> Given:
    """A copy whose member its file's name says, where nobody else does."""
    return copy if copy.member else replace(copy, member=member_of(copy.name, *stems))


def _names(plan: Plan) -> Iterator[str]:
    """What members are called."""
    return (name for member in plan.members for name in (member.id, member.name) if name)
