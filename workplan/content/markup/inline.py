"""Inline markup, checked: what may stand in it, and a fault for everything else.

[x] words, escapes, **bold**, *italic*, ^superscript^, ~subscript~, links, line breaks
[x] `[^note]`, `[](#id)`, `[words](#id)`
[-] code, HTML, entities, strikethrough, images inside text, link titles,
    template code, markup that opens or closes nothing: faults, each with what to write instead
"""

from __future__ import annotations

import re
from functools import lru_cache
from urllib.parse import urlsplit

from markdown_it.token import Token
from markdown_it.tree import SyntaxTreeNode
from msgspec import Struct

from workplan.content.markup.looks import NODES, RAISED
from workplan.content.markup.spaces import collapsed
from workplan.content.markup.syntax import inline_tokens
from workplan.text.characters import visible
from workplan.text.hints import quoted
from workplan.text.slug import ID_PATTERN

#: More than any paragraph holds; keeps a hostile one from taking the parser's quadratic paths.
MAX_CHARACTERS = 20_000

_ID = re.compile(ID_PATTERN)


class Fault(Struct, frozen=True):
    """Something that may not stand at `offset`. `snippet` is how it begins there, without a space
    or line end, so that it can be found again in a text whose white space was changed."""

    message: str
    hint: str
    offset: int = 0
    snippet: str = ""
    warning: bool = False


class Inline(Struct, frozen=True):
    """Checked inline markup: a node of type `inline` (`manuscript.markdown`), and what was refused."""

    node: SyntaxTreeNode
    faults: tuple[Fault, ...]


_REFUSED = {
    "code_inline": ("code has no place in a plan", "write the words without backticks"),
    "html_inline": (
        "HTML is not markup here",
        "write *italic* or **bold**; write \\< for a literal <",
    ),
    "s_open": ("text cannot be struck through", "delete the words; a redline shows what changed"),
}

#: What to write for the tags that people know.
_TAGS = {
    "br": "end the line with a backslash",
    "sup": "write x^2^ for what stands above the line",
    "sub": "write H~2~O for what stands below the line",
    "u": "underlined words are not printed; write *italic* or **bold**",
    "b": "write **bold**",
    "strong": "write **bold**",
    "i": "write *italic*",
    "em": "write *italic*",
    "a": "write [words](https://…)",
    "img": "write ![what it shows](picture.png) in a paragraph of its own",
    "p": "leave an empty line between two paragraphs",
    "div": "write its words without tags",
    "span": "write its words without tags; colours follow from styles/theme.yaml",
    "font": "write its words without tags; colours and fonts follow from styles/theme.yaml",
    "center": "write its words without tags",
    "hr": "delete it; headings divide the text",
    "h1": "write # and a space before the words of a heading",
    "h2": "write ## and a space before the words of a heading",
    "h3": "write ### and a space before the words of a heading",
    "ul": "write - and a space before each item",
    "ol": "write 1. and a space before each item",
    "li": "write - and a space before each item",
    "table": "write a table with | between its cells, or :::{list-table}",
    "code": "write the words without tags",
    "blockquote": "write > and a space before each line",
    "del": "delete the words; a redline shows what changed",
    "s": "delete the words; a redline shows what changed",
}


def html_hint(markup: str) -> str:
    """What to write for a tag or a comment; nothing where that is not known."""
    if (markup := markup.lstrip()).startswith("<!--"):
        return "a comment is a line of its own that begins with %"
    tag = re.match(r"</?([A-Za-z][A-Za-z0-9]*)", markup)
    return _TAGS.get(tag[1].lower(), "") if tag else ""


#: The tokens around words in a look.
_LOOKS = frozenset(f"{node}_{end}" for node in NODES for end in ("open", "close"))

PICTURE = ("a picture inside text or a list", "put it in a paragraph of its own, in a manuscript")

#: What is left in plain text of markup that was not understood.
_LEFT_OVER = re.compile(
    r"(?P<template>\{[{%#])|(?P<star>\*)|(?P<code>`)|(?P<strike>~~)|(?P<html><(?=[A-Za-z/!?]))"
    r"|(?P<inline_note>\^\[)|(?P<note>\[\^)|(?P<link>\]\(|\]\[)"
    r"|(?P<apart>(?<=\]) \((?=https?://|mailto:|#[a-z]|[^()\s]+\.(?:png|jpe?g)\)))"
)
_LEFT_OVER_WORDS = {
    "template": ("template code has no place in content", "write \\{{ for literal braces"),
    "star": (
        "a star that neither opens nor closes bold or italic",
        "check the stars, and the spaces beside them; write \\* for a literal star",
    ),
    "code": ("a backtick", "write ' for an apostrophe, \\` for a literal backtick"),
    "strike": _REFUSED["s_open"],
    "html": _REFUSED["html_inline"],
    "inline_note": (
        "a note written inside the text",
        "put its words in footnotes.yaml under an id, and call it with [^id]",
    ),
    "note": ("a note call that cannot be read", "write [^id]; the id has no spaces"),
    "apart": (
        "a space between ] and (, so that this is no link and no picture",
        "delete the space; where it is none, write \\(",
    ),
    "link": (
        "a link that cannot be read",
        "write [words](https://…) with no space in the address, where one is %20",
    ),
}
#: Marks that come in pairs: the second follows from the first.
_ONCE = {_LEFT_OVER_WORDS[name][0] for name in ("star", "html", "strike")}
#: A picture as people write it whose file's name has spaces.
_PICTURE = re.compile(r'!\[[^\]\n]*\]\((?P<name>[^()<>"\n]*?)\s*(?:"[^"\n]*")?\)')
_DEFINITION = re.compile(r"^\[(\^?)[^\]\n]+\]:", re.MULTILINE)
#: Words in which nothing needs to be parsed.
_PLAIN = re.compile(r"[^\\`*_\[\]<&!^~{\n\t]*")


@lru_cache(maxsize=20_000)
def read_inline(words: str) -> Inline:
    """Inline markup without pictures. Never raises for what stands in `words`."""
    if words == words.strip(" ") != "" and "  " not in words and _PLAIN.fullmatch(words):
        return Inline(_node(words, [_text(words)]), ())
    tokens, faults = read_tokens(words)
    pictures = [Fault(*PICTURE, t.meta["offset"], "![") for t in tokens if t.type == "image"]
    return Inline(_node(words, [t for t in tokens if t.type != "image"]), (*faults, *pictures))


def read_tokens(words: str) -> tuple[list[Token], tuple[Fault, ...]]:
    """The checked tokens of `words`, and what was refused."""
    if len(words) > MAX_CHARACTERS:
        return [], (Fault(f"a paragraph of more than {MAX_CHARACTERS:,} characters", "divide it"),)
    reader = _Reader(words)
    for found in _DEFINITION.finditer(words):
        reader.defined.add(found.start())
        if found[1]:
            reader.fault(
                "notes are not written in the text", _LEFT_OVER_WORDS["inline_note"][1], found.start()
            )
        else:
            reader.fault("addresses are not collected here", "write [words](https://…)", found.start())
    reader.read(inline_tokens(words))
    return collapsed(reader.tokens), tuple(sorted(reader.faults, key=lambda fault: fault.offset))


def _node(words: str, tokens: list[Token]) -> SyntaxTreeNode:
    return SyntaxTreeNode([Token("inline", "", 0, content=words, children=tokens)], create_root=False)


def _text(words: str) -> Token:
    return Token("text", "", 0, content=words)


class _Reader:
    """Takes the parser's tokens one by one; keeps those that we print."""

    def __init__(self, words: str) -> None:
        self.tokens: list[Token] = []
        self.faults: list[Fault] = []
        self.defined: set[int] = set()  # where notes and addresses are defined, which is a fault already
        self._words = words
        self._link = 0  # where in `tokens` the open link stands
        self._raised = ""  # the open node of what is above or below the line

    def fault(self, message: str, hint: str, offset: int) -> None:
        if message in _ONCE and any(fault.message == message for fault in self.faults):
            return
        snippet = re.match(r"\S{0,60}", self._words[offset:])
        self.faults.append(Fault(message, hint, offset, snippet[0] if snippet else ""))

    def read(self, tokens: list[Token]) -> None:
        for token in tokens:
            match token.type:
                case "text":
                    self._plain(token)
                case "text_special":
                    self._escaped(token)
                case kind if kind in _LOOKS:
                    self._look(token)
                case "link_open":
                    self._open_link(token)
                case "link_close":
                    self._close_link(token)
                case "note_call":
                    self._call(token)
                case (
                    "softbreak" | "hardbreak" | "image"
                ):  # whether a picture stands alone is for `manuscript.blocks` to say
                    self.tokens.append(token)
                case kind if kind in _REFUSED:
                    message, hint = _REFUSED[kind]
                    known = html_hint(token.content) if kind == "html_inline" else ""
                    self.fault(message, known or hint, token.meta["offset"])

    def _plain(self, token: Token) -> None:
        for found in _LEFT_OVER.finditer(token.content):
            offset = token.meta.get("offset", 0) + found.start()
            if offset not in self.defined:
                kind = found.lastgroup or ""
                self.fault(*(_unread_picture(self._words, offset) or _LEFT_OVER_WORDS[kind]), offset)
        self._add(token.content)

    def _look(self, token: Token) -> None:
        if NODES[token.tag] in RAISED:
            if self._raised and token.nesting == 1:
                message = f"a {NODES[token.tag]} inside a {NODES[self._raised]}"
                self.fault(message, "write one behind the other: x^2^~i~", token.meta["offset"])
            self._raised = token.tag if token.nesting == 1 else ""
        self.tokens.append(token)

    def _escaped(self, token: Token) -> None:
        if token.info == "entity":
            hint = (
                f'write the character itself: "{token.content}"'
                if token.content.isprintable()
                else "type the character itself"
            )
            self.fault(f"the HTML entity {token.markup}", hint, token.meta["offset"])
        else:
            self._add(token.content)

    def _add(self, words: str) -> None:
        words = re.sub(r"[ \t]+", " ", words)
        if self.tokens and self.tokens[-1].type == "text":
            self.tokens[-1].content += words
        elif words:
            self.tokens.append(_text(words))

    def _open_link(self, token: Token) -> None:
        self._link = len(self.tokens)
        # The parser stands behind the bracket (before it in an <autolink>) when it opens a link.
        offset = token.meta["offset"] = max(token.meta["offset"] - (token.markup != "autolink"), 0)
        href = str(token.attrs.get("href", ""))
        if "title" in token.attrs:
            self.fault("a link cannot have a title", 'take the "title" out of the brackets', offset)
        if href.startswith("#"):
            token.type, token.meta["target"] = "reference_open", href[1:]
            if not _ID.fullmatch(href[1:]):
                self.fault(
                    f"{quoted(href)} is not an id", "write [](#id), as in [](#priority-issues)", offset
                )
        elif not href:
            self.fault("a link without an address", "write [words](https://…), or \\[ for a bracket", offset)
        elif not _goes_out(href):
            self.fault(
                f"a link to {quoted(href)}",
                "links begin with https://, http:// or mailto:, or with #id",
                offset,
            )
        self.tokens.append(token)

    def _close_link(self, token: Token) -> None:
        opening, inside = self.tokens[self._link], self.tokens[self._link + 1 :]
        offset = opening.meta["offset"]
        if opening.type == "reference_open":
            token.type = "reference_close"
        elif not any(t.type == "text" and visible(t.content) for t in inside):
            self.fault("a link without words", "write the words between [ and ]", offset)
        if any(t.type in ("note_call", "image") for t in inside):
            self.fault("a note call or picture inside a link", "put it after the link", offset)
        self.tokens.append(token)

    def _call(self, token: Token) -> None:
        if token.meta["offset"] in self.defined:
            return
        if not _ID.fullmatch(token.meta["id"]):
            message = f"{quoted(token.meta['id'])} cannot be the id of a note"
            self.fault(message, "write [^id]: small letters a–z, digits and hyphens", token.meta["offset"])
        self.tokens.append(token)


def _unread_picture(words: str, offset: int) -> tuple[str, str] | None:
    """What is said of a picture of which the end of the brackets is at `offset`, and whose file's name has
    spaces in it."""
    found = _PICTURE.match(words, words.rfind("![", 0, offset)) if "![" in words[:offset] else None
    if not found or found.start("name") != offset + 2:
        return None
    plain = re.sub(r"\s+", "-", found["name"].strip())
    hint = f"name the file {plain}; or write its name between < and >: <{found['name'].strip()}>"
    return "the name of a picture with a space in it", hint


def _goes_out(href: str) -> bool:
    """Whether `href` is a whole web or mail address."""
    try:
        parts = urlsplit(href)
    except ValueError:
        return False
    if parts.scheme in ("http", "https"):
        return bool(parts.hostname)
    return parts.scheme == "mailto" and "@" in parts.path
