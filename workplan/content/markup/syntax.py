"""Markdown's grammar, as markdown-it-py and its plugins read it, with the place of every token.

More is switched on than we print (tables, HTML, code …): what is recognised can be refused by
name; what is not would come out as its raw characters. Three things are not left to the library:

- link reference definitions are off, because they vanish without a token (`inline.py` finds them);
- note calls are a rule of our own: the footnote plugin takes 85 s for 20,000 times `[^` (measured);
- so are `^x^` and `~x~`: the plugins take what stands between for plain words, without an escaped star;
- bold and italic begin and end beside punctuation of scripts without spaces, which CommonMark forbids
  (commonmark-spec#650). PyPI's `mdit-py-cjk-friendly` 0.3 does this for Chinese, Japanese and Korean
  alone, by changing the library for every parser in the process, and is pinned below markdown-it-py 4.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache, partial
from typing import Literal

from markdown_it import MarkdownIt
from markdown_it.common.utils import isMdAsciiPunct, isPunctChar, isWhiteSpace
from markdown_it.parser_inline import ParserInline
from markdown_it.rules_inline import StateInline
from markdown_it.rules_inline.state_inline import Scanned
from markdown_it.token import Token
from markdown_it.utils import EnvType
from mdit_py_plugins.colon_fence import colon_fence_plugin
from mdit_py_plugins.myst_blocks import myst_block_plugin

from workplan.content.values.blank import WRITTEN, printed
from workplan.text.unspaced import is_dense

#: How deep blocks and inlines may nest; the library drops what is deeper, so `manuscript.lists` refuses
#: lists long before (`MAX_LISTS`).
_MAX_NESTING = 60

_NOTE_CALL = re.compile(r"\[\^([^\[\]\s]{1,64})\]")


@cache
def parser() -> MarkdownIt:
    """Parses blocks only (`parse`); inlines are parsed by `inline_tokens`."""
    markdown = _Markdown("commonmark", {"maxNesting": _MAX_NESTING})
    markdown.inline = _PlacedInline()
    markdown.inline.ruler.disable("linkify")
    markdown.inline.ruler.before("link", "note_call", _note_call)
    markdown.inline.ruler.before("link", "blank", _blank)
    for node, sign in (("sup", "^"), ("sub", "~")):
        markdown.inline.ruler.after("emphasis", node, partial(_raised, node, sign))
    # Joining neighbouring texts is left to `inline.py`, which needs to tell `\*` from `*` first.
    markdown.inline.ruler2.disable("fragments_join")
    markdown.block.ruler.enable("table")
    markdown.block.ruler.disable("reference")
    markdown.core.ruler.enableOnly(["normalize", "block"])
    markdown.use(colon_fence_plugin).use(myst_block_plugin)
    return markdown


def block_tokens(source: str) -> list[Token]:
    """The blocks of `source`; their `inline` tokens have no children yet. What stands in a landscape part
    stands between `landscape_open`, which has the lines of the whole, and `landscape_close`; recommendations
    likewise."""
    return list(_unfolded(parser().parse(source)))


#: What stands around other blocks, by how it is written.
_AROUND = {"{landscape}": "landscape", "{recommendations}": "recommendations"}


def around(fence: Token) -> str:
    """What a fence is that holds blocks; empty for any other."""
    return _AROUND.get(fence.info.strip(), "") if fence.type == "colon_fence" else ""


def _unfolded(tokens: Sequence[Token], within: str = "") -> Iterator[Token]:
    """The tokens, with those that stand in landscape parts and in recommendations at the top of the text. No
    part stands `within` another, and nothing but a list in recommendations."""
    for token in tokens:
        kind = "" if token.level else around(token)
        if not kind or kind == within or within == "recommendations":
            yield token
            continue
        first = token.map[0] + 1 if token.map else 1
        yield Token(f"{kind}_open", "", 1, map=token.map, markup=token.markup, info=token.info)
        for inner in _unfolded(parser().parse(token.content), kind):
            if inner.map:
                inner.map = [line + first for line in inner.map]
            yield inner
        yield Token(f"{kind}_close", "", -1, map=token.map)


def inline_tokens(words: str) -> list[Token]:
    """The inlines of `words`, each with meta["offset"] where it begins. Escaped characters are
    `text_special` tokens, whose `info` is "escape" or "entity"."""
    markdown = parser()
    return markdown.inline.parse(words, markdown, {}, [])


class _Markdown(MarkdownIt):
    def validateLink(self, url: str) -> bool:  # noqa: N802
        """Every address makes a link, so that a bad one can be refused by name."""
        return True


#: Chooses another form of the character before it, and is no character of its own.
_VARIATION = re.compile("[\ufe00-\ufe0f\U000e0100-\U000e01ef]")


class _PlacedState(StateInline):
    """Notes where each token begins."""

    pending_at = 0

    def scanDelims(self, start: int, canSplitWord: bool) -> Scanned:  # noqa: N802, N803
        """Whether a run of stars may open or close: CommonMark's rules (6.2), but that the punctuation of a
        script without spaces forbids nothing, and its letters allow what punctuation does. The rules of `_`,
        which does nothing inside a word, stay as they are."""
        found = super().scanDelims(start, canSplitWord)
        if not canSplitWord:
            return found
        before, after = self._before(start), self._at(start + found.length)
        if not (is_dense(before) or is_dense(after)):
            return found
        opens = not _is_space(after) and (not _forbids(after) or _is_space(before) or _allows(before))
        closes = not _is_space(before) and (not _forbids(before) or _is_space(after) or _allows(after))
        return Scanned(opens, closes, found.length)

    def _before(self, place: int) -> str:
        while place > 1 and _VARIATION.match(self.src[place - 1]):
            place -= 1
        return self._at(place - 1)

    def _at(self, place: int) -> str:
        return self.src[place] if 0 <= place < self.posMax else " "

    def append_pending(self, text: str) -> None:
        if not self.pending:
            self.pending_at = self.pos
        super().append_pending(text)

    def pushPending(self) -> Token:  # noqa: N802
        token = super().pushPending()
        token.meta["offset"] = self.pending_at
        return token

    def push(self, ttype: str, tag: str, nesting: Literal[-1, 0, 1]) -> Token:
        token = super().push(ttype, tag, nesting)
        token.meta["offset"] = self.pos
        return token


def _is_space(character: str) -> bool:
    return bool(isWhiteSpace(ord(character)))


def _is_punctuation(character: str) -> bool:
    return isMdAsciiPunct(ord(character)) or isPunctChar(character)


def _forbids(character: str) -> bool:
    return _is_punctuation(character) and not is_dense(character)


def _allows(character: str) -> bool:
    return _is_punctuation(character) or is_dense(character)


class _PlacedInline(ParserInline):
    def parse(self, src: str, md: MarkdownIt, env: EnvType, tokens: list[Token]) -> list[Token]:
        state = _PlacedState(src, md, env, tokens)
        self.tokenize(state)
        for rule in self.ruler2.getRules(""):
            rule(state)
        return state.tokens


def _note_call(state: StateInline, silent: bool) -> bool:
    """`[^id]`, whether or not there is such a note."""
    if not (found := _NOTE_CALL.match(state.src, state.pos, state.posMax)):
        return False
    if not silent:
        state.push("note_call", "", 0).meta["id"] = found[1]
    state.pos = found.end()
    return True


def _blank(state: StateInline, silent: bool) -> bool:
    """`[[what is not known yet]]`, unless it is the words of a link."""
    found = WRITTEN.match(state.src, state.pos, state.posMax)
    if not found or state.src[found.end() : found.end() + 1] == "(":
        return False
    if not silent:
        state.push("blank_open", "blank", 1)
        state.push("text", "", 0).content = printed(found)
        state.push("blank_close", "blank", -1)
    state.pos = found.end()
    return True


def _raised(node: str, sign: str, state: StateInline, silent: bool) -> bool:
    """`^words^` and `~words~`, in which no space stands."""
    start, end = state.pos, state.posMax
    if silent or state.src[start] != sign:
        return False
    state.pos += 1
    while state.pos < end and state.src[state.pos] != sign:
        state.md.inline.skipToken(state)
    close, state.pos = state.pos, start
    if close >= end or close == start + 1 or re.search(r"\s", state.src[start:close]):
        return False
    state.push(f"{node}_open", node, 1).markup = sign
    state.pos, state.posMax = start + 1, close
    state.md.inline.tokenize(state)
    state.pos, state.posMax = close, end
    state.push(f"{node}_close", node, -1).markup = sign
    state.pos = close + 1
    return True
