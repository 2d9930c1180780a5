"""What goes into the cells: each line where it belongs, and what was sent where the copy has no cell.

Lines that an editor merged into another cell are strays: they go back by their bookmark, else into the cell
that said the very same. A cell that a mark says is gone has the words that it had before. What a `Filling`
tells of restored cells and of calls is done to the document (`with_restored`) and to its notes
(`without_deletions_by`) once these are read.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import chain

from msgspec.structs import replace

from workplan.document.tree import Cell, Document, Note, NoteReference, Row, Table
from workplan.document.walking.walk import plain
from workplan.word.reader.columns.alignment import Alignment, is_sent
from workplan.word.reader.columns.cells import is_deleted_by, kept, says
from workplan.word.reader.columns.tracks import At, Tracks
from workplan.word.reader.text.raw import RawCell, RawLine


class Filling:
    """One table, while its cells are put where they belong. `restored` are the cells that say what was sent;
    `calls` the footnotes whose calls a column took away, with the author who did so."""

    def __init__(self, tracks: Tracks, alignment: Alignment) -> None:
        self._tracks, self._alignment = tracks, alignment
        self._strays: dict[At, list[RawLine]] = {}
        self.restored: list[Cell] = []
        self.calls: dict[str, str] = {}

    def take_strays(self) -> None:
        """Take the lines that belong elsewhere out of cells that are merged."""
        rows, aligned = self._tracks.rows, self._alignment.rows
        kept_cells = {
            (rows[n], k) for n, found in enumerate(aligned) for k, c in found.items() if not c.merged
        }
        gone = [at for at in self._all() if at not in kept_cells]
        for n, found in enumerate(aligned):
            for k, cell in found.items():
                staying = []
                for line in cell.lines:
                    at = self._tracks.place(line)
                    if at is None and (cell.merged or cell.span > 1):
                        at = self._by_words(line, gone, (rows[n], k))
                    if at is None or at == (rows[n], k) or at not in gone:
                        staying.append(line)
                    else:
                        self._strays.setdefault(at, []).append(line)
                cell.lines = staying

    def fill(self) -> None:
        """Give each row of the copy the cells of the columns that were sent."""
        for n, (row, found) in enumerate(zip(self._tracks.raw.rows, self._alignment.rows, strict=True)):
            row.cells = [self._cell(n, k, found.get(k)) for k in self._tracks.columns]

    def _all(self) -> Iterator[At]:
        here = {row for row in self._tracks.rows if row is not None}
        return ((n, k) for n in sorted(here) for k in self._tracks.columns)

    def _by_words(self, line: RawLine, gone: Iterable[At], own: tuple[int | None, int]) -> At | None:
        """The cell that said the very words of a line, of those that have no cell of their own."""
        words = plain(line.inlines)
        if not words or (own[0] is not None and words in self._lines_of(own[0], own[1])):
            return None
        near = (at for at in gone if own[0] in (at[0], None) or own[1] == at[1])
        return next((at for at in near if words in self._lines_of(*at)), None)

    def _lines_of(self, n: int, k: int) -> list[str]:
        """What was sent in a cell; nothing where its column was not."""
        if not is_sent(k):
            return []
        return [plain(p.inlines) for p in self._tracks.sent[n].cells[k].blocks]

    def _cell(self, n: int, k: int, cell: RawCell | None) -> RawCell:
        row = self._tracks.rows[n]
        if row is not None and (strays := self._strays.get((row, k))):
            return RawCell([*strays, *(cell.lines if cell else ())])
        if row is not None and (cell is None or (cell.merged and not any(map(says, cell.lines)))):
            self.restored.append(self._tracks.sent[row].cells[k])
            return RawCell()
        if cell is None:
            return RawCell()
        if deleted := self._tracks.went(n, cell):
            return RawCell([self._undeleted(line, deleted.author) for line in cell.lines])
        return cell

    def _undeleted(self, line: RawLine, author: str) -> RawLine:
        """A line of a cell that went, as its author left it before that."""
        for inline in line.inlines:
            if isinstance(inline, NoteReference) and is_deleted_by(inline, author):
                self.calls[inline.note] = author
        line.inlines = tuple(kept(line.inlines, author))
        if is_deleted_by(line.marks, author):
            line.marks = replace(line.marks, deleted=None)
        return line


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
    return replace(note, inlines=tuple(kept(note.inlines, author)))
