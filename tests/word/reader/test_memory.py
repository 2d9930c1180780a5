"""Copies of one document that are read with one memory are read as each by itself."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given, settings

from tests.pairs import pairs
from tests.word.reader.files import p, r, word_file
from workplan.compare import compare
from workplan.document.shared import Shared
from workplan.document.tree import Document, Revision, Table
from workplan.theme import theme
from workplan.word import read, write
from workplan.word.reader import Memory
from workplan.word.reader.text import memory as kept
from workplan.word.reader.text.paragraphs import ParagraphReader


@settings(max_examples=6)
@given(pairs())
def test_a_copy_is_read_as_by_itself(pair: tuple[Document, Document]) -> None:
    """What was sent, the same with changes, and what was sent once more."""
    sent, new = pair
    copies = [write(each, theme()) for each in (sent, compare(sent, new, Revision("Ann")), sent)]
    memory = Memory()
    assert [read(copy, sent, memory) for copy in copies] == [read(copy, sent) for copy in copies]


NUMBERED = '<w:pStyle w:val="ListNumber"/>'
FIELD = '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> PAGE </w:instrText></w:r>'


@pytest.mark.parametrize(
    ("body", "other"),
    [
        (p(r("One.")) + p(r("Two.")), p(r("Two.")) + p(r("One."))),
        (p(r("One."), NUMBERED) * 2, p(r("One."), NUMBERED) * 3),
        (p(r("One.")) + p(r("Two.")), p(FIELD) + p(r("One.")) + p(r("Two."))),
        (p(r("One.")), f'<w:bookmarkStart w:id="1" w:name="_p_a"/>{p(r("One."))}<w:bookmarkEnd w:id="1"/>'),
        (p(r("One.", "<w:strike/>")), p(r("Two.")) + p(r("One.", "<w:strike/>"))),
        (p(r("One.")), p(f'<w:commentRangeStart w:id="1"/>{r("Two.")}') + p(r("One."))),
    ],
)
def test_the_same_paragraph_elsewhere(body: str, other: str) -> None:
    """In another place, counted otherwise, in a field, in a bookmark, with something to tell, commented."""
    memory = Memory()
    files = [word_file(body), word_file(other), word_file(body)]
    sent = read(files[0]).document
    assert [read(file, sent, memory) for file in files] == [read(file, sent) for file in files]


def test_a_paragraph_of_several_copies_is_read_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Before, forty copies were read forty times."""
    file = word_file("".join(p(r(f"Paragraph {n}.")) for n in range(20)))
    sent = read(file).document
    times: list[object] = []
    monkeypatch.setattr(ParagraphReader, "_anew", noted(ParagraphReader._anew, times))
    memory = Memory()
    readings = [read(file, sent, memory) for _ in range(5)]
    assert len(times) == 20
    assert all(reading == readings[0] for reading in readings)


def noted(function: Callable[..., object], times: list[object]) -> Callable[..., object]:
    def read(self: ParagraphReader, element: object) -> object:
        times.append(element)
        return function(self, element)

    return read


def test_what_is_kept_has_a_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kept, "_LONGEST", 2_000)
    memory = Memory(left=3_000)
    for n in range(5):
        file = word_file("".join(p(r(f"Copy {n}, paragraph {k}.")) for k in range(5)))
        assert read(file, read(file).document, memory) == read(file, read(file).document)
    assert 0 <= memory.left < 3_000


@settings(max_examples=10)
@given(pairs())
def test_what_is_as_it_was_sent_is_the_very_node(pair: tuple[Document, Document]) -> None:
    sent, new = pair
    found = Shared(sent).in_(new)
    assert found == new
    known = {block.id: block for block in sent.blocks}
    for block in found.blocks:
        was = known.get(block.id)
        assert block is was or block != was
        if isinstance(block, Table) and isinstance(was, Table):
            rows = {row.id: row for row in was.rows}
            assert all(row is rows.get(row.id) or row != rows.get(row.id) for row in block.rows)
