"""A redline of two versions of a plan: the document with its marks, and the summary of what changed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from workplan.compare import compare
from workplan.compare.redline.in_common import LEAST, kept, may_be_versions
from workplan.compare.summary.changes import changes
from workplan.compare.summary.summary import Summary, with_statement, with_summary
from workplan.content.words.phrases import Phrases
from workplan.document.printing.directions import filled_in
from workplan.document.revisions import is_marked
from workplan.document.tree import Document, Properties, Revision
from workplan.errors import GivenFileError
from workplan.text.slug import file_slug

if TYPE_CHECKING:
    from workplan.content.paper.plan import Plan
    from workplan.content.words.wording import Wording

#: So many digits of a fingerprint tell two drafts apart.
_DIGITS = 8


class NothingInCommonError(GivenFileError):
    """Two documents that are not versions of one plan: what was named is not what it has to be."""


class Redlined(Struct, frozen=True):
    """`document` is marked throughout, and `shown` is what readers are given: the same with what it is in its
    running head, and the `summary` of its changes in front. `stem` is the safe name of its files."""

    document: Document
    shown: Document
    summary: Summary
    stem: str

    @property
    def statement(self) -> str:
        return self.summary.statement

    @property
    def empty(self) -> bool:
        """Whether nothing changed, neither in the text nor in what else is published."""
        return not (is_marked(self.document) or self.summary.changes)


def redline(
    old: Document,
    new: Document,
    wording: Wording,
    *,
    author: str = "",
    date: datetime | None = None,
    summarised: bool = True,
    members: Sequence[str] = (),
) -> Redlined:
    """The redline from `old` to `new`, told in `wording`; its marks are the `author`'s, or else the new
    document's author's, of the `date`, or else the new edition's. `summarised` puts the summary in front;
    `members` are the names that are known.

    Raises `NothingInCommonError` where next to nothing of the old document is left in the new one.
    """
    name = author or ", ".join(new.properties.authors) or new.properties.title
    revision = Revision(name, date or new.properties.date)
    before, after = told_apart(old, new, wording.summary)
    filled = bool(old.blocks and new.blocks)
    document = compare(old, new, revision) if not filled or may_be_versions(old, new) else None
    if document is None or (filled and kept(document) < LEAST):
        raise NothingInCommonError(
            f"{old.properties.title} ({before}) and {new.properties.title} ({after}) have nothing in common",
            "a redline is made of two versions of one plan: check which ones you named",
        )
    digests = _digest(old), _digest(new)
    told = changes(document, wording, members)
    summary = Summary(new.properties.title, before, after, told, wording.summary, revision, digests)
    versions = "-".join(filter(None, (file_slug(before, limit=60), file_slug(after, limit=60))))
    stem = f"{new.properties.file_stem}-redline-{versions}".rstrip("-")
    return Redlined(document, _shown(document, summary, summarised=summarised), summary, stem)


def known(*plans: Plan) -> tuple[str, ...]:
    """The names of the members of some plans."""
    return tuple(dict.fromkeys(member.id for plan in plans for member in plan.members))


def told_apart(old: Document, new: Document, phrases: Phrases) -> tuple[str, str]:
    """What two editions are called beside each other: by their labels; where both have the same one, by their
    dates as well, or else by the beginnings of their fingerprints, which `inspect` shows of a file."""
    before, after = old.properties, new.properties
    if before.edition != after.edition:
        return before.edition, after.edition
    if before.date.date() != after.date.date():
        return _dated(before, phrases), _dated(after, phrases)
    return _marked_with(old, phrases), _marked_with(new, phrases)


def _dated(properties: Properties, phrases: Phrases) -> str:
    return phrases.dated.format(edition=properties.edition, date=properties.date.date().isoformat())


def _marked_with(document: Document, phrases: Phrases) -> str:
    edition, digest = document.properties.edition, _digest(document)[:_DIGITS]
    return phrases.fingerprint.format(edition=edition, digest=digest) if digest else edition


def _digest(document: Document) -> str:
    return document.source.digest if document.source else ""


def _shown(document: Document, summary: Summary, *, summarised: bool) -> Document:
    around = document.properties.direction
    since = filled_in(summary.phrases.since, "old", summary.old, around)
    head = f"{document.properties.running_head} · {since}"
    shown = replace(document, properties=replace(document.properties, running_head=head))
    return with_summary(shown, summary) if summarised else with_statement(shown, summary)
