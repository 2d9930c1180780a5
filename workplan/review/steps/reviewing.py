"""From the copies that members sent back to the comment matrix of a meeting, and the files beside it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import PurePath
from typing import TypeVar

from msgspec import Struct
from msgspec.structs import replace

from workplan.compare.names.added import NamesSince
from workplan.compare.names.parts import near
from workplan.compare.redline.in_common import LEAST, kept, may_be_versions
from workplan.compare.versions import known
from workplan.content.load import Loaded
from workplan.content.paper.plan import Plan
from workplan.content.words.matrix import ENGLISH, MatrixWords
from workplan.content.words.phrases import Phrases
from workplan.document.composing.compose import compose
from workplan.document.revisions import reject
from workplan.document.tree import Document
from workplan.document.walking.shared import Shared
from workplan.errors import GivenFileError, Place, Problem, in_a_given_file
from workplan.opening import Opened, open_carried
from workplan.processes import divided
from workplan.review.consolidate import Consolidated, Copy, marked, together
from workplan.review.copy.state_shapes import with_shapes
from workplan.review.edits.layers import OtherBaselineError
from workplan.review.edits.marks import marks
from workplan.review.incoming.dossier import Dossier, Given
from workplan.review.incoming.receiving import baseline
from workplan.review.matrix import Besides, Matrix
from workplan.review.record.log import Entry, noted
from workplan.review.rows.columns import place_of
from workplan.review.rows.rows import MarkedCopy
from workplan.word import Reading, read
from workplan.word.file.xml import UnsafeFile
from workplan.word.reader import Memory, column_id
from workplan.writeback.explaining import EXPLAINED, explained
from workplan.writeback.sources import sources

T = TypeVar("T")

#: So many bytes of Word files take longer to read than to be sent to another process.
_MANY = 256 * 1024

__all__ = ["Received", "Reviewed", "as_sent", "baseline", "review"]


class Received(Struct, frozen=True):
    """What came in one copy: its file's name, the member who sent it (empty where nobody says), the authors
    of its marks and comments, and how many amendments and comments (without the answers to them) it has."""

    name: str
    member: str
    authors: tuple[str, ...]
    amendments: int
    comments: int

    @property
    def who(self) -> str:
        """Whom the rows of the matrix name."""
        return self.member or ", ".join(self.authors) or self.name

    def amount(self, words: MatrixWords = ENGLISH) -> str:
        """How much it proposes, in words."""
        found = (
            (self.amendments, words.one_amendment, words.amendments),
            (self.comments, words.one_comment, words.many_comments),
        )
        told = (one if number == 1 else many.format(count=number) for number, one, many in found if number)
        return ", ".join(told) or words.no_change


class Reviewed(Struct, frozen=True):
    """`matrix` has a row for each amendment and comment; `received` says what each copy has; `problems` say
    what the copies hold besides, that has no place in the document."""

    today: Opened
    consolidated: Consolidated
    matrix: Matrix
    problems: tuple[Problem, ...]
    base: Plan
    received: tuple[Received, ...]


def review(
    dossier: Dossier,
    today: Opened,
    log: Sequence[Entry] = (),
    progress: Callable[[str], None] = lambda _: None,
) -> Reviewed:
    """The matrix of a dossier, while the content says `today`, with what its `log` says was decided already.
    Raises `GivenFileError`: a copy cannot be read, or was not made from the baseline."""
    with in_a_given_file():
        base = open_carried(dossier.baseline, "the baseline")
    document = compose(base.plan, None, base.standing)
    sent, memory = Shared(document), Memory()
    within = _Within(today.loaded)
    wording = today.plan.identity.wording
    names = NamesSince(document, wording)
    now = as_sent(today.plan, base.plan)

    def copy(n: int) -> tuple[MarkedCopy | None, tuple[Problem, ...]]:
        given = dossier.copies[n]
        reading = _reading(given, sent, memory)
        if not may_be_versions(document, reject(reading.document)):
            raise _another_plan(given)
        reading = replace(reading, document=with_shapes(reading.document, now.identity))
        told = tuple(_problems(given.name, reading, today.loaded, document, names))
        try:
            return marked(document, Copy(given.name, given.member, reading), n + 1), told
        except OtherBaselineError:
            return None, told

    copies: list[MarkedCopy | None] = []
    problems: list[Problem] = []
    besides: list[Besides] = []
    for given, (one, told) in zip(dossier.copies, _copies(copy, dossier, sent), strict=True):
        copies.append(one)
        progress(f"read {given.name} ({len(copies)} of {len(dossier.copies)})")
        problems += told
        besides += [_besides(problem, given, within) for problem in told]
    if None in copies:  # said when all have been read: what is no copy at all comes first
        error = OtherBaselineError()
        raise GivenFileError(error.message, error.hint)
    numbered = list(filter(None, copies))
    found = together(document, compose(now), numbered, progress, known(today.plan))
    for given, each in zip(dossier.copies, numbered, strict=True):
        if each.untracked and kept(each.document) < LEAST:
            raise _another_plan(given)
    progress("making the rows of the matrix")
    places = {id: within.place(place) for id, place in sources(today.loaded).items()}
    rows = found.rows(wording, places)
    identity = base.plan.identity
    words = wording.matrix
    received = tuple(map(_received, dossier.copies, found.copies))
    matrix = Matrix(
        title=identity.title,
        edition=_edition(document, wording.summary, draft=base.standing.draft),
        digest=dossier.digest,
        amendments=rows,
        besides=tuple(besides),
        copies=tuple(f"{each.who} ({each.amount(words)})" for each in received),
        words=words,
        draft=base.standing.draft,
        organisation=identity.organisation.name,
        group=identity.group,
    )
    return Reviewed(today, found, noted(matrix, log), tuple(problems), base.plan, received)


def _copies(read: Callable[[int], T], dossier: Dossier, sent: Shared) -> Iterator[T]:
    """What is read of each copy: the first one here, since most of the others is the same; those side by
    side, where they are many bytes."""
    count = len(dossier.copies)
    if sum(len(given.data) for given in dossier.copies[1:]) < _MANY:
        yield from map(read, range(count))
        return
    yield read(0)
    yield from divided.each(lambda n: read(n + 1), count - 1, sent.nodes)


def _edition(document: Document, phrases: Phrases, *, draft: bool) -> str:
    """What the copies were made from, in words; a draft with its fingerprint, since there are many."""
    called = document.properties.edition
    if not (draft and document.source):
        return called
    return phrases.fingerprint.format(edition=called, digest=document.source.digest[:8])


def as_sent(plan: Plan, sent: Plan) -> Plan:
    """A plan that is printed as the one that was sent, so that only what it says is different."""
    its_manner = {"printed_as": sent.identity.printed_as}
    draft = sent.draft if sent.identity.edition == plan.identity.edition else plan.draft
    return replace(plan, identity=plan.identity.model_copy(update=its_manner), draft=draft)


def _received(given: Given, copy: MarkedCopy) -> Received:
    found = [mark for _, mark in marks(copy.document)]
    of_columns = [change.revision for change in copy.columns.values() if change.revision]
    authors = dict.fromkeys(
        (*(mark.author for mark in (*found, *of_columns)), *(comment.author for comment in copy.comments))
    )
    amendments = len({mark.amendment for mark in found} | copy.columns.keys())
    comments = sum(comment.parent is None for comment in copy.comments)
    return Received(given.name, given.member, tuple(filter(None, authors)), amendments, comments)


def _reading(given: Given, sent: Shared, memory: Memory) -> Reading:
    try:
        reading = read(given.data, sent.document, memory)
        return replace(reading, document=sent.in_(reading.document))
    except UnsafeFile as error:
        hint = error.hint or "give the copy as it came, a Word document (.docx)"
        raise GivenFileError(f"{given.name}: {error.message}", hint) from None


def _another_plan(given: Given) -> GivenFileError:
    message = f"{given.name} has nothing in common with the plan that it is compared with"
    return GivenFileError(message, "check the file, and what was sent out (--base)")


def _problems(
    name: str, reading: Reading, loaded: Loaded, sent: Document, names: NamesSince
) -> Iterator[Problem]:
    """What a copy has that lands on no field: where it comes from, or that it is in the copy alone."""
    if not reading.findings:
        return
    places = names.names_in(reading.document)
    for n, change in enumerate(reading.columns):
        places[column_id(n)] = place_of(change, sent, names.known, names.telling)
    for edit in explained(reading.findings, loaded):
        message = near(f"{name}: {edit.message}", places.get(edit.at))
        yield Problem(message, edit.place, edit.hint, warning=True)
    for finding in reading.findings:
        if finding.kind in EXPLAINED:
            continue
        words = f": “{finding.words}”" if finding.words else ""
        message = near(f"{finding.message}{words}", places.get(finding.place))
        hint = "it is in the copy alone: put it into the content by hand, or ask the editor"
        yield Problem(message, Place(name), hint, warning=True)


class _Within:
    """Places in the content for a paper that leaves the house: behind the folder's name, wherever it is."""

    def __init__(self, loaded: Loaded) -> None:
        self._root = loaded.places["plan.yaml"].value(()).file.removesuffix("plan.yaml")
        folder = PurePath(self._root)
        inside = not folder.is_absolute() and ".." not in folder.parts
        self._shown = self._root if inside else f"{folder.name}/".lstrip("/")

    def place(self, place: Place) -> Place:
        if not place.file.startswith(self._root):
            return place
        return Place(
            f"{self._shown}{place.file.removeprefix(self._root)}", place.line, place.column, place.in_cells
        )


def _besides(problem: Problem, given: Given, within: _Within) -> Besides:
    """A problem with a copy, for the matrix."""
    hint = f"{problem.hint[:1].upper()}{problem.hint[1:]}"
    message = problem.message.removeprefix(f"{given.name}: ")
    told = f"{given.member}: {message}" if given.member else message
    if problem.place.file == given.name:
        return Besides(f"{told}.", f"{given.name}: {message}. {hint}.")
    place = within.place(problem.place)
    return Besides(f"{told}.", f"{given.name}: {message}. {hint} ({place.file}:{place.line}).")
