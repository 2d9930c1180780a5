"""The row of the matrix for what somebody does to a column: one for all of its cells."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from msgspec import Struct

from workplan.compare.names.naming import PlaceName
from workplan.compare.telling.telling import Telling
from workplan.content.words.matrix import MatrixWords
from workplan.document.tree import Document, Revision, Table, Text
from workplan.document.walking.walk import plain
from workplan.text.excerpts import shortened
from workplan.word.reader import ColumnChange

#: Of more characters than these, what a cell says is told by its beginning; likewise what all of them say.
_CELL, _ALL = 80, 1200


class Shown(Struct, frozen=True):
    """What a row shows of a change. `home` is the heading that it is at, or behind."""

    home: str
    place: str
    present: str
    proposed: tuple[Text, ...]
    after: str


def shown(
    change: ColumnChange,
    revision: Revision,
    base: Document,
    known: Mapping[str, PlaceName],
    telling: Telling,
    phrases: MatrixWords,
) -> Shown:
    """`known` has the names of places by the ids of `base`."""
    table = next(each for each in base.blocks if isinstance(each, Table) and each.id == change.table)
    home = next(iter(change.headings), change.after) or table.header.cells[0].id
    words = shortened(": ".join(filter(None, _words(change, table, known))), _ALL)
    told = _phrase(change, phrases).format(words=words)
    if change.kind == "removed":
        return Shown(home, str(known[home]), words, (Text(told, deleted=revision),), "")
    at = place_of(change, base, known, telling)
    return Shown(home, at, "", (Text(told, inserted=revision),), told)


def place_of(change: ColumnChange, base: Document, known: Mapping[str, PlaceName], telling: Telling) -> str:
    """Where a change of columns is, in words: beside which column one was put, or which it is about."""
    table = next(each for each in base.blocks if isinstance(each, Table) and each.id == change.table)
    first = table.header.cells[0].id
    if change.kind in ("merged", "removed"):
        return str(known[next(iter(change.headings), change.after) or first])
    beside = known[change.after or first]
    return beside.after(telling) if change.after else beside.before(telling)


def _phrase(change: ColumnChange, phrases: MatrixWords) -> str:
    whole = change.whole
    match change.kind:
        case "added":
            return phrases.column_added if whole else phrases.cell_added
        case "removed":
            return phrases.column_removed if whole else phrases.cell_removed
        case "merged":
            return phrases.columns_merged if whole else phrases.cells_merged
        case "moved":
            return phrases.column_moved


def _words(change: ColumnChange, table: Table, known: Mapping[str, PlaceName]) -> Iterator[str]:
    if change.kind == "added":
        yield change.words
    else:
        headings = {
            cell.id: " / ".join(plain(block.inlines) for block in cell.blocks) for cell in table.header.cells
        }
        yield ", ".join(filter(None, (headings[id] for id in change.headings)))
    if change.kind == "merged":
        yield (
            "; ".join(dict.fromkeys(str(known[id]) for id, _ in change.cells if id))
            if not change.whole
            else ""
        )
    else:
        yield "; ".join(_cells(change, known))


def _cells(change: ColumnChange, known: Mapping[str, PlaceName]) -> Iterator[str]:
    for id, words in change.cells:
        name = str(known[id]) if id in known else ""
        if words or not change.whole:
            yield ": ".join(filter(None, (name, shortened(words, _CELL))))
