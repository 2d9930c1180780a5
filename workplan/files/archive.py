"""A ZIP archive that came from outside, taken apart before anything in it is believed.

    [x] bounded: entries, bytes (counted while unpacking), ratio, XML
    [x] names: none twice (by case either), absolute, with `..`, a backslash or a drive
    [x] entries that overlap, encrypted entries, unknown compression
    [x] XML: no DTD, bytes, elements and attributes of all parts together, depth of each

Word files and spreadsheets are such archives. Everything ends in one exception, `BadArchive`.
"""

from __future__ import annotations

import re
import struct
import zlib
from collections.abc import Mapping
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from workplan.files import xml
from workplan.text.hints import quoted

MOST_ENTRIES = 2_000
MOST_BYTES = 128 * 1024 * 1024
#: Of all XML together: bytes, and elements and attributes, each of which takes some 200 bytes in a tree.
MOST_XML = 32 * 1024 * 1024
MOST_NODES = 1_000_000
MOST_RATIO = 200  # of unpacked to packed, for entries over `_SMALL`
_SMALL = 1024 * 1024
_CHUNK = 64 * 1024

_SAFE_NAME = re.compile(r"(?!/)(?!.*//)(?!.*(?:^|/)\.{1,2}(?:/|$))[^\\:\x00-\x1f]+")

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


class BadArchive(Exception):
    """An archive that is not accepted; says why."""


def unpack(data: bytes, kind: str) -> dict[str, bytes]:
    """The entries by name. `kind` says what the archive is to be: "Word file". Raises `BadArchive`."""
    try:
        with ZipFile(BytesIO(data)) as archive:
            infos = [info for info in archive.infolist() if not info.is_dir()]
            _check_entries(infos, data, kind)
            left, xml_left = MOST_BYTES, MOST_XML
            entries: dict[str, bytes] = {}
            for info in infos:
                holds_xml = is_xml(info.filename)
                entry = _read(archive, info, min(left, xml_left) if holds_xml else left, kind)
                left -= len(entry)
                xml_left -= len(entry) if holds_xml else 0
                entries[info.filename] = entry
    except _UNREADABLE as error:
        raise BadArchive(f"this is not a {kind}: it is no ZIP archive, or a damaged one") from error
    _scan(entries, kind)
    return entries


def is_xml(name: str) -> bool:
    return name.lower().endswith((".xml", ".rels", ".vml"))


def _check_entries(infos: list[ZipInfo], data: bytes, kind: str) -> None:
    if len(infos) > MOST_ENTRIES:
        raise BadArchive(f"the {kind} has {len(infos)} entries; no more than {MOST_ENTRIES} are accepted")
    seen: set[str] = set()
    for info in infos:
        name = info.orig_filename
        if not _SAFE_NAME.fullmatch(name) or name != info.filename:
            raise BadArchive(f"the {kind} has an entry with an unsafe name: {quoted(name)}")
        if name.lower() in seen:
            raise BadArchive(f"the {kind} has two entries of the name {quoted(name)}")
        seen.add(name.lower())
        if info.flag_bits & 0x1:
            raise BadArchive(f"the entry {quoted(name)} of the {kind} is encrypted")
        if info.compress_type not in {ZIP_STORED, ZIP_DEFLATED}:
            raise BadArchive(f"the entry {quoted(name)} of the {kind} is compressed in an unknown way")
    _check_overlap(infos, data, kind)


def _check_overlap(infos: list[ZipInfo], data: bytes, kind: str) -> None:
    """Python before 3.11.8 reads entries that share their bytes, which makes small bombs large."""
    end = 0
    for info in sorted(infos, key=lambda info: info.header_offset):
        start = info.header_offset
        if start < end:
            raise BadArchive(f"entries of the {kind} overlap at {quoted(info.filename)}")
        name, extra = struct.unpack_from("<HH", data, start + 26)
        end = start + 30 + name + extra + info.compress_size


def _read(archive: ZipFile, info: ZipInfo, limit: int, kind: str) -> bytes:
    """Unpack one entry, counting: what its header says of its size is not believed."""
    ratio = max(_SMALL, info.compress_size * MOST_RATIO)
    chunks: list[bytes] = []
    size = 0
    with archive.open(info) as stream:
        while chunk := stream.read(_CHUNK):
            size += len(chunk)
            if size > limit or size > ratio:
                raise BadArchive(f"the entry {quoted(info.filename)} of the {kind} unpacks to far too much")
            chunks.append(chunk)
    return b"".join(chunks)


def _scan(entries: Mapping[str, bytes], kind: str) -> None:
    """Refuse XML that could not be parsed later, without building one tree."""
    parts = {name: blob for name, blob in entries.items() if is_xml(name)}
    are_few = sum(map(xml.most_nodes, parts.values())) <= MOST_NODES
    left = MOST_NODES
    for name, blob in parts.items():
        try:
            if are_few:
                xml.check(blob)
            else:
                left -= xml.scan(blob, left)
        except xml.BadXml as error:
            raise BadArchive(f"the part {quoted(name, 80)} of the {kind} {error}") from error
