"""Several copies of one line laid over each other, letter by letter.

Every copy says what it does to the same old words: takes letters out, puts words in between two of them,
changes their formatting. What two copies do at one place is the same proposal twice, or a conflict.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import TypeVar

from workplan.document.runs import normal
from workplan.document.tree import Formatting, Inline, Link, NoteReference, Reference, Revision, Text

Atom = Text | Link | Reference | NoteReference
T = TypeVar("T", bound=Text | Reference)


@dataclass
class Findings:
    """What a merge found out about amendments: `same` leads from one to the equal one that came first;
    `conflicts` are pairs that touch the same words."""

    same: dict[int, int] = field(default_factory=dict)
    conflicts: set[tuple[int, int]] = field(default_factory=set)

    def meet(self, one: int, other: int) -> None:
        """Two amendments of different copies that touch the same words."""
        if one and other and one != other:
            self.conflicts.add((min(one, other), max(one, other)))


@dataclass
class _Layer:
    """What one copy does: to the letter at each place, and what it puts in before it."""

    gone: dict[int, Revision] = field(default_factory=dict)
    looks: dict[int, tuple[bool, bool, Revision]] = field(default_factory=dict)
    put: dict[int, list[Inline]] = field(default_factory=lambda: defaultdict(list))

    def touched(self) -> dict[int, object]:
        """Each amendment of this copy with all that it does here: equal proposals have equal values."""
        found: dict[int, list[object]] = defaultdict(list)
        for at, revision in self.gone.items():
            found[revision.amendment].append(("gone", at))
        for at, (bold, italic, revision) in self.looks.items():
            found[revision.amendment].append(("looks", at, bold, italic))
        for at, inlines in self.put.items():
            for number in {_number(inline) for inline in inlines}:
                plain = normal(_plain(inline) for inline in inlines if _number(inline) == number)
                found[number].append(("put", at, plain))
        return {number: sorted(what, key=repr) for number, what in found.items()}


def overlay(
    base: tuple[Inline, ...], copies: Sequence[tuple[Inline, ...]], found: Findings
) -> tuple[Inline, ...]:
    """The old words with what all copies do to them. Of letters that several take out, the first copy's mark
    stays; `found` learns which amendments are equal and which are in conflict.

    Raises `ValueError` where a copy's old words are not these.
    """
    atoms = list(_atoms(base))
    layers = [_layer(copy, atoms) for copy in copies]
    _compare(layers, found)
    result: list[Inline] = []
    for at in range(len(atoms) + 1):
        for layer in layers:
            result += (inline for inline in layer.put.get(at, ()) if _number(inline) not in found.same)
        if at < len(atoms):
            result.append(_marked(atoms[at], at, layers))
    return normal(result)


def _atoms(inlines: Iterable[Inline]) -> Iterator[Atom]:
    """Words letter by letter; whatever else as it is."""
    for inline in inlines:
        match inline:
            case Text():
                yield from (replace(inline, text=letter) for letter in inline.text)
            case Link():
                for text in inline.children:
                    for letter in text.text:
                        yield Link(inline.href, (replace(text, text=letter),))
            case _:
                yield inline


def _layer(copy: tuple[Inline, ...], atoms: list[Atom]) -> _Layer:
    layer, at = _Layer(), 0
    for atom in _atoms(copy):
        piece = _piece(atom)
        if piece.inserted:
            if not piece.deleted:
                layer.put[at].append(atom)
            continue
        if at >= len(atoms) or not _same(atom, atoms[at]):
            raise ValueError("this copy has other old words")
        if piece.deleted:
            layer.gone[at] = piece.deleted
        elif not isinstance(piece, NoteReference) and piece.former:
            layer.looks[at] = piece.bold, piece.italic, piece.former.revision
        at += 1
    if at != len(atoms):
        raise ValueError("this copy has other old words")
    return layer


def _compare(layers: list[_Layer], found: Findings) -> None:
    for n, layer in enumerate(layers):
        for other in layers[:n]:
            mine, theirs = layer.touched(), other.touched()
            for number, what in mine.items():
                for their_number, their_what in theirs.items():
                    if what == their_what:
                        found.same[number] = found.same.get(their_number, their_number)
                    elif _meet(layer, number, other, their_number):
                        found.meet(number, their_number)


def _meet(one: _Layer, number: int, other: _Layer, other_number: int) -> bool:
    """Whether two amendments touch the same letters, put words in at one place, or one puts words in where
    the other takes them out."""
    mine, theirs = _spots(one, number), _spots(other, other_number)
    if mine[0] & theirs[0] or mine[1] & theirs[1]:
        return True
    inside = any(at in theirs[0] and at - 1 in theirs[0] for at in mine[1])
    return inside or any(at in mine[0] and at - 1 in mine[0] for at in theirs[1])


def _spots(layer: _Layer, number: int) -> tuple[set[int], set[int]]:
    """The letters that an amendment changes, and the places between letters where it puts something in."""
    letters = {at for at, revision in layer.gone.items() if revision.amendment == number}
    letters |= {at for at, (_, _, revision) in layer.looks.items() if revision.amendment == number}
    return letters, {at for at, put in layer.put.items() if any(_number(inline) == number for inline in put)}


def _marked(atom: Atom, at: int, layers: list[_Layer]) -> Atom:
    gone = next((layer.gone[at] for layer in layers if at in layer.gone), None)
    look = next((layer.looks[at] for layer in layers if at in layer.looks), None)
    if isinstance(atom, Link):
        return replace(atom, children=(_words(atom.children[0], gone, look),))
    if isinstance(atom, NoteReference):
        return replace(atom, deleted=gone)
    return _words(atom, gone, look)


def _words(words: T, gone: Revision | None, look: tuple[bool, bool, Revision] | None) -> T:
    if gone or not look:
        return replace(words, deleted=gone)
    bold, italic, revision = look
    return replace(words, bold=bold, italic=italic, former=Formatting(words.bold, words.italic, revision))


def _piece(atom: Atom) -> Text | Reference | NoteReference:
    return atom.children[0] if isinstance(atom, Link) else atom


def _number(inline: Inline) -> int:
    mark = _piece(inline).inserted
    return mark.amendment if mark else 0


def _plain(inline: Inline) -> Inline:
    if isinstance(inline, Link):
        return replace(inline, children=tuple(replace(text, inserted=None) for text in inline.children))
    return replace(inline, inserted=None)


def _same(atom: Atom, base: Atom) -> bool:
    """Whether a copy's atom is this old one, whatever it looks like and whatever number it prints."""
    match atom, base:
        case Link(), Link():
            return atom.href == base.href and atom.children[0].text == base.children[0].text
        case Text(), Text():
            return atom.text == base.text
        case Reference(), Reference():
            return (atom.target, atom.kind) == (base.target, base.kind)
        case NoteReference(), NoteReference():
            return atom.note.removeprefix("was.") == base.note
        case _:
            return False
