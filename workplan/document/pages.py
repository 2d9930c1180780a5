"""What stands beside the blocks: which of them begin a new page (`Document.new_pages`), and before which one
the list of contents is printed (`Document.contents`).

What walks, compares or merges blocks knows nothing of either. Where blocks get other ids or go, this module
carries both over.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from workplan.document.tree import Block, ContentsList, Document, List
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


def contents_over(
    contents: ContentsList | None, blocks: Iterable[Block], left: Iterable[Block], now: Sequence[Block]
) -> ContentsList | None:
    """The list of contents before the block that it stands before `now`, `left` being the same blocks under
    the ids that they had; None where no block is left behind it."""
    places = carried_over((contents.before,), blocks, left) if contents else []
    if not (contents and places and places[0] < len(now)):
        return None
    return replace(contents, before=now[places[0]].id)


def starts(document: Document) -> Iterator[str]:
    """The ids of what stands first on a new page: a line, a table or a figure."""
    wanted = dict.fromkeys(document.new_pages, True)
    for block in document.blocks:
        if wanted.pop(block.id, False):
            yield first(block)


def first(block: Block) -> str:
    """The id of the first line of a paragraph, heading or list; of a table or figure, its own."""
    return next(lines(block)).id if isinstance(block, List) else block.id
