"""The agenda of a meeting: provisional, its items alone; or annotated, with what is to be said of each item,
its papers and what they ask for."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, ClassVar

from workplan.directives.of_meeting import OfMeeting
from workplan.directives.option import Option, yes_or_no

if TYPE_CHECKING:
    from workplan.content.sources import Sources


class Agenda(OfMeeting):
    name = "agenda"
    id = "meeting-agenda"
    noun, nouns = "item", "items"
    options: ClassVar = {
        "annotated": Option("no", typed=yes_or_no("whether annotations and papers stand under the items"))
    }

    def terms(self, sources: Sources, *, used: bool) -> Iterator[str]:
        if used:
            yield from ("no_document", "head", "purpose")


AGENDA = Agenda()
