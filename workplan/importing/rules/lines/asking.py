"""What each line is: the rules are asked in order, and the first that says anything is believed."""

from __future__ import annotations

import re
from collections.abc import Sequence

from workplan.importing.rules.claims import Claims, Verdict, rule
from workplan.importing.rules.labels import typed_label
from workplan.importing.rules.lines.headings import HEADINGS, in_a_draft
from workplan.importing.rules.lines.lists import Lists, counted_item, typed_item
from workplan.importing.rules.lines.roles import Around, Role, first
from workplan.importing.rules.lines.sections import Item
from workplan.importing.source.model import Line, Table
from workplan.text.characters import visible


def roles_of(blocks: Sequence[Line | Table], body_size: float, claims: Claims) -> list[Item]:
    """Each line with what it is."""
    found: list[Item] = []
    lists = Lists()
    for n, block in enumerate(blocks):
        if isinstance(block, Table):
            lists.close()
            found.append(block)
            continue
        before = blocks[n - 1] if n else None
        after = blocks[n + 1] if n + 1 < len(blocks) else None
        around = Around(
            body_size,
            before if isinstance(before, Line) else None,
            after if isinstance(after, Line) else None,
            isinstance(after, Table),
        )
        role = _role(block, around, lists)
        if role.kind not in ("item", "more"):
            lists.close()
        found.append((block, role))
        verdict: Verdict = "understood" if role.sure else "guessed"
        became = {"heading": "a heading", "item": "an item of a list", "quotation": "a quotation"}.get(
            role.kind, "a paragraph"
        )
        if role.kind != "body" or not role.sure:
            signs = re.findall(r"[-–—*]|\bo(?=\t)", block.text[: role.skip])  # typed for a bullet
            claims.add(role.rule, verdict, block.address, block.text, became, role.evidence, lost=signs)
        if block.where == "box":
            claims.add("B2", "guessed", block.address, block.text, became, "it stands in a text box")
    return found


def _role(line: Line, around: Around, lists: Lists) -> Role:
    if not line.worded:  # a picture, or the call of a note
        return body(line)
    if caption(line, around.before):
        return Role("caption", "I4", f"style “{line.style}”")
    heading = first((*HEADINGS, in_a_draft), line, around)
    if heading and heading.rule not in ("H5", "D1"):
        label = line.counting.label if line.counting and line.counting.label != "•" else ""
        return Role(heading.kind, heading.rule, heading.evidence, heading.sure, heading.level, label=label)
    item = counted_item(line, lists) or typed_item(line, around.after, lists)
    if (
        item
        and visible(line.text[item.skip :])
        and not (
            heading
            and item.rule == "L3"
            and not lists.open[:-1]
            and item.number == 1
            and not _listed(around.after)
        )
    ):
        return item
    return heading or quotation(line) or body(line)


def _listed(line: Line | None) -> bool:
    return line is not None and typed_label(line.text) is not None


@rule("B1")
def body(line: Line) -> Role:
    """What no rule knows better is a paragraph of the text."""
    return Role("body", "B1", f"style “{line.style}”")


@rule("B2")
def boxed(line: Line) -> bool:
    """Text in a text box stands behind the paragraph that the box hangs on, and is a doubt: where it stood on
    the page says nothing of where it belongs."""
    return line.where == "box"


@rule("B3")
def quotation(line: Line) -> Role | None:
    """A paragraph in the style Quote is a quotation."""
    return Role("quotation", "B3", f"style “{line.style}”") if line.means == "quote" else None


@rule("I4")
def caption(line: Line, before: Line | None) -> bool:
    """A line in the style Caption right below a picture is its caption; any other one is a paragraph."""
    return line.means == "caption" and before is not None and any(each.picture for each in before.pieces)
