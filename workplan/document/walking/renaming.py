"""A document under other names: the ids of everything in it, and of what leads there."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from workplan.document.tree import (
    Cell,
    ContentsList,
    Document,
    Figure,
    Frame,
    Heading,
    Inline,
    List,
    ListItem,
    Note,
    NoteReference,
    PageLayout,
    Paragraph,
    Place,
    Reference,
    Row,
    Table,
)

Name = Callable[[str], str]

#: Which fields of a node are ids.
_IDS: dict[type, tuple[str, ...]] = {
    **dict.fromkeys((Paragraph, Heading, List, ListItem, Table, Row, Cell, Figure, Note, Place), ("id",)),
    Frame: ("list", "item"),
    NoteReference: ("note",),
    Reference: ("target",),
    ContentsList: ("before",),
    PageLayout: ("new_pages", "landscape"),
}


def renamed(document: Document, name: Name) -> Document:
    """The document with every id as `name` has it: those of its blocks, notes and former places, and those in
    calls, references, its layout and its contents list. What a row was called before stays."""
    return replace(
        document,
        blocks=_renamed(document.blocks, name),
        notes=_renamed(document.notes, name),
        layout=_renamed(document.layout, name),
        contents=_renamed(document.contents, name),
    )


def renamed_row(row: Row, name: Name) -> Row:
    """One row, with what is in it."""
    found: Row = _renamed(row, name)
    return found


def leading(inline: Inline, name: Name) -> Inline:
    """A call or a reference that leads to what `name` calls otherwise; any other inline as it is."""
    return inline if not isinstance(inline, NoteReference | Reference) else _renamed(inline, name)


def _renamed(node: Any, name: Name) -> Any:
    if isinstance(node, tuple):
        return tuple(_renamed(each, name) for each in node)
    if not isinstance(node, Struct):
        return node
    parts = {part: _renamed(getattr(node, part), name) for part in node.__struct_fields__}
    for part in _IDS.get(type(node), ()):
        ids = parts[part]
        parts[part] = tuple(map(name, ids)) if isinstance(ids, tuple) else name(ids)
    return replace(node, **parts)
