"""What stands on a page and is no part of its words: artifacts, each with its type and subtype.

    [x] running heads, page numbers, watermarks        Pagination: Header, Footer, Watermark
    [x] repeated table headers                          Pagination, for which there is no subtype
    [x] rules, borders, change bars, signs of a redline Layout
    [x] shades of cells                                 Background, with its BBox

ISO 32000-1, 14.8.2.2, table 330. WeasyPrint writes a bare `/Artifact` around what it paints besides words.
"""

from __future__ import annotations

from typing import Any

HEADER = "<</Type /Pagination /Subtype /Header /Attached [/Top]>>"
FOOTER = "<</Type /Pagination /Subtype /Footer /Attached [/Bottom]>>"
WATERMARK = "<</Type /Pagination /Subtype /Watermark>>"
REPEATED = "<</Type /Pagination>>"
LAYOUT = "<</Type /Layout>>"


def of_margin(at_keyword: str) -> str:
    """The properties of what stands in a margin box of a page, such as "@top-left"."""
    if at_keyword.startswith("@top"):
        return HEADER
    return FOOTER if at_keyword.startswith("@bottom") else REPEATED


def name_all(operators: list[Any], pixel: float, page_height: float) -> None:
    """Give each bare artifact among the operators of a page its properties; no operator changes its place.

    `pixel` is the length of the operators' unit and `page_height` that of the page, both in points.
    """
    for place in range(len(operators) - 1):
        if operators[place] == "/Artifact" and operators[place + 1] == b"BMC":
            shade = _shade(operators[place : operators.index(b"EMC", place)])
            properties = _background(shade, pixel, page_height) if shade else LAYOUT
            operators[place : place + 2] = f"/Artifact {properties}", b"BDC"


def _shade(inside: list[Any]) -> bytes:
    """The rectangle of a shade: WeasyPrint clips that, and nothing else, to the rectangle that it fills."""
    for first in range(len(inside) - 4):
        clipped, *between, filled, fill = inside[first : first + 5]
        if between == [b"W", b"n"] and fill == b"f" and filled == clipped:
            return bytes(filled)
    return b""


def _background(rectangle: bytes, pixel: float, page_height: float) -> str:
    x, y, width, height = (float(number) * pixel for number in rectangle.split()[:4])
    corners = x, page_height - y - height, x + width, page_height - y
    return f"<</Type /Background /BBox [{' '.join(f'{corner:.2f}' for corner in corners)}]>>"
