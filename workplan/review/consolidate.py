"""The copies that members sent back, side by side: what each proposes to the document that all were made
from, and how that meets what others propose, and what the content says today.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain

from workplan.compare import compare
from workplan.content.models import Wording
from workplan.document.revisions import accept, is_marked, select
from workplan.document.tree import Document, Revision
from workplan.document.walk import lines
from workplan.errors import Place
from workplan.review.amendment import Amendment
from workplan.review.amendments import MarkedCopy, Meetings, amendments
from workplan.review.extents import words
from workplan.review.merging import Merged, merge
from workplan.review.rebase import on_baseline
from workplan.review.recognising import recognised
from workplan.review.tagging import tagged
from workplan.word.reader import Reading

#: The amendments of the first copy are numbered from this number on, those of the second from twice it …;
#: below are those of today's content.
_EACH = 1_000_000

#: Whose the changes are that the content had since the copies were sent.
TODAY = Revision("")


@dataclass(frozen=True, slots=True)
class Copy:
    """What one member sent back; no `member` means whoever made each change."""

    name: str
    member: str
    reading: Reading


@dataclass(frozen=True, slots=True)
class Consolidated:
    """`base` is what the copies were made from, `today` what the content says, as changes to it."""

    base: Document
    today: Document
    copies: tuple[MarkedCopy, ...]
    merged: Merged
    made: frozenset[int] = field(default=frozenset())
    overtaken: frozenset[int] = field(default=frozenset())

    def rows(self, wording: Wording, sources: Mapping[str, Place]) -> tuple[Amendment, ...]:
        """The rows of the comment matrix; `sources` are the lines of the content by id."""
        meetings = Meetings(self.merged.findings.same, self.merged.findings.conflicts)
        rows = amendments(self.base, self.copies, wording, sources, meetings)
        says = dict(_said(accept(self.today)))
        return tuple(self._since(row, says.get(row.id, "")) for row in rows)

    def _since(self, row: Amendment, says: str) -> Amendment:
        """A row, with what became of its words since the copies were sent; its line `says` so today."""
        numbers = frozenset(row.revisions)
        if numbers & self.made or (numbers & self.overtaken and row.after and row.after in says):
            said = "the content says so already"
        elif numbers & self.overtaken:
            said = "the content has been changed here since"
        else:
            return row
        return replace(row, how="; ".join(filter(None, (row.how, said))))

    def chosen(self, numbers: Iterable[int]) -> list[Document]:
        """The copies with these amendments alone."""
        wanted = frozenset(numbers)
        return [select(copy.document, lambda revision: revision.amendment in wanted) for copy in self.copies]


def consolidate(
    base: Document,
    today: Document,
    copies: Sequence[Copy],
    progress: Callable[[str], None] = lambda _: None,
) -> Consolidated:
    """What the `copies` of `base` propose, while the content says `today`; `progress` is told the name of
    each copy in turn."""
    found = []
    for n, copy in enumerate(copies, 1):
        progress(copy.name)
        found.append(_marked(base, copy, n * _EACH))
    documents = [copy.document for copy in found]
    merged = merge(base, documents)
    changed = tagged(compare(base, today, TODAY))
    since = recognised(changed, [*documents, merged.document], _EACH // 2)
    both = merge(base, [since, *documents]).findings if is_marked(since) else merged.findings
    made = frozenset(number for number, first in both.same.items() if first < _EACH <= number)
    overtaken = frozenset(other for one, other in both.conflicts if one < _EACH <= other)
    return Consolidated(base, since, tuple(found), merged, made, overtaken)


def _said(document: Document) -> Iterator[tuple[str, str]]:
    """The words of each line and note, by its id."""
    for line in chain.from_iterable(map(lines, document.blocks)):
        yield line.id, words(line.inlines, new=True)
    for note in document.notes:
        yield note.id, words(note.inlines, new=True)


def _marked(base: Document, copy: Copy, first: int) -> MarkedCopy:
    found = on_baseline(base, copy.reading.document, copy.member, first)
    return MarkedCopy(found.document, copy.reading.comments, copy.member, found.untracked)
