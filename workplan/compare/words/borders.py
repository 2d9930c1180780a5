"""Where sentences begin among tokens, and marks that are slid to where sentences or words do.

A.[+ B.+] C.   →   A. [+B. +]C.        the same words come; the mark is a whole sentence
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate

from msgspec.structs import replace

from workplan.compare.words.hunk import Hunk
from workplan.compare.words.weights import Comparable
from workplan.text.segmentation import sentences

#: What stands for the call of a note among letters: nothing that a sentence could end or begin with.
_CALL = "\u2060"
_BREAK = "\n"


def sentence_starts(tokens: Sequence[Comparable]) -> list[int]:
    """The places of the tokens that begin a sentence, and the number of all tokens behind them."""
    said = [_said(token) for token in tokens]
    starts = {end: place for place, end in enumerate(accumulate(map(len, said), initial=0))}
    found = accumulate(map(len, sentences("".join(said))), initial=0)
    return [starts[at] for at in found if at in starts]


def _said(token: Comparable) -> str:
    if token.key[0] == "break":
        return _BREAK
    return token.words or _CALL


def slid(found: Sequence[Hunk], old: Sequence[Comparable], new: Sequence[Comparable]) -> list[Hunk]:
    """The hunks, equal and other ones in turn, where words only come or only go at the best of the places
    that say the same."""
    if not any(_only_one_side(hunk) for hunk in found):
        return list(found)
    result = _with_equal_ends(found, len(old), len(new))
    starts_old, starts_new = set(sentence_starts(old)), set(sentence_starts(new))
    for place in range(1, len(result), 2):
        before, hunk, after = result[place - 1 : place + 2]
        if not _only_one_side(hunk):
            continue
        # A run between two changes keeps one token at least, so that they do not meet.
        left = before.i2 - before.i1 - (place > 1)
        right = after.i2 - after.i1 - (place + 2 < len(result))
        if hunk.j1 < hunk.j2:
            by = _shift(new, hunk.j1, hunk.j2, left, right, starts_new)
        else:
            by = _shift(old, hunk.i1, hunk.i2, left, right, starts_old)
        result[place - 1 : place + 2] = (
            replace(before, i2=before.i2 + by, j2=before.j2 + by),
            Hunk(False, hunk.i1 + by, hunk.i2 + by, hunk.j1 + by, hunk.j2 + by),
            replace(after, i1=after.i1 + by, j1=after.j1 + by),
        )
    return [hunk for hunk in result if hunk.i1 < hunk.i2 or hunk.j1 < hunk.j2]


def _only_one_side(hunk: Hunk) -> bool:
    return not hunk.equal and not hunk.replaces


def _with_equal_ends(found: Sequence[Hunk], old: int, new: int) -> list[Hunk]:
    result = list(found)
    if not result[0].equal:
        result.insert(0, Hunk(True, 0, 0, 0, 0))
    if not result[-1].equal:
        result.append(Hunk(True, old, old, new, new))
    return result


def _shift(
    tokens: Sequence[Comparable], start: int, end: int, left: int, right: int, starts: set[int]
) -> int:
    """By how many places the tokens from `start` to `end` are moved: as far as the same tokens come or go, to
    where they begin and end best; of equals, to the last."""
    least = most = 0
    while -least < left and tokens[start + least - 1].key == tokens[end + least - 1].key:
        least -= 1
    while most < right and tokens[start + most].key == tokens[end + most].key:
        most += 1
    if least == most:
        return 0
    return max(
        range(least, most + 1),
        key=lambda by: (
            _border(tokens, start + by, starts) + _border(tokens, end + by, starts),
            by,
        ),
    )


def _border(tokens: Sequence[Comparable], at: int, starts: set[int]) -> int:
    """How good a place is for a mark to begin or end: where a sentence begins; behind its last word; where a
    word begins; behind one."""
    if at in starts:
        return 8
    if not tokens[at].blank:
        return 2 if tokens[at - 1].blank else 0
    return 6 if at + 1 in starts else 1
