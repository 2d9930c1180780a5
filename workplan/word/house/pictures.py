"""The pictures of a house template, without what they say about themselves: names, places, programs, dates.

[x] PNG, JPEG: as pictures of content are (`content.files.images`)
[x] GIF, BMP, TIFF: their first page, as PNG; they keep names and dates in too many places
[x] EMF: without its description (MS-EMF 2.2.9), and records that the drawing does not need; WMF has none
"""

from __future__ import annotations

import re
import struct
from io import BytesIO

from docx.opc.constants import CONTENT_TYPE as CT

from workplan.content.files.images import MAX_PIXELS, ImageError, read_image
from workplan.text.hints import quoted
from workplan.word.file.xml import UnsafeFile

#: First bytes of what Pillow makes a PNG of, and its name there.
_OTHERS = ((rb"GIF8[79]a", "GIF"), (rb"BM", "BMP"), (rb"II\*\0|MM\0\*", "TIFF"))
_EMF = rb"\x01\0\0\0.{36} EMF"
_WMF = rb"\xd7\xcd\xc6\x9a"


def picture(data: bytes, name: str) -> tuple[str, str, bytes]:
    """Extension, content type and bytes of a picture that says nothing but what it shows. Raises
    `UnsafeFile`; `name` is the part's."""
    try:
        if re.match(_EMF, data, re.DOTALL):
            return "emf", "image/x-emf", _undescribed(data)
        if re.match(_WMF, data):
            return "wmf", "image/x-wmf", data
        for start, format_ in _OTHERS:
            if re.match(start, data):
                data = _as_png(data, format_)
        clean = read_image(name, data)
    except ImageError as error:
        raise UnsafeFile(
            f"the reference document’s picture {quoted(name)} cannot be taken over: {error.message}",
            "insert it in Word as PNG or JPEG",
        ) from error
    if clean.media_type == "image/png":
        return "png", CT.PNG, clean.data
    return "jpg", CT.JPEG, clean.data


def _as_png(data: bytes, format_: str) -> bytes:
    from PIL import Image

    try:
        with Image.open(BytesIO(data), formats=(format_,)) as found:
            if found.width * found.height > MAX_PIXELS:
                raise ImageError(f"it has more than {MAX_PIXELS:,} pixels", "save it smaller")
            buffer = BytesIO()
            found.convert("RGBA").save(buffer, "PNG")
    except ImageError:
        raise
    except Exception as error:  # Pillow's decoders raise many types on broken files
        raise ImageError(f"it is a damaged {format_}", "save it as PNG") from error
    return buffer.getvalue()


def _undescribed(data: bytes) -> bytes:
    """An EMF with blanks for the words that its header has of the program and the picture's name."""
    if len(data) < 72:
        raise ImageError("it is a damaged EMF", "save it as PNG")
    count, at = struct.unpack_from("<II", data, 60)
    end = at + 2 * count
    if not count:
        return data
    if not 72 <= at <= end <= len(data):
        raise ImageError("it is a damaged EMF", "save it as PNG")
    return data[:60] + struct.pack("<II", 0, 0) + data[68:at] + bytes(end - at) + data[end:]
