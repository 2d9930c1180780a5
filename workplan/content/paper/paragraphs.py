"""The paragraphs of a manuscript that have numbers (`document.resolving.paragraph_numbers`)."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from markdown_it.tree import SyntaxTreeNode

    from workplan.content.paper.plan import Manuscript


def is_numbered(node: SyntaxTreeNode) -> bool:
    """Whether a block at the top of a text is a paragraph that has a number, where the paper wants them."""
    return node.type == "paragraph" and not node.meta.get("quotation")


def numbered_paragraphs(manuscript: Manuscript) -> dict[str, int]:
    """The numbers of those that have an id."""
    found: dict[str, int] = {}
    number = 0
    for node in manuscript.tree.children:
        if is_numbered(node):
            number += 1
            if "id" in node.meta:
                found[node.meta["id"]] = number
    return found
