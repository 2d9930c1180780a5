"""A redline of two versions of a plan: the document with its marks, and the summary of what changed."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from workplan.compare import compare
from workplan.compare.changes import changes
from workplan.compare.sides import flat
from workplan.compare.summary import Summary, with_summary
from workplan.content.models import Wording
from workplan.document.revisions import is_marked
from workplan.document.tree import Document, Revision
from workplan.document.walk import lines
from workplan.errors import ExitCode, WorkplanError
from workplan.slug import slug

#: Two documents of which less than this part of the letters stays are not versions of one plan.
IN_COMMON = 0.1


class NothingInCommonError(WorkplanError):
    """Two documents that are not versions of one plan."""

    exit_code = ExitCode.CONTENT


@dataclass(frozen=True, slots=True)
class Redlined:
    """`document` is marked throughout, and `shown` is what readers are given: the same with what it is in its
    running head, and the `summary` of its changes in front. `stem` is the safe name of its files."""

    document: Document
    shown: Document
    summary: Summary
    stem: str

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
) -> Redlined:
    """The redline from `old` to `new`, told in `wording`; its marks are the `author`'s, or else the new
    document's author's, of the `date`, or else the new edition's. `summarised` puts the summary in front.

    Raises `NothingInCommonError` where next to nothing of the old document is left in the new one.
    """
    name = author or ", ".join(new.properties.authors) or new.properties.title
    document = compare(old, new, Revision(name, date or new.properties.date))
    before, after = old.properties.edition, new.properties.edition
    if old.blocks and new.blocks and kept(document) < IN_COMMON:
        raise NothingInCommonError(
            f"{old.properties.title} ({before}) and {new.properties.title} ({after}) have nothing in common",
            "a redline is made of two versions of one plan: check which ones you named",
        )
    told = changes(document, wording.summary, wording.linked_priority)
    summary = Summary(new.properties.title, before, after, told, wording.summary)
    versions = "-".join(filter(None, (slug(before, limit=30), slug(after, limit=30))))
    stem = f"{new.properties.file_stem}-redline-{versions}".rstrip("-")
    return Redlined(document, _shown(document, summary, summarised=summarised), summary, stem)


def _shown(document: Document, summary: Summary, *, summarised: bool) -> Document:
    head = f"{document.properties.running_head} · {summary.phrases['since'].format(old=summary.old)}"
    shown = replace(document, properties=replace(document.properties, running_head=head))
    return with_summary(shown, summary) if summarised else shown


def kept(document: Document) -> float:
    """The part of all letters that stays: 0 to 1."""
    kept = total = 0
    for block in document.blocks:
        for line in lines(block):
            for piece in flat(line.inlines):
                letters = len(getattr(piece, "text", ""))
                total += letters
                kept += 0 if piece.change else letters
    return kept / total if total else 1.0
