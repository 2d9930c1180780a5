"""A page that was drawn elsewhere, as plain values, and how it gets into the file as if it had been drawn
here.

    [x] what WeasyPrint painted of the text and its notes, with the resources that it needs: states, groups
    [x] links, destinations, bookmarks; which glyphs of which fonts it shows
    [x] the same operators, names and numbers that WeasyPrint gives when it draws all pages in one process
    [-] pictures, patterns, shadings: a page with one is no plain value, and is drawn where the file is
        written
    [ ] what stands in the margins: it has the number of all pages, and is made and drawn when that is known

`draw` makes the values of a laid-out page; `stripped` takes the boxes off one; `replaying` paints the values.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any, NamedTuple

import pydyf
import weasyprint.draw
from weasyprint.draw.text import draw_text
from weasyprint.formatting_structure import boxes
from weasyprint.pdf.stream import Stream

from workplan.render.pdf.engine.writing_out.glyphs import forget
from workplan.render.pdf.page.reading import Read

#: Resources that are plain values: how opaque something is. WeasyPrint names them by their value.
_STATES = ("ca", "CA")


class NotPlain(Exception):
    """What was painted is more than plain values."""


class Conflict(Exception):
    """Drawn one after the other, the pages would look otherwise."""


class Painted(NamedTuple):
    """A stream. A number among its `pieces` is that of one of its `groups`, painted there; a tuple holds
    operators that are still to be changed. A group has the rectangle around it."""

    pieces: tuple[bytes | int | tuple[Any, ...], ...]
    states: tuple[tuple[str, dict[str, Any]], ...]
    groups: tuple[tuple[tuple[float, ...], Painted], ...]


class Glyphs(NamedTuple):
    """What a page shows for the first time of a font: the words of glyphs, and their widths."""

    font: int
    words: tuple[tuple[int, str], ...]
    widths: tuple[tuple[int, int], ...]


class Drawn(NamedTuple):
    """The text and the notes of a page. `marks` says how many marked contents it has. `first` are the fonts
    that nobody had met before, each with the number of the box that shows it."""

    painted: Painted
    marks: int
    read: Read
    glyphs: tuple[Glyphs, ...]
    first: tuple[tuple[int, int], ...]
    links: tuple[tuple[Any, ...], ...]
    anchors: dict[str, Any]
    bookmarks: tuple[Any, ...]


class Link:
    """The place of a link, for the annotation that WeasyPrint makes of it."""


def drawn_of(page_box: Any) -> Drawn | None:
    """The values of a page whose boxes are gone."""
    return getattr(page_box.children[0], "drawn", None)


def stripped(page_box: Any, drawn: Drawn) -> None:
    """Put its values in the place of the boxes of a page that was just laid out."""
    root, notes, others = page_box.children
    root = root.copy_with_children([])
    root.drawn = drawn
    page_box.children = [root, notes.copy_with_children([]), others.copy_with_children([])]


def restored(pages: list[Any]) -> None:
    """Give pages of a WeasyPrint document what was found in the boxes that they had."""
    for page in pages:
        if drawn := drawn_of(page._page_box):
            page.links[:] = [(*link, Link()) for link in drawn.links]
            page.anchors.update(drawn.anchors)
            page.bookmarks[:] = drawn.bookmarks


class Canvas(Stream):  # type: ignore[misc]  # WeasyPrint has no types
    """A stream to draw on where no file is. `first` are the fonts that were met, each with the text that
    shows it."""

    def __init__(self, fonts: dict[int, Any], rectangle: tuple[float, ...]) -> None:
        kinds = ("ExtGState", "XObject", "Pattern", "Shading", "ColorSpace")
        resources = {kind: pydyf.Dictionary() for kind in kinds}
        super().__init__(fonts, rectangle, resources, {}, {}, {}, None)
        self.first: dict[int, Any] = {}
        self._text: Any = None

    @contextmanager
    def marked(self, box: Any, tag: str) -> Iterator[None]:
        self._text = box if isinstance(box, boxes.TextBox) else None
        with super().marked(box, tag):
            yield
        self._text = None

    def add_font(self, pango_font: Any) -> Any:
        known = len(self._fonts)
        found = super().add_font(pango_font)
        if len(self._fonts) > known:
            if self._text is None:
                raise NotPlain
            self.first[next(reversed(self._fonts))] = self._text
        return found


def painted(stream: Any, kept: Mapping[int, int]) -> Painted:
    """The values of a stream. `kept` are the places where operators begin that are to stay single, and where
    they end. Raises `NotPlain`."""
    resources = stream._resources
    if resources["Pattern"] or resources["Shading"]:
        raise NotPlain
    states = tuple((name, dict(state)) for name, state in resources["ExtGState"].items())
    if any(entry not in _STATES for _, state in states for entry in state):
        raise NotPlain
    groups = []
    for group in resources["XObject"].values():
        if not isinstance(group, Stream) or "Group" not in group.extra:
            raise NotPlain
        groups.append((tuple(group.extra["BBox"]), painted(group, {})))
    places = {f"/{name} Do".encode(): number for number, name in enumerate(resources["XObject"])}
    return Painted(tuple(_pieces(stream.stream, places, kept)), states, tuple(groups))


def _pieces(
    operators: list[Any], groups: Mapping[bytes, int], kept: Mapping[int, int]
) -> Iterator[bytes | int | tuple[Any, ...]]:
    run: list[Any] = []
    place = 0
    while place < len(operators):
        operator = operators[place]
        group = groups.get(operator) if isinstance(operator, bytes) else None
        if group is not None or place in kept:
            if run:
                yield _joined(run)
                run = []
            end = kept.get(place, place)
            yield tuple(operators[place : end + 1]) if group is None else group
            place = end
        else:
            run.append(operator)
        place += 1
    if run:
        yield _joined(run)


def _joined(operators: list[Any]) -> bytes:
    """The operators as they stand in the file, but for the line ends around."""
    return b"\n".join(map(_as_bytes, operators))


def _as_bytes(operator: Any) -> bytes:
    if isinstance(operator, bytes):
        return operator
    return bytes(operator.data) if hasattr(operator, "data") else str(operator).encode()


def _paint(stream: Any, painting: Painted) -> None:
    for name, state in painting.states:
        stream._resources["ExtGState"].setdefault(name, pydyf.Dictionary(state))
    groups = []
    for rectangle, inner in painting.groups:
        group = stream.add_group(0, 0, 0, 0)
        group.extra["BBox"] = pydyf.Array(rectangle)
        _paint(group, inner)
        groups.append(group)
    for piece in painting.pieces:
        if isinstance(piece, tuple):
            stream.stream += piece
        else:
            stream.stream.append(piece if isinstance(piece, bytes) else f"/{groups[piece].id} Do".encode())


class Fonts:
    """The fonts of pages that were drawn elsewhere, by WeasyPrint's keys."""

    def __init__(self) -> None:
        self._fonts: dict[int, Any] = {}

    def learn(self, first: tuple[tuple[int, int], ...], page_boxes: list[Any]) -> None:
        """Meet the fonts of a page here, in the boxes that show them for the first time."""
        for key, number in first:
            if key not in self._fonts:
                canvas = Canvas({}, (0, 0, 0, 0))
                with canvas.marked(page_boxes[number], "Span"):
                    draw_text(canvas, page_boxes[number], 0, "clip", "none")
                font = self._fonts[key] = canvas._fonts[key]
                forget(font)

    def show(self, fonts: dict[int, Any], glyphs: tuple[Glyphs, ...]) -> None:
        """Enter into the `fonts` of the file what a page shows. Raises `Conflict` where a glyph has another
        width on an earlier page (WeasyPrint rounds it in the size in which it meets it first): the places of
        letters follow from it."""
        for key, words, widths in glyphs:
            font = fonts.setdefault(key, self._fonts.get(key))
            if font is None:
                raise Conflict
            for glyph, said in words:
                font.to_unicode.setdefault(glyph, said)
            for glyph, width in widths:
                if font.widths.setdefault(glyph, width) != width:
                    raise Conflict


@contextmanager
def replaying(fonts: Fonts) -> Iterator[None]:
    """While it lasts, WeasyPrint paints the values of a page in the place of its boxes."""
    original = weasyprint.draw.draw_stacking_context

    def draw(stream: Any, context: Any) -> None:
        drawn = getattr(context.box, "drawn", None)
        if drawn is None:
            original(stream, context)
            return
        fonts.show(stream._fonts, drawn.glyphs)
        _paint(stream, drawn.painted)
        stream._tags.update((object(), {"mcid": number}) for number in range(drawn.marks))

    weasyprint.draw.draw_stacking_context = draw
    try:
        yield
    finally:
        weasyprint.draw.draw_stacking_context = original
