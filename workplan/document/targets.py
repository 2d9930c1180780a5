"""What a reference to each id of a plan prints: its number, or its title."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from markdown_it.tree import SyntaxTreeNode

from workplan.content.models import Plan
from workplan.document.counting import count


@dataclass(frozen=True, slots=True)
class Target:
    """`text` is what a reference prints; `kind` as in `tree.Reference`."""

    text: str
    kind: Literal["number", "title"]


def targets(plan: Plan) -> dict[str, Target]:
    """Every id that can be referred to. Priorities and actions count from 1, sub-items and appendices
    are lettered; a heading has its words."""
    return dict(_targets(plan))


def _targets(plan: Plan) -> Iterator[tuple[str, Target]]:
    for number, priority in enumerate(plan.priorities, start=1):
        yield priority.id, Target(str(number), "number")
        for place, item in enumerate(priority.items, start=1):
            yield item.id, Target(f"{number}.{count(place, 'lower-alpha')}", "number")
    for number, action in enumerate(plan.actions, start=1):
        yield action.id, Target(str(number), "number")
    for manuscript in (plan.manuscript, *(appendix.manuscript for appendix in plan.appendices)):
        for node in manuscript.tree.children:
            if node.type == "heading":
                yield node.meta["id"], Target(_words(node), "title")
    for number, appendix in enumerate(plan.appendices, start=1):
        letter = count(number, "lower-alpha").upper()
        yield appendix.id, Target(f"{plan.appendix} {letter}", "number")


def _words(node: SyntaxTreeNode) -> str:
    if node.type == "text":
        return node.content
    if node.type == "softbreak":
        return " "
    return "".join(map(_words, node.children))
