"""What stands beside the blocks: how they stand on pages (`Document.layout`: which begin a new one, and which
stand on pages in landscape), and before which one the list of contents is printed (`Document.contents`).

What walks, compares or merges blocks knows nothing of either. Where blocks get other ids or go, this module
carries both over.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from msgspec import Struct
from msgspec.structs import replace

from workplan.document.tree import Block, ContentsList, Document, List, PageLayout
from workplan.document.walking.lines import flatten
from workplan.document.walking.walk import lines


class OnPage(Struct, frozen=True):
    """How one block stands on its page."""

    new_page: bool = False
    landscape: bool = False


def layout_of(blocks: Iterable[tuple[Block, OnPage]]) -> PageLayout:
    """The layout of blocks, each with how it stands on its page."""
    placed = tuple(blocks)
    return PageLayout(
        tuple(block.id for block, on in placed if on.new_page),
        tuple(block.id for block, on in placed if on.landscape),
    )


def carried_over(
    layout: PageLayout, blocks: Sequence[Block], left: Sequence[Block], named: Sequence[Block]
) -> PageLayout:
    """The layout of those of `blocks` that are `left`, under the ids that `named` has for them. A block that
    went hands the page that it began on to the next one that is left."""
    begun = _begun(layout.new_pages, blocks, left) if layout.new_pages else ()
    turned = frozenset(layout.landscape)
    both = tuple(zip(left, named, strict=False))
    return PageLayout(
        tuple(both[place][1].id for place in begun if place < len(both)),
        tuple(name.id for block, name in both if block.id in turned) if turned else (),
    )


def by_units(layout: PageLayout, before: Sequence[Block], after: Sequence[Block]) -> PageLayout:
    """The layout of `before` for `after`, which is the same units under other names: a list may be another
    one, or a part of it."""
    if layout == PageLayout():
        return layout
    begun, turned = frozenset(layout.new_pages), frozenset(layout.landscape)
    units = [(block.id, first) for block in before for first in _firsts(block)]
    new_pages: dict[str, None] = {}
    landscape: dict[str, None] = {}
    own = ((block.id, first) for block in after for first in _firsts(block))
    for (was, begins), (now, first) in zip(units, own, strict=True):
        if begins and was in begun:
            new_pages[now] = None
        if first and was in turned:
            landscape[now] = None
    return PageLayout(tuple(new_pages), tuple(landscape))


def _firsts(block: Block) -> Iterator[bool]:
    """Of each unit of a block, whether it is the first."""
    return (number == 0 for number, _ in enumerate(flatten((block,))))


def _begun(new_pages: Sequence[str], blocks: Iterable[Block], left: Iterable[Block]) -> list[int]:
    """The places, among the blocks that are `left`, of those that begin a new page."""
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
    places = _begun((contents.before,), blocks, left) if contents else []
    if not (contents and places and places[0] < len(now)):
        return None
    return replace(contents, before=now[places[0]].id)


def starts(document: Document) -> Iterator[str]:
    """The ids of what stands first on a new page: a line, a table or a figure."""
    wanted = dict.fromkeys(document.layout.new_pages, True)
    for block in document.blocks:
        if wanted.pop(block.id, False):
            yield first(block)


def first(block: Block) -> str:
    """The id of the first line of a paragraph, heading or list; of a table or figure, its own."""
    return next(lines(block)).id if isinstance(block, List) else block.id


def by_orientation(document: Document) -> Iterator[tuple[bool, tuple[Block, ...]]]:
    """The blocks that stand together on pages in landscape (true), or not, in order."""
    turned = frozenset(document.layout.landscape)
    for landscape, group in groupby(document.blocks, lambda block: block.id in turned):
        yield landscape, tuple(group)


def turning_points(document: Document) -> Iterator[str]:
    """The ids of the blocks that begin a part in landscape, or stand first behind one."""
    for number, (_, blocks) in enumerate(by_orientation(document)):
        if number:
            yield blocks[0].id


def between(sides: tuple[bool, bool], stood: Sequence[bool], goes_on: Sequence[bool]) -> list[bool]:
    """On which of two sides each thing between them stands: where it `stood`, but none beyond another that is
    on the other side, and one that `goes_on` where the next one does."""
    first, last = sides
    if first == last:
        return [first] * len(stood)
    split = next((n for n, side in enumerate(stood) if side != first), len(stood))
    while split and goes_on[split - 1]:
        split -= 1
    return [first] * split + [last] * (len(stood) - split)
