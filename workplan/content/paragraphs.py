"""The paragraphs of a manuscript that have numbers (`document.paragraph_numbers`)."""

from __future__ import annotations

from workplan.content.models import Manuscript


def numbered_paragraphs(manuscript: Manuscript) -> dict[str, int]:
    """The numbers of those that have an id."""
    found: dict[str, int] = {}
    number = 0
    for node in manuscript.tree.children:
        if node.type == "paragraph" and not node.meta.get("quotation"):
            number += 1
            if "id" in node.meta:
                found[node.meta["id"]] = number
    return found
