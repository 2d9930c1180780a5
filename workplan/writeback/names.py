"""Ids for what is new, readable and unique: out of the words, where the document gives none of its own."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace

from workplan.content.blocks import RESERVED
from workplan.content.models import ID_PATTERN, Plan
from workplan.document.resolve import MASTHEAD, resolve
from workplan.document.tree import (
    Block,
    Document,
    Heading,
    Inline,
    List,
    ListItem,
    NoteReference,
    Paragraph,
    Reference,
    Table,
)
from workplan.document.walk import lines, map_inlines, plain
from workplan.slug import slug

#: The characters of an id that we propose.
_LONGEST = 32
#: A name of the reader's own, which says no more than that something is new.
_MADE_UP = re.compile(r"new([.-]?\d+)*")
NOTE = "note."


def with_content_ids(new: Document, plan: Plan) -> Document:
    """`new`, resolved, in which every action, priority, item, note and heading has an id that content may
    have: its own if it has one, else one made of its words."""
    names = _Names(plan)
    named = {**dict(names.sections(new.blocks)), **dict(names.notes(new))}

    def renamed(inline: Inline) -> Inline:
        match inline:
            case Reference():
                return replace(inline, target=named.get(inline.target, inline.target))
            case NoteReference():
                return replace(inline, note=named.get(inline.note, inline.note))
            case _:
                return inline

    return resolve(
        replace(
            new,
            blocks=tuple(map_inlines(_renamed(block, named), renamed) for block in new.blocks),
            notes=tuple(
                replace(note, id=named[note.id], inlines=tuple(map(renamed, note.inlines)))
                for note in new.notes
            ),
        )
    )


class _Names:
    def __init__(self, plan: Plan) -> None:
        self._actions = {action.id for action in plan.actions}
        self._priorities = {priority.id for priority in plan.priorities}
        self._priorities |= {item.id for priority in plan.priorities for item in priority.items}
        self._notes = {note.id for note in plan.footnotes}
        self._headings = {appendix.id for appendix in plan.appendices}
        manuscripts = (plan.manuscript, *(appendix.manuscript for appendix in plan.appendices))
        for manuscript in manuscripts:
            self._headings |= {n.meta["id"] for n in manuscript.tree.children if n.type == "heading"}
        self._taken = {*RESERVED, *self._actions, *self._priorities, *self._headings}

    def sections(self, blocks: tuple[Block, ...]) -> Iterator[tuple[str, str]]:
        """The ids of what stands in the document, old and new."""
        for block in blocks:
            match block:
                case Heading():
                    words = plain(block.inlines)
                    yield block.id, self._name(block.id, self._headings, words, "section", longest=64)
                case List(id="priorities"):
                    for item in _items(block):
                        yield item.id, self._name(item.id, self._priorities, _words(item), "priority")
                case Table(id="actions"):
                    for row in block.rows:
                        words = " ".join(plain(p.inlines) for p in row.cells[0].blocks)
                        yield row.id, self._name(row.id, self._actions, words, "action")

    def notes(self, document: Document) -> Iterator[tuple[str, str]]:
        taken = set(self._notes)
        for note in document.notes:
            id = note.id.removeprefix(NOTE)
            if id not in self._notes and not _own(id, taken):
                id = _fresh(plain(note.inlines), "note", taken.__contains__)
            taken.add(id)
            yield note.id, f"{NOTE}{id}"

    def _name(self, id: str, known: set[str], words: str, kind: str, longest: int = _LONGEST) -> str:
        if id in known:
            return id
        name = id if _own(id, self._taken) else _fresh(words, kind, self._taken.__contains__, longest)
        self._taken.add(name)
        return name


def _own(id: str, taken: set[str]) -> bool:
    """Whether something new brings an id along that content may give it."""
    return (
        bool(re.fullmatch(ID_PATTERN, id))
        and len(id) <= 64
        and id not in taken
        and not _MADE_UP.fullmatch(id)
    )


def _fresh(words: str, kind: str, taken: Callable[[str], bool], longest: int = _LONGEST) -> str:
    stem = slug(words, limit=longest - 4) or kind
    number, name = 1, stem
    while taken(name):
        number += 1
        name = f"{stem}-{number}"
    return name


def _items(node: List) -> Iterator[ListItem]:
    for item in node.items:
        yield item
        for block in item.blocks:
            if isinstance(block, List):
                yield from _items(block)


def _words(item: ListItem) -> str:
    return " ".join(plain(line.inlines) for line in lines(item.blocks[0]))


def _renamed(block: Block, named: dict[str, str]) -> Block:
    match block:
        case Heading():
            return replace(block, id=named[block.id])
        case List(id="priorities"):
            return _renamed_list(block, "priorities", named)
        case Table(id="actions"):
            return replace(block, rows=tuple(replace(row, id=named[row.id]) for row in block.rows))
        case List() if block.id != "priorities":
            return _unnamed(block)
        case Paragraph() if block.role not in MASTHEAD:
            return replace(block, id="")
        case _:
            return block


def _unnamed(node: List) -> List:
    """A list of a manuscript, whose items are named by their places."""
    items = (
        replace(item, id="", blocks=tuple(_unnamed(b) if isinstance(b, List) else b for b in item.blocks))
        for item in node.items
    )
    return replace(node, id="", items=tuple(items))


def _renamed_list(node: List, id: str, named: dict[str, str]) -> List:
    def below(block: Paragraph | List, item: str) -> Paragraph | List:
        return _renamed_list(block, f"{item}.items", named) if isinstance(block, List) else block

    items = (
        replace(
            item,
            id=named[item.id],
            blocks=tuple(below(block, named[item.id]) for block in item.blocks),
        )
        for item in node.items
    )
    return replace(node, id=id, items=tuple(items))
