"""Files that carry content, made by hand after the convention, sound and otherwise."""

from __future__ import annotations

from hashlib import sha256
from io import BytesIO
from xml.sax.saxutils import escape
from zipfile import ZipFile

import pikepdf

NAMESPACE = "urn:workplan:content:1"

_XMP = (
    '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
    '<rdf:Description rdf:about="" xmlns:workplan="urn:workplan:document:1#">{}</rdf:Description>'
    "</rdf:RDF></x:xmpmeta>"
)


def digest(text: str) -> str:
    return sha256(text.encode()).hexdigest()


def pdf(
    text: str | bytes, stated: str | None = None, *, name: str = "content.yaml", before: str = ""
) -> bytes:
    """A PDF of one empty page with `text` attached, and its fingerprint in the metadata; that of a redline
    with `before` as well."""
    made = pikepdf.new()
    made.add_blank_page()
    said = ""
    for property_, file, words in (("content", name, text), ("before", "before.yaml", before)):
        data = words.encode() if isinstance(words, str) else words
        if data:
            found = sha256(data).hexdigest() if stated is None else stated
            said += f"<workplan:{property_}>{found}</workplan:{property_}>"
            made.attachments[file] = pikepdf.AttachedFileSpec(made, data)
    made.Root.Metadata = made.make_stream(_XMP.format(said).encode())
    buffer = BytesIO()
    made.save(buffer)
    return buffer.getvalue()


def docx(word: bytes, text: str, stated: str | None = None) -> bytes:
    """The Word file `word` with `text` in a custom XML part, in place of any that it has."""
    stated = digest(text) if stated is None else stated
    part = f'<content xmlns="{NAMESPACE}" sha256="{stated}">{escape(text)}</content>'
    with ZipFile(BytesIO(word)) as archive:
        entries = {name: archive.read(name) for name in archive.namelist()}
    entries["customXml/item2.xml"] = part.encode()
    relations = "word/_rels/document.xml.rels"
    if b"item2.xml" not in entries[relations]:
        related = (
            '<Relationship Id="rIdContent" Target="../customXml/item2.xml" Type="http://schemas.openxmlformats'
            '.org/officeDocument/2006/relationships/customXml"/></Relationships>'
        )
        entries[relations] = entries[relations].replace(b"</Relationships>", related.encode())
    return packed(entries)


def changed(word: bytes, old: str, new: str, part: str = "word/document.xml") -> bytes:
    with ZipFile(BytesIO(word)) as archive:
        entries = {name: archive.read(name) for name in archive.namelist()}
    assert old in entries[part].decode()
    entries[part] = entries[part].decode().replace(old, new, 1).encode()
    return packed(entries)


def part(word: bytes, name: str) -> str:
    with ZipFile(BytesIO(word)) as archive:
        return archive.read(name).decode()


def packed(entries: dict[str, bytes]) -> bytes:
    buffer = BytesIO()
    with ZipFile(buffer, "w") as archive:
        for name, data in entries.items():
            archive.writestr(name, data)
    return buffer.getvalue()
