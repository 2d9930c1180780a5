"""The agenda of a meeting: provisional, its items alone; or annotated, with what is to be said of each item,
its papers and what they ask for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any, ClassVar

from workplan.directives.declaration import OfAgenda
from workplan.directives.of_meeting import OfMeeting
from workplan.directives.option import Option, yes_or_no

if TYPE_CHECKING:
    from workplan.content.sources.sources import Sources


class Agenda(OfMeeting):
    name = "agenda"
    id = "meeting-agenda"
    noun, nouns = "item", "items"
    options: ClassVar = {
        "annotated": Option("no", typed=yes_or_no("whether annotations and papers stand under the items"))
    }

    def of_agenda(self, options: Mapping[str, Any]) -> tuple[OfAgenda, ...]:
        return ("titles", "annotations", "papers") if options["annotated"] else ("titles",)

    def terms(self, sources: Sources, *, used: bool) -> Iterator[str]:
        if used:
            yield from ("no_document", "head", "purpose")


AGENDA = Agenda()
