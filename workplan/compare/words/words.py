"""Which words of a line stay, go and come: a comparison that reads as a careful editor's marks.

What stays is what weighs most (`chain`). What a machine would still leave behind is then tidied:

    [x] no confetti: a common word or two alone between two replacements are replaced with them
    [x] a line of which little stays is replaced whole
    [x] names change whole: "Viet Nam" for "New Zealand", never "New" alone when the rest changed
    [x] a mark that can be slid to the border of a sentence or a word begins and ends there (`borders`)
"""

from __future__ import annotations

from collections.abc import Sequence

from workplan.compare.words.borders import slid
from workplan.compare.words.chain import heaviest
from workplan.compare.words.hunk import Hunk, merged
from workplan.compare.words.weights import Comparable, is_firm, is_name, weigh, weight

#: A replaced name is widened to at most so many words.
_LONGEST_NAME = 4


def hunks(old: Sequence[Comparable], new: Sequence[Comparable]) -> list[Hunk]:
    """How `new` is made of `old`: the hunks in order, equal and other ones in turn."""
    found = _matched(old, new)
    found = _whole_where_little_stays(_without_confetti(found, old), old, new)
    return slid(_whole_names(found, old, new), old, new)


def _matched(old: Sequence[Comparable], new: Sequence[Comparable]) -> list[Hunk]:
    result: list[Hunk] = []
    at = (0, 0)
    for i, j in (*heaviest(old, new), (len(old), len(new))):
        result += _between(old, new, at[0], i, at[1], j)
        if i < len(old):
            result.append(Hunk(True, i, i + 1, j, j + 1))
        at = (i + 1, j + 1)
    return merged(result)


def _between(
    old: Sequence[Comparable], new: Sequence[Comparable], i1: int, i2: int, j1: int, j2: int
) -> list[Hunk]:
    """What stands between two tokens that stay: equal spaces at both ends stay, too."""
    result: list[Hunk] = []
    start, end = 0, 0
    shorter = min(i2 - i1, j2 - j1)
    while start < shorter and old[i1 + start].key == new[j1 + start].key:
        start += 1
    while end < shorter - start and old[i2 - 1 - end].key == new[j2 - 1 - end].key:
        end += 1
    if start:
        result.append(Hunk(True, i1, i1 + start, j1, j1 + start))
    if i1 + start < i2 - end or j1 + start < j2 - end:
        result.append(Hunk(False, i1 + start, i2 - end, j1 + start, j2 - end))
    if end:
        result.append(Hunk(True, i2 - end, i2, j2 - end, j2))
    return result


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
    between = old[hunk.i1 : hunk.i2]
    weighs = weigh(between)
    if weighs == 0:
        return True
    if any(map(is_firm, between)) or not (before.replaces and after.replaces):
        return False
    if min(_words(before, old), _words(after, old)) < 2:
        return False  # a number, a name: replaced one by one
    around = min(weigh(old[before.i1 : before.i2]), weigh(old[after.i1 : after.i2]))
    return weighs <= 2 or (weighs <= 6 and 2 * weighs <= around)


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
    return merged(
        [part for hunk in found for part in (_firm_alone(hunk, old) if hunk.equal else [hunk])],
    )


def _firm_alone(hunk: Hunk, old: Sequence[Comparable]) -> list[Hunk]:
    """A run of equal tokens, of which the firm ones stay."""
    return [
        Hunk(is_firm(old[i]), i, i + 1, j, j + 1)
        for i, j in zip(range(hunk.i1, hunk.i2), range(hunk.j1, hunk.j2), strict=True)
    ]


def _plain_weight(tokens: Sequence[Comparable]) -> float:
    return sum(weight(token) for token in tokens if not is_firm(token))


def _whole_names(found: list[Hunk], old: Sequence[Comparable], new: Sequence[Comparable]) -> list[Hunk]:
    """Widen a replacement of capitalised words over the capitalised words beside it."""
    result = list(found)
    for place, hunk in enumerate(result):
        if hunk.replaces and _are_names(old[hunk.i1 : hunk.i2]) and _are_names(new[hunk.j1 : hunk.j2]):
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
    return merged([hunk for hunk in result if hunk.i1 < hunk.i2 or hunk.j1 < hunk.j2])


def _are_names(tokens: Sequence[Comparable]) -> bool:
    words = [token for token in tokens if not token.blank]
    return bool(words) and all(map(is_name, words))


def _name_at_end(tokens: Sequence[Comparable], most: int) -> int:
    """How many tokens at the end are "Word␠" over and over, at most `most` words."""
    taken = 0
    while most > 0 and taken + 2 <= len(tokens) and tokens[-1 - taken].blank:
        if not is_name(tokens[-2 - taken]):
            break
        taken += 2
        most -= 1
    return taken
