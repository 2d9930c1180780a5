"""A manuscript's blocks: its Markdown in the order of the file, directives replaced by their data.

A block's id is the id of its section and its place in it: `introduction.2`, `priority-issues.1`.
Below it the ids go on: `introduction.2.3` is a list's third item, `introduction.2.3.text` its words.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from markdown_it.tree import SyntaxTreeNode

from workplan.content.paper.plan import Manuscript, Plan
from workplan.directives.printed import PRINTED, lead_names, scopes
from workplan.directives.printer import Use
from workplan.document.composing.inlines import inlines
from workplan.document.composing.lists import list_block, list_kinds
from workplan.document.composing.plain_table import plain_table
from workplan.document.composing.targets import Target
from workplan.document.resolving.pages import OnPage
from workplan.document.tree import (
    Block,
    ContentsList,
    Figure,
    Heading,
    ListKind,
    Paragraph,
    ParagraphRole,
)


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
    leads = lead_names(manuscript, plan)
    for at, node in enumerate(manuscript.tree.children):
        contents = contents or node.meta.get("contents", {})
        new_page = new_page or node.meta.get("new_page", False)
        if node.type == "heading":
            section, place = node.meta["id"], 0
            block = Heading(section, int(node.tag[1:]), inlines(node.children[0], targets))
        else:
            place += 1
            id = node.meta.get("id") or leads.get(at) or f"{section}.{place}"
            block = _block(node, plan, targets, id, kinds)
            if block is None:
                place -= 1  # places are of what is printed: from the tree alone, `resolve` counts them again
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
            return list_block(node, targets, id, kinds)
        case "image":
            return _figure(node, plan, targets, id)
        case "table":
            return plain_table(node, targets, id)
        case _:
            return _directive(node, plan, targets)


def _directive(node: SyntaxTreeNode, plan: Plan, targets: Mapping[str, Target]) -> Block | None:
    use = Use(plan, node.meta["options"], scopes(plan)[node.meta["place"]], targets, node)
    return PRINTED[node.meta["name"]].block(use)


def _figure(node: SyntaxTreeNode, plan: Plan, targets: Mapping[str, Target], id: str) -> Figure:
    caption = node.meta["caption"]
    return Figure(
        id,
        plan.images[node.meta["path"]],
        node.meta["alternative"],
        caption and Paragraph(f"{id}.caption", inlines(caption, targets), role="caption"),
        node.meta["width"],
    )
