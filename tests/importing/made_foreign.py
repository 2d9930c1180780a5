"""Our Word files as if somebody had pasted their text into a file of another program: nothing that they
carry is left, no bookmarks, no names of ours."""

from __future__ import annotations

import re
from io import BytesIO
from zipfile import ZipFile

from tests.word.conftest import packed

_BOOKMARKS = re.compile(rb"<w:bookmark(?:Start|End)\b[^>]*/>")
_RELATION = re.compile(rb'<Relationship\b[^>]*Target="[^"]*customXml[^"]*"[^>]*/>')
_OVERRIDE = re.compile(rb'<Override\b[^>]*PartName="/(?:customXml|docProps/custom)[^>]*/>')
_PROPERTY = re.compile(rb'<Relationship\b[^>]*Target="[^"]*custom\.xml"[^>]*/>')


def made_foreign(file: bytes) -> bytes:
    """The file without its custom XML, its own properties and its bookmarks."""
    with ZipFile(BytesIO(file)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    kept = {
        name: data
        for name, data in parts.items()
        if not name.startswith("customXml/") and "custom" not in name
    }
    for name, data in kept.items():
        if name.endswith(".rels"):
            kept[name] = _PROPERTY.sub(b"", _RELATION.sub(b"", data))
        elif name == "[Content_Types].xml":
            kept[name] = _OVERRIDE.sub(b"", data)
        elif name in ("word/document.xml", "word/footnotes.xml"):
            kept[name] = _BOOKMARKS.sub(b"", data)
    return packed(kept)
