"""Recommendations that something was put between: the list behind it is one of recommendations still.

To Word a list ends where a paragraph stands, and what follows is another one, without the name of the first.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from workplan.directives.read_back import in_manuscript
from workplan.directives.recommendations.declared import RECOMMENDATIONS
from workplan.document.resolve import resolve
from workplan.document.tree import Block, Document, List, ListItem
from workplan.document.walk import lines, plain


def recommended_still(new: Document, old: Document) -> Document:
    """`new`, in which a list is one of recommendations where most of its items were some in `old`, and stand
    in no other such list."""
    before = set(_words(old.blocks)) - set(_words(new.blocks))
    if not before:
        return new
    again = {
        block.id
        for block in new.blocks
        if isinstance(block, List)
        and not in_manuscript(block)
        and 2 * sum(_said(item) in before for item in block.items) > len(block.items)
    }
    if not again:
        return new
    blocks = (
        replace(block, id=f"{RECOMMENDATIONS.id}-{len(new.blocks) + n}") if block.id in again else block
        for n, block in enumerate(new.blocks)
    )
    return resolve(replace(new, blocks=tuple(blocks)))


def _words(blocks: tuple[Block, ...]) -> Iterator[str]:
    """What the recommendations of a document say."""
    for block in blocks:
        if in_manuscript(block):
            yield from map(_said, block.items)


def _said(item: ListItem) -> str:
    return " ".join(" ".join(plain(line.inlines) for line in lines(item.blocks[0])).split())
