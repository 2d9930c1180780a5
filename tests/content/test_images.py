"""Pictures that come in are made harmless, and stay the same picture."""

from __future__ import annotations

import hashlib
import re
import struct
import zlib
from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image as Pillow
from PIL import ImageCms, ImageFile
from PIL.PngImagePlugin import PngInfo

from workplan.content.files.images import MAX_BYTES, MAX_PIXELS, ImageError, read_image


def encoded(mode: str, kind: str = "PNG", colour: object = 1, **options: object) -> bytes:
    buffer = BytesIO()
    Pillow.new(mode, (8, 4), colour).save(buffer, kind, **options)  # type: ignore[arg-type]
    return buffer.getvalue()


def decoded(data: bytes) -> Pillow.Image:
    return Pillow.open(BytesIO(data))


@pytest.mark.parametrize(
    ("mode", "kind", "becomes"),
    [
        ("RGB", "PNG", "RGB"),
        ("RGBA", "PNG", "RGBA"),
        ("L", "PNG", "L"),
        ("1", "PNG", "L"),
        ("P", "PNG", "RGB"),
        ("LA", "PNG", "RGBA"),
        ("I;16", "PNG", "L"),
        ("RGB", "JPEG", "RGB"),
        ("L", "JPEG", "L"),
        ("CMYK", "JPEG", "RGB"),
    ],
)
def test_each_kind_of_picture_becomes_grey_rgb_or_rgba(mode: str, kind: str, becomes: str) -> None:
    colour = (
        tuple([1] * len(Pillow.new(mode, (1, 1)).getbands())) if mode not in ("1", "P", "L", "I;16") else 1
    )
    image = read_image("a", encoded(mode, kind, colour))
    assert (decoded(image.data).mode, image.width, image.height) == (becomes, 8, 4)
    assert image.media_type == f"image/{kind.lower()}"


def test_metadata_is_dropped_and_nothing_else_changes() -> None:
    about = PngInfo()
    about.add_text("Author", "Somebody Private")
    exif = Pillow.Exif()
    exif[0x010E] = "Somebody Private"
    srgb = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    data = encoded("RGB", colour="#336699", pnginfo=about, exif=exif, icc_profile=srgb)
    assert b"Somebody Private" in data
    image = read_image("a", data)
    assert b"Somebody" not in image.data
    assert not decoded(image.data).info
    assert decoded(image.data).getpixel((0, 0)) == (0x33, 0x66, 0x99)
    assert read_image("a", data) == image


def test_the_orientation_that_a_camera_noted_is_applied() -> None:
    exif = Pillow.Exif()
    exif[0x0112] = 6  # turned by a quarter
    image = read_image("a", encoded("RGB", "JPEG", "red", exif=exif))
    assert (image.width, image.height) == (4, 8)


def test_a_bomb_is_refused_before_it_is_decoded() -> None:
    side = int(MAX_PIXELS**0.5) + 1
    header = struct.pack(">IIBBBBB", side, side, 8, 2, 0, 0, 0)
    chunk = b"IHDR" + header
    png = b"\x89PNG\r\n\x1a\n" + struct.pack(">I", 13) + chunk + struct.pack(">I", zlib.crc32(chunk))
    png += struct.pack(">I", 1) + b"IDAT" + b"x" + struct.pack(">I", zlib.crc32(b"IDATx"))
    with pytest.raises(ImageError, match="pixels"):
        read_image("a", png)
    with pytest.raises(ImageError, match="bytes"):
        read_image("a", b"\0" * (MAX_BYTES + 1))


def png(width: int, height: int, *more: tuple[bytes, bytes]) -> bytes:
    """A PNG of these chunks, whose pixels are damaged."""
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    chunks = ((b"IHDR", header), *more, (b"IDAT", b"x"), (b"IEND", b""))
    data = (struct.pack(">I", len(d)) + k + d + struct.pack(">I", zlib.crc32(k + d)) for k, d in chunks)
    return b"\x89PNG\r\n\x1a\n" + b"".join(data)


LARGE = zlib.compress(b"x" * 3_000_000)


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (png(60_000, 60_000), f"it has more than {MAX_PIXELS:,} pixels"),
        (png(10_000, 10_000), f"it has more than {MAX_PIXELS:,} pixels"),
        (png(9, 9, (b"zTXt", b"k\0\0" + LARGE)), "it holds more words about itself"),
        (png(9, 9, (b"iCCP", b"k\0\0" + LARGE)), "it holds more words about itself, or colours"),
        (png(9, 9), "it is a PNG picture, but damaged"),
        (b"\xff\xd8\xff and no more", "it is a JPEG picture, but damaged"),
        (b"", "it is empty, not a PNG or JPEG picture"),
    ],
)
@pytest.mark.parametrize("lenient", [False, True])
def test_a_picture_that_cannot_be_taken_is_called_what_it_is(
    data: bytes, said: str, lenient: bool, recwarn: pytest.WarningsRecorder, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Before, each was "not a PNG or JPEG picture, or is damaged", one with a warning of Pillow's besides;
    and was taken where WeasyPrint, once imported, had told Pillow to be lenient."""
    monkeypatch.setattr(ImageFile, "LOAD_TRUNCATED_IMAGES", lenient)
    with pytest.raises(ImageError, match=f"^{re.escape(said)}"):
        read_image("a.png", data)
    assert not recwarn.list


@pytest.mark.parametrize(
    ("kind", "called"),
    [("GIF", "a GIF picture"), ("TIFF", "a TIFF picture"), ("BMP", "a BMP picture"), ("PPM", "")],
)
def test_other_kinds_are_refused_whatever_they_are_called(kind: str, called: str) -> None:
    said = f"it is {called}, not a PNG or JPEG" if called else "it is not a PNG or JPEG"
    with pytest.raises(ImageError, match=f"^{said} picture"):
        read_image("a.png", encoded("L", kind))


def test_animations_are_refused() -> None:
    buffer = BytesIO()
    frames = [Pillow.new("L", (2, 2), shade) for shade in (0, 255)]
    frames[0].save(buffer, "PNG", save_all=True, append_images=frames[1:])
    with pytest.raises(ImageError, match="animated"):
        read_image("a", buffer.getvalue())


@pytest.mark.parametrize("transparent", [None, 30_000])
def test_grey_of_16_bits_keeps_its_shades(transparent: int | None) -> None:
    deep = (0, 300, 30_000, 65_535)
    buffer = BytesIO()
    picture = Pillow.frombytes("I;16", (4, 1), struct.pack("<4H", *deep))
    picture.save(buffer, "PNG", **({} if transparent is None else {"transparency": transparent}))
    seen = decoded(read_image("a", buffer.getvalue()).data).convert("LA")
    assert [seen.getpixel((x, 0)) for x in range(4)] == [
        (shade, 0 if value == transparent else 255)
        for shade, value in zip((0, 1, 117, 255), deep, strict=True)
    ]


@pytest.mark.parametrize(("mode", "colour"), [("L", 7), ("RGB", (1, 2, 3))])
def test_a_colour_that_stands_for_transparent_stays_transparent(mode: str, colour: object) -> None:
    image = read_image("a", encoded(mode, colour=colour, transparency=colour))
    assert decoded(image.data).convert("RGBA").getpixel((0, 0))[3] == 0  # type: ignore[index]


def test_a_jpeg_loses_its_metadata_and_whatever_follows_it_but_no_pixel() -> None:
    noise = Pillow.effect_noise((64, 48), 90).convert("RGB")
    buffer = BytesIO()
    exif = Pillow.Exif()
    exif[0x010E] = "Somebody Private"
    noise.save(buffer, "JPEG", exif=exif, comment=b"Somebody", progressive=True, quality=60)
    data = buffer.getvalue() + b"Somebody behind the picture"
    image = read_image("a", data)
    assert b"Somebody" not in image.data
    assert decoded(image.data).tobytes() == decoded(data).tobytes()


@given(
    st.sampled_from(["RGB", "L", "CMYK", "RGBA", "LA", "P", "1", "I;16"]),
    st.integers(1, 20),
    st.integers(1, 20),
    st.integers(0, 8),
    st.integers(0, 2**32),
)
def test_a_picture_that_was_read_is_read_again_unchanged(
    mode: str, width: int, height: int, orientation: int, seed: int
) -> None:
    exif = Pillow.Exif()
    exif[0x0112] = orientation
    size = len(Pillow.new(mode, (width, height)).tobytes())
    noise = hashlib.shake_128(str(seed).encode()).digest(size)
    picture = Pillow.frombytes(mode, (width, height), noise)
    kinds = (["JPEG"] if mode in ("RGB", "L", "CMYK") else []) + (["PNG"] if mode != "CMYK" else [])
    for kind in kinds:
        buffer = BytesIO()
        picture.save(buffer, kind, exif=exif)
        once = read_image("a", buffer.getvalue())
        assert read_image("a", once.data) == once


@given(st.data())
def test_damaged_pictures_are_pictures_or_refused(data: st.DataObject) -> None:
    good = bytearray(encoded("RGB", data.draw(st.sampled_from(["PNG", "JPEG"])), "red"))
    for _ in range(data.draw(st.integers(1, 5))):
        good[data.draw(st.integers(0, len(good) - 1))] = data.draw(st.integers(0, 255))
    try:
        image = read_image("a", bytes(good[: data.draw(st.integers(0, len(good)))]))
    except ImageError as error:
        assert error.hint
    else:
        assert decoded(image.data).size == (image.width, image.height)
        assert read_image("a", image.data) == image
