"""The width of a picture in per cent of the text's, from its size in a file of ours."""

from __future__ import annotations

import math
from collections.abc import Iterable

from workplan.content.files.images import NARROWEST, WIDEST, Image
from workplan.word.page.pictures import EMU_PER_TWIP, size_of

Size = tuple[int, int]
#: Editors round sizes to twentieths of a point or hundredths of a millimetre; nobody sees so little.
_ALIKE = 6 * EMU_PER_TWIP


def said_width(said: str | None) -> float | None:
    """A width as the outline says it; None where it says none that can be."""
    try:
        width = float(said or "")
    except ValueError:
        return None
    return width if math.isfinite(width) and NARROWEST <= width <= WIDEST else None


def width_of(image: Image, size: Size, room: Size, known: Iterable[float | None]) -> tuple[float | None, str]:
    """The width of a picture of this `size` in a text of this `room`, and what of the size is lost. The first
    of the `known` widths that gives this size is it: what nobody has changed is as it was."""
    for width in known:
        if _alike(size_of(image, width, *room), size):
            return width, ""
    exact = 100 * size[0] / (room[0] * EMU_PER_TWIP)
    near = round(exact)
    width = near if abs(exact - near) * room[0] * EMU_PER_TWIP <= 100 * _ALIKE else round(exact, 1)
    width = float(min(max(width, NARROWEST), WIDEST))
    wide, high = size_of(image, width, *room)
    if abs(wide - size[0]) > room[0] * EMU_PER_TWIP / 1000 + _ALIKE:
        return width, f"a picture can be {NARROWEST}% to {WIDEST}% as wide as the text, and fits the page"
    if abs(high - size[1]) > max(_ALIKE, high * (_ALIKE + room[0] * EMU_PER_TWIP / 1000) / wide):
        return width, "a picture keeps its shape: another height, or what was cut off, is left out"
    return width, ""


def _alike(one: Size, other: Size) -> bool:
    return all(abs(a - b) <= _ALIKE for a, b in zip(one, other, strict=True))
