"""A house template as offices and other programs write it: a valid Word file comes of it, which says nothing
of the house but what the house prints."""

from __future__ import annotations

import os
import re
import struct
from io import BytesIO
from pathlib import Path
from random import Random  # noqa: TID251 (seeded by what is drawn)
from typing import Any

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from lxml import etree
from PIL import Image, PngImagePlugin

from tests.contents import write_content
from tests.documents import PROPERTIES, sample
from tests.warm import run
from tests.word.conftest import packed
from tests.word.house.test_hostile import (
    BEGIN,
    END,
    dressed,
    instruction,
    with_header,
    with_relation,
)
from tests.word.reading import W, parts
from tests.word.writer.test_valid import faults
from workplan.design.theme import theme
from workplan.errors import ExitCode
from workplan.word import write

SECRET = "Secret"  # noqa: S105 (an author's name)


def styles_of(house: bytes) -> etree._Element:
    return etree.fromstring(parts(house)["word/styles.xml"])


def with_styles(house: bytes, root: etree._Element) -> bytes:
    return packed(parts(house) | {"word/styles.xml": etree.tostring(root)})


def kinds(house: bytes) -> set[str]:
    return set(faults(write(sample(), theme(), house)))


@settings(max_examples=3, phases=[Phase.explicit, Phase.generate])  # the audit takes a second
@given(st.integers(0, 1 << 32).map(Random))
def test_whatever_order_properties_stand_in_the_file_is_valid(house: bytes, chance: Random) -> None:
    """Before, they were taken over as they stood: 9 of 250 real house files made an invalid one."""
    root = styles_of(house)
    for tag in ("pPr", "rPr", "tblPr", "style", "pBdr"):
        for element in root.iter(f"{W}{tag}"):
            children = list(element)
            chance.shuffle(children)
            element[:] = children
    assert sorted(kinds(with_styles(house, root)) - kinds(house)) == []


@settings(max_examples=3, phases=[Phase.explicit, Phase.generate])
@given(st.integers(0, 1 << 32).map(Random))
def test_what_leads_nowhere_is_left_out(house: bytes, chance: Random) -> None:
    """Styles that are based on, linked to or followed by one that is gone, and numbers of no list."""
    root = styles_of(house)
    for style in root.findall(f"{W}style"):
        if not style.get(f"{W}default") and chance.random() < 0.3:
            root.remove(style)
    for number in root.iter(f"{W}numId"):
        number.set(f"{W}val", chance.choice(["5", "77", number.get(f"{W}val", "")]))
    made = write(sample(), theme(), with_styles(house, root))
    sheet = etree.fromstring(parts(made)["word/styles.xml"])
    there = {style.get(f"{W}styleId") for style in sheet.iter(f"{W}style")}
    assert {e.get(f"{W}val") for e in sheet.iter(f"{W}basedOn", f"{W}next", f"{W}link")} <= there
    numbers = {
        e.get(f"{W}numId") for e in etree.fromstring(parts(made)["word/numbering.xml"]).iter(f"{W}num")
    }
    assert {e.get(f"{W}val") for e in sheet.iter(f"{W}numId")} <= numbers
    assert set(faults(made)) <= kinds(house)


def saved(format_: str) -> bytes:
    """A picture that names its author."""
    picture, buffer = Image.new("RGB", (20, 10), "red"), BytesIO()
    exif = Image.Exif()
    exif[0x010E], exif[0x013B], exif[0x0132] = SECRET, SECRET, "2031:01:01 00:00:00"
    chunks = PngImagePlugin.PngInfo()
    chunks.add_text("Author", SECRET)
    chunks.add_itxt("XML:com.adobe.xmp", f"<x>{SECRET}</x>")
    options: dict[str, dict[str, Any]] = {
        "PNG": {"pnginfo": chunks, "exif": exif},
        "JPEG": {"exif": exif, "comment": SECRET},
        "TIFF": {"exif": exif, "description": SECRET},
        "GIF": {"comment": SECRET},
        "BMP": {},
    }
    picture.save(buffer, format_, **options[format_])
    return buffer.getvalue()


def emf() -> bytes:
    """A header with a description: program and picture (MS-EMF 2.3.4.2)."""
    words = f"{SECRET}\0{SECRET}\0\0".encode("utf-16-le")
    head = struct.pack("<II16x16xI", 1, 108 + len(words), 0x464D4520)[:44]
    head += struct.pack("<IIIHHII", 0x10000, 108 + len(words) + 20, 2, 0, 0, len(words) // 2, 108)[:24]
    return head.ljust(108, b"\0") + words + struct.pack("<IIIII", 14, 20, 0, 0, 20)


PICTURES = {format_: saved(format_) for format_ in ("PNG", "JPEG", "TIFF", "GIF", "BMP")} | {"EMF": emf()}


@pytest.mark.parametrize("format_", PICTURES)
def test_a_picture_says_nothing_of_its_author(house: bytes, format_: str) -> None:
    """Before, names, dates and places in the house's pictures went out with every paper."""
    if format_ != "BMP":
        assert SECRET.encode() in PICTURES[format_] or SECRET.encode("utf-16-le") in PICTURES[format_]
    shown = (
        f'<w:pict><v:shape alt="C:\\Users\\{SECRET}\\logo.png" o:gfxdata="{SECRET}">'
        f'<v:imagedata r:id="rIdX" o:title="{SECRET}"/></v:shape></w:pict>'
    )
    pictured = with_relation(house, "image", "media/x.bin", "word/media/x.bin", PICTURES[format_])
    made = dressed(with_header(pictured, f"<w:r>{shown}</w:r>"))
    entries = parts(made)
    assert [name for name, data in entries.items() if SECRET.encode() in data] == []
    assert [name for name, data in entries.items() if SECRET.encode("utf-16-le") in data] == []
    (carried,) = (name for name in entries if "house" in name and not name.endswith((".xml", ".rels")))
    assert carried.rpartition(".")[2] == {"JPEG": "jpg", "EMF": "emf"}.get(format_, "png")
    if format_ != "EMF":
        assert Image.open(BytesIO(entries[carried])).convert("RGB").getpixel((5, 5)) in {
            (255, 0, 0),
            (254, 0, 0),
        }


def test_a_header_says_what_the_house_prints_and_no_more(house: bytes) -> None:
    """File names that Word notes with a picture, data behind content controls, dates, and what fields showed
    in the house's own file. Smart tags made an invalid file."""
    separate = '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
    result = f"<w:r><w:t>{SECRET}</w:t></w:r>"
    inside = "".join(
        (
            '<w:smartTag w:element="person" w:uri="urn:x"><w:smartTagPr>'
            f'<w:attr w:name="id" w:val="{SECRET}"/></w:smartTagPr>'
            "<w:r><w:t>Kept words</w:t></w:r></w:smartTag>",
            '<w:sdt><w:sdtPr><w:date w:fullDate="2031-01-01T00:00:00Z"/>'
            f'<w:dataBinding w:xpath="{SECRET}" w:storeItemID="{{0}}"/></w:sdtPr>'
            "<w:sdtContent><w:r><w:t> and more</w:t></w:r></w:sdtContent></w:sdt>",
            BEGIN + instruction(" AUTHOR ") + separate + result + END,
            BEGIN + instruction(' DOCPROPERTY "Client" ') + separate + result + END,
            f'<w:fldSimple w:instr=" TITLE ">{result}</w:fldSimple>',
            f'<w:hyperlink w:anchor="{SECRET}"><w:r><w:t> linked</w:t></w:r></w:hyperlink>',
        )
    )
    made = dressed(with_header(house, inside))
    entries = parts(made)
    assert [name for name, data in entries.items() if SECRET.encode() in data] == []
    header = next(data.decode() for name, data in entries.items() if b"Kept words" in data)
    assert "2031-01-01" not in header
    words = "".join(each.text or "" for each in etree.fromstring(header.encode()).iter(f"{W}t"))
    assert words.startswith("Kept words and more")
    assert f"{PROPERTIES.title} linked" in words
    assert set(faults(made)) <= kinds(house)


def test_strict_open_xml_is_a_house_as_any_other(house: bytes) -> None:
    """Before: "this is not a Word document without macros"."""
    kinds_of_names = (b"wordprocessingml", b"drawingml", b"officeDocument")
    entries = parts(house)
    for name, data in entries.items():
        for kind in kinds_of_names if name.endswith((".xml", ".rels")) else ():
            old = b"http://schemas.openxmlformats.org/%s/2006/" % kind
            data = data.replace(old, b"http://purl.oclc.org/ooxml/%s/" % kind)
        entries[name] = re.sub(rb'(<w:pgSz[^>]*?w:w=)"(\d+)"', _in_points, data)
    strict, other = dressed(packed(entries)), dressed(house)
    assert set(faults(strict)) <= kinds(house)
    assert page_width(strict) == page_width(other)
    assert sorted(parts(strict)) == sorted(parts(other))


def _in_points(found: re.Match[bytes]) -> bytes:
    return b'%s"%.2fpt"' % (found[1], int(found[2]) / 20)


def page_width(made: bytes) -> str | None:
    document = etree.fromstring(parts(made)["word/document.xml"])
    return next(document.iter(f"{W}pgSz")).get(f"{W}w")


@pytest.mark.parametrize("path", ["/dev/zero", "fifo", "folder"])
def test_what_has_no_end_is_not_read(tmp_path: Path, path: str) -> None:
    """Before, /dev/zero ate the memory, and a FIFO hung."""
    if path == "fifo":
        os.mkfifo(tmp_path / path)
    elif path == "folder":
        (tmp_path / path).mkdir()
    content = write_content(tmp_path / "content")
    given_ = path if path[0] == "/" else tmp_path / path
    words = (
        "--content",
        content,
        "--output",
        tmp_path / "out",
        "--format",
        "docx",
        "--reference-docx",
        given_,
    )
    result = run("build", *words)
    assert result.returncode in (ExitCode.USAGE, ExitCode.FILE)
    assert "no ordinary file" in result.stderr or "is a directory" in result.stderr.lower()
