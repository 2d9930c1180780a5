"""Words on the lines of a file: those that change are wrapped anew, all others stay as they are."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import accumulate, zip_longest

#: Where a file has no lines to learn a width from.
USUAL_WIDTH = 100
#: A file whose wrapped lines are longer than this is not wrapped by width but by sense, or not at all.
_WIDEST = 120
_NARROWEST = 60

Lines = list[list[str]]

_SPACE = re.compile(r"[ \t\r\n]+")


@dataclass(frozen=True, slots=True)
class Shape:
    """How a field's words are laid out: columns taken before the first line and before all others, the
    columns that a line may have, and which words may begin no line but the first."""

    first: int
    rest: int
    width: int
    stays: Callable[[str], bool] = lambda _word: False


def split(words: str) -> list[str]:
    """The pieces between spaces and line ends; a no-break space divides nothing."""
    return [piece for piece in _SPACE.split(words) if piece]


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
