"""The redline of two documents: the new one, with the old one's words where they were.

The steps: align the bodies' units (`align`, `groups`); learn which lists have become which (`places`);
compare line with line (`lines`, `words`), row with row, note with note; put the pieces in one order.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain

from msgspec import Struct
from msgspec.structs import replace

from workplan.compare.lines.groups import cell_line_item, grouped_units, row_items
from workplan.compare.lines.lines import Merged, added, gone, merge, moved
from workplan.compare.lines.sentences import Elsewhere, elsewhere
from workplan.compare.pairs.align import align
from workplan.compare.pairs.splits import Group
from workplan.compare.redline.moved_sentences import with_moves
from workplan.compare.redline.notes import merge_notes
from workplan.compare.redline.page_layouts import former_contents, layouts, undivided
from workplan.compare.redline.places import Places
from workplan.compare.words.tokens import tokens
from workplan.document.ids import by_place
from workplan.document.tree import (
    Block,
    Cell,
    Document,
    Figure,
    Former,
    FormerPlace,
    FormerSummary,
    Inline,
    Paragraph,
    Revision,
    Row,
    Table,
)
from workplan.document.walking.lines import Line, Unit, flatten, line, nested, paragraph
from workplan.document.walking.walk import ids, lines


def compare(old: Document, new: Document, revision: Revision) -> Document:
    """The redline from `old` to `new`, both resolved and without marks: `accept` of it is `new`, `reject` of
    it is `old`. All its marks are `revision`, moves with a name of their own each. Two equal documents
    give a document without marks."""
    places = Places(frozenset(_ids(new)))
    redline = _Redline(revision, places, _elsewhere(old, new), new)
    blocks = redline.blocks(old.blocks, new.blocks)
    blocks = with_moves(blocks, revision, iter(redline.move, None))
    blocks, notes = merge_notes(blocks, old.notes, new.notes, revision)
    redlined = Document(
        new.properties,
        new.terms,
        blocks,
        notes,
        new.source,
        None,
        new.layout,
        new.contents,
        tuple(dict.fromkeys((*new.tones, *old.tones))),
    )
    former, layout = layouts(old, redlined)
    before = Former(old.properties, old.terms, old.source, former, former_contents(old, redlined))
    after = Former(new.properties, new.terms, new.source, layout, new.contents)
    return replace(redlined, layout=layout, former=before if before != after else None)


class _Redline(Struct):
    revision: Revision
    places: Places
    known: Elsewhere
    new: Document
    moves: int = 0

    def blocks(self, old_blocks: Sequence[Block], new_blocks: Sequence[Block]) -> tuple[Block, ...]:
        old, new = tuple(flatten(old_blocks)), tuple(flatten(new_blocks))
        alignment, groups = grouped_units(old, new)
        found = undivided(groups, new_blocks, self.new)
        self.places.learn(_pairs(found, old, new))
        leaving: dict[int, list[Unit]] = {}
        coming: dict[int, list[Unit]] = {}
        for i, j in alignment.moves:
            leaving[i], coming[j] = self._moved(old[i], new[j])
        units: list[Unit] = []
        at = (0, 0)
        for group in (*found, Group((len(old),), (len(new),))):
            gap_old = [leaving.get(i) or self._gone(old[i]) for i in range(at[0], group.old[0])]
            gap_new = [coming.get(j) or self._added(new[j]) for j in range(at[1], group.new[0])]
            _interleave(units, gap_old, gap_new)
            if group.old[0] < len(old) or group.new[0] < len(new):
                units += self._both([old[i] for i in group.old], [new[j] for j in group.new])
            at = (group.old[-1] + 1, group.new[-1] + 1)
        return nested(units)

    def _line(self, merged: Merged) -> Line:
        """A line where the redline has it, with its labels: the new ones, but for what is gone."""
        old, new = merged.old, merged.new
        if new is None:
            assert old is not None
            place = self.places.place(old.place)
            return Line(place, merged.inlines, old.label, old.item_label, deleted=merged.revision)
        if old is None:
            return Line(new.place, merged.inlines, new.label, new.item_label, inserted=merged.revision)
        former = self.places.former(old.place, new.place)
        mark = FormerPlace(former, self.revision) if former else None
        return Line(new.place, merged.inlines, new.label, new.item_label, mark)

    def _both(self, old: Sequence[Unit], new: Sequence[Unit]) -> Iterator[Unit]:
        match old[0], new[0]:
            case Table(), Table():
                yield self._table(old[0], new[0])
            case Figure(), Figure():
                yield self._figure(old[0], new[0])
            case _:
                before = [unit for unit in old if isinstance(unit, Line)]
                after = [unit for unit in new if isinstance(unit, Line)]
                yield from map(self._line, merge(before, after, self.revision, self.known))

    def _gone(self, unit: Unit, mark: Revision | None = None) -> list[Unit]:
        mark = mark or self.revision
        match unit:
            case Line():
                return [self._line(gone(unit, mark))]
            case Table():
                rows = tuple(self._row_gone(row, mark) for row in unit.rows)
                header = self._row_gone(unit.header, mark)
                return [replace(unit, id=self.places.old(unit.id), header=header, rows=rows)]
            case Figure():
                caption = unit.caption and paragraph(self._line(gone(line(unit.caption), mark)))
                return [replace(unit, id=self.places.old(unit.id), caption=caption, deleted=mark)]

    def _added(self, unit: Unit, mark: Revision | None = None) -> list[Unit]:
        mark = mark or self.revision
        match unit:
            case Line():
                return [self._line(added(unit, mark))]
            case Table():
                rows = tuple(self._row_added(row, mark) for row in unit.rows)
                return [replace(unit, header=self._row_added(unit.header, mark), rows=rows)]
            case Figure():
                caption = unit.caption and paragraph(self._line(added(line(unit.caption), mark)))
                return [replace(unit, caption=caption, inserted=mark)]

    def move(self) -> Revision:
        self.moves += 1
        return replace(self.revision, move=f"move{self.moves}")

    def _moved(self, old: Unit, new: Unit) -> tuple[list[Unit], list[Unit]]:
        move = self.move()
        if isinstance(old, Line) and isinstance(new, Line):
            left, right = moved(old, new, self.revision, move)
            return [self._line(left)], [self._line(right)]
        return self._gone(old, move), self._added(new, move)

    def _figure(self, old: Figure, new: Figure) -> Figure:
        match old.caption, new.caption:
            case None, None:
                return new
            case Paragraph(), None:
                caption = gone(line(old.caption), self.revision)
            case None, Paragraph():
                caption = added(line(new.caption), self.revision)
            case _:
                assert old.caption and new.caption
                (caption,) = merge([line(old.caption)], [line(new.caption)], self.revision)
        return replace(new, caption=paragraph(self._line(caption)))

    def _table(self, old: Table, new: Table) -> Table:
        former = FormerSummary(old.summary, self.revision) if old.summary != new.summary else None
        header = self._row(old.header, new.header)
        before, after = row_items(old.rows), row_items(new.rows)
        alignment = align(before, after, movable=lambda _old, _new: True)
        leaving: dict[int, Row] = {}
        coming: dict[int, Row] = {}
        for i, j in alignment.moves:
            leaving[i], coming[j] = self._row_moved(old.rows[i], new.rows[j])
        rows: list[Row] = []
        at = (0, 0)
        for i, j in (*alignment.pairs, (len(old.rows), len(new.rows))):
            rows += (leaving.get(n) or self._row_gone(old.rows[n], self.revision) for n in range(at[0], i))
            rows += (coming.get(n) or self._row_added(new.rows[n], self.revision) for n in range(at[1], j))
            if i < len(old.rows):
                rows.append(self._row(old.rows[i], new.rows[j]))
            at = (i + 1, j + 1)
        return replace(new, header=header, rows=tuple(rows), former=former)

    def _row(self, old: Row, new: Row) -> Row:
        cells = (self._cell(before, after) for before, after in zip(old.cells, new.cells, strict=True))
        follows = by_place(old.id) and by_place(new.id)
        return replace(new, cells=tuple(cells), former="" if follows or old.id == new.id else old.id)

    def _cell(self, old: Cell, new: Cell) -> Cell:
        before, after = _cell_lines(old), _cell_lines(new)
        alignment = align([*map(cell_line_item, before)], [*map(cell_line_item, after)], alone=0)
        merged: list[Merged] = []
        at = (0, 0)
        for i, j in (*alignment.pairs, (len(before), len(after))):
            merged += (gone(before[n], self.revision) for n in range(at[0], i))
            merged += (added(after[n], self.revision) for n in range(at[1], j))
            if i < len(before):
                merged += merge([before[i]], [after[j]], self.revision, self.known)
            at = (i + 1, j + 1)
        return replace(new, blocks=tuple(paragraph(self._line(found)) for found in merged))

    def _row_gone(self, row: Row, mark: Revision) -> Row:
        cells = tuple(
            Cell(
                self.places.old(cell.id),
                tuple(paragraph(self._line(gone(found, mark))) for found in _cell_lines(cell)),
            )
            for cell in row.cells
        )
        return Row(self.places.old(row.id), cells, deleted=mark)

    def _row_added(self, row: Row, mark: Revision) -> Row:
        cells = tuple(
            Cell(cell.id, tuple(paragraph(self._line(added(found, mark))) for found in _cell_lines(cell)))
            for cell in row.cells
        )
        return Row(row.id, cells, inserted=mark)

    def _row_moved(self, old: Row, new: Row) -> tuple[Row, Row]:
        """Both copies of a row; words that it lost or gained on the way are not part of the move."""
        move = self.move()
        left, right = self._row_gone(old, move), self._row_added(new, move)
        both = zip(old.cells, new.cells, left.cells, right.cells, strict=True)
        cells = [self._cell_moved(*found, move) for found in both]
        return replace(left, cells=tuple(c for c, _ in cells)), replace(
            right, cells=tuple(c for _, c in cells)
        )

    def _cell_moved(self, old: Cell, new: Cell, left: Cell, right: Cell, move: Revision) -> tuple[Cell, Cell]:
        before, after = _cell_lines(old), _cell_lines(new)
        alignment = align([*map(cell_line_item, before)], [*map(cell_line_item, after)], alone=0)
        lefts = {i: gone(found, self.revision) for i, found in enumerate(before)}
        rights = {j: added(found, self.revision) for j, found in enumerate(after)}
        for i, j in alignment.pairs:
            lefts[i], rights[j] = moved(before[i], after[j], self.revision, move)
        return (
            replace(left, blocks=tuple(paragraph(self._line(lefts[i])) for i in range(len(before)))),
            replace(right, blocks=tuple(paragraph(self._line(rights[j])) for j in range(len(after)))),
        )


def _elsewhere(old: Document, new: Document) -> Elsewhere:
    """The sentences of lines that are not the same in both documents."""
    before, after = _texts(old), _texts(new)
    return elsewhere(
        [tokens(inlines) for inlines in before if inlines not in after],
        [tokens(inlines) for inlines in after if inlines not in before],
    )


def _texts(document: Document) -> dict[tuple[Inline, ...], None]:
    return dict.fromkeys(line.inlines for block in document.blocks for line in lines(block))


def _cell_lines(cell: Cell) -> list[Line]:
    return [line(found) for found in cell.blocks]


def _pairs(found: Iterable[Group], old: Sequence[Unit], new: Sequence[Unit]) -> Iterator[tuple[Line, Line]]:
    """The lines whose breaks may stay: the last ones of each group."""
    for group in found:
        before, after = old[group.old[-1]], new[group.new[-1]]
        if isinstance(before, Line) and isinstance(after, Line):
            yield before, after


def _interleave(units: list[Unit], old: list[list[Unit]], new: list[list[Unit]]) -> None:
    """Add what went and what came between two units that stay: each in its own order, and what belongs to
    the list or item that stands open before anything that does not; of equals, what went comes first."""
    before, after = list(chain.from_iterable(old)), list(chain.from_iterable(new))
    while before or after:
        take_old = not after or (before and _shared(units, before[0]) >= _shared(units, after[0]))
        units.append((before if take_old else after).pop(0))


def _shared(units: list[Unit], unit: Unit) -> int:
    """How many of the lists and items that stand open a unit goes on with."""
    last = units[-1] if units else None
    if not isinstance(last, Line) or not isinstance(unit, Line):
        return 0
    shared = 0
    for one, other in zip(last.place.frames, unit.place.frames, strict=False):
        if one.list != other.list:
            break
        shared += 1 + (one.item == other.item)
        if one.item != other.item:
            break
    return shared


def _ids(document: Document) -> Iterator[str]:
    for block in document.blocks:
        yield from ids(block)
    yield from (note.id for note in document.notes)
