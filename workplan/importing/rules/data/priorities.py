"""The priorities: which list they are."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from workplan.document.tree import Block, Heading, List, Paragraph
from workplan.document.walking.walk import plain
from workplan.importing.rules.blocks.building import Builder, Directive
from workplan.importing.rules.claims import Claims, rule
from workplan.importing.rules.data.cells import in_column, last_line, linked
from workplan.importing.rules.ids import Ids
from workplan.importing.rules.inlines import Target
from workplan.importing.rules.tables.action_table import ActionTable
from workplan.importing.source.model import Row
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
        elif below and isinstance(block, List) and block.kind != "bullet" and block.start == 1:
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
        and inner.kind != "bullet"
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


@rule("K6")
def unlinked(found: ActionTable, priorities: List) -> Row | None:
    """An action of a plan with priorities is linked to at least one. Where one is linked to none, or to one
    that there is not, the priorities stay a list of the text, and the words of links stay words: a doubt,
    that goes when the Word file says the priority of each action."""
    numbers = [f"p{n}" for n in range(len(priorities.items))]
    if "priorities" in found.columns:
        at = found.columns.index("priorities")
        return next((row for row in found.rows if not in_column(row.cells[at].text, numbers)), None)
    at = found.columns.index("action")
    return next((row for row in found.rows if linked(last_line(row.cells[at]), numbers) is None), None)


def take_priorities(
    main: list[Block | Directive], actions: ActionTable | None, builder: Builder
) -> list[dict[str, Any]]:
    """The priorities of the text as data, which a directive prints there; none where they stay a list."""
    ids, claims = builder.ids, builder.claims
    at = which([each for each in main if not isinstance(each, Directive)])
    if at is None:
        return []
    listed = [each for each in main if not isinstance(each, Directive)][at]
    if actions and isinstance(listed, List) and (row := unlinked(actions, listed)):
        cell = row.cells[actions.columns.index("action")]
        where, became = cell.lines[0].address if cell.lines else "", "the priorities are a list of the text"
        claims.add("K6", "guessed", where, cell.text, became, "this action is linked to no priority")
        return []
    plain = [n for n, each in enumerate(main) if not isinstance(each, Directive)]
    found = main[plain[at]]
    assert isinstance(found, List)
    entries = read_priorities(found, ids, claims)
    for n, (item, entry) in enumerate(zip(found.items, entries, strict=True), 1):
        for mark in builder.marks.get(item.blocks[0].id, ()):
            builder.inliner.found[mark] = Target(entry["id"], str(n))
        for inner in item.blocks[1:]:
            assert isinstance(inner, List)
            for each, below in zip(inner.items, entry["items"], strict=True):
                number = f"{n}.{each.label.strip('().')}"
                for mark in builder.marks.get(each.blocks[0].id, ()):
                    builder.inliner.found[mark] = Target(below["id"], number)
    main[plain[at]] = Directive("priorities")
    return entries
