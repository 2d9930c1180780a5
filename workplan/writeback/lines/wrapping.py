"""Words on the lines of a file: those that change are wrapped as the file is (`manner`), all others stay.

Lines above a change stay as they are. From there on a paragraph is filled anew, until a line ends where one
ended before.

A line may end at a space, but not at one between letters of a script without spaces: there the line end would
print nothing (`text.unspaced`). Inside of such words a line ends where it ended before, and nowhere else.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from difflib import SequenceMatcher
from itertools import accumulate, pairwise, zip_longest

from msgspec import Struct

from workplan.text.unspaced import kind, line_end, may_join
from workplan.writeback.lines.manner import Manner, sentence_starts

Lines = list[list[str]]

_SPACE = re.compile(r"[ \t\r\n]+")
_MARKS = "*_"

#: Begins a piece that no space parts from the one before it. (No content may hold these characters.)
_JOINED = "\x00"
#: Ends a piece behind which the line is broken: the backslash before it is markup.
_BROKEN = "\x01"
_IN_ADDRESS = re.compile(r"(\]\(|<)[^)>]*\Z")
#: How many letters on either side of a line end have to be there still for it to stay.
_KNOWN_BY = 6


class Shape(Struct, frozen=True):
    """How a field's words are laid out: columns taken before the first line and before all others, the
    manner of the file, and which words may begin no line but the first."""

    first: int
    rest: int
    manner: Manner
    stays: Callable[[str], bool] = lambda _word: False


def split(words: str) -> list[str]:
    """The pieces of markup between which a line may end, as a space prints; a no-break space divides nothing,
    and a line end that prints nothing is none. A piece behind which the line is broken says so."""
    pieces: list[str] = []
    for line in _with_breaks(words.split("\n")):
        found = [piece for piece in _SPACE.split(line) if piece]
        if found and pieces and not is_broken(pieces[-1]) and _prints_nothing(pieces[-1], found[0]):
            pieces[-1] += found.pop(0)
        for piece in found:
            last = pieces[-1] if pieces else ""
            if last and not is_broken(last) and (_escapes(last) or may_join(last.rsplit(" ", 1)[-1], piece)):
                pieces[-1] += f" {piece}"
            else:
                pieces.append(piece)
    return pieces


def _with_breaks(lines: Sequence[str]) -> Iterator[str]:
    """The lines; the last piece of one that ends in the markup of a break says so."""
    for n, line in enumerate(lines, 1):
        yield line + _BROKEN if n < len(lines) and _escapes(line) else line


def _escapes(piece: str) -> bool:
    """Whether a piece ends in a backslash, which would break the line where a line ends behind it."""
    return (len(piece) - len(piece.rstrip("\\"))) % 2 == 1


def is_broken(piece: str) -> bool:
    """Whether the line is broken behind a piece."""
    return piece.endswith(_BROKEN)


def unsplit(pieces: Sequence[str]) -> str:
    """The words that `split` makes these pieces of."""
    return joined(pieces).replace(f"{_BROKEN} ", "\n").replace(_BROKEN, "")


def joined(line: Sequence[str]) -> str:
    """The pieces of a line as it is written."""
    return " ".join(line).replace(f" {_JOINED}", "").removeprefix(_JOINED).removesuffix(_BROKEN)


def _prints_nothing(before: str, after: str) -> bool:
    """Whether a line end between two pieces prints nothing, for sure: stars there are markup that prints
    nothing either."""
    return not line_end(before.rstrip(_MARKS), after.lstrip(_MARKS))


def laid_out(before: Sequence[str], words: Sequence[str], shape: Shape) -> list[str]:
    """The lines of the pieces `words` where there were the lines `before`."""
    old = [split(line) for line in _with_breaks(before)]
    known_as = {tuple(pieces): line for pieces, line in zip(old, before, strict=True)}
    for above, below in pairwise(old):
        if above and below and not is_broken(above[-1]) and may_join(above[-1], below[0]):
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


def wrapped(words: Sequence[str], shape: Shape) -> Lines:
    """`words`, which are new, on lines in the manner of their shape."""
    return rewrapped([], words, shape)


def rewrapped(before: Sequence[Sequence[str]], words: Sequence[str], shape: Shape) -> Lines:
    """`words` on the lines that they had `before`, and from a change on, on lines as the manner has them."""
    return _Filler(before, words, shape).lines()


class _Filler:
    """Fills lines with words. `_kept` says of the words with which lines began that are still there whole
    where these end, `_ended` where lines ended, and `_starts` where a sentence has to begin a line."""

    def __init__(self, before: Sequence[Sequence[str]], words: Sequence[str], shape: Shape) -> None:
        self._words, self._shape, self._manner = words, shape, shape.manner
        old = [word for line in before for word in line]
        ends = list(accumulate(map(len, before)))
        changes = SequenceMatcher(None, old, list(words), autojunk=False).get_opcodes()
        broken = {
            j_end for tag, _, _, j, j_end in changes if tag != "equal" and any(map(is_broken, words[j:j_end]))
        }  # where a new break has taken the place of a line end
        ended = {j for j in _breaks(changes, set(ends)) if 0 < j < len(words)} - broken
        self._ended = {j for j in ended if is_broken(words[j - 1]) or not shape.stays(words[j])}
        places = {i + n: j + n for tag, i, i_end, j, _ in changes if tag == "equal" for n in range(i_end - i)}
        self._kept: dict[int, int] = {}
        for start, end in zip([0, *ends], ends, strict=False):
            j = places.get(start, -1)
            follows = all(places.get(i) == j + i - start for i in range(start, end))
            if j >= 0 and start < end and follows and j + end - start in (*self._ended, len(words)):
                self._kept[j] = j + end - start
        together = {j for i, j in places.items() if places.get(i - 1) == j - 1} - self._ended
        starts = sentence_starts([joined([word]) for word in words]) if self._manner.sentences else set()
        self._starts = sorted(j for j in starts - together if not shape.stays(words[j]))

    def lines(self) -> Lines:
        found: Lines = []
        j = 0
        while j < len(self._words):
            end = self._kept.get(j) or self._filled(j)
            found.append(list(self._words[j:end]))
            j = end
        return found

    def _filled(self, start: int) -> int:
        """Where a line that begins with the word at `start` ends."""
        words, manner = self._words, self._manner
        room = manner.width - (self._shape.rest if start else self._shape.first)
        last = next((j for j in self._starts if j > start), len(words))
        column, possible = len(words[start]), 0
        for j in range(start + 1, last):
            inside = words[j].startswith(_JOINED)  # of words without spaces, where a line ended before
            if is_broken(words[j - 1]) or (j in self._ended and (manner.keeps or inside)):
                return j
            as_good = j in self._ended and j in self._kept and room - column <= manner.ragged
            column += len(words[j]) + (not inside)
            if not self._shape.stays(words[j]):
                possible = j
            if possible and (column > room or (as_good and possible == j)):
                return possible
        return last


def _breaks(changes: Sequence[tuple[str, int, int, int, int]], ends: set[int]) -> Iterator[int]:
    """Where lines end in the new words: where they ended in the old ones, behind the words or, where these
    are gone, in their place. What is put in where a line ended is at the end of that line."""
    for (tag, i, i_end, j, j_end), following in zip_longest(changes, changes[1:]):
        if tag == "equal":
            yield from (j + n for n in range(1, i_end - i) if i + n in ends)
        elif tag == "delete" and any(n in ends for n in range(i + 1, i_end)):
            yield j
        if i_end in ends and not (following and following[0] == "insert"):
            yield j_end
