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

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pydyf
import weasyprint.pdf
from weasyprint.formatting_structure import boxes

from workplan.render.break_sign import without
from workplan.render.pdf.beside.drawn import drawn_of
from workplan.render.pdf.file.elements import Annotation, Element, Marked, Writer, hang
from workplan.render.pdf.file.widgets import Widgets
from workplan.render.pdf.page import artifacts
from workplan.render.pdf.page.content import MarkedContent
from workplan.render.pdf.page.margin import PIXEL, watermark
from workplan.render.pdf.page.outlines import Glyph
from workplan.render.pdf.page.reading import NONE, Met, Read, Reader, has_class, holds_rtl, numbered

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
    collector = _Collector(document, widgets)
    for number, (page, stream) in enumerate(zip(document.pages, streams, strict=True)):
        collector.collect_page(number, page, stream)
    widgets.finish()
    Writer(pdf, len(streams)).write(collector.root)


class _Collector:
    """Puts what a reader meets on each page into one node for each HTML element that has a type."""

    def __init__(self, document: Any, widgets: Widgets) -> None:
        self._fonts = {font.hash: font for font in document.fonts.values()}
        self._widgets = widgets
        self._numbers = numbered(document._html)
        self._elements = list(self._numbers)
        self.root = Element("Document", None)
        self._nodes: dict[Any, Element] = {}  # by HTML element
        self._by_id: dict[str | None, Element] = {}  # by HTML id
        self._begun: set[int] = set()  # the headers of tables that have their tags already

    def collect_page(self, number: int, page: Any, stream: Any) -> None:
        page_box = page._page_box
        self._page = number
        self._watermark: tuple[list[Glyph], bytes, list[float]] | None = None
        self._marks = dict(stream._tags)
        self._page_height = page_box.height + page_box.margin_top + page_box.margin_bottom
        self._links = [link[-1] for link in page.links]
        self._stream = MarkedContent(stream, self._fonts, len(self._marks))
        drawn = drawn_of(page_box)
        read = drawn.read if drawn else self._read(page_box)
        for kid in read.kids:
            self._take(kid, self.root)
        for mcid, font, artifact in read.signs:
            self._stream.outline(mcid, font)
            self._stream.drop(mcid, artifact)
        for child in page_box.children:
            if isinstance(child, boxes.MarginBox):
                self._drop(child, artifacts.of_margin(child.at_keyword))
        self._stream.name_artifacts(PIXEL, self._page_height * PIXEL)
        for bar in read.bars:
            self._stream.draw_bar(bar)
        if self._watermark:
            glyphs, colour, sizes = self._watermark
            height = self._page_height * PIXEL
            width = (page_box.width + page_box.margin_left + page_box.margin_right) * PIXEL
            self._stream.multiply(watermark(glyphs, width, height, *sizes), colour, height)

    def _read(self, page_box: Any) -> Read:
        links = {box: number for number, box in enumerate(self._links)}
        is_beside_rtl = holds_rtl(self._marks)
        reader = Reader(
            self._numbers, self._marks, links, self._stream, self._begun, is_beside_rtl=is_beside_rtl
        )
        return reader.read(page_box)

    def _take(self, met: Met | int, parent: Element) -> None:
        if isinstance(met, int):
            parent.kids.append(Marked(self._page, met))
            return
        if met.links_only:
            self._keep_links(met, _link_of(parent))
            return
        node = self._node(met, parent)
        if met.marks:
            node.kids += [Marked(self._page, mcid) for mcid in met.marks]
            return
        self._annotate(met, node)
        for kid in met.kids:
            self._take(kid, node)

    def _annotate(self, met: Met, node: Element) -> None:
        """Put the field or the link that a box is the room for into its node."""
        if node.type == "Form" and not node.kids:
            field = self._widgets.add(self._page, met.place, node.element)
            node.kids.append(Annotation(self._page, field))
        if annotation := self._annotation(met):
            self._link(_link_of(node), annotation)

    def _annotation(self, met: Met) -> Any:
        return None if met.link is None else getattr(self._links[met.link], "link_annotation", None)

    def _element(self, met: Met) -> Any:
        return None if met.element == NONE else self._elements[met.element]

    def _node(self, met: Met, parent: Element) -> Element:
        """The node of the box's element: found, or made and hung in its place."""
        element = self._element(met)
        if element is None or met.pseudo or element in self._nodes:
            return self._nodes.get(element, parent)
        type_ = _type(element, parent)
        if type_ is None:
            return parent
        node = self._nodes[element] = Element(type_, element)
        self._by_id[element.get("id")] = node
        hang(node, *self._place(node, parent))
        if type_ in ("Figure", "TH", "TD"):
            node.rectangle = met.place
        if type_ == "THead":
            self._begun.add(met.element)
        if type_ == "Span" and element.tag in ("ins", "del"):
            self._announce(node, met)
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

    def _announce(self, node: Element, met: Met) -> None:
        """Begin inserted or deleted words with a sign, which says what they are. An Alt of the words'
        own element would be read in their stead, and with them go their links and notes."""
        mcid = self._stream.draw_wedge(*met.wedge)
        said = node.element.get("data-said")
        hang(Element("Span", None, kids=[Marked(self._page, mcid)], alternative=said), node, 0)

    def _link(self, node: Element, annotation: Any) -> None:
        label = node.element.get("aria-label") or without(" ".join("".join(node.element.itertext()).split()))
        annotation["Contents"] = pydyf.String(label)
        annotation["Rect"] = pydyf.Array(_to_be_hit(*annotation["Rect"]))
        node.kids.append(Annotation(self._page, annotation))

    def _keep_links(self, met: Met, node: Element) -> None:
        """A repeated header's links stay links: one Link element, with an annotation on each page."""
        node = self._nodes.get(self._element(met), node)
        if annotation := self._annotation(met):
            self._link(node, annotation)
        for kid in met.kids:
            assert isinstance(kid, Met)
            self._keep_links(kid, node)

    def _drop(self, box: Any, artifact: str) -> None:
        """Make what stands in a margin such an artifact, which no reader meets."""
        for inner in [box, *box.descendants()]:
            if mark := self._marks.pop(inner, None):
                mcid = mark["mcid"]
                if has_class(inner, "watermark"):
                    sizes = [float(inner.element.get(f"data-{name}")) for name in ("letters", "diagonal")]
                    self._watermark = (*self._stream.take(mcid), sizes)
                self._stream.drop(mcid, artifact)


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
