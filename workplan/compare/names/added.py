"""What the places of a document are called that was made of another one: by the names of that, also what is
new. What stands in a table is named with its row and its column."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from workplan.compare.names.naming import Naming, PlaceName, place_names
from workplan.compare.names.parts import field_name
from workplan.compare.telling.telling import Telling
from workplan.document.tree import Document, Table
from workplan.document.walking.lines import Line, flatten

if TYPE_CHECKING:
    from workplan.content.words.wording import Wording


class NamesSince:
    """Names in documents that were made of `base`; `known` are those of its own places."""

    def __init__(self, base: Document, wording: Wording) -> None:
        self.telling = Telling(wording.summary, language=base.properties.language, head=wording.head)
        self.known = place_names(base, wording)
        self._before = dict(self._walked(base))

    def names_in(self, document: Document) -> dict[str, str]:
        """The name of each line, table, row, cell, picture and note, and of what the base has and the
        document has no more, by id."""
        return self._before | dict(self._walked(document))

    def _walked(self, document: Document) -> Iterator[tuple[str, str]]:
        return _Walk(self.known, self.telling).document(document)


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
        naming = Naming(self._telling)
        for note in document.notes:
            yield note.id, str(self._known.get(note.id) or naming.note(note))

    def _table(self, table: Table) -> Iterator[tuple[str, str]]:
        yield table.id, self._of(table.id)
        fields = [field_name(cell, self._telling.language) for cell in table.header.cells]
        for row in (table.header, *table.rows):
            name = self._of(row.id)
            yield row.id, name
            for cell, field in zip(row.cells, fields, strict=False):
                heading = self._known.get(cell.id) if row is table.header else None
                words = str(heading or self._telling.phrases.comma.format(first=name, next=field))
                yield from ((id, words) for id in (cell.id, *(block.id for block in cell.blocks)))

    def _of(self, id: str) -> str:
        """The name of what is known, or of what stands behind it."""
        if where := self._known.get(id):
            self._last = where
            return str(where)
        if self._last:
            return self._last.after(self._telling)
        return next(iter(self._known.values())).before(self._telling) if self._known else ""
