"""What `review` does: from the copies of members to the matrix and the papers of a meeting.

given = [Given(path.name, path.read_bytes(), "") for path in copies]
found = collect(given, on_disk(Path("content")))
found.matrix             its rows, to be shown or asked
found.paper().tables()   the matrix as a spreadsheet and as YAML, in which decisions are filled in
found.paper().document   the matrix as a paper, for `workplan.build.formats`
found.compilation()      the plan with everybody's proposals, in Word
found.beside()           what it was made from: `deciding` needs it beside the matrix
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from pathlib import PurePath

from msgspec import Struct
from msgspec.structs import replace

from workplan.content.checks.translation import untranslated_matrix
from workplan.content.files.folder import Folder
from workplan.content.files.papers import paper_folder
from workplan.content.paper.written_days import day_in_words
from workplan.content.words.wording import Wording
from workplan.document.composing.compose import compose
from workplan.errors import Place, Problem
from workplan.opening import Opened, open_carried, open_content
from workplan.opening.naming import file_name
from workplan.review.incoming.dossier import Dossier, Given, files
from workplan.review.incoming.receiving import baseline, doubts
from workplan.review.incoming.sender import How, Senders
from workplan.review.matrix import Decision, Matrix, with_decisions
from workplan.review.papers.files import Paper, compiled, paper
from workplan.review.record.log import Entry, log_of
from workplan.review.steps.reviewing import Received, Reviewed, review
from workplan.text.hints import one_of, quoted

__all__ = ["Collected", "Given", "collect"]


class Collected(Struct, frozen=True):
    """What a meeting has before it. `matrix` has what was decided before; `log` is the record of it, and
    `problems` say what somebody should look at. `known_by` says of each copy how its
    member is known. Files are named `stem`."""

    stem: str
    dossier: Dossier
    reviewed: Reviewed
    matrix: Matrix
    log: tuple[Entry, ...]
    problems: tuple[Problem, ...]
    known_by: tuple[How, ...]

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
    *,
    day: date | None = None,
) -> Collected:
    """What the `copies` propose. `sent` is the content that they were made from, as an edition file has it;
    empty for what they carry. A copy without a member is of the one whom its file's name says. The paper
    is of that `day`, or else of that of the newest change. Raises
    `GivenFileError`: a copy cannot be read, or was not made from that content."""
    text = sent or baseline(copies)
    base = open_carried(text, "the baseline")
    stem = compose(base.plan).properties.file_stem
    working = paper_folder(content, base.plan.paper)
    log = tuple(log_of(working))
    today = open_content(working)
    senders = _senders(base, today, stem)
    sent_by = [_from_whom(copy, senders) for copy in copies]
    dossier = Dossier(text, tuple(copy for copy, _ in sent_by))
    language = today.loaded.places["plan.yaml"].value(("language",))
    odd = (
        *untranslated_matrix(today.plan.identity, language),
        *doubts(dossier.copies, senders, sent),
    )
    found = review(dossier, today, log, progress)
    problems = (*odd, *_nobodys(found.received, senders), *found.problems)
    matrix = _dated(found.matrix, day, today.plan.identity.wording)
    return Collected(stem, dossier, found, matrix, log, problems, tuple(how for _, how in sent_by))


def _dated(matrix: Matrix, day: date | None, wording: Wording) -> Matrix:
    """The matrix of a `day`, or else of the day of the newest change."""
    day = day or (matrix.newest and matrix.newest.date())
    return replace(matrix, day=day_in_words(day, wording)) if day else matrix


def _senders(base: Opened, today: Opened, stem: str) -> Senders:
    """Who may have sent a copy: the members of now, and of when the copies were made."""
    identity = base.plan.identity
    members = {member.id: member for member in (*base.plan.members, *today.plan.members)}
    own = (identity.title, identity.short_title, identity.group, identity.organisation.name, identity.symbol)
    return Senders(members.values(), filter(None, own), (file_name(base, stem), stem))


def _from_whom(copy: Given, senders: Senders) -> tuple[Given, How]:
    """A copy with its member, and how that is known."""
    path = PurePath(copy.name)
    if copy.member:
        return replace(copy, member=senders.known(copy.member) or copy.member), "said"
    if member := senders.of(path.name):
        return replace(copy, member=member), "file"
    if member := senders.known(path.parent.name) if path.parent.name else "":
        return replace(copy, member=member), "folder"
    return copy, "authors"


def _nobodys(received: Iterable[Received], senders: Senders) -> Iterator[Problem]:
    """Copies of which nothing says who sent them, where their authors are no members either."""
    for each in received:
        strangers = [author for author in each.authors if not senders.known(author)]
        if each.member or not strangers:
            continue
        names = one_of(map(quoted, strangers))
        message = f"nothing says which member sent it; its rows are under the names of its authors: {names}"
        yield Problem(message, Place(each.name), "say who sent it with --from", warning=True)
