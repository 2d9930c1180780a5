"""Numbers of priorities that members typed behind "(linked priority": those of the document before them.

Where the content has renumbered its priorities since, each becomes a reference to the priority that the
member meant, so that it is printed with its number of today.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from msgspec.structs import replace

from workplan.directives.declared import holding, printing
from workplan.directives.priorities.declared import PRIORITIES
from workplan.document.ids import column
from workplan.document.tree import Document, Inline, List, Reference, Table, Text
from workplan.document.walking.runs import normal
from workplan.document.walking.walk import map_lines

_NUMBER = re.compile(r"\d+|\D+")


def with_links(copy: Document, base: Document, today: Document, words: str) -> Document:
    """A copy of `base` with references for the numbers behind `words` that are others in `today`."""
    before = dict(_numbers(base))
    if before == dict(_numbers(today)):
        return copy
    linking = _Linking(before, words)
    return replace(
        copy,
        blocks=tuple(
            map_lines(block, linking.line) if isinstance(block, Table) and _links(block) else block
            for block in copy.blocks
        ),
    )


def _links(table: Table) -> bool:
    return any(holding(table.id, column(cell.id)) == "linked" for cell in table.header.cells)


def _numbers(document: Document) -> Iterator[tuple[str, str]]:
    for block in document.blocks:
        if isinstance(block, List) and printing(block.id) is PRIORITIES:
            yield from ((str(n), item.source) for n, item in enumerate(block.items, 1))


class _Linking:
    def __init__(self, priorities: Mapping[str, str], words: str) -> None:
        self._priorities = priorities
        self._open = re.compile(rf"\(\s*{re.escape(words)}\b[^)]*$", re.IGNORECASE)

    def line(self, inlines: tuple[Inline, ...]) -> tuple[Inline, ...]:
        return normal(self._line(inlines))

    def _line(self, inlines: tuple[Inline, ...]) -> Iterator[Inline]:
        said = ""
        for inline in inlines:
            if not isinstance(inline, Text):
                yield inline
                continue
            for piece in _NUMBER.findall(inline.text):
                id = self._priorities.get(piece)
                if id and inline.inserted and self._open.search(said):
                    yield Reference(
                        id,
                        piece,
                        "number",
                        inline.look,
                        inserted=inline.inserted,
                        deleted=inline.deleted,
                    )
                else:
                    yield replace(inline, text=piece)
                said += piece
