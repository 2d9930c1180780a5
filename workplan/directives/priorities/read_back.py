"""The list of priorities, in priorities.yaml."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from workplan.content.models.data import Priority, PriorityItem
from workplan.content.words.wording import Wording
from workplan.directives.priorities.declared import PRIORITIES
from workplan.directives.several import Printed
from workplan.directives.taker import Taker
from workplan.document.tree import Block, Inline, List, ListItem, Paragraph, Table
from workplan.document.walking.walk import lines, plain
from workplan.text.hints import quoted
from workplan.writeback.files import Files
from workplan.writeback.losses import Losses
from workplan.writeback.markdown.inline import respelled, spelled
from workplan.writeback.yaml.entries import Entry, in_order
from workplan.writeback.yaml.values import Value

_FILE = "priorities.yaml"


class PriorityTaker(Taker):
    declares = PRIORITIES
    refusal = ""
    file = _FILE

    def said(self, block: List | Table, wording: Wording) -> Iterator[tuple[str, str]]:
        if isinstance(block, List):
            for item in block.items:
                for each in (item, *_nested(item)):
                    yield each.id, " ".join(plain(line.inlines) for line in lines(each.blocks[0]))

    def take(self, new: Printed, old: Printed, blocks: Sequence[Block], files: Files) -> Printed:
        if not isinstance(new, List) or not isinstance(old, List):
            return old
        reader = _Reader(old, files.plan.priorities, files.data(_FILE, []), files.findings)
        items = [item for item in map(reader.fitted, new.items) if item.blocks]
        files.patch(_FILE, [reader.priority(item) for item in items])
        return List(old.id, "decimal", tuple(items))


def _nested(item: ListItem) -> Iterator[ListItem]:
    for inner in _below(item):
        yield inner
        yield from _nested(inner)


class _Reader:
    def __init__(self, old: List, plan: Sequence[Priority], data: Sequence[Entry], findings: Losses) -> None:
        self._findings = findings
        self._sources: dict[str, Priority | PriorityItem] = {}
        self._entries: dict[str, Entry] = {}
        self._said: dict[str, tuple[Inline, ...]] = {}
        for priority, entry in zip(plan, data, strict=True):
            self._sources[priority.id], self._entries[priority.id] = priority, entry
            for item, inner in zip(priority.items, entry.get("items", ()), strict=True):
                self._sources[item.id], self._entries[item.id] = item, inner  # type: ignore[assignment]
        for found in old.items:
            for each in (found, *_below(found)):
                self._said[each.id] = _words(each)

    def fitted(self, item: ListItem, depth: int = 0) -> ListItem:
        """An item with its words and, of a priority, one lettered list; anything else is told."""
        first, *below = item.blocks or (None,)
        if not isinstance(first, Paragraph) or not first.inlines:
            self._tell(
                item.id, "a priority, or an item of one, without words", "write its words, or take it out"
            )
            if item.id not in self._said:
                return ListItem(item.id, item.label, ())
            below = [block for block in item.blocks if isinstance(block, List)]
            first = Paragraph(f"{item.id}.text", self._said[item.id])
        lists = [block for block in below if isinstance(block, List)]
        if len(lists) != len(below) or (below and depth):
            lost = " ".join(plain(block.inlines) for block in below if isinstance(block, Paragraph))
            shown = (
                f"{quoted(plain(first.inlines))} stands more than a priority can hold: {quoted(lost or '…')}"
            )
            hint = "a priority has its words and one list of items; they have their words alone"
            self._tell(item.id, f"below {shown}", hint)
            lists = [] if depth else lists
        found = (self.fitted(inner, 1) for block in lists for inner in block.items)
        inner = tuple(each for each in found if each.blocks)
        items = (List(f"{item.id}.items", "lower-alpha", inner),) if inner else ()
        return ListItem(item.id, item.label, (first, *items))

    def priority(self, item: ListItem) -> Value:
        entry: dict[str, Value] = dict(self._entries.get(item.id, {}))
        entry["id"], entry["text"] = item.id, self._text(item)
        items = [self.priority(inner) for inner in _below(item)]
        if items:
            entry["items"] = items
        elif entry.get("items"):
            del entry["items"]
        return in_order(entry, Priority)

    def _text(self, item: ListItem) -> Value:
        words, source = _words(item), self._sources.get(item.id)
        if source is None:
            return spelled(words).words
        found = respelled(source.text, self._said[item.id], words).words
        return self._entries[item.id]["text"] if found == source.text else found

    def _tell(self, at: str, message: str, hint: str) -> None:
        self._findings.add(at, message, _FILE, hint=hint)


def _words(item: ListItem) -> tuple[Inline, ...]:
    first = item.blocks[0]
    assert isinstance(first, Paragraph)
    return first.inlines


def _below(item: ListItem) -> list[ListItem]:
    return [inner for block in item.blocks if isinstance(block, List) for inner in block.items]
