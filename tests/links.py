"""The links of a PDF as a mouse or a finger meets them: rectangles, read with pikepdf and pdfium."""

from __future__ import annotations

from io import BytesIO

import pikepdf
import pypdfium2

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
                    rectangle = tuple(map(float, annotation.Rect))
                    found.append((number, str(annotation.Contents), rectangle))
    return found


def out_of_reach(pdf: bytes) -> list[tuple[int, str, Rectangle]]:
    """The links that cannot be hit: too small, or with no words under them."""
    with pypdfium2.PdfDocument(pdf) as document:
        pages = [page.get_textpage() for page in document]
        return [
            (number, said, (left, bottom, right, top))
            for number, said, (left, bottom, right, top) in links(pdf)
            if right - left < WIDTH
            or top - bottom < HEIGHT
            or not pages[number].get_text_bounded(left, bottom, right, top).strip()
        ]
