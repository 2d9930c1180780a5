"""Lists of recommendations as a manuscript has them: each between fences of its own, named by its place.

To Word a list ends where a paragraph stands, and what follows is another one. Where an editor put a paragraph
between two recommendations, those behind it are recommendations still; where one of several lists went, the
others move up.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import count

from msgspec.structs import replace

from workplan.directives.read_back import in_manuscript
from workplan.directives.recommendations.declared import RECOMMENDATIONS
from workplan.document.ids import lead
from workplan.document.resolving.resolve import resolve
from workplan.document.tree import Block, Document, Inline, List, ListItem, Reference
from workplan.document.walking.walk import lines, map_inlines, plain


def with_recommendations(new: Document, old: Document) -> Document:
    """`new`, in which a list is one of recommendations, too, where most of its items were some in `old`, and
    stand in no such list; with the ids that follow from the places of them all."""
    before = set(_said_in(old.blocks)) - set(_said_in(new.blocks))
    lists = [at for at, block in enumerate(new.blocks) if _recommends(block, before)]
    taken = {block.id for at, block in enumerate(new.blocks) if at not in lists}
    names = (f"{RECOMMENDATIONS.id}-{number}" if number > 1 else RECOMMENDATIONS.id for number in count(1))
    named = dict(zip(lists, (name for name in names if name not in taken), strict=False))
    if all(new.blocks[at].id == name for at, name in named.items()):
        return new
    # Of a list that was divided, what stands before the first part is referred to.
    leads = {lead(new.blocks[at].id): lead(name) for at, name in reversed(named.items())}

    def led(inline: Inline) -> Inline:
        if isinstance(inline, Reference) and inline.target in leads:
            return replace(inline, target=leads[inline.target])
        return inline

    blocks = (map_inlines(block, led) for block in new.blocks)
    renamed = (replace(block, id=named.get(at, block.id)) for at, block in enumerate(blocks))
    return resolve(replace(new, blocks=tuple(renamed)))


def _recommends(block: Block, before: set[str]) -> bool:
    if not isinstance(block, List) or in_manuscript(block):
        return in_manuscript(block)
    return 2 * sum(_said(item) in before for item in block.items) > len(block.items)


def _said_in(blocks: Sequence[Block]) -> Iterator[str]:
    """What the recommendations of a document say."""
    for block in blocks:
        if in_manuscript(block):
            yield from map(_said, block.items)


def _said(item: ListItem) -> str:
    return " ".join(" ".join(plain(line.inlines) for line in lines(item.blocks[0])).split())
