"""Which blocks of a manuscript, and which items of a list, are which: for the sake of few changes alone.

Whatever is paired with what, the text that is written says what was wanted.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from workplan.compare.align import Item, align, item
from workplan.document.tree import Block, Figure, Heading, List, ListItem, Paragraph, Table
from workplan.document.walk import lines, plain
from workplan.writeback.inline_forms import bare


def key(node: Block | ListItem) -> object:
    """What the content says of a block: no labels, no numbers, no ids that follow from its place."""
    match node:
        case Paragraph(role="quotation"):
            return "quotation", bare(node.inlines)
        case Paragraph():
            return bare(node.inlines)
        case Heading():
            return "heading", node.id, node.level, bare(node.inlines)
        case List():
            return "list", node.kind, node.start, tuple(map(key, node.items))
        case ListItem():
            return tuple(map(key, node.blocks))
        case Figure():
            return "figure", node.image, node.alternative, node.caption and bare(node.caption.inlines)
        case Table():
            return "table", node.id, node.summary, tuple(tuple(map(key, c.blocks)) for c in node.header.cells)


def paired(
    old: Sequence[Block] | Sequence[ListItem], new: Sequence[Block] | Sequence[ListItem]
) -> list[int | None]:
    """For each of the new ones, the place of the old one that it was."""
    found = align(list(map(_item, old)), list(map(_item, new)))
    places = {j: i for i, j in (*found.pairs, *found.moves)}
    return [places.get(j) for j in range(len(new))]


def _item(node: Block | ListItem) -> Item:
    words = _words(node)
    named = isinstance(node, Heading | Table) or (isinstance(node, List) and "." not in node.id)
    kind = f"{type(node).__name__}{' of a directive' if named and not isinstance(node, Heading) else ''}"
    return item(kind, node.id if named else None, key(node), Counter(words))


def _words(node: Block | ListItem) -> list[str]:
    if isinstance(node, ListItem):
        return [word for block in node.blocks for word in _words(block)]
    if isinstance(node, Figure):
        return node.alternative.split()
    return [word for line in lines(node) for word in plain(line.inlines).split()]
