"""Hyphens that do not break, and those that only may, are elements: in `w:t` Word changes the font."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from tests.documents import PROPERTIES, TERMS, sample
from tests.libreoffice import to_docx
from tests.word.reading import W, parts, xml
from workplan.design.theme import theme
from workplan.document.look import BOLD, ITALIC, PLAIN
from workplan.document.tree import (
    Document,
    Formatting,
    Former,
    Heading,
    Link,
    Note,
    NoteReference,
    Paragraph,
    Reference,
    Revision,
    Text,
)
from workplan.word import read, write

WORDS = "\u2011co\u2011chairs re\u00adport\u00ad"
BY = Revision("Ann")


def written() -> Document:
    """The hyphens wherever words can be: tracked and not, deleted, in links, fields, headings and notes."""
    inlines = (
        Text(WORDS),
        Text(WORDS, look=BOLD, inserted=BY),
        Text(WORDS, deleted=BY),
        Text(WORDS, look=ITALIC, former=Formatting(PLAIN, revision=BY)),
        Link("https://example.org", (Text(WORDS), Text(WORDS, deleted=BY))),
        Reference("h", WORDS, "title"),
        Reference("h", WORDS, "words", deleted=BY),
        NoteReference("note.n", 1),
    )
    return Document(
        replace(PROPERTIES, running_head=WORDS),
        TERMS,
        (Heading("h", 1, (Text(WORDS),)), Paragraph("p", inlines)),
        (Note("note.n", 1, (Text(WORDS), Text(WORDS, deleted=BY))),),
        former=Former(PROPERTIES, TERMS),
    )


def test_they_are_elements_and_are_read_back() -> None:
    """Before, they stood in `w:t` and `w:delText`."""
    file = write(written(), theme())
    for name, count in (("document", 18), ("footnotes", 4), ("header1", 2)):
        root = xml(file, f"word/{name}.xml")
        assert len(list(root.iter(f"{W}noBreakHyphen"))) == count
        assert len(list(root.iter(f"{W}softHyphen"))) == count
        assert not {"\u2011", "\u00ad"} & set("".join(map(str, root.itertext())))
    reading = read(file)
    assert (reading.document.blocks, reading.document.notes) == (written().blocks, written().notes)
    assert reading.findings == ()


def test_a_file_of_before_is_read_alike() -> None:
    from tests.word.conftest import packed

    old = parts(write(written(), theme()))
    for name, data in old.items():
        old[name] = data.replace(b"<w:noBreakHyphen/>", b"<w:t>\xe2\x80\x91</w:t>")
    assert read(packed(old)).document.blocks == written().blocks


@pytest.mark.slow
def test_libreoffice_keeps_them() -> None:
    document = replace(sample(), blocks=(Paragraph("p", (Text(WORDS),)),), notes=())
    assert read(to_docx(write(document, theme()))).document.blocks == document.blocks
