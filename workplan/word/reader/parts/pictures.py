"""The pictures of a file, each decoded once, and no more of them than a document can have."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct, field

from workplan.content.files.images import Image, ImageError, read_image

#: Of all pictures of a file together. A small file can hold thousands of large pictures.
_MOST_PIXELS = 400_000_000
#: What a picture counts for that cannot be read: how far its decoder came, nobody knows.
_UNREADABLE = 4_000_000


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
