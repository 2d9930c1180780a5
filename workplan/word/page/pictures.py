"""The pictures of a document: their parts, and their sizes in English Metric Units (20.1.2.1)."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from msgspec import Struct

from workplan.content.files.images import Image
from workplan.document.tree import Block, Figure
from workplan.word.file.package import Part
from workplan.word.page.measures import Page

EMU_PER_TWIP = 635
_EMU_PER_PIXEL = 9525  # at 96 pixels an inch, as CSS counts
#: No picture is higher than this part of the page's text, so that its caption stays with it.
_TALLEST = 0.8
_EXTENSIONS = {"image/png": "png", "image/jpeg": "jpg"}


class Picture(Struct, frozen=True):
    """A picture in its place: `number` is unique, `part` names the part that holds it."""

    number: int
    part: str
    width: int
    height: int


def place_pictures(
    blocks: Iterable[Block], page_of: Callable[[str], Page]
) -> tuple[dict[str, Picture], list[Part]]:
    """The figures by id, each on the page that `page_of` its id, and their parts: one for equal pictures,
    however often they are shown."""
    pictures: dict[str, Picture] = {}
    parts: dict[Image, Part] = {}
    for block in blocks:
        if isinstance(block, Figure):
            image = block.image
            if image not in parts:
                name = f"/word/media/image{len(parts) + 1}.{_EXTENSIONS[image.media_type]}"
                parts[image] = Part(name, image.media_type, image.data)
            page = page_of(block.id)
            pictures[block.id] = Picture(
                len(pictures) + 1,
                parts[image].name,
                *size_of(image, block.width, page.text_width, page.text_height),
            )
    return pictures, list(parts.values())


def size_of(image: Image, percent: float | None, text_width: int, text_height: int) -> tuple[int, int]:
    """Its own size or that of its width, or smaller where that is wider than the text or too high for the
    page. The text's measures are in twentieths of a point."""
    width, height = image.width * _EMU_PER_PIXEL, image.height * _EMU_PER_PIXEL
    room = text_width * EMU_PER_TWIP, _TALLEST * text_height * EMU_PER_TWIP
    wanted = 1.0 if percent is None else percent / 100 * room[0] / width
    scale = min(wanted, room[0] / width, room[1] / height)
    return max(1, int(width * scale)), max(1, int(height * scale))
