"""Which amendment a comment is on: the first whose words it covers, or that its words touch.

A comment that is on none, or on a mere point of a line, stands alone.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import accumulate

from msgspec import Struct

from workplan.document.tree import AmendmentNumber, NoteReference
from workplan.document.walking.marked import Piece, carrier, revisions_of
from workplan.review.edits.letters import letters
from workplan.review.rows.amendment import Remark
from workplan.review.rows.excerpt import Extent, extent_of, only, whole
from workplan.review.rows.touched import Spot
from workplan.word.reader import Comment


class Thread(Struct, frozen=True):
    """A comment with the answers to it. `first` and `last` are the ids of the lines that it is about, `words`
    those of them that it covers."""

    first: str
    last: str
    words: str
    remarks: tuple[Remark, ...]


class Alone(Struct, frozen=True):
    """A thread on no amendment, and what it is about; nothing that is known where there is no `spot`."""

    thread: Thread
    spot: Spot | None = None
    extent: Extent = Extent(0, 0, "", (), "")


class Said(Struct, frozen=True):
    on: Mapping[AmendmentNumber, list[Thread]]
    alone: Sequence[Alone]


def threads(comments: Sequence[Comment]) -> list[Thread]:
    """The threads in the order of what they are about. An answer to an answer is one to what that answers."""
    answers: dict[int, list[Remark]] = defaultdict(list)
    roots = _roots(comments)
    for n, comment in enumerate(comments):
        remark = Remark(comment.author, comment.date, "\n".join(comment.paragraphs), comment.resolved)
        answers[roots[n]].append(remark)
    return [
        Thread(comment.first, comment.last, comment.words, tuple(answers[n]))
        for n, comment in enumerate(comments)
        if n in answers
    ]


def _roots(comments: Sequence[Comment]) -> dict[int, int]:
    """The comment that begins the thread of each; of those that answer one another in a circle, the first."""
    roots: dict[int, int] = {}
    for n in range(len(comments)):
        path: dict[int, None] = {}
        while n not in roots and n not in path and (parent := comments[n].parent) is not None:
            path[n] = None
            n = parent
        root = roots.get(n, min(path) if n in path else n)
        roots |= dict.fromkeys((*path, n), root)
    return roots


def said(found: Sequence[Thread], spots: Sequence[Spot]) -> Said:
    """The threads on each amendment, and those that stand alone."""
    lines = [(part.id, spot) for spot in spots for part in spot.parts if part.id]
    at = {id: n for n, (id, _) in enumerate(lines)}
    on: dict[AmendmentNumber, list[Thread]] = defaultdict(list)
    alone: list[Alone] = []
    for thread in found:
        if thread.first not in at:
            alone.append(Alone(thread))
            continue
        first = at[thread.first]
        about = lines[first : max(first, at.get(thread.last, first)) + 1]
        ranges = [
            _Range(spot, id, words)
            for (id, spot), words in zip(about, _words(thread, len(about)), strict=True)
        ]
        numbers = [number for each in ranges for number in each.amendments()]
        if numbers:
            on[numbers[0]].append(thread)
        else:
            alone.append(Alone(thread, ranges[0].spot, ranges[0].extent()))
    return Said(on, alone)


def _words(thread: Thread, lines: int) -> list[str]:
    """The words that a comment covers of each of its lines; empty for all of a line, or a point of it."""
    pieces = thread.words.split("\n")
    if len(pieces) == lines:
        return pieces
    return [pieces[0], *[""] * (lines - 2), pieces[-1]] if lines > 1 else [thread.words]


class _Range:
    """The atoms of a spot that a comment covers, from `start` to `end`."""

    def __init__(self, spot: Spot, id: str, words: str) -> None:
        self.spot = spot
        self.words = words
        self.found, self.start, self.end = False, 0, 0
        self._atoms: list[Piece] = []
        before = 0
        for part in spot.parts:
            found = list(map(carrier, letters(part.inlines)))
            if part.id == id:
                ends = list(accumulate(len(_print(each)) for each in found))
                text = "".join(map(_print, found))
                at = text.find(words) if words else -1
                self.found = at >= 0
                first, last = (at, at + len(words)) if self.found else (0, len(text))
                self.start = before + bisect_right(ends, first)
                self.end = before + bisect_left(ends, last) + 1 if last else before
            before += len(found)
            self._atoms += found

    def amendments(self) -> Iterator[AmendmentNumber]:
        """Those that the range touches, in the order of the words."""
        if self.spot.whole:
            yield self.spot.whole.amendment
        if not self.found:
            return
        for n in range(max(0, self.start - 1), min(len(self._atoms), self.end + 1)):
            yield from (mark.amendment for mark in revisions_of(self._atoms[n]))
        if self.end == len(self._atoms):
            yield from (mark.amendment for mark in self.spot.revisions if mark is not self.spot.whole)

    def extent(self) -> Extent:
        """The old words that are commented on; the line where there are none."""
        plain = only(self.spot.inlines, ())
        start, end = (sum(not each.inserted for each in self._atoms[:n]) for n in (self.start, self.end))
        return extent_of(plain, start, end) if self.found and start < end else whole(plain)


def _print(found: Piece) -> str:
    return "" if isinstance(found, NoteReference) else found.text
