"""The law, over generated Word documents: no word is lost, none is told as lost that is there, and one that
is taken out of the content is found.

Before, words were counted in two bags: a word at the border of runs, cells or notes was told as without a
home where it was printed joined to another, and a word that was lost was not found where the same word was
printed by the program.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from io import BytesIO
from zipfile import ZipFile

from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from lxml import etree
from msgspec.structs import replace

from tests.importing.word_strategies import word_files
from workplan.document.tree import Document, Inline, Text
from workplan.document.walking.walk import lines as lines_of
from workplan.document.walking.walk import map_named_lines
from workplan.importing.bringing_in import bring_in
from workplan.importing.law import lost_words
from workplan.importing.law.letters import letters_of, said

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_PROPERTIES = settings(
    deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)
#: Signs of bullets and of calls, which the formats make anew.
_MADE_ANEW = Counter({"•": 999, "*": 999, "■": 999})
ANSWERS = {"M6": "2024-2026", "H7": "same"}


def words_in_xml(data: bytes) -> str:
    """The words of a Word file in the accepted view, as its XML has them, whatever a program makes of it."""
    found = ""
    with ZipFile(BytesIO(data)) as archive:
        for name in archive.namelist():
            if not name.startswith("word/") or not name.endswith(".xml") or name.endswith("styles.xml"):
                continue
            root = etree.fromstring(archive.read(name))
            for text in root.iter(f"{_W}t"):
                around = {etree.QName(each).localname for each in text.iterancestors()}
                if not around & {"del", "moveFrom", "Fallback"}:
                    found += text.text or ""
            found += "".join(root.xpath("//@descr[not(ancestor::*[local-name()='Fallback'])]"))
    return found


@given(word_files())
@settings(_PROPERTIES, max_examples=25)
def test_no_word_of_a_word_file_is_lost(data: bytes) -> None:
    found = bring_in(data, "plan.docx", ANSWERS, "accepted")
    assert found.lost == ()
    read = bag("".join(each.letters for each in said(found.source)))
    assert bag(words_in_xml(data)) <= read + _MADE_ANEW


@given(word_files(), st.data())
@settings(_PROPERTIES, max_examples=15)
def test_a_word_that_is_taken_out_is_found(data: bytes, choice: st.DataObject) -> None:
    """Any word of the file, wherever the content prints it: in a paragraph, a cell, a note, a caption."""
    found = bring_in(data, "plan.docx", ANSWERS, "accepted")
    added = "".join(letters_of(each).letters for claim in found.claims for each in claim.added)
    spots = [spot for spot in _spots(found.document) if letters_of(spot[1]).letters not in added]
    assume(spots)
    line, word = choice.draw(st.sampled_from(spots))
    assert lost_words(found.source, _without(found.document, line, word), found.claims)


def _spots(document: Document) -> Iterator[tuple[str, str]]:
    """The words of a document, each with the id of its line."""
    lines = (line for block in document.blocks for line in lines_of(block))
    for line in (*lines, *document.notes):
        for inline in line.inlines:
            if isinstance(inline, Text) and not inline.look.blank:
                yield from ((line.id, each) for each in inline.text.split() if any(map(str.isalpha, each)))


def _without(document: Document, id: str, word: str) -> Document:
    """The document without a word of a line."""

    def change(line: str, inlines: tuple[Inline, ...]) -> tuple[Inline, ...]:
        if line != id:
            return inlines
        at = next(n for n, each in enumerate(inlines) if isinstance(each, Text) and word in each.text.split())
        piece = inlines[at]
        assert isinstance(piece, Text)
        left = replace(piece, text=re.sub(rf"(?<!\S){re.escape(word)}(?!\S)", "", piece.text, count=1))
        return (*inlines[:at], left, *inlines[at + 1 :])

    notes = (replace(each, inlines=change(each.id, each.inlines)) for each in document.notes)
    blocks = tuple(map_named_lines(each, change) for each in document.blocks)
    return replace(document, blocks=blocks, notes=tuple(notes))


def bag(text: str) -> Counter[str]:
    """The letters and signs of a text, accents apart."""
    apart = unicodedata.normalize("NFD", letters_of(text).letters)
    return Counter(each for each in apart if not unicodedata.category(each).startswith("M"))
