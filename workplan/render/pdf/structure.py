"""The PDF's structure tree: what a screen reader meets, built on WeasyPrint's laid-out boxes.

    [x] one structure element per HTML element, on however many pages it stands
    [x] one Table with one THead: the header's repetitions are pagination artifacts
    [x] a Note for each footnote, with an ID, right after its Reference   (ISO 14289-1, 7.9)
    [x] running heads and page numbers as artifacts                       (ISO 14289-1, 7.8; `artifacts`)
    [x] LI with Lbl and LBody, ListNumbering                              (ISO 32000-1, 14.8.4.3.3)
    [x] TOC of TOCI, each a Reference with its Link; leaders are artifacts (ISO 32000-1, 14.8.4.2)
    [x] TH with Scope, TD with Headers, a table's Summary                 (ISO 14289-1, 7.5)
    [x] Link with its annotations, each with Contents in words            (ISO 14289-1, 7.18)
    [x] Figure with Alt and BBox                                          (ISO 14289-1, 7.3)
    [x] inserted and deleted words: a Span that begins with a sign whose Alt says which it is
    [x] superscript and subscript: a Span with BaselineShift              (ISO 32000-1, 14.8.5.4.5)
    [x] change bars, signs of a redline and watermarks as artifacts (`margin`, `outlines`)
    [x] a Part for each section of class "part", as packs have them        (ISO 32000-1, 14.8.4.2)
    [x] a Form with its widget for each field of a form                   (ISO 14289-1, 7.18.4; `widgets`)
    [ ] formulae, tables with spans: the document tree has none

WeasyPrint makes its own tree page by page, so that a table over four pages is four tables and a
note belongs to nothing. By the time that the file is written the boxes' HTML elements, which
would tell, are gone; so `tagged` puts `_add_structure` in the place of that one function. It reads
three things that are not WeasyPrint's public interface: a page's boxes, a box's HTML element, and
which marked-content number each box was painted under. `pyproject.toml` pins the version.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pydyf
import weasyprint.pdf
from weasyprint.formatting_structure import boxes
from weasyprint.layout.absolute import AbsolutePlaceholder

from workplan.render.break_sign import without
from workplan.render.pdf import artifacts
from workplan.render.pdf.content import MarkedContent
from workplan.render.pdf.elements import Annotation, Element, Marked, Writer, hang
from workplan.render.pdf.margin import PIXEL, bars, watermark
from workplan.render.pdf.outlines import Glyph
from workplan.render.pdf.widgets import Widgets

#: HTML element → standard structure type (ISO 32000-1, 14.8.4). Any other element is transparent:
#: its content belongs to its parent.
TYPES = {
    "h1": "H1", "h2": "H2", "h3": "H3", "h4": "H4",
    "p": "P", "ul": "L", "ol": "L", "li": "LI",
    "table": "Table", "thead": "THead", "tbody": "TBody", "tr": "TR", "th": "TH", "td": "TD",
    "blockquote": "BlockQuote", "figure": "Div", "img": "Figure", "figcaption": "Caption",
    "a": "Link", "ins": "Span", "del": "Span", "sup": "Span", "sub": "Span", "mark": "Span",
}  # fmt: skip

#: The least width and height of a link, in points: a mouse or a finger has to hit the number of a note.
TARGET = 4.0, 6.0


#: Latin with its accents, Greek, Cyrillic, and the punctuation and currency signs of Unicode.
_LETTER_BY_LETTER = re.compile(
    "[\x20-\x7e\xa0-\xac\xae-\u02af\u0370-\u0482\u048a-\u052f\u1e00-\u1fff\u2010-\u2027\u2030-\u205e\u20a0-\u20bf]*"
)


@contextmanager
def tagged() -> Iterator[None]:
    """While it lasts, WeasyPrint writes our structure tree instead of its own."""
    original = weasyprint.pdf.add_tags
    weasyprint.pdf.add_tags = _add_structure
    try:
        yield
    finally:
        weasyprint.pdf.add_tags = original


def _add_structure(pdf: Any, document: Any, _version: object, streams: list[Any]) -> None:
    widgets = Widgets(pdf)
    collector = _Collector({font.hash: font for font in document.fonts.values()}, widgets)
    for number, (page, stream) in enumerate(zip(document.pages, streams, strict=True)):
        collector.collect_page(number, page._page_box, stream)
    widgets.finish()
    Writer(pdf, len(streams)).write(collector.root)


class _Collector:
    """Walks the boxes of all pages and gathers one node for each HTML element that has a type."""

    def __init__(self, fonts: dict[str, Any], widgets: Widgets) -> None:
        self._fonts = fonts
        self._widgets = widgets
        self.root = Element("Document", None)
        self._nodes: dict[Any, Element] = {}  # by HTML element
        self._by_id: dict[str | None, Element] = {}  # by HTML id
        self._header_pages: dict[Any, int] = {}  # a thead → the page that carries its tags

    def collect_page(self, number: int, page_box: Any, stream: Any) -> None:
        self._page = number
        self._watermark: tuple[list[Glyph], bytes, list[float]] | None = None
        self._marks: dict[Any, dict[str, Any]] = stream._tags
        self._page_height = page_box.height + page_box.margin_top + page_box.margin_bottom
        self._stream = MarkedContent(stream, self._fonts)
        # Beside words from right to left, programs that read a page put other words out of order too.
        self._has_rtl = any(isinstance(box, boxes.TextBox) and _is_rtl(box) for box in self._marks)
        for child in page_box.children:
            if isinstance(child, boxes.MarginBox):
                self._drop(child, artifacts.of_margin(child.at_keyword))
            else:
                self._walk(child, self.root)
        self._stream.name_artifacts(PIXEL, self._page_height * PIXEL)
        for bar in bars(page_box):
            self._stream.draw_bar(bar)
        if self._watermark:
            glyphs, colour, sizes = self._watermark
            height = self._page_height * PIXEL
            width = (page_box.width + page_box.margin_left + page_box.margin_right) * PIXEL
            self._stream.multiply(watermark(glyphs, width, height, *sizes), colour, height)

    def _walk(self, box: Any, parent: Element) -> None:
        if isinstance(box, AbsolutePlaceholder):
            box = box._box
        if mark := self._marks.pop(box, None):
            node = self._node(box, parent) if isinstance(box, boxes.ReplacedBox) else parent
            node.kids.append(Marked(self._page, mark["mcid"]))
            if isinstance(box, boxes.TextBox):
                self._say(box, mark["mcid"])
            return
        if box.element is not None and box.element_tag == "thead":
            first = self._header_pages.setdefault(box.element, self._page)
            if first != self._page:
                self._keep_links(box)
                self._drop(box, artifacts.REPEATED)
                return
        if has_class(box, "leader"):
            self._keep_links(box, _link_of(parent))
            self._drop(box, artifacts.LAYOUT)
            return
        if has_class(box, "sign"):
            self._drop(box, artifacts.LAYOUT)
            return
        node = self._node(box, parent)
        self._annotate(box, node)
        for child in getattr(box, "children", ()):
            self._walk(child, node)

    def _annotate(self, box: Any, node: Element) -> None:
        """Put the field or the link that a box is the room for into its node."""
        if node.type == "Form" and not node.kids:
            room = box.border_box_x(), box.border_box_y(), box.border_width(), box.border_height()
            field = self._widgets.add(self._page, self._rectangle(*room), box.element)
            node.kids.append(Annotation(self._page, field))
        if annotation := getattr(box, "link_annotation", None):
            self._link(box, _link_of(node), annotation)

    def _say(self, box: Any, mcid: int) -> None:
        """Give a text words of its own, where its glyphs do not say them."""
        if has_class(box, "mark"):
            self._stream.say(mcid, box.element.get("data-said"))
        elif self._has_rtl or _is_reshaped(box.text):
            self._stream.say(mcid, without(box.text))

    def _node(self, box: Any, parent: Element) -> Element:
        """The node of the box's element: found, or made and hung in its place."""
        element, tag = box.element, box.element_tag
        # A pseudo-element's box carries its parent's element and a tag such as "p::before".
        if element is None or "::" in tag or element in self._nodes:
            return self._nodes.get(element, parent)
        type_ = _type(element, parent)
        if type_ is None:
            return parent
        node = self._nodes[element] = Element(type_, element)
        self._by_id[element.get("id")] = node
        hang(node, *self._place(node, parent))
        if type_ == "Figure":
            node.rectangle = self._rectangle(box.content_box_x(), box.content_box_y(), box.width, box.height)
        if type_ in ("TH", "TD"):
            node.rectangle = self._rectangle(*box.rounded_border_box()[:4])
        if type_ == "Span" and element.tag in ("ins", "del"):
            self._announce(node, box)
        return node

    def _place(self, node: Element, parent: Element) -> tuple[Element, int]:
        """Where a node belongs: its parent, and its position among the parent's kids."""
        if node.type == "Note":
            # Its box stands at the foot of the page; a reader should meet it right after its call.
            call = self._by_id[f"call_{node.element.get('id')}"].parent  # a Reference, around the link
            assert call and call.parent
            return call.parent, call.parent.kids.index(call) + 1
        if node.type == "Lbl" and parent.type == "P" and not has_number(parent):
            # HTML holds an item's label inside its paragraph, PDF beside the item's body.
            item = self._nodes[parent.parent.element] if parent.parent else parent
            return item, 0
        if parent.type == "LI":
            body = next(
                (kid for kid in parent.kids if isinstance(kid, Element) and kid.type == "LBody"), None
            )
            if not body:
                hang(body := Element("LBody", parent.element), parent, len(parent.kids))
            parent = body
        return parent, len(parent.kids)

    def _announce(self, node: Element, box: Any) -> None:
        """Begin inserted or deleted words with a sign, which says what they are. An Alt of the words'
        own element would be read in their stead, and with them go their links and notes."""
        x = box.position_x + (box.width if box.style["direction"] == "rtl" else 0)
        y = box.position_y + (box.baseline if isinstance(box, boxes.InlineBox) else box.height)
        colour = box.style["color"].to("srgb").coordinates
        mcid = self._stream.draw_wedge(x * PIXEL, y * PIXEL, colour)
        said = node.element.get("data-said")
        hang(Element("Span", None, kids=[Marked(self._page, mcid)], alternative=said), node, 0)

    def _link(self, box: Any, node: Element, annotation: Any) -> None:
        label = node.element.get("aria-label") or without(" ".join("".join(node.element.itertext()).split()))
        annotation["Contents"] = pydyf.String(label)
        annotation["Rect"] = pydyf.Array(_to_be_hit(*annotation["Rect"]))
        node.kids.append(Annotation(self._page, annotation))

    def _keep_links(self, box: Any, node: Element | None = None) -> None:
        """A repeated header's links stay links: one Link element, with an annotation on each page."""
        node = self._nodes.get(box.element, node)
        if node and (annotation := getattr(box, "link_annotation", None)):
            self._link(box, node, annotation)
        for child in getattr(box, "children", ()):
            self._keep_links(child, node)

    def _drop(self, box: Any, artifact: str) -> None:
        """Make everything below a box such an artifact, which no reader meets; signs lose their letters."""
        for inner in [box, *box.descendants()]:
            if mark := self._marks.pop(inner, None):
                mcid = mark["mcid"]
                if has_class(inner, "watermark"):
                    sizes = [float(inner.element.get(f"data-{name}")) for name in ("letters", "diagonal")]
                    self._watermark = (*self._stream.take(mcid), sizes)
                elif has_class(inner, "sign"):
                    self._stream.outline(mcid)
                self._stream.drop(mcid, artifact)

    def _rectangle(self, x: float, y: float, width: float, height: float) -> tuple[float, ...]:
        """A rectangle of the layout in PDF points from the page's lower left corner."""
        corners = x, self._page_height - y - height, x + width, self._page_height - y
        return tuple(round(value * PIXEL, 3) for value in corners)


def has_number(node: Element) -> bool:
    """Whether it is a numbered paragraph of the text."""
    return node.element is not None and "numbered" in node.element.get("class", "").split()


def _type(element: Any, parent: Element) -> str | None:
    """The structure type of an HTML element, or None for one that only dresses its content."""
    classes = element.get("class", "").split()
    match element.tag:
        case "span" if "note" in classes:
            return "Note"
        case "sup" if "call" in classes:
            return "Lbl" if parent.type == "Note" else "Reference"
        case "span" if "field" in classes:
            return "Form"
        case "span" if "label" in classes and parent.parent and parent.parent.type == "LBody":
            return "Lbl"
        case "span" if "label" in classes and has_number(parent):
            return "Lbl"
        case tag:
            return _in_contents(tag, classes, parent.type) or TYPES.get(tag)


def _in_contents(tag: str, classes: list[str], parent: str) -> str | None:
    """The structure type of an element of a list of contents, or of a part of a pack; None for any other."""
    match tag, parent:
        case "ol", _ if "toc" in classes:
            return "TOC"
        case "li", "TOC":
            return "TOCI"
        case "p", "TOCI":
            return "P" if "agenda-item" in classes or "absent" in classes else "Reference"
        case "span", _ if "on-page" in classes:
            return "Span"
        case "section", _ if "part" in classes:
            return "Part"
        case _:
            return None


def _link_of(node: Element) -> Element:
    """The link that marked words stand in: WeasyPrint makes each box in a link one of its own."""
    while node.type == "Span" and node.parent:
        node = node.parent
    return node


def _to_be_hit(left: float, top: float, right: float, bottom: float) -> tuple[float, ...]:
    """A link's rectangle, from its lower left corner to its upper right one, no smaller than `TARGET`."""
    wider = max(0.0, TARGET[0] - (right - left)) / 2
    higher = max(0.0, TARGET[1] - (top - bottom)) / 2
    return left - wider, bottom - higher, right + wider, top + higher


def has_class(box: Any, name: str) -> bool:
    """Whether the HTML element of a box has this class."""
    return box.element is not None and name in box.element.get("class", "").split()


def _is_reshaped(text: str) -> bool:
    """Whether glyphs may stand for other characters than these: anything but letters, digits and marks of
    the alphabets that are printed letter by letter, one glyph for each and no other."""
    return not text.isascii() and _LETTER_BY_LETTER.fullmatch(text) is None


def _is_rtl(box: Any) -> bool:
    return box.style["direction"] == "rtl" or (
        not box.text.isascii() and any(unicodedata.bidirectional(c) in ("R", "AL") for c in box.text)
    )
