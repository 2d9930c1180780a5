"""Words as they are compared: the unit of a redline is the word, never a letter.

    tokens((Text("In 2021-23, see "), Reference("calm", "2", "number")))
                                      →  In · ␠ · 2021-23 · , · ␠ · see · ␠ · [calm]

What one word is, `segmentation` says, for every script. Calls of notes and references stand for
themselves: two are the same when they lead to the same place, whatever number they print. Formatting is
not part of what is compared, and no border of a word: one half in bold makes no two words of one.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate, groupby, pairwise

from msgspec import Struct
from msgspec.structs import replace

from workplan.document.tree import Formatting, Inline, Link, NoteReference, Reference, Revision, Text
from workplan.document.walking.runs import normal
from workplan.text import segmentation

#: A space that nobody sees, and where a line may end.
_ZERO_WIDTH = "\u200b"


class Token(Struct, frozen=True):
    """One piece of a line. Tokens are equal to the comparison when their `key` is; `inlines` hold the words
    themselves in their formatting: one `Text` or `Link` with one `Text` for each."""

    key: tuple[str, ...]
    inlines: tuple[Inline, ...]

    @property
    def words(self) -> str:
        """What the token prints; empty for the call of a note."""
        return self.key[-1] if self.key[0] in ("text", "link") else "".join(map(_words, self.inlines))

    @property
    def blank(self) -> bool:
        """Whether it is nothing but space."""
        return self.key[0] in ("text", "link") and not self.words.strip().strip(_ZERO_WIDTH)


def _words(inline: Inline) -> str:
    match inline:
        case Link():
            return inline.children[0].text
        case NoteReference():
            return ""
        case _:
            return inline.text


def tokens(inlines: Iterable[Inline]) -> list[Token]:
    return list(_tokens(inlines))


def _tokens(inlines: Iterable[Inline]) -> Iterator[Token]:
    for texts, run in groupby(inlines, lambda inline: isinstance(inline, Text)):
        if texts:
            found = [inline for inline in run if isinstance(inline, Text)]
            for word, pieces in _cut_in_words(found):
                yield Token(("text", word), pieces)
            continue
        for inline in run:
            match inline:
                case Link():
                    for word, pieces in _cut_in_words(inline.children):
                        links = tuple(Link(inline.href, (piece,)) for piece in pieces)
                        yield Token(("link", inline.href, word), links)
                case Reference():
                    said = inline.text if inline.kind == "words" else ""
                    yield Token(("reference", inline.kind, inline.target, said), (inline,))
                case NoteReference():
                    yield Token(("note", inline.note, "again" if inline.repeat else "first"), (inline,))


def _cut_in_words(texts: Sequence[Text]) -> Iterator[tuple[str, tuple[Text, ...]]]:
    """The words of texts side by side, each in pieces of one formatting."""
    place = at = 0
    for word in segmentation.words("".join(text.text for text in texts)):
        pieces: list[Text] = []
        wanted = len(word)
        while wanted:
            text = texts[place]
            taken = text.text[at : at + wanted]
            pieces.append(replace(text, text=taken))
            wanted -= len(taken)
            at += len(taken)
            if at == len(text.text):
                place, at = place + 1, 0
        yield word, tuple(pieces)


def split(token: Token, at: int) -> tuple[Token, Token]:
    """A token of words as two, the first with `at` characters."""
    words = token.words
    pieces = _cut_at(token.inlines, {at})
    ends = list(accumulate(len(_words(piece)) for piece in pieces))
    first = ends.index(at) + 1
    *head, _ = token.key
    return (
        Token((*head, words[:at]), tuple(pieces[:first])),
        Token((*head, words[at:]), tuple(pieces[first:])),
    )


def inserted(token: Token, revision: Revision) -> Iterator[Inline]:
    return (_marked(inline, inserted=revision) for inline in token.inlines)


def deleted(token: Token, revision: Revision) -> Iterator[Inline]:
    return (_marked(inline, deleted=revision) for inline in token.inlines)


def kept(old: Token, new: Token, revision: Revision) -> Iterator[Inline]:
    """The new token, with the formatting that the old one had where that is another."""
    if new.key[0] == "note" or old.inlines == new.inlines:
        yield from new.inlines
        return
    ends = {*_ends(old.inlines), *_ends(new.inlines)}
    for was, now in zip(_cut_at(old.inlines, ends), _cut_at(new.inlines, ends), strict=True):
        match was, now:
            case Link(), Link():
                text = _reformatted(was.children[0], now.children[0], revision)
                yield replace(now, children=(text,)) if isinstance(text, Text) else now
            case ((Text() | Reference()), (Text() | Reference())):
                yield _reformatted(was, now, revision)
            case _:
                yield now


def _ends(inlines: Iterable[Inline]) -> Iterator[int]:
    return accumulate(len(_words(inline)) for inline in inlines)


def _cut_at(inlines: Sequence[Inline], ends: set[int]) -> list[Inline]:
    """The pieces of a word, cut at these offsets of it as well."""
    if isinstance(inlines[0], Reference):
        return list(inlines)
    result: list[Inline] = []
    start = 0
    for inline in inlines:
        words = _words(inline)
        cuts = sorted({0, len(words), *(end - start for end in ends if 0 < end - start < len(words))})
        result += (_part(inline, words[a:b]) for a, b in pairwise(cuts))
        start += len(words)
    return result


def _part(inline: Inline, words: str) -> Inline:
    if isinstance(inline, Link):
        return replace(inline, children=(replace(inline.children[0], text=words),))
    assert isinstance(inline, Text)
    return replace(inline, text=words)


def joined(inlines: Iterable[Inline]) -> tuple[Inline, ...]:
    """Tokens' inlines as a line has them."""
    return normal(inlines)


def _marked(inline: Inline, *, inserted: Revision | None = None, deleted: Revision | None = None) -> Inline:
    if isinstance(inline, Link):
        text = replace(inline.children[0], inserted=inserted, deleted=deleted)
        return replace(inline, children=(text,))
    return replace(inline, inserted=inserted, deleted=deleted)


def _reformatted(old: Text | Reference, new: Text | Reference, revision: Revision) -> Text | Reference:
    if old.look == new.look:
        return new
    return replace(new, former=Formatting(old.look, revision))
