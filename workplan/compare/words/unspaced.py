"""Words of scripts without spaces, which a dictionary may cut otherwise beside other words.

    การ|ประชุมใหญ่  →  การ|ประชุม|ครั้ง|ใหญ่        comes: ครั้ง, though ประชุมใหญ่ was one word

What a replacement has in common at both ends is no part of it, if what is left are whole words on their side.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import accumulate, takewhile

from workplan.compare.words.tokens import Token, split
from workplan.text.segmentation import clusters, is_unspaced

#: So many places to begin and to end at are tried, from the longest on.
_MOST_ENDS = 60

#: Whether tokens stay, or stand for each other; those of before and those of now.
Step = tuple[bool, Sequence[Token], Sequence[Token]]


def narrowed(old: Sequence[Token], new: Sequence[Token]) -> list[Step]:
    """A replacement, without what its ends have in common."""
    before, after = _words(old), _words(new)
    if not (is_unspaced(before) and is_unspaced(after)) or any(t.key[0] != "text" for t in (*old, *new)):
        return [(False, old, new)]
    was, now = _Borders(old, before), _Borders(new, after)
    start, end = _ends_in_common(was, now)
    cuts = {start, len(before) - end}, {start, len(after) - end}
    # What stays is cut alike on both sides.
    cuts[0].update(at for at in now.words if at < start)
    cuts[1].update(at for at in was.words if at < start)
    further = len(after) - len(before)
    cuts[0].update(at - further for at in now.words if at > len(after) - end)
    cuts[1].update(at + further for at in was.words if at > len(before) - end)
    old, new = _cut(old, cuts[0]), _cut(new, cuts[1])
    steps: list[Step] = [
        (True, _within(old, 0, start), _within(new, 0, start)),
        (False, _within(old, start, len(before) - end), _within(new, start, len(after) - end)),
        (True, _within(old, len(before) - end, len(before)), _within(new, len(after) - end, len(after))),
    ]
    return [step for step in steps if step[1] or step[2]]


class _Borders:
    """Where words and letters of tokens begin and end."""

    def __init__(self, tokens: Sequence[Token], text: str) -> None:
        self.text = text
        self.words = _ends(token.words for token in tokens)
        self.letters = _ends(clusters(text))

    def whole(self, start: int, end: int) -> bool:
        """Whether the text from `start` to `end` is nothing or whole words."""
        return start == end or (start in self.words and end in self.words)


def _ends_in_common(was: _Borders, now: _Borders) -> tuple[int, int]:
    """How many letters at the beginning and at the end are no part of a replacement; as many as can be."""
    old, new = len(was.text), len(now.text)
    starts = [at for at in range(_shared(was.text, now.text) + 1) if at in was.letters and at in now.letters]
    ends = [
        back
        for back in range(_shared(was.text[::-1], now.text[::-1]) + 1)
        if old - back in was.letters and new - back in now.letters
    ]
    pairs = (
        (start, end)
        for start in starts[-_MOST_ENDS:]
        for end in ends[-_MOST_ENDS:]
        if start + end <= min(old, new) and was.whole(start, old - end) and now.whole(start, new - end)
    )
    return max(pairs, key=sum, default=(0, 0))


def _words(tokens: Iterable[Token]) -> str:
    return "".join(token.words for token in tokens)


def _ends(pieces: Iterable[str]) -> set[int]:
    return set(accumulate(map(len, pieces), initial=0))


def _shared(before: str, after: str) -> int:
    """How many letters both begin with."""
    same = takewhile(lambda pair: pair[0] == pair[1], zip(before, after, strict=False))
    return sum(1 for _ in same)


def _cut(tokens: Sequence[Token], cuts: set[int]) -> list[Token]:
    """The tokens, cut at these offsets as well."""
    result: list[Token] = []
    at = 0
    for token in tokens:
        end = at + len(token.words)
        for cut in sorted(cut for cut in cuts if at < cut < end):
            head, token = split(token, cut - at)
            result.append(head)
            at = cut
        result.append(token)
        at = end
    return result


def _within(tokens: Sequence[Token], start: int, end: int) -> list[Token]:
    places = accumulate((len(token.words) for token in tokens), initial=0)
    return [token for token, at in zip(tokens, places, strict=False) if start <= at < end]
