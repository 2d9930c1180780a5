"""Words of a line that moved: sentences, which both of their places show, with the marks of what changed.

`went` finds them where they stood, `came` where they stand; `besides` is what else a line says.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from msgspec.structs import replace

from workplan.compare.marked.stayed import stayed
from workplan.document.tree import Inline, Link, NoteReference
from workplan.document.walking.marked import carrier
from workplan.document.walking.walk import plain
from workplan.text.segmentation import is_word


def went(lines: Iterable[Sequence[Inline]]) -> dict[str, tuple[Inline, ...]]:
    """The words that moved away, by the names of their moves, with those that they lost on the way."""
    return {move: tuple(found) for line in lines for move, found in _spans(_single(line), "deleted").items()}


def came(line: Sequence[Inline], left: Mapping[str, Sequence[Inline]]) -> Iterator[tuple[Inline, ...]]:
    """The words that moved into a line, marked as if they had stood there before."""
    for move, found in _spans(_single(line), "inserted").items():
        if move in left and is_word(plain(tuple(found))):
            yield stayed(left[move], found)


def besides(line: Sequence[Inline]) -> tuple[Inline, ...]:
    """A line without the words that moved away, and as if those that moved into it had stood there."""
    single = _single(line)
    gone = [id(inline) for found in _spans(single, "deleted").values() for inline in found]
    come = [id(inline) for found in _spans(single, "inserted").values() for inline in found]
    result: list[Inline] = []
    for inline in single:
        is_call = isinstance(inline, NoteReference)
        if is_call or not (id(inline) in gone or id(inline) in come):
            result.append(inline)
        elif id(inline) in come and not carrier(inline).deleted:
            result.append(_plain(inline))
    return tuple(result)


def _single(line: Sequence[Inline]) -> list[Inline]:
    """The inlines, links with one text each."""
    result: list[Inline] = []
    for inline in line:
        if isinstance(inline, Link):
            result += (Link(inline.href, (child,)) for child in inline.children)
        else:
            result.append(inline)
    return result


def _spans(single: Sequence[Inline], side: str) -> dict[str, list[Inline]]:
    """From the first to the last piece of each move."""
    ends: dict[str, tuple[int, int]] = {}
    for n, inline in enumerate(single):
        change = getattr(carrier(inline), side)
        if change and change.move:
            first, _ = ends.get(change.move, (n, n))
            ends[change.move] = first, n
    return {move: list(single[first : last + 1]) for move, (first, last) in ends.items()}


def _plain(inline: Inline) -> Inline:
    if isinstance(inline, Link):
        return replace(inline, children=tuple(replace(child, inserted=None) for child in inline.children))
    return replace(inline, inserted=None)
