"""Alignment: the cells of each row by columns, and the columns that have one cell in a row.

The cells of a row and the tracks are two sequences. They are laid side by side so that the cells stand in the
tracks that their bookmarks, marks and places speak for; cells that find no track stand alone.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct

from workplan.word.reader.columns.tracks import Track, Tracks
from workplan.word.reader.text.raw import RawCell

#: From this number on, cells that stand in no column.
_ALONE = 1000


class Alignment(Struct, frozen=True):
    """For each row of the copy: its cells by their columns (`came` and `is_alone` say what stands for those
    that were not sent), and for each cell of several columns these columns (`joined`)."""

    rows: Sequence[Mapping[int, RawCell]]
    joined: Sequence[Sequence[tuple[int, ...]]]


def align(tracks: Tracks) -> Alignment:
    rows = [_aligned(tracks, n) for n in range(len(tracks.cells))]
    return Alignment(rows, [_joined(tracks, n, found) for n, found in enumerate(rows)])


def came(j: int) -> int:
    """The column of the cells in track `j`, which came."""
    return -1 - j


def is_alone(k: int) -> bool:
    """Whether what stands for a column is that of a cell in none."""
    return k >= _ALONE


def is_sent(k: int) -> bool:
    """Whether a column is one of those that were sent."""
    return 0 <= k < _ALONE


def _aligned(tracks: Tracks, n: int) -> dict[int, RawCell]:
    """The cells of a row by the columns of the copy: -1 and less for those of columns that came, in their
    order, from 1000 on for cells that are in none."""
    cells, columns = tracks.cells[n], tracks.found
    best = [[0.0] * (len(columns) + 1) for _ in range(len(cells) + 1)]
    for i in reversed(range(len(cells))):
        for j in reversed(range(len(columns))):
            pair = best[i + 1][j + 1] + _likeness(tracks, n, cells[i], columns[j])
            best[i][j] = max(pair, best[i][j + 1], best[i + 1][j])
    found: dict[int, RawCell] = {}
    i = j = 0
    while i < len(cells):
        if j < len(columns) and best[i][j] == (
            best[i + 1][j + 1] + _likeness(tracks, n, cells[i], columns[j])
        ):
            known = columns[j].known
            found[came(j) if known is None else known] = cells[i]
            i, j = i + 1, j + 1
        elif j < len(columns) and best[i][j] == best[i][j + 1]:
            j += 1
        else:
            found[_ALONE + i] = cells[i]
            i += 1
    return found


def _likeness(tracks: Tracks, n: int, cell: RawCell, track: Track) -> float:
    if n == tracks.head:
        return 10.0 if cell is track.head else -10.0
    here = 0.5 if cell.start == track.head.start else 0.0
    if (column := tracks.column(n, cell)) is not None:
        return 8 + here if column == track.known else -8.0
    if tracks.came(n, cell):
        return 3 + here if track.known is None else -1.0
    return 1 + here


def _joined(tracks: Tracks, n: int, found: Mapping[int, RawCell]) -> list[tuple[int, ...]]:
    """The columns that have one cell in a row, for each such cell."""
    result = []
    for k, cell in found.items():
        if is_sent(k) and (covered := {*_covered(tracks, k, cell, found), *_within(tracks, n, cell, found)}):
            result.append(tuple(sorted({k, *covered})))
    return result


def _covered(tracks: Tracks, k: int, cell: RawCell, found: Mapping[int, RawCell]) -> Iterator[int]:
    """The columns that a cell of several has besides its own, by their headings."""
    starts = {t.known: t.head.start for t in tracks.found if t.known is not None}
    for other in tracks.columns:
        near = other not in found and 0 < abs(other - k) < cell.span
        if near and (other not in starts or cell.start <= starts[other] < cell.start + cell.span):
            yield other


def _within(tracks: Tracks, n: int, cell: RawCell, found: Mapping[int, RawCell]) -> Iterator[int]:
    """The columns of a row that have no cell, and of which a cell holds lines."""
    places = filter(None, map(tracks.place, cell.lines))
    return (column for row, column in places if row == tracks.rows[n] and column not in found)
