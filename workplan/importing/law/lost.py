"""Which letters of a source are neither printed nor told."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from difflib import SequenceMatcher
from itertools import accumulate, pairwise

from msgspec import Struct

from workplan.document.tree import Document
from workplan.importing.law.letters import Letters, letters_of, printed, said
from workplan.importing.pairing import different
from workplan.importing.rules.claims import Claim
from workplan.importing.source.model import Source

#: Fewer letters than these, in the middle of words, are alike by chance.
_BY_CHANCE = 5
#: More pairs of letters than these are not looked at one by one.
_MOST = 4_000_000


class Lost(Struct, frozen=True):
    """Words of the line `at` that are nowhere."""

    at: str
    words: str


class _Run(Struct, frozen=True):
    """Letters of a line, from and to."""

    line: Letters
    begin: int
    end: int

    @property
    def letters(self) -> str:
        return self.line.letters[self.begin : self.end]

    def is_edge(self, n: int) -> bool:
        return self.begin + n in self.line.edges

    def without(self, begin: int, end: int) -> Iterator[_Run]:
        """What is left on either side of some letters of it."""
        for one, other in ((self.begin, self.begin + begin), (self.begin + end, self.end)):
            if one < other:
                yield _Run(self.line, one, other)

    @property
    def words(self) -> Iterator[_Run]:
        """Its words and signs."""
        cuts = [self.begin, *sorted(n for n in self.line.edges if self.begin < n < self.end), self.end]
        yield from (_Run(self.line, a, b) for a, b in pairwise(cuts))


def lost_words(source: Source, document: Document, claims: Sequence[Claim]) -> tuple[Lost, ...]:
    """What the source says, and neither the document nor a claim does, line by line.

    Each letter that is printed or told stands for one of the source. Where they cannot be found in their
    order, whole lines are looked for first: what is found in one of two ways is not lost."""
    found = _lost(source, document, claims, lines_first=False)
    return found and min(found, _lost(source, document, claims, lines_first=True), key=len)


def _lost(
    source: Source, document: Document, claims: Sequence[Claim], *, lines_first: bool
) -> tuple[Lost, ...]:
    told = _Told(claims)
    old = [line for each in said(source) if (line := told.without_label(each))]
    new = [line for line in printed(document) if line]
    left, over = _unequal(old, new)
    rest = _Printed(over)
    rest.without(each for claim in claims for each in claim.added)
    if lines_first:
        left = [rest.without_lines(runs) for runs in left]
    missing = [run for n, runs in enumerate(left) for run in rest.in_order(runs, n)]
    found: dict[str, list[str]] = defaultdict(list)
    for run in missing:
        if not told.takes(run) and not rest.takes(run):
            for word in run.words:
                if not told.takes(word) and not rest.takes(word):
                    found[run.line.at].append(run.line.shown(word.begin, word.end))
    return tuple(Lost(at, " ".join(dict.fromkeys(words))) for at, words in found.items())


def _unequal(old: Sequence[Letters], new: Sequence[Letters]) -> tuple[list[list[_Run]], list[list[_Run]]]:
    """The lines of either side that the other has not, by the places where the sides differ."""
    spans = [*different([line.letters for line in old], [line.letters for line in new])]
    more = Counter(line.letters for a, b, _, _ in spans for line in old[a:b])
    moved = more & Counter(line.letters for _, _, c, d in spans for line in new[c:d])

    def kept(lines: Sequence[Letters], moved: Counter[str]) -> list[_Run]:
        runs: list[_Run] = []
        for line in lines:
            if moved[line.letters]:
                moved[line.letters] -= 1
            else:
                runs.append(_Run(line, 0, len(line.letters)))
        return runs

    ours, theirs = moved.copy(), moved.copy()
    return (
        [kept(old[a:b], ours) for a, b, _, _ in spans],
        [kept(new[c:d], theirs) for _, _, c, d in spans],
    )


class _Told:
    """The letters that claims say are left out, by the lines that the claims are about."""

    def __init__(self, claims: Sequence[Claim]) -> None:
        self._left: dict[str, list[str]] = defaultdict(list)
        self._of: dict[str, list[str]] = defaultdict(list)  # the claims about a line, by its address
        for n, claim in enumerate(claims):
            if words := [letters_of(each).letters for each in claim.lost]:
                self._left[str(n)] = words
                for at in (claim.at, *claim.also):
                    self._of[at].append(str(n))

    def without_label(self, line: Letters) -> Letters:
        """A line without the label before it that is left out; or without anything, where all of it is."""
        if not line or self._takes(line.at, line.letters):
            return line.behind(len(line.letters))
        for claim in self._of.get(line.at, ()):
            for words in self._left[claim]:
                if line.letters.startswith(words) and len(words) in line.edges:
                    self._left[claim].remove(words)
                    return line.behind(len(words))
        return line

    def takes(self, run: _Run) -> bool:
        return self._takes(run.line.at, run.letters)

    def _takes(self, at: str, letters: str) -> bool:
        about = [self._left[claim] for claim in self._about(at)]
        if whole := next((left for left in about if letters in left), None):
            whole.remove(letters)
            return True
        for left in about:
            for n, words in enumerate(left):
                before, found, behind = words.partition(letters)
                if found:
                    left[n : n + 1] = filter(None, (before, behind))
                    return True
        return False

    def _about(self, at: str) -> Iterator[str]:
        """The claims about a line, or what it stands in: its note, its table."""
        while at:
            yield from self._of.get(at, ())
            at = at.rpartition(".")[0]


class _Printed:
    """What a document prints and the source does not say at the same place, place by place; it can be taken
    once."""

    def __init__(self, runs: list[list[_Run]]) -> None:
        self._runs = runs

    def without(self, added: Iterable[str]) -> None:
        """What is added by a rule is no word of the source."""
        for words in map(letters_of, added):
            self.takes(_Run(words, 0, len(words.letters)))

    def takes(self, run: _Run) -> bool:
        """Whether a run is printed anywhere, as whole words."""
        if not (run.is_edge(0) and run.is_edge(run.end - run.begin)):
            return False
        letters = run.letters
        for runs in self._runs:
            for n, other in enumerate(runs):
                if (begin := _whole(letters, other)) >= 0:
                    runs[n : n + 1] = other.without(begin, begin + len(letters))
                    return True
        return False

    def without_lines(self, runs: Sequence[_Run]) -> list[_Run]:
        """The runs without those that are printed anywhere, whole, the longest first."""
        found = {id(run) for run in sorted(runs, key=lambda run: run.begin - run.end) if self.takes(run)}
        return [run for run in runs if id(run) not in found]

    def in_order(self, runs: Sequence[_Run], place: int) -> Iterator[_Run]:
        """The runs, without what is printed in their order at a place."""
        one, other = _Line(runs), _Line(self._runs[place])
        pairs = [*_alike(one, other)]
        self._runs[place] = [*other.without((b, b_end) for _, _, b, b_end in pairs)]
        yield from one.without((a, a_end) for a, a_end, _, _ in pairs)


def _whole(letters: str, run: _Run) -> int:
    """Where letters stand in a run as whole words; -1 where they do not."""
    at = run.letters.find(letters)
    while at >= 0 and not (run.is_edge(at) and run.is_edge(at + len(letters))):
        at = run.letters.find(letters, at + 1)
    return at


class _Line:
    """Several runs, one behind the other."""

    def __init__(self, runs: Sequence[_Run]) -> None:
        self._runs = runs
        self.letters = "".join(run.letters for run in runs)
        self._starts = [*accumulate((run.end - run.begin for run in runs), initial=0)]
        self.words = [word.letters for run in runs for word in run.words]
        self.cuts = [*accumulate(map(len, self.words), initial=0)]
        self.edges = {
            start + n
            for start, run in zip(self._starts, runs, strict=False)
            for n in range(run.end - run.begin + 1)
            if run.is_edge(n)
        }

    def without(self, spans: Iterable[tuple[int, int]]) -> Iterator[_Run]:
        """The runs without some of their letters, from and to, in order."""
        last, gaps = 0, list[tuple[int, int]]()
        for begin, end in [*sorted(spans), (len(self.letters),) * 2]:
            gaps += [(last, begin)] if last < begin else []
            last = end
        for begin, end in gaps:
            for start, run in zip(self._starts, self._runs, strict=False):
                one, two = max(begin, start), min(end, start + run.end - run.begin)
                if one < two:
                    yield _Run(run.line, run.begin + one - start, run.begin + two - start)


#: From and to in one line, from and to in the other.
_Span = tuple[int, int, int, int]


def _alike(one: _Line, other: _Line) -> Iterator[_Span]:
    """What two lines say in the same order: whole words, and between these runs of letters."""
    last = 0, 0
    ends = (len(one.words),) * 2 + (len(other.words),) * 2
    for a, a_end, b, b_end in [*different(one.words, other.words), ends]:
        cut = one.cuts[last[0]], one.cuts[a], other.cuts[last[1]], other.cuts[b]
        if cut[0] < cut[1]:
            yield cut
        yield from _letters(one, other, (one.cuts[a], one.cuts[a_end], other.cuts[b], other.cuts[b_end]))
        last = a_end, b_end


def _letters(one: _Line, other: _Line, span: _Span) -> Iterator[_Span]:
    """The letters that two spans have in the same order, those by chance apart."""
    a, a_end, b, b_end = span
    if not 0 < (a_end - a) * (b_end - b) <= _MOST:
        return
    matcher = SequenceMatcher(None, one.letters[a:a_end], other.letters[b:b_end], autojunk=False)
    for i, j, size in matcher.get_matching_blocks():
        begins, ends = (a + i, b + j), (a + i + size, b + j + size)
        whole = all(n in one.edges and m in other.edges for n, m in (begins, ends))
        if size and (whole or size >= _BY_CHANCE):
            yield begins[0], ends[0], begins[1], ends[1]
