"""What a reader meets on one page: the boxes of a layout as plain values, from which `structure` makes the
tree.

    [x] the marked content of words and pictures, in reading order
    [x] where links, fields, cells and figures are, and where inserted and deleted words begin
    [x] repeated headers of tables, leaders and signs: artifacts, of which links are kept
    [x] words that glyphs do not say

A page is read where its boxes are: in the process that lays pages out, or in a copy of it (`copies`). Nothing
here knows of another page but this: which headers of tables have begun on an earlier one.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterator, Mapping
from typing import Any, NamedTuple

from weasyprint.formatting_structure import boxes
from weasyprint.layout.absolute import AbsolutePlaceholder

from workplan.render.break_sign import without
from workplan.render.pdf.page import artifacts
from workplan.render.pdf.page.content import MarkedContent
from workplan.render.pdf.page.margin import PIXEL, bars

#: Latin with its accents, Greek, Cyrillic, and the punctuation and currency signs of Unicode.
_LETTER_BY_LETTER = re.compile(
    "[\x20-\x7e\xa0-\xac\xae-\u02af\u0370-\u0482\u048a-\u052f\u1e00-\u1fff\u2010-\u2027\u2030-\u205e\u20a0-\u20bf]*"
)

#: The number of no element.
NONE = -1


class Met(NamedTuple):
    """A box. `element` is the number of its HTML element in the document's order, `link` that of its link on
    the page. A `pseudo` box is one that CSS made of its element. Of one that is no part of the words,
    `links_only` count."""

    element: int = NONE
    pseudo: bool = False
    link: int | None = None
    place: tuple[float, ...] = ()  # of a cell, a figure, the room of a field; in points, from the lower left
    wedge: tuple[Any, ...] = ()  # where inserted or deleted words begin: x, y, colour
    links_only: bool = False
    marks: tuple[int, ...] = ()  # its own marked content, where it is a picture
    kids: tuple[Met | int, ...] = ()  # boxes and marked content


class Read(NamedTuple):
    """A page. `signs` are the marked contents of a redline's signs, each with the operator that chose its
    font and what it is instead; `bars` stand beside what changed."""

    kids: tuple[Met | int, ...]
    signs: tuple[tuple[int, bytes, str], ...]
    bars: tuple[tuple[float, float, float, float], ...]


def numbered(html: Any) -> dict[Any, int]:
    """The HTML elements of a document, each with its number."""
    return {element: number for number, element in enumerate(html.etree_element.iter())}


class Reader:
    """Reads one page. `marks` says under which number each box was painted, `links` which is each box's link;
    `begun` are the table headers that stand on an earlier page. `is_beside_rtl`: whether words from right to
    left stand on it."""

    def __init__(
        self,
        numbers: Mapping[Any, int],
        marks: Mapping[Any, Mapping[str, Any]],
        links: Mapping[Any, int],
        content: MarkedContent,
        begun: Collection[int],
        *,
        is_beside_rtl: bool,
    ) -> None:
        self._numbers = numbers
        self._marks = dict(marks)
        self._links = links
        self._content = content
        self._begun = begun
        self._is_beside_rtl = is_beside_rtl
        self._signs: list[tuple[int, bytes, str]] = []
        self._wedged: set[Any] = set()  # the elements that have begun on this page

    def read(self, page_box: Any) -> Read:
        self._page_height = page_box.height + page_box.margin_top + page_box.margin_bottom
        in_text = [child for child in page_box.children if not isinstance(child, boxes.MarginBox)]
        kids = tuple(kid for child in in_text for kid in self._walk(child))
        return Read(kids, tuple(self._signs), tuple(bars(page_box)))

    def _walk(self, box: Any) -> Iterator[Met | int]:
        if isinstance(box, AbsolutePlaceholder):
            box = box._box
        if mark := self._marks.pop(box, None):
            mcid = mark["mcid"]
            if isinstance(box, boxes.TextBox):
                self._say(box, mcid)
            yield self._met(box, marks=(mcid,)) if isinstance(box, boxes.ReplacedBox) else mcid
            return
        is_repeated = box.element_tag == "thead" and self._numbers.get(box.element) in self._begun
        if is_repeated or has_class(box, "leader") or has_class(box, "sign"):
            if not has_class(box, "sign"):
                yield self._links_of(box)
            self._drop(box, artifacts.REPEATED if is_repeated else artifacts.LAYOUT)
            return
        yield self._met(
            box, kids=tuple(kid for child in getattr(box, "children", ()) for kid in self._walk(child))
        )

    def _met(self, box: Any, **inside: Any) -> Met:
        element = box.element
        if element is None:
            return Met(link=self._links.get(box), **inside)
        return Met(
            self._numbers[element],
            "::" in box.element_tag,  # a pseudo-element's box has its parent's element
            self._links.get(box),
            self._place(box),
            self._wedge(box),
            **inside,
        )

    def _links_of(self, box: Any) -> Met:
        """What is no part of the words, for the links in it: those of a repeated header stay links."""
        kids = tuple(map(self._links_of, getattr(box, "children", ())))
        number = NONE if box.element is None else self._numbers[box.element]
        return Met(number, link=self._links.get(box), links_only=True, kids=kids)

    def _place(self, box: Any) -> tuple[float, ...]:
        match box.element.tag:
            case "img":  # the words for it, too, where there is no picture
                return self._rectangle(box.content_box_x(), box.content_box_y(), box.width, box.height)
            case "td" | "th" if isinstance(box, boxes.TableCellBox):
                return self._rectangle(*box.rounded_border_box()[:4])
            case "span" if has_class(box, "field"):
                return self._rectangle(
                    box.border_box_x(), box.border_box_y(), box.border_width(), box.border_height()
                )
            case _:
                return ()

    def _wedge(self, box: Any) -> tuple[Any, ...]:
        """Where the sign of inserted or deleted words is drawn, which says what they are."""
        if box.element.tag not in ("ins", "del") or box.element in self._wedged:
            return ()
        self._wedged.add(box.element)
        x = box.position_x + (box.width if box.style["direction"] == "rtl" else 0)
        y = box.position_y + (box.baseline if isinstance(box, boxes.InlineBox) else box.height)
        return x * PIXEL, y * PIXEL, tuple(box.style["color"].to("srgb").coordinates)

    def _say(self, box: Any, mcid: int) -> None:
        """Give a text words of its own, where its glyphs do not say them."""
        if has_class(box, "mark"):
            self._content.say(mcid, box.element.get("data-said"))
        elif self._is_beside_rtl or _is_reshaped(box.text):
            self._content.say(mcid, without(box.text))

    def _drop(self, box: Any, artifact: str) -> None:
        """Make everything below a box such an artifact, which no reader meets; signs lose their letters
        later, when the fonts are as the file has them."""
        for inner in [box, *box.descendants()]:
            if mark := self._marks.pop(inner, None):
                mcid = mark["mcid"]
                if has_class(inner, "sign"):
                    self._signs.append((mcid, self._content.font_before(mcid), artifact))
                else:
                    self._content.drop(mcid, artifact)

    def _rectangle(self, x: float, y: float, width: float, height: float) -> tuple[float, ...]:
        """A rectangle of the layout in PDF points from the page's lower left corner."""
        corners = x, self._page_height - y - height, x + width, self._page_height - y
        return tuple(round(value * PIXEL, 3) for value in corners)


def has_class(box: Any, name: str) -> bool:
    """Whether the HTML element of a box has this class."""
    return box.element is not None and name in box.element.get("class", "").split()


def holds_rtl(texts: Collection[Any]) -> bool:
    """Whether any of these boxes is a text with words from right to left. Beside them, programs that read a
    page put other words out of order too."""
    return any(isinstance(box, boxes.TextBox) and _is_rtl(box) for box in texts)


def _is_reshaped(text: str) -> bool:
    """Whether glyphs may stand for other characters than these: anything but letters, digits and marks of
    the alphabets that are printed letter by letter, one glyph for each and no other."""
    return not text.isascii() and _LETTER_BY_LETTER.fullmatch(text) is None


def _is_rtl(box: Any) -> bool:
    return box.style["direction"] == "rtl" or (
        not box.text.isascii() and any(unicodedata.bidirectional(c) in ("R", "AL") for c in box.text)
    )
