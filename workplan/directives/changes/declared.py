"""The summary of what changed since an edition, as a redline has it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any, ClassVar

from workplan.content.files.papers import PLAN
from workplan.directives.declaration import LAST, Declaration, Wanted
from workplan.directives.option import Option

if TYPE_CHECKING:
    from workplan.content.sources.sources import Sources


class Changes(Declaration):
    name = "changes"
    id = "summary-of-changes"
    noun, nouns = "item", "items"
    options: ClassVar = {"since": Option(LAST, markup=False), "paper": Option(PLAN, markup=False)}

    def of_editions(self, options: Mapping[str, Any]) -> Iterator[Wanted]:
        yield Wanted("changes", options["since"], options["paper"], "since")

    def terms(self, sources: Sources, *, used: bool) -> Iterator[str]:
        if used:
            yield from ("no_edition", "no_change", "marked_changes")


CHANGES = Changes()
