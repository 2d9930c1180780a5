"""What a picture says besides what it shows: where and when it was taken, by whom, with what.

[x] EXIF of JPEG, PNG, TIFF and WebP; XMP; texts in PNG
[x] pictures of Word files, and JPEGs that stand in a PDF as they are
[-] what is to be seen, and what was cut away in Word but is still in the picture
"""

from __future__ import annotations

import re
import warnings
from collections.abc import Iterable, Iterator
from io import BytesIO

from PIL import ExifTags, Image

from workplan.circulation.examination.findings import Finding
from workplan.text.excerpts import shortened
from workplan.text.hints import one_of, quoted

_EXIF = ExifTags.Base
#: Of EXIF (CIPA DC-008): what each names, and under which tags.
_TAGS = {
    "who": (_EXIF.Artist, _EXIF.Copyright, _EXIF.XPAuthor, _EXIF.CameraOwnerName),
    "the camera": (_EXIF.Make, _EXIF.Model, _EXIF.BodySerialNumber),
    "when": (_EXIF.DateTimeOriginal,),
    "remarks": (_EXIF.ImageDescription, _EXIF.UserComment, _EXIF.XPComment),
}
_TEXTS = dict.fromkeys(("author", "artist", "copyright"), "who") | dict.fromkeys(
    ("comment", "description"), "remarks"
)
_XMP_WHO = re.compile(r"<dc:creator>.*?<rdf:li[^>]*>([^<]+)</rdf:li>", re.DOTALL)
_SHOWN = 40
PICTURE_HINT = (
    "save the picture without its properties (Windows: Properties, Details, Remove Properties), and put it "
    "in anew"
)


def in_pictures(pictures: Iterable[bytes], where: str = "") -> Iterator[Finding]:
    """What the pictures of a file give away, in one finding."""
    told = [said for data in pictures if (said := given_away(data))]
    if told:
        kinds = list(dict.fromkeys(each for said in told for each in said))
        several = f"{len(told)} pictures say more than they show"
        say = several if told[1:] else "a picture says more than it shows"
        yield Finding(f"{say}: {one_of(kinds, 6)}", where, PICTURE_HINT)


def given_away(data: bytes) -> list[str]:
    """What one picture says: "where it was taken", "who: …". Nothing for what is no picture."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            with Image.open(BytesIO(data)) as picture:
                return list(_said(picture))
    except Exception:  # whatever a library says of a broken picture
        return []


def _said(picture: Image.Image) -> Iterator[str]:
    exif = picture.getexif()
    if exif.get_ifd(ExifTags.IFD.GPSInfo):
        yield "where it was taken (GPS)"
    values = {**exif, **exif.get_ifd(ExifTags.IFD.Exif)}
    for kind, tags in _TAGS.items():
        for tag in tags:
            if words := _words(values.get(int(tag))):
                yield f"{kind}: {quoted(words, _SHOWN)}"
    for key, value in picture.info.items():
        of = _TEXTS.get(str(key).casefold())
        if of and isinstance(value, str | bytes) and (words := _words(value)):
            yield f"{of}: {quoted(words, _SHOWN)}"
    xmp = picture.info.get("xmp") or picture.info.get("XML:com.adobe.xmp") or b""
    for name in _XMP_WHO.findall(xmp if isinstance(xmp, str) else xmp.decode("utf-8", "replace")):
        yield f"who: {quoted(name, _SHOWN)}"


def _words(value: object) -> str:
    """What a property says; Windows writes some in UTF-16."""
    if isinstance(value, bytes):
        wide = value[1:2] == b"\0"
        value = value.decode("utf-16-le" if wide else "utf-8", "replace").replace("ASCII\0\0\0", "")
    return shortened(" ".join(str(value or "").replace("\0", " ").split()), 200)
