"""A copy that has lost its bookmarks: its lines, items, rows and notes are called again what they were.

Some editors keep no bookmarks. What stands beside what was sent, by its words and its place, has the same
name then; what has a name of its own already, or stands for something new, keeps what it has.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import chain

from msgspec.structs import replace

from workplan.compare.lines.groups import align_units, row_items
from workplan.compare.pairs.align import align
from workplan.document.resolving.resolve import resolve
from workplan.document.tree import (
    Document,
    Figure,
    Row,
    Table,
)
from workplan.document.walking.lines import Line, Unit, flatten
from workplan.document.walking.renaming import renamed
from workplan.document.walking.walk import all_ids, plain


def with_names(base: Document, found: Document) -> Document:
    """`found`, which has no marks, with the names of `base` where it has lost them."""
    sent, present = frozenset(all_ids(base)), frozenset(all_ids(found))
    if sent <= present:
        return found
    names: dict[str, str] = {}
    given: set[str] = set()
    for was, now in _pairs(base, found):
        if was not in present and was not in given and now not in sent and now not in names:
            names[now] = was
            given.add(was)
    return resolve(renamed(found, lambda id: names.get(id, id))) if names else found


def _pairs(base: Document, found: Document) -> Iterator[tuple[str, str]]:
    """What each was called and is called now, the same name possibly often."""
    old, new = tuple(flatten(base.blocks)), tuple(flatten(found.blocks))
    aligned = align_units(old, new)
    pairs = dict(chain(aligned.pairs, aligned.moves))
    for i, j in chain(pairs.items(), _tables(pairs, old, new)):
        yield from _unit_pairs(old[i], new[j])
    words = {plain(note.inlines): note.id for note in reversed(found.notes)}
    for note in base.notes:
        if now := words.get(plain(note.inlines)):
            yield note.id, now


def _tables(pairs: Mapping[int, int], old: Sequence[Unit], new: Sequence[Unit]) -> Iterator[tuple[int, int]]:
    """The tables that only their names tell apart, if there are as many as there were: in their order."""
    left = [i for i, unit in enumerate(old) if isinstance(unit, Table) and i not in pairs]
    others = frozenset(pairs.values())
    right = [j for j, unit in enumerate(new) if isinstance(unit, Table) and j not in others]
    return zip(left, right, strict=True) if len(left) == len(right) else iter(())


def _unit_pairs(old: Unit, new: Unit) -> Iterator[tuple[str, str]]:
    match old, new:
        case Line(), Line():
            yield old.place.id, new.place.id
            if len(old.place.frames) == len(new.place.frames):
                for was, now in zip(old.place.frames, new.place.frames, strict=True):
                    yield was.list, now.list
                    yield was.item, now.item
        case Table(), Table():
            yield old.id, new.id
            yield from _row_pairs(old.header, new.header)
            # Without its bookmarks a table of the plan's data looks like a manuscript's, whose rows are named
            # by their places: those names say nothing here.
            aligned = align(row_items(old.rows), row_items([replace(row, id="") for row in new.rows]))
            for i, j in chain(aligned.pairs, aligned.moves):
                yield from _row_pairs(old.rows[i], new.rows[j])
        case Figure(), Figure():
            yield old.id, new.id
        case _:
            pass


def _row_pairs(old: Row, new: Row) -> Iterator[tuple[str, str]]:
    yield old.id, new.id
    for was, now in zip(old.cells, new.cells, strict=False):
        yield was.id, now.id
        if len(was.blocks) == len(now.blocks):
            yield from ((one.id, other.id) for one, other in zip(was.blocks, now.blocks, strict=True))
