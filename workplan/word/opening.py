"""Opening a Word file that came from outside, before anything in it is believed.

    [x] a ZIP of bounded size: entries, bytes (counted while unpacking), ratio
    [x] names: none twice (by case either), absolute, with `..`, a backslash or a drive
    [x] entries that overlap, encrypted entries, unknown compression
    [x] parts: no DTD in any XML; content types and relationships as OPC says (ECMA-376 Part 2)
    [x] refused: macros, OLE objects, alternative format chunks, attached templates, sub-documents,
        relationships out of the file other than http(s) and mailto links

Everything ends in one exception, `UnsafeFile`. The file is given as bytes: nothing is opened by name.
"""

from __future__ import annotations

import posixpath
import re
import struct
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from io import BytesIO
from types import MappingProxyType
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from lxml import etree

from workplan.word.package import Relation
from workplan.word.xml import CONTENT_TYPES, PACKAGE_RELATIONSHIPS, R, UnsafeFile, parse

MOST_ENTRIES = 2_000
MOST_BYTES = 256 * 1024 * 1024
MOST_XML = 64 * 1024 * 1024  # of one XML part
MOST_RATIO = 200  # of unpacked to packed, for entries over `_SMALL`
_SMALL = 1024 * 1024
_CHUNK = 64 * 1024

_SAFE_NAME = re.compile(r"(?!/)(?!.*//)(?!.*(?:^|/)\.{1,2}(?:/|$))[^\\:\x00-\x1f]+")
_MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_TEMPLATE = "application/vnd.openxmlformats-officedocument.wordprocessingml.template.main+xml"
_OUT = re.compile(r"(?:https?://|mailto:)[^\s\x00-\x1f]+", re.IGNORECASE)
_STRICT = "http://purl.oclc.org/ooxml/officeDocument/relationships"
_FORBIDDEN = {
    "vbaProject": "macros",
    "wordVbaData": "macros",
    "keyMapCustomizations": "macros",
    "oleObject": "embedded objects",
    "package": "embedded files",
    "control": "ActiveX controls",
    "activeXControlBinary": "ActiveX controls",
    "aFChunk": "inserted files (altChunk)",
    "attachedTemplate": "an attached template",
    "subDocument": "sub-documents",
    "frame": "frames",
    "mailMergeSource": "a mail merge source",
    "mailMergeHeaderSource": "a mail merge source",
    "recipientData": "mail merge data",
}

_UNREADABLE = (
    BadZipFile,
    EOFError,
    NotImplementedError,
    OSError,
    RuntimeError,
    ValueError,
    struct.error,
    zlib.error,
)


@dataclass(frozen=True, slots=True)
class WordFile:
    """The parts of a file that may be read: contents, content types and relationships by part name.

    Names are absolute ("/word/document.xml"); the package's own relationships are under "/".
    """

    data: Mapping[str, bytes]
    content_types: Mapping[str, str]
    relations: Mapping[str, tuple[Relation, ...]]
    main: str

    def related(self, source: str, kind: str) -> str | None:
        """The part that `source` is related to by the last word of a relationship type ("styles")."""
        for relation in self.relations.get(source, ()):
            if not relation.external and _kind(relation.type) == kind:
                return relation.target
        return None

    def xml(self, name: str) -> etree._Element:
        return parse(self.data[name], name)


def open_word(data: bytes) -> WordFile:
    """Check the file and take it apart. Raises `UnsafeFile` saying what is wrong with it."""
    entries = _unpack(data)
    roots = {name: parse(blob, name) for name, blob in entries.items() if _is_xml(name)}
    types = _content_types(entries, roots)
    relations = {
        source: tuple(_relations(source, roots[name], entries))
        for name in entries
        if (source := _source(name)) is not None
    }
    main = next((r.target for r in relations.get("/", ()) if _kind(r.type) == "officeDocument"), "")
    if types.get(main) not in {_MAIN, _TEMPLATE}:
        raise UnsafeFile(
            "this is not a Word document without macros", "save it in Word as .docx, and give that file"
        )
    parts = {f"/{name}": blob for name, blob in entries.items()}
    return WordFile(MappingProxyType(parts), MappingProxyType(types), MappingProxyType(relations), main)


def _unpack(data: bytes) -> dict[str, bytes]:
    try:
        with ZipFile(BytesIO(data)) as archive:
            infos = [info for info in archive.infolist() if not info.is_dir()]
            _check_entries(infos, data)
            left = MOST_BYTES
            entries: dict[str, bytes] = {}
            for info in infos:
                entries[info.filename] = _read(archive, info, left)
                left -= len(entries[info.filename])
            return entries
    except _UNREADABLE as error:
        raise UnsafeFile("this is not a Word file: it is no ZIP archive, or a damaged one") from error


def _check_entries(infos: list[ZipInfo], data: bytes) -> None:
    if len(infos) > MOST_ENTRIES:
        raise UnsafeFile(f"the Word file has {len(infos)} entries; no more than {MOST_ENTRIES} are accepted")
    seen: set[str] = set()
    for info in infos:
        name = info.orig_filename
        if not _SAFE_NAME.fullmatch(name) or name != info.filename:
            raise UnsafeFile(f"the Word file has an entry with an unsafe name: {name!r}")
        if name.lower() in seen:
            raise UnsafeFile(f"the Word file has two entries of the name {name!r}")
        seen.add(name.lower())
        if info.flag_bits & 0x1:
            raise UnsafeFile(f"the entry {name!r} of the Word file is encrypted")
        if info.compress_type not in {ZIP_STORED, ZIP_DEFLATED}:
            raise UnsafeFile(f"the entry {name!r} of the Word file is compressed in an unknown way")
    _check_overlap(infos, data)


def _check_overlap(infos: list[ZipInfo], data: bytes) -> None:
    """Python before 3.11.8 reads entries that share their bytes, which makes small bombs large."""
    end = 0
    for info in sorted(infos, key=lambda info: info.header_offset):
        start = info.header_offset
        if start < end:
            raise UnsafeFile(f"entries of the Word file overlap at {info.filename!r}")
        name, extra = struct.unpack_from("<HH", data, start + 26)
        end = start + 30 + name + extra + info.compress_size


def _read(archive: ZipFile, info: ZipInfo, left: int) -> bytes:
    """Unpack one entry, counting: what its header says of its size is not believed."""
    limit = min(left, MOST_XML) if _is_xml(info.filename) else left
    ratio = max(_SMALL, info.compress_size * MOST_RATIO)
    chunks: list[bytes] = []
    size = 0
    with archive.open(info) as stream:
        while chunk := stream.read(_CHUNK):
            size += len(chunk)
            if size > limit or size > ratio:
                raise UnsafeFile(f"the entry {info.filename!r} of the Word file unpacks to far too much")
            chunks.append(chunk)
    return b"".join(chunks)


def _is_xml(name: str) -> bool:
    return name.lower().endswith((".xml", ".rels", ".vml"))


def _content_types(entries: Mapping[str, bytes], roots: Mapping[str, etree._Element]) -> dict[str, str]:
    root = roots.get("[Content_Types].xml")
    if root is None:
        raise UnsafeFile("this is not a Word file: it has no list of content types")
    defaults = {
        e.get("Extension", "").lower(): e.get("ContentType", "")
        for e in root.iter(f"{{{CONTENT_TYPES}}}Default")
    }
    overrides = {
        e.get("PartName", "").lower(): e.get("ContentType", "")
        for e in root.iter(f"{{{CONTENT_TYPES}}}Override")
    }
    types = {}
    for name in entries:
        extension = posixpath.splitext(name)[1].removeprefix(".").lower()
        types[f"/{name}"] = overrides.get(f"/{name}".lower(), defaults.get(extension, ""))
        if "macroEnabled" in types[f"/{name}"] or "vbaProject" in types[f"/{name}"]:
            raise UnsafeFile("the Word file has macros", "save it in Word as .docx, which has none")
        if types[f"/{name}"].endswith("xml") and not _is_xml(name):
            raise UnsafeFile(f"the part {name!r} of the Word file hides XML under another name")
    return types


def _source(name: str) -> str | None:
    """Whose relationships an entry holds: `word/_rels/document.xml.rels` those of the document."""
    folder, file = posixpath.split(name)
    if posixpath.basename(folder) != "_rels" or not file.endswith(".rels"):
        return None
    return posixpath.join("/", posixpath.dirname(folder), file.removesuffix(".rels"))


def _relations(source: str, root: etree._Element, entries: Mapping[str, bytes]) -> list[Relation]:
    found = []
    for element in root.iter(f"{{{PACKAGE_RELATIONSHIPS}}}Relationship"):
        type_, target = element.get("Type", ""), element.get("Target", "")
        kind = _kind(type_)
        if kind in _FORBIDDEN:
            raise UnsafeFile(f"the Word file has {_FORBIDDEN[kind]}, which are not accepted")
        external = element.get("TargetMode") == "External"
        if external and not (kind == "hyperlink" and _OUT.fullmatch(target)):
            raise UnsafeFile(f"the Word file refers to something outside it: {target!r}")
        if not external:
            target = posixpath.normpath(posixpath.join(posixpath.dirname(source) or "/", target))
            if target.removeprefix("/") not in entries and kind != "hyperlink":
                raise UnsafeFile(f"a part of the Word file is missing: {target!r}")
        found.append(Relation(element.get("Id", ""), type_.replace(_STRICT, R), target, external))
    return found


def _kind(type_: str) -> str:
    return type_.rstrip("/").rsplit("/", 1)[-1]
