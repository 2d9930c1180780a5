"""A PDF of ours as copies that are stamped: the number and whose copy it is, in the foot of every page.

    [x] drawn in the foot of each page as an artifact; on the first page as words, once, which a screen reader
        says before all others (ISO 14289-1, 7.8: an artifact is never said)
    [x] in the document's properties, and in XMP with its schema described (ISO 19005-3, 6.6.2.3)
    [x] laid out once, written once: a copy is that file with other bytes in places of a fixed length
    [-] a form XObject that pages share holds no marked content of its own (pdf-association/pdf-issues#544):
        so the words of the first page are drawn in the page itself

`Template.copy` makes some thousand a second: nothing is laid out, compressed or parsed there. A stream in a
place is "compressed" without being any shorter (RFC 1951, 3.2.4): so its length follows from that of its
words, and qpdf leaves it alone.

Nothing is hidden: `stamped` takes all of it off again, as anybody can.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator, Mapping
from hashlib import sha256
from io import BytesIO
from typing import Any, TypeAlias
from xml.sax.saxutils import escape

import pikepdf
from fontTools.misc.transform import Identity
from msgspec import Struct
from pikepdf import Array, Dictionary, Name, ObjectStreamMode, Pdf, Stream, StreamDecodeLevel, String

from workplan.content.values.languages import Direction
from workplan.design.theme import theme
from workplan.errors import OurBug
from workplan.files.pdf_objects import copied, listed
from workplan.render.pdf.page.artifacts import FOOTER
from workplan.stamp.properties import MARK, NAMESPACE, NUMBER, RECIPIENT, SCHEMA
from workplan.stamp.sheet import Sheet
from workplan.stamp.stamps import Drawn, Stamp

#: From the line that type stands on down to the foot of its line, in sizes of the type.
_DESCENT = 0.314
#: Places are a multiple of this long, so that names of about one length make files of one length.
_STEP = 64
#: Room behind what fills a place.
_SPARE = 8
#: The widest page that there is.
_BOX = (0, 0, 14400, 100)

_END = "</rdf:RDF>"
_LAST_SCHEMA = "</rdf:li></rdf:Bag></pdfaExtension:schemas>"
_ID = re.compile(rb"/ID ?\[ ?<[0-9a-f]*> ?<([0-9a-f]{32})> ?\]")


class _Filling(Struct, frozen=True):
    """What a stamp puts into each place."""

    first: bytes  # what is drawn on the first page, and on the others
    others: bytes
    number: bytes
    recipient: bytes
    xmp: bytes
    id: bytes


_NAMES = _Filling.__struct_fields__
#: A letter for each place, which fills it until a copy is made: nothing else has so many of one.
_LETTERS = dict(zip(_NAMES, "abcdef", strict=True))
_Lengths: TypeAlias = Mapping[str, int]
#: The places that are streams, packed.
_STREAMS = ("first", "others")


class Template:
    """A finished PDF with places for the stamps of a sheet. Raises `OurBug` for one that is none of ours."""

    def __init__(self, pdf: bytes, sheet: Sheet, direction: Direction) -> None:
        with pikepdf.open(BytesIO(pdf)) as base:
            names = _font_names(sheet)
            mark = len(_owners(base))
            self._fillings = {each.stamp: _filling(each, names, mark) for each in sheet.stamps}
            wanted = _NAMES if len(base.pages) > 1 else [name for name in _NAMES if name != "others"]
            lengths = {
                name: max(_room(getattr(each, name)) for each in self._fillings.values()) for name in wanted
            }
            data = _with_places(base, sheet, names, lengths, direction)
        self._pieces, self._places = _taken_apart(data, lengths)

    def copy(self, stamp: Stamp) -> bytes:
        """The copy with this stamp, which is one of the sheet's."""
        filling = self._fillings[stamp]
        pieces = [self._pieces[0]]
        for (name, length), piece in zip(self._places, self._pieces[1:], strict=True):
            pieces += (_laid_in(name, getattr(filling, name), length), piece)
        return b"".join(pieces)


def _room(filling: bytes) -> int:
    return -(-(len(filling) + _SPARE) // _STEP) * _STEP


def _laid_in(name: str, filling: bytes, length: int) -> bytes:
    """What fills a place of this length, with spaces behind it."""
    return _stored(filling, length) if name in _STREAMS else filling.ljust(length)


def _stored(words: bytes, length: int) -> bytes:
    """Packed words that a reader can inflate, and that are as long as ever. They never end like a line, which
    validators take for the end of the line before `endstream`."""
    for tabs in range(_SPARE):
        packed = zlib.compress(words.ljust(length - tabs) + b"\t" * tabs, 0)
        if packed[-1:] not in (b"\r", b"\n"):
            break
    return packed


def _filling(drawn: Drawn, names: Mapping[str, str], mark: int) -> _Filling:
    stamp = drawn.stamp
    foot = theme().page.footer + _DESCENT * theme().styles["running-foot"].size
    move = Identity.translate(0, foot - drawn.lines[0].base)
    words = b"\n".join(b"q\n" + line.drawn(move, names) + b"\nQ" for line in drawn.lines)
    said = b"/P <</MCID %d /ActualText %s>> BDC\n%s\nEMC" % (mark, _string(stamp.words), words)
    xmp = (
        f'<rdf:Description rdf:about="" xmlns:copy="{NAMESPACE}"><copy:number>{stamp.number}</copy:number>'
        f"<copy:recipient>{escape(stamp.recipient)}</copy:recipient></rdf:Description>"
    )
    return _Filling(
        first=b"Q\n" + said,
        others=words,
        number=_string(str(stamp.number)),
        recipient=_string(stamp.recipient),
        xmp=xmp.encode(),
        id=sha256(f"{stamp.number} {stamp.recipient}".encode()).hexdigest()[:32].encode(),
    )


def _string(words: str) -> bytes:
    """A text string as hexadecimal digits (ISO 32000-1, 7.9.2.2)."""
    return b"<feff" + words.encode("utf-16-be").hex().encode() + b">"


def _font_names(sheet: Sheet) -> dict[str, str]:
    """The names that the fonts of the sheet have in a copy."""
    own = dict.fromkeys(name for each in sheet.stamps for line in each.lines for name in line.font_names)
    return {name: f"{MARK}{n}" for n, name in enumerate(own)}


def _owners(base: Pdf) -> Any:
    """Who owns each marked content of the first page (ISO 32000-1, 14.7.4.4)."""
    try:
        numbers = listed(base.Root.StructTreeRoot.ParentTree.Nums)
        wanted = int(base.pages[0].obj.StructParents)
        return next(
            value for key, value in zip(numbers[::2], numbers[1::2], strict=True) if int(key) == wanted
        )
    except (AttributeError, KeyError, StopIteration):
        raise OurBug("the PDF to be stamped has no tags on its first page") from None


def _with_places(
    base: Pdf, sheet: Sheet, names: Mapping[str, str], lengths: _Lengths, direction: Direction
) -> bytes:
    """The file with a place of its length for each part of a stamp."""
    fonts = _copied_fonts(base, sheet, names)
    first = _slot(base, "first", lengths)
    form = _form(base, fonts, lengths) if "others" in lengths else None
    _say_first(base)
    save = _stream(base, b"q")
    drawing: dict[float, Any] = {}
    width = _width(base.pages[0].obj)
    for number, page in enumerate(page.obj for page in base.pages):
        shift = _width(page) - width if direction == "rtl" else 0.0
        if number == 0:
            behind = first
            _add_resources(page, "/Font", fonts)
        else:
            behind = drawing.get(shift) or drawing.setdefault(shift, _stream(base, _artifact(shift)))
            _add_resources(page, "/XObject", {MARK: form})
        page.Contents = Array([save, *listed(page.get("/Contents")), behind])
    _add_properties(base, lengths)
    return _written(base)


def _copied_fonts(base: Pdf, sheet: Sheet, names: Mapping[str, str]) -> dict[str, Any]:
    found = {
        name: line.fonts[name] for each in sheet.stamps for line in each.lines for name in line.font_names
    }
    fonts = copied([found[name] for name in names], sheet.pdf, base)
    return dict(zip(names.values(), fonts, strict=True))


def _slot(base: Pdf, name: str, lengths: _Lengths) -> Any:
    data = zlib.compress((_LETTERS[name] * lengths[name]).encode(), 0)
    return base.make_indirect(Stream(base, data, {"/Filter": Name.FlateDecode, MARK: True}))


def _form(base: Pdf, fonts: Mapping[str, Any], lengths: _Lengths) -> Any:
    """What is drawn on the pages behind the first."""
    form = _slot(base, "others", lengths)
    form.Type, form.Subtype, form.BBox = Name.XObject, Name.Form, Array(_BOX)
    form.Resources = Dictionary(Font=Dictionary(fonts))
    return form


def _stream(base: Pdf, data: bytes) -> Any:
    return base.make_indirect(Stream(base, data, {MARK: True}))


def _artifact(shift: float) -> bytes:
    move = f"1 0 0 1 {shift:.3f} 0 cm " if shift else ""
    return f"Q\n/Artifact {FOOTER} BDC q {move}{MARK} Do Q EMC".encode()


def _width(page: Any) -> float:
    left, _, right, _ = (float(corner) for corner in page.MediaBox)
    return right - left


def _add_resources(page: Any, kind: str, those: Mapping[str, Any]) -> None:
    """Pages may share their resources: what is there already stays."""
    resources = page.Resources
    if kind not in resources:
        resources[kind] = Dictionary()
    for name, each in those.items():
        resources[kind][name] = each


def _say_first(base: Pdf) -> None:
    """An element for the words on the first page, before all others."""
    (document,) = listed(base.Root.StructTreeRoot.K)
    owners = _owners(base)
    element = Dictionary(
        Type=Name.StructElem, S=Name.P, P=document, Pg=base.pages[0].obj, K=Array([len(owners)])
    )
    element[MARK] = True
    element = base.make_indirect(element)
    owners.append(element)
    document.K.insert(0, element)


def _add_properties(base: Pdf, lengths: _Lengths) -> None:
    # An object of its own, which qpdf leaves out of streams of objects.
    information = Dictionary(dict(base.trailer.Info.items()))
    for name, key in (("number", NUMBER), ("recipient", RECIPIENT)):
        information[key] = String(_LETTERS[name] * (lengths[name] - 2))
    base.trailer.Info = base.make_indirect(information)
    xmp = base.Root.Metadata.read_bytes().decode()
    if xmp.count(_END) != 1 or xmp.count(_LAST_SCHEMA) != 1:
        raise OurBug("the metadata of the PDF to be stamped are none of ours")
    xmp = xmp.replace(_LAST_SCHEMA, SCHEMA + _LAST_SCHEMA)
    xmp = xmp.replace(_END, f"{_LETTERS['xmp'] * lengths['xmp']}\n {_END}")
    base.Root.Metadata = base.make_indirect(
        Stream(base, xmp.encode(), {"/Type": Name.Metadata, "/Subtype": Name.XML})
    )


def _written(base: Pdf) -> bytes:
    written = BytesIO()
    base.save(
        written,
        object_stream_mode=ObjectStreamMode.preserve,
        stream_decode_level=StreamDecodeLevel.none,
        deterministic_id=True,
        fix_metadata_version=False,
    )
    return written.getvalue()


def _taken_apart(data: bytes, lengths: _Lengths) -> tuple[list[bytes], list[tuple[str, int]]]:
    """What stands between the places, and the places in their order, each with its length in the file."""
    found = list(_found(data, lengths))
    starts = sorted((start, name, length) for name, start, length in found)
    pieces, before = [], 0
    for start, _, length in starts:
        pieces.append(data[before:start])
        before = start + length
    pieces.append(data[before:])
    return pieces, [(name, 32 if name == "id" else lengths[name]) for _, name, _ in starts]


def _found(data: bytes, lengths: _Lengths) -> Iterator[tuple[str, int, int]]:
    """Each place with where it begins and how long it is in the file."""
    for name in lengths:
        letter = _LETTERS[name]
        if name == "id":
            (found,) = _ID.finditer(data)
            yield name, found.start(1), 32
            continue
        wanted = letter.encode() * lengths[name]
        if name in _STREAMS:
            wanted = zlib.compress(wanted, 0)
        elif name in ("number", "recipient"):
            wanted = b"(" + wanted[2:] + b")"
        if data.count(wanted) != 1:
            raise OurBug(f"the PDF to be stamped has no single place for {name}")
        yield name, data.index(wanted), len(wanted)
