"""What goes in one place of a redline and comes in another is moved: sentences, with the marks of what
changed inside, and the calls of notes.

    [x] within a paragraph and beyond, in lists, cells and captions
    [x] sentences that went together, as one move
    [x] the first call of a note, and its note with it
    [-] sentences of notes: Word has no moves there
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate, groupby

from msgspec import Struct
from msgspec.structs import replace

from workplan.compare.lines.sentences import TELLING, Key, Sentence, sentences
from workplan.compare.pairs.align import moved_and_changed
from workplan.compare.words.tokens import Token, tokens
from workplan.compare.words.words import hunks
from workplan.document.tree import Block, Inline, Link, NoteReference, Revision, Text
from workplan.document.walking.marked import carrier
from workplan.document.walking.runs import normal
from workplan.document.walking.walk import lines, map_lines


def with_moves(blocks: Sequence[Block], revision: Revision, moves: Iterator[Revision]) -> tuple[Block, ...]:
    """The blocks of a redline by `revision`, what is moved in them marked by one of `moves` each."""
    texts = [line.inlines for block in blocks for line in lines(block)]
    left = [_Side(n, found, revision, new=False) for n, found in enumerate(texts) if _any(found, "deleted")]
    right = [_Side(n, found, revision, new=True) for n, found in enumerate(texts) if _any(found, "inserted")]
    marks: dict[tuple[int, bool], dict[int, Revision]] = defaultdict(dict)
    for old, new in _runs(_pairs(_whole(left), _whole(right))):
        move = next(moves)
        for was, now in zip(old, new, strict=True):
            _mark(was, now, move, marks)
    for was, now in _calls(left, right, marks):
        move = next(moves)
        marks[was.side.key][was.start] = marks[now.side.key][now.start] = move
    if not marks:
        return tuple(blocks)
    changed = iter([_remarked(n, found, marks) for n, found in enumerate(texts)])
    return tuple(map_lines(block, lambda _: next(changed)) for block in blocks)


class _Side:
    """One side of a line of a redline, letter by letter; a call and a reference are one letter each."""

    def __init__(self, line: int, inlines: tuple[Inline, ...], revision: Revision, *, new: bool) -> None:
        self.key = line, new
        standing = [piece for piece in _pieces(inlines) if not _mark_of(piece, new=not new)]
        self.tokens = tokens(standing)
        self.starts = list(accumulate(map(_token_letters, self.tokens), initial=0))
        self.changed = [
            _mark_of(piece, new=new) == revision for piece in standing for _ in range(_letters(piece))
        ]


class _Part(Struct, frozen=True):
    """Some letters of one side of a line."""

    side: _Side
    start: int
    end: int
    sentence: Sentence | None = None

    @property
    def tokens(self) -> list[Token]:
        assert self.sentence
        return self.side.tokens[self.sentence.start : self.sentence.end]


def _whole(sides: Iterable[_Side]) -> list[_Part]:
    """The telling sentences of which every word is marked."""
    result = []
    for side in sides:
        for found in sentences(side.tokens):
            start, last = side.starts[found.start], side.starts[found.last]
            if found.telling and all(side.changed[start:last]):
                result.append(_Part(side, start, side.starts[found.end], found))
    return result


def _pairs(left: Sequence[_Part], right: Sequence[_Part]) -> list[tuple[_Part, _Part]]:
    """Sentences that are the same on both sides, and then those that are almost; in the new order."""
    before, after = _once(left), _once(right)
    found = {after[key]: n for key, n in before.items() if key in after}
    used = set(found.values())
    rest_left = [(i, part.sentence.item) for i, part in enumerate(left) if i not in used and part.sentence]
    rest_right = [(j, part.sentence.item) for j, part in enumerate(right) if j not in found and part.sentence]
    found |= {j: i for i, j in moved_and_changed(rest_left, rest_right, telling=TELLING)}
    return [(left[found[j]], right[j]) for j in sorted(found)]


def _once(parts: Sequence[_Part]) -> dict[Key, int]:
    places: dict[Key, list[int]] = defaultdict(list)
    for n, part in enumerate(parts):
        assert part.sentence
        places[part.sentence.key].append(n)
    return {key: found[0] for key, found in places.items() if len(found) == 1}


def _runs(
    pairs: Sequence[tuple[_Part, _Part]],
) -> Iterator[tuple[list[_Part], list[_Part]]]:
    """Pairs that follow each other on both sides as one move."""
    old: list[_Part] = []
    new: list[_Part] = []
    for was, now in pairs:
        if old and not (_follows(old[-1], was) and _follows(new[-1], now)):
            yield old, new
            old, new = [], []
        old.append(was)
        new.append(now)
    if old:
        yield old, new


def _follows(before: _Part, after: _Part) -> bool:
    return before.side is after.side and before.end == after.start


def _mark(was: _Part, now: _Part, move: Revision, marks: dict[tuple[int, bool], dict[int, Revision]]) -> None:
    """Mark the words that went along; those that were lost or won on the way stay as they are marked."""
    before, after = was.tokens, now.tokens
    old, new = _token_starts(was), _token_starts(now)
    for hunk in hunks(before, after):
        if hunk.equal:
            for part, start, end in ((was, old[hunk.i1], old[hunk.i2]), (now, new[hunk.j1], new[hunk.j2])):
                marks[part.side.key] |= {at: move for at in range(start, end) if part.side.changed[at]}


def _token_starts(part: _Part) -> list[int]:
    assert part.sentence
    return part.side.starts[part.sentence.start : part.sentence.end + 1]


def _calls(
    left: Iterable[_Side], right: Iterable[_Side], marks: dict[tuple[int, bool], dict[int, Revision]]
) -> Iterator[tuple[_Part, _Part]]:
    """The first calls of one note, on both sides, that no sentence took along."""
    before = {note: part for side in left for note, part in _first_calls(side)}
    after = {note: part for side in right for note, part in _first_calls(side)}
    for note, now in after.items():
        was = before.get(note)
        if was and was.start not in marks[was.side.key] and now.start not in marks[now.side.key]:
            yield was, now


def _first_calls(side: _Side) -> Iterator[tuple[str, _Part]]:
    for token, start in zip(side.tokens, side.starts, strict=False):
        match token.inlines:
            case (NoteReference(repeat=False, note=note),) if side.changed[start]:
                yield note, _Part(side, start, start + 1)


def _remarked(
    line: int, inlines: tuple[Inline, ...], marks: dict[tuple[int, bool], dict[int, Revision]]
) -> tuple[Inline, ...]:
    """A line with its letters marked by moves."""
    if (line, False) not in marks and (line, True) not in marks:
        return inlines
    result: list[Inline] = []
    at = {False: 0, True: 0}
    for piece in _pieces(inlines):
        new = bool(_mark_of(piece, new=True))
        moved = marks.get((line, new), {})
        letters = range(at[new], at[new] + _letters(piece))
        for move, run in groupby(letters, moved.get if _is_marked(piece) else lambda _: None):
            found = [n - at[new] for n in run]
            part = _cut(piece, found[0], found[-1] + 1)
            result.append(_moved(part, move, new=new) if move else part)
        for side in (False, True):
            if not _mark_of(piece, new=not side):
                at[side] += len(letters)
    return normal(result)


def _pieces(inlines: Iterable[Inline]) -> Iterator[Inline]:
    """Inlines with one mark each: of links, their texts one by one."""
    for inline in inlines:
        if isinstance(inline, Link):
            yield from (Link(inline.href, (text,)) for text in inline.children)
        else:
            yield inline


def _mark_of(piece: Inline, *, new: bool) -> Revision | None:
    found = carrier(piece)
    return found.inserted if new else found.deleted


def _is_marked(piece: Inline) -> bool:
    return bool(carrier(piece).change)


def _any(inlines: Iterable[Inline], kind: str) -> bool:
    return any(getattr(carrier(piece), kind) for piece in _pieces(inlines))


def _letters(piece: Inline) -> int:
    found = carrier(piece)
    return len(found.text) if isinstance(found, Text) else 1


def _token_letters(token: Token) -> int:
    return sum(map(_letters, token.inlines))


def _cut(piece: Inline, start: int, end: int) -> Inline:
    match piece:
        case Text():
            return replace(piece, text=piece.text[start:end])
        case Link():
            (text,) = piece.children
            return replace(piece, children=(replace(text, text=text.text[start:end]),))
        case _:
            return piece


def _moved(piece: Inline, move: Revision, *, new: bool) -> Inline:
    found = carrier(piece)
    marked = replace(found, inserted=move) if new else replace(found, deleted=move)
    return (
        replace(piece, children=(marked,)) if isinstance(piece, Link) and isinstance(marked, Text) else marked
    )
