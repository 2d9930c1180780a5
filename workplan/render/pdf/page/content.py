"""The content stream of one page, as WeasyPrint painted it: what is marked in it, and what is added.

ISO 32000-1, 14.6 (marked content) and 14.8.2.2 (artifacts).
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pydyf
from fontTools.misc.transform import Transform

from workplan.render.pdf.page import artifacts
from workplan.render.pdf.page.outlines import Glyph, outline, shown

#: Where a mark of a redline begins: a wedge below the baseline, as wide and as high as this, in points.
WEDGE = 1.6

Rectangle = tuple[float, float, float, float]


class MarkedContent:
    """The marked-content sequences of a page's stream, by number; `fonts` by their names on the page. `count`
    says how many there are."""

    def __init__(self, stream: Any, fonts: Mapping[str, Any], count: int) -> None:
        self._operators = stream.stream
        self._fonts = fonts
        self._places = {
            operand["MCID"]: index
            for index, operand in enumerate(self._operators)
            if isinstance(operand, pydyf.Dictionary) and "MCID" in operand
        }
        self._states = stream._resources["ExtGState"]
        self._count = count

    def drop(self, mcid: int, artifact: str) -> None:
        """Turn a sequence into an artifact with these properties."""
        place = self._places[mcid]
        self._operators[place - 1 : place + 1] = "/Artifact", artifact

    def reach(self, mcid: int) -> tuple[int, int]:
        """Where the operators of a sequence begin and end."""
        place = self._places[mcid]
        return place - 1, self._operators.index(b"EMC", place)

    def name_artifacts(self, pixel: float, page_height: float) -> None:
        """Say what kind of artifact each shade and each rule is; see `artifacts.name_all`."""
        artifacts.name_all(self._operators, pixel, page_height)

    def say(self, mcid: int, text: str) -> None:
        """Give a sequence the words that its glyphs stand for (14.9.4)."""
        self._operators[self._places[mcid]]["ActualText"] = pydyf.String(text)

    def outline(self, mcid: int, font: bytes) -> None:
        """Paint a sequence's letters as shapes; `font` is the operator that chose the font before them."""
        start, end, glyphs = self._take_letters(mcid, font)
        matrix = next(o for o in self._operators[start:end] if isinstance(o, bytes) and o.endswith(b" Tm"))
        painted = outline(glyphs, Transform(*map(float, matrix.split()[:6])))
        after = self._operators.index(b"ET", start)
        self._operators[after] = b"ET " + painted

    def take(self, mcid: int) -> tuple[list[Glyph], bytes]:
        """The letters of a sequence, which shows none any more, and the operator that sets their colour."""
        start, end, glyphs = self._take_letters(mcid, self.font_before(mcid))
        colour = next(o for o in self._operators[start:end] if isinstance(o, bytes) and o.endswith(b" rg"))
        return glyphs, colour

    def _take_letters(self, mcid: int, font: bytes) -> tuple[int, int, list[Glyph]]:
        start = self._places[mcid]
        end = self._operators.index(b"EMC", start)
        glyphs = list(shown(self._operators[start:end], self._fonts, font))
        for place in range(start, end):
            operator = self._operators[place]
            if isinstance(operator, bytes) and operator.endswith(b" TJ"):
                self._operators[place] = b"[] TJ"
        return start, end, glyphs

    def font_before(self, mcid: int) -> bytes:
        """The operator that chose the font in effect; WeasyPrint does not choose the same one again."""
        depth = 0  # of groups that have ended: what they chose is forgotten
        for operator in reversed(self._operators[: self._places[mcid]]):
            depth += (operator == b"Q") - (operator == b"q" and depth > 0)
            if not depth and isinstance(operator, bytes) and operator.endswith(b" Tf"):
                return operator
        return b""

    def draw_bar(self, rectangle: Rectangle) -> None:
        """Fill a rectangle (x, y, width, height; in points from the upper left) in black, as an artifact."""
        numbers = " ".join(f"{number:.2f}" for number in rectangle)
        self._operators += [
            f"/Artifact {artifacts.LAYOUT} BDC", b"q 0 g", f"{numbers} re f".encode(), b"Q EMC",
        ]  # fmt: skip

    def draw_wedge(self, x: float, y: float, colour: tuple[float, ...]) -> int:
        """Paint a wedge whose point is at (x, y), in points from the upper left, in a sequence of its own."""
        number, self._count = self._count, self._count + 1
        red, green, blue = (f"{part:.3f}" for part in colour[:3])
        self._operators += [
            "/Span", pydyf.Dictionary({"MCID": number}), b"BDC",
            f"q {red} {green} {blue} rg {x:.2f} {y:.2f} m {x - WEDGE / 2:.2f} {y + WEDGE:.2f} l".encode(),
            f"{x + WEDGE / 2:.2f} {y + WEDGE:.2f} l f Q".encode(), b"EMC",
        ]  # fmt: skip
        return number

    def multiply(self, painted: bytes, colour: bytes, height: float) -> None:
        """Paint a watermark on a page that is `height` points high, from its lower left corner up. Its colour
        is multiplied with what is there (ISO 32000-1, 11.3.5), so that it is cut by no background of a cell,
        and words keep their own colour."""
        self._states["watermark"] = pydyf.Dictionary({"Type": "/ExtGState", "BM": "/Multiply"})
        start = f"/Artifact {artifacts.WATERMARK} BDC q /watermark gs"
        up = f"1 0 0 -1 0 {height:.2f} cm".encode()
        self._operators += [start, up, colour, painted, b"Q EMC"]
