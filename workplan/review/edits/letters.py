"""A text as one sequence of atoms: letters, calls, references, ends of lines, and what stands between lines.

What several people do to one text meets in such a sequence, wherever the borders of lines and of runs are.
`gathered(atoms(units))` gives the units back.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import TypeVar

from msgspec.structs import replace

from workplan.document.tree import (
    Figure,
    FormerPlace,
    Inline,
    Link,
    Marked,
    NoteReference,
    Place,
    Reference,
    Revision,
    Row,
    Table,
    Text,
)
from workplan.document.walking.lines import Line, Unit
from workplan.document.walking.runs import normal


class End(Marked, frozen=True):
    """The end of a line: its break, and what else a `Line` has besides its words."""

    place: Place
    label: str = ""
    item_label: str = ""
    former: FormerPlace | None = None


#: A `Text` or `Link` has one letter.
Letter = Text | Link | Reference | NoteReference
Atom = Letter | End | Table | Figure | Row

A = TypeVar("A", bound=Atom)


def atoms(units: Iterable[Unit | Row]) -> Iterator[Atom]:
    for unit in units:
        if isinstance(unit, Line):
            yield from letters(unit.inlines)
            yield End(
                unit.place,
                unit.label,
                unit.item_label,
                unit.former,
                inserted=unit.inserted,
                deleted=unit.deleted,
            )
        else:
            yield unit


def letters(inlines: Iterable[Inline]) -> Iterator[Letter]:
    """Words letter by letter; whatever else as it is."""
    for inline in inlines:
        match inline:
            case Text():
                yield from _spelled(inline)
            case Link():
                for text in inline.children:
                    for letter in text.text:
                        yield Link(inline.href, (replace(text, text=letter),))
            case _:
                yield inline


@lru_cache(1 << 14)
def _spelled(words: Text) -> tuple[Text, ...]:
    """Letter by letter, all that are alike as one value; kept, because every copy has most words of the
    baseline."""
    each = {letter: replace(words, text=letter) for letter in set(words.text)}
    return tuple(map(each.__getitem__, words.text))


def gathered(found: Iterable[Atom]) -> Iterator[Unit | Row]:
    """The units of a sequence of atoms, each line of which has its end."""
    line: list[Inline] = []
    for atom in found:
        match atom:
            case End():
                yield Line(
                    atom.place,
                    normal(line),
                    atom.label,
                    atom.item_label,
                    atom.former,
                    inserted=atom.inserted,
                    deleted=atom.deleted,
                )
                line = []
            case Table() | Figure() | Row():
                yield atom
            case _:
                line.append(atom)


def mark(atom: Atom) -> Marked:
    """What carries an atom's marks: the words of a link, the header of a table."""
    match atom:
        case Link():
            return atom.children[0]
        case Table():
            return atom.header
        case _:
            return atom


def gone(atom: A, by: Revision | None) -> A:
    """The atom, which is in the baseline, as `by` leaves it: marked as deleted, or not at all. What is in a
    row or picture has marks of its own."""
    match atom:
        case Link():
            return replace(atom, children=(replace(atom.children[0], deleted=by),))
        case Table():
            return replace(atom, header=replace(atom.header, deleted=by))
        case _:
            return replace(atom, deleted=by)
