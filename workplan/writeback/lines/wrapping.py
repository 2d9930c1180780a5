"""Words on the lines of a file: those that change are wrapped anew, all others stay as they are.

A line may end at a space, but not at one between letters of a script without spaces: there the line end would
print nothing (`workplan.unspaced`). Inside of such words a line ends where it ended before, and nowhere else.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import accumulate, pairwise, zip_longest

from workplan.unspaced import kind, line_end, may_join

#: Where a file has no lines to learn a width from.
USUAL_WIDTH = 100
#: A file whose wrapped lines are longer than this is not wrapped by width but by sense, or not at all.
_WIDEST = 120
_NARROWEST = 60

Lines = list[list[str]]

_SPACE = re.compile(r"[ \t\r\n]+")
_MARKS = "*_"

#: Begins a piece that no space parts from the one before it. (No content may hold this character.)
_JOINED = "\x00"
_IN_ADDRESS = re.compile(r"(\]\(|<)[^)>]*\Z")
#: How many letters on either side of a line end have to be there still for it to stay.
_KNOWN_BY = 6


@dataclass(frozen=True, slots=True)
class Shape:
    """How a field's words are laid out: columns taken before the first line and before all others, the
    columns that a line may have, and which words may begin no line but the first."""

    first: int
    rest: int
    width: int
    stays: Callable[[str], bool] = lambda _word: False


def split(words: str) -> list[str]:
    """The pieces of markup between which a line may end, as a space prints; a no-break space divides nothing,
    and a line end that prints nothing is none."""
    pieces: list[str] = []
    for line in words.split("\n"):
        found = [piece for piece in _SPACE.split(line) if piece]
        if found and pieces and _prints_nothing(pieces[-1], found[0]):
            pieces[-1] += found.pop(0)
        for piece in found:
            if pieces and may_join(pieces[-1].rsplit(" ", 1)[-1], piece):
                pieces[-1] += f" {piece}"
            else:
                pieces.append(piece)
    return pieces


def joined(line: Sequence[str]) -> str:
    """The pieces of a line as it is written."""
    return " ".join(line).replace(f" {_JOINED}", "").removeprefix(_JOINED)


def _prints_nothing(before: str, after: str) -> bool:
    """Whether a line end between two pieces prints nothing, for sure: stars there are markup that prints
    nothing either."""
    return not line_end(before.rstrip(_MARKS), after.lstrip(_MARKS))


def laid_out(before: Sequence[str], words: Sequence[str], shape: Shape) -> list[str]:
    """The lines of the pieces `words` where there were the lines `before`."""
    old = [split(line) for line in before]
    known_as = {tuple(pieces): line for pieces, line in zip(old, before, strict=True)}
    for above, below in pairwise(old):
        if above and below and may_join(above[-1], below[0]):
            one, other = above[-1].removeprefix(_JOINED), below[0]
            gap = line_end(one, other)
            parts = [list(_parted(piece, one, gap, other)) for piece in words]
            words = [part for piece in parts for part in piece]
            if not gap:
                below[0] = _JOINED + other
    lines = rewrapped(old, words, shape)
    plain = [tuple(piece.removeprefix(_JOINED) for piece in line) for line in lines]
    return [known_as.get(pieces, joined(line)) for pieces, line in zip(plain, lines, strict=True)]


def _parted(piece: str, before: str, gap: str, after: str) -> Iterator[str]:
    """`piece` in two where a line ended between `before` and `after`, as long as the letters beside it are
    there. What markup or an address stands there may need its place, so that the line end has to go."""
    if kind(before[-1]) and kind(after[0]):
        for length in range(_KNOWN_BY, 0, -1):
            left, right = before[-length:], after[:length]
            start, found, end = piece.partition(left + gap + right)
            if found and not _IN_ADDRESS.search(start):
                yield start + left
                yield ("" if gap else _JOINED) + right + end
                return
    yield piece


def width_of(lines: Sequence[str]) -> int:
    """The width to which `lines`, which were wrapped, were wrapped."""
    longest = max(map(len, lines), default=USUAL_WIDTH)
    if longest > _WIDEST:
        return 10**6
    return longest if longest >= _NARROWEST else USUAL_WIDTH


def wrapped(words: Sequence[str], shape: Shape) -> Lines:
    """`words` on as few lines as their shape allows."""
    return _filled(list(words), shape, first=True)


def rewrapped(before: Sequence[Sequence[str]], words: Sequence[str], shape: Shape) -> Lines:
    """`words` on the lines that they had `before`; a line that changes and gets too long is divided."""
    ends = set(accumulate(map(len, before)))
    old = [word for line in before for word in line]
    found = {j for j in _breaks(old, words, ends) if 0 < j < len(words)}
    breaks = sorted(j for j in found if not shape.stays(words[j]))
    known = set(map(tuple, before))
    lines: Lines = []
    for start, end in zip([0, *breaks], [*breaks, len(words)], strict=True):
        line = list(words[start:end])
        lines += [line] if tuple(line) in known else _filled(line, shape, first=not start)
    return lines


def _breaks(old: list[str], new: Sequence[str], ends: set[int]) -> Iterator[int]:
    """Where lines end in `new`: where they ended in `old`, behind the words or, where these are gone, in
    their place. What is put in where a line ended is at the end of that line."""
    changes = SequenceMatcher(None, old, list(new), autojunk=False).get_opcodes()
    for (tag, i, i_end, j, j_end), following in zip_longest(changes, changes[1:]):
        if tag == "equal":
            yield from (j + n for n in range(1, i_end - i) if i + n in ends)
        elif tag == "delete" and any(n in ends for n in range(i + 1, i_end)):
            yield j
        if i_end in ends and not (following and following[0] == "insert"):
            yield j_end


def _filled(words: list[str], shape: Shape, *, first: bool) -> Lines:
    lines: Lines = []
    column = 0
    for word in words:
        room = shape.width - (shape.first if first and len(lines) <= 1 else shape.rest)
        if lines and (column + 1 + len(word) <= room or shape.stays(word)):
            lines[-1].append(word)
            column += 1 + len(word)
        else:
            lines.append([word])
            column = len(word)
    return lines
