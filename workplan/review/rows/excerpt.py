"""The words around an amendment: the sentences of a line that it touches, with its own marks alone.

A line is taken letter by letter; the call of a note and a reference are one letter each, and what was put in
has no place of its own in the old letters.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Sequence
from itertools import accumulate

from msgspec import Struct
from msgspec.structs import replace

from workplan.document.tree import AmendmentNumber, Inline, Link, NoteReference, Reference, Text
from workplan.document.walking.marked import Piece, carrier, flat, revisions_of
from workplan.document.walking.runs import normal
from workplan.review.edits.letters import letters
from workplan.text.segmentation import sentences

#: The end of a paragraph, among the words of one that was split or joined.
PILCROW = "¶"

#: What is printed for the number of a note that the baseline has not.
NEW_NOTE = "new"
#: A line of at most so many letters is shown whole.
_SHORT = 240
#: Signs that stand for the call of a note, which ends and begins no sentence, and for a reference.
_CALL, _REFERENCE = "\u2060", "0"

Numbers = Container[AmendmentNumber]


class Extent(Struct, frozen=True):
    """The old letters from `start` to `end`, the words that they say, and the same with marks."""

    start: int
    end: int
    present: str
    proposed: tuple[Inline, ...]
    after: str


def numbers(inlines: Sequence[Inline]) -> set[AmendmentNumber]:
    """The amendments that have marks here."""
    return {mark.amendment for found in flat(inlines) for mark in revisions_of(found)}


def only(inlines: Iterable[Inline], chosen: Numbers) -> tuple[Inline, ...]:
    """The line with the marks of the chosen amendments, all others not made."""
    return normal(filter(None, (_only(inline, chosen) for inline in inlines)))


def _only(inline: Inline, chosen: Numbers) -> Inline | None:
    if isinstance(inline, Link):
        found = (_only(text, chosen) for text in inline.children)
        children = tuple(text for text in found if isinstance(text, Text))
        return Link(inline.href, children) if children else None
    if inline.inserted and inline.inserted.amendment not in chosen:
        return None
    if inline.deleted and inline.deleted.amendment not in chosen:
        inline = replace(inline, deleted=None)
    if not isinstance(inline, NoteReference) and inline.former:
        old = inline.former
        if old.revision.amendment not in chosen:
            return replace(inline, look=old.look, former=None)
    return inline


def words(inlines: Iterable[Inline], *, new: bool) -> str:
    """The words before or after, with the calls of notes as `[^2]`."""
    return "".join(
        f"[^{found.number or NEW_NOTE}]" if isinstance(found, NoteReference) else found.text
        for found in flat(tuple(inlines))
        if not (found.deleted if new else found.inserted)
    )


def cut(inlines: Iterable[Inline], start: int, end: int) -> tuple[Inline, ...]:
    """The old letters from `start` to `end`, and what is put in between them and at both ends."""
    kept: list[Inline] = []
    at = 0
    for atom in letters(inlines):
        if carrier(atom).inserted:
            if start <= at <= end:
                kept.append(atom)
            continue
        if start <= at < end:
            kept.append(atom)
        at += 1
    return normal(kept)


def whole(marked: tuple[Inline, ...]) -> Extent:
    """All of a line."""
    return extent_of(marked, 0, len(_old(marked)))


def touched(marked: tuple[Inline, ...]) -> Extent:
    """The sentences of a line in which anything is marked; all of a short line."""
    old = _old(marked)
    first, last = _hull(marked)
    if len(old) <= _SHORT:
        return extent_of(marked, 0, len(old), first, last)
    ends = list(accumulate(map(len, sentences(old)), initial=0))
    start = max(end for end in ends if end <= min(first, len(old) - 1))
    end = min(end for end in ends if end >= last and end > start)
    while end > start and old[end - 1].isspace():
        end -= 1
    return extent_of(marked, start, end, first, last)


def extent_of(
    marked: tuple[Inline, ...], start: int, end: int, first: int | None = None, last: int | None = None
) -> Extent:
    """The letters from `start` to `end`; shown with the marks from `first` to `last`, which may reach out
    of them into the spaces around."""
    shown = cut(
        marked, start if first is None else min(start, first), end if last is None else max(end, last)
    )
    old = cut(only(marked, ()), start, end)
    return Extent(start, end, words(old, new=False), shown, words(shown, new=True))


def first_touched(marked: Iterable[Inline]) -> int:
    """The first old letter that marks touch; 0 where there are none."""
    return _hull(marked)[0]


def _hull(marked: Iterable[Inline]) -> tuple[int, int]:
    """The first and the last old letter that marks touch."""
    touched: list[int] = []
    at = 0
    for atom in letters(marked):
        found = carrier(atom)
        if revisions_of(found):
            touched += (at, at if found.inserted else at + 1)
        at += not found.inserted
    return (min(touched), max(touched)) if touched else (0, at)


def _old(marked: Iterable[Inline]) -> str:
    """The old letters, one for each atom."""
    return "".join(map(_letter, (p for p in map(carrier, letters(marked)) if not p.inserted)))


def _letter(found: Piece) -> str:
    match found:
        case NoteReference():
            return _CALL
        case Reference():
            return _REFERENCE
        case _:
            return found.text
