"""Which words of a line stay, go and come: a comparison that reads as a careful editor's marks.

The longest runs of equal words are found first (`difflib`, the Ratcliff–Obershelp way), which keeps
phrases together. What a machine would still leave behind is then tidied:

    [x] no confetti: a common word or two alone between two replacements are replaced with them
    [x] a line of which little stays is replaced whole
    [x] names change whole: "Viet Nam" for "New Zealand", never "New" alone when the rest changed
    [-] very long lines that have nothing in common at their ends are replaced in one piece
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Protocol

#: So many pairs of tokens are compared; the time grows with their number.
_MOST_PAIRS = 9_000_000

#: Words too common to be kept on their own.
_COMMON_LETTERS = 3
_STRONG = 1000
_LONGEST_NAME = 4
_NOT_IN_NAMES = frozenset(
    ("the", "a", "an", "this", "that", "these", "in", "on", "at", "of", "and", "or", "to", "for", "from")
)


class Comparable(Protocol):
    """What is compared: equal when the `key` is."""

    @property
    def key(self) -> tuple[str, ...]: ...

    @property
    def words(self) -> str: ...

    @property
    def blank(self) -> bool: ...


@dataclass(frozen=True, slots=True)
class Hunk:
    """`old[i1:i2]` and `new[j1:j2]`, which are equal or else stand for each other."""

    equal: bool
    i1: int
    i2: int
    j1: int
    j2: int

    @property
    def replaces(self) -> bool:
        return not self.equal and self.i1 < self.i2 and self.j1 < self.j2


def hunks(old: Sequence[Comparable], new: Sequence[Comparable]) -> list[Hunk]:
    """How `new` is made of `old`: the hunks in order, equal and other ones in turn."""
    found = _matched(old, new)
    found = _whole_where_little_stays(_without_confetti(found, old), old, new)
    return _whole_names(found, old, new)


def _matched(old: Sequence[Comparable], new: Sequence[Comparable]) -> list[Hunk]:
    before = [token.key for token in old]
    after = [token.key for token in new]
    start, end = 0, 0
    shorter = min(len(before), len(after))
    while start < shorter and before[start] == after[start]:
        start += 1
    while end < shorter - start and before[-1 - end] == after[-1 - end]:
        end += 1
    i2, j2 = len(before) - end, len(after) - end
    result = [Hunk(True, 0, start, 0, start)] if start else []
    if (i2 - start) * (j2 - start) > _MOST_PAIRS or i2 == start or j2 == start:
        result += [Hunk(False, start, i2, start, j2)] if i2 > start or j2 > start else []
    else:
        blank = {token.key for token in (*old[start:i2], *new[start:j2]) if token.blank}
        matcher = SequenceMatcher(blank.__contains__, before[start:i2], after[start:j2], autojunk=False)
        for tag, a1, a2, b1, b2 in matcher.get_opcodes():
            result.append(Hunk(tag == "equal", start + a1, start + a2, start + b1, start + b2))
    if end:
        result.append(Hunk(True, i2, len(before), j2, len(after)))
    return _merged(result)


def _merged(found: list[Hunk]) -> list[Hunk]:
    """Neighbours of one sort as one."""
    result: list[Hunk] = []
    for hunk in found:
        if result and result[-1].equal == hunk.equal:
            last = result.pop()
            hunk = Hunk(hunk.equal, last.i1, hunk.i2, last.j1, hunk.j2)
        result.append(hunk)
    return result


def _weight(token: Comparable) -> int:
    """How much it matters that a token is kept."""
    if token.key[0] not in ("text", "link"):
        return _STRONG
    letters = sum(map(str.isalnum, token.words))
    if token.blank:
        return 0
    return 1 if letters <= _COMMON_LETTERS and not any(map(str.isdigit, token.words)) else letters


def _weigh(tokens: Sequence[Comparable]) -> int:
    return sum(map(_weight, tokens))


def _without_confetti(found: list[Hunk], old: Sequence[Comparable]) -> list[Hunk]:
    """Take small equal runs between two changes, one at least a replacement, into the change."""
    changed = True
    while changed:
        changed = False
        for place in range(1, len(found) - 1):
            before, hunk, after = found[place - 1 : place + 2]
            if hunk.equal and _confetti(before, hunk, after, old):
                found[place - 1 : place + 2] = [Hunk(False, before.i1, after.i2, before.j1, after.j2)]
                changed = True
                break
    return found


def _confetti(before: Hunk, hunk: Hunk, after: Hunk, old: Sequence[Comparable]) -> bool:
    both = Hunk(False, before.i1, after.i2, before.j1, after.j2)
    removed = (before.i2 - before.i1) + (after.i2 - after.i1)
    added = (before.j2 - before.j1) + (after.j2 - after.j1)
    if not both.replaces or not removed or not added:
        return False
    weight = _weigh(old[hunk.i1 : hunk.i2])
    if weight == 0:
        return True
    if not (before.replaces and after.replaces):
        return False
    if min(_words(before, old), _words(after, old)) < 2:
        return False  # a number, a name: replaced one by one
    around = min(_weigh(old[before.i1 : before.i2]), _weigh(old[after.i1 : after.i2]))
    return weight <= 2 or (weight <= 6 and 2 * weight <= around)


def _words(hunk: Hunk, old: Sequence[Comparable]) -> int:
    return sum(not token.blank for token in old[hunk.i1 : hunk.i2])


def _whole_where_little_stays(
    found: list[Hunk], old: Sequence[Comparable], new: Sequence[Comparable]
) -> list[Hunk]:
    """Of words that have a quarter in common, or less, nothing is kept but calls, references and breaks."""
    if not any(hunk.replaces for hunk in found):
        return found
    kept = sum(_plain_weight(old[hunk.i1 : hunk.i2]) for hunk in found if hunk.equal)
    if 4 * kept > max(_plain_weight(old), _plain_weight(new)):
        return found
    return _merged(
        [
            Hunk(hunk.equal and _weigh(old[hunk.i1 : hunk.i2]) >= _STRONG, hunk.i1, hunk.i2, hunk.j1, hunk.j2)
            for hunk in found
        ]
    )


def _plain_weight(tokens: Sequence[Comparable]) -> int:
    return sum(weight for weight in map(_weight, tokens) if weight < _STRONG)


def _whole_names(found: list[Hunk], old: Sequence[Comparable], new: Sequence[Comparable]) -> list[Hunk]:
    """Widen a replacement of capitalised words over the capitalised words beside it."""
    result = list(found)
    for place, hunk in enumerate(result):
        if hunk.replaces and _is_name(old[hunk.i1 : hunk.i2]) and _is_name(new[hunk.j1 : hunk.j2]):
            room = _LONGEST_NAME - sum(not token.blank for token in old[hunk.i1 : hunk.i2])
            if place:
                before = result[place - 1]
                taken = _name_at_end(old[before.i1 : before.i2], room)
                result[place - 1] = Hunk(True, before.i1, before.i2 - taken, before.j1, before.j2 - taken)
                hunk = Hunk(False, hunk.i1 - taken, hunk.i2, hunk.j1 - taken, hunk.j2)
                room -= (taken + 1) // 2
            if place + 1 < len(result):
                after = result[place + 1]
                taken = _name_at_end(old[after.i1 : after.i2][::-1], room)
                result[place + 1] = Hunk(True, after.i1 + taken, after.i2, after.j1 + taken, after.j2)
                hunk = Hunk(False, hunk.i1, hunk.i2 + taken, hunk.j1, hunk.j2 + taken)
            result[place] = hunk
    return _merged([hunk for hunk in result if hunk.i1 < hunk.i2 or hunk.j1 < hunk.j2])


def _is_name(tokens: Sequence[Comparable]) -> bool:
    words = [token for token in tokens if not token.blank]
    return bool(words) and all(map(_capitalised, words))


def _capitalised(token: Comparable) -> bool:
    words = token.words
    return token.key[0] in ("text", "link") and words[:1].isupper() and words.lower() not in _NOT_IN_NAMES


def _name_at_end(tokens: Sequence[Comparable], most: int) -> int:
    """How many tokens at the end are "Word␠" over and over, at most `most` words."""
    taken = 0
    while most > 0 and taken + 2 <= len(tokens) and tokens[-1 - taken].blank:
        if not _capitalised(tokens[-2 - taken]):
            break
        taken += 2
        most -= 1
    return taken
