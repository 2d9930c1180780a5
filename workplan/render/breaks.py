"""Where a line may end in Thai, Lao, Khmer and Burmese, which put no space between words: told to WeasyPrint
by an invisible U+200B, in print alone. Browsers and Word have dictionaries of their own.

A U+200B that the content has itself is doubled, so that `break_sign.without` gives back the very words.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

from msgspec.structs import replace

from workplan.document.tree import Inline, Link, NoteReference, Reference, Text
from workplan.render.break_sign import BREAK
from workplan.text.segmentation import unspaced_breaks


def breakable(inlines: tuple[Inline, ...]) -> tuple[Inline, ...]:
    """The inlines of a line with a sign behind each word that a line may end with. A word may go on over the
    border of two inlines; right before the call of a note no line ends."""
    leaves = list(_leaves(inlines))
    ends = set(unspaced_breaks("".join(_text(leaf) for leaf in leaves)))
    if not ends and not any(BREAK in _text(leaf) for leaf in leaves):
        return inlines
    signed: list[str] = []
    at = 0
    for leaf, following in zip(leaves, chain(leaves[1:], (None,)), strict=True):
        last = len(_text(leaf)) if isinstance(following, NoteReference) else 0
        places = (place for place in range(1, len(_text(leaf)) + 1) if place != last)
        signed.append(_signed(_text(leaf), {place for place in places if at + place in ends}))
        at += len(_text(leaf))
    rest = iter(signed)
    return tuple(_with_texts(inline, rest) for inline in inlines)


def _leaves(inlines: tuple[Inline, ...]) -> Iterator[Text | Reference | NoteReference]:
    for inline in inlines:
        yield from inline.children if isinstance(inline, Link) else (inline,)


def _text(leaf: Text | Reference | NoteReference) -> str:
    return "" if isinstance(leaf, NoteReference) else leaf.text


def _signed(text: str, places: set[int]) -> str:
    """`text` with a sign behind each of the places, which are counted in characters from 1."""
    return "".join(
        letter * (2 if letter == BREAK else 1) + (BREAK if place in places else "")
        for place, letter in enumerate(text, start=1)
    )


def _with_texts(inline: Inline, texts: Iterator[str]) -> Inline:
    if isinstance(inline, Link):
        children = tuple(replace(child, text=next(texts)) for child in inline.children)
        return replace(inline, children=children)
    text = next(texts)
    return inline if isinstance(inline, NoteReference) else replace(inline, text=text)
