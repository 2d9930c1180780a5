"""What a web page says: its elements, read with lxml.

[x] headings, paragraphs, nested lists, tables, figures, captions, notes
[x] the list of contents, where it stands in the text
[x] calls of notes (role doc-noteref), notes in the section of role doc-endnotes
[x] <ins> and <del>, one in the other too; <sup> and <sub>, but for those of notes
[-] signs and words that help with reading marks (classes sign, said): left out
[-] what frames the document: skip link, contents above the text, ways back, footer: left out
[ ] what CSS adds or hides: our labels are text, so it adds nothing that counts
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Literal

from lxml import html
from msgspec.structs import replace

from workplan.verify.passages import BREAK, PLAIN, Mark, Passage, call, labelled, marked, shown

if TYPE_CHECKING:
    from collections.abc import Iterator

#: The classes of what is not the document's own words.
_AIDS = frozenset({"said", "sign"})

_HEADINGS = {"h1": "title", "h2": "heading 1", "h3": "heading 2", "h4": "heading 3"}

_RAISED: dict[str, Literal["^", "_"]] = {"sup": "^", "sub": "_"}

#: HTML's own white space (HTML 12.1.2, "ASCII whitespace"); a no-break space is a letter to it.
_SPACE = re.compile("[ \t\n\f\r]+")


def read(data: bytes) -> tuple[Passage, ...]:
    """The passages of the masthead and the main text, then the notes."""
    page = html.document_fromstring(data.decode("utf-8"), parser=html.HTMLParser(huge_tree=True))
    parts = [part for name in ("header", "main") for part in page.iterfind(f".//{name}")]
    return tuple(passage for part in parts for passage in _blocks(part))


def _blocks(parent: html.HtmlElement, kind: str = "paragraph", depth: int = 0) -> Iterator[Passage]:
    for element in parent.iterchildren("*"):
        yield from _block(element, kind, depth)


def _block(element: html.HtmlElement, kind: str, depth: int) -> Iterator[Passage]:
    match element.tag:
        case "ul" | "ol" | "nav":
            yield from _list(element, depth)
        case "table":
            yield from _table(element)
        case "blockquote":
            yield from _blocks(element, "quotation", depth)
        case "figure":
            yield from _figure(element)
        case "p" | "figcaption":
            yield Passage(kind if element.tag == "p" else "caption", _words(element))
        case "section" if element.get("role") == "doc-endnotes":
            for note in element.iterfind("ol/li"):
                yield Passage("note", _words(note))
        case tag if tag in _HEADINGS:
            yield Passage(_HEADINGS[tag], _words(element))
        case _:
            yield from _blocks(element, kind, depth)


def _list(element: html.HtmlElement, depth: int) -> Iterator[Passage]:
    """The items of a list; of the list of contents its title and its entries."""
    if element.tag == "nav":
        yield Passage("paragraph", _words(element.find("h2")))
        yield from (Passage("entry", _words(entry)) for entry in element.iter("a"))
    for item in element.iterchildren("li"):
        yield from _item(item, depth + 1)


def _item(item: html.HtmlElement, depth: int) -> Iterator[Passage]:
    for position, element in enumerate(item.iterchildren("*")):
        yield from _block(element, "paragraph" if position else f"item {depth}", depth)


def _table(table: html.HtmlElement) -> Iterator[Passage]:
    for row in table.iterfind("thead/tr"):
        yield from _row(row, "column ")
    for number, row in enumerate(table.iterfind("tbody/tr"), start=1):
        yield from _row(row, f"cell {number}.")


def _row(row: html.HtmlElement, place: str) -> Iterator[Passage]:
    for column, cell in enumerate(row.iterchildren("th", "td"), start=1):
        yield from _blocks(cell, f"{place}{column}")


def _figure(figure: html.HtmlElement) -> Iterator[Passage]:
    for picture in figure.iter("img", "svg"):
        tags = {ancestor.tag for ancestor in picture.iterancestors("ins", "del")}
        mark = Mark("ins" in tags, "del" in tags)
        words = picture.findtext("title") if picture.tag == "svg" else picture.get("alt")
        yield Passage("figure", marked([(mark, words or "")]))
    for caption in figure.iterchildren("figcaption"):
        yield Passage("caption", _words(caption))


def _words(element: html.HtmlElement) -> str:
    """The words as a browser shows them, after the label if there is one."""
    label = element[0] if len(element) and element[0].get("class") == "label" else None
    words = marked((mark, _SPACE.sub(" ", piece)) for mark, piece in _pieces(element, PLAIN, label))
    return labelled(shown(_plain(label.text_content())), words) if label is not None else words


def _plain(words: str) -> str:
    return _SPACE.sub(" ", words).strip(" ")


def _pieces(
    element: html.HtmlElement, mark: Mark, leave_out: html.HtmlElement | None = None
) -> Iterator[tuple[Mark, str]]:
    yield mark, element.text or ""
    for child in element.iterchildren("*"):
        if child.get("role") == "doc-noteref":
            yield replace(mark, raised=""), call(child.text_content().strip())
        elif child.tag == "br":
            yield mark, BREAK
        elif child is not leave_out and not _frames(child):
            yield from _pieces(child, _with(mark, child))
        yield mark, child.tail or ""


def _frames(element: html.HtmlElement) -> bool:
    """Whether an element helps with reading and is no part of the words."""
    return element.get("role") == "doc-backlink" or (element.get("class") or "").split(" ")[0] in _AIDS


def _with(mark: Mark, element: html.HtmlElement) -> Mark:
    raised = _RAISED.get(element.tag, mark.raised)
    return Mark(mark.inserted or element.tag == "ins", mark.deleted or element.tag == "del", raised)
