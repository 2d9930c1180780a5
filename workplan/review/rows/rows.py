"""From marked copies to the rows of the comment matrix: each amendment once, in document order, with the
comments on it.

Each copy is read by itself, beside the baseline: what one row shows is what one member proposes, whatever
others do to the same words. Of equal proposals the first copy's is shown, under all members' names.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from msgspec import Struct
from msgspec.structs import replace

from workplan.compare.names.naming import PlaceName, place_names
from workplan.compare.telling.telling import Telling
from workplan.content.words.matrix import MatrixWords
from workplan.content.words.wording import Wording
from workplan.document.resolving.counting import count
from workplan.document.tree import NO_AMENDMENT, AmendmentNumber, Document, Revision, Table
from workplan.errors import Place
from workplan.review.copy.columns import Columns
from workplan.review.merge.conflicts import Conflicts
from workplan.review.rows import columns as of_columns
from workplan.review.rows.amendment import Amendment
from workplan.review.rows.describe import shown
from workplan.review.rows.threads import Alone, Thread, said, threads
from workplan.review.rows.touched import Order, Otherwise, Spot, spots, with_numbers_of
from workplan.word.reader import ColumnChange, Comment, column_id


class MarkedCopy(Struct, frozen=True):
    """What was read of one copy. `document` has its amendments numbered (`copy.numbering`), with numbers
    that no other copy has; `member` is who sent it, empty for whoever made each change; `untracked` are the
    numbers of changes that the copy does not mark, and that were found by comparing. `name` is for comments
    of nobody; `columns` are what the copy does to columns."""

    document: Document
    comments: tuple[Comment, ...] = ()
    member: str = ""
    untracked: frozenset[AmendmentNumber] = frozenset()
    name: str = ""
    columns: Columns = {}


def amendments(
    base: Document,
    copies: Sequence[MarkedCopy],
    wording: Wording,
    sources: Mapping[str, Place],
    meetings: Conflicts | None = None,
) -> tuple[Amendment, ...]:
    """The rows, numbered from 1. `sources` has the lines of the content by the ids of `base`
    (`writeback.sources`). Raises `OtherBaselineError` for a copy that was not made from `base`."""
    meetings = meetings or Conflicts()
    places = _Places(
        place_names(base, wording),
        {
            block.header.id: block.rows[0].id
            for block in base.blocks
            if isinstance(block, Table) and block.rows
        },
        Telling(wording.summary, wording.linked_priority, base.properties.language),
        wording.matrix,
    )
    found = [row for copy in copies for row in _Copy(copy, base, places, sources).rows()]
    rows = sorted(_together(found, meetings.same), key=lambda row: (row.order, row.amendment.revisions))
    groups = _groups([row.amendment for row in rows], meetings)
    return tuple(
        replace(row.amendment, number=number, group=groups.get(number, ""))
        for number, row in enumerate(rows, 1)
    )


class _Row(Struct, frozen=True):
    order: Order
    amendment: Amendment


class _Places(Struct, frozen=True):
    """`known` are the names of places, and `firsts` the first rows of tables by the rows of their
    headings."""

    known: Mapping[str, PlaceName]
    firsts: Mapping[str, str]
    telling: Telling
    words: MatrixWords

    def of(self, spot: Spot) -> str:
        """The place of a spot in words."""
        if spot.new and spot.unit == "row" and spot.home in self.firsts:
            return self.known[self.firsts[spot.home]].before(self.telling)
        where = self.known.get(spot.home)
        if where is None:
            return next(iter(self.known.values())).before(self.telling) if self.known else ""
        return where.after(self.telling) if spot.new and spot.unit != "cell" else str(where)


class _Copy(Struct, frozen=True):
    """One copy, while its rows are made."""

    copy: MarkedCopy
    base: Document
    places: _Places
    sources: Mapping[str, Place]

    def rows(self) -> Iterator[_Row]:
        all_spots = list(spots(with_numbers_of(self.base, self.copy.document), self.base))
        at: dict[AmendmentNumber, list[Spot]] = defaultdict(list)
        for spot in all_spots:
            for number in sorted(spot.numbers - {NO_AMENDMENT}):
                at[number].append(spot)
        all_threads = threads(self.copy.comments)
        of_column = {column_id(n): number for n, number in enumerate(self.copy.columns)}
        for number, change in self.copy.columns.items():
            about = [thread for thread in all_threads if of_column.get(thread.first) == number]
            yield self.column(number, change, all_spots, about)
        comments = said([thread for thread in all_threads if thread.first not in of_column], all_spots)
        for number, found in at.items():
            yield self.amendment(number, found, comments.on.get(number, []))
        yield from map(self.comment, comments.alone)

    def amendment(self, number: AmendmentNumber, at: Sequence[Spot], comments: Iterable[Thread]) -> _Row:
        found = shown(number, at)
        spot, extent, revision = found.spot, found.extent, found.revision
        amendment = Amendment(
            number=0,
            id=spot.home,
            place=self.places.of(spot),
            source=self.sources.get(spot.home),
            members=(self.copy.member,) if self.copy.member else found.authors,
            date=revision.date,
            kind="untracked" if number in self.copy.untracked else found.kind,
            present=extent.present,
            proposed=extent.proposed,
            after=extent.after,
            thread=tuple(remark for thread in comments for remark in thread.remarks),
            how="; ".join(self.how(found.otherwise, found.target)),
            revisions=(number,),
            value=found.otherwise.value if found.otherwise else "",
            extent=(extent.start, extent.end) if found.of_line else None,
        )
        return _Row((*spot.order, found.at), amendment)

    def column(
        self, number: AmendmentNumber, change: ColumnChange, spots: Sequence[Spot], comments: Iterable[Thread]
    ) -> _Row:
        revision = change.revision or Revision(self.copy.member)
        places = self.places
        found = of_columns.shown(change, revision, self.base, places.known, places.telling, places.words)
        amendment = Amendment(
            number=0,
            id=found.home,
            place=found.place,
            source=self.sources.get(found.home) or self.sources.get(change.table),
            members=(self.copy.member or revision.author or self.copy.name,),
            date=revision.date,
            kind="column",
            present=found.present,
            proposed=found.proposed,
            after=found.after,
            thread=tuple(remark for thread in comments for remark in thread.remarks),
            how="" if change.revision else places.words.not_tracked,
            revisions=(number,),
        )
        at = (spot.order for spot in spots if spot.home in (found.home, f"{found.home}.text"))
        return _Row((*next(at, (0,)), 0), amendment)

    def how(self, otherwise: Otherwise | None, target: Spot | None) -> Iterator[str]:
        if target:
            yield self.places.words.moved_to.format(place=self.places.of(target))
        if otherwise:
            telling = self.places.telling
            yield telling.name(getattr(telling.phrases, otherwise.phrase), number=otherwise.number)

    def comment(self, found: Alone) -> _Row:
        spot, extent, first = found.spot, found.extent, found.thread.remarks[0]
        of_line = spot is not None and not spot.new and spot.unit in ("line", "cell", "note")
        amendment = Amendment(
            number=0,
            id=spot.home if spot else "",
            place=self.places.of(spot) if spot else self.base.properties.title,
            source=self.sources.get(spot.home) if spot else None,
            members=(self.copy.member or first.author or self.copy.name,),
            date=first.date,
            kind="comment",
            present=extent.present,
            proposed=extent.proposed,
            after=extent.after,
            thread=found.thread.remarks,
            extent=(extent.start, extent.end) if of_line else None,
        )
        return _Row((*spot.order, extent.start) if spot else (2,), amendment)


def _together(rows: Iterable[_Row], same: Mapping[AmendmentNumber, AmendmentNumber]) -> Iterator[_Row]:
    """The rows, equal proposals as one."""
    firsts: dict[AmendmentNumber, _Row] = {}
    remarks: dict[object, _Row] = {}
    for row in rows:
        number = next(iter(row.amendment.revisions), NO_AMENDMENT)
        first = firsts.get(_first(number, same))
        if not number:  # a comment; who sends two copies makes it in both
            key = (row.order, row.amendment.id, row.amendment.thread)
            known = remarks.get(key)
            remarks[key] = _Row(known.order, _one(known.amendment, row.amendment)) if known else row
        elif first is None:
            firsts[number] = row
        else:
            firsts[_first(number, same)] = _Row(first.order, _one(first.amendment, row.amendment))
    yield from (*firsts.values(), *remarks.values())


def _first(number: AmendmentNumber, same: Mapping[AmendmentNumber, AmendmentNumber]) -> AmendmentNumber:
    while number in same and same[number] != number:
        number = same[number]
    return number


def _one(first: Amendment, other: Amendment) -> Amendment:
    return replace(
        first,
        members=tuple(dict.fromkeys((*first.members, *other.members))),
        thread=tuple(dict.fromkeys((*first.thread, *other.thread))),
        revisions=(*first.revisions, *other.revisions),
    )


def _groups(rows: Sequence[Amendment], meetings: Conflicts) -> dict[int, str]:
    """The letters of the conflicts, by the numbers of the rows: one for all that hang together."""
    row_of = {revision: n for n, row in enumerate(rows, 1) for revision in row.revisions}
    leader = {n: n for n in range(1, len(rows) + 1)}

    def lead(n: int) -> int:
        while leader[n] != n:
            n = leader[n]
        return n

    met: set[int] = set()
    for pair in sorted(meetings.conflicts):
        one, other = (row_of.get(number, 0) for number in pair)
        if one and other and one != other:
            met |= {one, other}
            leader[max(lead(one), lead(other))] = min(lead(one), lead(other))
    letters: dict[int, str] = {}
    for n in sorted(met):
        letters.setdefault(lead(n), count(len(letters) + 1, "lower-alpha").upper())
    return {n: letters[lead(n)] for n in sorted(met)}
