"""Bringing a plan in: from the bytes of a file to a content folder, its report and its proof."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from msgspec import Struct
from msgspec.structs import replace

from workplan.build.prepare import prepare
from workplan.content.files.folder import Folder, MemoryFolder
from workplan.content.files.papers import PLAN
from workplan.document.composing.compose import compose
from workplan.document.tree import Document
from workplan.errors import GivenFileError, WorkplanError
from workplan.importing.again.conflict import NOTHING, Chosen
from workplan.importing.again.merging import Merged, merged
from workplan.importing.again.record import Record
from workplan.importing.law import Lost, lost_words
from workplan.importing.proof import Difference, differences
from workplan.importing.rules.claims import Claim, rule
from workplan.importing.rules.understanding import Understood, understand
from workplan.importing.source.model import Source
from workplan.importing.source.reading import read_source
from workplan.importing.source.word import View
from workplan.importing.writing.folder import content_files
from workplan.origins.altered import edited
from workplan.origins.carried import carried
from workplan.origins.restoring import restored
from workplan.text.hints import one_of, quoted


@rule("O1")
def ours(data: bytes, name: str, source: Source) -> Imported | None:
    """A Word file that this program made, and that says what it said then, carries its content: that is taken
    as it is, ids and all. One that was edited since is read as any other file; `review` brings such edits
    into the content that there is."""
    if source.changed or (found := carrying(data, name, source, as_sent=True)) is None:
        return None
    claim = Claim(
        "O1", "understood", "", "", "the content that the file carries", "it was made by this program"
    )
    return replace(found, claims=(claim,))


def carrying(data: bytes, name: str, source: Source, *, as_sent: bool) -> Imported | None:
    """The plan that a Word file of ours carries; None where it carries none, or, `as_sent`, says something
    else."""
    if not source.carries:
        return None
    try:
        carried_ = carried(data, name)
        paper = carried_.paper
    except WorkplanError:
        return None
    if paper != PLAN:
        hint = f"`restore {name} FOLDER` gives its content back; a folder begins with the plan"
        raise GivenFileError(
            f"{name} is no plan, but the paper {quoted(paper)}, which this program made", hint
        )
    try:
        if carried_.before is not None:
            return None
        if as_sent and edited(carried_, carried_.open()):
            return None
        files = restored(carried_)
        prepared = prepare(MemoryFolder(files, name))
    except WorkplanError:
        return None
    members = tuple(member.id for member in prepared.opened.plan.members)
    return Imported(source, files, (), prepared.document, members=members)


@rule("X3")
def homeless(lost: Sequence[Lost]) -> tuple[Claim, ...]:
    """Words that are in no line of the content, though no rule left them out, are told first of all doubts:
    that is a fault of the program, and somebody has to put them in."""
    evidence = "the letters of the file and of the built plan were compared"
    became = "not in the content: put them in"
    return tuple(
        Claim("X3", "guessed", each.at, each.words, became, evidence, (), (each.words,)) for each in lost
    )


@rule("X5")
def kept(words: str, replaced: str) -> bool:
    """Words in whose place the folder says something else since it was imported last stay out of it. They are
    told beside what the folder says."""
    return all(word in replaced for word in words.split())


class QuestionsError(GivenFileError):
    """A file that cannot be brought in before somebody answers; `claims` are the questions."""

    def __init__(self, name: str, claims: tuple[Claim, ...]) -> None:
        self.claims = claims
        told = "; ".join(f"{c.rule}: {c.became} ({c.evidence}; {quoted(c.words, 60)})" for c in claims)
        answers = " or ".join(f"--answer {c.rule}={choice}" for c in claims[:1] for choice in c.choices)
        super().__init__(f"{name}: {told}", f"correct the file; or say {answers}")


class Imported(Struct, frozen=True):
    """`files` of the content folder by name, all of a new one, or those that change; what was claimed; what
    the built plan says otherwise."""

    source: Source
    files: Mapping[str, bytes]
    claims: tuple[Claim, ...]
    document: Document
    differences: tuple[Difference, ...] = ()
    lost: tuple[Lost, ...] = ()
    members: tuple[str, ...] = ()
    note_ids: Mapping[str, str] = {}
    merged: Merged | None = None  # of an import into a folder that an earlier one made
    copy: bytes = b""  # for review, where that is what becomes of tracked changes

    @property
    def doubts(self) -> tuple[Claim, ...]:
        return tuple(claim for claim in self.claims if claim.is_doubt)


def bring_in(
    data: bytes,
    name: str,
    answers: Mapping[str, str] | None = None,
    changes: View | None = None,
    members: Iterable[str] = (),
    note_ids: Mapping[str, str] | None = None,
) -> Imported:
    """The plan in a file. `answers` are by the ids of rules; `changes` says how tracked changes are read;
    `members` are known besides those that the file names, and `note_ids` are those of its notes.

    Raises `GivenFileError` where the file cannot be read, has tracked changes and nobody said what to do
    with them, or where a question has no answer."""
    source = read_source(data, name, changes or "accepted")
    if (found := ours(data, name, source)) is not None:
        return found
    if source.changed and changes is None:
        authors, count = one_of(filter(None, source.changed)), sum(source.changed.values())
        raise GivenFileError(
            f"{name}: the file has {count} tracked changes, of {authors or 'nobody named'}",
            "say --as-review to import the text before them, and have them decided on in a review; "
            "--accept-changes to take them all; or --reject-changes to take none",
        )
    if not any(not line.empty for line in source.lines):
        raise GivenFileError(f"{name}: there is no text in the file", "give the plan itself")
    understood: Understood = understand(source, answers or {}, note_ids)
    if questions := tuple(claim for claim in understood.claims if claim.verdict == "asks"):
        raise QuestionsError(name, questions)
    if not understood.blocks:
        raise GivenFileError(f"{name}: there is no text below the front page", "give the plan itself")
    understood.actions.members += [each for each in members if each not in understood.actions.members]
    files = content_files(understood)
    opened = prepare(MemoryFolder(files, name)).opened
    document = compose(replace(opened.plan, draft=""), None, opened.standing)  # as the file is
    lost = lost_words(source, document, understood.claims)
    claims = (*homeless(lost), *understood.claims)
    return Imported(
        source,
        files,
        claims,
        document,
        tuple(differences(source, document, claims)),
        lost,
        tuple(understood.actions.members),
        understood.note_ids,
    )


def bring_in_again(imported: Imported, folder: Folder, record: Record, chosen: Chosen = NOTHING) -> Imported:
    """What was `imported`, merged with the `folder` that an earlier import made, by its `record`. Nothing is
    written. Raises `ContentError` where the folder does not load."""
    source = imported.source
    known = any(claim.rule == "O1" for claim in imported.claims)
    found = merged(folder, record, imported.files, source.name, chosen, known_ids=known)
    why = "the folder says otherwise since it was imported last"
    claims = [claim for claim in imported.claims if claim.rule != "X3"]
    for gone in lost_words(source, found.document, claims):
        if kept(gone.words, found.replaced):
            claims.append(Claim("X5", "left out", gone.at, gone.words, why, lost=(gone.words,)))
    before = {(each.original, each.ours) for each in imported.differences}
    told: list[Difference] = []
    for each in differences(source, found.document, claims):
        if not each.reason and (each.original, each.ours) not in before and kept(each.gone, found.replaced):
            each = replace(each, reason=f"X5: {why}")
        told.append(each)
    lost = lost_words(source, found.document, claims)
    return replace(
        imported, files=found.files, claims=(*homeless(lost), *claims), document=found.document,
        differences=tuple(told), lost=lost, merged=found,
    )  # fmt: skip
