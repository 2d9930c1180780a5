"""A Word file of ours as copies that are stamped.

[x] the words of the stamp in each running foot, a paragraph of their own, without fields
[x] the number and whose copy it is as properties of the file (ISO 29500-1, 22.3), which editors keep
[x] taken off again: what is left is the file that was stamped, byte for byte
"""

from __future__ import annotations

import re
from io import BytesIO
from xml.sax.saxutils import escape
from zipfile import ZipFile

from workplan.content.values.languages import Direction
from workplan.errors import OurBug
from workplan.stamp.stamps import Stamp
from workplan.word.file.package import packed
from workplan.word.writer.templates import environment

NUMBER, RECIPIENT = "CopyNumber", "CopyRecipient"

_FOOT = re.compile(r"word/footer[0-9]*\.xml")
_PROPERTIES = "docProps/custom.xml"
_END = "</Properties>"
_FORMAT = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}"
_STYLE = re.compile(r'<w:pStyle w:val="([^"]*)"/>')
_START = re.compile(r"<w:ftr\b[^>]*>")


class Template:
    """A finished Word file, taken apart; `copy` makes a stamped one."""

    def __init__(self, docx: bytes, direction: Direction) -> None:
        with ZipFile(BytesIO(docx)) as archive:
            self._parts = {name: archive.read(name) for name in archive.namelist()}
        self._direction = direction
        feet = [name for name in self._parts if _FOOT.fullmatch(name)]
        if not feet or _PROPERTIES not in self._parts:
            raise OurBug("the Word file to be stamped has no running foot, or no properties")
        self._feet = {name: self._parts[name].decode() for name in feet}

    def copy(self, stamp: Stamp) -> bytes:
        parts = dict(self._parts)
        for name, foot in self._feet.items():
            start = _START.search(foot)
            assert start
            said = _paragraph(stamp.words, foot, self._direction)
            parts[name] = f"{foot[: start.end()]}{said}{foot[start.end() :]}".encode()
        properties = self._parts[_PROPERTIES].decode()
        parts[_PROPERTIES] = properties.replace(_END, _properties(stamp) + _END).encode()
        return packed(parts)


def without(docx: bytes, stamp: Stamp) -> bytes:
    """The file of ours that was stamped so; `docx` with other bytes where it was not."""
    with ZipFile(BytesIO(docx)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    for name in parts:
        if _FOOT.fullmatch(name):
            foot = parts[name].decode("utf-8", "replace")
            for direction in ("ltr", "rtl"):
                foot = foot.replace(_paragraph(stamp.words, foot, direction), "", 1)
            parts[name] = foot.encode()
        elif name == _PROPERTIES:
            parts[name] = parts[name].replace(_properties(stamp).encode(), b"")
    return packed(parts)


def _paragraph(words: str, foot: str, direction: Direction) -> str:
    style = _STYLE.search(foot)
    template = environment().get_template("stamp.xml")
    return template.render(words=words, style=style[1] if style else "", direction=direction).strip()


def _properties(stamp: Stamp) -> str:
    values = ((NUMBER, str(stamp.number)), (RECIPIENT, stamp.recipient))
    return "".join(
        f'<property fmtid="{_FORMAT}" pid="{pid}" name="{name}">'
        f"<vt:lpwstr>{escape(value)}</vt:lpwstr></property>"
        for pid, (name, value) in enumerate(values, 5)
    )
