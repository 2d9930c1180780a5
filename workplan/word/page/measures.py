"""The page that a document is set on, in twentieths of a point, as Word counts."""

from __future__ import annotations

from math import hypot
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from workplan.design.theme import HEAD, Theme, turned_margins


def twips(points: float) -> int:
    """Points as twentieths of a point."""
    return round(points * 20)


MarginKind = Literal["header", "footer"]


class Margin(Struct, frozen=True):
    """A header or footer of the section: its type, and the relationship that leads to its part."""

    kind: MarginKind
    type: str
    relation: str


class Page(Struct, frozen=True):
    """Page size and margins of a section (ECMA-376 Part 1, 17.6.13 and 17.6.11)."""

    width: int
    height: int
    top: int
    right: int
    bottom: int
    left: int
    header: int
    footer: int
    gutter: int = 0
    title_page: bool = True
    references: tuple[Margin, ...] = ()

    @property
    def text_width(self) -> int:
        return self.width - self.left - self.right - self.gutter

    @property
    def text_height(self) -> int:
        return self.height - abs(self.top) - abs(self.bottom)

    @property
    def turns(self) -> bool:
        """Whether it has another form in landscape; one that is wider than high has not."""
        return self.width < self.height

    def turned(self) -> Page:
        """The page in landscape, as a later section has it: without a first page and headers of its own."""
        if not self.turns:
            return replace(self, title_page=False, references=())
        sides = abs(self.top), self.right, abs(self.bottom), self.left + self.gutter
        head, foot = self.header + twips(HEAD), self.footer + twips(HEAD)
        top, right, bottom, left = map(round, turned_margins(sides, head, foot))
        return replace(
            self,
            width=self.height,
            height=self.width,
            top=top,
            right=right,
            bottom=bottom,
            left=left,
            gutter=0,
            title_page=False,
            references=(),
        )


def theme_page(theme: Theme) -> Page:
    """The page of the theme. The first page has the masthead and therefore no running head."""
    page = theme.page
    return Page(
        width=twips(page.width),
        height=twips(page.height),
        top=twips(page.margin.top),
        right=twips(page.margin.right),
        bottom=twips(page.margin.bottom),
        left=twips(page.margin.left),
        header=twips(page.header),
        footer=twips(page.footer),
    )


#: Of bold capitals of Arial, in type sizes: how wide they are on average, and how high.
_CAPITAL_WIDTH, _CAPITAL_HEIGHT = 0.7, 0.72


def watermark_size(words: str, theme: Theme) -> tuple[int, int]:
    """The box, in points, that Word stretches a watermark of these words into: like the PDF's."""
    page, tokens = theme.page, theme.watermark
    size = tokens.letters * page.width
    size = min(size, tokens.diagonal * hypot(page.width, page.height) / (_CAPITAL_WIDTH * len(words)))
    return round(_CAPITAL_WIDTH * size * len(words)), round(_CAPITAL_HEIGHT * size)


def column_widths(fractions: tuple[float, ...], total: int) -> list[int]:
    """Whole columns that sum to `total`: the edges are rounded, not the widths."""
    widths: list[int] = []
    reached = 0.0
    for fraction in fractions:
        reached += fraction
        widths.append(round(reached * total) - sum(widths))
    return widths
