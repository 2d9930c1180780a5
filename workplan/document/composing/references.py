"""What a reference to each id of a plan prints: its number, or its title."""

from __future__ import annotations

from collections.abc import Iterator

from markdown_it.tree import SyntaxTreeNode
from msgspec.structs import replace

from workplan.content.paper.paragraphs import numbered_paragraphs
from workplan.content.paper.plan import Plan
from workplan.directives.printed import PRINTED, uses
from workplan.document.composing.targets import Target
from workplan.document.resolving.counting import count


def targets(plan: Plan) -> dict[str, Target]:
    """Every id that can be referred to. Priorities and actions count from 1, sub-items and appendices
    are lettered; a heading has its words, and a paragraph its number."""
    return dict(_targets(plan))


def _targets(plan: Plan) -> Iterator[tuple[str, Target]]:
    written = {node.meta["name"]: node.meta["options"] for node, scope in uses(plan) if scope.first}
    for name, directive in PRINTED.items():
        led_to = directive.led_to(plan, written[name]) if name in written else frozenset()
        for id, target in directive.targets(plan):
            leads = led_to is None or id in led_to
            yield id, target if leads else replace(target, printed=False)
    for manuscript in (plan.manuscript, *(appendix.manuscript for appendix in plan.appendices)):
        for node in manuscript.tree.children:
            if node.type == "heading":
                yield node.meta["id"], Target(_words(node), "title")
            elif node.type == "paragraph" and "id" in node.meta:  # where it has no number, they have words
                yield node.meta["id"], Target("", "number")
    if plan.identity.numbered:
        for id, number in numbered_paragraphs(plan.manuscript).items():
            words = plan.identity.wording.paragraph.replace("{number}", str(number))
            yield id, Target(words, "number")
    for number, appendix in enumerate(plan.appendices, start=1):
        letter = count(number, "lower-alpha").upper()
        yield appendix.id, Target(f"{plan.appendix} {letter}", "number")


def _words(node: SyntaxTreeNode) -> str:
    if node.type == "text":
        return node.content
    if node.type == "softbreak":
        return " "
    return "".join(map(_words, node.children))
