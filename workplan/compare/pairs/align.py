"""Which items of two sequences belong together: by identity, then by equal words, then by similar ones.

    align(old, new)  →  pairs in the order of both, and moves: pairs that stand elsewhere

Time is linear in the number of items but for stretches where nothing is the same: there each item is
compared with those at about the same place.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from unicodedata import east_asian_width

from msgspec import Struct

#: A stretch of more pairs than this in which nothing is certain is replaced.
_LARGEST_GAP = 4_000_000
#: Two items are one, changed, when they share so much of their words.
ALIKE = 0.45
#: The same where both stand alone between two that stay.
ALIKE_ALONE = 0.25
#: The same where one stands elsewhere: less could be chance.
ALIKE_MOVED = 0.7
#: So many comparisons at most are made between two pairs that are certain.
_MOST_COMPARISONS = 20_000
#: A letter of Chinese, Japanese or Korean says as much as so many of an alphabet.
_WIDE = 3
#: Words of this many letters in all make a text that can be told from others, so that its move is one.
TELLING = 30


class Item(Struct, frozen=True):
    """What is known of one item: its `kind` (only like goes with like), its `identity` where the content
    gives one, what makes it `exact`ly the same as another, and how often it holds each word."""

    kind: str
    identity: str | None
    exact: object
    words: Counter[str]
    letters: int


def item(kind: str, identity: str | None, exact: object, words: Counter[str]) -> Item:
    return Item(kind, identity, exact, words, _letters(words))


class Alignment(Struct, frozen=True):
    """Pairs of places, old and new, both rising; and the pairs that moved, in the order of the new."""

    pairs: tuple[tuple[int, int], ...]
    moves: tuple[tuple[int, int], ...]


def align(
    old: Sequence[Item],
    new: Sequence[Item],
    *,
    alone: float = ALIKE_ALONE,
    telling: int = TELLING,
    compatible: Callable[[int, int], bool] = lambda _old, _new: True,
    movable: Callable[[int, int], bool] = lambda _old, _new: False,
) -> Alignment:
    """`alone` is how alike two items must be that stand alone between certain pairs; with so many letters as
    `telling` equal words are no chance; `compatible` tells whether two items that are the same can be shown
    as one; `movable`, whether two that stand elsewhere and are alike can be."""
    certain = _certain(old, new, telling, compatible)
    kept = _longest_rising(sorted(certain.items()))
    moves = tuple(
        sorted(((i, j) for i, j in certain.items() if (i, j) not in kept), key=lambda pair: pair[1])
    )
    moved_old, moved_new = {i for i, _ in moves}, {j for _, j in moves}
    pairs: list[tuple[int, int]] = []
    last = (-1, -1)
    for anchor in (*sorted(kept), (len(old), len(new))):
        gap_old = [i for i in range(last[0] + 1, anchor[0]) if i not in moved_old]
        gap_new = [j for j in range(last[1] + 1, anchor[1]) if j not in moved_new]
        pairs += _similar(gap_old, gap_new, old, new, alone, compatible)
        pairs.append(anchor)
        last = anchor
    pairs.pop()
    left = sorted(set(range(len(old))) - moved_old - {i for i, _ in pairs})
    come = sorted(set(range(len(new))) - moved_new - {j for _, j in pairs})
    changed = moved_and_changed(
        [(i, old[i]) for i in left], [(j, new[j]) for j in come], telling=telling, movable=movable
    )
    return Alignment(tuple(pairs), tuple(sorted((*moves, *changed), key=lambda pair: pair[1])))


def moved_and_changed(
    left: Sequence[tuple[int, Item]],
    come: Sequence[tuple[int, Item]],
    *,
    telling: int = TELLING,
    movable: Callable[[int, int], bool] = lambda _old, _new: True,
) -> list[tuple[int, int]]:
    """What stands elsewhere and says nearly the same: the most alike first."""
    left = [(i, was) for i, was in left if was.letters >= telling]
    come = [(j, now) for j, now in come if now.letters >= telling]
    if len(left) * len(come) > _MOST_COMPARISONS:
        return []
    scores = [(alike(was, now), i, j) for i, was in left for j, now in come if movable(i, j)]
    found: dict[int, int] = {}
    taken: set[int] = set()
    for score, i, j in sorted(scores, key=lambda each: (-each[0], each[1:])):
        if score >= ALIKE_MOVED and i not in found and j not in taken:
            found[i] = j
            taken.add(j)
    return list(found.items())


def alike(old: Item, new: Item) -> float:
    """How much two items share of their words, by letters: 0 nothing, 1 all."""
    if old.kind != new.kind:
        return 0.0
    if old.exact == new.exact:
        return 1.0
    total = old.letters + new.letters
    return 2 * _letters(old.words & new.words) / total if total else 0.0


def _letters(words: Counter[str]) -> int:
    return sum(_length(word) * number for word, number in words.items())


def _length(word: str) -> int:
    if word.isascii():
        return len(word)
    return sum(_WIDE if east_asian_width(letter) in "WF" else 1 for letter in word)


def _certain(
    old: Sequence[Item], new: Sequence[Item], telling: int, compatible: Callable[[int, int], bool]
) -> dict[int, int]:
    """Pairs by identity, and by equal words that occur once on either side."""
    found: dict[int, int] = {}
    known = {(item.kind, item.identity): j for j, item in enumerate(new) if item.identity}
    for i, item in enumerate(old):
        j = known.get((item.kind, item.identity)) if item.identity else None
        if j is not None and compatible(i, j):
            found[i] = j
    used = set(found.values())
    before = _once(old, [i for i in range(len(old)) if i not in found], telling)
    after = _once(new, [j for j in range(len(new)) if j not in used], telling)
    for exact, i in before.items():
        if exact in after and compatible(i, after[exact]):
            found[i] = after[exact]
    return found


def _once(items: Sequence[Item], places: list[int], enough: int) -> dict[object, int]:
    """Items that say something, by what they say, where only one says it."""
    telling = [(items[n].kind, items[n].exact) if items[n].letters >= enough else None for n in places]
    counts = Counter(telling)
    return {exact: n for exact, n in zip(telling, places, strict=True) if exact and counts[exact] == 1}


def _longest_rising(pairs: list[tuple[int, int]]) -> set[tuple[int, int]]:
    """The most pairs whose places rise on both sides (patience sorting)."""
    tails: list[int] = []
    at: list[int] = []
    before: list[int] = []
    for n, (_, j) in enumerate(pairs):
        place = bisect_left(tails, j)
        tails[place : place + 1] = [j]
        at[place : place + 1] = [n]
        before.append(at[place - 1] if place else -1)
    kept: set[tuple[int, int]] = set()
    n = at[-1] if at else -1
    while n >= 0:
        kept.add(pairs[n])
        n = before[n]
    return kept


def _similar(
    gap_old: list[int],
    gap_new: list[int],
    old: Sequence[Item],
    new: Sequence[Item],
    alone: float,
    compatible: Callable[[int, int], bool],
) -> Iterator[tuple[int, int]]:
    """The pairs between two certain ones that are most alike in all, in order (dynamic programming)."""
    if not gap_old or not gap_new or len(gap_old) * len(gap_new) > _LARGEST_GAP:
        return
    enough = alone if len(gap_old) == len(gap_new) == 1 else ALIKE
    width = max(_MOST_COMPARISONS // max(len(gap_old), len(gap_new)), 8)
    slope = len(gap_new) / len(gap_old)
    row: list[float] = [0.0] * (len(gap_new) + 1)
    rows = [row]
    for x, i in enumerate(gap_old):
        scores: dict[int, float] = {}
        for y in range(max(0, int(x * slope) - width), min(len(gap_new), int((x + 1) * slope) + width + 1)):
            score = alike(old[i], new[gap_new[y]])
            if score >= enough and compatible(i, gap_new[y]):
                scores[y] = score
        following = [0.0]
        for y in range(len(gap_new)):
            most = max(row[y + 1], following[y])
            following.append(max(most, row[y] + scores[y]) if y in scores else most)
        row = following
        rows.append(row)
    found: list[tuple[int, int]] = []
    x, y = len(gap_old), len(gap_new)
    while x and y:
        if rows[x][y] == rows[x - 1][y]:
            x -= 1
        elif rows[x][y] == rows[x][y - 1]:
            y -= 1
        else:
            x, y = x - 1, y - 1
            found.append((gap_old[x], gap_new[y]))
    yield from reversed(found)
