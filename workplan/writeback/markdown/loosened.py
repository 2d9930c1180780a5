"""Forms of the same inlines: as content has them, apart from what follows from other content, and looser
ones where Markdown has no way to say them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain

from msgspec.structs import replace

from workplan.content.markup.looks import RAISED, LookName
from workplan.document.composing.inlines import UNNUMBERED
from workplan.document.look import LOOKS, PLAIN
from workplan.document.tree import LINE_BREAK, Inline, Link, NoteReference, Reference, Text
from workplan.document.walking.runs import normal
from workplan.document.walking.walk import plain

_SPACE = re.compile(r"[ \t\r]+")


def unnumbered(inlines: Iterable[Inline]) -> tuple[Inline, ...]:
    """`inlines` as content has them: before notes are numbered, with single spaces between words and none,
    no-break spaces neither, at the ends."""
    backwards = list(_trimmed(list(_single_spaced(inlines)), str.lstrip))[::-1]
    return normal(list(_trimmed(backwards, str.rstrip))[::-1])


def _single_spaced(inlines: Iterable[Inline]) -> Iterator[Inline]:
    spaced = False  # whether a space would be one too many
    for inline in inlines:
        match inline:
            case Text():
                text, spaced = _collapsed(inline.text, spaced)
                yield replace(inline, text=text)
            case Link():
                texts: list[Text] = []
                for child in inline.children:
                    text, spaced = _collapsed(child.text, spaced)
                    texts.append(replace(child, text=text))
                yield replace(inline, children=tuple(texts))
            case NoteReference():
                spaced = False
                yield NoteReference(inline.note, UNNUMBERED)
            case Reference():
                spaced = False
                yield inline


def _trimmed(inlines: list[Inline], strip: Callable[[str], str]) -> Iterator[Inline]:
    """`inlines`, the first of which begins, for `strip`, with no space."""
    at_end = True
    for inline in inlines:
        if not at_end or isinstance(inline, Reference | NoteReference):
            at_end = False
            yield inline
        elif isinstance(inline, Text):
            text = strip(inline.text)
            at_end = not text
            yield replace(inline, text=text)
        else:
            at_end = False
            side = 0 if strip is str.lstrip else -1
            texts = list(inline.children)
            texts[side] = replace(texts[side], text=strip(texts[side].text))
            yield replace(inline, children=tuple(texts))


def _collapsed(words: str, spaced: bool) -> tuple[str, bool]:
    """`words` with single spaces, none at the start where one is before; whether they end with one."""
    words = re.sub(rf" ?{LINE_BREAK} ?", LINE_BREAK, _SPACE.sub(" ", words))
    words = words.removeprefix(" ") if spaced else words
    return words, words.endswith((" ", LINE_BREAK)) if words else spaced


def has_break(inlines: Iterable[Inline]) -> bool:
    return any(LINE_BREAK in text.text for text in _with_words(inlines))


def on_one_line(inlines: Iterable[Inline]) -> tuple[Inline, ...]:
    """`inlines` with a space for each line break."""

    def change(text: Text) -> Text:
        return replace(text, text=text.text.replace(LINE_BREAK, " "))

    return tuple(
        replace(inline, children=tuple(map(change, inline.children)))
        if isinstance(inline, Link)
        else replace(inline, text=inline.text.replace(LINE_BREAK, " "))
        if isinstance(inline, Text | Reference)
        else inline
        for inline in inlines
    )


def _with_words(inlines: Iterable[Inline]) -> Iterator[Text | Reference]:
    for inline in inlines:
        if isinstance(inline, Link):
            yield from inline.children
        elif not isinstance(inline, NoteReference):
            yield inline


def same(one: Sequence[Inline], other: Sequence[Inline]) -> bool:
    """Whether both have the same markup, whatever numbers and titles follow from the rest of the plan."""
    return bare(one) == bare(other)


def bare(inlines: Sequence[Inline]) -> tuple[Inline, ...]:
    return tuple(
        replace(inline, text="", kind="number")
        if isinstance(inline, Reference) and inline.kind != "words"
        else inline
        for inline in unnumbered(inlines)
    )


def as_they_are(inlines: tuple[Inline, ...]) -> tuple[Inline, ...]:
    return inlines


def without_edge_spaces(inlines: tuple[Inline, ...]) -> tuple[Inline, ...]:
    return _loosened(inlines, str.isspace)


def without_edge_marks(inlines: tuple[Inline, ...]) -> tuple[Inline, ...]:
    return _loosened(inlines, lambda sign: sign.isspace() or unicodedata.category(sign)[0] in "PS")


def unformatted(inlines: tuple[Inline, ...]) -> tuple[Inline, ...]:
    return tuple(
        replace(inline, children=tuple(replace(t, look=PLAIN) for t in inline.children))
        if isinstance(inline, Link)
        else inline
        if isinstance(inline, NoteReference)
        else replace(inline, look=PLAIN)
        for inline in inlines
    )


def unlinked(inlines: tuple[Inline, ...]) -> tuple[Inline, ...]:
    return tuple(Text(plain((i,))) if isinstance(i, Link) else i for i in unformatted(inlines))


def _loosened(inlines: tuple[Inline, ...], outside: Callable[[str], bool]) -> tuple[Inline, ...]:
    """`inlines` where signs at the edges of words in a look, such as bold, have it not, and spaces are
    neither above nor below the line."""
    for name in LOOKS:
        inlines = normal(_edges(inlines, name, outside))
    return normal(chain.from_iterable(map(_level_spaces, inlines)))


def _level_spaces(inline: Inline) -> Iterator[Inline]:
    match inline:
        case Text() if any(map(inline.look.has, RAISED)):
            level = inline.look
            for name in RAISED:
                level = level.but(name, False)
            for piece in re.split(r"(\s+)", inline.text):
                yield replace(inline, text=piece, look=level if piece.isspace() else inline.look)
        case Link():
            children = chain.from_iterable(map(_level_spaces, inline.children))
            yield replace(inline, children=tuple(child for child in children if isinstance(child, Text)))
        case _:
            yield inline


def _edges(inlines: tuple[Inline, ...], name: LookName, outside: Callable[[str], bool]) -> Iterator[Inline]:
    def has(inline: Inline | None) -> bool:
        return isinstance(inline, Text | Reference) and inline.look.has(name)

    for before, inline, after in zip((None, *inlines), inlines, (*inlines[1:], None), strict=False):
        if not isinstance(inline, Text) or not has(inline):
            yield inline
            continue
        start, end = 0, len(inline.text)
        while not has(before) and start < end and outside(inline.text[start]):
            start += 1
        while not has(after) and end > start and outside(inline.text[end - 1]):
            end -= 1
        off = inline.look.but(name, False)
        yield replace(inline, text=inline.text[:start], look=off)
        yield replace(inline, text=inline.text[start:end])
        yield replace(inline, text=inline.text[end:], look=off)


#: From what was wanted to what Markdown can always say.
LOOSER: tuple[Callable[[tuple[Inline, ...]], tuple[Inline, ...]], ...] = (
    as_they_are,
    without_edge_spaces,
    without_edge_marks,
    unformatted,
    unlinked,
)
