"""The links of a PDF as a mouse or a finger meets them: rectangles, read with pikepdf and pdfium."""

from __future__ import annotations

from io import BytesIO

import pikepdf
import pypdfium2
from pypdfium2 import raw

#: The least width and height that can be hit, in points.
WIDTH, HEIGHT = 3, 5

Rectangle = tuple[float, float, float, float]  # left, bottom, right, top


def links(pdf: bytes) -> list[tuple[int, str, Rectangle]]:
    """Each link annotation: the index of its page, what it says, its rectangle."""
    found = []
    with pikepdf.open(BytesIO(pdf)) as file:
        for number, page in enumerate(file.pages):
            for annotation in page.get("/Annots", pikepdf.Array()):  # type: ignore[attr-defined, call-overload]
                if annotation.Subtype == "/Link":
                    x, y, far, high = map(float, annotation.Rect)  # any two corners (ISO 32000-1, 7.9.5)
                    rectangle = min(x, far), min(y, high), max(x, far), max(y, high)
                    found.append((number, str(annotation.Contents), rectangle))
    return found


def out_of_reach(pdf: bytes) -> list[tuple[int, str, Rectangle]]:
    """The links that cannot be hit: too small, or with no words under them."""
    with pypdfium2.PdfDocument(pdf) as document:
        words = [
            [item.get_bounds() for item in page.get_objects([raw.FPDF_PAGEOBJ_TEXT])] for page in document
        ]
        return [
            (number, said, (left, bottom, right, top))
            for number, said, (left, bottom, right, top) in links(pdf)
            if right - left < WIDTH
            or top - bottom < HEIGHT
            or not any(
                x < right and far > left and y < top and high > bottom for x, y, far, high in words[number]
            )
        ]
