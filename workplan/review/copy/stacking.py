"""Two redlines, one after the other, as one: what was done to a document, and what was done to that.

compose(first, second, between)     reject(…) == reject(first), accept(…) == accept(second)

[x] words, breaks, rows, pictures and notes that come or go, looks and places that change
[x] page breaks, parts in landscape and the list of contents
[x] what the first put in and the second took out again: is not there, unless everything is wanted
[-] words, lines and tables whose look, place or description both have changed: as the second's change,
    from what they were before the first
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TypeVar

from msgspec.structs import replace

from workplan.compare.redline.page_layouts import with_neighbours
from workplan.document.resolving.pages import carried_over, contents_over
from workplan.document.revisions import accepted_blocks, rejected_blocks, said
from workplan.document.tree import (
    Cell,
    Document,
    Figure,
    Former,
    Inline,
    Link,
    Note,
    NoteReference,
    PageLayout,
    Paragraph,
    Reference,
    Row,
    Table,
    Text,
)
from workplan.document.walking.lines import Line, Unit, nested, paragraph
from workplan.document.walking.runs import normal
from workplan.review.edits.copy_ids import at_home
from workplan.review.edits.layers import (
    OtherBaselineError,
    body_atoms,
    caption_atoms,
    cell_atoms,
    row_atoms,
    same,
)
from workplan.review.edits.letters import Atom, End, gathered, gone, letters, mark

W = TypeVar("W", bound=Text | Reference)


def compose(first: Document, second: Document, between: Document, *, everything: bool = False) -> Document:
    """`between` is what `first` makes and `second` was made from, without marks. With `everything`, what the
    first put in and the second took out again is there, with the marks of both.

    Raises `OtherBaselineError` where `second` was made from something else.
    """
    (then,) = at_home([second], between)
    blocks = nested(
        [
            unit
            for unit in _units(body_atoms(first), body_atoms(then), everything)
            if not isinstance(unit, Row)
        ]
    )
    composed = replace(first, blocks=blocks, notes=tuple(_notes(first.notes, then.notes, everything)))
    return _laid_out(composed, first, second, then.layout)


def _laid_out(composed: Document, first: Document, second: Document, then: PageLayout) -> Document:
    """`composed` on the pages of the second, with its list of contents; rejected, on those of before the
    first. What has gone stands with what is beside it."""
    left, now = accepted_blocks(second), accepted_blocks(composed)
    layout = carried_over(second.layout, second.blocks, left, now)
    stood = (*first.layout.landscape, *then.landscape)
    turned = with_neighbours(composed.blocks, [block.id for block in now], layout.landscape, stood)
    contents = contents_over(second.contents, second.blocks, left, now)
    former = first.former or Former(first.properties, first.terms, first.source, first.layout, first.contents)
    was, before = rejected_blocks(first), rejected_blocks(composed)
    former = replace(
        former,
        layout=carried_over(former.layout, first.blocks, was, before),
        contents=contents_over(former.contents, first.blocks, was, before),
    )
    found = replace(composed, layout=PageLayout(layout.new_pages, turned), contents=contents)
    same = (found.properties, found.terms, found.source, found.layout, found.contents)
    return replace(found, former=None if former == Former(*same) else former)


def _notes(first: Sequence[Note], then: Sequence[Note], everything: bool) -> Iterator[Note]:
    after = {said(note.id): note for note in then if not note.inserted}
    for note in first:
        found = None if note.deleted else after.get(note.id)
        if found is None:
            yield note
            continue
        if note.inserted and found.deleted and not everything:
            continue
        words = _composed(letters(note.inlines), letters(found.inlines), everything)
        inlines = normal(atom for atom in words if isinstance(atom, Inline))
        # One that went here and came there: the one that came has its name.
        yield replace(note, id=found.id, inlines=inlines, deleted=found.deleted)
    yield from (note for note in then if note.inserted)


def _units(first: Iterable[Atom], then: Iterable[Atom], everything: bool) -> Iterator[Unit | Row]:
    yield from gathered(_composed(first, then, everything))


def _composed(first: Iterable[Atom], then: Iterable[Atom], everything: bool) -> Iterator[Atom]:
    """One text after both. What the second puts in stands before the next atom that it found there."""
    rest = iter(then)
    for atom in first:
        if mark(atom).deleted:
            yield atom
            continue
        found = next(rest, None)
        while found is not None and mark(found).inserted:
            yield found
            found = next(rest, None)
        if found is None or not same(found, atom):
            raise OtherBaselineError
        if everything or not (mark(atom).inserted and mark(found).deleted):
            yield _both(atom, found, everything)
    for atom in rest:
        if not mark(atom).inserted:
            raise OtherBaselineError
        yield atom


def _both(one: Atom, other: Atom, everything: bool) -> Atom:
    """An atom that the first left there, as the second leaves it."""
    result = _inside(_changed(one, other), other, everything)
    deleted = mark(other).deleted
    return gone(result, deleted) if deleted else result


def _inside(one: Atom, other: Atom, everything: bool) -> Atom:
    match one, other:
        case NoteReference(), NoteReference() if other.deleted:
            return replace(one, note=other.note)
        case Table(), Table():
            units = _units(row_atoms(one), row_atoms(other), everything)
            header, *rows = (row for row in units if isinstance(row, Row))
            return replace(one, header=header, rows=tuple(rows))
        case Row(), Row():
            if len(one.cells) != len(other.cells):
                raise OtherBaselineError
            pairs = zip(one.cells, other.cells, strict=True)
            return replace(
                one,
                cells=tuple(Cell(a.id, _lines(cell_atoms(a), cell_atoms(b), everything)) for a, b in pairs),
            )
        case Figure(), Figure():
            captions = _lines(caption_atoms(one), caption_atoms(other), everything)
            return replace(one, caption=next(iter(captions), None))
        case _:
            return one


def _lines(one: Iterable[Atom], other: Iterable[Atom], everything: bool) -> tuple[Paragraph, ...]:
    return tuple(paragraph(unit) for unit in _units(one, other, everything) if isinstance(unit, Line))


def _changed(one: Atom, other: Atom) -> Atom:
    """What stays, as it looks, stands or is described after both."""
    match one, other:
        case Link(children=(a,)), Link(children=(b,)):
            return replace(one, children=(_looking(a, b),))
        case ((Text() | Reference()), (Text() | Reference())):
            return _looking(one, other)
        case End(), End() if other.former:
            place = replace(other.place, id=one.place.id)
            was = one.former.place if one.former else one.place
            former = None if one.inserted else replace(other.former, place=was)
            return replace(one, place=place, label=other.label, item_label=other.item_label, former=former)
        case Table(), Table() if other.former:
            was_said = one.former.summary if one.former else one.summary
            return replace(one, summary=other.summary, former=replace(other.former, summary=was_said))
        case _:
            return one


def _looking(one: W, other: Text | Reference) -> W:
    if not other.former:
        return one
    was = one.former.look if one.former else one.look
    kept = None if one.inserted or was == other.look else replace(other.former, look=was)
    return replace(one, look=other.look, former=kept)
