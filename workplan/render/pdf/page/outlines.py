"""Letters as shapes: what looks like words on a page, and is none to a program that reads it.

The signs of a redline and a draft's watermark are no words of the document; as artifacts they are
outside the structure tree, but programs that know no tags (and anybody who copies from the page)
would still find them among its words. So what WeasyPrint shaped and placed as text is painted with
the outlines of the same glyphs, and nothing is left of it that could be read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from hashlib import sha256
from io import BytesIO
from typing import Any

import fontTools
import msgspec
from fontTools.misc.transform import Transform
from fontTools.pens.basePen import BasePen
from fontTools.pens.recordingPen import DecomposingRecordingPen, RecordingPen
from fontTools.pens.transformPen import TransformPen
from fontTools.ttLib import TTFont
from msgspec import Struct
from weasyprint.text.fonts import get_hb_object_data

from workplan.files.kept import keep, kept

_KIND = "outlines"
#: Glyphs in hexadecimal, or a number of thousandths to step back (ISO 32000-1, 9.4.3).
_SHOWN = re.compile(rb"<([0-9a-f]*)>|(-?[\d.]+)")


class Glyph(Struct, frozen=True):
    """A glyph of a font, by number, and where it stands: x from the start of its words, y above the
    baseline. `size` is that of the type; all in one unit."""

    font: Any
    number: int
    size: float
    x: float
    y: float

    @property
    def end(self) -> float:
        return float(self.x + self.font.widths[self.number] / 1000 * self.size)


def outline(glyphs: list[Glyph], place: Transform) -> bytes:
    """The operators that paint `glyphs` in the current colour; `place` leads from their unit to a page's."""
    pen = _Pen()
    for glyph in glyphs:
        unit = glyph.size / glyph.font.upem
        shape = _shape(glyph.font, glyph.number)
        shape.replay(TransformPen(pen, place.translate(glyph.x, glyph.y).scale(unit)))
    return b" ".join([*pen.operators, b"f"])


def shown(operators: list[Any], fonts: Mapping[str, Any], font: bytes) -> Iterator[Glyph]:
    """The glyphs that text `operators` of WeasyPrint show, in order. `fonts` are by their names on the
    page; `font` is the operator that chose the one before them."""
    x = rise = 0.0
    for operator in (font, *operators):
        match operator.split() if isinstance(operator, bytes) else ():
            case [name, number, b"Tf"]:
                chosen, size = fonts[name[1:].decode()], float(number)
            case [height, b"Ts"]:
                rise = float(height)
            case [*_, b"TJ"]:
                for numbers, step in _SHOWN.findall(operator):
                    x -= float(step or 0) / 1000 * size
                    for at in range(0, len(numbers), 4):
                        glyph = Glyph(chosen, int(numbers[at : at + 4], 16), size, x, rise)
                        yield glyph
                        x = glyph.end


@cache
def _shape(font: Any, number: int) -> RecordingPen:
    """The outline of a glyph, in the font's units; kept, since it takes long to find in a variable font."""
    pen = RecordingPen()
    of = sha256(_fingerprint(font) + b"%d" % number).hexdigest()
    if (known := kept(_KIND, of)) is not None:
        pen.value = msgspec.json.decode(known)
    else:
        pen.value = _drawn(font, number)
        keep(_KIND, of, msgspec.json.encode(pen.value))
    return pen


def _drawn(font: Any, number: int) -> Any:
    opened = _open(font)
    glyphs = opened.getGlyphSet(location={"wght": font.weight})
    pen = DecomposingRecordingPen(glyphs)
    # Pango numbers a letter without a font beyond all glyphs; a font's first glyph is the box for it.
    glyphs[opened.getGlyphName(number if number < opened["maxp"].numGlyphs else 0)].draw(pen)
    return pen.value


@cache
def _fingerprint(font: Any) -> bytes:
    """Of all that decides which outlines a font has: the whole font, and how it is cut (`Font.clean`)."""
    decides = fontTools.version, font.index, font.weight, bool(font.missing)
    return sha256(repr(decides).encode() + get_hb_object_data(font.hb_face)).digest()


@cache
def _open(font: Any) -> TTFont:
    return TTFont(BytesIO(font.file_content), fontNumber=font.index)


class _Pen(BasePen):  # type: ignore[misc]  # fontTools has no types
    """Writes a path as PDF operators."""

    def __init__(self) -> None:
        super().__init__(None)
        self.operators: list[bytes] = []

    def _write(self, operator: str, *points: tuple[float, float]) -> None:
        numbers = (f"{value:.2f}" for point in points for value in point)
        self.operators.append(" ".join((*numbers, operator)).encode())

    def _moveTo(self, point: tuple[float, float]) -> None:  # noqa: N802 - fontTools' name
        self._write("m", point)

    def _lineTo(self, point: tuple[float, float]) -> None:  # noqa: N802 - fontTools' name
        self._write("l", point)

    def _curveToOne(self, *points: tuple[float, float]) -> None:  # noqa: N802 - fontTools' name
        self._write("c", *points)

    def _closePath(self) -> None:  # noqa: N802 - fontTools' name
        self._write("h")
