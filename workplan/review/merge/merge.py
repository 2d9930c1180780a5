"""Several marked copies of one document as one: every copy's changes as tracked changes, under their authors.

The steps: bring each copy's ids home (`edits.copy_ids`), see what each does where (`edits.layers`), find
what is equal and what is in conflict (`conflicts`), and lay all of it over the baseline, text by text.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import chain
from typing import TypeVar

from msgspec import Struct
from msgspec.structs import replace

from workplan.compare.redline.page_layouts import with_neighbours
from workplan.document.resolving.pages import carried_over, contents_over
from workplan.document.revisions import WAS, is_marked, rejected_blocks
from workplan.document.settle import settle
from workplan.document.tree import (
    Cell,
    Document,
    Figure,
    Formatting,
    FormerPlace,
    FormerSummary,
    Inline,
    Link,
    NoteReference,
    PageLayout,
    Paragraph,
    Reference,
    Revision,
    Row,
    Table,
    Text,
)
from workplan.document.walking.lines import Line, nested, paragraph
from workplan.document.walking.runs import normal
from workplan.document.walking.same import all_of, each, having
from workplan.document.walking.walk import ids
from workplan.review.edits.copy_ids import at_home
from workplan.review.edits.layers import BODY, Change, Layer, Strip, Texts, layer, texts, touched
from workplan.review.edits.letters import Atom, End, gathered, gone, mark
from workplan.review.merge.conflicts import Conflicts, findings

W = TypeVar("W", bound=Text | Reference)


class Merged(Struct, frozen=True):
    """`document` is the baseline with every copy's marks; `findings` tell which amendments are equal, and
    which touch the same words. Of equal ones the first alone is marked."""

    document: Document
    findings: Conflicts


def merge(base: Document, copies: Sequence[Document], members: Collection[str] = ()) -> Merged:
    """One document of several marked copies of `base`, whose amendments are numbered (`copy.numbering`),
    each with numbers of its own; `members` are the names of members that are known. Of words that several
    take out, the first copy's mark stays.

    Raises `OtherBaselineError` for a copy that is none of `base`.
    """
    found = at_home(copies, base)
    old = texts(base)
    layers = [layer(old, copy) for copy in found]
    notes = [{note.id: note for note in copy.notes if note.inserted} for copy in found]
    what = findings(old, layers, notes, members)
    came = {id: note for own in notes for id, note in own.items()}
    merger = _Merger(old, layers, what)
    merger.returned = frozenset((*_returned(layers), *came)) - frozenset(merger.staying())
    blocks = nested([unit for unit in gathered(merger.text(BODY)) if not isinstance(unit, Row)])
    went = (having(note, inlines=merger.words(note.id)) for note in base.notes)
    stayed = (replace(note, id=f"{WAS}{note.id}") if note.id in came else note for note in went)
    document = _laid_out(replace(base, blocks=blocks, notes=(*stayed, *came.values())), base, found)
    return Merged(settle(document) if is_marked(document) else base, what)


def _laid_out(merged: Document, base: Document, copies: Iterable[Document]) -> Document:
    """`merged` on the pages of the baseline, which no amendment changes. What comes stands with what is
    beside it; at the border of a part in landscape, where its copy has it."""
    blocks = rejected_blocks(merged)
    layout = carried_over(base.layout, base.blocks, base.blocks, blocks)
    stood = [id for copy in copies for id in copy.layout.landscape]
    turned = with_neighbours(merged.blocks, [block.id for block in blocks], layout.landscape, stood)
    contents = contents_over(base.contents, base.blocks, base.blocks, blocks)
    return replace(merged, layout=PageLayout(layout.new_pages, turned), contents=contents)


def _returned(layers: Iterable[Layer]) -> Iterator[str]:
    """The ids of the blocks, items and rows that are put in."""
    for _, strip in chain.from_iterable(map(touched, layers)):
        for atom in chain.from_iterable(strip.in_.values()):
            match atom:
                case End():
                    yield from (atom.place.id, *(frame.item for frame in atom.place.frames))
                case Row():
                    yield atom.id
                case Table() | Figure():
                    yield from ids(atom)


class _Strips:
    """What all copies do in one text, place by place: who takes out first, or does otherwise first, and what
    each puts in."""

    def __init__(self, strips: Iterable[Strip]) -> None:
        self.out: dict[int, Revision] = {}
        self.changed: dict[int, Change] = {}
        self.in_: dict[int, list[list[Atom]]] = defaultdict(list)
        for strip in strips:
            for at, by in strip.out.items():
                self.out.setdefault(at, by)
            for at, change in strip.changed.items():
                self.changed.setdefault(at, change)
            for at, put in strip.in_.items():
                self.in_[at].append(put)


class _Merger:
    """`returned` are the ids of what is put in: what was taken out and has one of them is renamed."""

    def __init__(self, base: Texts, layers: Iterable[Layer], found: Conflicts) -> None:
        self.base, self.findings = base, found
        self.returned: frozenset[str] = frozenset()
        strips: dict[str, list[Strip]] = defaultdict(list)
        for name, strip in chain.from_iterable(map(touched, layers)):
            strips[name].append(strip)
        self._strips = {name: _Strips(found) for name, found in strips.items()}

    def text(self, name: str) -> Iterator[Atom]:
        """The atoms of one text, with all that the copies do to it."""
        base, strips = self.base[name], self._strips.get(name)
        if strips is None:
            yield from map(self.inside, base)
            return
        for at, atom in enumerate(base):
            yield from self.put_in(strips, at)
            yield self.both(strips, at, self.inside(atom))
        yield from self.put_in(strips, len(base))

    def put_in(self, strips: _Strips, at: int) -> Iterator[Atom]:
        """What the copies put in at one place, one after the other, equal things once; whole lines first."""
        found = strips.in_.get(at, ())
        puts = [[atom for atom in put if not self.is_equal(atom)] for put in found]
        whole = [put for put in puts if put and isinstance(put[-1], End | Row | Table | Figure)]
        parts = [put for put in puts if put and put not in whole]
        yield from chain.from_iterable((*whole, *parts))

    def is_equal(self, atom: Atom) -> bool:
        """Whether an earlier copy puts in the same."""
        inserted = mark(atom).inserted
        return bool(inserted and inserted.amendment in self.findings.same)

    def both(self, strips: _Strips, at: int, atom: Atom) -> Atom:
        """An atom of the baseline, as the copies leave it."""
        out, change = strips.out.get(at), strips.changed.get(at)
        if out:
            return self.renamed(gone(atom, out))
        return _changed(atom, change) if change else atom

    def inside(self, atom: Atom) -> Atom:
        match atom:
            case Table():
                header, *rows = (row for row in self.text(atom.id) if isinstance(row, Row))
                return having(atom, header=header, rows=all_of(atom.rows, rows))
            case Row():
                return having(atom, cells=each(self.cell, atom.cells))
            case Figure():
                return replace(atom, caption=next(iter(self.paragraphs(atom.id)), None))
            case _:
                return atom

    def cell(self, cell: Cell) -> Cell:
        return Cell(cell.id, self.paragraphs(cell.id)) if cell.id in self._strips else cell

    def words(self, name: str) -> tuple[Inline, ...]:
        return normal(atom for atom in self.text(name) if isinstance(atom, Inline))

    def paragraphs(self, name: str) -> tuple[Paragraph, ...]:
        units = gathered(self.text(name))
        return tuple(paragraph(unit) for unit in units if isinstance(unit, Line))

    def staying(self) -> Iterator[str]:
        """The items and lists of which some line is not taken out."""
        strips = self._strips.get(BODY)
        for at, atom in enumerate(self.base[BODY]):
            if isinstance(atom, End) and not (strips and at in strips.out):
                for frame in atom.place.frames:
                    yield from (frame.item, frame.list)

    def renamed(self, atom: Atom) -> Atom:
        """What was taken out, told apart from what came back under its id."""
        match atom:
            case End(place=place):
                frames = (replace(f, list=self.was(f.list), item=self.was(f.item)) for f in place.frames)
                return replace(atom, place=replace(place, id=self.was(place.id), frames=tuple(frames)))
            case Row() | Table() | Figure():
                return replace(atom, id=self.was(atom.id))
            case NoteReference(repeat=False):
                return replace(atom, note=self.was(atom.note))
            case _:
                return atom

    def was(self, id: str) -> str:
        return f"{WAS}{id}" if id in self.returned else id


def _changed(atom: Atom, change: Change) -> Atom:
    """An atom of the baseline as a copy has it, and what it was."""
    match atom, change.atom:
        case Link(children=(old,)), Link(children=(new,)):
            return replace(atom, children=(_looking(old, new, change.revision),))
        case (Text() | Reference()) as old, (Text() | Reference()) as new:
            return _looking(old, new, change.revision)
        case End(), End() as new:
            former = FormerPlace(atom.place, change.revision)
            return replace(atom, place=new.place, label=new.label, item_label=new.item_label, former=former)
        case Table(), Table() as new:
            return replace(atom, summary=new.summary, former=FormerSummary(atom.summary, change.revision))
        case _:
            raise AssertionError(f"{type(atom).__name__} does not change")


def _looking(old: W, new: Text | Reference, revision: Revision) -> W:
    former = Formatting(old.look, revision)
    return replace(old, look=new.look, former=former)
