"""The priorities of priorities.yaml, numbered, their items lettered below them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from workplan.directives.declaration import Declaration, Named

if TYPE_CHECKING:
    from workplan.content.models.data import Priority
    from workplan.files.yaml import Path


class Priorities(Declaration):
    name = "priorities"
    id = "priorities"
    noun, nouns = "priority", "priorities"
    data = "priorities"
    kinds = ("priority", "item of a priority")

    def names(self, entry: Priority) -> Iterator[Named]:
        yield Named(entry.id, "priority", ("id",))
        for at, item in enumerate(entry.items):
            yield Named(item.id, "item of a priority", ("items", at, "id"))

    def markup(self, entry: Priority) -> Iterator[tuple[Path, str]]:
        yield ("text",), entry.text
        for at, item in enumerate(entry.items):
            yield ("items", at, "text"), item.text


PRIORITIES = Priorities()
