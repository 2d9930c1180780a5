"""The copies that members sent back, side by side: what each proposes to the document that all were made
from, and how that meets what others propose, and what the content says today.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from pathlib import PurePath

from msgspec import Struct
from msgspec.structs import replace

from workplan.compare import compare
from workplan.content.words.matrix import MatrixWords
from workplan.content.words.wording import Wording
from workplan.document.revisions import is_marked, select
from workplan.document.tree import NO_AMENDMENT, AmendmentNumber, Document, Revision
from workplan.document.walking.walk import all_ids
from workplan.errors import Place
from workplan.review.content_now.columns_made import columns_made
from workplan.review.content_now.moves_made import moves_made
from workplan.review.content_now.order import arrangement
from workplan.review.content_now.recognise import recognised
from workplan.review.content_now.state import Today
from workplan.review.content_now.state import today as became_of
from workplan.review.copy.columns import numbered
from workplan.review.copy.numbering import tagged
from workplan.review.copy.on_baseline import on_baseline
from workplan.review.edits.marks import remade
from workplan.review.merge.columns import with_columns
from workplan.review.merge.conflicts import Conflicts
from workplan.review.merge.merge import Merged, merge
from workplan.review.rows.amendment import Amendment
from workplan.review.rows.rows import MarkedCopy, amendments
from workplan.word.reader import ColumnChange, Reading

#: Whose the changes are that the content had since the copies were sent.
TODAY = Revision("")


class Copy(Struct, frozen=True):
    """What one member sent back; no `member` means whoever made each change, or where the file does not say
    that either, its name."""

    name: str
    member: str
    reading: Reading


class Consolidated(Struct, frozen=True):
    """`base` is what the copies were made from, and `merged` all that they propose to it. `since` are the
    changes that the content had, to `base` in today's order; `made` are the amendments among them, each with
    the change that it is (none for a move, which that order has made), and `met` those that touch the same
    words, each behind the change of the content that it meets."""

    base: Document
    copies: tuple[MarkedCopy, ...]
    merged: Merged
    since: Document
    today: Today
    made: Mapping[AmendmentNumber, AmendmentNumber] = {}
    met: frozenset[tuple[AmendmentNumber, AmendmentNumber]] = frozenset()
    members: Collection[str] = ()

    @property
    def overtaken(self) -> frozenset[AmendmentNumber]:
        """The amendments that touch words which the content has changed."""
        return frozenset(other for _, other in self.met)

    def rows(self, wording: Wording, sources: Mapping[str, Place]) -> tuple[Amendment, ...]:
        """The rows of the comment matrix; `sources` are the lines of the content by id."""
        known = {id: sources[now] for id in all_ids(self.base) if (now := self.today.id(id)) in sources}
        rows = amendments(self.base, self.copies, wording, known, self.merged.findings)
        return tuple(self._since(row, wording.matrix) for row in rows)

    def is_made(self, row: Amendment) -> bool:
        """Whether the content says already what a row proposes."""
        numbers = frozenset(row.revisions)
        if numbers & self.made.keys() or self.today.lists(row):
            return True
        return bool(numbers & self.overtaken) and self.today.has(row)

    def column(self, row: Amendment) -> ColumnChange | None:
        """What a row proposes to do to a column."""
        found = (copy.columns.get(number) for copy in self.copies for number in row.revisions)
        return next(filter(None, found), None)

    def go_together(self, since: AmendmentNumber, other: AmendmentNumber) -> bool:
        """Whether a change that the content had is an amendment of the copy that has this other one too."""
        return any(change == since and number.copy == other.copy for number, change in self.made.items())

    def _since(self, row: Amendment, words: MatrixWords) -> Amendment:
        """A row, with what became of its words since the copies were sent."""
        if self.is_made(row):
            said = words.said_already
        elif self.overtaken & {*row.revisions}:
            said = self.today.told(row, words)
        else:
            return row
        return replace(row, how="; ".join(filter(None, (row.how, said))))

    def chosen(self, numbers: Iterable[AmendmentNumber]) -> list[Document]:
        """The copies with these amendments alone."""
        wanted = frozenset(numbers)
        return [select(copy.document, lambda revision: revision.amendment in wanted) for copy in self.copies]


def consolidate(
    base: Document,
    today: Document,
    copies: Sequence[Copy],
    progress: Callable[[str], None] = lambda _: None,
    members: Collection[str] = (),
) -> Consolidated:
    """What the `copies` of `base` propose, while the content says `today`; `progress` is told what
    is being done."""
    found = []
    for n, copy in enumerate(copies, 1):
        progress(f"numbering what {copy.name} proposes ({n} of {len(copies)})")
        found.append(marked(base, copy, n))
    return together(base, today, found, progress, members)


def together(
    base: Document,
    today: Document,
    found: Sequence[MarkedCopy],
    progress: Callable[[str], None] = lambda _: None,
    members: Collection[str] = (),
) -> Consolidated:
    """The same of copies whose amendments are numbered (`marked`)."""
    documents = [copy.document for copy in found]
    progress(f"bringing together {len(found)} copies")
    merged = merge(base, documents, members)
    columns = [copy.columns for copy in found]
    merged = replace(merged, findings=with_columns(merged.findings, base, documents, columns))
    progress("comparing with today's content")
    order = arrangement(base, compare(base, today, TODAY), documents)
    before, ordered = order.of(base), list(map(order.of, documents))
    changed = tagged(compare(before, today, TODAY))
    since = recognised(changed, [*ordered, order.of(merged.document)])
    became = became_of(before, since, order, members)
    met = merge(before, [since, *ordered], members).findings if is_marked(since) else Conflicts()
    made = {number: first for number, first in met.same.items() if first.copy == 0 < number.copy}
    made |= dict.fromkeys(moves_made(ordered, made), NO_AMENDMENT)
    made |= dict.fromkeys(columns_made(base, today, became.id, columns), NO_AMENDMENT)
    pairs = frozenset((one, other) for one, other in met.conflicts if one.copy == 0 < other.copy)
    return Consolidated(base, tuple(found), merged, since, became, made, pairs, members)


def marked(base: Document, copy: Copy, number: int) -> MarkedCopy:
    """A copy with its amendments numbered; its own `number` is its place among all, from 1. Raises
    `OtherBaselineError`."""
    found = on_baseline(base, copy.reading.document, copy.member, number)
    name = PurePath(copy.name).stem
    document = found.document
    if not copy.member:
        document = remade(document, lambda mark: replace(mark, author=mark.author or name))
    columns = numbered(copy.reading.columns, document, number)
    return MarkedCopy(document, copy.reading.comments, copy.member, found.untracked, name, columns)
