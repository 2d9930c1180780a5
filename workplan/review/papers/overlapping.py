"""Words that a proposal takes out, and that are marked as taken out by another one already.

A tracked deletion has one author. What others take out of the same words is told in brackets behind them,
unless it is just what the first one takes out there and they put in words of their own instead.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby

from msgspec.structs import replace

from workplan.content.words.matrix import MatrixWords
from workplan.document.revisions import said
from workplan.document.tree import (
    NO_AMENDMENT,
    AmendmentNumber,
    Cell,
    Document,
    Figure,
    Inline,
    NoteReference,
    Revision,
    Row,
    Table,
    Text,
)
from workplan.document.walking.lines import Line, flatten, nested, paragraph
from workplan.document.walking.runs import normal
from workplan.document.walking.walk import plain
from workplan.review.edits.layers import (
    BODY,
    Strip,
    caption_atoms,
    cell_atoms,
    layer,
    row_atoms,
    texts,
    touched,
)
from workplan.review.edits.letters import Atom, End, atoms, gathered, letters, mark
from workplan.review.merge.conflicts import Conflicts

#: What is told before an atom of a strip.
Told = Mapping[tuple[str, int], Sequence[Text]]


def with_hidden(
    shown: Document, base: Document, copies: Iterable[Document], findings: Conflicts, wording: MatrixWords
) -> Document:
    """`shown` is the merged document of marked `copies` of `base`."""
    before = texts(base)
    out = layer(before, shown)
    told: dict[tuple[str, int], list[Text]] = defaultdict(list)
    for copy in copies:
        for name, strip in touched(layer(before, copy)):
            puts = {inserted.amendment for found in strip.in_.values() for inserted in _inserted(found)}
            for start, end, by in _hidden(strip, out[name], before[name], findings, puts):
                words = plain(normal(_inlines(before[name][start:end]))).strip()
                if words:
                    # no part of an amendment: not bracketed again
                    nobody = replace(by, move="", amendment=NO_AMENDMENT)
                    said = wording.also_deleting.format(member=by.author, words=words)
                    told[name, end].append(Text(f"[{said}]", inserted=nobody))
    return _Telling(told).document(shown) if told else shown


def _inserted(found: Iterable[Atom]) -> Iterator[Revision]:
    return filter(None, (mark(atom).inserted for atom in found))


def _inlines(found: Iterable[Atom]) -> Iterator[Inline]:
    return (atom for atom in found if isinstance(atom, Inline) and not isinstance(atom, NoteReference))


def _hidden(
    strip: Strip, out: Strip, base: Sequence[Atom], findings: Conflicts, puts: set[AmendmentNumber]
) -> Iterator[tuple[int, int, Revision]]:
    """From where to where an amendment of a copy takes out what is marked as another's."""

    def key(at: int) -> tuple[AmendmentNumber, AmendmentNumber] | None:
        by, shown = strip.out[at], out.out.get(at)
        if isinstance(base[at], End | Row | Table | Figure) or by.amendment in findings.same:
            return None
        if shown is None or shown.amendment == by.amendment:
            return None
        return by.amendment, shown.amendment

    places = sorted(strip.out)
    runs = groupby(enumerate(places), lambda found: (found[1] - found[0], key(found[1])))
    for (_, who), run in runs:
        if who is None:
            continue
        found = [at for _, at in run]
        start, end = found[0], found[-1] + 1
        first = who[1]
        exact = all((mark := out.out.get(at)) is None or mark.amendment != first for at in (start - 1, end))
        if not (exact and who[0] in puts):
            yield start, end, strip.out[start]


class _Telling:
    """The document with what is told, put in before the atoms of the baseline."""

    def __init__(self, told: Told) -> None:
        self._told = told

    def document(self, document: Document) -> Document:
        units = gathered(self._strip(BODY, atoms(flatten(document.blocks))))
        blocks = nested([unit for unit in units if not isinstance(unit, Row)])
        notes = (replace(n, inlines=self._words(said(n.id), letters(n.inlines))) for n in document.notes)
        return replace(document, blocks=blocks, notes=tuple(notes))

    def _strip(self, name: str, found: Iterable[Atom]) -> Iterator[Atom]:
        at = 0
        for atom in found:
            if mark(atom).inserted:
                yield atom
                continue
            yield from self._told.get((name, at), ())
            yield self._inside(atom)
            at += 1
        yield from self._told.get((name, at), ())

    def _words(self, name: str, found: Iterable[Atom]) -> tuple[Inline, ...]:
        return normal(atom for atom in self._strip(name, found) if isinstance(atom, Inline))

    def _inside(self, atom: Atom) -> Atom:
        match atom:
            case Table():
                header, *rows = (
                    row for row in self._strip(said(atom.id), row_atoms(atom)) if isinstance(row, Row)
                )
                return replace(atom, header=header, rows=tuple(rows))
            case Row():
                return replace(atom, cells=tuple(map(self._cell, atom.cells)))
            case Figure() if atom.caption:
                lines = gathered(self._strip(said(atom.id), caption_atoms(atom)))
                return replace(
                    atom, caption=next(paragraph(line) for line in lines if isinstance(line, Line))
                )
            case _:
                return atom

    def _cell(self, cell: Cell) -> Cell:
        lines = gathered(self._strip(said(cell.id), cell_atoms(cell)))
        return Cell(cell.id, tuple(paragraph(line) for line in lines if isinstance(line, Line)))
