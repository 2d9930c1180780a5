"""Page breaks and pages in landscape: those of both sides in a redline, and what changed about them, told.

They stand in no line, so that no mark shows them: a redline is laid out as the new document is.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import accumulate, groupby, pairwise

from workplan.compare.sides import all_deleted, all_inserted, sides
from workplan.compare.splits import Group
from workplan.compare.telling import Telling
from workplan.compare.told import Told
from workplan.document.lines import flatten
from workplan.document.pages import between
from workplan.document.revisions import accepted_names, rejected_names
from workplan.document.tree import Block, ContentsList, Document, Figure, PageLayout, Table
from workplan.document.walk import lines
from workplan.excerpts import beginning


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


def told(redline: Document, telling: Telling) -> Iterator[tuple[Told, str]]:
    """Each page break and list of contents that came or went, and each part in landscape or no longer so,
    with the id of the block before which, or with which, it is."""
    now = redline.layout
    before = redline.former.layout if redline.former else now
    firsts: dict[str, Block] = {}
    for block in redline.blocks:
        firsts.setdefault(block.id, block)
    phrases = telling.phrases
    for id, block in firsts.items():
        if (id in now.new_pages) != (id in before.new_pages):
            phrase = phrases.page_break_added if id in now.new_pages else phrases.page_break_removed
            yield telling.say(phrase, words=_words(block)), id
    listed = redline.contents
    was = redline.former.contents if redline.former else listed
    if bool(listed) != bool(was) and (contents := listed or was) and contents.before in firsts:
        phrase = phrases.contents_added if listed else phrases.contents_removed
        yield telling.say(phrase, words=_words(firsts[contents.before])), contents.before
    if now.landscape == before.landscape:
        return
    for id, landscape in _turned_parts(redline, now.landscape, before.landscape):
        phrase = phrases.landscape_added if landscape else phrases.landscape_removed
        yield telling.say(phrase, words=_words(firsts[id])), id


def _turned_parts(
    redline: Document, now: Collection[str], before: Collection[str]
) -> Iterator[tuple[str, bool]]:
    """The first block of each part that has been turned, and whether it is in landscape now. What came into
    such a part, or went, has not been turned; a part that came as a whole is told, too."""
    old, new = frozenset(rejected_names(redline)), frozenset(accepted_names(redline))
    ids = list(dict.fromkeys(block.id for block in redline.blocks))
    for part in _parts(ids, now):
        if not any(id in old for id in part):
            yield part[0], True
    for here, there, landscape in ((now, before, True), (before, now, False)):
        stay = [id for id in ids if id in old and id in new]
        for run in _parts(stay, [id for id in here if id not in there]):
            yield run[0], landscape


def _parts(ids: Sequence[str], landscape: Collection[str]) -> Iterator[list[str]]:
    for turned, part in groupby(ids, lambda id: id in landscape):
        if turned:
            yield list(part)


def _words(block: Block) -> str:
    if isinstance(block, Figure):
        return beginning(block.alternative)
    old, new = sides(next(lines(block)).inlines)
    return beginning(new or old)
