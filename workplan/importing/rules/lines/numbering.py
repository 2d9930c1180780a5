"""Paragraphs of the text that have numbers, as papers of meetings have them."""

from __future__ import annotations

from collections.abc import Sequence

from workplan.document.resolving.counting import label
from workplan.importing.rules.claims import Claims, rule
from workplan.importing.rules.labels import typed_label
from workplan.importing.rules.lines.headings import APPENDIX
from workplan.importing.rules.lines.roles import Role
from workplan.importing.rules.lines.sections import Item
from workplan.importing.source.model import Line, Table

#: Fewer paragraphs than these are a list.
_LEAST = 4


@rule("B4")
def numbered_paragraphs(items: Sequence[Item]) -> dict[str, tuple[int, str, int]]:
    """Where every paragraph of the text has a number, counted by Word or typed, and they count on across
    headings, the paragraphs are numbered: plan.yaml says so, and the numbers are made anew. It is a doubt.
    Where one paragraph has none, they stay lists."""
    found: dict[str, tuple[int, str, int]] = {}
    since = crossed = 0
    for item in _text(items):
        if isinstance(item, Table):
            continue
        line, role = item
        number = _number(line, role)
        if role.kind == "heading":
            since += bool(found)
        elif number and number[0] == len(found) + 1:
            found[line.address] = number
            crossed, since = crossed + bool(since), 0
        elif role.kind == "body" and line.worded:
            return {}
    return found if crossed and len(found) >= _LEAST else {}


def with_numbers(items: Sequence[Item], claims: Claims) -> tuple[list[Item], bool]:
    """The items, numbered paragraphs among them as paragraphs; and whether there are any."""
    found = numbered_paragraphs(items)
    if not found:
        return [*items], False
    # What was claimed of the single lines, that they are items of lists, is not so.
    of_lists = ("L1", "L2", "L3")
    claims.made[:] = [each for each in claims.made if each.at not in found or each.rule not in of_lists]
    made: list[Item] = []
    for item in items:
        if isinstance(item, Table) or item[0].address not in found:
            made.append(item)
            continue
        line, _ = item
        number, shown, skip = found[line.address]
        made.append((line, Role("body", "B4", f"numbered {shown}", sure=False, skip=skip)))
        if shown != label(number, "decimal"):
            became = f"numbered {label(number, 'decimal')}"
            claims.add("B4", "understood", line.address, f"{shown} {line.text[skip:]}", became, lost=[shown])
    first = next(line for line in (i[0] for i in items if not isinstance(i, Table)) if line.address in found)
    became = f"{len(found)} numbered paragraphs: numbered: true in plan.yaml"
    evidence = "every paragraph has a number, across headings"
    claims.add("B4", "guessed", first.address, first.text, became, evidence)
    return made, True


def _text(items: Sequence[Item]) -> list[Item]:
    """The items above the first appendix."""
    for n, item in enumerate(items):
        if not isinstance(item, Table) and item[1].kind == "heading" and APPENDIX.fullmatch(item[0].text):
            return [*items[:n]]
    return [*items]


def _number(line: Line, role: Role) -> tuple[int, str, int] | None:
    """The number of a line, as it is shown, and how many of its letters are typed for it."""
    if role.kind == "item" and not role.level and role.count == "decimal":
        return role.number, role.label, role.skip
    typed = typed_label(line.text) if role.kind == "body" else None
    if typed and typed.counts[0][0].startswith("decimal"):
        return typed.counts[0][1], typed.label, typed.length
    return None
