"""The priorities: which list they are."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from workplan.document.tree import Block, Heading, List, Paragraph
from workplan.document.walk import plain
from workplan.importing.rules.claims import Claims, rule
from workplan.importing.rules.ids import Ids
from workplan.writeback.markdown.inline import spelled
from workplan.writeback.markdown.loosened import on_one_line

_WORD = re.compile(
    r"priorit|priorid|приоритет|prioritas|ưu tiên|schwerpunkt|重点|优先|أولوي|ลำดับความสำคัญ|prioritet",
    re.IGNORECASE,
)


@rule("P1")
def which(blocks: Sequence[Block]) -> int | None:
    """The priorities are the first numbered list below a heading that speaks of priorities; each has one
    paragraph, and under it at most a list of items with one paragraph each. They stand in priorities.yaml,
    so that actions can be linked to them."""
    below = False
    for n, block in enumerate(blocks):
        if isinstance(block, Heading):
            below = bool(_WORD.search(plain(block.inlines)))
        elif below and isinstance(block, List) and block.kind == "decimal" and block.start == 1:
            return n if all(map(_is_plain, (item.blocks for item in block.items))) else None
    return None


def _is_plain(blocks: Sequence[Paragraph | List]) -> bool:
    first, *below = blocks
    if not below:
        return isinstance(first, Paragraph)
    inner = below[0]
    return (
        len(below) == 1
        and isinstance(inner, List)
        and inner.kind == "lower-alpha"
        and all(len(each.blocks) == 1 for each in inner.items)
    )


def read_priorities(found: List, ids: Ids, claims: Claims) -> list[dict[str, Any]]:
    """The list as priorities.yaml has it."""
    entries: list[dict[str, Any]] = []
    for item in found.items:
        first, *below = item.blocks
        assert isinstance(first, Paragraph)
        words = plain(first.inlines)
        entry: dict[str, Any] = {
            "id": ids.of(words, "priority"),
            "text": spelled(on_one_line(first.inlines)).words,
        }
        inner = below[0] if below else None
        if isinstance(inner, List):
            entry["items"] = [
                {
                    "id": ids.of(plain(each.blocks[0].inlines), "item"),
                    "text": spelled(on_one_line(each.blocks[0].inlines)).words,
                }
                for each in inner.items
                if isinstance(each.blocks[0], Paragraph)
            ]
        entries.append(entry)
    claims.add(
        "P1",
        "understood",
        "",
        plain(found.items[0].blocks[0].inlines) if isinstance(found.items[0].blocks[0], Paragraph) else "",
        f"{len(entries)} priorities in priorities.yaml",
        "a numbered list below a heading that speaks of priorities",
    )
    return entries
