"""Our own HTML, into the tree that WeasyPrint makes of it, by one expression and no state machine.

HTML5 repairs whatever it is given, letter by letter. Our templates write elements that are closed,
attributes in quotes and no `<` in words; so what is open is what is nested. `nested` accepts this alone.
Where an element would close another that is open, or belongs elsewhere, HTML5's parser takes over.

    [x] the elements and attributes of templates/html, as documents print them
    [-] anything else, SVG within HTML among it: parsed as ever
"""

from __future__ import annotations

import re
from html import unescape
from typing import IO, Any
from xml.etree.ElementTree import Element, TreeBuilder

import tinyhtml5

from workplan.render.pdf.engine.replaced import replace

_DOCTYPE = "<!DOCTYPE html>"
_STYLE = re.compile(r"([^<]*(?:<(?!/style)[^<]*)*)</style>")
_TOKEN = re.compile(r'([^<]+)|<([a-z][a-z0-9]*)((?:\s+[a-z:_.-]+(?:="[^"]*")?)*)\s*>|</([a-z][a-z0-9]*)>')
_ATTRIBUTE = re.compile(r'([a-z:_.-]+)(?:="([^"]*)")?')
_REFERENCE = re.compile(r"&(?!(?:[a-zA-Z][a-zA-Z0-9]*|#[0-9]+|#x[0-9a-fA-F]+);)")
_REFUSED = re.compile("[\0-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")

_VOID = {"meta", "col", "img", "br"}
_HEADINGS = {"h1", "h2", "h3", "h4", "h5", "h6"}
#: What ends a paragraph that is open (HTML, 13.2.6.4.7), and what stops the search for one.
_BLOCKS = _HEADINGS | {
    "p", "ul", "ol", "li", "blockquote", "figure", "figcaption", "section", "nav", "main", "header", "footer",
    "aside", "div", "details", "summary", "table",
}  # fmt: skip
_WORDS = {"span", "a", "sup", "sub", "strong", "em", "ins", "del", "mark", "bdi", "img", "br"}
_ROOMS = {"td", "th", "table", "body"}
#: Elements that have these children alone, and these elements nowhere else.
_CHILDREN = {
    "html": {"head", "body"},
    "head": {"meta", "title", "style"},
    "title": set(),
    "table": {"colgroup", "thead", "tbody"},
    "colgroup": {"col"},
    "thead": {"tr"},
    "tbody": {"tr"},
    "tr": {"td", "th"},
    "ul": {"li"},
    "ol": {"li"},
}
_PARENTS = {
    child: {parent for parent, children in _CHILDREN.items() if child in children}
    for child in set().union(*_CHILDREN.values())
}
#: Where words do not belong, but spaces may stand.
_WORDLESS = set(_CHILDREN) - {"title", "ul", "ol"}

_parse: Any = tinyhtml5.parse


def install() -> None:
    replace(tinyhtml5, "parse", _parse_ours, "96cbcbb8fe5ef6e0")


def _parse_ours(source: IO[Any] | str, **options: Any) -> Any:
    text = source if isinstance(source, str) else source.read()
    found = nested(text) if isinstance(text, str) else None
    return _parse(text, **options) if found is None else found


def nested(text: str) -> Element | None:
    """The tree of an HTML document, or None where nesting alone does not tell it."""
    if not text.startswith(_DOCTYPE) or _REFUSED.search(text) or _REFERENCE.search(text):
        return None
    try:
        return _Tree().parsed(text)
    except _OtherHtml:
        return None


class _OtherHtml(Exception):
    """HTML that is not nested as ours is."""


class _Tree:
    def __init__(self) -> None:
        self._builder = TreeBuilder()
        self._open: list[str] = []
        self._seen: set[str] = set()

    def parsed(self, text: str) -> Element:
        place, match = len(_DOCTYPE), _TOKEN.match
        while place < len(text):
            token = match(text, place)
            if token is None:
                raise _OtherHtml
            place = token.end()
            words, tag, attributes, ended = token.groups()
            if words:
                self._say(words)
            elif ended:
                self._end(ended)
            else:
                self._start(tag, attributes)
                if tag == "style":
                    place = self._take_style(text, place)
        if self._open or not {"head", "body"} <= self._seen:
            raise _OtherHtml
        self._builder.end("body")
        self._builder.end("html")
        return self._builder.close()

    def _take_style(self, text: str, place: int) -> int:
        style = _STYLE.match(text, place)
        if style is None:
            raise _OtherHtml
        self._builder.data(style[1])
        self._end("style")
        return style.end()

    def _say(self, words: str) -> None:
        around = self._open[-1] if self._open else "body"
        if around in _WORDLESS:
            if not words.isspace():
                raise _OtherHtml
            if around == "html" and "head" not in self._seen:
                return
        elif not self._open and not words.isspace():
            raise _OtherHtml
        if self._open or "body" in self._seen:  # spaces behind the end of the body are its own
            self._builder.data(unescape(words) if "&" in words else words)

    def _start(self, tag: str, attributes: str) -> None:
        if not self._fits(tag, self._open[-1] if self._open else ""):
            raise _OtherHtml
        self._seen.add(tag)
        self._builder.start(tag, _attributes(attributes) if attributes else {})
        if tag in _VOID:
            self._builder.end(tag)
        else:
            self._open.append(tag)

    def _fits(self, tag: str, around: str) -> bool:
        """Whether an element may begin here, and closes none that is open."""
        if not around:
            return tag == "html" and not self._seen
        if around not in _PARENTS.get(tag, (around,)) or tag not in _CHILDREN.get(around, (tag,)):
            return False
        if tag in ("head", "body"):
            return tag not in self._seen and (tag == "head" or "head" in self._seen)
        if tag in _BLOCKS:
            return not self._is_within("p") and not (tag in _HEADINGS and around in _HEADINGS)
        return (tag in _WORDS or tag in _PARENTS) and not (tag == "a" and self._is_within("a"))

    def _is_within(self, tag: str) -> bool:
        """Whether such an element is open in the same room."""
        for around in reversed(self._open):
            if around == tag:
                return True
            if around in _ROOMS:
                return False
        return False

    def _end(self, tag: str) -> None:
        if not self._open or self._open.pop() != tag:
            raise _OtherHtml
        if tag not in ("body", "html"):
            self._builder.end(tag)


def _attributes(text: str) -> dict[str, str]:
    found = _ATTRIBUTE.findall(text)
    attributes = {name: unescape(value) if "&" in value else value for name, value in found}
    if len(attributes) != len(found):
        raise _OtherHtml
    return attributes
