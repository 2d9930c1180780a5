"""A second, independent reader of the PDF: poppler's pdftotext, page by page.

It knows nothing of the structure tree, so it shows what stands on the paper: the words in the
order in which they were painted, and which page a note is on.
"""

from __future__ import annotations

import re
import subprocess
from itertools import pairwise

import pytest

from tests.documents import with_notes
from tests.printing import print_pdf
from workplan.document.tree import Document
from workplan.verify.passages import Passage, expected

pytestmark = pytest.mark.slow

_CALL = re.compile(r"⟦\d+⟧")


def pages(data: bytes, document: Document) -> list[str]:
    """The letters of each page: no spaces, no running head, no page number."""
    text = subprocess.run(["pdftotext", "-raw", "-", "-"], input=data, capture_output=True, check=True).stdout
    head = letters(document.properties.running_head)
    return [
        re.sub(r"Page\d+of\d+", "", letters(page).replace(head, ""))
        for page in text.decode().split("\f")[:-1]
    ]


def letters(text: str) -> str:
    return "".join(_CALL.sub(lambda call: call[0].strip("⟦⟧"), text).split())


def body(document: Document) -> list[Passage]:
    return [p for p in expected(document) if p.kind not in ("note", "figure")]


def notes(document: Document) -> list[Passage]:
    return [p for p in expected(document) if p.kind == "note"]


def test_poppler_reads_the_words_in_order(long_table: tuple[Document, bytes]) -> None:
    document, data = long_table
    text = "".join(pages(data, document))
    places: list[str] = []
    start = 0
    for passage in body(document):
        if passage.text.isascii() and not passage.text.startswith("•"):
            found = text.find(letters(passage.text), start)
            assert found >= 0, f"{passage} is not after {places[-1:]}"
            places.append(passage.kind)
            start = found + len(letters(passage.text))
    assert sum(place.endswith(".1") for place in places) == 40  # all actions


def test_each_note_stands_once_on_the_page_of_its_call(long_table: tuple[Document, bytes]) -> None:
    document, data = long_table
    printed = pages(data, document)
    for note in notes(document):
        number, _, words = note.text.partition(" ")
        called = next(p for p in body(document) if f"⟦{number}⟧" in p.text)
        page = next(n for n, text in enumerate(printed) if letters(called.text) in text)
        assert [n for n, text in enumerate(printed) if letters(words) in text] == [page], note


def test_150_notes_stand_on_the_pages_of_their_calls_in_order() -> None:
    document = with_notes(150)
    printed = pages(print_pdf(document), document)
    found = []
    for number in range(1, 151):
        note, call = f"Thewordsofnote{number}.", f"Paragraph{number}tells"
        on = [n for n, text in enumerate(printed) if note in text]
        assert on == [max(n for n, text in enumerate(printed) if call in text)], f"note {number}"
        found.append((on[0], printed[on[0]].index(note)))
    assert all(before < after for before, after in pairwise(found))
