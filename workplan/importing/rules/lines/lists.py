"""Lists of every kind: counted by the word processor, and typed by hand."""

from __future__ import annotations

import re

from msgspec import Struct

from workplan.importing.rules.claims import rule
from workplan.importing.rules.labels import Typed, typed_label
from workplan.importing.rules.lines.roles import Role
from workplan.importing.source.model import Line


class Lists(Struct):
    """The lists that are open while lines are read in order, outermost first: for each how it counts, its
    last number, and its name."""

    open: list[tuple[str, int, str]] = []
    last: dict[str, int] = {}
    made: int = 0

    def close(self) -> None:
        """A line that is no item comes."""
        for count, number, _ in self.open:
            self.last[count] = number
        self.open = []


def counted_item(line: Line, lists: Lists) -> Role | None:
    """An item that the word processor counts, or one in a list style without numbering."""
    return by_numbering(line) or by_style(line)


@rule("L1")
def by_numbering(line: Line) -> Role | None:
    """A paragraph that the word processor numbers, or puts a bullet before, is an item of a list; its depth
    is its level there. Its label is counted anew and not kept as words."""
    counting = line.counting
    if not counting:
        return None
    evidence = f"numbering, level {counting.level + 1}, shown as “{counting.label}”"
    return Role(
        "item", "L1", evidence, level=counting.level, count=counting.kind, number=counting.number,
        label=counting.label, list=counting.list,
    )  # fmt: skip


@rule("L2")
def by_style(line: Line) -> Role | None:
    """A paragraph in the style List Bullet or List Number without numbering of its own is an item of a list;
    one in List Continue goes on in the item above."""
    found = re.fullmatch(r"list (bullet|number|continue)(?: (\d))?", line.means)
    if not found:
        return None
    depth = int(found[2] or 1) - 1
    if found[1] == "continue":
        return Role("more", "L2", f"style “{line.style}”", level=depth)
    count = "bullet" if found[1] == "bullet" else "decimal"
    return Role("item", "L2", f"style “{line.style}”", level=depth, count=count, list=found[0])


@rule("L3")
def typed_item(line: Line, following: Line | None, lists: Lists) -> Role | None:
    """A line that begins with a typed bullet, number or letter is an item where the label goes on from that
    of the item above (2. behind 1., b. behind a.), or begins a list: 1., a., i. or a bullet, with a second
    item or one below it. The label is cut off, so that it is never printed twice."""
    typed = typed_label(line.text)
    if typed is None:
        return None
    for depth in range(len(lists.open) - 1, -1, -1):
        count, last, name = lists.open[depth]
        for kind, number in typed.counts:
            if kind == count and (number == last + 1 or kind.startswith("bullet")):
                lists.open[depth:] = [(kind, number, name)]
                return _typed(typed, kind, number, depth, name)
    for kind, number in typed.counts:
        resumes = not lists.open and number > 1 and lists.last.get(kind) == number - 1
        begins = number == 1 or kind.startswith("bullet")
        if resumes or (begins and (lists.open or _goes_on(typed, kind, following))):
            lists.made += 1
            name = f"typed {lists.made}"
            lists.open.append((kind, number, name))
            return _typed(typed, kind, number, len(lists.open) - 1, name)
    return None


def _goes_on(typed: Typed, kind: str, following: Line | None) -> bool:
    """Whether the next line is the second item of a list, or one below the first."""
    after = typed_label(following.text) if following else None
    return after is not None and any(
        (other == kind and (number == 2 or kind.startswith("bullet"))) or number == 1
        for other, number in after.counts
    )


def _typed(typed: Typed, kind: str, number: int, depth: int, name: str) -> Role:
    count = kind.split(" ")[0]
    if "(" in kind.split(" ")[-1] and count.startswith("lower"):
        count = f"bracketed-{count.removeprefix('lower-')}"
    return Role(
        "item", "L3", f"typed “{typed.label}”", level=depth, count=count, number=number, label=typed.label,
        skip=typed.length, list=name,
    )  # fmt: skip
