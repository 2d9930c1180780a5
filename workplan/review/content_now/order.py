"""The document that was sent, as today's content orders and names it.

What merely stands elsewhere in the content by now, or has another id, is what it was: what a copy proposes
on it holds where it is now. So the baseline and every copy are put into today's order before the three are
merged, and what moved is no difference any more.

    [x] rows of a table, items, paragraphs, headings and pictures that moved; new ids of rows and items
    [-] what moved into another list, or between lines that a copy joins or puts something new between: the
        body is left in its own order then, and what moved went at one place and came at another
    [-] lines that moved within a cell
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain, groupby, pairwise
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from workplan.compare.marked.sides import all_deleted, all_inserted
from workplan.directives.declared import printing
from workplan.document.revisions import WAS, said
from workplan.document.tree import Document, Marked, Row, Table
from workplan.document.walking.lines import Line, Unit, flatten, nested
from workplan.document.walking.renaming import renamed
from workplan.document.walking.walk import ids

Order = tuple[int, ...]


class Arrangement(Struct, frozen=True):
    """`body` has the places of the baseline's units in today's order, `rows` those of a table's rows by its
    id, and `names` today's ids by those of the baseline, where they are others."""

    body: Order
    rows: Mapping[str, Order]
    names: Mapping[str, str]

    def of(self, document: Document) -> Document:
        """The baseline, or a marked copy of it, in today's order. What a copy puts in stays behind what it
        stands behind."""
        slots = list(_slots(list(flatten(document.blocks))))
        units = chain.from_iterable(_ordered(slots, self.body))
        blocks = nested([self._unit(unit) for unit in units])
        found = replace(document, blocks=blocks)
        return renamed(found, self.name) if self.names else found

    def name(self, id: str) -> str:
        """What the content calls something of the baseline by now."""
        return _name(id, self.names)

    def _unit(self, unit: Unit) -> Unit:
        if not isinstance(unit, Table) or _mark(unit).inserted:
            return unit  # one that a copy puts in for another has the other's id, and its own rows
        if order := self.rows.get(said(unit.id)):
            rows = _ordered(list(_slots(unit.rows)), order)
            return replace(unit, rows=tuple(chain.from_iterable(rows)))
        return unit


def arrangement(base: Document, redline: Document, copies: Iterable[Document]) -> Arrangement:
    """How `redline`, from `base` to today's document, orders what stays; `copies` are marked ones of `base`,
    which are to be put into that order."""
    units, marked = list(flatten(base.blocks)), list(flatten(redline.blocks))
    rows: dict[str, Order] = {}
    names: dict[str, str] = {}
    for old, new in _pairs(units, marked):
        match old, new:
            case Line(place=was), Line(place=now):
                names |= {was.item: now.item for was, now in zip(was.frames, now.frames, strict=False)}
            case Table(), Table() if not _mark(new).inserted:
                rows[old.id] = _order(new.rows)
                names |= {row.id: found.id for row, found in _pairs(old.rows, new.rows)}
    found = Arrangement(_order(marked), rows, _other(names, base))
    as_sent = tuple(range(len(units)))
    if found.body != as_sent and not all(_fits(each, found.body) for each in (base, *copies)):
        return replace(found, body=as_sent)
    return found


def _mark(unit: Unit | Row) -> Marked:
    return unit.header if isinstance(unit, Table) else unit


def _move(mark: Marked) -> tuple[str, str]:
    """The move that something came with, and the one that it left with."""
    came = mark.inserted.move if mark.inserted else ""
    return came, mark.deleted.move if mark.deleted else ""


def _places(marked: Sequence[Unit | Row]) -> Iterator[tuple[int, Unit | Row]]:
    """What stays or came with a move, each with its place in the baseline."""
    came = {_move(_mark(unit))[0] for unit in marked} - {""}
    left: dict[str, int] = {}
    old = [unit for unit in marked if not _mark(unit).inserted]
    for at, unit in enumerate(old):
        if (move := _move(_mark(unit))[1]) in came:
            left[move] = at
    at = 0
    for unit in marked:
        mark = _mark(unit)
        if mark.inserted:
            if (place := left.get(_move(mark)[0])) is not None:
                yield place, unit
            continue
        if _move(mark)[1] not in came:
            yield at, unit
        at += 1


def _order(marked: Sequence[Unit | Row]) -> Order:
    return tuple(place for place, _ in _places(marked))


def _pairs(old: Sequence[Any], marked: Sequence[Unit | Row]) -> Iterator[tuple[Any, Any]]:
    """What stays or moved, as it was and as it is."""
    return ((old[place], unit) for place, unit in _places(marked) if not _mark(unit).deleted)


def _slots(units: Sequence[Any]) -> Iterator[list[Any]]:
    """First what is new at the beginning; then each unit of the baseline, with the pieces that it was split
    into and what is new behind it."""
    slot: list[Any] = []
    pieces: list[Any] = []
    for unit in units:
        if not _mark(unit).inserted:
            yield slot
            slot, pieces = [*pieces, unit], []
        elif pieces or (isinstance(unit, Line) and not all_inserted(unit.inlines)):
            pieces.append(unit)
        else:
            slot.append(unit)
    yield [*slot, *pieces]


def _ordered(slots: Sequence[list[Any]], order: Order) -> Iterator[list[Any]]:
    head, *others = slots
    yield head
    yield from (others[place] for place in order)


def _fits(document: Document, order: Order) -> bool:
    """Whether the lists of a document stay whole in another order, and lines that are joined together."""
    slots = list(_slots(list(flatten(document.blocks))))
    before, after = (list(chain.from_iterable(found)) for found in (slots, _ordered(slots, order)))
    joined = {n for n, slot in enumerate(slots[1:]) if slot and _joins(slot)}
    follows = dict(pairwise(order))
    return _runs(after) <= _runs(before) and all(follows.get(n) == n + 1 for n in joined)


def _joins(slot: Sequence[Unit]) -> bool:
    last = next(unit for unit in slot if not _mark(unit).inserted)
    return isinstance(last, Line) and bool(last.deleted) and not all_deleted(last.inlines)


def _runs(units: Sequence[Unit]) -> int:
    """How many pieces the lists of these units are in."""
    frames = [unit.place.frames if isinstance(unit, Line) else () for unit in units]
    depth = max(map(len, frames), default=0)
    return sum(
        sum(1 for item, _ in groupby(found[n].item if len(found) > n else "" for found in frames) if item)
        + sum(1 for name, _ in groupby(found[n].list if len(found) > n else "" for found in frames) if name)
        for n in range(depth)
    )


def _other(names: Mapping[str, str], base: Document) -> dict[str, str]:
    """Those that are others, but for ids by place; none where two things would have one name."""
    found = {was: now for was, now in names.items() if was != now and "." not in f"{was}{now}"}
    known = {id for id in chain.from_iterable(map(ids, base.blocks)) if "." not in id}
    renamed = [found.get(id, id) for id in sorted(known)]
    return found if len(set(renamed)) == len(renamed) else {}


def _name(id: str, names: Mapping[str, str]) -> str:
    was, plain = id.startswith(WAS), said(id)
    root, *rest = plain.split(".")
    if root in names:
        root = names[root]
    elif printing(root):  # a later table or list, which prints the same
        rest = [names.get(part, part) for part in rest]
    else:
        return id
    return f"{WAS if was else ''}{'.'.join((root, *rest))}"
