"""Pieces of a text in another order, with some new and some gone, and what stands between them.

Used alike for entries of YAML, for the blocks of a manuscript and for the items of a list. Comments
between two pieces belong to the second; those of a piece that goes stay where they stood.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a text, without the end of its last line, and the `gap` between it and the one before:
    line ends, and any comments. The first has none."""

    gap: str
    text: str


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is to stand at one place: the piece that was at `old`, or one that is new; and its text."""

    old: int | None
    text: str


def usual_gap(pieces: Sequence[Piece], otherwise: str) -> str:
    """What most often stands between two pieces when it holds no comment."""
    blank = Counter(piece.gap for piece in pieces[1:] if not piece.gap.strip())
    return blank.most_common(1)[0][0] if blank else otherwise


def arranged(pieces: Sequence[Piece], wanted: Sequence[Wanted], gap: str) -> str:
    """The text of the `wanted` pieces; `gap` stands before those that are new."""
    left = _left_behind(pieces, {each.old for each in wanted if each.old is not None})
    text = ""
    for each in wanted:
        own = pieces[each.old].gap if each.old else gap
        before = left.pop(each.old, "") if each.old is not None else ""
        between = f"{before.rstrip(chr(10))}{own}" if before else own
        text += (between if text else between.lstrip("\n")) + each.text
    return text + left.pop(None, "").rstrip("\n")


def _left_behind(pieces: Sequence[Piece], stay: set[int]) -> dict[int | None, str]:
    """Comments before pieces that go, by the next piece that stays (None: none does)."""
    left: dict[int | None, str] = {}
    waiting = ""
    for n, piece in enumerate(pieces):
        if n in stay:
            if waiting:
                left[n] = waiting
            waiting = ""
        elif piece.gap.strip():
            waiting = waiting.rstrip("\n") + piece.gap
    if waiting:
        left[None] = waiting
    return left
