"""Several marked copies of one document as one: every copy's changes as tracked changes, under their authors.

The steps: bring each copy's ids home (`copies`), lay its units beside the baseline's, and merge unit by unit,
row by row, cell by cell, line by line (`overlay`). What only one copy touches is taken from it as it is.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain
from typing import TypeVar

from workplan.document.lines import Line, Unit, flatten, line, nested, paragraph
from workplan.document.revisions import said
from workplan.document.runs import normal
from workplan.document.tree import (
    Cell,
    Document,
    Figure,
    Inline,
    Marked,
    Note,
    NoteReference,
    Revision,
    Row,
    Table,
)
from workplan.document.walk import map_inlines
from workplan.review.copies import OtherBaselineError, at_home, slots, unit_is_new, unit_is_wholly_new
from workplan.review.overlay import Findings, overlay

M = TypeVar("M", bound=Marked)
U = TypeVar("U")


@dataclass(frozen=True, slots=True)
class Merged:
    """`document` is the baseline with every copy's marks; `findings` tell which amendments are equal, and
    which touch the same words."""

    document: Document
    findings: Findings


def merge(base: Document, copies: Sequence[Document]) -> Merged:
    """One document of several marked copies of `base`, whose amendments are numbered, each with numbers of
    its own. Raises `OtherBaselineError` for a copy that is none of `base`."""
    return _Merger(base, [_own_notes(copy, base, n) for n, copy in enumerate(copies, 1)]).merged()


def _own_notes(copy: Document, base: Document, number: int) -> Document:
    """New notes of a copy under ids that no other copy has; one that merely moved keeps its own."""
    known = {note.id for note in base.notes}
    added = (note.id for note in copy.notes if note.inserted and note.id not in known)
    new = {id: f"{id}-copy-{number}" for id in added}

    def rename(inline: Inline) -> Inline:
        if isinstance(inline, NoteReference) and inline.inserted and inline.note in new:
            return replace(inline, note=new[inline.note])
        return inline

    blocks = tuple(map_inlines(block, rename) for block in copy.blocks)
    notes = tuple(replace(note, id=new.get(note.id, note.id)) for note in copy.notes)
    return replace(copy, blocks=blocks, notes=notes)


@dataclass
class _Merger:
    base: Document
    copies: list[Document]
    findings: Findings = field(default_factory=Findings)

    def merged(self) -> Merged:
        units = tuple(flatten(self.base.blocks))
        copied = [
            at_home(tuple(flatten(copy.blocks)), units, number) for number, copy in enumerate(self.copies, 1)
        ]
        blocks = nested(self.sequence(units, copied, unit_is_new, unit_is_wholly_new, self.unit))
        document = replace(self.base, blocks=blocks, notes=tuple(self.notes()))
        return Merged(document, self.findings)

    def sequence(
        self,
        base: Sequence[U],
        copies: Sequence[Sequence[U]],
        new: Callable[[U], bool],
        whole: Callable[[U], bool],
        one: Callable[[U, list[tuple[U, ...]]], list[U]],
    ) -> list[U]:
        """The units of a container: what copies put in before each, and what they make of it together."""
        found = [slots(copy, new, whole) for copy in copies]
        if any(len(slotted) != len(base) for slotted, _ in found):
            raise OtherBaselineError("it was not made from the document that it is compared with")
        result: list[U] = []
        for n, unit in enumerate(base):
            result += self.put_in([slotted[n].before for slotted, _ in found])
            result += one(unit, [slotted[n].pieces for slotted, _ in found])
        return result + self.put_in([after for _, after in found])

    def put_in(self, copies: Iterable[Sequence[U]]) -> list[U]:
        """What copies put in at one place, one copy after the other; what two put in alike, once."""
        result: list[U] = []
        for copy in copies:
            before = {repr(_plain(unit)): _number(unit) for unit in result}
            for unit in copy:
                number, first = _number(unit), before.get(repr(_plain(unit)), 0)
                if number and first:
                    self.findings.same[number] = first
                else:
                    result.append(unit)
        return result

    def unit(self, base: Unit, copies: list[tuple[Unit, ...]]) -> list[Unit]:
        changed = [pieces for pieces in copies if pieces != (base,)]
        if not changed:
            return [base]
        if isinstance(base, Table):
            return [self.table(base, [pieces[0] for pieces in copies if isinstance(pieces[0], Table)])]
        if len(changed) == 1:
            return list(changed[0])
        if isinstance(base, Line) and all(len(pieces) == 1 for pieces in changed):
            return [self.line(base, [piece for (piece,) in changed if isinstance(piece, Line)])]
        self.clash(changed)
        return list(changed[0])

    def clash(self, changed: Sequence[Sequence[object]]) -> None:
        """Copies that make of one unit what cannot be shown together: all their amendments of it meet."""
        numbers = [set(chain.from_iterable(map(_numbers, pieces))) for pieces in changed]
        for n, mine in enumerate(numbers):
            for theirs in numbers[:n]:
                for one in sorted(mine):
                    for other in sorted(theirs):
                        self.findings.meet(one, other)

    def line(self, base: Line, copies: list[Line]) -> Line:
        inlines = self.inlines(base.inlines, [copy.inlines for copy in copies])
        placed = next((copy for copy in copies if copy.former), base)
        marked = self.marks(replace(base, place=placed.place, former=placed.former), copies)
        return replace(marked, inlines=inlines)

    def inlines(self, base: tuple[Inline, ...], copies: list[tuple[Inline, ...]]) -> tuple[Inline, ...]:
        try:
            return overlay(base, copies, self.findings)
        except ValueError as error:
            raise OtherBaselineError(f"its text is not that of the document: {error}") from error

    def marks(self, base: M, copies: Sequence[M]) -> M:
        """The end of a line, a row, a picture: gone where one copy takes it out."""
        gone = [copy.deleted for copy in copies if copy.deleted]
        for revision in gone[1:]:
            self.findings.same.setdefault(revision.amendment, gone[0].amendment)
        return replace(base, deleted=gone[0] if gone else None)

    def table(self, base: Table, copies: list[Table]) -> Table:
        header = self.row(base.header, [(copy.header,) for copy in copies])[0]
        rows = self.sequence(base.rows, [copy.rows for copy in copies], _inserted, lambda _: True, self.row)
        return replace(base, header=header, rows=tuple(rows))

    def row(self, base: Row, copies: list[tuple[Row, ...]]) -> list[Row]:
        changed = [row for (row,) in copies if row != base]
        if not changed:
            return [base]
        cells = (self.cell(cell, [row.cells[n] for row in changed]) for n, cell in enumerate(base.cells))
        return [replace(self.marks(base, changed), cells=tuple(cells))]

    def cell(self, base: Cell, copies: list[Cell]) -> Cell:
        units: tuple[Unit, ...] = tuple(map(line, base.blocks))
        copied = [at_home(tuple(map(line, copy.blocks)), units, n) for n, copy in enumerate(copies, 1)]
        merged = self.sequence(units, copied, unit_is_new, unit_is_wholly_new, self.unit)
        return replace(base, blocks=tuple(paragraph(unit) for unit in merged if isinstance(unit, Line)))

    def notes(self) -> Iterator[Note]:
        for note in self.base.notes:
            copies = [
                found
                for copy in self.copies
                for found in copy.notes
                if not found.inserted and said(found.id) == note.id and found != note
            ]
            inlines = self.inlines(note.inlines, [copy.inlines for copy in copies])
            yield replace(self.marks(note, copies), inlines=inlines)
        for copy in self.copies:
            yield from (note for note in copy.notes if note.inserted)


def _inserted(row: Row) -> bool:
    return bool(row.inserted)


def _numbers(node: object) -> Iterator[int]:
    """The amendments in a node, wherever they are."""
    if isinstance(node, Revision):
        yield node.amendment
    elif isinstance(node, tuple):
        yield from chain.from_iterable(map(_numbers, node))
    elif hasattr(node, "__dataclass_fields__"):
        yield from chain.from_iterable(_numbers(getattr(node, name)) for name in node.__dataclass_fields__)


def _number(node: object) -> int:
    return next(_numbers(node), 0)


def _plain(node: object) -> object:
    """What an inserted unit says, whoever put it in, and whatever its id."""
    match node:
        case Line():
            return node.place.role, node.place.level, len(node.place.frames), _words(node.inlines)
        case Row():
            return tuple(_plain(line(found)) for cell in node.cells for found in cell.blocks)
        case Table():
            return tuple(map(_plain, (node.header, *node.rows)))
        case Figure():
            return node.image.data, node.alternative
        case _:
            return node


def _words(inlines: tuple[Inline, ...]) -> tuple[Inline, ...]:
    plain = (
        replace(inline, inserted=None, deleted=None) if isinstance(inline, Marked) else inline
        for inline in inlines
    )
    return normal(plain)
