"""A copy as a layer: what it does, place by place, to the document that it was made from.

A layer has a strip for each text of that document: the body, the rows of a table, the paragraphs of a cell,
the caption of a picture, a note. Atoms of a strip are counted from 0; place n is before the n-th.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, KeysView, Mapping, Sequence
from functools import cached_property

from msgspec import Struct

from workplan.document.revisions import said
from workplan.document.tree import (
    Cell,
    Document,
    Figure,
    Link,
    Note,
    NoteReference,
    Reference,
    Revision,
    Row,
    Table,
    Text,
)
from workplan.document.walking.lines import Line, Unit, flatten, line
from workplan.errors import WorkplanError
from workplan.review.edits.letters import Atom, End, atoms, letters, mark

#: The name of the body's strip. Any other has the id of its table, cell, picture or note.
BODY = ""


class OtherBaselineError(WorkplanError):
    """A copy that was not made from this document."""

    def __init__(self) -> None:
        super().__init__(
            "the copy was not made from the document that it is compared with",
            "give the edition that was sent out, with --base",
        )


class Change(Struct, frozen=True):
    """An atom that stays, but otherwise than it was: a letter's look, an end's place, a table's summary.
    `atom` is as the copy has it."""

    atom: Atom
    revision: Revision


class Strip(Struct):
    """What a copy takes `out`, does otherwise (`changed`), and puts `in_` before an atom."""

    out: dict[int, Revision] = {}
    changed: dict[int, Change] = {}
    in_: dict[int, list[Atom]] = {}


#: The strip of a text in which a copy does nothing.
_UNTOUCHED = Strip()

Layer = dict[str, Strip]


class Texts(Mapping[str, list[Atom]]):
    """Texts by their strips' names; each is made of its node when somebody asks for it."""

    def __init__(self, nodes: dict[str, Document | Table | Cell | Figure | Note]) -> None:
        self._nodes = nodes
        self._made: dict[str, list[Atom]] = {}

    def __getitem__(self, name: str) -> list[Atom]:
        if name not in self._made:
            self._made[name] = _atoms_of(self._nodes[name])
        return self._made[name]

    def __contains__(self, name: object) -> bool:
        return name in self._nodes

    def __iter__(self) -> Iterator[str]:
        return iter(self._nodes)

    def __len__(self) -> int:
        return len(self._nodes)

    def keys(self) -> KeysView[str]:
        return self._nodes.keys()

    @cached_property
    def lines(self) -> Mapping[int, tuple[Line, int]]:
        """The lines of the body by the places of their first atoms, each with the place behind its last."""
        found: dict[int, tuple[Line, int]] = {}
        at = 0
        for unit in _units(self._nodes[BODY]):
            before, at = at, at + sum(1 for _ in atoms([unit]))
            if isinstance(unit, Line):
                found[before] = unit, at
        return found


def texts(document: Document) -> Texts:
    """Every text of a document without marks, by its strip's name."""
    found: dict[str, Document | Table | Cell | Figure | Note] = {BODY: document}
    for block in document.blocks:
        if isinstance(block, Table):
            found[block.id] = block
            for row in (block.header, *block.rows):
                found |= {cell.id: cell for cell in row.cells}
        elif isinstance(block, Figure):
            found[block.id] = block
    return Texts(found | {note.id: note for note in document.notes})


def _units(node: Document | Table | Cell | Figure | Note) -> Iterator[Unit]:
    assert isinstance(node, Document)
    return flatten(node.blocks)


def _atoms_of(node: Document | Table | Cell | Figure | Note) -> list[Atom]:
    match node:
        case Document():
            return body_atoms(node)
        case Table():
            return row_atoms(node)
        case Cell():
            return cell_atoms(node)
        case Figure():
            return caption_atoms(node)
        case Note():
            return list(letters(node.inlines))


def touched(layer: Layer) -> Iterator[tuple[str, Strip]]:
    """The strips in which a copy does anything, by their names."""
    return ((name, strip) for name, strip in layer.items() if strip.out or strip.changed or strip.in_)


def body_atoms(document: Document) -> list[Atom]:
    return list(atoms(flatten(document.blocks)))


def row_atoms(table: Table) -> list[Atom]:
    return [table.header, *table.rows]


def cell_atoms(cell: Cell) -> list[Atom]:
    return list(atoms(map(line, cell.blocks)))


def caption_atoms(figure: Figure) -> list[Atom]:
    return list(atoms([line(figure.caption)] if figure.caption else []))


def layer(base: Texts, copy: Document) -> Layer:
    """What `copy` does to the document with the texts `base`. Raises `OtherBaselineError` where it would not
    be that document again with all its changes rejected."""
    maker = _Maker(base)
    maker.lay_body(copy)
    for note in copy.notes:
        if not note.inserted:
            maker.lay(said(note.id), letters(note.inlines))
    if maker.layer.keys() != base.keys():
        raise OtherBaselineError
    return maker.layer


class _Maker(Struct):
    base: Texts
    layer: Layer = {}

    def lay_body(self, copy: Document) -> None:
        """Line by line: nearly all are those of the baseline."""
        strip, at = self.strip(BODY), 0
        for unit in flatten(copy.blocks):
            sent, end = self.base.lines.get(at, (None, 0))
            at = end if unit == sent else self.atoms(strip, self.base[BODY], at, atoms([unit]))
        if at != len(self.base[BODY]):
            raise OtherBaselineError

    def lay(self, name: str, copy: Iterable[Atom]) -> None:
        strip = self.strip(name)
        if self.atoms(strip, self.base[name], 0, copy) != len(self.base[name]):
            raise OtherBaselineError

    def strip(self, name: str) -> Strip:
        if name in self.layer or name not in self.base:
            raise OtherBaselineError
        return self.layer.setdefault(name, Strip())

    def atoms(self, strip: Strip, base: Sequence[Atom], at: int, copy: Iterable[Atom]) -> int:
        """Lay the atoms of a copy over those of the baseline from one place on; gives the place behind."""
        for atom in copy:
            # Nearly all letters and rows are those of the baseline; rows in today's order are made anew.
            if at < len(base) and isinstance(atom, Text) and atom is base[at]:
                at += 1
                continue
            if at < len(base) and isinstance(atom, Row) and atom == base[at]:
                self.untouched(atom)
                at += 1
                continue
            if mark(atom).inserted:
                strip.in_.setdefault(at, []).append(atom)
                continue
            if at == len(base) or not same(atom, base[at]):
                raise OtherBaselineError
            if deleted := mark(atom).deleted:
                strip.out[at] = deleted
            elif revision := _changed(atom):
                strip.changed[at] = Change(atom, revision)
            self.inside(atom, base[at])
            at += 1
        return at

    def untouched(self, row: Row) -> None:
        for cell in row.cells:
            if cell.id in self.layer:
                raise OtherBaselineError
            self.layer[cell.id] = _UNTOUCHED

    def inside(self, atom: Atom, base: Atom) -> None:
        match atom, base:
            case Table(), Table():
                self.lay(base.id, row_atoms(atom))
            case Figure(), Figure():
                self.lay(base.id, caption_atoms(atom))
            case Row(), Row():
                if len(atom.cells) != len(base.cells):
                    raise OtherBaselineError
                for cell, before in zip(atom.cells, base.cells, strict=True):
                    self.lay(before.id, cell_atoms(cell))


def _changed(atom: Atom) -> Revision | None:
    found = atom if isinstance(atom, Table) else mark(atom)
    if isinstance(found, Text | Reference | End | Table) and found.former:
        return found.former.revision
    return None


def same(atom: Atom, base: Atom) -> bool:
    """Whether a copy's atom is this one, whatever it looks like, whatever number it prints and wherever it
    stands."""
    match atom, base:
        case Link(), Link():
            return atom.href == base.href and atom.children[0].text == base.children[0].text
        case Text(), Text():
            return atom.text == base.text
        case Reference(), Reference():
            return (said(atom.target), atom.kind) == (base.target, base.kind)
        case NoteReference(), NoteReference():
            return said(atom.note) == base.note
        case _:
            return type(atom) is type(base)
