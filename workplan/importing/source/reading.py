"""A file of any origin as a source: Word, PDF, bare text, or what LibreOffice can open."""

from __future__ import annotations

from io import BytesIO
from zipfile import BadZipFile, ZipFile

from msgspec.structs import replace

from workplan.importing.source.converted import as_word
from workplan.importing.source.model import Source
from workplan.importing.source.pdf import read_pdf
from workplan.importing.source.text import read_text
from workplan.importing.source.word import View, read_word

_OPENDOCUMENT = b"application/vnd.oasis.opendocument.text"
#: How files begin that other word processors make: Word 97 to 2003, and Rich Text.
_OTHERS = {b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1": ".doc", b"{\\rtf": ".rtf"}


def read_source(data: bytes, name: str, changes: View) -> Source:
    """What a file says, whatever it is: its bytes decide, and not its name. `changes` says how tracked
    changes are read. Raises `GivenFileError` for what cannot be read."""
    if ending := _converted(data):
        found = read_word(as_word(data, ending, name), name, changes)
        return replace(
            found, remarks=(*found.remarks, f"read through LibreOffice, from {ending}"), carries=False
        )
    if data.startswith(b"PK"):
        return read_word(data, name, changes)
    if b"%PDF-" in data[:1024]:
        return read_pdf(data, name)
    return read_text(data, name)


def _converted(data: bytes) -> str:
    """The ending of a file that LibreOffice makes a Word file of; empty for others."""
    for beginning, ending in _OTHERS.items():
        if data.startswith(beginning):
            return ending
    try:
        with ZipFile(BytesIO(data)) as archive:
            said = archive.open("mimetype").read(len(_OPENDOCUMENT) + 1)
    except (BadZipFile, KeyError, OSError, RuntimeError, NotImplementedError):
        return ""
    return ".odt" if said == _OPENDOCUMENT else ""
