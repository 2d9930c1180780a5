"""Ids for what is new, readable and unique: out of the words, where the document gives none of its own.

What says the same as something that is not there any more is that: a row that was cut and pasted, a heading
that was typed anew, a copy that is written back a second time.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator

from msgspec import Struct
from msgspec.structs import replace

from workplan.content.manuscript.ids import RESERVED
from workplan.content.paper.plan import Plan
from workplan.content.paper.roles import MASTHEAD
from workplan.content.words.wording import Wording
from workplan.directives.declared import FROM_FILES, printing
from workplan.directives.printed import uses
from workplan.directives.read_back import taker
from workplan.document.ids import Scope, by_place, scope, source
from workplan.document.resolving.pages import carried_over
from workplan.document.resolving.resolve import resolve
from workplan.document.tree import (
    Block,
    Document,
    Heading,
    List,
    ListItem,
    Paragraph,
    Row,
    Table,
)
from workplan.document.walking.renaming import leading
from workplan.document.walking.walk import plain, with_inlines
from workplan.text.slug import ID_PATTERN, slug

#: The characters of an id that we propose.
_LONGEST = 32
#: A name that says no more than that something is new: the reader's, and that of one copy among several.
_MADE_UP = re.compile(r"new([.-]?\d+)*|.*-copy-\d+")
NOTE = "note."


def with_content_ids(new: Document, old: Document, plan: Plan) -> Document:
    """`new`, resolved, in which every action, priority, item, note and heading has an id that content may
    have: its own if it has one; that of what is in `old`, which `plan` prints, and only there, and says the
    same; else one made of its words."""
    names = _Names(plan, _gone(old, new, plan.identity.wording))
    named = {**dict(names.sections(new.blocks)), **dict(names.notes(new))}

    led = with_inlines(new, lambda inline: leading(inline, lambda id: named.get(id, id)))
    document = resolve(
        replace(
            led,
            blocks=tuple(_renamed(block, named) for block in led.blocks),
            notes=tuple(replace(note, id=named[note.id]) for note in led.notes),
        )
    )
    return replace(document, layout=carried_over(new.layout, new.blocks, new.blocks, document.blocks))


class _Thing(Struct, frozen=True):
    """What content gives an id to."""

    id: str  # in the content; made up where it has none
    at: str  # in the document
    kind: str  # "section", "note", or what an entry of the plan's data is called
    words: str

    @property
    def said(self) -> tuple[str, str]:
        return self.kind, "".join(self.words.split())


def _sections(blocks: Iterable[Block], wording: Wording) -> Iterator[_Thing]:
    for block in blocks:
        match block:
            case Heading():
                yield _Thing(block.id, block.id, "section", plain(block.inlines))
            case Paragraph() if _is_named(block):
                yield _Thing(block.id, block.id, "section", plain(block.inlines))
            case List() | Table() if reads := taker(block):
                for id, words in reads.said(block, wording):
                    yield _Thing(source(id), id, reads.declares.noun, words)


def _notes(document: Document) -> Iterator[_Thing]:
    for note in document.notes:
        yield _Thing(note.id.removeprefix(NOTE), note.id, "note", plain(note.inlines))


def _is_named(block: Paragraph) -> bool:
    """Whether a paragraph has an id of its own."""
    return (
        block.role == "body" and bool(re.fullmatch(ID_PATTERN, block.id)) and not _MADE_UP.fullmatch(block.id)
    )


def _gone(old: Document, new: Document, wording: Wording) -> dict[tuple[str, str], list[str]]:
    """The ids of what is in `old` alone, in its order, by what it says."""
    stays = {(thing.kind, thing.id) for thing in (*_sections(new.blocks, wording), *_notes(new))}
    gone: dict[tuple[str, str], list[str]] = {}
    for thing in (*_sections(old.blocks, wording), *_notes(old)):
        if (thing.kind, thing.id) not in stays:
            gone.setdefault(thing.said, []).append(thing.id)
    return gone


class _Names:
    def __init__(self, plan: Plan, gone: dict[tuple[str, str], list[str]]) -> None:
        self._gone, self._wording = gone, plan.identity.wording
        data: dict[str, set[str]] = {
            directive.noun: {
                each.id for entry in getattr(plan, directive.data) for each in directive.names(entry)
            }
            for directive in FROM_FILES
        }
        headings = {appendix.id for appendix in plan.appendices}
        for manuscript in (plan.manuscript, *(appendix.manuscript for appendix in plan.appendices)):
            headings |= {n.meta["id"] for n in manuscript.tree.children if "id" in n.meta}
        notes = {note.id for note in plan.footnotes}
        self._known = {**data, "section": headings, "note": notes}
        self._taken = {*RESERVED, *headings}.union(*data.values())
        self._taken |= {scope.id for _, scope in uses(plan)}
        self._taken_notes = set(notes)
        self._named: dict[tuple[str, str], list[str]] = {}  # what was named, by what it says

    def sections(self, blocks: Iterable[Block]) -> Iterator[tuple[str, str]]:
        """The ids of what stands in the document, old and new."""
        for block in blocks:
            here: set[str] = set()
            for thing in _sections((block,), self._wording):
                longest = 64 if thing.kind == "section" else _LONGEST
                name = self._elsewhere(thing, here) or self._name(thing, self._taken, longest)
                here.add(name)
                self._named.setdefault(thing.said, []).append(name)
                yield thing.at, name

    def _elsewhere(self, thing: _Thing, here: Collection[str]) -> str:
        """The name of the same new entry in another table or list, which prints the same data; `here` are the
        names in this one."""
        if thing.kind == "section" or thing.id in self._known[thing.kind]:
            return ""
        return next((name for name in self._named.get(thing.said, ()) if name not in here), "")

    def notes(self, document: Document) -> Iterator[tuple[str, str]]:
        for thing in _notes(document):
            yield thing.at, f"{NOTE}{self._name(thing, self._taken_notes, _LONGEST)}"

    def _name(self, thing: _Thing, taken: set[str], longest: int) -> str:
        if thing.id in self._known[thing.kind]:
            return thing.id
        if _own(thing.id, taken):
            name = thing.id
        elif same := self._gone.get(thing.said):
            return same.pop(0)
        else:
            name = _fresh(thing.words, thing.kind, taken.__contains__, longest)
        taken.add(name)
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


def _renamed(block: Block, named: dict[str, str]) -> Block:
    match block:
        case Heading():
            return replace(block, id=named[block.id])
        case List():
            directive = printing(block.id)
            if not directive:
                return _unnamed(block)
            if not directive.kinds:  # its items are named by their places
                return replace(_unnamed(block), id=block.id)
            return _renamed_list(block, scope(block.id), block.id, named)
        case Table() if printing(block.id):
            names = scope(block.id)
            rows = (
                _renamed_row(row, names.name(named[row.id]) if row.id in named else row.id)
                for row in block.rows  # one in a group has its name already
            )
            return replace(block, rows=tuple(rows))
        case Table() if by_place(block.id):
            return _plain_table(block)
        case Paragraph() if block.role not in MASTHEAD:
            return replace(block, id=named[block.id] if _is_named(block) else "")
        case _:
            return block


def _plain_table(table: Table) -> Table:
    """A table of a manuscript, in which everything is named by its place and nothing is numbered."""

    def row(row: Row) -> Row:
        cells = (
            replace(cell, blocks=tuple(replace(p, label="", role="body") for p in cell.blocks))
            for cell in row.cells
        )
        return replace(row, cells=tuple(cells))

    return replace(table, id="", header=row(table.header), rows=tuple(map(row, table.rows)))


def _renamed_row(row: Row, id: str) -> Row:
    """A row whose cells, where it is a new one, are named by their columns."""
    if row.id == id:
        return row
    cells = (replace(cell, id="", blocks=tuple(replace(p, id="") for p in cell.blocks)) for cell in row.cells)
    return replace(row, id=id, cells=tuple(cells))


def _unnamed(node: List) -> List:
    """A list of a manuscript, whose items are named by their places."""
    items = (
        replace(item, id="", blocks=tuple(_unnamed(b) if isinstance(b, List) else b for b in item.blocks))
        for item in node.items
    )
    return replace(node, id="", items=tuple(items))


def _renamed_list(node: List, names: Scope, id: str, named: dict[str, str]) -> List:
    def renamed(item: ListItem) -> ListItem:
        name = names.name(named[item.id], id)
        blocks = (
            _renamed_list(block, names, f"{name}.items", named) if isinstance(block, List) else block
            for block in item.blocks
        )
        return replace(item, id=name, blocks=tuple(blocks))

    return replace(node, id=id, items=tuple(map(renamed, node.items)))
