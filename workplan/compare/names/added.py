"""What the places of a document are called that was made of another one: by the names of that, also what is
new. What stands in a table is named with its row and its column."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from workplan.compare.names.naming import PlaceName, place_names
from workplan.compare.names.parts import field_name
from workplan.compare.telling.telling import Telling
from workplan.content.models import Wording
from workplan.document.lines import Line, flatten
from workplan.document.tree import Document, Table


def names_in(document: Document, base: Document, wording: Wording) -> dict[str, str]:
    """The name of each line, table, row, cell, picture and note of a document that was made of `base`, and of
    what it has of that no more, by id."""
    telling = Telling(wording.summary, language=base.properties.language, head=wording.head)
    known = place_names(base, wording)
    names = dict(_Walk(known, telling).document(base))
    return names | dict(_Walk(known, telling).document(document))


class _Walk:
    """`last` is the name of what was seen last of what is `known`."""

    def __init__(self, known: Mapping[str, PlaceName], telling: Telling) -> None:
        self._known, self._telling = known, telling
        self._last: PlaceName | None = None

    def document(self, document: Document) -> Iterator[tuple[str, str]]:
        for unit in flatten(document.blocks):
            if isinstance(unit, Table):
                yield from self._table(unit)
                continue
            id = unit.place.id if isinstance(unit, Line) else unit.id
            name = self._of(id)
            yield id, name
            if not isinstance(unit, Line) and unit.caption:
                yield unit.caption.id, name
        for note in document.notes:
            where = self._known.get(note.id)
            number = self._telling.name(self._telling.phrases.note, number=str(note.number))
            yield note.id, str(where or number)

    def _table(self, table: Table) -> Iterator[tuple[str, str]]:
        yield table.id, self._of(table.id)
        fields = [field_name(cell, self._telling.language) for cell in table.header.cells]
        for row in (table.header, *table.rows):
            name = self._of(row.id)
            yield row.id, name
            for cell, field in zip(row.cells, fields, strict=False):
                heading = self._known.get(cell.id) if row is table.header else None
                words = str(heading or f"{name}, {field}")
                yield from ((id, words) for id in (cell.id, *(block.id for block in cell.blocks)))

    def _of(self, id: str) -> str:
        """The name of what is known, or of what stands behind it."""
        if where := self._known.get(id):
            self._last = where
            return str(where)
        if self._last:
            return self._last.after(self._telling)
        return next(iter(self._known.values())).before(self._telling) if self._known else ""
