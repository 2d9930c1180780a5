"""The content that a file of ours carries inside.

[x] PDF: the attachment `content.yaml`           (`pdf`)
[x] Word: the custom XML part `urn:workplan:content:1`, also after an editor saved the file (`word`)
[x] an edition file, which is nothing but content
[-] web pages carry none
"""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256
from typing import Literal

from workplan.editions.frozen import FrozenEdition, read_head
from workplan.editions.opening import Opened, open_carried
from workplan.errors import ContentError, GivenFileError
from workplan.origins import pdf, word

Kind = Literal["pdf", "docx", "edition"]

#: Of a file that somebody gives us.
MAX_BYTES = 128 * 1024 * 1024

_OURS = "give a PDF or Word file that this program made, or a file from content/editions"


@dataclass(frozen=True, slots=True)
class Carried:
    """A file of ours, and the content in it. `digest` is what the file says that its content's SHA-256 is
    (an edition file says nothing), `producer` what it says of the program that made it."""

    kind: Kind
    name: str
    data: bytes
    text: str
    digest: str = ""
    producer: str = ""

    @property
    def intact(self) -> bool:
        """Whether the content is the one that was put in."""
        return self.kind == "edition" or self.digest == sha256(self.text.encode()).hexdigest()

    @property
    def edition(self) -> FrozenEdition:
        return read_head(self.text, self.name).edition

    def open(self) -> Opened:
        """The content, checked. Raises `GivenFileError` where it was altered, `ContentError` where it does
        not load."""
        if not self.intact:
            raise GivenFileError(
                f"{self.name}: the content in it was altered", "ask for the file as it was issued"
            )
        return open_carried(self.text, self.name)


def carried(data: bytes, name: str) -> Carried:
    """What the file `name` carries. Raises `GivenFileError`: it is not ours, carries nothing, or is not
    safe to read."""
    if len(data) > MAX_BYTES:
        raise GivenFileError(f"{name} has more than {MAX_BYTES:,} bytes", _OURS)
    if data[:1024].lstrip().startswith(b"%PDF-"):
        found = pdf.read(data, name)
        return Carried("pdf", name, data, found.text, found.digest, found.producer)
    if data.startswith(b"PK"):
        content = word.read(data, name)
        return Carried("docx", name, data, content.text, content.digest, content.producer)
    try:
        text = data.decode("utf-8")
        read_head(text, name)
    except (UnicodeDecodeError, ContentError):
        if data.startswith(b"schema: "):
            read_head(data.decode("utf-8", "replace"), name)  # an edition with something wrong in it
        raise GivenFileError(f"{name} is no PDF, no Word file and no edition", _OURS) from None
    return Carried("edition", name, data, text)
