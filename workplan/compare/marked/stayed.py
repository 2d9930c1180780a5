"""What moved and changed, as it would be marked if it had stayed: both copies as one."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from workplan.compare.lines.groups import cell_line_item
from workplan.compare.lines.lines import Merged, added, gone, merge, merge_inlines
from workplan.compare.pairs.align import align
from workplan.document.tree import Cell, Inline, Link, Paragraph, Revision, Row
from workplan.document.walking.lines import Line, line
from workplan.document.walking.marked import Piece
from workplan.document.walking.runs import normal

_BY = Revision("")


def stayed(left: Sequence[Inline], right: Sequence[Inline]) -> tuple[Inline, ...]:
    """The words of something that moved: `left` is its copy where it stood, `right` where it stands."""
    return merge_inlines(_side(left, new=False), _side(right, new=True), _BY)


def row_stayed(left: Row, right: Row) -> Row:
    cells = (_cell(*both) for both in zip(left.cells, right.cells, strict=True))
    return replace(right, cells=tuple(cells), inserted=None, deleted=None)


def _cell(left: Cell, right: Cell) -> Cell:
    before, after = _lines(left, new=False), _lines(right, new=True)
    pairs = align([*map(cell_line_item, before)], [*map(cell_line_item, after)], alone=0).pairs
    merged: list[Merged] = []
    at = (0, 0)
    for i, j in (*pairs, (len(before), len(after))):
        merged += (gone(before[n], _BY) for n in range(at[0], i))
        merged += (added(after[n], _BY) for n in range(at[1], j))
        if i < len(before):
            merged += merge([before[i]], [after[j]], _BY)
        at = (i + 1, j + 1)
    return replace(right, blocks=tuple(map(_paragraph, merged)))


def _paragraph(merged: Merged) -> Paragraph:
    found = merged.new or merged.old
    assert found
    return Paragraph(
        found.place.id,
        merged.inlines,
        label=found.label,
        inserted=None if merged.old else _BY,
        deleted=None if merged.new else _BY,
    )


def _lines(cell: Cell, *, new: bool) -> list[Line]:
    return [
        replace(line(found), inlines=_side(found.inlines, new=new), inserted=None, deleted=None)
        for found in cell.blocks
        if not (
            found.deleted and not found.deleted.move if new else found.inserted and not found.inserted.move
        )
    ]


def _lost(change: Revision | None) -> bool:
    """Whether something came or went that did not move."""
    return change is not None and not change.move


def _side(inlines: Sequence[Inline], *, new: bool) -> tuple[Inline, ...]:
    """The words of one copy, without their marks."""
    found: list[Inline] = []
    for inline in inlines:
        if isinstance(inline, Link):
            kept = (child for child in inline.children if not _other(child, new=new))
            children = tuple(replace(child, inserted=None, deleted=None) for child in kept)
            found.append(replace(inline, children=children))
        elif not _other(inline, new=new):
            found.append(replace(inline, inserted=None, deleted=None))
    return normal(found)


def _other(piece: Piece, *, new: bool) -> bool:
    return bool(piece.deleted if new else piece.inserted)
