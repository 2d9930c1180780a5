"""The words of an action as somebody changed them in a form, over the words that it has.

Words that stay keep their looks and links; new ones look as those that they stand behind. Calls of notes
stay, behind the word that they stood behind: a form shows none, so nobody took one out.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

from msgspec.structs import replace

from workplan.document.look import PLAIN, Look
from workplan.document.tree import Inline, Link, NoteReference, Reference, Text
from workplan.document.walking.runs import normal
from workplan.document.walking.walk import plain
from workplan.text import segmentation

#: An inline, and where its words begin and end.
_Span = tuple[int, int, Inline]


def reworded(inlines: Sequence[Inline], words: str) -> tuple[Inline, ...]:
    """The inlines saying `words`."""
    return normal(_reworded(list(_spans(inlines)), plain(tuple(inlines)), words))


def _spans(inlines: Sequence[Inline]) -> Iterator[_Span]:
    at = 0
    for each in inlines:
        parts: tuple[Inline, ...] = (each,)
        if isinstance(each, Link):
            parts = tuple(Link(each.href, (child,)) for child in each.children)
        for part in parts:
            length = 0 if isinstance(part, NoteReference) else len(plain((part,)))
            yield at, at + length, part
            at += length


def _reworded(spans: Sequence[_Span], old: str, words: str) -> Iterator[Inline]:
    before, after = segmentation.words(old), segmentation.words(words)
    at, done = 0, 0
    for does, i, j, k, m in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        end = at + sum(map(len, before[i:j]))
        if does == "equal":
            yield from _kept(spans, at, end)
        else:
            if k < m:
                yield Text("".join(after[k:m]), _look(spans, at if does == "replace" else at - 1))
            yield from _calls(spans, at, end)
        at, done = end, m
    assert done == len(after)


def _kept(spans: Sequence[_Span], first: int, last: int) -> Iterator[Inline]:
    """What stands from one letter to another; a reference of which a part is left is words."""
    for start, end, each in spans:
        if isinstance(each, NoteReference):
            if first < start <= last or start == first == 0:
                yield each
        elif (low := max(start, first)) < (high := min(end, last)):
            part = slice(low - start, high - start)
            match each:
                case Text():
                    yield replace(each, text=each.text[part])
                case Link(children=(text,)):
                    yield Link(each.href, (replace(text, text=text.text[part]),))
                case Reference() if high - low < end - start:
                    yield Text(each.text[part], each.look)
                case _:
                    yield each


def _calls(spans: Sequence[_Span], first: int, last: int) -> Iterator[Inline]:
    yield from (each for start, _, each in spans if isinstance(each, NoteReference) and first < start <= last)


def _look(spans: Sequence[_Span], at: int) -> Look:
    for start, end, each in spans:
        if start <= max(at, 0) < end:
            match each:
                case Text() | Reference():
                    return each.look
                case Link(children=(text,)):
                    return text.look
    return PLAIN
