"""The text of a file before its tracked changes as content, and the changes and comments as a copy for
review."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import suppress

from msgspec import Struct
from msgspec.structs import replace

from workplan.build.prepare import prepare
from workplan.content.files.folder import MemoryFolder
from workplan.design.theme import theme
from workplan.document.revisions import accept, reject
from workplan.document.tree import Document, Revision
from workplan.errors import GivenFileError, OurBug
from workplan.importing.bringing_in import Imported, bring_in, carrying
from workplan.importing.first_copy.accounting import accounted
from workplan.importing.first_copy.places import placed
from workplan.importing.first_copy.stacked import stacked
from workplan.importing.first_copy.steps import steps
from workplan.importing.law import printed
from workplan.importing.rules.claims import Claim, rule
from workplan.importing.source.model import Sitting, Source
from workplan.importing.source.reading import read_source
from workplan.review.edits.layers import OtherBaselineError
from workplan.word import read, write
from workplan.word.commented import with_comments


class FirstCopy(Struct, frozen=True):
    """`imported` is the text before all changes; `copy` is the Word file for `review`."""

    imported: Imported
    copy: bytes


def first_copy(data: bytes, name: str, answers: Mapping[str, str] | None = None) -> FirstCopy:
    """The import of a file as a review. Raises `GivenFileError` as `bring_in` does."""
    source = read_source(data, name, "rejected")
    if not source.changed and not source.comments:
        hint = "leave --as-review out"
        raise GivenFileError(f"{name}: the file has neither tracked changes nor comments", hint)
    if (found := ours(data, name, source)) is not None:
        return found
    base = bring_in(data, name, answers, "rejected")
    notes = {
        at: id for at, id in base.note_ids.items() if at[0] in "en"
    }  # the file's own numbers, in any view
    then: list[tuple[Revision, Imported]] = []
    sittings: frozenset[Sitting] = frozenset()
    for step in steps([change for change in source.changes if change.kind != "laid out"]):
        sittings |= step.sittings
        then.append((Revision(step.author, step.date), bring_in(data, name, answers, sittings, (), notes)))
    named = dict.fromkeys(member for _, each in then for member in each.members)
    if not named.keys() <= set(base.members):
        base = bring_in(data, name, answers, "rejected", named)
    after = then[-1][1] if then else base
    marked, copy, of_authors = _written(_sent(base), [(by, _sent(each)) for by, each in then])
    comments, of_comments = placed(base, after, marked)
    told = [claim for claim in base.claims if claim.rule != "C1"]
    of_changes = () if of_authors else accounted(source.changes, marked)
    claims = (*told, *of_authors, *of_changes, *of_comments)
    return FirstCopy(replace(base, claims=claims), with_comments(copy, comments))


def _sent(imported: Imported) -> Document:
    """What is printed of the content: a draft, which the copy is of."""
    return prepare(MemoryFolder(imported.files, imported.source.name)).document


def _written(
    base: Document, then: Sequence[tuple[Revision, Document]]
) -> tuple[Document, bytes, tuple[Claim, ...]]:
    """The marked document and its file, which says what it should when it is read again; and what there is
    to say of its authors."""
    if not then:
        return base, write(base, theme(), for_review=True), ()
    last = then[-1][1]
    for steps_, claims in ((then, ()), ([(_all_of(then), last)], (told_together(then),))):
        with suppress(OtherBaselineError):
            marked = stacked(base, steps_)
            file = write(marked, theme(), for_review=True)
            found = read(file, base).document
            if _says(reject(found), base) and _says(accept(found), last):
                return marked, file, claims
    raise OurBug("the tracked changes of the file cannot be made a copy for review")


def _says(one: Document, other: Document) -> bool:
    return _letters(one) == _letters(other)


def _letters(document: Document) -> str:
    return "".join(each.letters for each in printed(document))


def _all_of(then: Sequence[tuple[Revision, Document]]) -> Revision:
    authors = dict.fromkeys(by.author for by, _ in then)
    dates = [by.date for by, _ in then if by.date]
    return Revision(", ".join(filter(None, authors)), max(dates, default=None))


@rule("C6")
def told_together(then: Sequence[tuple[Revision, Document]]) -> Claim:
    """Where changes of several people cannot be told apart (rows that one moved and another put back), they
    are in the copy under all their names: a doubt."""
    names = _all_of(then).author
    return Claim("C6", "guessed", "", "", f"the changes are in the copy, all as those of {names}")


@rule("O2")
def ours(data: bytes, name: str, source: Source) -> FirstCopy | None:
    """With `--as-review`, a Word file that this program made gives the content that it carries, and is
    itself the copy for review, with whatever was changed in it, tracked or not."""
    if (found := carrying(data, name, source, as_sent=False)) is None:
        return None
    claim = Claim(
        "O2", "understood", "", "", "the content that the file carries; the file is the copy for review",
        "it was made by this program",
    )  # fmt: skip
    return FirstCopy(replace(found, claims=(claim,)), data)
