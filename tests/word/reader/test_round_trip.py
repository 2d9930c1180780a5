"""Laws: what is written is read again, however often."""

from __future__ import annotations

from hypothesis import given, settings

from tests.documents import sample
from tests.strategies import documents
from workplan.document.tree import Document
from workplan.theme import theme
from workplan.word import write
from workplan.word.reader import read


@settings(max_examples=60)
@given(documents())
def test_reading_what_was_written_gives_the_document(document: Document) -> None:
    reading = read(write(document, theme()))
    assert reading.document == document
    assert reading.ours
    assert not reading.findings
    assert not reading.comments


@settings(max_examples=15)
@given(documents())
def test_three_trips_in_a_row_change_nothing(document: Document) -> None:
    once = write(document, theme())
    file = once
    for _ in range(3):
        file = write(read(file).document, theme())
    assert read(file).document == document
    assert file == once


def test_the_sample_in_the_house_s_clothes_is_read(house: bytes) -> None:
    assert read(write(sample(), theme(), house)).document == sample()
