"""Paragraph marks as the breaks of the tree.

Word and the tree mean the same by a mark: the break at the end of its line comes or goes. Some things
differ, and are put right here for the lines of one container (the text between two tables, a cell):

  - Lines without words are no lines of the tree. Where the line before goes on in one, it takes its break.
  - The last mark of a cell cannot be tracked, and an editor who types a line behind A leaves the same
    anywhere: [A, its mark inserted][B, all words inserted, its mark plain] is A, and B inserted. Likewise
    what is deleted up to the end of a line.
  - A line all whose words come or go, comes or goes: no empty line is left of it.

What our own redlines say (`workplan.word.paragraphs.revisions`) stays as it is: there the outline has the
tree's marks where Word's are others.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import chain
from typing import Literal

from msgspec.structs import replace

from workplan.document.tree import Inline, Link, Marked, Revision
from workplan.word.reader.text.raw import RawLine

Side = Literal["inserted", "deleted"]
_SIDES: tuple[Side, ...] = ("inserted", "deleted")


def breaks(
    lines: Sequence[RawLine], own: Callable[[RawLine], Marked | None], ours: frozenset[Revision]
) -> list[RawLine]:
    """The lines that have words, with the breaks that the tree has. `own` gives the tree's marks of a line
    where the outline knows them, `ours` are the revisions of our own redline."""
    kept: list[RawLine] = []
    for line in lines:
        if line.inlines:
            kept.append(line)
        elif kept and not line.separator and (kept[-1].marks.inserted or kept[-1].marks.deleted):
            kept[-1] = replace(kept[-1], marks=line.marks)
    for side in _SIDES:
        _shift(kept, side, ours)
    known = [own(line) for line in kept]
    kept = [
        line if marks is None else replace(line, marks=marks) for line, marks in zip(kept, known, strict=True)
    ]
    for side in _SIDES:
        for place, line in enumerate(kept):
            goes_on = place and _mark(kept[place - 1], side)
            if (
                known[place] is None
                and not goes_on
                and not _mark(line, side)
                and (whole := _wholly(line, side))
            ):
                kept[place] = _with(line, side, whole)
    return kept


def pieces(inlines: Sequence[Inline]) -> Iterator[Marked]:
    """The texts, references and calls, those of links too: whatever has marks."""
    return chain.from_iterable(i.children if isinstance(i, Link) else (i,) for i in inlines)


def _shift(lines: list[RawLine], side: Side, ours: frozenset[Revision]) -> None:
    """Give the marks before a wholly tracked line with a plain mark to the lines that they are about. In one
    pass: many such lines would move many marks, each again and again."""
    begin, marks = 0, list[Revision]()  # of the lines from there to here, wholly tracked but for the first
    for place, line in enumerate(lines):
        mark, goes_on = _mark(line, side), bool(marks) and _wholly(line, side)
        if goes_on and mark:
            marks.append(mark)
        elif goes_on and marks[-1] not in ours:
            lines[begin] = _with(lines[begin], side, None)
            begin += 1
        else:
            _give(lines, begin, marks, side)
            begin, marks = place, [mark] if mark else []
    _give(lines, begin, marks, side)


def _give(lines: list[RawLine], begin: int, marks: Sequence[Revision], side: Side) -> None:
    for place, mark in enumerate(marks, begin):
        if _mark(lines[place], side) != mark:
            lines[place] = _with(lines[place], side, mark)


def _mark(line: RawLine, side: Side) -> Revision | None:
    return line.marks.inserted if side == "inserted" else line.marks.deleted


def _with(line: RawLine, side: Side, mark: Revision | None) -> RawLine:
    if side == "inserted":
        return replace(line, marks=replace(line.marks, inserted=mark))
    return replace(line, marks=replace(line.marks, deleted=mark))


def _wholly(line: RawLine, side: Side) -> Revision | None:
    """The revision of a line's first words, if all of them come (go)."""
    marks = [piece.inserted if side == "inserted" else piece.deleted for piece in pieces(line.inlines)]
    return marks[0] if marks and all(marks) else None
