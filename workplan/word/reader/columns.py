"""Which columns of a table are which: those that were sent, and what an editor did to them.

A table of a copy gets the columns back that it was sent with, so that what other people wrote in its cells
stays where it was. What came, went, was merged or moved is a `ColumnChange`, one for each column.

    [x] columns and single cells that came (`w:cellIns`) or went (`w:cellDel`), tracked or not; the first, the
        last, several; the words of the same author in them are part of it
    [x] columns and cells that were merged (`w:gridSpan`, `w:vMerge`, `w:cellMerge`): each line goes back into
        the cell whose bookmark it has, or that said the same
    [x] columns in another order
    [x] a row that came or went whose cells say so, too: nothing of its own
    [-] a cell that is gone without a mark says what was sent

ECMA-376 Part 1, 17.4.17 (gridSpan), 17.4.84 (vMerge), 17.13.5.1-3 (cells that are tracked).
"""

from __future__ import annotations

from collections import Counter as Counts
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain
from typing import Literal

from workplan.document.tree import (
    Cell,
    Document,
    Inline,
    Link,
    Marked,
    Note,
    NoteReference,
    Revision,
    Row,
    Table,
    Text,
)
from workplan.document.walk import plain
from workplan.word.reader.findings import Findings
from workplan.word.reader.raw import RawCell, RawLine, RawRow, RawTable, lines_of

ColumnKind = Literal["added", "removed", "merged", "moved"]


@dataclass(frozen=True, slots=True)
class ColumnChange:
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
    """What the lines of a column that came are called: those of the change with this place in `columns`."""
    return f"column-{n}"


#: A row and a column of the table that was sent, from 0; row 0 is that of the headings.
_At = tuple[int, int]
_LineId = Callable[[RawLine], Iterable[str]]


@dataclass
class Columns:
    """The tables that were `sent`. Filled on the way: the `changes`; the ids of the cells that say what was
    sent (`restored`), since the copy has them no more; the footnotes whose calls a column took away, with the
    author who did so (`calls`)."""

    sent: Mapping[str, Table]
    named: _LineId
    changes: list[ColumnChange] = field(default_factory=list)
    restored: dict[str, Cell] = field(default_factory=dict)
    calls: dict[str, str] = field(default_factory=dict)
    _places: dict[str, tuple[str, _At]] = field(default_factory=dict)
    _found: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        for table in self.sent.values():
            for n, row in enumerate((table.header, *table.rows)):
                for k, cell in enumerate(row.cells):
                    at = table.id, (n, k)
                    self._places |= dict.fromkeys((cell.id, *(p.id for p in cell.blocks)), at)

    def arrange(self, raw: RawTable) -> bool:
        """Give a table the columns that were sent; whether it is one that was sent."""
        table = self._table(raw)
        if table is None:
            return False
        reading = _Reading(table, raw, self._of(table.id))
        if reading.is_plain():
            return True
        reading.arrange()
        self.changes += reading.changes
        self.restored |= {cell.id: cell for cell in reading.restored}
        self.calls |= reading.calls
        raw.widths, raw.alignments = table.widths, table.alignments
        return True

    def _of(self, table: str) -> Callable[[RawLine], _At | None]:
        def place(line: RawLine) -> _At | None:
            found = (self._places.get(id) for id in self.named(line))
            return next((at for id, at in filter(None, found) if id == table), None)

        return place

    def _table(self, raw: RawTable) -> Table | None:
        """The table that was sent: the one that most bookmarks are of, else one with such headings."""
        votes: Counts[str] = Counts()
        for line in chain.from_iterable(map(lines_of, raw.rows)):
            votes.update(self._places[id][0] for id in self.named(line) if id in self._places)
        name = votes.most_common(1)[0][0] if votes else self._by_headings(raw)
        if not name or name in self._found:
            return None
        self._found.add(name)
        return self.sent[name]

    def _by_headings(self, raw: RawTable) -> str:
        said = Counts(filter(None, (_words(cell.lines) for cell in raw.rows[0].cells)))
        for name, table in self.sent.items():
            known = Counts(filter(None, map(_cell_words, table.header.cells)))
            if name not in self._found and 2 * (said & known).total() > known.total():
                return name
        return ""


def sent_tables(document: Document) -> dict[str, Table]:
    """The tables of a document, by their ids."""
    return {block.id: block for block in document.blocks if isinstance(block, Table)}


def with_restored(document: Document, sent: Document, restored: Mapping[str, Cell]) -> Document:
    """`document` with the cells that say what was sent, and the notes that these call."""
    if not restored:
        return document
    blocks = (
        replace(
            block,
            header=_restored(block.header, restored),
            rows=tuple(_restored(r, restored) for r in block.rows),
        )
        if isinstance(block, Table)
        else block
        for block in document.blocks
    )
    known = {note.id for note in document.notes}
    notes = (
        note for note in sent.notes if note.id not in known and note.id in set(_called(restored.values()))
    )
    return replace(document, blocks=tuple(blocks), notes=(*document.notes, *notes))


def _restored(row: Row, restored: Mapping[str, Cell]) -> Row:
    return replace(row, cells=tuple(restored.get(cell.id, cell) for cell in row.cells))


def _called(cells: Iterable[Cell]) -> Iterator[str]:
    for inline in chain.from_iterable(p.inlines for cell in cells for p in cell.blocks):
        if isinstance(inline, NoteReference):
            yield inline.note


def without_deletions_by(note: Note, author: str) -> Note:
    """A note whose call a column took away, with the words that this took away, too."""
    return replace(note, inlines=tuple(_kept(note.inlines, author)))


def tell_cells(raw: RawTable, findings: Findings) -> None:
    """Findings about cells that are merged, or tracked by themselves, where nobody knows the columns."""
    for row in raw.rows:
        for cell in row.cells:
            findings.at = max((line.at for line in cell.lines), default=findings.at)
            if cell.span > 1 or cell.merged:
                findings.add("merged cells", "merged cells are read as cells of their own")
            if _is_tracked(cell, row):
                message = "a cell that is tracked by itself is read as one that is there"
                findings.add("tracked cells", message)
    if any(row.cells and row.cells[-1].filler and row.cells[-1].span == 1 for row in raw.rows):
        _tell_filled(raw, findings)


def _tell_filled(raw: RawTable, findings: Findings) -> None:
    """Of rows that end in cells which no merged one explains."""
    for row in raw.rows:
        reached = max((cell.start + cell.span for cell in row.cells if not cell.filler), default=0)
        if reached < len(row.cells):
            findings.add("merged cells", "rows with fewer cells than others are filled with empty ones")
            return


def _is_tracked(cell: RawCell, row: RawRow) -> bool:
    """Whether a cell came or went by itself: where its row did, that says so."""
    if not cell.marks.change:
        return False
    return not (row.marks.inserted if cell.marks.inserted else row.marks.change)


@dataclass(slots=True)
class _Track:
    """A column of the copy: the one of those that were sent, from 0, or None for one that came."""

    known: int | None
    head: RawCell


class _Reading:
    """One table, while its cells are put where they belong."""

    def __init__(self, table: Table, raw: RawTable, place: Callable[[RawLine], _At | None]) -> None:
        self._raw, self._place, self._table = raw, place, table
        self._sent = (table.header, *table.rows)
        self._cells = [[cell for cell in row.cells if not cell.filler] for row in raw.rows]
        self._rows = [self._known_row(cells) for cells in self._cells]
        self._head = next((n for n, row in enumerate(self._rows) if row == 0), 0)
        if self._rows[self._head] is None:
            self._rows[self._head] = 0
        self._tracks = self._found_tracks()
        self._strays: dict[_At, list[RawLine]] = {}
        self.changes: list[ColumnChange] = []
        self.restored: list[Cell] = []
        self.calls: dict[str, str] = {}

    def is_plain(self) -> bool:
        """Whether there is nothing to arrange."""
        columns = [*range(len(self._table.header.cells))]
        return [track.known for track in self._tracks] == columns and not any(
            len(cells) != len(columns) or any(c.span > 1 or c.merged or _is_tracked(c, row) for c in cells)
            for row, cells in zip(self._raw.rows, self._cells, strict=True)
        )

    def arrange(self) -> None:
        aligned = [self._aligned(n) for n in range(len(self._cells))]
        joined = [self._joined(n, found) for n, found in enumerate(aligned)]
        self._take_strays(aligned)
        self._changes(aligned, joined)
        for n, (row, found) in enumerate(zip(self._raw.rows, aligned, strict=True)):
            row.cells = [self._cell(n, k, found.get(k)) for k in range(len(self._table.header.cells))]

    # Columns

    def _known_row(self, cells: Iterable[RawCell]) -> int | None:
        votes = Counts(at[0] for cell in cells if (at := self._at(cell)))
        return votes.most_common(1)[0][0] if votes else None

    def _at(self, cell: RawCell) -> _At | None:
        """Where a cell was when it was sent, by its first bookmark."""
        return next(filter(None, map(self._place, cell.lines)), None)

    def _column(self, n: int, cell: RawCell) -> int | None:
        """The column of a cell in row `n`, by its bookmark; one that came has none."""
        if cell.marks.inserted and _is_tracked(cell, self._raw.rows[n]):
            return None
        at = self._at(cell)
        return at[1] if at and at[0] == self._rows[n] else None

    def _found_tracks(self) -> list[_Track]:
        cells = self._cells[self._head]
        tracks = [_Track(self._column(self._head, cell), cell) for cell in cells]
        open_ = [n for n, track in enumerate(tracks) if track.known is None and self._may_be_known(track)]
        votes: list[Counts[int]] = [Counts() for _ in tracks]
        for n, row in enumerate(self._cells):
            if len(row) == len(cells):
                for at in open_:
                    votes[at].update(filter(None, [self._column(n, row[at])]))
        said = [_cell_words(cell) for cell in self._table.header.cells]
        for at in open_:
            words, left = _words(cells[at].lines), self._missing(tracks)
            by_vote = next((k for k, _ in votes[at].most_common() if k in left), None)
            by_words = next((k for k in left if said[k] == words), None)
            tracks[at].known = by_words if by_vote is None else by_vote
        self._fill_gaps(tracks)
        return tracks

    def _may_be_known(self, track: _Track) -> bool:
        return not (track.head.marks.inserted and _is_tracked(track.head, self._raw.rows[self._head]))

    def _missing(self, tracks: Sequence[_Track]) -> list[int]:
        known = {track.known for track in tracks}
        return [k for k in range(len(self._table.header.cells)) if k not in known]

    def _fill_gaps(self, tracks: Sequence[_Track]) -> None:
        """Headings that are reworded: as many between two that are known as were sent there."""
        last, between = -1, list[_Track]()
        for track in (*tracks, _Track(len(self._table.header.cells), RawCell())):
            if track.known is None:
                between += [track] if self._may_be_known(track) else []
                continue
            left = [k for k in self._missing(tracks) if last < k < track.known]
            if len(left) == len(between):
                for each, k in zip(between, left, strict=True):
                    each.known = k
            last, between = track.known, []

    # Rows

    def _aligned(self, n: int) -> dict[int, RawCell]:
        """The cells of a row by the columns of the copy: -1 and less for those of columns that came, in their
        order, from 1000 on for cells that are in none."""
        cells, tracks = self._cells[n], self._tracks
        best = [[0.0] * (len(tracks) + 1) for _ in range(len(cells) + 1)]
        for i in reversed(range(len(cells))):
            for j in reversed(range(len(tracks))):
                pair = best[i + 1][j + 1] + self._likeness(n, cells[i], tracks[j])
                best[i][j] = max(pair, best[i][j + 1], best[i + 1][j])
        found: dict[int, RawCell] = {}
        i = j = 0
        while i < len(cells):
            if j < len(tracks) and best[i][j] == best[i + 1][j + 1] + self._likeness(n, cells[i], tracks[j]):
                known = tracks[j].known
                found[-1 - j if known is None else known] = cells[i]
                i, j = i + 1, j + 1
            elif j < len(tracks) and best[i][j] == best[i][j + 1]:
                j += 1
            else:
                found[_ALONE + i] = cells[i]
                i += 1
        return found

    def _likeness(self, n: int, cell: RawCell, track: _Track) -> float:
        if n == self._head:
            return 10.0 if cell is track.head else -10.0
        here = 0.5 if cell.start == track.head.start else 0.0
        if (column := self._column(n, cell)) is not None:
            return 8 + here if column == track.known else -8.0
        if cell.marks.inserted and _is_tracked(cell, self._raw.rows[n]):
            return 3 + here if track.known is None else -1.0
        return 1 + here

    def _joined(self, n: int, found: Mapping[int, RawCell]) -> list[tuple[int, ...]]:
        """The columns that have one cell in a row, for each such cell."""
        result = []
        for k, cell in found.items():
            if 0 <= k < _ALONE and (
                covered := {*self._covered(k, cell, found), *self._within(n, cell, found)}
            ):
                result.append(tuple(sorted({k, *covered})))
        return result

    def _covered(self, k: int, cell: RawCell, found: Mapping[int, RawCell]) -> Iterator[int]:
        """The columns that a cell of several has besides its own, by their headings."""
        starts = {t.known: t.head.start for t in self._tracks if t.known is not None}
        for other in range(len(self._table.header.cells)):
            near = other not in found and 0 < abs(other - k) < cell.span
            if near and (other not in starts or cell.start <= starts[other] < cell.start + cell.span):
                yield other

    def _within(self, n: int, cell: RawCell, found: Mapping[int, RawCell]) -> Iterator[int]:
        """The columns of a row that have no cell, and of which a cell holds lines."""
        places = filter(None, map(self._place, cell.lines))
        return (column for row, column in places if row == self._rows[n] and column not in found)

    # Lines

    def _take_strays(self, aligned: Sequence[Mapping[int, RawCell]]) -> None:
        """Take the lines that belong elsewhere out of cells that are merged."""
        kept_cells = {
            (self._rows[n], k) for n, found in enumerate(aligned) for k, c in found.items() if not c.merged
        }
        gone = [at for at in self._all() if at not in kept_cells]
        for n, found in enumerate(aligned):
            for k, cell in found.items():
                kept = []
                for line in cell.lines:
                    at = self._place(line)
                    if at is None and (cell.merged or cell.span > 1):
                        at = self._by_words(line, gone, (self._rows[n], k))
                    if at is None or at == (self._rows[n], k) or at not in gone:
                        kept.append(line)
                    else:
                        self._strays.setdefault(at, []).append(line)
                cell.lines = kept

    def _all(self) -> Iterator[_At]:
        here = {row for row in self._rows if row is not None}
        return ((n, k) for n in sorted(here) for k in range(len(self._table.header.cells)))

    def _by_words(self, line: RawLine, gone: Iterable[_At], own: tuple[int | None, int]) -> _At | None:
        """The cell that said the very words of a line, of those that have no cell of their own."""
        words = plain(line.inlines)
        if not words or (own[0] is not None and words in self._lines_of(own[0], own[1])):
            return None
        near = (at for at in gone if own[0] in (at[0], None) or own[1] == at[1])
        return next((at for at in near if words in self._lines_of(*at)), None)

    def _lines_of(self, n: int, k: int) -> list[str]:
        return [plain(p.inlines) for p in self._sent[n].cells[k].blocks]

    def _cell(self, n: int, k: int, cell: RawCell | None) -> RawCell:
        row = self._rows[n]
        if row is not None and (strays := self._strays.get((row, k))):
            return RawCell([*strays, *(cell.lines if cell else ())])
        if row is not None and (cell is None or (cell.merged and not any(map(_says, cell.lines)))):
            self.restored.append(self._sent[row].cells[k])
            return RawCell()
        if cell is None:
            return RawCell()
        deleted = cell.marks.deleted
        if deleted and _is_tracked(cell, self._raw.rows[n]):
            return RawCell([self._undeleted(line, deleted.author) for line in cell.lines])
        return cell

    def _undeleted(self, line: RawLine, author: str) -> RawLine:
        """A line of a cell that went, as its author left it before that."""
        for inline in line.inlines:
            if isinstance(inline, NoteReference) and _is_by(inline, author):
                self.calls[inline.note] = author
        line.inlines = tuple(_kept(line.inlines, author))
        if line.marks.deleted and line.marks.deleted.author == author:
            line.marks = replace(line.marks, deleted=None)
        return line

    # What changed

    def _changes(
        self, aligned: Sequence[Mapping[int, RawCell]], joined: Sequence[Sequence[tuple[int, ...]]]
    ) -> None:
        self._added(aligned)
        self._removed(aligned, joined)
        self._merged(aligned, joined)
        self._moved()

    def _added(self, aligned: Sequence[Mapping[int, RawCell]]) -> None:
        for j, track in enumerate(self._tracks):
            if track.known is None:
                found = [(n, cells[-1 - j]) for n, cells in enumerate(aligned) if -1 - j in cells]
                self._add("added", (), found, after=self._before(j), words=_words(track.head.lines))
        for n, cells in enumerate(aligned):
            for k, cell in cells.items():
                if k >= _ALONE:
                    last = max((other for other in cells if other < k and other >= 0), default=-1)
                    self._add("added", (), [(n, cell)], after=self._heading(last), whole=False)

    def _removed(
        self, aligned: Sequence[Mapping[int, RawCell]], joined: Sequence[Sequence[tuple[int, ...]]]
    ) -> None:
        """Columns and cells that are marked as deleted, and those that are gone and in no merged cell."""
        heads = {track.known: track.head for track in self._tracks}
        merged = frozenset(chain.from_iterable(chain.from_iterable(joined)))
        for k in range(len(self._table.header.cells)):
            tracked: dict[str, list[tuple[int, RawCell]]] = {}
            for n, cells in enumerate(aligned):
                deleted = cells[k].marks.deleted if k in cells else None
                if deleted and _is_tracked(cells[k], self._raw.rows[n]):
                    tracked.setdefault(deleted.author, []).append((n, cells[k]))
            for found in tracked.values():
                whole = any(n == self._head for n, _ in found)
                self._add("removed", (k,), found, whole=whole)
            gone = [
                (n, RawCell())
                for n, cells in enumerate(aligned)
                if k not in cells and self._rows[n] is not None
            ]
            if gone and k not in merged:
                self._add("removed", (k,), gone, whole=k not in heads)

    def _merged(
        self, aligned: Sequence[Mapping[int, RawCell]], joined: Sequence[Sequence[tuple[int, ...]]]
    ) -> None:
        across: dict[tuple[int, ...], list[tuple[int, RawCell]]] = {}
        for n, found in enumerate(joined):
            for columns in found:
                across.setdefault(columns, []).append((n, RawCell()))
        down: dict[tuple[int, ...], list[tuple[int, RawCell]]] = {}
        for n, cells in enumerate(aligned):
            for k, cell in cells.items():
                if cell.merged and 0 <= k < _ALONE:
                    down.setdefault((k,), []).append((n, cell))
        for columns, where in (*across.items(), *down.items()):
            whole = len(columns) > 1 and any(n == self._head for n, _ in where)
            self._add("merged", columns, where, whole=whole)

    def _moved(self) -> None:
        known = [track.known for track in self._tracks if track.known is not None]
        for k in (k for k in known if k not in _rising(known)):
            j = next(j for j, track in enumerate(self._tracks) if track.known == k)
            self._add("moved", (k,), (), after=self._before(j))

    def _before(self, j: int) -> str:
        """The heading before a column of the copy; empty for the first."""
        known = (track.known for track in reversed(self._tracks[:j]) if track.known is not None)
        return self._heading(next(known, -1))

    def _heading(self, k: int) -> str:
        return self._table.header.cells[k].id if k >= 0 else ""

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
            if not (whole and n == self._head)
        )
        marks = (cell.marks.change for n, cell in found if _is_tracked(cell, self._raw.rows[n]))
        change = ColumnChange(
            kind, self._table.id, headings, after, words, cells, whole, next(marks, None), lines
        )
        self.changes.append(change)

    def _row_id(self, n: int) -> str:
        row = self._rows[n]
        return "" if row is None else self._sent[row].id

    def _said(self, n: int, columns: Sequence[int], cell: RawCell) -> str:
        row = self._rows[n]
        if not columns or row is None:
            return _words(cell.lines)
        return " | ".join(filter(None, (_cell_words(self._sent[row].cells[k]) for k in columns)))


#: From this number on, cells that stand in no column.
_ALONE = 1000


def _rising(numbers: Sequence[int]) -> set[int]:
    """The most of the numbers that are in their order."""
    best: list[tuple[int, ...]] = [()]
    for number in numbers:
        before = [each for each in best if not each or each[-1] < number]
        best.append((*sorted(before, key=len)[-1], number))
    return set(sorted(best, key=len)[-1])


def _words(lines: Iterable[RawLine]) -> str:
    """What the lines of a cell say once all changes are made."""
    said = (plain(tuple(_staying(line.inlines))).strip() for line in lines)
    return " / ".join(filter(None, said))


def _cell_words(cell: Cell) -> str:
    said = (plain(paragraph.inlines).strip() for paragraph in cell.blocks)
    return " / ".join(filter(None, said))


def _says(line: RawLine) -> bool:
    return bool(plain(line.inlines).strip())


def _staying(inlines: Iterable[Inline]) -> Iterator[Inline]:
    for inline in inlines:
        if isinstance(inline, Link):
            children = tuple(text for text in inline.children if not text.deleted)
            yield from (replace(inline, children=children),) if children else ()
        elif not inline.deleted:
            yield inline


def _is_by(inline: Marked, author: str) -> bool:
    return inline.deleted is not None and inline.deleted.author == author


def _kept(inlines: Iterable[Inline], author: str) -> Iterator[Inline]:
    """The inlines without the deletions of one author; what that author put in before is gone with them."""
    for inline in inlines:
        if isinstance(inline, Link):
            kept = tuple(text for text in _kept(inline.children, author) if isinstance(text, Text))
            yield from (replace(inline, children=kept),) if kept else ()
        elif not _is_by(inline, author):
            yield inline
        elif not (inline.inserted and inline.inserted.author == author):
            yield replace(inline, deleted=None)
