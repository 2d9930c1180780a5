"""The laws of redlines, over any two documents."""

from __future__ import annotations

from datetime import UTC, datetime

from hypothesis import given, settings

from tests.pairs import pairs
from tests.strategies import documents
from workplan.compare import compare
from workplan.document.resolving.resolve import resolve
from workplan.document.revisions import accept, is_marked, reject, select
from workplan.document.tree import Document, Revision

EDITOR = Revision("Secretariat", datetime(2031, 4, 1, tzinfo=UTC))


@settings(max_examples=200)
@given(pairs())
def test_accepting_gives_the_new_and_rejecting_the_old(pair: tuple[Document, Document]) -> None:
    old, new = pair
    redline = compare(old, new, EDITOR)
    assert accept(redline) == new
    assert reject(redline) == old


@given(documents())
def test_nothing_changed_is_nothing_marked(document: Document) -> None:
    redline = compare(document, document, EDITOR)
    assert redline == document
    assert not is_marked(redline)


@settings(max_examples=100)
@given(pairs())
def test_what_is_different_is_marked(pair: tuple[Document, Document]) -> None:
    old, new = pair
    assert is_marked(compare(old, new, EDITOR)) == ((old.blocks, old.notes) != (new.blocks, new.notes))


@given(pairs())
def test_pairs_are_resolved(pair: tuple[Document, Document]) -> None:
    assert tuple(map(resolve, pair)) == pair


@settings(max_examples=60)
@given(pairs())
def test_selecting_all_changes_or_none(pair: tuple[Document, Document]) -> None:
    old, new = pair
    redline = compare(old, new, EDITOR)
    assert accept(select(redline, lambda _: True)).blocks == new.blocks
    assert accept(select(redline, lambda _: False)).blocks == old.blocks
