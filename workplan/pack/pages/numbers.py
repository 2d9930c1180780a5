"""The pack's number on each page: "Pack p. 12 of 80", drawn as an artifact.

The words of all numbers are laid out once, a line each, by our own PDF process (`sheets`). Here each line is
cut out of that sheet (`pdf_lines`), and drawn in the middle of a page's foot. A number that the page has from
an earlier pack goes.

ISO 32000-1, 14.8.2.2 (artifacts).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from fontTools.misc.transform import Identity, Transform
from msgspec import Struct
from pikepdf import Array, Dictionary, Name, Pdf, Stream

from workplan.files import pdf_lines
from workplan.render.pdf.page.artifacts import FOOTER

#: From the paper's edge to the line that a number stands on, in points: 6 mm, below our own running foot,
#: and within what printers print.
FOOT = 17.0

#: What says of a stream that it draws a pack's number.
_MARK = "/WorkplanNumber"


class Line(Struct, frozen=True):
    """The words of one number; `middle` is that of their sheet."""

    words: pdf_lines.Line
    middle: float


def lines(pdf: Pdf, pages: Iterable[int]) -> Iterator[Line]:
    """The lines on the sheets with numbers, from the top."""
    for number in pages:
        page = pdf.pages[number]
        left, _, right, _ = (float(corner) for corner in page.mediabox)
        for line in pdf_lines.lines(page):
            yield Line(line, (left + right) / 2)


class Numbers:
    """Draws lines on pages."""

    def __init__(self, pdf: Pdf) -> None:
        self._pdf = pdf
        self._save = self._stream(b"q")

    def draw(self, line: Line, page: Any) -> None:
        names = self._add_fonts(line.words, page)
        move = _foot(page).translate(-line.middle, -line.words.base)
        said = line.words.drawn(move, names)
        drawn = self._stream(b"Q /Artifact " + FOOTER.encode() + b" BDC q\n" + said + b"\nQ EMC")
        page.Contents = Array([self._save, *_own_contents(page), drawn])

    def _stream(self, data: bytes) -> Any:
        return self._pdf.make_indirect(Stream(self._pdf, data, {_MARK: True}))

    def _add_fonts(self, line: pdf_lines.Line, page: Any) -> dict[str, str]:
        """Put the line's fonts among the page's, under names that are free there; the names by those here."""
        resources = page.Resources
        if "/Font" not in resources:
            resources.Font = Dictionary()
        return {own: _free_name(resources.Font, line.fonts[own]) for own in line.font_names}


def _foot(page: Any) -> Transform:
    """The middle of the foot of a page as its reader sees it, whichever way the page is turned."""
    left, bottom, right, top = (float(corner) for corner in page.get("/CropBox", page.MediaBox))
    across, up = (left + right) / 2, (bottom + top) / 2
    match int(page.get("/Rotate", 0)) % 360:
        case 90:
            return Transform(0, 1, -1, 0, right - FOOT, up)
        case 180:
            return Transform(-1, 0, 0, -1, across, top - FOOT)
        case 270:
            return Transform(0, -1, 1, 0, left + FOOT, up)
        case _:
            return Identity.translate(across, bottom + FOOT)


def _free_name(fonts: Any, font: Any) -> str:
    number = 0
    while (name := f"/Pack{number}") in fonts and fonts[name].objgen != font.objgen:
        number += 1
    fonts[Name(name)] = font
    return name


def _own_contents(page: Any) -> list[Any]:
    """The streams of a page without those that draw an earlier pack's number."""
    contents = page.get("/Contents", Array([]))
    streams = list(contents) if isinstance(contents, Array) else [contents]
    return [each for each in streams if _MARK not in each]
