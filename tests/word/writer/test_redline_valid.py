"""Redlines and drafts under the Open XML schema."""

from __future__ import annotations

from hypothesis import given, settings
from msgspec.structs import replace

from tests.compare.test_laws import EDITOR
from tests.documents import sample
from tests.pairs import pairs
from tests.word.writer.test_valid import faults
from workplan.compare import compare
from workplan.design.theme import theme
from workplan.document.tree import Document, Revision, Source
from workplan.word import write


@settings(max_examples=25)
@given(pairs())
def test_any_redline_is_valid(pair: tuple[Document, Document]) -> None:
    old, new = pair
    old, new = replace(old, source=Source("old: 1\n")), replace(new, source=Source("new: <1>\n"))
    assert faults(write(compare(old, new, EDITOR), theme())) == []


@settings(max_examples=10)
@given(pairs())
def test_changes_of_nobody_knows_when_are_valid(pair: tuple[Document, Document]) -> None:
    """The schema wants a date of every range of a move."""
    assert faults(write(compare(*pair, Revision("Secretariat")), theme())) == []


def test_a_draft_is_valid() -> None:
    draft = replace(sample(), properties=replace(sample().properties, draft=True))
    assert faults(write(draft, theme())) == []
