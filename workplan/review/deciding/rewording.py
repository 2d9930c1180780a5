"""The words that a meeting agreed on, in place of those that stand in a line.

Words that stay keep their looks, links and references; new ones look as those that they stand behind. The
call of a note is written `[^2]`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from itertools import islice

from workplan.document.tree import Inline, Link, NoteReference, Reference, Text
from workplan.document.walking.runs import normal
from workplan.review.edits.letters import Letter, letters
from workplan.text import segmentation

_CALL = re.compile(r"\[\^\w+\]")
#: Stands for what is one letter of a line and more in print.
_ONE = re.compile("\0")

#: A word, and the letters of the line that say it.
_Token = tuple[str, tuple[Letter, ...]]


class UnknownNoteError(Exception):
    """A call of a note that the words did not have before."""


def reworded(inlines: Sequence[Inline], start: int, end: int, words: str) -> tuple[Inline, ...]:
    """A line without marks, with `words` in place of its letters from `start` to `end`; a call and a
    reference are one letter each. Raises `UnknownNoteError`, with the call, for one that is not among those
    letters."""
    found = list(letters(inlines))
    return normal((*found[:start], *_reworded(found[start:end], words, found[:start]), *found[end:]))


def _reworded(old: Sequence[Letter], words: str, before: Sequence[Letter]) -> Iterator[Inline]:
    tokens, new = list(_tokens(old)), list(_pieces(words, _CALL))
    matcher = SequenceMatcher(None, [word for word, _ in tokens], new, autojunk=False)
    looks = [*before, *old]
    for does, i, j, k, m in matcher.get_opcodes():
        if does == "equal":
            for _, kept in tokens[i:j]:
                yield from kept
        elif k < m:
            at = len(before) + sum(len(kept) for _, kept in tokens[:i])
            yield from _new("".join(new[k:m]), looks[at] if does == "replace" else looks[at - 1 : at])


def _new(words: str, beside: Letter | Sequence[Letter]) -> Iterator[Inline]:
    if call := _CALL.search(words):
        raise UnknownNoteError(call.group())
    found = next(iter(beside), None) if isinstance(beside, Sequence) else beside
    match found:
        case Text() | Reference():
            yield Text(words, found.look)
        case Link(children=(text,)):
            yield Text(words, text.look)
        case _:
            yield Text(words)


def _tokens(found: Sequence[Letter]) -> Iterator[_Token]:
    """Letters as words; a reference or call is one of its own."""
    text = "".join(letter if len(letter := _said(each)) == 1 else "\0" for each in found)
    rest = iter(found)
    for piece in _pieces(text, _ONE):
        kept = tuple(islice(rest, len(piece)))
        yield "".join(map(_said, kept)), kept


def _pieces(text: str, alone: re.Pattern[str]) -> Iterator[str]:
    """The words of a text; what is `alone` is one of its own."""
    at = 0
    for found in alone.finditer(text):
        yield from segmentation.words(text[at : found.start()])
        yield found.group()
        at = found.end()
    yield from segmentation.words(text[at:])


def _said(letter: Letter) -> str:
    match letter:
        case NoteReference():
            return f"[^{letter.number}]"
        case Link(children=(text,)):
            return text.text
        case Text() | Reference():
            return letter.text
        case _:
            raise AssertionError("a link of one letter has one text")
