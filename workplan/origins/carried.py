"""The content that a file of ours carries inside.

[x] PDF: the attachment `content.yaml`           (`pdf`)
[x] Word: the custom XML part `urn:workplan:content:1`, also after an editor saved the file (`word`)
[x] a redline, which carries two: what it goes to, and what it comes from
[x] an edition file, which is nothing but content
[-] web pages carry none
"""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

from workplan.editions.frozen import FrozenHead, is_as_sealed, read_head
from workplan.errors import ContentError, GivenFileError, in_a_given_file
from workplan.files.ordinary import MAX_BYTES
from workplan.opening import Opened, open_carried
from workplan.origins import pdf, word
from workplan.origins.content import Content, Found
from workplan.text.characters import with_plain_line_ends

Kind = Literal["pdf", "docx", "edition"]

_OURS = "give a PDF or Word file that this program made, or a file from content/editions"


class Carried(Struct, frozen=True):
    """A file of ours, and the content in it; of a redline also that of `before`. `producer` is what the file
    says of the program that made it, `saved` of another one that saved it (an edition file says nothing)."""

    kind: Kind
    name: str
    data: bytes
    content: Content
    before: Content | None = None
    producer: str = ""
    saved: str = ""

    @property
    def text(self) -> str:
        return self.content.text

    @property
    def for_review(self) -> bool | None:
        """Whether a Word file has Track Changes on."""
        return word.is_for_review(word.opened(self.data, self.name)) if self.kind == "docx" else None

    @property
    def intact(self) -> bool:
        """Whether all the content is as it was put in."""
        return self.content.intact and (self.before is None or self.before.intact)

    @property
    @in_a_given_file()
    def paper(self) -> str:
        """The paper that it is."""
        return read_head(self.text, self.name).paper

    @property
    @in_a_given_file()
    def edition(self) -> FrozenHead:
        return read_head(self.text, self.name)

    @property
    @in_a_given_file()
    def edition_before(self) -> FrozenHead | None:
        """The edition that a redline comes from; None for a file that is none."""
        return read_head(self.before.text, self.name) if self.before else None

    @in_a_given_file()
    def open(self, content: Content | None = None) -> Opened:
        """The content, or the one of `before`, checked. Raises `GivenFileError` where it was altered,
        `GivenContentError` where it does not load."""
        content = content or self.content
        if not content.intact and self.kind != "edition":
            raise GivenFileError(
                f"{self.name}: the content in it was altered", "ask for the file as it was issued"
            )
        return open_carried(content.text, self.name)


@in_a_given_file()
def carried(data: bytes, name: str) -> Carried:
    """What the file `name` carries. Raises `GivenFileError`: it is not ours, carries nothing, or is not
    safe to read; `GivenContentError`: an edition with something wrong in it."""
    if len(data) > MAX_BYTES:
        raise GivenFileError(f"{name} has more than {MAX_BYTES:,} bytes", _OURS)
    if data[:1024].lstrip().startswith(b"%PDF-"):
        return _carried("pdf", name, data, pdf.read(data, name))
    if data.startswith(word.BEGINNINGS):
        return _carried("docx", name, data, word.read(data, name))
    try:
        text = with_plain_line_ends(data.decode("utf-8"))
        head = read_head(text, name)
    except (UnicodeDecodeError, ContentError):
        if data.startswith(b"schema: "):
            read_head(data.decode("utf-8", "replace"), name)  # an edition with something wrong in it
        raise GivenFileError(f"{name} is no PDF, no Word file and no edition", _OURS) from None
    return Carried("edition", name, data, Content(text, is_as_sealed(text, head.schema_)))


def _carried(kind: Kind, name: str, data: bytes, found: Found) -> Carried:
    return Carried(kind, name, data, found.content, found.before, found.producer, found.saved)
