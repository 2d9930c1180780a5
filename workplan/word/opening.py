"""Opening a Word file that came from outside, before anything in it is believed.

    [x] a ZIP of bounded size: entries, bytes (counted while unpacking), ratio
    [x] XML of bounded size: bytes, elements and attributes of all parts together, depth of each
    [x] names: none twice (by case either), absolute, with `..`, a backslash or a drive
    [x] entries that overlap, encrypted entries, unknown compression
    [x] parts: no DTD in any XML; content types and relationships as OPC says (ECMA-376 Part 2)
    [x] refused: macros, OLE objects, alternative format chunks, attached templates, sub-documents,
        relationships out of the file other than http(s) and mailto links
    [-] SVG pictures: never read; Word has a PNG beside each

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

from workplan.hints import quoted
from workplan.word.package import Relation
from workplan.word.xml import CONTENT_TYPES, PACKAGE_RELATIONSHIPS, R, UnsafeFile, parse, scan

MOST_ENTRIES = 2_000
MOST_BYTES = 128 * 1024 * 1024
#: Of all XML together: bytes, and elements and attributes, each of which takes some 200 bytes in a tree.
MOST_XML = 32 * 1024 * 1024
MOST_NODES = 1_000_000
MOST_RATIO = 200  # of unpacked to packed, for entries over `_SMALL`
_SMALL = 1024 * 1024
_CHUNK = 64 * 1024

_TYPES = "[Content_Types].xml"
_SVG = "image/svg+xml"
_SAFE_NAME = re.compile(r"(?!/)(?!.*//)(?!.*(?:^|/)\.{1,2}(?:/|$))[^\\:\x00-\x1f]+")
_MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_TEMPLATE = "application/vnd.openxmlformats-officedocument.wordprocessingml.template.main+xml"
#: Where links may lead.
ADDRESS = re.compile(r"(?:https?://|mailto:)[^\s\x00-\x1f]+", re.IGNORECASE)
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
    _scan(entries)
    types = _content_types(entries)
    relations = {
        source: tuple(_relations(source, parse(entries[name], name), entries))
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
            left, xml_left = MOST_BYTES, MOST_XML
            entries: dict[str, bytes] = {}
            for info in infos:
                is_xml = _is_xml(info.filename)
                entry = _read(archive, info, min(left, xml_left) if is_xml else left)
                left -= len(entry)
                xml_left -= len(entry) if is_xml else 0
                entries[info.filename] = entry
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
            raise UnsafeFile(f"the Word file has an entry with an unsafe name: {quoted(name)}")
        if name.lower() in seen:
            raise UnsafeFile(f"the Word file has two entries of the name {quoted(name)}")
        seen.add(name.lower())
        if info.flag_bits & 0x1:
            raise UnsafeFile(f"the entry {quoted(name)} of the Word file is encrypted")
        if info.compress_type not in {ZIP_STORED, ZIP_DEFLATED}:
            raise UnsafeFile(f"the entry {quoted(name)} of the Word file is compressed in an unknown way")
    _check_overlap(infos, data)


def _check_overlap(infos: list[ZipInfo], data: bytes) -> None:
    """Python before 3.11.8 reads entries that share their bytes, which makes small bombs large."""
    end = 0
    for info in sorted(infos, key=lambda info: info.header_offset):
        start = info.header_offset
        if start < end:
            raise UnsafeFile(f"entries of the Word file overlap at {quoted(info.filename)}")
        name, extra = struct.unpack_from("<HH", data, start + 26)
        end = start + 30 + name + extra + info.compress_size


def _read(archive: ZipFile, info: ZipInfo, limit: int) -> bytes:
    """Unpack one entry, counting: what its header says of its size is not believed."""
    ratio = max(_SMALL, info.compress_size * MOST_RATIO)
    chunks: list[bytes] = []
    size = 0
    with archive.open(info) as stream:
        while chunk := stream.read(_CHUNK):
            size += len(chunk)
            if size > limit or size > ratio:
                raise UnsafeFile(
                    f"the entry {quoted(info.filename)} of the Word file unpacks to far too much"
                )
            chunks.append(chunk)
    return b"".join(chunks)


def _scan(entries: Mapping[str, bytes]) -> None:
    """Refuse XML that could not be parsed later, without building one tree."""
    left = MOST_NODES
    for name, blob in entries.items():
        if _is_xml(name):
            left -= scan(blob, name, left)


def _is_xml(name: str) -> bool:
    return name.lower().endswith((".xml", ".rels", ".vml"))


def _content_types(entries: Mapping[str, bytes]) -> dict[str, str]:
    if _TYPES not in entries:
        raise UnsafeFile("this is not a Word file: it has no list of content types")
    root = parse(entries[_TYPES], _TYPES)
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
        if types[f"/{name}"].endswith("xml") and types[f"/{name}"] != _SVG and not _is_xml(name):
            raise UnsafeFile(f"the part {quoted(name)} of the Word file hides XML under another name")
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
        if external:
            target = target.replace(" ", "%20")  # LibreOffice writes it so
        if external and not (kind == "hyperlink" and ADDRESS.fullmatch(target)):
            raise UnsafeFile(f"the Word file refers to something outside it: {quoted(target)}")
        if not external:
            target = posixpath.normpath(posixpath.join(posixpath.dirname(source) or "/", target))
            if target.removeprefix("/") not in entries and kind != "hyperlink":
                raise UnsafeFile(f"a part of the Word file is missing: {quoted(target)}")
        found.append(Relation(element.get("Id", ""), type_.replace(_STRICT, R), target, external))
    return found


def _kind(type_: str) -> str:
    return type_.rstrip("/").rsplit("/", 1)[-1]
