"""What the properties and cells of a table say of it as a whole."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import TypeVar

from lxml.etree import _Element
from msgspec.structs import replace

from workplan.document.tree import Alignment, Inline, Link, Marked, Revision, Text
from workplan.document.walking.marked import flat
from workplan.word.file.xml import value, w
from workplan.word.reader.marks import Revisions
from workplan.word.reader.parts.numbering import whole
from workplan.word.reader.text.raw import RawCell

M = TypeVar("M", bound=Marked)

_ALIGNED: dict[str, Alignment] = {"left": "left", "center": "center", "right": "right", "end": "right"}
_MIRRORED: dict[Alignment, Alignment] = {"left": "right", "right": "left"}
_DUMMY = "\u200d"


def moved_with_its_words(cells: Sequence[RawCell]) -> Marked:
    """The mark of a row of which all words and all ends of lines have moved, as some programs have it: they
    write nothing of the row itself. It came, or went, with all that is in it."""
    found = [line for cell in cells for line in cell.lines]
    pieces = list(flat([inline for line in found for inline in line.inlines]))
    for side in ("inserted", "deleted"):
        by = [getattr(each, side) for each in (*pieces, *(line.marks for line in found))]
        if pieces and all(mark and mark.move for mark in by):
            for line in found:
                line.inlines = tuple(map(_unmoved, line.inlines))
                line.marks = _unmoved_marks(line.marks)
            return _unmoved_marks(Marked(**{side: by[0]}))
    return Marked()


def _unmoved(inline: Inline) -> Inline:
    if isinstance(inline, Link):
        return replace(inline, children=tuple(map(_unmoved_marks, inline.children)))
    return _unmoved_marks(inline)


def _unmoved_marks(node: M) -> M:
    inserted, deleted = node.inserted, node.deleted
    return replace(
        node,
        inserted=inserted and replace(inserted, move=""),
        deleted=deleted and replace(deleted, move=""),
    )


def without_dummy(inlines: tuple[Inline, ...]) -> Iterator[Inline]:
    """The words without the joiner that LibreOffice (7.4) begins the words of a tracked row with: a row
    without words could not be tracked there."""
    first = inlines[0] if inlines else None
    if isinstance(first, Text) and first.text.startswith(_DUMMY):
        if words := first.text.removeprefix(_DUMMY):
            yield replace(first, text=words)
        yield from inlines[1:]
    else:
        yield from inlines


def widths(element: _Element, columns: int) -> tuple[float, ...]:
    """The columns' parts of the table's width, as its grid has them; equal ones where it has none."""
    grid = [whole(column.get(w("w")), 0) for column in element.iterfind(f"{w('tblGrid')}/{w('gridCol')}")]
    if len(grid) != columns or min(grid) <= 0:
        grid = [1] * columns
    return tuple(width / sum(grid) for width in grid)


def alignments(element: _Element, columns: int) -> tuple[Alignment, ...]:
    """Where the words of each column stand, as most of its cells have it; nothing where all begin as lines
    do."""
    if next(element.iter(w("jc")), None) is None:
        return ()
    votes: list[Counter[Alignment]] = [Counter() for _ in range(columns)]
    for row in element.iterfind(w("tr")):
        for column, cell in zip(votes, row.iterfind(w("tc")), strict=False):
            properties = cell.find(f"{w('p')}/{w('pPr')}")
            found = _ALIGNED.get(value(properties, "jc"), "")
            rtl = properties is not None and properties.find(w("bidi")) is not None
            column[_MIRRORED.get(found, found) if rtl else found] += 1
    most = tuple(column.most_common(1)[0][0] if column else "" for column in votes)
    return most if any(most) else ()


def summaries(
    properties: _Element | None, revisions: Revisions
) -> tuple[str | None, tuple[str, Revision] | None]:
    """The table's description now, and what it was before a tracked change of it."""
    now = _described(properties)
    change = None if properties is None else properties.find(w("tblPrChange"))
    if change is None:
        return now, None
    before = _described(change.find(w("tblPr")))
    return now, None if before is None or before == now else (before, revisions.of(change))


def _described(properties: _Element | None) -> str | None:
    found = None if properties is None else properties.find(w("tblDescription"))
    return None if found is None else found.get(w("val"), "")
