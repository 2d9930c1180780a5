"""Which tokens of two sequences stay: those that weigh most together, in the order of both.

Names, numbers and calls of notes weigh more than the small words between them, which a longest common
subsequence would keep as gladly: of "by Indonesia and Australia" and "by Indonesia, Australia and Thailand"
Indonesia and Australia stay, not "and". A token beside another that stays weighs a little more, so that
phrases stay together; one that occurs often weighs less, whatever the language.

Time grows with the number of equal pairs and its logarithm; the most frequent tokens are left out where there
would be too many.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from math import sqrt

from workplan.compare.words.weights import Comparable, weight

#: So many equal pairs are looked at.
_MOST_PAIRS = 150_000
#: What a token weighs more beside one that stays.
_TOGETHER = 1.5


def heaviest(old: Sequence[Comparable], new: Sequence[Comparable]) -> list[tuple[int, int]]:
    """The places of the tokens that stay, blanks aside, rising on both sides."""
    before = [i for i, token in enumerate(old) if not token.blank]
    after = [j for j, token in enumerate(new) if not token.blank]
    keys_old, keys_new = [old[i].key for i in before], [new[j].key for j in after]
    weights = _weights(old, before, keys_old, keys_new)
    found = _heaviest_chain(keys_old, keys_new, weights)
    return [(before[x], after[y]) for x, y in found]


def _weights(
    old: Sequence[Comparable],
    before: Sequence[int],
    keys_old: Sequence[tuple[str, ...]],
    keys_new: Sequence[tuple[str, ...]],
) -> dict[tuple[str, ...], float]:
    """What each token of both sides weighs; without the most frequent ones where there are too many."""
    count_old, count_new = Counter(keys_old), Counter(keys_new)
    pairs = {key: count_old[key] * count_new[key] for key in count_old if key in count_new}
    total = sum(pairs.values())
    result: dict[tuple[str, ...], float] = {}
    for i, key in zip(before, keys_old, strict=True):
        if key in pairs and key not in result:
            result[key] = weight(old[i]) / sqrt(max(count_old[key], count_new[key]))
    for key in sorted(pairs, key=lambda key: (-pairs[key], key)):
        if total <= _MOST_PAIRS:
            break
        total -= pairs[key]
        del result[key]
    return result


def _heaviest_chain(
    old: Sequence[tuple[str, ...]],
    new: Sequence[tuple[str, ...]],
    weights: dict[tuple[str, ...], float],
) -> Iterator[tuple[int, int]]:
    places: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for y, key in enumerate(new):
        if key in weights:
            places[key].append(y)
    best = _PrefixMaximum(len(new))
    # Of each pair that may stay: its chain's weight, and the pair before it.
    before: dict[tuple[int, int], tuple[int, int] | None] = {}
    diagonal: dict[int, tuple[float, tuple[int, int]]] = {}
    for x, key in enumerate(old):
        row: dict[int, tuple[float, tuple[int, int]]] = {}
        for y in places.get(key, ()):
            so_far, pair = best.up_to(y)
            if y - 1 in diagonal and diagonal[y - 1][0] + _TOGETHER > so_far:
                so_far, pair = diagonal[y - 1][0] + _TOGETHER, diagonal[y - 1][1]
            before[x, y] = pair
            row[y] = so_far + weights[key], (x, y)
        for y, (total, pair) in row.items():
            best.put(y, total, pair)
        diagonal = row
    _, last = best.up_to(len(new))
    chain = []
    while last is not None:
        chain.append(last)
        last = before[last]
    return reversed(chain)


class _PrefixMaximum:
    """The heaviest chain that ends before a place (a Fenwick tree)."""

    def __init__(self, size: int) -> None:
        self._tree: list[tuple[float, tuple[int, int] | None]] = [(0.0, None)] * (size + 1)

    def put(self, place: int, total: float, pair: tuple[int, int]) -> None:
        place += 1
        while place < len(self._tree):
            if total > self._tree[place][0]:
                self._tree[place] = total, pair
            place += place & -place

    def up_to(self, place: int) -> tuple[float, tuple[int, int] | None]:
        """The heaviest of those before `place`."""
        found: tuple[float, tuple[int, int] | None] = (0.0, None)
        while place:
            if self._tree[place][0] > found[0]:
                found = self._tree[place]
            place -= place & -place
        return found
