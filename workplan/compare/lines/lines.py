"""Lines compared with lines: those that belong together as one stream of words and breaks.

Two paragraphs that became one, or one that became two, are a break more or less between the same words;
so a group of old lines and the new lines made of them is compared in one go.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import chain

from msgspec import Struct

from workplan.compare.lines.sentences import NOWHERE, Elsewhere, hunks
from workplan.compare.words.tokens import Token, deleted, inserted, joined, kept, tokens
from workplan.compare.words.unspaced import narrowed
from workplan.document.tree import Inline, Place, Revision
from workplan.document.walking.lines import Line
from workplan.text.segmentation import is_word


class Break(Struct, frozen=True):
    """The end of a line, as a token: all are the same to the comparison."""

    line: Line

    key = ("break",)
    words = ""
    blank = False


#: What a line is made of, for the comparison.
_Piece = Token | Break
#: Whether pieces stay, or stand for each other; those of before and those of now.
_Step = tuple[bool, Sequence[_Piece], Sequence[_Piece]]


class Merged(Struct, frozen=True):
    """A line of the redline: the old or the new line whose break ends it (both when it stays), its marked
    words, and the revisions of the break where it does not stay."""

    old: Line | None
    new: Line | None
    inlines: tuple[Inline, ...]
    revision: Revision


def merge(
    old: Sequence[Line], new: Sequence[Line], revision: Revision, known: Elsewhere = NOWHERE
) -> list[Merged]:
    """The redline of lines that belong together. The last break of each side is one and the same. What stands
    `known` elsewhere goes and comes as a whole."""
    if len(old) == len(new) == 1 and old[0].inlines == new[0].inlines:
        return [Merged(old[0], new[0], new[0].inlines, revision)]
    before, after = _stream(old), _stream(new)
    merger = _Merger(revision)
    for equal, old_tokens, new_tokens in _steps(before, after, known):
        if equal:
            for was, now in zip(old_tokens, new_tokens, strict=True):
                merger.stays(was, now)
        else:
            for was in old_tokens:
                merger.goes(was)
            for now in new_tokens:
                merger.comes(now)
    merger.stays(Break(old[-1]), Break(new[-1]))
    return merger.lines


def _steps(before: Sequence[_Piece], after: Sequence[_Piece], known: Elsewhere = NOWHERE) -> Iterator[_Step]:
    """What stays, and what stands for each other, in turn."""
    for hunk in hunks(before, after, known):
        was, now = before[hunk.i1 : hunk.i2], after[hunk.j1 : hunk.j2]
        old, new = _tokens(was), _tokens(now)
        if hunk.replaces and len(old) == len(was) and len(new) == len(now):
            yield from narrowed(old, new)
        else:
            yield hunk.equal, was, now


def _tokens(pieces: Iterable[_Piece]) -> list[Token]:
    return [piece for piece in pieces if isinstance(piece, Token)]


class _Merger(Struct):
    """Puts the lines of a redline together, token by token."""

    revision: Revision
    lines: list[Merged] = []
    inlines: list[Inline] = []

    def stays(self, was: _Piece, now: _Piece) -> None:
        if isinstance(was, Break) and isinstance(now, Break):
            self._end(was.line, now.line)
        elif isinstance(was, Token) and isinstance(now, Token):
            self.inlines += kept(was, now, self.revision)

    def goes(self, was: _Piece) -> None:
        if isinstance(was, Break):
            self._end(was.line, None)
        else:
            self.inlines += deleted(was, self.revision)

    def comes(self, now: _Piece) -> None:
        if isinstance(now, Break):
            self._end(None, now.line)
        else:
            self.inlines += inserted(now, self.revision)

    def _end(self, old: Line | None, new: Line | None) -> None:
        self.lines.append(Merged(old, new, joined(self.inlines), self.revision))
        self.inlines.clear()


def merge_inlines(old: tuple[Inline, ...], new: tuple[Inline, ...], revision: Revision) -> tuple[Inline, ...]:
    """The redline of words that stand in one line, come what may."""
    (merged,) = merge([Line(Place(""), old)], [Line(Place(""), new)], revision)
    return merged.inlines


def gone(line: Line, revision: Revision) -> Merged:
    """A line that was deleted, with its break."""
    return Merged(line, None, as_deleted(tokens(line.inlines), revision), revision)


def added(line: Line, revision: Revision) -> Merged:
    """A line that was inserted, with its break."""
    return Merged(None, line, as_inserted(tokens(line.inlines), revision), revision)


def moved(old: Line, new: Line, revision: Revision, move: Revision) -> tuple[Merged, Merged]:
    """Both copies of a line that moved: words that went with it carry `move`, those that it lost or gained
    on the way `revision`."""
    before, after = tokens(old.inlines), tokens(new.inlines)
    left: list[Inline] = []
    right: list[Inline] = []
    for equal, was, now in _steps(before, after):
        how = move if equal else revision
        left += as_deleted(_tokens(was), how)
        right += as_inserted(_tokens(now), how)
    return Merged(old, None, joined(left), move), Merged(None, new, joined(right), move)


def as_deleted(found: Iterable[Token], revision: Revision) -> tuple[Inline, ...]:
    return joined(chain.from_iterable(deleted(token, revision) for token in found))


def as_inserted(found: Iterable[Token], revision: Revision) -> tuple[Inline, ...]:
    return joined(chain.from_iterable(inserted(token, revision) for token in found))


def words(inlines: Iterable[Inline]) -> Counter[str]:
    """How often each word occurs, spaces, signs and capitals aside. Nobody changes what this gives."""
    return _counted(tuple(inlines))


@lru_cache(maxsize=8_192)  # one line is counted for every document that has it, and for its row again
def _counted(inlines: tuple[Inline, ...]) -> Counter[str]:
    said = (token.words for token in tokens(inlines) if token.key[0] in ("text", "link", "reference"))
    return Counter(word.casefold() for word in said if is_word(word))


def _stream(lines: Sequence[Line]) -> list[_Piece]:
    """The words of lines with the breaks between them; the last break is left out."""
    return list(_tokens_and_breaks(lines))[:-1]


def _tokens_and_breaks(lines: Sequence[Line]) -> Iterator[_Piece]:
    for line in lines:
        yield from tokens(line.inlines)
        yield Break(line)
