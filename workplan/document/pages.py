"""Which blocks begin a new page: `Document.new_pages`, beside the blocks, by their ids.

What walks, compares or merges blocks knows nothing of it. Where blocks get other ids or go, this module
carries it over.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from workplan.document.tree import Block, Document, List
from workplan.document.walk import lines


def carried_over(new_pages: Sequence[str], blocks: Iterable[Block], left: Iterable[Block]) -> list[int]:
    """The places, among the blocks that are `left`, of those that begin a new page: a block that went hands
    it on to the next one that is left."""
    places: dict[str, int] = {}
    for place, block in enumerate(left):
        places.setdefault(block.id, place)
    wanted = frozenset(new_pages)
    found: dict[int, None] = {}
    waiting = False
    for block in blocks:
        waiting = waiting or block.id in wanted
        if waiting and block.id in places:
            found[places[block.id]] = None
            waiting = False
    return sorted(found)


def starts(document: Document) -> Iterator[str]:
    """The ids of what stands first on a new page: a line, a table or a figure."""
    wanted = dict.fromkeys(document.new_pages, True)
    for block in document.blocks:
        if wanted.pop(block.id, False):
            yield first(block)


def first(block: Block) -> str:
    """The id of the first line of a paragraph, heading or list; of a table or figure, its own."""
    return next(lines(block)).id if isinstance(block, List) else block.id
