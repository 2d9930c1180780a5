"""How a file has its words on lines, found out from the file itself.

[x] one line for each paragraph
[x] lines as long as a number of columns allows; a few that were filled badly do not hide the number
[x] each sentence on lines of its own ("semantic line breaks"), these as long as columns allow, or as somebody
    broke them by sense
[-] paragraphs of one file in several manners: most of them decide
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import accumulate, chain, pairwise

from msgspec import Struct

from workplan.text.segmentation import sentences
from workplan.text.unspaced import line_end

#: Where a file has no lines to learn a width from.
USUAL_WIDTH = 100
#: More columns than any line has.
UNLIMITED = 10**6
#: Where lines allow several widths, the first of these among them is meant.
_ROUND = (80, 100, 120, 72, 90, 78, 79, 99, 88, 96, 76, 70, 110)
_NARROWEST, _WIDEST = 30, 200
#: Fewer line ends than these do not say that lines are meant to be so short.
_ENOUGH, _NARROW = 4, 60
#: How many of the line ends must fit a width, and of the sentences a line of their own.
_MOST = 0.6
_MOST_SENTENCES = 0.75

_MARKUP = re.compile(r"\[\^[^\]]*\]|\]\([^)]*\)|[*_\[\]\\]")


class Manner(Struct, frozen=True):
    """A line has `width` columns at most. With `sentences`, each sentence begins a line. Where a line `keeps`
    its end, lines are divided and never filled up. A line that may be up to `ragged` columns shorter than it
    could be is as good as one that is full: people who break lines by hand are not exact."""

    width: int = USUAL_WIDTH
    sentences: bool = False
    keeps: bool = False
    ragged: int = 0


class _End(Struct, frozen=True):
    """A line end inside of a paragraph: how long the line is, and how long with the word behind its end."""

    short: int
    long: int

    def fits(self, width: int) -> bool:
        return self.short <= width < self.long

    def left(self, width: int) -> int:
        """The columns that the line leaves although there is a word for them."""
        return width - self.short if self.long <= width else 0


def manner_of(paragraphs: Sequence[Sequence[str]]) -> Manner:
    """The manner of a file with these paragraphs, each the lines that it stands on, indented as they are."""
    by_sense: list[_End] = []
    by_width: list[_End] = []
    of_sentences = 0
    for paragraph in paragraphs:
        starts = sentence_starts([word for line in paragraph for word in line.split()])
        of_sentences += len(starts)
        at = accumulate(len(line.split()) for line in paragraph)
        for word, (line, following) in zip(at, pairwise(paragraph), strict=False):
            if _is_free(line, following):
                end = _End(len(line), len(line) + 1 + len(following.split()[0]))
                (by_sense if word in starts else by_width).append(end)
    if of_sentences and len(by_sense) >= _MOST_SENTENCES * of_sentences:
        width = _fitting(by_width)
        # A single sentence may end at the end of a line in any file.
        by_chance = _fitting([*by_sense, *by_width]) if len(by_sense) == 1 else None
        if by_chance is None and (len(by_sense) > 1 or not by_width):
            return Manner(width or UNLIMITED, sentences=True, keeps=width is None)
    ends = [*by_sense, *by_width]
    width = _fitting(ends) or max((end.short for end in _without_longest(ends)), default=USUAL_WIDTH)
    whole = [len(paragraph[0]) for paragraph in paragraphs if len(paragraph) == 1]
    if sum(length > max(width, USUAL_WIDTH) for length in whole) > sum(len(p) > 1 for p in paragraphs):
        return Manner(UNLIMITED)
    if width < _NARROW and len(ends) < _ENOUGH:
        return Manner(keeps=True)
    ragged = sorted(end.left(width) for end in ends)[int(len(ends) * 0.8) - 1] if ends else 0
    return Manner(width, keeps=ragged > width // 2, ragged=ragged)


def _is_free(line: str, following: str) -> bool:
    """Whether a line could have ended elsewhere, as far as Markdown and its script are concerned."""
    return bool(following.strip() and line_end(line, following)) and not line.endswith(("\\", "  "))


def _fitting(ends: Sequence[_End]) -> int | None:
    """The width that most of the line ends fit; None where there is none."""
    fitting = Counter(
        chain.from_iterable(
            range(max(end.short, _NARROWEST), min(end.long, _WIDEST)) for end in ends if end.short < end.long
        )
    )
    most = max(fitting.values(), default=0)
    if not most or most < _MOST * len(ends):
        return None
    best = [width for width, count in fitting.items() if count == most]
    return next((width for width in _ROUND if width in best), min(best))


def _without_longest(ends: Sequence[_End]) -> Sequence[_End]:
    """All but the few that are longest, such as those with an address."""
    return sorted(ends, key=lambda end: end.short)[: len(ends) - len(ends) // 10]


def sentence_starts(pieces: Sequence[str]) -> set[int]:
    """Which of the pieces of markup, which have spaces between them, begin a sentence; never the first."""
    plain = [_MARKUP.sub("", piece) for piece in pieces]
    at = {start: n for n, start in enumerate(accumulate((len(piece) + 1 for piece in plain), initial=0))}
    ends = accumulate(map(len, sentences(" ".join(plain))))
    return {n for end in ends if 0 < (n := at.get(end, 0)) < len(pieces)}
