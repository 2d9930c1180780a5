"""Notes and their calls, page by page, in WeasyPrint's own boxes."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import AbstractContextManager, nullcontext
from typing import Any

import pytest
import weasyprint
from msgspec.structs import replace

from tests.documents import PROPERTIES, TERMS, with_notes
from tests.printing import print_pdf
from workplan.design.theme import theme
from workplan.document.tree import Document, Note, NoteReference, Paragraph, Text
from workplan.errors import OutputError
from workplan.render.html import print_html
from workplan.render.pdf.layout.footnotes import kept_with_calls

WORDS = "Stations measure the tide, the current and the wind, and tell their neighbours. "


def nearly_full(sentences: int) -> Document:
    """A paragraph with a note of many lines, one of so many sentences, and one of a few lines."""
    blocks = (
        Paragraph("introduction.1", (Text(WORDS), NoteReference("note.n1", 1))),
        Paragraph("introduction.2", (Text(WORDS * sentences),)),
        Paragraph("introduction.3", (Text(WORDS * 8),)),
    )
    return Document(PROPERTIES, TERMS, blocks, (Note("note.n1", 1, (Text(WORDS * 10),)),))


def strays(document: Document, context: AbstractContextManager[None]) -> list[str]:
    """The notes that are not on the page of their call."""
    with context:
        pages = weasyprint.HTML(string=print_html(document, theme())).render().pages
    found = []
    for page in pages:
        elements = list(_elements(page._page_box))
        calls = {element.get("href") for element in elements if element.get("class") == "note-call"}
        notes = [element.get("id") for element in elements if element.get("class") == "note"]
        found += [note for note in dict.fromkeys(notes) if f"#{note}" not in calls]
    return found


def _elements(page: Any) -> Iterator[Any]:
    for box in page.descendants():
        # The call of a footnote leaves an empty box of its element where the call was.
        if box.element is not None and "::" not in (box.element_tag or ""):
            yield box.element


@pytest.mark.slow
def test_every_note_is_on_the_page_of_its_call() -> None:
    # Sentences are shorter than lines: for one of these the page ends after the last paragraph's first.
    documents = [nearly_full(sentences) for sentences in range(25, 55)]
    assert [strays(document, kept_with_calls()) for document in documents] == [[]] * len(documents)
    # Without it, WeasyPrint 70 leaves the note behind; when this fails, the module can go.
    assert ["note.n1"] in [strays(document, nullcontext()) for document in documents]


def test_a_note_longer_than_a_page_is_refused() -> None:
    # It ran off the top of its page, over the running head, and the build reported success.
    document = with_notes(3)
    longest = replace(document.notes[1], inlines=(Text(" ".join(f"word{n}" for n in range(1500))),))
    document = replace(document, notes=(document.notes[0], longest, document.notes[2]))
    with pytest.raises(OutputError, match="the note 'n2' is longer than a page"):
        print_pdf(document)
