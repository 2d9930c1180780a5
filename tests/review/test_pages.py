"""Page breaks, parts in landscape and the list of contents in a compilation text, and in what is applied."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from msgspec.structs import replace

from tests.libreoffice import to_pdf
from tests.manuscripts import MARK, changed, document
from tests.review.merge.test_merge import copy, two_copies
from tests.test_landscape import CONTENT, landscapes
from tests.writeback.amending import folder
from workplan.compare import compare
from workplan.content.words.matrix import ENGLISH
from workplan.design.theme import theme
from workplan.document.resolving.pages import by_orientation
from workplan.document.revisions import reject
from workplan.document.tree import Document, Revision
from workplan.errors import Place
from workplan.opening import open_content
from workplan.review.consolidate import Consolidated, Copy, consolidate
from workplan.review.incoming.dossier import Dossier, Given
from workplan.review.merge.merge import merge
from workplan.review.papers.files import compiled
from workplan.review.steps.applying import applied
from workplan.review.steps.reviewing import review
from workplan.word import read, write

BREAK = "# Upright again"
BASE = changed(CONTENT, BREAK, f"More.\n\n:::{{page-break}}\n:::\n\n{BREAK}")
BASE["plan.md"] = ":::{contents}\n:::\n\n" + BASE["plan.md"]

#: What members do: at both ends and in the middle of a part in landscape, and at a page break.
PROPOSALS = {
    "Ann": ("- An item.", "In landscape.\n\n- An item."),
    "Bo": (BREAK, "# Upright then"),
    "Cy": ("% what is wide", "Wide before.\n\n% what is wide"),
    "Di": (":::\n::::\n\nMore.", ":::\n\nWide behind.\n::::\n\nMore."),
    "Ed": ("More.\n\n", ""),
    "Flo": ("Upright, first.\n\n", ""),
}


def sent(base: Document, new: Document, member: str) -> bytes:
    """What a member sends back."""
    marked = compare(base, new, replace(MARK, author=member))
    same = {"properties": base.properties, "terms": base.terms, "source": base.source, "former": None}
    return write(replace(marked, **same), theme())  # type: ignore[arg-type]


def consolidated(*members: str) -> Consolidated:
    base = document(BASE)
    copies = [sent(base, document(changed(BASE, *PROPOSALS[member])), member) for member in members]
    return consolidate(base, base, [Copy("", m, read(data)) for m, data in zip(members, copies, strict=True)])


def parts(found: Document) -> list[tuple[bool, int]]:
    return [(landscape, len(blocks)) for landscape, blocks in by_orientation(found)]


def test_a_compilation_text_keeps_pages_and_contents() -> None:
    """Before, what a member put into a part in landscape stood on an upright page of its own, in the middle
    of the part, and a page break before a heading that a member reworded was lost."""
    found = consolidated(*PROPOSALS).merged.document
    base = document(BASE)
    assert [landscape for landscape, _ in parts(found)] == [landscape for landscape, _ in parts(base)]
    assert [count for _, count in parts(found)][1] == parts(base)[1][1] + 3
    assert len(found.layout.new_pages) == 1
    (broken,) = (block for block in found.blocks if block.id in found.layout.new_pages)
    assert broken.id == "upright-then"
    assert found.contents
    assert found.contents.before in {block.id for block in found.blocks}
    assert reject(found) == base


@pytest.mark.slow
def test_the_pages_of_a_compilation_text() -> None:
    (file,) = compiled(consolidated(*PROPOSALS), ENGLISH).values()
    order = landscapes(to_pdf(file))
    runs = [side for n, side in enumerate(order) if not n or order[n - 1] != side]
    assert runs == [landscape for landscape, _ in parts(document(BASE))]


@settings(max_examples=40)
@given(two_copies())
def test_any_copies_stand_on_the_pages_of_what_was_sent(
    found: tuple[Document, Document, Document],
) -> None:
    """No part is cut into pieces by what comes into it, and nothing but what was sent says where a page
    begins."""
    base, one, other = found
    merged = merge(base, [copy(base, one, Revision("A")), copy(base, other, Revision("B"), 2)]).document
    assert reject(merged) == base
    assert len(parts(merged)) <= max(len(parts(base)), 1)
    assert {block.id for block in merged.blocks} >= {*merged.layout.new_pages, *merged.layout.landscape}


@pytest.mark.parametrize("member", PROPOSALS)
def test_what_is_accepted_lands_on_its_side_of_a_border(member: str) -> None:
    """Before, what was accepted at the border of a part in landscape was written behind its fences."""
    content = folder(BASE)
    opened = open_content(content)
    base = document(BASE)
    wanted = changed(BASE, *PROPOSALS[member])
    given = Given("copy.docx", sent(base, document(wanted), member), member)
    reviewed = review(Dossier(opened.standing.text, (given,)), opened)
    rows = [replace(row, disposition="accept") for row in reviewed.matrix.amendments]
    places = {row.number: Place("matrix") for row in rows}
    files = applied(reviewed, rows, places, content, date(2031, 6, 1)).files
    assert files["plan.md"] == wanted["plan.md"]
