"""Tracks: which row and column of a table of a copy is which of those that were sent.

A row is the one that most of its cells' bookmarks are of. A column is found by the bookmark of its heading,
else by those of its other cells, by the words of its heading, and at last by its place between others.
"""

from __future__ import annotations

from collections import Counter as Counts
from collections.abc import Callable, Iterable

from msgspec import Struct

from workplan.document.tree import Revision, Table
from workplan.word.reader.columns.cells import cell_words, is_tracked, words
from workplan.word.reader.text.raw import RawCell, RawLine, RawTable

#: A row and a column of the table that was sent, from 0; row 0 is that of the headings.
At = tuple[int, int]


class Track(Struct):
    """A column of the copy: the one of those that were sent, from 0, or None for one that came."""

    known: int | None
    head: RawCell


class Tracks:
    """A table of a copy beside the one that was `sent` (its rows, and the numbers of its `columns`).

    `cells` are those of each row of the copy, and `rows` which row of those that were sent it is, None for a
    new one; `head` is the number of the one with the headings. `found` are the columns of the copy."""

    def __init__(self, table: Table, raw: RawTable, place: Callable[[RawLine], At | None]) -> None:
        self.raw, self.place, self.table = raw, place, table
        self.sent = (table.header, *table.rows)
        self.columns = range(len(table.header.cells))
        self.cells = [[cell for cell in row.cells if not cell.filler] for row in raw.rows]
        self.rows = [self._known_row(cells) for cells in self.cells]
        self.head = next((n for n, row in enumerate(self.rows) if row == 0), 0)
        if self.rows[self.head] is None:
            self.rows[self.head] = 0
        self.found = [Track(self.column(self.head, cell), cell) for cell in self.cells[self.head]]
        self._know_others()
        self._fill_gaps()

    def is_plain(self) -> bool:
        """Whether there is nothing to arrange."""
        return [track.known for track in self.found] == [*self.columns] and not any(
            len(cells) != len(self.columns)
            or any(c.span > 1 or c.merged or self.is_tracked(n, c) for c in cells)
            for n, cells in enumerate(self.cells)
        )

    def column(self, n: int, cell: RawCell) -> int | None:
        """The column of a cell in row `n`, by its bookmark; one that came has none."""
        if self.came(n, cell):
            return None
        at = self._at(cell)
        return at[1] if at and at[0] == self.rows[n] else None

    def missing(self) -> list[int]:
        """The columns that were sent and that no track is known to be."""
        known = {track.known for track in self.found}
        return [k for k in self.columns if k not in known]

    def is_tracked(self, n: int, cell: RawCell) -> bool:
        """Whether a cell in row `n` came or went by itself."""
        return is_tracked(cell, self.raw.rows[n])

    def came(self, n: int, cell: RawCell) -> bool:
        """Whether a mark says that a cell in row `n` came by itself."""
        return cell.marks.inserted is not None and self.is_tracked(n, cell)

    def went(self, n: int, cell: RawCell) -> Revision | None:
        """The mark that a cell in row `n` went by itself."""
        return cell.marks.deleted if self.is_tracked(n, cell) else None

    def _known_row(self, cells: Iterable[RawCell]) -> int | None:
        votes = Counts(at[0] for cell in cells if (at := self._at(cell)))
        return votes.most_common(1)[0][0] if votes else None

    def _at(self, cell: RawCell) -> At | None:
        """Where a cell was when it was sent, by its first bookmark."""
        return next(filter(None, map(self.place, cell.lines)), None)

    def _know_others(self) -> None:
        """Tracks whose heading has no bookmark: by those of their other cells, else by its words."""
        open_ = [n for n, track in enumerate(self.found) if track.known is None and self._may_be_known(track)]
        votes: list[Counts[int]] = [Counts() for _ in self.found]
        for n, row in enumerate(self.cells):
            if len(row) == len(self.found):
                for at in open_:
                    votes[at].update(filter(None, [self.column(n, row[at])]))
        said = [cell_words(cell) for cell in self.table.header.cells]
        for at in open_:
            heading, left = words(self.found[at].head.lines), self.missing()
            by_vote = next((k for k, _ in votes[at].most_common() if k in left), None)
            by_words = next((k for k in left if said[k] == heading), None)
            self.found[at].known = by_words if by_vote is None else by_vote

    def _may_be_known(self, track: Track) -> bool:
        return not self.came(self.head, track.head)

    def _fill_gaps(self) -> None:
        """Headings that are reworded: as many between two that are known as were sent there."""
        last, between = -1, list[Track]()
        for track in (*self.found, Track(len(self.columns), RawCell())):
            if track.known is None:
                between += [track] if self._may_be_known(track) else []
                continue
            left = [k for k in self.missing() if last < k < track.known]
            if len(left) == len(between):
                for each, k in zip(between, left, strict=True):
                    each.known = k
            last, between = track.known, []
