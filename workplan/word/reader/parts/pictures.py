"""The pictures of a file: each decoded once, no more of them than a document can have, and how wide they are
in per cent of the text's width."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping

from msgspec import Struct, field

from workplan.content.files.images import NARROWEST, WIDEST, Image, ImageError, read_image
from workplan.word.page.pictures import EMU_PER_TWIP, size_of

#: Of all pictures of a file together. A small file can hold thousands of large pictures.
_MOST_PIXELS = 400_000_000
#: What a picture counts for that cannot be read: how far its decoder came, nobody knows.
_UNREADABLE = 4_000_000

Size = tuple[int, int]
#: Editors round sizes to twentieths of a point or hundredths of a millimetre; nobody sees so little.
_ALIKE = 6 * EMU_PER_TWIP


class Pictures(Struct):
    """`data` are the parts of the file, by name."""

    data: Mapping[str, bytes]
    _found: dict[str, Image | ImageError] = {}
    _left: int = field(default_factory=lambda: _MOST_PIXELS)

    def image(self, part: str) -> Image | ImageError:
        """The picture in a part, without a name of its own; or why it is left out."""
        if part not in self._found:
            self._found[part] = self._read(part)
        return self._found[part]

    def _read(self, part: str) -> Image | ImageError:
        if part not in self.data:
            return ImageError("it is not in the file")
        if self._left <= 0:
            return ImageError("there are more large pictures than can be read")
        try:
            image = read_image("", self.data[part])
        except ImageError as error:
            self._left -= _UNREADABLE
            return error
        self._left -= image.width * image.height
        return image


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
