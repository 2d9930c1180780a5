"""Members' copies of a plan's Word file: each has tracked words at the ends of some paragraphs.

They are put into the XML of one file, as an editor's program does; so forty copies of any plan are made at
once.
"""

from __future__ import annotations

import zipfile
from io import BytesIO
from typing import TYPE_CHECKING

from lxml import etree

from workplan.document.compose import compose
from workplan.opening import open_content
from workplan.review.incoming.dossier import Given
from workplan.theme import theme
from workplan.word import write
from workplan.xml import parse

if TYPE_CHECKING:
    from pathlib import Path

    from workplan.opening.plain import Opened

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_BODY = "word/document.xml"
#: Between the places of a copy's changes and those of the next, in paragraphs.
_FURTHER = 7


def copies(today: Opened, number: int, changes: int) -> tuple[Given, ...]:
    """So many Word files with so many changes each; one member's places are not the next one's."""
    plain = write(compose(today.plan, None, today.standing), theme())
    members = (f"Member {n + 1}" for n in range(number))
    return tuple(
        Given(f"{member}.docx", _changed(plain, member, n, changes), member)
        for n, member in enumerate(members)
    )


def write_copies(content: Path, folder: Path, number: int, changes: int) -> None:
    """Write them into `folder`, which is made."""
    folder.mkdir()
    for copy in copies(open_content(content), number, changes):
        (folder / copy.name).write_bytes(copy.data)


def _changed(file: bytes, member: str, number: int, changes: int) -> bytes:
    result = BytesIO()
    with zipfile.ZipFile(BytesIO(file)) as given, zipfile.ZipFile(result, "w", zipfile.ZIP_DEFLATED) as made:
        for name in given.namelist():
            data = given.read(name)
            made.writestr(name, _tracked(data, member, number, changes) if name == _BODY else data)
    return result.getvalue()


def _tracked(body: bytes, member: str, number: int, changes: int) -> bytes:
    tree = parse(body)
    paragraphs = [each for each in tree.iter(f"{{{_W}}}p") if each.find(f"{{{_W}}}r") is not None]
    for k in range(changes):
        paragraph = paragraphs[(k * len(paragraphs) // changes + _FURTHER * number) % len(paragraphs)]
        mark = etree.SubElement(paragraph, f"{{{_W}}}ins")
        for name, value in (("id", f"{900_000 + k}"), ("author", member), ("date", "2031-02-01T10:00:00Z")):
            mark.set(f"{{{_W}}}{name}", value)
        words = etree.SubElement(etree.SubElement(mark, f"{{{_W}}}r"), f"{{{_W}}}t")
        words.text = f", as {member} proposes"
    return etree.tostring(tree, encoding="UTF-8", xml_declaration=True, standalone=True)
