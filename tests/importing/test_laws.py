"""Laws, over any Word file that we can write: whatever is in it, no word is lost and every difference has its
reason."""

from __future__ import annotations

from hypothesis import given, settings

from tests.strategies import documents
from workplan.document.tree import Document
from workplan.importing.bringing_in import bring_in
from workplan.theme import theme
from workplan.word import write

_ANSWERS = {"M6": "2031-2033", "H7": "same"}


@settings(max_examples=40)
@given(documents(chinese=False))
def test_no_word_is_lost(document: Document) -> None:
    """`bring_in` raises where one is. What was written carries no content, so that it is read as any file."""
    imported = bring_in(write(document, theme()), "plan.docx", _ANSWERS)
    assert not imported.lost
    assert [each for each in imported.differences if not each.reason] == []
