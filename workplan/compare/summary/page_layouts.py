"""What changed about page breaks, pages in landscape and the list of contents, told."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from itertools import groupby

from workplan.compare.marked.sides import sides
from workplan.compare.telling.telling import Telling
from workplan.compare.telling.told import Told
from workplan.document.revisions import accepted_names, rejected_names
from workplan.document.tree import Block, Document, Figure
from workplan.document.walking.walk import lines
from workplan.text.excerpts import beginning


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
