"""The list of the documents of a meeting, by agenda item."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any, ClassVar

from workplan.directives.declaration import Column, OfAgenda, headings
from workplan.directives.of_meeting import OfMeeting
from workplan.directives.option import Option

if TYPE_CHECKING:
    from workplan.content.sources.sources import Sources


class Documents(OfMeeting):
    name = "documents"
    id = "meeting-documents"
    columns = tuple(Column(name, "", "made") for name in ("item", "symbol", "title", "date", "note"))
    options: ClassVar = {**headings(columns), "summary": Option(markup=False)}

    def of_agenda(self, options: Mapping[str, Any]) -> tuple[OfAgenda, ...]:
        return ("papers",)

    def terms(self, sources: Sources, *, used: bool) -> Iterator[str]:
        if used:
            yield from ("no_document", "documents", "head", "edition_note", "months", "day")
            yield from ("replaces", "adds_to", "corrects")


DOCUMENTS = Documents()
