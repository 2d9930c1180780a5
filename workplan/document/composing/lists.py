"""A list of a manuscript as a block, its items numbered or lettered."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from markdown_it.tree import SyntaxTreeNode

from workplan.document.composing.inlines import inlines
from workplan.document.composing.targets import Target
from workplan.document.resolving.counting import label
from workplan.document.tree import List, ListItem, ListKind, Paragraph

_KINDS: tuple[ListKind, ...] = ("decimal", "lower-alpha", "lower-roman")
#: The same below numbered paragraphs.
_BELOW_NUMBERS: tuple[ListKind, ...] = ("bracketed-alpha", "bracketed-roman", "lower-alpha", "lower-roman")


def list_kinds(*, numbered: bool) -> tuple[ListKind, ...]:
    """What numbered lists count in, from the outermost to the innermost, and over again: of a text whose
    paragraphs are `numbered`, or of any other."""
    return _BELOW_NUMBERS if numbered else _KINDS


def list_block(
    node: SyntaxTreeNode,
    targets: Mapping[str, Target],
    id: str,
    kinds: Sequence[ListKind],
    depth: int = 0,
    *,
    counted: bool = False,
) -> List:
    """`depth` counts the numbered lists around this one, which is numbered where it is `counted`, whatever
    stands before its items."""
    ordered = counted or node.type == "ordered_list"
    kind = kinds[depth % len(kinds)] if ordered else "bullet"
    start = node.meta.get("start", 1)
    items = (
        ListItem(
            f"{id}.{place}",
            label(start + place - 1, kind),
            tuple(_item_blocks(item, targets, f"{id}.{place}", kinds, depth + ordered)),
        )
        for place, item in enumerate(node.children, start=1)
    )
    return List(id, kind, tuple(items), start)


def _item_blocks(
    item: SyntaxTreeNode, targets: Mapping[str, Target], id: str, kinds: Sequence[ListKind], depth: int
) -> Iterator[Paragraph | List]:
    for place, node in enumerate(item.children, start=1):
        if node.type == "paragraph":
            name = "text" if place == 1 else str(place)
            yield Paragraph(f"{id}.{name}", inlines(node.children[0], targets))
        else:
            yield list_block(node, targets, f"{id}.{place}", kinds, depth)
