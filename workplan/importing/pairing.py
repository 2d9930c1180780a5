"""Two sequences of lines, paired: what stands once on both sides first, then what is between.

difflib alone takes the square of the time where many lines are equal, as the cells of a long table are. (Bram
Cohen's patience diff.)
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

#: More pairs of lines than these are not looked at one by one.
_MOST = 250_000

Span = tuple[int, int, int, int]


def different(one: Sequence[str], other: Sequence[str]) -> Iterator[Span]:
    """Where two sequences differ: from and to in `one`, from and to in `other`."""
    last_a = last_b = 0
    for a, b in [*_anchors(one, other), (len(one), len(other))]:
        yield from _between(one, other, (last_a, a, last_b, b))
        last_a, last_b = a + 1, b + 1


def _anchors(one: Sequence[str], other: Sequence[str]) -> list[tuple[int, int]]:
    """The longest rising sequence of lines that stand once on either side."""
    counts = Counter(one), Counter(other)
    places = {line: n for n, line in enumerate(other) if counts[1][line] == 1}
    pairs = [(n, places[line]) for n, line in enumerate(one) if counts[0][line] == 1 and line in places]
    tails: list[int] = []  # of the best sequence of each length, its last place in `other`
    best: list[int] = []  # and which pair that is
    before: list[int] = []
    for n, (_, b) in enumerate(pairs):
        length = bisect_left(tails, b)
        before.append(best[length - 1] if length else -1)
        tails[length : length + 1] = [b]
        best[length : length + 1] = [n]
    found: list[tuple[int, int]] = []
    at = best[-1] if best else -1
    while at >= 0:
        found.append(pairs[at])
        at = before[at]
    return found[::-1]


def _between(one: Sequence[str], other: Sequence[str], span: Span) -> Iterator[Span]:
    a, a_end, b, b_end = span
    while a < a_end and b < b_end and one[a] == other[b]:
        a, b = a + 1, b + 1
    while a < a_end and b < b_end and one[a_end - 1] == other[b_end - 1]:
        a_end, b_end = a_end - 1, b_end - 1
    if a == a_end and b == b_end:
        return
    if (a_end - a) * (b_end - b) > _MOST:
        yield a, a_end, b, b_end
        return
    matcher = SequenceMatcher(None, one[a:a_end], other[b:b_end], autojunk=False)
    for tag, i, i_end, j, j_end in matcher.get_opcodes():
        if tag != "equal":
            yield a + i, a + i_end, b + j, b + j_end
