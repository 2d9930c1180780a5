"""The design tokens of `styles/theme.yaml`, checked, in points.

One file says how a plan looks; the CSS, the Word styles and the page set-up are written from it. What it says
is kept (`kept`), so that who writes a Word file need not import what reads YAML.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from hashlib import sha256
from typing import TYPE_CHECKING, Annotated, Any, Literal

from msgspec import Meta, Struct, ValidationError, convert, json
from msgspec.structs import replace

from workplan.design.resources import resource
from workplan.design.tone import Tone
from workplan.errors import ContentError, Problem
from workplan.files.kept import keep, kept

if TYPE_CHECKING:
    from workplan.files.yaml import Path

_FILE = "styles/theme.yaml"

#: The frame of a box, and the room between it and the words.
BOX_LINE, BOX_ROOM = 0.75, 6.0

_LENGTH = re.compile(r"(\d+(?:\.\d+)?)(pt|mm)")
_POINTS = {"pt": 1.0, "mm": 72 / 25.4}


if TYPE_CHECKING:
    Length = float
else:

    class Length(float):
        """A length in points, which msgspec reads by `_length`."""


def _length(_kind: type[Length], value: Any) -> Length:
    if not isinstance(value, str) or not (match := _LENGTH.fullmatch(value)):
        raise ValueError("a length looks like 10.5pt or 25mm")
    return Length(float(match[1]) * _POINTS[match[2]])


Colour = Annotated[str, Meta(pattern=r"\A#[0-9A-Fa-f]{6}\Z")]
ColourName = Literal[
    "ink", "accent", "muted", "rule", "shade", "link", "paper",
    "blue", "brown", "green", "plum",
    "inserted", "inserted-shade", "deleted", "deleted-shade", "moved", "watermark",
]  # fmt: skip
#: The colours of words, by the names that authors know them by.
TONES: Mapping[Tone, ColourName] = {
    "black": "ink",
    "grey": "muted",
    "blue": "blue",
    "brown": "brown",
    "green": "green",
    "plum": "plum",
}
#: Checked, because it is written into CSS.
FontName = Annotated[str, Meta(pattern=r"\A[A-Za-z][A-Za-z0-9 -]*\Z")]


class _Tokens(Struct, frozen=True, forbid_unknown_fields=True, rename=lambda name: name.replace("_", "-")):
    pass


class Sides(_Tokens, frozen=True):
    top: Length
    right: Length
    bottom: Length
    left: Length


class Page(_Tokens, frozen=True):
    width: Length
    height: Length
    margin: Sides
    header: Length
    footer: Length

    def turned(self) -> Page:
        """The page in landscape; itself, where it is wider than high."""
        if self.width >= self.height:
            return self
        sides = self.margin.top, self.margin.right, self.margin.bottom, self.margin.left
        top, right, bottom, left = turned_margins(sides, self.header + HEAD, self.footer + HEAD)
        margin = Sides(top, right, bottom, left)
        return replace(self, width=self.height, height=self.width, margin=margin)


#: The room of a running head of two lines, in points.
HEAD = 24.0


def turned_margins(
    sides: tuple[float, float, float, float], head: float, foot: float
) -> tuple[float, float, float, float]:
    """The margins (top, right, bottom, left) of a page turned by a quarter: the left edge, where pages are
    bound, comes on top. Above and below there is room for a `head` and a `foot`, as far as there was."""
    top, right, bottom, left = sides
    return max(left, min(top, head)), top, max(right, min(bottom, foot)), bottom


class Fonts(_Tokens, frozen=True):
    pdf: FontName
    word: FontName
    web: tuple[FontName, ...]


class ParagraphStyle(_Tokens, frozen=True):
    """What a paragraph of one role looks like. `line` multiplies the font's own line height."""

    size: Length
    bold: bool = False
    italic: bool = False
    colour: ColourName = "ink"
    before: Length = 0.0
    after: Length = 0.0
    line: float = 1.0
    keep_with_next: bool = False
    rule: bool = False  # a line below
    align: Literal["start", "end", "centre"] = "start"
    box: bool = False  # a frame around it, and around others of the same style before and behind it


class Lists(_Tokens, frozen=True):
    indent: Length
    number: Length
    bullets: Annotated[tuple[str, ...], Meta(min_length=1)]


class Line(_Tokens, frozen=True):
    width: Length
    colour: ColourName


class TableTokens(_Tokens, frozen=True):
    padding: Sides
    rule: Line
    hairline: Line
    label: Length


#: Patterns that a print in black and white tells apart.
Pattern = Literal["empty", "solid", "rising", "falling", "dots", "crossed", "level", "upright"]


class ChartTokens(_Tokens, frozen=True):
    none: Pattern
    patterns: Annotated[tuple[Pattern, ...], Meta(min_length=2)]

    def pattern(self, place: int) -> Pattern:
        """The pattern of this place, from 1; 0 is `none`. Behind the last comes the first again."""
        return self.patterns[(place - 1) % len(self.patterns)] if place else self.none


class NoteTokens(_Tokens, frozen=True):
    above: Length
    rule: Line
    length: Length


class Watermark(_Tokens, frozen=True):
    letters: float
    diagonal: float


class Theme(_Tokens, frozen=True):
    page: Page
    fonts: Fonts
    colours: dict[ColourName, Colour]
    dark: dict[ColourName, Colour]
    styles: dict[str, ParagraphStyle]
    notes: NoteTokens
    watermark: Watermark
    lists: Lists
    table: TableTokens
    chart: ChartTokens


def palette(theme: Theme, made: Mapping[str, tuple[str, str]]) -> dict[str, ParagraphStyle]:
    """The styles of roles that are made of one of the theme's, at another place in the line."""
    return {role: replace(theme.styles[style], align=align) for role, (style, align) in made.items()}


@cache
def theme() -> Theme:
    """The theme, read once. Raises `ContentError` with the line of what is wrong."""
    text = resource(_FILE).read_text("utf-8")
    of = sha256(text.encode()).hexdigest()
    if known := kept("theme", of):
        return json.decode(known, type=Theme, dec_hook=_length)
    from workplan.files.yaml import ANYTHING, read

    said = read(ANYTHING, text, _FILE)
    if said.problems:
        raise ContentError(said.problems)
    try:
        found = convert(said.data, Theme, dec_hook=_length)
    except ValidationError as error:
        message, _, path = str(error).partition(" - at ")
        raise ContentError([Problem(message, said.places.value(_path(path)))]) from None
    keep("theme", of, json.encode(said.data))
    return found


def _path(words: str) -> Path:
    """The path in YAML that msgspec calls so: `$.page.margin`; `[...]` is any key, and ends it."""
    named = words.strip("`").partition("[...]")[0]
    return tuple(int(part) if part.isdecimal() else part for part in re.findall(r"[^$.\[\]]+", named))
