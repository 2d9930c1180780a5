"""Two redlines as one: law, for any two that follow each other."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.pairs import amended, paged_pairs
from tests.strategies import paged
from workplan.compare import compare
from workplan.document.revisions import accept, reject
from workplan.document.tree import Document, Revision
from workplan.review.copy.stacking import compose
from workplan.review.edits.marks import marks

ANN, BO = Revision("Ann Other"), Revision("Bo Second")


@settings(max_examples=40)
@given(pair=paged_pairs(most=2), data=st.data())
def test_rejected_it_is_the_first_and_accepted_the_last(
    pair: tuple[Document, Document], data: st.DataObject
) -> None:
    """Before, page breaks, parts in landscape and the list of contents were those of the one between."""
    old, between = pair
    new = data.draw(paged(data.draw(amended(between, most=2))))
    composed = compose(compare(old, between, ANN), compare(between, new, BO), between)
    assert reject(composed) == old
    assert accept(composed) == new
    assert {mark.author for _, mark in marks(composed)} <= {ANN.author, BO.author}
