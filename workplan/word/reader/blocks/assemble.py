"""From what stands in a file to the blocks of the tree: lines, tables and figures with their ids.

The steps: put the breaks right (`breaks`), find places (`places`), take typed labels off the words; tables
and figures likewise. Numbers, labels and names that follow from the rest are not made here (`settle`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import chain, repeat
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from workplan.document.tree import (
    Block,
    Cell,
    Figure,
    FormerSummary,
    Inline,
    Link,
    Marked,
    Paragraph,
    Place,
    Row,
    Table,
    Text,
)
from workplan.document.walking.lines import Line, Unit, nested, paragraph
from workplan.document.walking.marked import moving
from workplan.document.walking.runs import normal
from workplan.document.walking.walk import plain
from workplan.text.slug import slug
from workplan.word.reader.blocks.breaks import breaks, pieces
from workplan.word.reader.blocks.identities import Identities
from workplan.word.reader.blocks.known_rows import as_sent
from workplan.word.reader.blocks.own_redline import Ours
from workplan.word.reader.blocks.places import Places
from workplan.word.reader.columns import Columns, tell_cells
from workplan.word.reader.findings import Findings
from workplan.word.reader.parts.nodes import Node, NodeKind
from workplan.word.reader.parts.outline import Outline
from workplan.word.reader.parts.pictures import width_of
from workplan.word.reader.text.raw import Raw, RawCell, RawFigure, RawLine, RawRow, RawTable, lines_of

_TYPED = re.compile(r"[:.)\]\s]*\s")


class Assembler(Struct):
    """Filled on the way: the numbers of lines and figures in the order of the tree (`order`, `figures`), and
    what a reference to a bookmark means, by the line and part where that begins (`stands`)."""

    outline: Outline
    identities: Identities
    places: Places
    findings: Findings
    ours: Ours
    order: list[int] = []
    figures: list[int] = []
    stands: dict[tuple[int, int], str] = {}
    cells: dict[int, str] = {}  # by the numbers of their lines
    columns: Columns | None = None  # of a copy
    rows: list[tuple[RawRow, str]] = []  # that were read here, with their ids
    known: list[Row] = []  # that are the very rows that were sent

    def blocks(self, units: Sequence[Raw]) -> tuple[Block, ...]:
        return nested(list(self._units(units)))

    def _units(self, units: Sequence[Raw]) -> Iterator[Unit]:
        run: list[RawLine] = []
        waiting = list(reversed(units))
        while waiting:
            unit = waiting.pop()
            if isinstance(unit, RawLine):
                run.append(unit)
                continue
            yield from self._run(run)
            run = []
            if isinstance(unit, RawTable):
                yield self._table(unit)
            else:
                after = waiting[-1] if waiting else None
                caption = after if isinstance(after, RawLine) and self._is_caption(after) else None
                if caption:
                    waiting.pop()
                yield self._figure(unit, caption)
        yield from self._run(run)

    def _breaks(self, lines: Sequence[RawLine]) -> list[RawLine]:
        own = (self.ours.marks(line, self.places.node(line)) for line in lines)
        known = {(line.at, line.part): marks for line, marks in zip(lines, own, strict=True) if marks}
        return breaks(lines, lambda line: known.get((line.at, line.part)), self.ours.revisions)

    def _run(self, lines: Sequence[RawLine]) -> Iterator[Line]:
        kept = self._breaks(lines)
        for line, (place, opens) in zip(kept, self.places.run(kept), strict=True):
            self.findings.at = line.at
            yield self._line(line, place, self.places.node(line), opens=opens and bool(place.frames))

    def _line(self, line: RawLine, place: Place, node: Node | None, *, opens: bool) -> Line:
        self.order.append(line.at)
        label = item_label = ""
        counted = line.counted.label if line.counted else ""
        if place.appendix:
            label = (node.label if node else "") or f"{counted.rstrip(':')}:"
        if opens:
            item = self.outline.nodes.get(place.frames[-1].item)
            item_label = item.label if item else counted
        inlines = self._untyped(line, label or item_label)
        if place.appendix and node is None:
            inlines = _without_colon(inlines)
        if place.level and self.identities.is_new(place.id):
            place = replace(place, id=self._heading_id(inlines))
        self.stands[line.at, line.part] = place.frames[-1].item if opens else place.id
        former = self.places.former(line, place, node)
        return Line(
            place,
            inlines,
            label,
            item_label,
            former,
            inserted=line.marks.inserted,
            deleted=line.marks.deleted,
        )

    def _heading_id(self, inlines: tuple[Inline, ...]) -> str:
        """As in a manuscript: from its words."""
        return self.identities.named(slug(plain(inlines), limit=64) or "section")

    def _untyped(self, line: RawLine, label: str) -> tuple[Inline, ...]:
        """The line's words without a label that is typed before them: what Word does not count of `label`."""
        typed = line.inlines[: line.typed]
        counted = line.counted.label if line.counted else ""
        rest = label.removeprefix(counted)
        words = "".join(piece.text for piece in typed if isinstance(piece, Text))
        if words and re.fullmatch(rf"(?:{re.escape(rest)}|{_TYPED.pattern}|\s)*", words):
            return normal(line.inlines[line.typed :])
        return normal((*_without(rest, typed), *line.inlines[line.typed :]) if rest else line.inlines)

    def _is_caption(self, line: RawLine) -> bool:
        """Whether a line behind a picture is its caption; one that goes may look like another."""
        parent = self.outline.nodes.get((self.places.node(line) or Node("", "paragraph")).parent)
        return line.shape.style.role == "caption" or (parent is not None and parent.kind == "figure")

    def _figure(self, raw: RawFigure, caption: RawLine | None) -> Figure:
        id = self.identities.of(raw.line, "figure", slots=("figure",)) or self.identities.new()
        self.figures.append(raw.line.at)
        node = self.outline.nodes.get(id)
        image = replace(raw.image, name=node.name) if node and node.name else raw.image
        self.stands[raw.line.at, raw.line.part] = id
        width = node.width if node else None
        room = self.outline.turned if raw.line.landscape else self.outline.room
        if raw.size and min(raw.size) and room:
            self.findings.at = raw.line.at
            width, lost = width_of(raw.image, raw.size, room, (width, None))
            if lost:
                self.findings.add("picture", lost, raw.alternative)
        return Figure(
            id,
            image,
            raw.alternative,
            self._caption(caption, id, raw.marks) if caption else None,
            width,
            inserted=raw.marks.inserted,
            deleted=raw.marks.deleted,
        )

    def _caption(self, raw: RawLine, figure: str, marks: Marked) -> Paragraph | None:
        """The caption: it comes and goes with its picture."""
        kept = self._breaks([raw])
        if not kept:
            return None
        node = self.places.node(raw)
        place = Place(node.id if node else f"{figure}.caption", "caption")
        line = self._line(kept[0], place, node, opens=False)
        return replace(
            paragraph(line),
            inlines=tuple(_marked(inline, marks) for inline in line.inlines),
            inserted=line.inserted or marks.inserted,
            deleted=line.deleted or marks.deleted,
        )

    def _table(self, raw: RawTable) -> Table:
        if self.columns is None or not self.columns.arrange(raw):
            tell_cells(raw, self.findings)
        rows = [self._row(row, header=place == 0) for place, row in enumerate(raw.rows)]
        id = next(filter(None, (self._found(row, "table") for row in raw.rows)), "") or self.identities.new()
        node = self.outline.nodes.get(id)
        summary = raw.summary if raw.summary is not None else node.summary if node else ""
        if node and not node.summary and summary == node.described:
            summary = ""  # what was made of its headings
        former = FormerSummary(*raw.former) if raw.former else None
        if raw.summary is None and node and node.former_summary:
            former = node.former_summary if node.former_summary.revision in self.ours.present else None
        widths = node.widths if node and len(node.widths) == len(raw.widths) else raw.widths
        alignments = node.alignments if node and widths is node.widths else raw.alignments
        looks = (alignments, node.row_heads, node.fills, node.matrix) if node else (alignments,)
        return Table(id, summary, widths, rows[0], tuple(rows[1:]), former, *looks)

    def _row(self, raw: RawRow, *, header: bool) -> Row:
        if not header and (row := as_sent(raw, self.identities)):
            return self._known_row(raw, row)
        id = self._found(raw, "row") or self.identities.new()
        node = self.outline.nodes.get(id)
        marks = self.ours.row_marks(raw.marks, node)
        names = self.outline.children.get(id, []) if node else []
        found = list(map(self._cell_id, raw.cells))
        known = (name if name not in found else "" for name in chain(names, repeat("")))
        cells = tuple(
            self._cell(cell, id, name or place, marks, header=header)
            for cell, name, place in zip(raw.cells, found, known, strict=False)
        )
        former = node.former_row if node and self.ours.is_open else ""
        if not header:
            self.rows.append((raw, id))
        return Row(id, cells, former, inserted=marks.inserted, deleted=marks.deleted)

    def _known_row(self, raw: RawRow, row: Row) -> Row:
        for read, cell in zip(raw.cells, row.cells, strict=True):
            self.cells |= dict.fromkeys((line.at for line in read.lines), cell.id)
            for line, said in zip(read.lines, cell.blocks, strict=bool(cell.blocks)):
                self.findings.at = line.at
                self.order.append(line.at)
                self.stands[line.at, line.part] = row.id if said.label else said.id
        self.known.append(row)
        return row

    def _cell_id(self, raw: RawCell) -> str:
        """By a bookmark in it; empty for none."""
        found = (self.identities.of(line, "cell", slots=cell_slots(line)) for line in raw.lines)
        return next(filter(None, found), "")

    def _cell(self, raw: RawCell, row: str, known: str, marks: Marked, *, header: bool) -> Cell:
        id = known or self.identities.new_below(row)
        self.cells |= dict.fromkeys((line.at for line in raw.lines), id)
        tracked = bool(marks.change)
        blocks: list[Paragraph] = []
        for line in self._breaks([line for line in raw.lines if not (tracked and _is_dummy(line))]):
            self.findings.at = line.at
            blocks.append(self._cell_line(line, id, row, marks, first=not blocks and not header))
        return Cell(id, tuple(blocks))

    def _cell_line(self, line: RawLine, cell: str, row: str, marks: Marked, *, first: bool) -> Paragraph:
        """A line of a cell. In a row that comes or goes, its break does so too, which Word cannot say of the
        last one; and the words that nobody has marked."""
        self.order.append(line.at)
        style, node = line.shape.style, self.places.node(line)
        id = self.identities.line(line, slots=cell_slots(line))
        if style.heading:
            self.findings.add("heading", "a heading in a table is read as words")
        if style.role == "quotation":
            self.findings.add("formatting", "a quotation in a table is read as words")
        label = node.label if node else ""
        if line.counted and not label:
            if first and line.counted.level.kind != "bullet":
                label = line.counted.label
            elif not line.marks.deleted:  # else the number is of the words that this line's go on in
                self.findings.add("list", "an item of a list in a table is read as words")
        id = id or self.identities.new_below(cell)
        self.stands[line.at, line.part] = row if label else id
        inlines = tuple(_marked(inline, marks) for inline in self._untyped(line, label))
        own = line.marks
        if not self.ours.moves:
            inlines = tuple(_moving(inline, marks) for inline in inlines)
            own = Marked(
                inserted=moving(own.inserted, marks.inserted), deleted=moving(own.deleted, marks.deleted)
            )
        return Paragraph(
            id,
            inlines,
            "body" if style.role == "quotation" else style.role,
            label,
            node.former if node and self.ours.trusted(node) else None,
            inserted=own.inserted or marks.inserted,
            deleted=own.deleted or marks.deleted,
        )

    def _found(self, row: RawRow, kind: Literal["row", "table"]) -> str:
        """The id of a row, or of the table that begins with it: from a bookmark, else from what is in it."""
        for line in lines_of(row):
            if id := self.identities.of(line, kind, slots=cell_slots(line)):
                return id
        for line in lines_of(row):
            id = self.identities.line(line) or self.identities.of(line, "cell")
            while node := self.outline.nodes.get(id):
                if node.kind == kind:
                    return id if self.identities.claim(id) else ""
                id = node.parent
        return ""


def _without(label: str, typed: Sequence[Inline]) -> Iterator[Inline]:
    """What somebody put around a label that is typed, such as the colon of "Appendix A:", without it."""
    before, after = re.compile(rf"{re.escape(label)}\s?"), re.compile(rf"{re.escape(label)}\s?$")
    for place, piece in enumerate(typed):
        if isinstance(piece, Text) and (found := before.match(piece.text) or after.search(piece.text)):
            words = piece.text[: found.start()] + piece.text[found.end() :]
            yield from (replace(piece, text=words),) if words else ()
            yield from typed[place + 1 :]
            return
        yield piece


def _without_colon(inlines: tuple[Inline, ...]) -> tuple[Inline, ...]:
    """The words of an appendix's heading that has lost its bookmark, which stands behind the colon."""
    first = inlines[0] if inlines else None
    if not isinstance(first, Text) or not first.text.startswith(":"):
        return inlines
    return normal((replace(first, text=first.text[1:].lstrip(" ")), *inlines[1:]))


def _moving(inline: Inline, marks: Marked) -> Inline:
    """Words whose mark is that of their row but for the move, which LibreOffice 7.4 loses there."""
    if isinstance(inline, Link):
        children = (_moving(child, marks) for child in inline.children)
        return replace(inline, children=tuple(text for text in children if isinstance(text, Text)))
    return replace(
        inline,
        inserted=moving(inline.inserted, marks.inserted),
        deleted=moving(inline.deleted, marks.deleted),
    )


def _is_dummy(line: RawLine) -> bool:
    """Whether it is what LibreOffice 7.4 puts into an empty row that comes or goes."""
    return [getattr(piece, "text", "") for piece in pieces(line.inlines)] == ["\u200d"]


def cell_slots(line: RawLine) -> tuple[NodeKind, ...]:
    words: tuple[NodeKind, ...] = ("paragraph",) if line.inlines else ()
    return ("table", "row", "cell", *words)


def _marked(inline: Inline, marks: Marked) -> Inline:
    """What stands in a row that comes or goes, does so as well."""
    if isinstance(inline, Link):
        children = (_marked(child, marks) for child in inline.children)
        return replace(inline, children=tuple(text for text in children if isinstance(text, Text)))
    return replace(
        inline, inserted=inline.inserted or marks.inserted, deleted=inline.deleted or marks.deleted
    )
