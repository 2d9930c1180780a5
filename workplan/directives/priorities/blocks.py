"""The priorities, numbered, their items lettered below them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from workplan.content.models.data import Priority, PriorityItem
from workplan.content.paper.plan import Plan
from workplan.directives.printer import Printer, Use
from workplan.directives.priorities.declared import PRIORITIES
from workplan.document.composing.inlines import markup
from workplan.document.composing.targets import Target
from workplan.document.look import PLAIN, Look
from workplan.document.resolving.counting import count, label
from workplan.document.tree import Inline, List, ListItem, Paragraph, Reference, Text
from workplan.errors import Place
from workplan.files.yaml import Places


class PriorityList(Printer):
    declares = PRIORITIES

    def block(self, use: Use) -> List | None:
        items = (
            _item(use, priority, label(number, "decimal"), tuple(_sub_items(use, priority)))
            for number, priority in enumerate(use.plan.priorities, start=1)
        )
        return List(use.scope.id, "decimal", tuple(items)) if use.plan.priorities else None

    def targets(self, plan: Plan) -> Iterator[tuple[str, Target]]:
        """Priorities count from 1, their items are lettered."""
        for number, priority in enumerate(plan.priorities, start=1):
            yield priority.id, Target(str(number), "number")
            for place, item in enumerate(priority.items, start=1):
                yield item.id, Target(f"{number}.{count(place, 'lower-alpha')}", "number")

    def places(self, use: Use, places: Mapping[str, Places]) -> Iterator[tuple[str, Place]]:
        file = places["priorities.yaml"]
        for n, priority in enumerate(use.plan.priorities):
            id = use.scope.name(priority.id)
            yield f"{id}.text", file.value((n, "text"))
            for m, item in enumerate(priority.items):
                yield f"{use.scope.name(item.id, _below(id))}.text", file.value((n, "items", m, "text"))


def priority_name(use: Use, id: str, look: Look = PLAIN) -> tuple[Inline, ...]:
    """What a priority is called where others are beside it: "Priority 2"."""
    target = use.targets[id]
    word = use.plan.identity.wording.priority
    if not target.printed:
        return (Text(f"{word} {target.text}", look),)
    return (Text(f"{word} ", look), Reference(id, target.text, "number", look))


def _below(id: str) -> str:
    """The id of the list of items below a priority."""
    return f"{id}.items"


def _sub_items(use: Use, priority: Priority) -> Iterator[List]:
    if priority.items:
        id = _below(use.scope.name(priority.id))
        items = (
            _item(use, item, label(number, "lower-alpha"), within=id)
            for number, item in enumerate(priority.items, start=1)
        )
        yield List(id, "lower-alpha", tuple(items))


def _item(
    use: Use, source: Priority | PriorityItem, label: str, below: tuple[List, ...] = (), within: str = ""
) -> ListItem:
    id = use.scope.name(source.id, within)
    words = Paragraph(f"{id}.text", markup(source.text, use.targets))
    return ListItem(id, label, (words, *below))
