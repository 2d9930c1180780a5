"""Which blocks of a manuscript, and which items of a list, are which: for the sake of few changes alone.

Whatever is paired with what, the text that is written says what was wanted.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from msgspec.structs import replace

from workplan.compare.lines.groups import row_items
from workplan.compare.pairs.align import Item, align, item
from workplan.directives.declared import printing
from workplan.document.ids import by_place
from workplan.document.tree import Block, Cell, Figure, Heading, List, ListItem, Paragraph, Row, Table
from workplan.document.walking.walk import lines, plain
from workplan.text.segmentation import is_word, words
from workplan.writeback.markdown.loosened import bare


def key(node: Block | ListItem | Row | Cell) -> object:
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
            caption = node.caption and bare(node.caption.inlines)
            return "figure", node.image, node.alternative, node.width, caption
        case Row() | Cell():
            return tuple(map(key, node.cells if isinstance(node, Row) else node.blocks))
        case Table() if by_place(node.id):
            return "plain table", node.summary, tuple(map(key, (node.header, *node.rows)))
        case Table():
            return "table", node.id, node.summary, tuple(tuple(map(key, c.blocks)) for c in node.header.cells)


Kin = Sequence[Block] | Sequence[ListItem] | Sequence[Row]


def paired(old: Kin, new: Kin) -> list[int | None]:
    """For each of the new ones, the place of the old one that it was."""
    return paired_and_staying(old, new)[0]


def paired_and_staying(old: Kin, new: Kin) -> tuple[list[int | None], frozenset[int]]:
    """The same, and which of the new ones have not been moved."""
    found = align(_items(old), _items(new))
    places = {j: i for i, j in (*found.pairs, *found.moves)}
    return [places.get(j) for j in range(len(new))], frozenset(j for _, j in found.pairs)


def by_directive(block: Block) -> bool:
    """Whether a directive prints this from the plan's data: then its id is its own."""
    return (isinstance(block, Table) and not by_place(block.id)) or (
        isinstance(block, List) and "." not in block.id
    )


def _items(nodes: Kin) -> list[Item]:
    rows = [node for node in nodes if isinstance(node, Row)]
    if rows:
        return [replace(item, exact=key(row)) for item, row in zip(row_items(rows), rows, strict=True)]
    return [_item(node) for node in nodes if not isinstance(node, Row)]


def _item(node: Block | ListItem) -> Item:
    said = _words(node)
    printed = not isinstance(node, ListItem) and by_directive(node)
    # Several lists of the manuscript's own words are told apart by these: their ids follow from their places.
    directive = printing(node.id) if isinstance(node, List) else None
    own = isinstance(node, Paragraph) and "." not in node.id
    named = (printed and not (directive and directive.around)) or isinstance(node, Heading) or own
    kind = f"{type(node).__name__}{' of a directive' if printed else ''}"
    return item(kind, getattr(node, "id", None) if named else None, key(node), Counter(said))


def _words(node: Block | ListItem) -> list[str]:
    if isinstance(node, ListItem):
        return [word for block in node.blocks for word in _words(block)]
    if isinstance(node, Figure):
        return [*filter(is_word, words(node.alternative))]
    return [word for line in lines(node) for word in words(plain(line.inlines)) if is_word(word)]
