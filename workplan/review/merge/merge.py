"""Several marked copies of one document as one: every copy's changes as tracked changes, under their authors.

The steps: bring each copy's ids home (`edits.copy_ids`), see what each does where (`edits.layers`), find
what is equal and what is in conflict (`conflicts`), and lay all of it over the baseline, text by text.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import chain
from typing import TypeVar

from msgspec import Struct
from msgspec.structs import replace

from workplan.compare.redline.page_layouts import with_neighbours
from workplan.document.lines import Line, nested, paragraph
from workplan.document.pages import carried_over, contents_over
from workplan.document.revisions import WAS, is_marked, rejected_blocks
from workplan.document.runs import normal
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
from workplan.document.walk import ids
from workplan.review.edits.copy_ids import at_home
from workplan.review.edits.layers import BODY, Change, Layer, Texts, layer, texts
from workplan.review.edits.letters import Atom, End, gathered, gone, mark
from workplan.review.merge.conflicts import Conflicts, findings
from workplan.word.reader.settle import settle

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
    went = (replace(note, inlines=merger.words(note.id)) for note in base.notes)
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
    for strip in chain.from_iterable(each.values() for each in layers):
        for atom in chain.from_iterable(strip.in_.values()):
            match atom:
                case End():
                    yield from (atom.place.id, *(frame.item for frame in atom.place.frames))
                case Row():
                    yield atom.id
                case Table() | Figure():
                    yield from ids(atom)


class _Merger(Struct):
    """`returned` are the ids of what is put in: what was taken out and has one of them is renamed."""

    base: Texts
    layers: Sequence[Layer]
    findings: Conflicts
    returned: frozenset[str] = frozenset()

    def text(self, name: str) -> Iterator[Atom]:
        """The atoms of one text, with all that the copies do to it."""
        base = self.base[name]
        for at in range(len(base) + 1):
            yield from self.put_in(name, at)
            if at < len(base):
                yield self.both(name, at, self.inside(base[at]))

    def put_in(self, name: str, at: int) -> Iterator[Atom]:
        """What the copies put in at one place, one after the other, equal things once; whole lines first."""
        puts = [
            [atom for atom in layer[name].in_.get(at, ()) if not self.is_equal(atom)] for layer in self.layers
        ]
        whole = [put for put in puts if put and isinstance(put[-1], End | Row | Table | Figure)]
        parts = [put for put in puts if put and put not in whole]
        yield from chain.from_iterable((*whole, *parts))

    def is_equal(self, atom: Atom) -> bool:
        """Whether an earlier copy puts in the same."""
        inserted = mark(atom).inserted
        return bool(inserted and inserted.amendment in self.findings.same)

    def both(self, name: str, at: int, atom: Atom) -> Atom:
        """An atom of the baseline, as the copies leave it."""
        out = self.out(name, at)
        change = next((found for layer in self.layers if (found := layer[name].changed.get(at))), None)
        if out:
            return self.renamed(gone(atom, out))
        return _changed(atom, change) if change else atom

    def inside(self, atom: Atom) -> Atom:
        match atom:
            case Table():
                header, *rows = (row for row in self.text(atom.id) if isinstance(row, Row))
                return replace(atom, header=header, rows=tuple(rows))
            case Row():
                return replace(atom, cells=tuple(Cell(c.id, self.paragraphs(c.id)) for c in atom.cells))
            case Figure():
                return replace(atom, caption=next(iter(self.paragraphs(atom.id)), None))
            case _:
                return atom

    def words(self, name: str) -> tuple[Inline, ...]:
        return normal(atom for atom in self.text(name) if isinstance(atom, Inline))

    def paragraphs(self, name: str) -> tuple[Paragraph, ...]:
        units = gathered(self.text(name))
        return tuple(paragraph(unit) for unit in units if isinstance(unit, Line))

    def staying(self) -> Iterator[str]:
        """The items and lists of which some line is not taken out."""
        for at, atom in enumerate(self.base[BODY]):
            if isinstance(atom, End) and not self.out(BODY, at):
                for frame in atom.place.frames:
                    yield from (frame.item, frame.list)

    def out(self, name: str, at: int) -> Revision | None:
        return next((found for layer in self.layers if (found := layer[name].out.get(at))), None)

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
