"""The words of stamps, laid out once by our own PDF process: any script, in fonts with the letters of all.

Each stamp has a room of its own on the sheet (`templates/html/stamps.html`), so that the height of a line
says whose it is. Many are laid out a part at a time, so that 5,000 take no more memory than 500.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from io import BytesIO
from typing import Any

import pikepdf
from jinja2 import Environment
from markupsafe import Markup
from msgspec import Struct

from workplan.content.values.languages import Direction
from workplan.design import templates
from workplan.design.theme import theme
from workplan.document.tree import Text
from workplan.files import pdf_lines
from workplan.render.breaks import breakable
from workplan.render.css import print_css
from workplan.render.pdf import fonts
from workplan.render.pdf.job import MEMORY, SECONDS
from workplan.render.pdf.process import PdfProcess
from workplan.stamp.stamps import Drawn, Stamp

#: How many stamps are laid out at a time.
MOST = 500

#: The height of a stamp's room and of a page of them, in points, as styles/stamps.css has them.
_ROOM, _PAGE = 50.0, 4000.0


class Sheet(Struct, frozen=True):
    """The stamps, in their order; `pdf` has their fonts."""

    pdf: pikepdf.Pdf
    stamps: tuple[Drawn, ...]


def lacking(words: str) -> dict[str, tuple[str, str]]:
    """What no font has of the letters of a stamp: a message and a hint for each."""
    return fonts.lacking(words)


def laid_out(stamps: Sequence[Stamp], language: str, direction: Direction, process: PdfProcess) -> Sheet:
    """Raises what `PdfProcess.print` raises."""
    html = (
        _environment()
        .get_template("stamps.html")
        .render(
            language=language,
            direction=direction,
            title="stamps",
            css=Markup(print_css(theme(), direction, "stamps.css")),  # noqa: S704 - our own files
            stamps=[stamp.words for stamp in stamps],
        )
    )
    job = {
        "html": html,
        "xmp": "",
        "information": {},
        "attachments": [],
        "epoch": 0,
        "memory": MEMORY[0] + MEMORY[1] * len(html),
        "seconds": int(SECONDS[0] + SECONDS[1] * len(html)),
    }
    pdf = pikepdf.open(BytesIO(process.print(job)))
    lines: list[list[pdf_lines.Line]] = [[] for _ in stamps]
    for room, line in _in_rooms(pdf):
        lines[room].append(line)
    drawn = (Drawn(stamp, tuple(those)) for stamp, those in zip(stamps, lines, strict=True))
    return Sheet(pdf, tuple(drawn))


def _in_rooms(pdf: pikepdf.Pdf) -> Iterator[tuple[int, pdf_lines.Line]]:
    rooms = int(_PAGE // _ROOM)
    for number, page in enumerate(pdf.pages):
        for line in pdf_lines.lines(page):
            yield number * rooms + int((_PAGE - line.base) // _ROOM), line


@cache
def _environment() -> Environment:
    environment = templates.environment("html")
    environment.filters["breakable"] = _breakable
    return environment


def _breakable(words: str) -> Any:
    (text,) = breakable((Text(words),))
    assert isinstance(text, Text)
    return text.text
