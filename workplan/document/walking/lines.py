"""A document's body as a sequence of lines, as Word has it, and the tree made of such a sequence.

    flatten(blocks)  →  Line · Line · Table · Line · Figure …       nested(flatten(blocks)) == blocks

A `Line` is a paragraph or heading with the lists around it as a property (`Place.frames`). What
happens to lines across the borders of lists (an item that goes down a level, two paragraphs that
become one) is simple here and hard in a tree. Tables and figures stand only at the top.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from msgspec.structs import replace

from workplan.document.tree import (
    Block,
    Figure,
    FormerPlace,
    Frame,
    Heading,
    Inline,
    List,
    ListItem,
    ListKind,
    Marked,
    Paragraph,
    Place,
    Table,
)


class Line(Marked, frozen=True):
    """A paragraph or heading, where it stands, and its marks. `item_label` is that of the list item
    that it opens; empty where it opens none."""

    place: Place
    inlines: tuple[Inline, ...]
    label: str = ""
    item_label: str = ""
    former: FormerPlace | None = None


Unit = Line | Table | Figure


def line(node: Paragraph | Heading, frames: tuple[Frame, ...] = (), item_label: str = "") -> Line:
    """The line of one paragraph or heading."""
    if isinstance(node, Heading):
        place = Place(node.id, level=node.level, appendix=bool(node.label), frames=frames)
    else:
        place = Place(node.id, node.role, frames=frames)
    return Line(
        place,
        node.inlines,
        node.label,
        item_label,
        node.former,
        inserted=node.inserted,
        deleted=node.deleted,
    )


def paragraph(line: Line) -> Paragraph:
    """The paragraph of a line that is no heading."""
    place = line.place
    return Paragraph(
        place.id,
        line.inlines,
        place.role,
        line.label,
        line.former,
        inserted=line.inserted,
        deleted=line.deleted,
    )


def flatten(blocks: Sequence[Block]) -> Iterator[Unit]:
    """The lines, tables and figures of `blocks`, in reading order."""
    for block in blocks:
        match block:
            case List():
                yield from _items(block, ())
            case Paragraph() | Heading():
                yield line(block)
            case _:
                yield block


def _items(node: List, outer: tuple[Frame, ...]) -> Iterator[Line]:
    for item in node.items:
        frames = (*outer, Frame(node.id, node.kind, node.start, item.id))
        label = item.label
        for block in item.blocks:
            if isinstance(block, List):
                yield from _items(block, frames)
            else:
                yield line(block, frames, label)
            label = ""


def in_open_items(units: Iterable[Unit]) -> Iterator[Unit]:
    """The units, each line of an item that another one of its list has ended in that other one: as in Word,
    where a line belongs to the item before it. In a document without marks there is none."""
    before: tuple[Frame, ...] = ()
    ended: set[tuple[str, str]] = set()
    for unit in units:
        if not isinstance(unit, Line):
            before = ()
            yield unit
            continue
        frames = unit.place.frames
        for depth, (frame, other) in enumerate(zip(frames, before, strict=False)):
            if frame.list == other.list and (frame.list, frame.item) in ended:
                frames = (*before[: depth + 1], *frames[depth + 1 :])
        ended |= {
            (one.list, one.item)
            for one, other in zip(before, frames, strict=False)
            if one.list == other.list and one.item != other.item
        }
        before = frames
        yield unit if frames is unit.place.frames else replace(unit, place=replace(unit.place, frames=frames))


def nested(units: Sequence[Unit]) -> tuple[Block, ...]:
    """The tree of a sequence of units. Neighbouring lines in one list, or one item, are in it together."""
    return tuple(_blocks(units, 0))


def _blocks(units: Sequence[Unit], depth: int) -> Iterator[Block]:
    for frame, group in groupby(units, lambda unit: _list(unit, depth)):
        if frame is None:
            yield from map(_block, group)
        else:
            yield List(frame[0], frame[1], tuple(_list_items(list(group), depth)), frame[2])


def _list(unit: Unit, depth: int) -> tuple[str, ListKind, int] | None:
    if not isinstance(unit, Line) or len(unit.place.frames) <= depth:
        return None
    frame = unit.place.frames[depth]
    return frame.list, frame.kind, frame.start


def _list_items(lines: list[Unit], depth: int) -> Iterator[ListItem]:
    for item, group in groupby(lines, lambda unit: unit.place.frames[depth].item):  # type: ignore[union-attr]
        inside = list(group)
        first = inside[0]
        opens = isinstance(first, Line) and len(first.place.frames) == depth + 1
        label = first.item_label if opens and isinstance(first, Line) else ""
        yield ListItem(item, label, tuple(_blocks(inside, depth + 1)))  # type: ignore[arg-type]


def _block(unit: Unit) -> Block:
    if not isinstance(unit, Line):
        return unit
    if not unit.place.level:
        return paragraph(unit)
    return Heading(
        unit.place.id,
        unit.place.level,
        unit.inlines,
        unit.label,
        unit.former,
        inserted=unit.inserted,
        deleted=unit.deleted,
    )
