"""Runs: one way to write a sequence of inlines down."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain

from msgspec.structs import replace

from workplan.document.tree import Inline, Link, Text
from workplan.document.walking.same import all_of, having


def normal(inlines: Iterable[Inline]) -> tuple[Inline, ...]:
    """The same words, calls and marks in as few nodes as can be: neighbouring texts that differ in
    nothing but their words are one `Text`, neighbouring links to one address one `Link`; what holds no
    words is left out. Every document is composed, compared and read in this form. What is in it is the very
    tuple again."""
    if not isinstance(inlines, tuple):
        return tuple(_normal(inlines))
    return inlines if is_normal(inlines) else all_of(inlines, _normal(inlines))


def is_normal(inlines: tuple[Inline, ...]) -> bool:
    """Whether they are so already, as far as one look tells: most are."""
    before: Inline | None = None
    for inline in inlines:
        if isinstance(inline, Link) or not _holds(inline) or (before and _join(before, inline)):
            return False
        before = inline
    return True


def _normal(inlines: Iterable[Inline]) -> Iterator[Inline]:
    alike: list[Inline] = []  # put together at once: one by one, the time would be the square of the words
    for inline in inlines:
        if alike and _join(alike[0], inline):
            alike.append(inline)
        elif _holds(inline):
            if alike:
                yield _joined(alike)
            alike = [inline]
    if alike:
        yield _joined(alike)


def _join(before: Inline, after: Inline) -> bool:
    match before, after:
        case Text(), Text():
            return _look(before) == _look(after)
        case Link(), Link():
            return before.href == after.href
        case _:
            return False


def _joined(alike: list[Inline]) -> Inline:
    first = alike[0]
    match first:
        case Text() if len(alike) > 1:
            return replace(first, text="".join(one.text for one in alike if isinstance(one, Text)))
        case Link():
            links = [one.children for one in alike if isinstance(one, Link)]
            words = normal(links[0] if len(links) == 1 else chain.from_iterable(links))
            return having(first, children=all_of(first.children, (c for c in words if isinstance(c, Text))))
        case _:
            return first


def _look(text: Text) -> tuple[object, ...]:
    return text.look, text.former, text.inserted, text.deleted


def _holds(inline: Inline) -> bool:
    match inline:
        case Text():
            return bool(inline.text)
        case Link():
            return any(child.text for child in inline.children)
        case _:
            return True
