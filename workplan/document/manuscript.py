"""A manuscript's blocks: its Markdown in the order of the file, directives replaced by their data.

A block's id is the id of its section and its place in it: `introduction.2`, `priority-issues.1`.
Below it the ids go on: `introduction.2.3` is a list's third item, `introduction.2.3.text` its words.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from markdown_it.tree import SyntaxTreeNode

from workplan.content.models import Manuscript, Plan
from workplan.directives.printed import PRINTED, scopes
from workplan.directives.printer import Use
from workplan.document.counting import label
from workplan.document.inlines import inlines
from workplan.document.pages import OnPage
from workplan.document.plain_table import plain_table
from workplan.document.targets import Target
from workplan.document.tree import (
    Block,
    ContentsList,
    Figure,
    Heading,
    List,
    ListItem,
    ListKind,
    Paragraph,
    ParagraphRole,
)

_KINDS: tuple[ListKind, ...] = ("decimal", "lower-alpha", "lower-roman")
#: The same below numbered paragraphs.
_BELOW_NUMBERS: tuple[ListKind, ...] = ("bracketed-alpha", "bracketed-roman", "lower-alpha", "lower-roman")


def list_kinds(*, numbered: bool) -> tuple[ListKind, ...]:
    """What numbered lists count in, from the outermost to the innermost, and over again: of a text whose
    paragraphs are `numbered`, or of any other."""
    return _BELOW_NUMBERS if numbered else _KINDS


class Written(NamedTuple):
    """A node and the block that it prints, how that stands on its page, and the list of contents that stands
    before it."""

    node: SyntaxTreeNode
    block: Block
    on_page: OnPage
    contents: ContentsList | None


def manuscript_blocks(
    manuscript: Manuscript, plan: Plan, targets: Mapping[str, Target], section: str
) -> Iterator[Written]:
    """The blocks of `manuscript`; `section` names what stands before its first heading. A node that prints
    nothing is left out."""
    place = 0
    new_page = False
    kinds = list_kinds(numbered=plan.identity.numbered and manuscript is plan.manuscript)
    contents: dict[str, Any] = {}
    block: Block | None
    for node in manuscript.tree.children:
        contents = contents or node.meta.get("contents", {})
        new_page = new_page or node.meta.get("new_page", False)
        if node.type == "heading":
            section, place = node.meta["id"], 0
            block = Heading(section, int(node.tag[1:]), inlines(node.children[0], targets))
        else:
            place += 1
            block = _block(node, plan, targets, node.meta.get("id", f"{section}.{place}"), kinds)
            if block is None:
                continue
        on_page = OnPage(new_page, landscape="landscape" in node.meta)
        yield Written(node, block, on_page, ContentsList(block.id, **contents) if contents else None)
        new_page, contents = False, {}


def _block(
    node: SyntaxTreeNode, plan: Plan, targets: Mapping[str, Target], id: str, kinds: Sequence[ListKind]
) -> Block | None:
    match node.type:
        case "paragraph":
            role: ParagraphRole = "quotation" if node.meta.get("quotation") else "body"
            return Paragraph(id, inlines(node.children[0], targets), role)
        case "bullet_list" | "ordered_list":
            return _list(node, targets, id, kinds)
        case "image":
            return _figure(node, plan, targets, id)
        case "table":
            return plain_table(node, targets, id)
        case _:
            return _directive(node, plan, targets)


def _directive(node: SyntaxTreeNode, plan: Plan, targets: Mapping[str, Target]) -> Block | None:
    use = Use(plan, node.meta["options"], scopes(plan)[node.meta["place"]], targets)
    return PRINTED[node.meta["name"]].block(use)


def _list(
    node: SyntaxTreeNode, targets: Mapping[str, Target], id: str, kinds: Sequence[ListKind], depth: int = 0
) -> List:
    """`depth` counts the numbered lists around this one."""
    ordered = node.type == "ordered_list"
    kind = kinds[depth % len(kinds)] if ordered else "bullet"
    start = node.meta["start"] if ordered else 1
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
            yield _list(node, targets, f"{id}.{place}", kinds, depth)


def _figure(node: SyntaxTreeNode, plan: Plan, targets: Mapping[str, Target], id: str) -> Figure:
    caption = node.meta["caption"]
    return Figure(
        id,
        plan.images[node.meta["path"]],
        node.meta["alternative"],
        caption and Paragraph(f"{id}.caption", inlines(caption, targets), role="caption"),
        node.meta["width"],
    )
