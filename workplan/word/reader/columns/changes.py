"""What an editor did to the columns of a table, and to single cells: which came, went, were merged or moved.

The cells of one change are together: all of a column; those that one author marked as gone; those of the same
columns that are merged. Of columns in another order as few as can be are said to have moved.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain
from typing import Literal

from msgspec import Struct

from workplan.document.tree import Revision
from workplan.word.reader.columns.alignment import Alignment, came, is_alone, is_sent
from workplan.word.reader.columns.cells import cell_words, words
from workplan.word.reader.columns.tracks import Tracks
from workplan.word.reader.text.raw import RawCell

ColumnKind = Literal["added", "removed", "merged", "moved"]


class ColumnChange(Struct, frozen=True):
    """What an editor did to a column, or to single `cells` of it. `table` is the id of its table in what was
    sent, and `headings` those of the cells in its first row that it is about; `after` is that of the column
    behind which one was put, empty for the first place. `words` are the heading of a column that came.
    `cells` has the id of each row, empty for a new one, and what the cell says there. `revision` is None
    where nothing tracks it, `lines` the numbers of the lines that are in no cell any more."""

    kind: ColumnKind
    table: str
    headings: tuple[str, ...]
    after: str = ""
    words: str = ""
    cells: tuple[tuple[str, str], ...] = ()
    whole: bool = True
    revision: Revision | None = None
    lines: frozenset[int] = frozenset()


def column_id(n: int) -> str:
    """What the lines of a column that came are called: those of the change with this place in
    `Reading.columns`."""
    return f"column-{n}"


def column_changes(tracks: Tracks, alignment: Alignment) -> list[ColumnChange]:
    """All changes of one table: added, removed, merged, moved, in this order."""
    changes = _Changes(tracks, alignment)
    changes.add_added()
    changes.add_removed()
    changes.add_merged()
    changes.add_moved()
    return changes.found


class _Changes:
    """The changes of one table, while they are `found`."""

    def __init__(self, tracks: Tracks, alignment: Alignment) -> None:
        self._tracks, self._alignment = tracks, alignment
        self.found: list[ColumnChange] = []

    def add_added(self) -> None:
        aligned = self._alignment.rows
        for j, track in enumerate(self._tracks.found):
            if track.known is None:
                found = [(n, cells[came(j)]) for n, cells in enumerate(aligned) if came(j) in cells]
                self._add("added", (), found, after=self._before(j), words=words(track.head.lines))
        for n, cells in enumerate(aligned):
            for k, cell in cells.items():
                if is_alone(k):
                    last = max(filter(is_sent, cells), default=-1)
                    self._add("added", (), [(n, cell)], after=self._heading(last), whole=False)

    def add_removed(self) -> None:
        """Columns and cells that are marked as deleted, and those that are gone and in no merged cell."""
        aligned, missing = self._alignment.rows, self._tracks.missing()
        merged = frozenset(chain.from_iterable(chain.from_iterable(self._alignment.joined)))
        for k in self._tracks.columns:
            tracked: dict[str, list[tuple[int, RawCell]]] = {}
            for n, cells in enumerate(aligned):
                if k in cells and (deleted := self._tracks.went(n, cells[k])):
                    tracked.setdefault(deleted.author, []).append((n, cells[k]))
            for found in tracked.values():
                whole = any(n == self._tracks.head for n, _ in found)
                self._add("removed", (k,), found, whole=whole)
            gone = [
                (n, RawCell())
                for n, cells in enumerate(aligned)
                if k not in cells and self._tracks.rows[n] is not None
            ]
            if gone and k not in merged:
                self._add("removed", (k,), gone, whole=k in missing)

    def add_merged(self) -> None:
        across: dict[tuple[int, ...], list[tuple[int, RawCell]]] = {}
        for n, found in enumerate(self._alignment.joined):
            for columns in found:
                across.setdefault(columns, []).append((n, RawCell()))
        down: dict[tuple[int, ...], list[tuple[int, RawCell]]] = {}
        for n, cells in enumerate(self._alignment.rows):
            for k, cell in cells.items():
                if cell.merged and is_sent(k):
                    down.setdefault((k,), []).append((n, cell))
        for columns, where in (*across.items(), *down.items()):
            whole = len(columns) > 1 and any(n == self._tracks.head for n, _ in where)
            self._add("merged", columns, where, whole=whole)

    def add_moved(self) -> None:
        known = [track.known for track in self._tracks.found if track.known is not None]
        for k in (k for k in known if k not in _rising(known)):
            j = next(j for j, track in enumerate(self._tracks.found) if track.known == k)
            self._add("moved", (k,), (), after=self._before(j))

    def _before(self, j: int) -> str:
        """The heading before a column of the copy; empty for the first."""
        known = (track.known for track in reversed(self._tracks.found[:j]) if track.known is not None)
        return self._heading(next(known, -1))

    def _heading(self, k: int) -> str:
        return self._tracks.table.header.cells[k].id if k >= 0 else ""

    def _add(
        self,
        kind: ColumnKind,
        columns: Sequence[int],
        found: Sequence[tuple[int, RawCell]],
        *,
        after: str = "",
        words: str = "",
        whole: bool = True,
    ) -> None:
        lines = (
            frozenset(line.at for _, cell in found for line in cell.lines) if kind == "added" else frozenset()
        )
        headings = tuple(map(self._heading, columns))
        cells = tuple(
            (self._row_id(n), self._said(n, columns, cell))
            for n, cell in found
            if not (whole and n == self._tracks.head)
        )
        marks = (cell.marks.change for n, cell in found if self._tracks.is_tracked(n, cell))
        change = ColumnChange(
            kind, self._tracks.table.id, headings, after, words, cells, whole, next(marks, None), lines
        )
        self.found.append(change)

    def _row_id(self, n: int) -> str:
        row = self._tracks.rows[n]
        return "" if row is None else self._tracks.sent[row].id

    def _said(self, n: int, columns: Sequence[int], cell: RawCell) -> str:
        row = self._tracks.rows[n]
        if not columns or row is None:
            return words(cell.lines)
        return " | ".join(filter(None, (cell_words(self._tracks.sent[row].cells[k]) for k in columns)))


def _rising(numbers: Sequence[int]) -> set[int]:
    """The most of the numbers that are in their order."""
    best: list[tuple[int, ...]] = [()]
    for number in numbers:
        before = [each for each in best if not each or each[-1] < number]
        best.append((*sorted(before, key=len)[-1], number))
    return set(sorted(best, key=len)[-1])
