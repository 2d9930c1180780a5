"""Pieces of a text in another order, with some new and some gone, and what stands between them.

Used alike for entries of YAML, for the blocks of a manuscript and for the items of a list. Comments
between two pieces belong to the second; those of a piece that goes stay where they stood.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from msgspec import Struct


class Piece(Struct, frozen=True):
    """A part of a text, without the end of its last line, and the `gap` between it and the one before:
    line ends, and any comments. The first has none, or a comment right above it."""

    gap: str
    text: str


class Wanted(Struct, frozen=True):
    """What is to stand at one place: the piece that was at `old`, or one that is new; its text; and the
    gap before it where it is new or has another piece before it than it had. A `parted` one needs this
    gap, whatever stood before it."""

    old: int | None
    text: str
    gap: str
    parted: bool = False


def usual_gap(pieces: Sequence[Piece], otherwise: str) -> str:
    """What most often stands between two pieces when it holds no comment."""
    blank = Counter(piece.gap for piece in pieces[1:] if not piece.gap.strip())
    return blank.most_common(1)[0][0] if blank else otherwise


def arranged(pieces: Sequence[Piece], wanted: Sequence[Wanted]) -> str:
    """The text of the `wanted` pieces."""
    left = _left_behind(pieces, {each.old for each in wanted if each.old is not None})
    text = ""
    before: int | None = -1
    for each in wanted:
        comments = left.pop(each.old, "") if each.old is not None else ""
        follows = each.old is not None and before is not None and each.old == before + 1
        if each.old is not None and follows and not each.parted and not comments:
            gap = pieces[each.old].gap
        else:
            gap = _gap(comments, "" if each.old is None else pieces[each.old].gap, each)
        text += (gap if text else gap.lstrip("\n")) + each.text
        before = each.old
    return text + left.pop(None, "").rstrip("\n")


def _gap(comments: str, own: str, each: Wanted) -> str:
    """The gap before a piece that has something else before it now: as wide as needed, with all comments."""
    if not _words(own) and not _words(comments):
        wide = own.count("\n") >= each.gap.count("\n") and not own.strip()
        return own if wide and not each.parted else each.gap
    margin = "\n" * each.gap.count("\n")
    kept = [part.strip("\n") for part in (comments, own) if _words(part)]
    # A comment that stands right above a piece stays there, as far as the piece may have one.
    end = "\n" if _words(own) and not own.endswith("\n\n") else margin
    return margin + margin.join(kept) + end


def _words(gap: str) -> str:
    """The comments of a gap: not the bare ">" between two paragraphs of a quotation."""
    return gap.replace(">", "").strip() and gap.strip()


def _left_behind(pieces: Sequence[Piece], stay: set[int]) -> dict[int | None, str]:
    """Comments before pieces that go, by the next piece that stays (None: none does)."""
    left: dict[int | None, str] = {}
    waiting = ""
    for n, piece in enumerate(pieces):
        if n in stay:
            if waiting:
                left[n] = waiting
            waiting = ""
        elif _words(piece.gap):
            waiting = waiting.rstrip("\n") + piece.gap
    if waiting:
        left[None] = waiting
    return left
