"""The list of documents: a row for each paper, under the item that it is for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from msgspec import Struct

from workplan.content.models.meeting import Entry, Item, Meeting, meeting_file
from workplan.content.paper.written_days import day_in_words
from workplan.content.values.labels import label_slug
from workplan.content.values.symbols import parse
from workplan.content.words.wording import Wording
from workplan.directives.documents.declared import DOCUMENTS
from workplan.directives.printer import Printer, Use
from workplan.directives.word_table import word_row, word_table
from workplan.document.ids import cell_line
from workplan.document.tree import Table
from workplan.errors import Place
from workplan.files.yaml import Path, Places
from workplan.text.slug import slug

#: The width of each column.
_WIDTHS = {"item": 0.1, "symbol": 0.29, "title": 0.28, "date": 0.13, "note": 0.2}


class Listed(Struct, frozen=True):
    """A row: its name, and the paper of an item, or the item itself where it has none (`path` of either)."""

    name: str
    number: str
    path: Path
    entry: Entry | None


class DocumentTable(Printer):
    declares = DOCUMENTS

    def block(self, use: Use) -> Table | None:
        wording, meeting, id = use.plan.identity.wording, use.plan.meeting, use.scope.id
        if not meeting or not meeting.agenda:
            return None
        labels = wording.head
        words = {
            "item": labels["agenda_item"],
            "symbol": labels["symbol"],
            "title": labels["title"],
            "date": labels["date"],
            "note": wording.edition_note,
        }
        rows = (word_row(f"{id}.{row.name}", _words(row, wording)) for row in listed(meeting))
        return word_table(use, _WIDTHS, words, wording.documents, rows)

    def places(self, use: Use, places: Mapping[str, Places]) -> Iterator[tuple[str, Place]]:
        if not use.plan.meeting:
            return
        file = places[meeting_file(use.plan.meeting_name)]
        for row in listed(use.plan.meeting):
            id, place = f"{use.scope.id}.{row.name}", file.value(row.path)
            yield id, place
            for column in _WIDTHS:
                yield f"{id}.{column}", place
                yield cell_line(f"{id}.{column}", 1), place


def listed(meeting: Meeting) -> Iterator[Listed]:
    """The rows, in the order of the agenda."""
    taken: set[str] = set()
    for number, path, item in meeting.items():
        for n, entry in enumerate(item.papers):
            stem = (
                entry.id or f"given-{label_slug(entry.symbol) if entry.symbol else slug(entry.title or '')}"
            )
            yield Listed(_free(stem.rstrip("-"), taken), number, (*path, "papers", n), entry)
        if not item.papers and not (isinstance(item, Item) and item.items):
            yield Listed(_free(f"item-{slug(number)}", taken), number, path, None)


def _free(stem: str, taken: set[str]) -> str:
    """A name that no other row has; one of digits alone would be that of a place."""
    name = stem = f"paper-{stem}" if stem.isdigit() else stem
    number = 1
    while name in taken:
        number += 1
        name = f"{stem}-{number}"
    taken.add(name)
    return name


def _words(row: Listed, wording: Wording) -> dict[str, str | None]:
    entry = row.entry
    if not entry:
        nothing = wording.no_document
        return {"item": row.number, "symbol": None, "title": nothing, "date": None, "note": None}
    return {
        "item": row.number,
        "symbol": entry.symbol,
        "title": entry.title,
        "date": day_in_words(entry.date, wording) if isinstance(entry.date, date) else entry.date,
        "note": _note(entry, wording),
    }


def _note(entry: Entry, wording: Wording) -> str | None:
    """What a Rev., Add. or Corr. does to the paper before it, and what the edition says of itself."""
    symbol = parse(entry.symbol or "")
    effects = {"Rev": wording.replaces, "Add": wording.adds_to, "Corr": wording.corrects}
    if not symbol.kind:
        return None
    effect = effects[symbol.kind].replace("{symbol}", symbol.before if symbol.kind == "Rev" else symbol.base)
    return f"{effect}: {entry.note}" if entry.note else effect
