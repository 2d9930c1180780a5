"""Draws the text and the notes of a laid-out page, and makes plain values of them (`drawn`)."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import Any

from weasyprint.document import Page
from weasyprint.draw import draw_stacking_context
from weasyprint.layout.background import layout_backgrounds
from weasyprint.stacking import StackingContext

from workplan.render.pdf.beside.drawn import Canvas, Drawn, Glyphs, NotPlain, painted
from workplan.render.pdf.page.content import MarkedContent
from workplan.render.pdf.page.links import drop_empty
from workplan.render.pdf.page.margin import PIXEL
from workplan.render.pdf.page.reading import Reader, holds_rtl

_MARGINS = (
    "@top-left", "@top-center", "@top-right", "@bottom-left", "@bottom-center", "@bottom-right",
    "@left-top", "@left-middle", "@left-bottom", "@right-top", "@right-middle", "@right-bottom",
)  # fmt: skip


class Drawing:
    """Draws pages of one document, in their order. `numbers` are those of its HTML elements, `context` is
    WeasyPrint's of the layout."""

    def __init__(self, numbers: Mapping[Any, int], context: Any) -> None:
        self._numbers = numbers
        self._context = context
        self._fonts: dict[int, Any] = {}

    def number(self, element: Any) -> int:
        """The number of an HTML element."""
        return self._numbers[element]

    def draw(self, page_box: Any, number: int, begun: Collection[int]) -> Drawn | None:
        """The values of page `number`, on whose earlier pages the table headers `begun` stand; or None where
        it is more than plain values. The page's boxes are ready for the file then."""
        root, *areas = whole = page_box.children
        page_box.children = (root, *(area for area in areas if area.children))
        layout_backgrounds(page_box, self._context.get_image_from_uri)
        page = Page(page_box)
        drop_empty(page)
        known = {key: (len(font.to_unicode), len(font.widths)) for key, font in self._fonts.items()}
        canvas = Canvas(self._fonts, (0, 0, page.width, page.height))
        try:
            for context in _contexts(page_box):
                draw_stacking_context(canvas, context)
            if any(font.missing or font.bitmap for font in self._fonts.values()):
                return None  # letters without a font are numbered in the order of the document
            if self._fonts.keys() - known - canvas.first.keys():
                return None
            content = MarkedContent(
                canvas, {font.hash: font for font in self._fonts.values()}, len(canvas._tags)
            )
            reader = Reader(
                self._numbers,
                canvas._tags,
                {link[-1]: place for place, link in enumerate(page.links)},
                content,
                begun,
                is_beside_rtl=holds_rtl(canvas._tags) or holds_rtl(list(self._beside(page_box, number))),
            )
            read = reader.read(page_box)
            content.name_artifacts(PIXEL, page.height * PIXEL)
            signs = dict(content.reach(mcid) for mcid, _, _ in read.signs)
            page_box.children = whole
            return Drawn(
                painted(canvas, signs),
                len(canvas._tags),
                read,
                tuple(_shown(self._fonts, known)),
                tuple(_numbered(canvas.first, page_box)),
                tuple(link[:-1] for link in page.links),
                page.anchors,
                tuple(page.bookmarks),
            )
        except NotPlain:
            return None

    def _beside(self, page_box: Any, number: int) -> Iterator[Any]:
        """The boxes that will stand in the margins of a page."""
        self._context.current_page = number
        for margin in _MARGINS:
            style = self._context.style_for(page_box.page_type, margin)
            content = style["content"] if style else ()
            for kind, value in content if isinstance(content, (list, tuple)) else ():
                if kind == "element()":
                    for box in self._context.get_running_element_for(page_box, *value):
                        yield from box.descendants()


def _numbered(texts: Mapping[int, Any], page_box: Any) -> Iterator[tuple[int, int]]:
    """The numbers of these boxes among those of a page."""
    places = {box: place for place, box in enumerate(page_box.descendants())} if texts else {}
    return ((key, places[text]) for key, text in texts.items())


def _contexts(page_box: Any) -> list[Any]:
    whole = StackingContext.from_page(page_box)
    if whole.negative_z_contexts or whole.positive_z_contexts:
        raise NotPlain
    return list(whole.zero_z_contexts)


def _shown(fonts: Mapping[int, Any], known: Mapping[int, tuple[int, int]]) -> Iterator[Glyphs]:
    """What a page shows of the fonts that no page before it showed."""
    for key, font in fonts.items():
        words, widths = known.get(key, (0, 0))
        if key not in known or len(font.to_unicode) > words or len(font.widths) > widths:
            yield Glyphs(key, tuple(font.to_unicode.items())[words:], tuple(font.widths.items())[widths:])
