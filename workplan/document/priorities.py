"""The directive `:::{priorities}`: the priorities, numbered, their items lettered below them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from workplan.content.models import Plan, Priority, PriorityItem
from workplan.document.counting import label
from workplan.document.inlines import markup
from workplan.document.targets import Target
from workplan.document.tree import List, ListItem, Paragraph


def priority_list(plan: Plan, targets: Mapping[str, Target]) -> List:
    return List(
        "priorities",
        "decimal",
        tuple(
            _item(priority, label(number, "decimal"), targets, tuple(_sub_items(priority, targets)))
            for number, priority in enumerate(plan.priorities, start=1)
        ),
    )


def _sub_items(priority: Priority, targets: Mapping[str, Target]) -> Iterator[List]:
    if priority.items:
        items = (
            _item(item, label(number, "lower-alpha"), targets)
            for number, item in enumerate(priority.items, start=1)
        )
        yield List(f"{priority.id}.items", "lower-alpha", tuple(items))


def _item(
    source: Priority | PriorityItem, label: str, targets: Mapping[str, Target], below: tuple[List, ...] = ()
) -> ListItem:
    words = Paragraph(f"{source.id}.text", markup(source.text, targets))
    return ListItem(source.id, label, (words, *below))
