"""The table of the editions that were issued."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, ClassVar

from workplan.directives.declaration import Column, Declaration, headings
from workplan.directives.option import Option

if TYPE_CHECKING:
    from workplan.content.sources.sources import Sources


class EditionHistory(Declaration):
    name = "edition-history"
    id = "editions"
    columns = (Column("label", "", "made"), Column("date", "", "made"), Column("note", "", "made"))
    options: ClassVar = {**headings(columns), "summary": Option(markup=False)}

    def terms(self, sources: Sources, *, used: bool) -> Iterator[str]:
        if used:
            yield from ("edition_date", "edition_note", "edition_history")


EDITION_HISTORY = EditionHistory()
