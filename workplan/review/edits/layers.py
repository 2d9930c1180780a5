"""A copy as a layer: what it does, place by place, to the document that it was made from.

A layer has a strip for each text of that document: the body, the rows of a table, the paragraphs of a cell,
the caption of a picture, a note. Atoms of a strip are counted from 0; place n is before the n-th.
"""

from __future__ import annotations

from collections.abc import Iterable

from msgspec import Struct

from workplan.document.lines import flatten, line
from workplan.document.revisions import said
from workplan.document.tree import (
    Cell,
    Document,
    Figure,
    Link,
    NoteReference,
    Reference,
    Revision,
    Row,
    Table,
    Text,
)
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


Layer = dict[str, Strip]
Texts = dict[str, list[Atom]]


def texts(document: Document) -> Texts:
    """Every text of a document without marks, by its strip's name."""
    found = {BODY: body_atoms(document)}
    for unit in found[BODY]:
        if isinstance(unit, Table):
            found[unit.id] = row_atoms(unit)
            for row in (unit.header, *unit.rows):
                found |= {cell.id: cell_atoms(cell) for cell in row.cells}
        elif isinstance(unit, Figure):
            found[unit.id] = caption_atoms(unit)
    return found | {note.id: list(letters(note.inlines)) for note in document.notes}


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
    maker.lay(BODY, body_atoms(copy))
    for note in copy.notes:
        if not note.inserted:
            maker.lay(said(note.id), letters(note.inlines))
    if maker.layer.keys() != base.keys():
        raise OtherBaselineError
    return maker.layer


class _Maker(Struct):
    base: Texts
    layer: Layer = {}

    def lay(self, name: str, copy: Iterable[Atom]) -> None:
        if name in self.layer or name not in self.base:
            raise OtherBaselineError
        strip, base = Strip(), self.base[name]
        self.layer[name] = strip
        at = 0
        for atom in copy:
            if at < len(base) and atom is base[at] and isinstance(atom, Text):
                at += 1  # nearly all letters are the very ones of the baseline
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
        if at != len(base):
            raise OtherBaselineError

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
