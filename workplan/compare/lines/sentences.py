"""Sentences are matched before words are: what stays is found sentence by sentence, then word by word.

    [x] sentences with equal words, in order: they stay, whatever happens around them
    [x] sentences that are alike: compared word by word, each with the one it goes with
    [x] a sentence that was split, and two that became one: compared with all that they were
    [x] equal sentences that stand elsewhere, in this text or another (`Elsewhere`), and alike ones in this
        text: taken out and put in as a whole; `moved_sentences` then makes moves of them
    [-] sentences that were split and moved as well are not known again

A text is a paragraph, or several that became one, with its ends of lines.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import pairwise

from msgspec import Struct

from workplan.compare.pairs.align import Item, align, item
from workplan.compare.pairs.splits import groups
from workplan.compare.words.borders import sentence_starts
from workplan.compare.words.hunk import Hunk, merged
from workplan.compare.words.weights import Comparable
from workplan.compare.words.words import hunks as word_hunks
from workplan.text.segmentation import is_word

#: A sentence of so many letters can be told from others, so that its move is one.
TELLING = 16

#: The words of a sentence, spaces and breaks at its end aside.
Key = tuple[tuple[str, ...], ...]


class Sentence(Struct, frozen=True):
    """The tokens from `start` to `end` of a text: a sentence with the spaces or the break behind it."""

    start: int
    last: int  # behind its last word or sign
    end: int
    key: Key
    item: Item

    @property
    def telling(self) -> bool:
        return self.item.letters >= TELLING


def sentences(tokens: Sequence[Comparable]) -> list[Sentence]:
    return [_sentence(tokens, start, end) for start, end in pairwise(sentence_starts(tokens))]


def _sentence(tokens: Sequence[Comparable], start: int, end: int) -> Sentence:
    last = end
    while last > start and (tokens[last - 1].blank or tokens[last - 1].key[0] == "break"):
        last -= 1
    words = Counter(token.words.casefold() for token in tokens[start:last] if is_word(token.words))
    exact = tuple(token.key for token in tokens[start:last])
    return Sentence(start, last, end, exact, item("sentence", None, exact, words))


class Elsewhere(Struct, frozen=True):
    """The telling sentences that occur once in the old document and once in the new one, where either may be
    another text than the one that is compared."""

    keys: frozenset[Key] = frozenset()


NOWHERE = Elsewhere()


def elsewhere(old: Iterable[Sequence[Comparable]], new: Iterable[Sequence[Comparable]]) -> Elsewhere:
    return Elsewhere(_once(old) & _once(new))


def _once(texts: Iterable[Sequence[Comparable]]) -> frozenset[Key]:
    counts = Counter(found.key for tokens in texts for found in sentences(tokens) if found.telling)
    return frozenset(key for key, number in counts.items() if number == 1)


def hunks(old: Sequence[Comparable], new: Sequence[Comparable], known: Elsewhere = NOWHERE) -> list[Hunk]:
    """How `new` is made of `old`: the hunks in order, equal and other ones in turn."""
    before, after = sentences(old), sentences(new)
    gone, came = _only_here(before, after, known), _only_here(after, before, known)
    if len(before) <= 1 and len(after) <= 1 and not gone and not came:
        return word_hunks(old, new)
    return merged(_Matching(old, new, before, after, gone, came).hunks())


def _only_here(these: Sequence[Sentence], others: Sequence[Sentence], known: Elsewhere) -> set[int]:
    """The sentences that the other side has in another text."""
    keys = {sentence.key for sentence in others}
    return {n for n, found in enumerate(these) if found.key in known.keys and found.key not in keys}


class _Matching(Struct, frozen=True):
    """Two texts in sentences. `gone` and `came` stand in other texts on the other side."""

    old: Sequence[Comparable]
    new: Sequence[Comparable]
    before: Sequence[Sentence]
    after: Sequence[Sentence]
    gone: Collection[int]
    came: Collection[int]

    def hunks(self) -> Iterator[Hunk]:
        before = [_alone(n) if n in self.gone else found.item for n, found in enumerate(self.before)]
        after = [_alone(n) if n in self.came else found.item for n, found in enumerate(self.after)]
        alignment = align(before, after, telling=TELLING, movable=lambda _old, _new: True)
        left = {*self.gone, *(i for i, _ in alignment.moves)}
        right = {*self.came, *(j for _, j in alignment.moves)}
        at = (0, 0)
        for group in groups(alignment, before, after):
            yield from self._gap(at, (group.old[0], group.new[0]), left, right)
            at = (group.old[-1] + 1, group.new[-1] + 1)
            yield from self._words((group.old[0], at[0]), (group.new[0], at[1]))
        yield from self._gap(at, (len(before), len(after)), left, right)

    def _gap(
        self, start: tuple[int, int], end: tuple[int, int], left: Collection[int], right: Collection[int]
    ) -> Iterator[Hunk]:
        """Sentences between two that stay: those that stand elsewhere now or before go and come as a whole,
        what is between them is compared word by word."""
        i, j = start
        while i < end[0] or j < end[1]:
            i2, j2 = _run(i, end[0], left, inside=True), _run(j, end[1], right, inside=True)
            for at in range(i, i2):
                yield self._tokens((at, at + 1), (j, j))
            for at in range(j, j2):
                yield self._tokens((i2, i2), (at, at + 1))
            i, j = _run(i2, end[0], left, inside=False), _run(j2, end[1], right, inside=False)
            yield from self._words((i2, i), (j2, j))

    def _tokens(self, old: tuple[int, int], new: tuple[int, int]) -> Hunk:
        """Sentences that stand for each other, as one hunk of tokens."""
        i1, i2 = (_token(self.before, place, len(self.old)) for place in old)
        j1, j2 = (_token(self.after, place, len(self.new)) for place in new)
        return Hunk(False, i1, i2, j1, j2)

    def _words(self, old: tuple[int, int], new: tuple[int, int]) -> Iterator[Hunk]:
        """Sentences that go together, word by word."""
        whole = self._tokens(old, new)
        if whole.i1 < whole.i2 or whole.j1 < whole.j2:
            for hunk in word_hunks(self.old[whole.i1 : whole.i2], self.new[whole.j1 : whole.j2]):
                yield hunk.shifted(whole.i1, whole.j1)


def _token(found: Sequence[Sentence], place: int, end: int) -> int:
    """The place of the token that begins a sentence."""
    return found[place].start if place < len(found) else end


def _run(place: int, end: int, moved: Collection[int], *, inside: bool) -> int:
    """The end of the run of sentences from `place` that are all moved, or all not."""
    while place < end and (place in moved) == inside:
        place += 1
    return place


def _alone(place: int) -> Item:
    """What goes with nothing."""
    return item(f"elsewhere {place}", None, None, Counter())
