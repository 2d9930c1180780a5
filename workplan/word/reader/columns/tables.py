"""Tables of a copy: which one of those that were sent each is, by its bookmarks, else by its headings."""

from __future__ import annotations

from collections import Counter as Counts
from collections.abc import Callable, Iterable, Mapping
from itertools import chain

from msgspec import Struct

from workplan.document.tree import Cell, Document, Table
from workplan.word.reader.columns.alignment import align
from workplan.word.reader.columns.cells import cell_words, words
from workplan.word.reader.columns.changes import ColumnChange, column_changes
from workplan.word.reader.columns.filling import Filling
from workplan.word.reader.columns.tracks import At, Tracks
from workplan.word.reader.text.raw import RawLine, RawTable, lines_of

_LineId = Callable[[RawLine], Iterable[str]]


class Columns(Struct):
    """The tables that were `sent`. Filled on the way: the `changes`; the ids of the cells that say what was
    sent (`restored`), since the copy has them no more; the footnotes whose calls a column took away, with the
    author who did so (`calls`)."""

    sent: Mapping[str, Table]
    named: _LineId
    changes: list[ColumnChange] = []
    restored: dict[str, Cell] = {}
    calls: dict[str, str] = {}
    _places: dict[str, tuple[str, At]] = {}
    _found: set[str] = set()

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
        tracks = Tracks(table, raw, self._of(table.id))
        if tracks.is_plain():
            return True
        alignment = align(tracks)
        filling = Filling(tracks, alignment)
        filling.take_strays()
        self.changes += column_changes(tracks, alignment)
        filling.fill()
        self.restored |= {cell.id: cell for cell in filling.restored}
        self.calls |= filling.calls
        raw.widths, raw.alignments = table.widths, table.alignments
        return True

    def _of(self, table: str) -> Callable[[RawLine], At | None]:
        def place(line: RawLine) -> At | None:
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
        said = Counts(filter(None, (words(cell.lines) for cell in raw.rows[0].cells)))
        for name, table in self.sent.items():
            known = Counts(filter(None, map(cell_words, table.header.cells)))
            if name not in self._found and 2 * (said & known).total() > known.total():
                return name
        return ""


def sent_tables(document: Document) -> dict[str, Table]:
    """The tables of a document, by their ids."""
    return {block.id: block for block in document.blocks if isinstance(block, Table)}
