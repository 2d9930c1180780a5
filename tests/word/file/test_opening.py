"""Files that came from outside and mean no good: one exception, a clear message, bounded work."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Callable
from io import BytesIO
from zipfile import ZipFile

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from tests.word.conftest import packed
from tests.word.reading import parts
from workplan.word import UnsafeFile, open_word
from workplan.word.reader import read

TYPES, RELATIONS = "[Content_Types].xml", "word/_rels/document.xml.rels"
REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def with_relation(file: bytes, kind: str, target: str, *, external: bool = True) -> bytes:
    entries = parts(file)
    mode = ' TargetMode="External"' if external else ""
    new = f'<Relationship Id="rIdX" Type="{REL}/{kind}" Target="{target}"{mode}/></Relationships>'
    entries[RELATIONS] = entries[RELATIONS].replace(b"</Relationships>", new.encode())
    return packed(entries)


def with_type(file: bytes, content_type: str) -> bytes:
    entries = parts(file)
    new = f'<Override PartName="/word/extra.xml" ContentType="{content_type}"/></Types>'
    entries[TYPES] = entries[TYPES].replace(b"</Types>", new.encode())
    return packed(entries | {"word/extra.xml": b"<x/>"})


def test_a_word_file_of_ours_opens(sample_docx: bytes) -> None:
    file = open_word(sample_docx)
    assert file.main == "/word/document.xml"
    assert file.related(file.main, "styles") == "/word/styles.xml"
    assert file.related(file.main, "nothing") is None
    assert file.xml(file.main).tag.endswith("}document")
    assert file.content_types["/word/media/image1.png"] == "image/png"


HOSTILE: dict[str, tuple[Callable[[bytes], bytes], str]] = {
    "nothing": (lambda _: b"", "no ZIP"),
    "text": (lambda _: b"Dear editor,", "no ZIP"),
    "cut short": (lambda file: file[: len(file) // 2], "no ZIP"),
    "another ZIP": (lambda _: packed({"readme.txt": b"hello"}), "content types"),
    "too many entries": (
        lambda file: packed(parts(file) | {f"word/{n}.txt": b"" for n in range(2001)}),
        "entries",
    ),
    "a bomb": (lambda file: packed(parts(file) | {"word/big.bin": bytes(50_000_000)}), "far too much"),
    "a name out of it": (lambda file: packed(parts(file) | {"../evil": b""}), "unsafe name"),
    "an absolute name": (lambda file: packed(parts(file) | {"/etc/passwd": b""}), "unsafe name"),
    "a backslash": (lambda file: packed(parts(file) | {"word\\evil": b""}), "unsafe name"),
    "a drive": (lambda file: packed(parts(file) | {"C:evil": b""}), "unsafe name"),
    "a name by other case": (
        lambda file: packed(parts(file) | {"WORD/Document.xml": b"<x/>"}),
        "two entries",
    ),
    "a DTD": (
        lambda file: packed(parts(file) | {"word/extra.xml": b'<!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>'}),
        "document type",
    ),
    "a DTD in UTF-16": (
        lambda file: packed(
            parts(file) | {"word/extra.xml": '<?xml version="1.0"?><!DOCTYPE x><x/>'.encode("utf-16")}
        ),
        "document type",
    ),
    "XML that is none": (lambda file: packed(parts(file) | {"word/document.xml": b"<w:p>"}), "well-formed"),
    "a deep tree": (
        lambda file: packed(parts(file) | {"word/extra.xml": b"<a>" * 5000 + b"</a>" * 5000}),
        "well-formed",
    ),
    "a missing part": (lambda file: with_relation(file, "comments", "no.xml", external=False), "missing"),
    "a way out by dots": (
        lambda file: with_relation(file, "settings", "../../../etc/passwd", external=False),
        "missing",
    ),
    "an object": (
        lambda file: with_relation(file, "oleObject", "media/image1.png", external=False),
        "objects",
    ),
    "an inserted file": (
        lambda file: with_relation(file, "aFChunk", "media/image1.png", external=False),
        "altChunk",
    ),
    "macros": (lambda file: with_type(file, "application/vnd.ms-office.vbaProject"), "macros"),
    "a macro document": (
        lambda file: packed(
            parts(file)
            | {
                TYPES: parts(file)[TYPES].replace(
                    b"vnd.openxmlformats-officedocument.wordprocessingml.document.main",
                    b"vnd.ms-word.document.macroEnabled.main",
                )
            }
        ),
        "macros",
    ),
    "a spreadsheet": (
        lambda file: packed(
            parts(file)
            | {TYPES: parts(file)[TYPES].replace(b"wordprocessingml.document", b"spreadsheetml.sheet")}
        ),
        "not a Word document",
    ),
}


#: What was refused before with all the words of the file: kind, target, whether it is said to lie elsewhere.
ASIDE = {
    "a template": ("attachedTemplate", "file:///C:/Templates/Normal.dotm", True),
    "the source of a mail merge": ("mailMergeSource", "members.xlsx", True),
    "a picture elsewhere": ("image", "https://example.org/x.png", True),
    "a link to a file": ("hyperlink", "file:///etc/passwd", True),
    "a link beside it": ("hyperlink", "../annex.docx", True),
    "a link that runs": ("hyperlink", "javascript:x()", True),
    "a thumbnail that is gone": ("thumbnail", "docProps/no.jpeg", False),
    "a picture that is gone": ("image", "media/no.png", False),
    "printer settings that are gone": ("printerSettings", "no.bin", False),
    "a way out by dots": ("image", "../../../etc/passwd", False),
}


@pytest.mark.parametrize("name", ASIDE)
def test_what_the_words_do_not_need_is_left_out_and_told(name: str, sample_docx: bytes) -> None:
    """Before, one relative link, linked picture or attached template made a whole copy of no use."""
    kind, target, external = ASIDE[name]
    file = with_relation(sample_docx, kind, target, external=external)
    opened = open_word(file, copy=True)
    assert "rIdX" not in {relation.id for relation in opened.relations[opened.main]}
    (said,) = opened.left_out
    assert "left out" in said and target.rpartition("/")[2] in said
    reading, before = read(file), read(sample_docx)
    assert reading.document == before.document
    assert [each.message for each in reading.findings if each.kind == "file"] == [said]


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_is_refused_with_its_reason(name: str, sample_docx: bytes) -> None:
    make, reason = HOSTILE[name]
    with pytest.raises(UnsafeFile, match=reason):
        open_word(make(sample_docx))


def test_an_old_file_or_one_with_a_password_is_refused_with_what_to_do() -> None:
    """Both are OLE compound files."""
    with pytest.raises(UnsafeFile, match="password") as caught:
        open_word(bytes.fromhex("D0CF11E0A1B11AE1") + bytes(2_000))
    assert "docx" in caught.value.hint


@pytest.mark.parametrize("kind", ["oleObject", "package"])
def test_what_is_embedded_in_a_copy_is_let_be(kind: str, sample_docx: bytes) -> None:
    """An editor pasted a chart: the rest of the copy is read, and the chart said."""
    file = with_relation(sample_docx, kind, "media/image1.png", external=False)
    assert open_word(file, copy=True).main
    assert open_word(with_relation(sample_docx, kind, "https://example.org/x"), copy=True).left_out


def test_an_entry_twice_is_refused(sample_docx: bytes) -> None:
    file = BytesIO(sample_docx)
    with ZipFile(file, "a") as archive, pytest.warns(UserWarning, match="Duplicate"):
        archive.writestr("word/document.xml", b"<x/>")
    with pytest.raises(UnsafeFile, match="two entries"):
        open_word(file.getvalue())


def test_entries_that_share_their_bytes_are_refused() -> None:
    with pytest.raises(UnsafeFile, match="overlap"):
        open_word(_overlapping())


def test_a_size_in_the_header_is_not_believed(sample_docx: bytes) -> None:
    """Without counting, a header that says 10 bytes lets any number through."""
    bomb = packed(parts(sample_docx) | {"zzz.bin": bytes(40_000_000)})
    at = bomb.rindex(b"PK\x01\x02")
    lying = bomb[: at + 24] + struct.pack("<I", 10) + bomb[at + 28 :]
    with pytest.raises(UnsafeFile):
        open_word(lying)


@settings(max_examples=150)
@given(st.lists(st.tuples(st.integers(0, 20_000), st.binary(min_size=1, max_size=4)), min_size=1, max_size=6))
@example([(0, b"PK")])
def test_a_damaged_file_opens_or_is_refused_and_nothing_else(
    sample_docx: bytes, changes: list[tuple[int, bytes]]
) -> None:
    damaged = bytearray(sample_docx)
    for at, data in changes:
        at %= len(damaged)
        damaged[at : at + len(data)] = data
    try:
        open_word(bytes(damaged))
    except UnsafeFile as error:
        assert error.message


def _overlapping() -> bytes:
    """Two entries of the directory that point at one stretch of the file."""
    data = b"hello"
    crc = zlib.crc32(data)
    local = struct.pack("<4sHHHHHIIIHH", b"PK\3\4", 20, 0, 0, 0, 33, crc, 5, 5, 1, 0) + b"a" + data
    central = b"".join(
        struct.pack("<4sHHHHHHIIIHHHHHII", b"PK\1\2", 20, 20, 0, 0, 0, 33, crc, 5, 5, 1, 0, 0, 0, 0, 0, 0)
        + name
        for name in (b"a", b"b")
    )
    end = struct.pack("<4sHHHHIIH", b"PK\5\6", 0, 0, 2, 2, len(central), len(local), 0)
    return local + central + end
