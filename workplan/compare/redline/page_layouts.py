"""Page breaks and pages in landscape: those of both sides in a redline.

They stand in no line, so that no mark shows them: a redline is laid out as the new document is, and the
summary tells what changed (`summary.page_layouts`).
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from itertools import accumulate, groupby, pairwise

from msgspec.structs import replace

from workplan.compare.marked.sides import all_deleted, all_inserted
from workplan.compare.pairs.splits import Group
from workplan.document.resolving.pages import between
from workplan.document.revisions import accepted_names, rejected_names
from workplan.document.tree import Block, ContentsList, Document, Figure, PageLayout, Table
from workplan.document.walking.lines import flatten
from workplan.document.walking.walk import lines


def layouts(old: Document, redline: Document) -> tuple[PageLayout, PageLayout]:
    """How the blocks of a redline stood on pages in `old`, and how they do: what has gone stands with what is
    beside it. `redline` has the layout of the new document."""
    if PageLayout() == old.layout == redline.layout:
        return old.layout, redline.layout
    named = tuple(zip(old.blocks, rejected_names(redline), strict=True))
    before = PageLayout(
        tuple(name for block, name in named if block.id in old.layout.new_pages),
        tuple(name for block, name in named if block.id in old.layout.landscape),
    )
    turned = with_neighbours(
        redline.blocks, accepted_names(redline), redline.layout.landscape, before.landscape
    )
    return before, PageLayout(redline.layout.new_pages, turned)


def former_contents(old: Document, redline: Document) -> ContentsList | None:
    """The list of contents before, by the id that the redline has the block under that it stood before."""
    if not old.contents:
        return None
    names = dict(zip((block.id for block in old.blocks), rejected_names(redline), strict=True))
    return replace(old.contents, before=names[old.contents.before])


def with_neighbours(
    blocks: Sequence[Block], staying: Iterable[str], turned: Collection[str], stood: Collection[str]
) -> tuple[str, ...]:
    """The blocks of a redline that stand in landscape. Those that are `staying` are `turned` or not, as one
    side has them; all others stand with what is beside them, and at a border where they `stood`."""
    now, left, before = frozenset(turned), frozenset(staying), frozenset(stood)
    if not now:
        return ()
    stay = [place for place, block in enumerate(blocks) if block.id in left]
    found = [block.id in now for block in blocks]
    for first, last in pairwise((-1, *stay, len(blocks))):
        others = blocks[first + 1 : last]
        ends = (first if first >= 0 else last), (last if last < len(blocks) else first)
        if not others or not stay:
            continue
        sides = (found[ends[0]], found[ends[1]])
        found[first + 1 : last] = between(
            sides, [block.id in before for block in others], list(map(_goes_on, others))
        )
    return tuple(block.id for block, landscape in zip(blocks, found, strict=True) if landscape)


def _goes_on(block: Block) -> bool:
    """Whether words of a block that has gone, or came, stand in the next one on the other side."""
    if isinstance(block, Table | Figure):
        return False
    last = list(lines(block))[-1]
    if last.deleted:
        return not all_deleted(last.inlines)
    return bool(last.inserted) and not all_inserted(last.inlines)


def undivided(groups: Sequence[Group], blocks: Sequence[Block], new: Document) -> list[Group]:
    """The groups of these blocks of `new`, no paragraph being divided between two orientations or by the list
    of contents: in Word, a section or a field stands between, across which no paragraphs are joined."""
    listed = new.contents.before if new.contents else ""
    if not new.layout.landscape and not listed:
        return list(groups)
    behind = accumulate(block.id == listed for block in blocks)
    stands = [
        (block.id in new.layout.landscape, is_behind)
        for block, is_behind in zip(blocks, behind, strict=True)
        for _ in flatten((block,))
    ]
    result = []
    for group in groups:
        parts = [tuple(part) for _, part in groupby(group.new, lambda place: stands[place])]
        result.append(Group(group.old, max(parts, key=len)))
    return result
