"""Words as they are compared: the unit of a redline is the word, never a letter.

    tokens((Text("In 2021-23, see "), Reference("calm", "2", "number")))
                                      →  In · ␠ · 2021-23 · , · ␠ · see · ␠ · [calm]

A number with its points and hyphens is one token, and so is a word with its apostrophes. Calls of notes
and references stand for themselves: two are the same when they lead to the same place, whatever number
they print. Formatting is not part of what is compared.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from workplan.document.runs import normal
from workplan.document.tree import Formatting, Inline, Link, NoteReference, Reference, Revision, Text

# Chinese and Japanese have no spaces between words: their signs are words.
_WORD = re.compile(
    r"[\u2e80-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]"
    r"|[^\W_\u2e80-\u9fff\uf900-\ufaff\U00020000-\U0003ffff](?:[\w\u0300-\u036f\u0e31-\u0e4e\u064b-\u065f]"
    r"|[-\u2010-\u2013.,:/'’·](?=\w))*"
    r"|\s+|.",
    re.DOTALL,
)


@dataclass(frozen=True, slots=True)
class Token:
    """One piece of a line. Tokens are equal to the comparison when their `key` is; `inline` holds the words
    themselves in their formatting (of a link, a `Link` with one `Text`)."""

    key: tuple[str, ...]
    inline: Inline

    @property
    def words(self) -> str:
        """What the token prints; empty for the call of a note."""
        match self.inline:
            case Link():
                return self.inline.children[0].text
            case NoteReference():
                return ""
            case _:
                return self.inline.text

    @property
    def blank(self) -> bool:
        """Whether it is nothing but space."""
        return self.key[0] in ("text", "link") and self.words.isspace()


def tokens(inlines: Iterable[Inline]) -> list[Token]:
    return list(_tokens(inlines))


def _tokens(inlines: Iterable[Inline]) -> Iterator[Token]:
    for inline in inlines:
        match inline:
            case Text():
                for word in _WORD.findall(inline.text):
                    yield Token(("text", word), Text(word, inline.look))
            case Link():
                for text in inline.children:
                    for word in _WORD.findall(text.text):
                        piece = Text(word, text.look)
                        yield Token(("link", inline.href, word), Link(inline.href, (piece,)))
            case Reference():
                said = inline.text if inline.kind == "words" else ""
                yield Token(("reference", inline.kind, inline.target, said), inline)
            case NoteReference():
                yield Token(("note", inline.note, "again" if inline.repeat else "first"), inline)


def inserted(token: Token, revision: Revision) -> Inline:
    return _marked(token.inline, inserted=revision)


def deleted(token: Token, revision: Revision) -> Inline:
    return _marked(token.inline, deleted=revision)


def kept(old: Token, new: Token, revision: Revision) -> Inline:
    """The new token, with the formatting that the old one had where that is another."""
    match old.inline, new.inline:
        case Link(), Link():
            text = _reformatted(old.inline.children[0], new.inline.children[0], revision)
            return replace(new.inline, children=(text,)) if isinstance(text, Text) else new.inline
        case ((Text() | Reference()), (Text() | Reference())):
            return _reformatted(old.inline, new.inline, revision)
        case _:
            return new.inline


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
