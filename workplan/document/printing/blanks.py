"""Blanks in a tree: words in the look `blank`, which are in square brackets (`content.values.blank`)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain, groupby
from typing import TypeVar

from msgspec.structs import replace

from workplan.content.values.blank import is_printed
from workplan.document.tree import Document, Inline, Link, Text
from workplan.document.walking.walk import lines

T = TypeVar("T")


def settled(pieces: Sequence[T]) -> list[T | Text]:
    """`pieces`, in which words of a blank are plain where they are not in its brackets any more: so are those
    that somebody has typed over it, in whose look they come. As many pieces as before."""
    found: list[T | Text] = []
    for blank, group in groupby(pieces, key=lambda piece: isinstance(piece, Text) and piece.look.blank):
        here = list(group)
        if not blank:
            found += here
            continue
        texts = [piece for piece in here if isinstance(piece, Text)]
        now = is_printed("".join(text.text for text in texts if not text.deleted))
        before = is_printed("".join(text.text for text in texts if not text.inserted))
        found += [
            text if (now and not text.deleted) or (before and not text.inserted) else _plain(text)
            for text in texts
        ]
    return found


def _plain(text: Text) -> Text:
    return replace(text, look=text.look.but("blank", False))


def has_blanks(document: Document) -> bool:
    """Whether any words are, or were, a blank."""
    return any(
        text.look.blank or (text.former and text.former.look.blank)
        for inlines in _lines(document)
        for text in _texts(inlines)
    )


def _lines(document: Document) -> Iterator[tuple[Inline, ...]]:
    yield from (line.inlines for line in chain.from_iterable(map(lines, document.blocks)))
    yield from (note.inlines for note in document.notes)


def _texts(inlines: tuple[Inline, ...]) -> Iterator[Text]:
    for inline in inlines:
        if isinstance(inline, Link):
            yield from inline.children
        elif isinstance(inline, Text):
            yield inline
