"""The pages of a pack that are its own: contents, slip pages, and a sheet with the numbers of all pages.

They are HTML (`templates/html/pack.html`), laid out and tagged by our own PDF process, with our own fonts, in
any script. The true page numbers need to know how many pages the contents take: that is guessed, and laid
out once more where the guess was wrong. A number has a place of its own beside each title, so that it
changes no line.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from functools import cache
from io import BytesIO
from itertools import groupby
from typing import Any

import pikepdf
from jinja2 import Environment
from markupsafe import Markup
from msgspec import Struct

from workplan.content.values.languages import Direction, direction_of
from workplan.design import templates
from workplan.design.theme import theme
from workplan.document.printing.directions import words_direction
from workplan.document.tree import Text
from workplan.errors import GivenFileError, OurBug
from workplan.files.pdf_objects import listed
from workplan.pack.pages.arrangement import Arrangement, arrange
from workplan.pack.parts.claims import information
from workplan.pack.parts.papers import Absent, Divider, Front, Guest, Item, Paper, filled
from workplan.render.breaks import breakable
from workplan.render.css import print_css
from workplan.render.pdf import fonts
from workplan.render.pdf.job import MEMORY, SECONDS
from workplan.render.pdf.process import PdfProcess

#: The destination of the sheet with numbers, and of each item: no id of a paper has an underscore first.
NUMBERS, _ITEM = "_numbers", "_item.{}"

#: Lines of entries on a page of contents, for the first guess.
_LINES = 30

#: The layout that a second one may still correct; a number changes no line, so that the second is right.
_LAYOUTS = 3


class Sheets(Struct, frozen=True):
    pdf: pikepdf.Pdf
    arrangement: Arrangement
    number_pages: range  # of `pdf`


class _Entry(Struct, frozen=True):
    """An item as the template has it. `lines` are those of its slip page; None: it has no such page. One that
    is absent has no page at all."""

    id: str
    item: Item | Absent
    page: int | None
    direction: Direction
    said: str
    lines: tuple[str, ...] | None


def lay_out(
    front: Front,
    listed: Sequence[Item | Absent],
    counts: Sequence[int],
    about: tuple[str, datetime],
    process: PdfProcess,
) -> Sheets:
    """The pages of ours for what is `listed`, whose items have so many pages each. `about`: XMP and date of
    the pack.

    Raises `GivenFileError` for characters without a font, with the item that has them, and what
    `PdfProcess.print` raises.
    """
    if lacking := tuple(_without_font(front, listed)):
        raise GivenFileError("; ".join(said for said, _ in lacking), lacking[0][1])
    items = [item for item in listed if not isinstance(item, Absent)]
    slips = [int(has_slip(item)) for item in items]
    arrangement = arrange(1 + len(listed) // _LINES, slips, counts, front.recto)
    for _ in range(_LAYOUTS):
        printed = process.print(_job(front, listed, arrangement, about))
        sheets = _measured(printed, items, counts, front.recto)
        if sheets.arrangement == arrangement:
            return sheets
        arrangement = sheets.arrangement
    raise OurBug("the contents of the pack take another number of pages each time that they are laid out")


def _without_font(front: Front, listed: Sequence[Item | Absent]) -> Iterator[tuple[str, str]]:
    """A message and a hint for each character that no font has, with what first says it."""
    words = front.words
    said = [(front.title, (front.title, *front.lines, words.contents, words.page, words.slip))]
    for item in listed:
        if isinstance(item, Absent):
            said.append((item.group or item.title, (item.group, item.label, item.title)))
            continue
        lines = () if isinstance(item, Paper) else item.slip if isinstance(item, Guest) else item.lines
        said.append((item.name, (item.name, item.group, *lines)))
    known: set[str] = set()
    for name, those in said:
        for character, (message, hint) in fonts.lacking("".join(those)).items():
            if character not in known:
                yield f"{name}: {message}", hint
            known.add(character)


def has_slip(item: Item) -> bool:
    """Whether an item begins with a page of ours."""
    return not isinstance(item, Paper)


def item_destination(position: int) -> str:
    return _ITEM.format(position)


def _measured(data: bytes, items: Sequence[Item], counts: Sequence[int], recto: bool) -> Sheets:
    """How many pages the contents and each slip take, as they were laid out."""
    pdf = pikepdf.open(BytesIO(data))
    starts = dict(_starts(pdf))
    slips = [n for n, item in enumerate(items) if has_slip(item)]
    first = [starts[item_destination(n)] for n in slips] + [starts[NUMBERS]]
    lengths = {n: after - start for n, start, after in zip(slips, first, first[1:], strict=False)}
    arrangement = arrange(first[0], [lengths.get(n, 0) for n in range(len(items))], counts, recto)
    return Sheets(pdf, arrangement, range(starts[NUMBERS], len(pdf.pages)))


def _starts(pdf: pikepdf.Pdf) -> Iterator[tuple[str, int]]:
    """The page of each destination of ours, from 0."""
    numbers = {page.obj.objgen: number for number, page in enumerate(pdf.pages)}
    for name, place in pikepdf.NameTree(pdf.Root.Names.Dests).items():
        if name.startswith("_"):
            yield name, numbers[listed(place)[0].objgen]


def _job(
    front: Front, listed: Sequence[Item | Absent], arrangement: Arrangement, about: tuple[str, datetime]
) -> dict[str, Any]:
    xmp, date = about
    entries = list(_entries(front, listed, arrangement))
    html = (
        _environment()
        .get_template("pack.html")
        .render(
            front=front,
            css=Markup(print_css(theme(), front.direction, "pack.css")),  # noqa: S704 - our own files
            all=[entry for entry in entries if entry.id],
            groups=[
                (words, [each for each in those if each.item.title])
                for words, those in groupby(entries, lambda e: e.item.group)
            ],
            numbers=[
                filled(front.words.page, page=page, pages=arrangement.total)
                for page in range(1, arrangement.total + 1)
            ],
        )
    )
    return {
        "html": html,
        "xmp": xmp,
        "information": information(front, date),
        "attachments": [],
        "epoch": int(date.timestamp()),
        "memory": MEMORY[0] + MEMORY[1] * len(html),
        "seconds": int(SECONDS[0] + SECONDS[1] * len(html)),
    }


def _entries(front: Front, listed: Sequence[Item | Absent], arrangement: Arrangement) -> Iterator[_Entry]:
    places = enumerate(arrangement.places)
    for item in listed:
        direction = (
            direction_of(item.language) if item.language else words_direction(item.title, front.direction)
        )
        if isinstance(item, Absent):
            yield _Entry("", item, None, direction, "", None)
            continue
        position, place = next(places)
        yield _Entry(
            id=item_destination(position),
            item=item,
            page=place.start + 1,
            direction=direction,
            said=filled(front.words.entry, paper=item.name, page=place.start + 1),
            lines=_lines(front, item, place.pages),
        )


def _lines(front: Front, item: Item, count: int) -> tuple[str, ...] | None:
    """What a slip page says below its title."""
    match item:
        case Divider(lines=lines):
            return lines
        case Guest(slip=lines):
            return lines or (filled(front.words.slip, count=count),)
        case _:
            return None


@cache
def _environment() -> Environment:
    environment = templates.environment("html")
    environment.filters["breakable"] = _breakable
    return environment


def _breakable(words: str) -> str:
    (text,) = breakable((Text(words),))
    assert isinstance(text, Text)
    return text.text
