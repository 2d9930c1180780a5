"""Laws: copies in which somebody typed with change tracking off, as changes to what was sent."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.pairs import amended
from tests.review.merge.test_merge import _as_copied
from tests.strategies import documents
from workplan.compare import compare
from workplan.document.revisions import accept, reject
from workplan.document.tree import Document, Revision
from workplan.review.copy.on_baseline import on_baseline
from workplan.review.edits.marks import marks

ANN = Revision("Ann Other")


@st.composite
def edited(draw: st.DrawFn) -> tuple[Document, Document, Document]:
    """What was sent, the same after edits with tracking off, and then after others."""
    base = draw(documents())
    before = draw(amended(base, most=2))
    return base, before, draw(amended(before, most=2))


@settings(max_examples=60)
@given(edited())
def test_both_are_changes_to_what_was_sent(found: tuple[Document, Document, Document]) -> None:
    base, before, new = found
    result = on_baseline(base, compare(before, new, ANN), "", 1)
    both = result.document
    assert (reject(both).blocks, reject(both).notes) == (base.blocks, base.notes)
    accepted = accept(both)
    assert _as_copied((accepted.blocks, accepted.notes)) == _as_copied((new.blocks, new.notes))


@settings(max_examples=60)
@given(edited())
def test_authors_are_those_who_tracked(found: tuple[Document, Document, Document]) -> None:
    """Without the fix, an untracked edit in a line with a tracked one was its author's."""
    base, before, new = found
    result = on_baseline(base, compare(before, new, ANN), "", 1)
    tracked = {mark.author for _, mark in marks(result.document) if mark.amendment not in result.untracked}
    off = {mark.author for _, mark in marks(result.document) if mark.amendment in result.untracked}
    assert tracked <= {"Ann Other"}
    assert off <= {""}
