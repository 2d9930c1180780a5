"""Parts of a Word file, packed by python-docx into a ZIP that is the same on every machine."""

from __future__ import annotations

from collections.abc import Mapping
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from docx.opc.package import OpcPackage
from docx.opc.packuri import PackURI
from docx.opc.part import Part as OpcPart
from msgspec import Struct

_FIRST = "[Content_Types].xml"
_EPOCH = (1980, 1, 1, 0, 0, 0)  # the earliest that ZIP knows; Word writes it as well
_DOS, _ARCHIVE = 0, 0x20  # a DOS file with its archive bit: no system's permissions


class Relation(Struct, frozen=True):
    """A relationship: `target` is a part's name ("/word/styles.xml") or, outside, an address."""

    id: str
    type: str
    target: str
    external: bool = False


class Part(Struct, frozen=True):
    """One part of the package. `name` is absolute: "/word/document.xml"."""

    name: str
    content_type: str
    data: bytes
    relations: tuple[Relation, ...] = ()


def pack(parts: list[Part], relations: list[Relation]) -> bytes:
    """The file with these parts; `relations` are the package's own.

    Every target must be among the parts, and every part be reached: python-docx writes what is
    related, and raises KeyError for a target that is missing.
    """
    package = OpcPackage()
    made = {part.name: OpcPart(PackURI(part.name), part.content_type, part.data) for part in parts}
    for part in parts:
        for relation in part.relations:
            target = relation.target if relation.external else made[relation.target]
            made[part.name].load_rel(relation.type, target, relation.id, relation.external)
    for relation in relations:
        package.load_rel(relation.type, made[relation.target], relation.id)
    draft = BytesIO()
    package.save(draft)
    return normalised(draft)


def packed(entries: Mapping[str, bytes]) -> bytes:
    """The file with these entries, by their names in the ZIP."""
    draft = BytesIO()
    with ZipFile(draft, "w") as archive:
        for name, data in entries.items():
            archive.writestr(name, data)
    return normalised(draft)


def normalised(draft: BytesIO) -> bytes:
    """The same entries in order of name, the content types first, without times and permissions."""
    result = BytesIO()
    with ZipFile(draft) as source, ZipFile(result, "w") as target:
        for name in sorted(source.namelist(), key=lambda name: (name != _FIRST, name)):
            entry = ZipInfo(name, _EPOCH)
            entry.compress_type = ZIP_DEFLATED
            entry.create_system, entry.external_attr = _DOS, _ARCHIVE
            target.writestr(entry, source.read(name), compresslevel=6)
    return result.getvalue()
