"""Page breaks and lists of contents that came or went, in words. They stand in no line, so that no mark shows
them."""

from __future__ import annotations

from collections.abc import Iterator

from workplan.compare.sides import sides
from workplan.compare.telling import Telling
from workplan.compare.told import Told
from workplan.document.tree import Block, Document, Figure
from workplan.document.walk import lines
from workplan.excerpts import beginning


def told(redline: Document, telling: Telling) -> Iterator[tuple[Told, str]]:
    """Each page break or list of contents that came or went, with the id of the block behind it."""
    now = redline.new_pages
    before = redline.former.new_pages if redline.former else now
    firsts: dict[str, Block] = {}
    for block in redline.blocks:
        firsts.setdefault(block.id, block)
    for id, block in firsts.items():
        if (id in now) != (id in before):
            phrases = telling.phrases
            phrase = phrases.page_break_added if id in now else phrases.page_break_removed
            yield telling.say(phrase, words=_words(block)), id
    listed = redline.contents
    was = redline.former.contents if redline.former else listed
    if bool(listed) != bool(was) and (contents := listed or was) and contents.before in firsts:
        phrase = telling.phrases.contents_added if listed else telling.phrases.contents_removed
        yield telling.say(phrase, words=_words(firsts[contents.before])), contents.before


def _words(block: Block) -> str:
    if isinstance(block, Figure):
        return beginning(block.alternative)
    old, new = sides(next(lines(block)).inlines)
    return beginning(new or old)
