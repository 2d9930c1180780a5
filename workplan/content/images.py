"""Pictures that content brings in, made harmless: real PNG or JPEG, of bounded size, no metadata.

    [x] PNG, JPEG; grey, colour, palette, transparency; CMYK and colour profiles turned into sRGB
    [x] the orientation that a camera noted is applied, then all metadata is dropped
    [-] anything else under those names, animations, pictures over the limits: `ImageError`

The same picture gives the same bytes with the same Pillow. Pillow is imported when there is a
picture, not before.
"""

from __future__ import annotations

from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING, Literal

from workplan.errors import WorkplanError

if TYPE_CHECKING:
    from PIL.Image import Image as Pillow

MAX_BYTES = 20_000_000
MAX_PIXELS = 40_000_000


@dataclass(frozen=True, slots=True)
class Image:
    """A picture, cleaned of metadata. `width` and `height` are in pixels."""

    name: str
    media_type: Literal["image/png", "image/jpeg"]
    data: bytes
    width: int
    height: int


class ImageError(WorkplanError):
    """A picture that cannot be printed; `hint` says what to do."""


def read_image(name: str, data: bytes) -> Image:
    """The picture in `data`, decoded and written anew. Raises `ImageError`."""
    from PIL import Image as Pillow
    from PIL import ImageOps

    if len(data) > MAX_BYTES:
        raise ImageError(f"it has more than {MAX_BYTES:,} bytes", "save it smaller")
    try:
        with Pillow.open(BytesIO(data), formats=("PNG", "JPEG")) as picture:
            _check(picture)
            picture.load()
            is_jpeg = picture.format != "PNG"
            clean = _plain(ImageOps.exif_transpose(picture))
    except ImageError:
        raise
    except Exception as error:  # Pillow's decoders raise many types on broken files
        raise ImageError(
            "it is not a PNG or JPEG picture, or is damaged", "save it as PNG or JPEG"
        ) from error
    buffer = BytesIO()
    if is_jpeg:
        clean.save(buffer, "JPEG", quality=92, optimize=True)
    else:
        clean.save(buffer, "PNG")
    return Image(name, "image/jpeg" if is_jpeg else "image/png", buffer.getvalue(), *clean.size)


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
    if picture.mode not in ("L", "RGB", "RGBA"):
        transparent = "A" in picture.getbands() or "transparency" in picture.info
        grey = picture.mode in ("1", "I", "F") or picture.mode.startswith("I;16")
        picture = picture.convert("RGBA" if transparent else "L" if grey else "RGB")
    return Pillow.frombytes(picture.mode, picture.size, picture.tobytes())


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
