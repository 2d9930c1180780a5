"""Members' copies of a plan's Word file: each has tracked words at the ends of some paragraphs.

They are put into the XML of one file, as an editor's program does; so forty copies of any plan are made at
once, of any program's file.
"""

from __future__ import annotations

import zipfile
from copy import deepcopy
from io import BytesIO
from typing import TYPE_CHECKING

from lxml import etree

from workplan.files.xml import parse

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_BODY = "word/document.xml"
#: Between the places of a copy's changes and those of the next, in paragraphs.
_FURTHER = 7


def copies(file: bytes, number: int, changes: int) -> Iterator[tuple[str, bytes]]:
    """So many members, and their Word files with so many changes each; one member's places are not the next
    one's."""
    parts, body = _taken_apart(file)
    for n in range(number):
        member, tree = f"Member {n + 1}", deepcopy(body)
        paragraphs = _paragraphs(tree)
        for k in range(changes):
            place = (k * len(paragraphs) // changes + _FURTHER * n) % len(paragraphs)
            _put_in(paragraphs[place], f", as {member} proposes", member, k)
        yield member, _joined(parts, tree)


def with_words(file: bytes, words: str, letters: int) -> bytes:
    """A Word file in which somebody put these words in as one run at the end of its longest paragraph, again
    and again, until they are so many letters."""
    parts, body = _taken_apart(file)
    longest = max(_paragraphs(body), key=lambda each: sum(len(words) for words in each.itertext()))
    _put_in(longest, (words * (letters // len(words) + 1))[:letters].strip(), "Member", 0)
    return _joined(parts, body)


def write_copies(file: bytes, folder: Path, number: int, changes: int) -> None:
    """Write them into `folder`, which is made."""
    folder.mkdir()
    for member, data in copies(file, number, changes):
        (folder / f"{member}.docx").write_bytes(data)


def _taken_apart(file: bytes) -> tuple[dict[str, bytes], etree._Element]:
    with zipfile.ZipFile(BytesIO(file)) as given:
        parts = {name: given.read(name) for name in given.namelist()}
    return parts, parse(parts[_BODY])


def _joined(parts: dict[str, bytes], body: etree._Element) -> bytes:
    xml = etree.tostring(body, encoding="UTF-8", xml_declaration=True, standalone=True)
    result = BytesIO()
    with zipfile.ZipFile(result, "w", zipfile.ZIP_DEFLATED) as made:
        for name, data in (parts | {_BODY: xml}).items():
            made.writestr(name, data)
    return result.getvalue()


def _paragraphs(body: etree._Element) -> list[etree._Element]:
    """Those with words."""
    return [each for each in body.iter(f"{{{_W}}}p") if each.find(f"{{{_W}}}r") is not None]


def _put_in(paragraph: etree._Element, words: str, member: str, number: int) -> None:
    """Put tracked words at the end of a paragraph."""
    mark = etree.SubElement(paragraph, f"{{{_W}}}ins")
    for name, value in (("id", f"{900_000 + number}"), ("author", member), ("date", "2031-02-01T10:00:00Z")):
        mark.set(f"{{{_W}}}{name}", value)
    etree.SubElement(etree.SubElement(mark, f"{{{_W}}}r"), f"{{{_W}}}t").text = words
