"""Every link can be clicked."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from tests.documents import redlined, sample
from tests.links import links, out_of_reach
from tests.printing import print_pdf
from workplan.document.look import BOLD, ITALIC
from workplan.document.tree import Document, Link, Paragraph, Text


def test_calls_of_notes_and_all_other_links(pdf: bytes) -> None:
    # Before, every call of a note and every way back had a rectangle of height 0.
    assert links(pdf)
    assert out_of_reach(pdf) == []


LONG = "https://example.org/" + "a-long-way/" * 36


def _full_of_links(document: Document) -> Document:
    """Links broken over lines and pages, with looks inside, side by side, of one letter."""
    children = (Text("i"), Text("bold words ", look=BOLD), Text("and others", look=ITALIC))
    paragraphs = tuple(
        Paragraph(
            f"links.{n}",
            (
                Text("Words " * n),
                Link("https://example.org/l", (Text("l"),)),
                Link("https://example.org/i", (Text("i"),)),
                Text(" and "),
                Link("https://example.org/", children),
                Text(" and "),
                Link(LONG, (Text(LONG),)),
                Text(" by "),
                Link("mailto:tides@example.org", (Text("tides@example.org"),)),
            ),
        )
        for n in range(1, 20)
    )
    return replace(document, blocks=(*document.blocks, *paragraphs))


@pytest.mark.parametrize("document", [sample(), redlined()], ids=["sample", "redline"])
@pytest.mark.parametrize("direction", ["ltr", "rtl"])
def test_links_over_lines_and_pages(document: Document, direction: str) -> None:
    properties = replace(document.properties, direction=direction)
    assert out_of_reach(print_pdf(_full_of_links(replace(document, properties=properties)))) == []
