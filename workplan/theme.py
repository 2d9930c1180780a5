"""The design tokens of `styles/theme.yaml`, checked, in points.

One file says how a plan looks; the CSS, the Word styles and the page set-up are written from it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from typing import Annotated, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints

from workplan import yaml
from workplan.errors import ContentError
from workplan.resources import resource
from workplan.tone import Tone

#: The frame of a box, and the room between it and the words.
BOX_LINE, BOX_ROOM = 0.75, 6.0

_LENGTH = re.compile(r"(\d+(?:\.\d+)?)(pt|mm)")
_POINTS = {"pt": 1.0, "mm": 72 / 25.4}


def _points(value: object) -> float:
    if not isinstance(value, str) or not (match := _LENGTH.fullmatch(value)):
        raise ValueError("a length looks like 10.5pt or 25mm")
    return float(match[1]) * _POINTS[match[2]]


#: A length in points.
Length = Annotated[float, BeforeValidator(_points)]
Colour = Annotated[str, StringConstraints(pattern=r"^#[0-9A-Fa-f]{6}$")]
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
FontName = Annotated[str, StringConstraints(pattern=r"^[A-Za-z][A-Za-z0-9 -]*$")]


class _Tokens(BaseModel):
    model_config = ConfigDict(
        strict=True, extra="forbid", frozen=True, alias_generator=lambda name: name.replace("_", "-")
    )


class Sides(_Tokens):
    top: Length
    right: Length
    bottom: Length
    left: Length


class Page(_Tokens):
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
        margin = self.margin.model_copy(update={"top": top, "right": right, "bottom": bottom, "left": left})
        return self.model_copy(update={"width": self.height, "height": self.width, "margin": margin})


#: The room of a running head of two lines, in points.
HEAD = 24.0


def turned_margins(
    sides: tuple[float, float, float, float], head: float, foot: float
) -> tuple[float, float, float, float]:
    """The margins (top, right, bottom, left) of a page turned by a quarter: the left edge, where pages are
    bound, comes on top. Above and below there is room for a `head` and a `foot`, as far as there was."""
    top, right, bottom, left = sides
    return max(left, min(top, head)), top, max(right, min(bottom, foot)), bottom


class Fonts(_Tokens):
    pdf: FontName
    word: FontName
    web: tuple[FontName, ...]


class ParagraphStyle(_Tokens):
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


class Lists(_Tokens):
    indent: Length
    number: Length
    bullets: Annotated[tuple[str, ...], Field(min_length=1)]


class Line(_Tokens):
    width: Length
    colour: ColourName


class TableTokens(_Tokens):
    padding: Sides
    rule: Line
    hairline: Line
    label: Length


#: Patterns that a print in black and white tells apart.
Pattern = Literal["empty", "solid", "rising", "falling", "dots", "crossed", "level", "upright"]


class ChartTokens(_Tokens):
    none: Pattern
    patterns: Annotated[tuple[Pattern, ...], Field(min_length=2)]

    def pattern(self, place: int) -> Pattern:
        """The pattern of this place, from 1; 0 is `none`. Behind the last comes the first again."""
        return self.patterns[(place - 1) % len(self.patterns)] if place else self.none


class NoteTokens(_Tokens):
    above: Length
    rule: Line
    length: Length


class Watermark(_Tokens):
    letters: float
    diagonal: float


class Theme(_Tokens):
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
    return {
        role: theme.styles[style].model_copy(update={"align": align}) for role, (style, align) in made.items()
    }


@cache
def theme() -> Theme:
    """The theme, read once. Raises `ContentError` with the line of what is wrong."""
    path = resource("styles/theme.yaml")
    read = yaml.read(Theme, path.read_text("utf-8"), file="styles/theme.yaml")
    if read.value is None:
        raise ContentError(read.problems)
    return read.value
