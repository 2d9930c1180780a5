"""Opening a Word file that came from outside, before anything in it is believed.

    [x] all that `workplan.files.archive` refuses: bombs, unsafe names, document types
    [x] parts: content types and relationships as OPC says (ECMA-376 Part 2)
    [x] refused: macros, alternative format chunks, sub-documents
    [x] left out, and told: attached templates, mail merges, links out of the file other than http(s) and
        mailto, pictures that lie elsewhere; parts that are missing, where the words do not need them
    [x] OLE objects, embedded files: refused, or never looked at in a copy that an editor sends back
    [x] Strict Open XML: as any other
    [-] SVG pictures: never read; Word has a PNG beside each

Everything ends in one exception, `UnsafeFile`. The file is given as bytes: nothing is opened by name.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Iterator, Mapping
from types import MappingProxyType

from lxml import etree
from msgspec import Struct

from workplan.files.archive import BadArchive, is_xml, unpack
from workplan.text.hints import quoted
from workplan.word.file.package import Relation
from workplan.word.file.strict import transitional
from workplan.word.file.xml import CONTENT_TYPES, PACKAGE_RELATIONSHIPS, R, UnsafeFile, parse

_TYPES = "[Content_Types].xml"
_SVG = "image/svg+xml"
_MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_TEMPLATE = "application/vnd.openxmlformats-officedocument.wordprocessingml.template.main+xml"
#: Where links may lead.
ADDRESS = re.compile(r"(?:https?://|mailto:)[^\s\x00-\x1f]+", re.IGNORECASE)
_STRICT = "http://purl.oclc.org/ooxml/officeDocument/relationships"
_FORBIDDEN = {
    "vbaProject": "macros",
    "wordVbaData": "macros",
    "keyMapCustomizations": "macros",
    "aFChunk": "inserted files (altChunk)",
    "subDocument": "sub-documents",
    "frame": "frames",
}
#: What nothing here reads or carries on.
_UNREAD = {
    "attachedTemplate": "the template that it is attached to",
    "mailMergeSource": "the source of a mail merge",
    "mailMergeHeaderSource": "the source of a mail merge",
    "recipientData": "the data of a mail merge",
}
#: Parts that the words need: where one is missing, the file is broken.
_NEEDED = frozenset(
    {"officeDocument", "styles", "numbering", "footnotes", "endnotes", "comments", "settings", "customXml"}
)
#: What a reader says of and leaves out: nothing reads the parts behind these.
_EMBEDDED = {
    "oleObject": "embedded objects",
    "package": "embedded files",
    "control": "ActiveX controls",
    "activeXControlBinary": "ActiveX controls",
}
#: How an old Word file begins, and one with a password.
OLE = bytes.fromhex("D0CF11E0A1B11AE1")


class WordFile(Struct, frozen=True):
    """The parts of a file that may be read: contents, content types and relationships by part name.

    Names are absolute ("/word/document.xml"); the package's own relationships are under "/". `left_out` says
    what of them is no part of it.
    """

    data: Mapping[str, bytes]
    content_types: Mapping[str, str]
    relations: Mapping[str, tuple[Relation, ...]]
    main: str
    left_out: tuple[str, ...] = ()

    def related(self, source: str, kind: str) -> str | None:
        """The part that `source` is related to by the last word of a relationship type ("styles")."""
        for relation in self.relations.get(source, ()):
            if not relation.external and _kind(relation.type) == kind:
                return relation.target
        return None

    def xml(self, name: str) -> etree._Element:
        root = parse(self.data[name], name)
        transitional(root)
        return root


def open_word(data: bytes, *, copy: bool = False) -> WordFile:
    """Check the file and take it apart. A `copy` that an editor sends back may hold embedded objects, of
    which nothing is taken over. Raises `UnsafeFile` saying what is wrong with it."""
    if data.startswith(OLE):
        hint = "open it in Word and save it as “Word Document (*.docx)”, without a password"
        raise UnsafeFile("this is an old Word file (.doc), or one with a password", hint)
    if data.startswith(b"%PDF-"):
        raise UnsafeFile("this is a PDF, and no Word file", "give a Word document (.docx)")
    try:
        entries = unpack(data, "Word file")
    except BadArchive as error:
        raise UnsafeFile(str(error)) from error
    types = _content_types(entries)
    left_out: list[str] = []
    relations = {
        source: tuple(_relations(source, parse(entries[name], name), entries, copy, left_out.append))
        for name in entries
        if (source := _source(name)) is not None
    }
    main = next((r.target for r in relations.get("/", ()) if _kind(r.type) == "officeDocument"), "")
    if types.get(main) not in {_MAIN, _TEMPLATE}:
        raise UnsafeFile(
            "this is not a Word document without macros", "save it in Word as .docx, and give that file"
        )
    parts = {f"/{name}": blob for name, blob in entries.items()}
    return WordFile(
        MappingProxyType(parts),
        MappingProxyType(types),
        MappingProxyType(relations),
        main,
        tuple(dict.fromkeys(left_out)),
    )


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
        if types[f"/{name}"].endswith("xml") and types[f"/{name}"] != _SVG and not is_xml(name):
            raise UnsafeFile(f"the part {quoted(name)} of the Word file hides XML under another name")
    return types


def _source(name: str) -> str | None:
    """Whose relationships an entry holds: `word/_rels/document.xml.rels` those of the document."""
    folder, file = posixpath.split(name)
    if posixpath.basename(folder) != "_rels" or not file.endswith(".rels"):
        return None
    return posixpath.join("/", posixpath.dirname(folder), file.removesuffix(".rels"))


def _relations(
    source: str,
    root: etree._Element,
    entries: Mapping[str, bytes],
    copy: bool,
    leave_out: Callable[[str], None],
) -> Iterator[Relation]:
    forbidden = _FORBIDDEN if copy else _FORBIDDEN | _EMBEDDED
    for element in root.iter(f"{{{PACKAGE_RELATIONSHIPS}}}Relationship"):
        type_, target = element.get("Type", ""), element.get("Target", "")
        kind = _kind(type_)
        if kind in forbidden:
            hint = "take that out of it in Word, save it, and give it again"
            raise UnsafeFile(f"the Word file has {forbidden[kind]}: that is not accepted", hint)
        external = element.get("TargetMode") == "External"
        if external:
            target = target.replace(" ", "%20")  # LibreOffice writes it so
        if kind in _UNREAD:
            leave_out(f"{_UNREAD[kind]} is left out: {quoted(target)}")
        elif external and not (kind == "hyperlink" and ADDRESS.fullmatch(target)):
            what = {"hyperlink": "a link", "image": "a picture"}.get(kind, f"its {quoted(kind)}")
            leave_out(f"{what} is left out, which is not in the file or at a web address: {quoted(target)}")
        elif not external and (target := _name(source, target)) and _missing(target, kind, entries):
            if kind in _NEEDED:
                raise UnsafeFile(f"a part of the Word file is missing: {quoted(target)}")
            leave_out(f"a part that is missing is left out: {quoted(target)}")
        else:
            yield Relation(element.get("Id", ""), type_.replace(_STRICT, R), target, external)


def _name(source: str, target: str) -> str:
    return posixpath.normpath(posixpath.join(posixpath.dirname(source) or "/", target))


def _missing(name: str, kind: str, entries: Mapping[str, bytes]) -> bool:
    return name.removeprefix("/") not in entries and kind != "hyperlink"


def _kind(type_: str) -> str:
    return type_.rstrip("/").rsplit("/", 1)[-1]
