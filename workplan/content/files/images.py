"""Pictures that content brings in, made harmless: real PNG or JPEG, of bounded size, no metadata.

    [x] PNG, JPEG; grey, colour, palette, transparency; CMYK and colour profiles turned into sRGB
    [x] the orientation that a camera noted is applied, then all metadata is dropped
    [x] a JPEG that shows the same without its metadata keeps its scans; else it is written anew
    [-] anything else under those names (told by how it begins), animations, pictures over the limits:
        `ImageError`

The same picture gives the same bytes with the same Pillow, and a picture that was read once is
read again without change. Pillow is imported when there is a picture, not before.
"""

from __future__ import annotations

import re
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from typing import TYPE_CHECKING, Any, Literal

from msgspec import Struct

from workplan.content.files.jpeg import without_metadata
from workplan.errors import WorkplanError

if TYPE_CHECKING:
    from PIL.Image import Image as Pillow

MAX_BYTES = 20_000_000
MAX_PIXELS = 40_000_000
#: A width, in per cent of the text's.
NARROWEST, WIDEST = 5, 100

#: What files begin with, as patterns: the two kinds that are read, and others that people have.
_OURS = {rb"\x89PNG\r\n\x1a\n": "a PNG picture", rb"\xff\xd8": "a JPEG picture"}
_OTHERS = {
    rb"$": "empty",
    rb"GIF8": "a GIF picture",
    rb"RIFF....WEBP": "a WebP picture",
    rb"II\*\0|MM\0\*": "a TIFF picture",
    rb"BM": "a BMP picture",
    rb"....ftyp(?:hei|mif|avif)": "a HEIC or AVIF picture",
    rb"\x01\0\0\0.{36} EMF|\xd7\xcd\xc6\x9a": "a drawing of Windows (EMF or WMF)",
    rb"%PDF-": "a PDF",
    rb"(?:\xef\xbb\xbf)?\s*<(?:\?xml|svg|!DOCTYPE svg)": "a drawing in XML (SVG)",
}

MediaType = Literal["image/png", "image/jpeg"]


class Image(Struct, frozen=True):
    """A picture, cleaned of metadata. `width` and `height` are in pixels."""

    name: str
    media_type: MediaType
    data: bytes
    width: int
    height: int


def width_text(width: float) -> str:
    """A width as an author writes it."""
    return f"{str(float(width)).removesuffix('.0')}%"


class ImageError(WorkplanError):
    """A picture that cannot be printed; `hint` says what to do."""


def read_image(name: str, data: bytes) -> Image:
    """The picture in `data`, as harmless bytes: `read_image(name, image.data) == image`.
    Raises `ImageError`."""
    if len(data) > MAX_BYTES:
        raise ImageError(f"it has more than {MAX_BYTES:,} bytes", "save it smaller")
    if not (ours := _kind(_OURS, data)):
        other = _kind(_OTHERS, data)
        said = f"it is {other}, not a PNG or JPEG picture" if other else "it is not a PNG or JPEG picture"
        raise ImageError(said, "save it as PNG or JPEG")
    try:
        picture, kind = _decoded(data)
        clean = _jpeg(picture, data) if kind == "image/jpeg" else _encoded(picture, "PNG")
    except ImageError:
        raise
    except Exception as error:  # Pillow's decoders raise many types on broken files
        raise _broken(error, ours) from error
    return Image(name, kind, clean, *picture.size)


def _kind(kinds: dict[bytes, str], data: bytes) -> str:
    """What of `kinds` the data are, or nothing."""
    return next((kind for beginning, kind in kinds.items() if re.match(beginning, data, re.DOTALL)), "")


def _broken(error: Exception, kind: str) -> ImageError:
    """What Pillow could not decode, told as it is."""
    from PIL import Image as Pillow

    if isinstance(error, Pillow.DecompressionBombError | Pillow.DecompressionBombWarning):
        return ImageError(f"it has more than {MAX_PIXELS:,} pixels", "save it smaller")
    if isinstance(error, ValueError) and "text chunk" in str(error).replace("_", " ").lower():
        said = "it holds more words about itself, or colours, than a picture needs"
        return ImageError(said, "open it in a picture editor, and save it without metadata")
    return ImageError(f"it is {kind}, but damaged", "save it again as PNG or JPEG")


def _decoded(data: bytes) -> tuple[Pillow, MediaType]:
    """The pixels as they are to be seen."""
    from PIL import Image as Pillow
    from PIL import ImageOps

    with warnings.catch_warnings(), _whole():
        warnings.simplefilter("error", Pillow.DecompressionBombWarning)
        opened = Pillow.open(BytesIO(data), formats=("PNG", "JPEG"))
    with opened as picture, _whole():
        _check(picture)
        picture.load()
        kind: MediaType = "image/png" if picture.format == "PNG" else "image/jpeg"
        return _plain(ImageOps.exif_transpose(picture)), kind


@contextmanager
def _whole() -> Iterator[None]:
    """Damaged pictures are errors, and limits hold: WeasyPrint, where it was imported, switches both off in
    Pillow for the whole process."""
    from PIL import ImageFile

    before, ImageFile.LOAD_TRUNCATED_IMAGES = ImageFile.LOAD_TRUNCATED_IMAGES, False
    try:
        yield
    finally:
        ImageFile.LOAD_TRUNCATED_IMAGES = before


def _encoded(picture: Pillow, format_: str, **options: int) -> bytes:
    buffer = BytesIO()
    picture.save(buffer, format_, **options)
    return buffer.getvalue()


def _jpeg(picture: Pillow, data: bytes) -> bytes:
    """`data` without metadata, if that is seen as `picture` too. Writing a JPEG anew blurs it a
    little each time, and its bytes change each time."""
    if (bare := without_metadata(data)) and _shows(bare, picture):
        return bare
    written = without_metadata(_encoded(picture, "JPEG", quality=92, optimize=True))
    assert written
    return written


def _shows(data: bytes, picture: Pillow) -> bool:
    """Whether `data`, which says nothing about itself, is `picture`, pixel for pixel."""
    from PIL import Image as Pillow

    try:
        with Pillow.open(BytesIO(data), formats=("JPEG",)) as shown:
            return (shown.mode, shown.size, shown.tobytes()) == (
                picture.mode,
                picture.size,
                picture.tobytes(),
            )
    except (OSError, ValueError, SyntaxError):
        return False


def _check(picture: Pillow) -> None:
    """Before a single pixel is decoded."""
    if picture.width * picture.height > MAX_PIXELS:
        raise ImageError(f"it has more than {MAX_PIXELS:,} pixels", "save it smaller")
    if picture.format == "PNG" and getattr(picture, "n_frames", 1) > 1:
        raise ImageError("it is animated, which paper is not", "save one frame of it")


def _plain(picture: Pillow) -> Pillow:
    """The pixels alone, as grey, RGB or RGBA in sRGB."""
    from PIL import Image as Pillow

    picture = _in_srgb(picture)
    if picture.mode.startswith("I"):
        picture = _eight_bits(picture)
    if "A" in picture.getbands() or "transparency" in picture.info:
        picture = picture.convert("RGBA")
    elif picture.mode not in ("L", "RGB"):
        picture = picture.convert("L" if picture.mode == "1" else "RGB")
    return Pillow.frombytes(picture.mode, picture.size, picture.tobytes())


def _eight_bits(picture: Pillow) -> Pillow:
    """Grey of 16 bits scaled to 8; Pillow's own conversion cuts off whatever is above 255. One of
    its shades may stand for transparent (PNG 11.3.1.1)."""
    from PIL import ImageMath

    def scaled(bands: dict[str, Any]) -> Any:
        return (bands["deep"] + 128) / 257

    def opaque(bands: dict[str, Any]) -> Any:
        return (bands["deep"] != picture.info["transparency"]) * 255

    deep = picture.convert("I")
    grey: Pillow = ImageMath.lambda_eval(scaled, deep=deep).convert("L")
    if "transparency" not in picture.info:
        return grey
    grey.putalpha(ImageMath.lambda_eval(opaque, deep=deep).convert("L"))
    return grey


def _in_srgb(picture: Pillow) -> Pillow:
    profile = picture.info.get("icc_profile")
    if not profile or picture.mode not in ("RGB", "RGBA", "CMYK"):
        return picture
    from PIL import ImageCms

    try:
        mode = "RGBA" if picture.mode == "RGBA" else "RGB"
        source, target = ImageCms.ImageCmsProfile(BytesIO(profile)), ImageCms.createProfile("sRGB")
        converted = ImageCms.profileToProfile(picture, source, target, outputMode=mode)
    except (ImageCms.PyCMSError, OSError):  # a profile that nobody can read changes nothing
        return picture
    return converted or picture
