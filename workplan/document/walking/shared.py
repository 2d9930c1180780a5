"""Documents that were made from one other: what stays in them is the very node of that one.

A copy that comes back from an editor is read anew, and most of it says what was sent. Once that is the very
nodes of what was sent, whoever compares the two looks at what differs alone.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain
from typing import TypeVar

from workplan.document.tree import Block, Cell, Document, Note, Row, Table
from workplan.document.walking.same import each, having

N = TypeVar("N", Block, Row, Cell, Note)


class Shared:
    """The nodes of a `document` by their ids."""

    def __init__(self, document: Document) -> None:
        self.document = document
        tables = [block for block in document.blocks if isinstance(block, Table)]
        rows = [row for table in tables for row in (table.header, *table.rows)]
        self._blocks = {block.id: block for block in document.blocks}
        self._rows = {row.id: row for row in rows}
        self._cells = {cell.id: cell for cell in chain.from_iterable(row.cells for row in rows)}
        self._notes = {note.id: note for note in document.notes}

    @property
    def nodes(self) -> Sequence[object]:
        """All that another document may have of this one."""
        known = (self._blocks, self._rows, self._cells, self._notes)
        return [*chain.from_iterable(nodes.values() for nodes in known)]

    def in_(self, other: Document) -> Document:
        """The `other` document, with the nodes of this one where they are equal."""
        return having(other, blocks=each(self._block, other.blocks), notes=each(self._note, other.notes))

    def _block(self, block: Block) -> Block:
        known = self._blocks.get(block.id)
        if known == block:
            return known
        if isinstance(block, Table):
            return having(block, header=self._row(block.header), rows=each(self._row, block.rows))
        return block

    def _row(self, row: Row) -> Row:
        known = self._rows.get(row.id)
        return known if known == row else having(row, cells=each(self._cell, row.cells))

    def _cell(self, cell: Cell) -> Cell:
        known = self._cells.get(cell.id)
        return known if known == cell else cell

    def _note(self, note: Note) -> Note:
        known = self._notes.get(note.id)
        return known if known == note else note
