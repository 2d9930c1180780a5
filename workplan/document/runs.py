"""Runs: one way to write a sequence of inlines down."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from workplan.document.tree import Inline, Link, Text


def normal(inlines: Iterable[Inline]) -> tuple[Inline, ...]:
    """The same words, calls and marks in as few nodes as can be: neighbouring texts that differ in
    nothing but their words are one `Text`, neighbouring links to one address one `Link`; what holds no
    words is left out. Every document is composed, compared and read in this form."""
    return tuple(_normal(inlines))


def _normal(inlines: Iterable[Inline]) -> Iterator[Inline]:
    waiting: Inline | None = None
    for inline in inlines:
        if joined := waiting and _joined(waiting, inline):
            waiting = joined
        elif _holds(inline):
            if waiting:
                yield _settled(waiting)
            waiting = inline
    if waiting:
        yield _settled(waiting)


def _joined(before: Inline, after: Inline) -> Inline | None:
    match before, after:
        case Text(), Text() if _look(before) == _look(after):
            return replace(before, text=before.text + after.text)
        case Link(), Link() if before.href == after.href:
            return replace(before, children=before.children + after.children)
        case _:
            return None


def _look(text: Text) -> tuple[object, ...]:
    return text.bold, text.italic, text.former, text.inserted, text.deleted


def _settled(inline: Inline) -> Inline:
    if not isinstance(inline, Link):
        return inline
    return replace(inline, children=tuple(text for text in normal(inline.children) if isinstance(text, Text)))


def _holds(inline: Inline) -> bool:
    match inline:
        case Text():
            return bool(inline.text)
        case Link():
            return any(child.text for child in inline.children)
        case _:
            return True
