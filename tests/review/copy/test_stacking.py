"""Two redlines as one: law, for any two that follow each other."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from tests.documents import paragraph, sample
from tests.editors.marks import nodes
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
    for everything in (False, True):
        one, other = compare(old, between, ANN), compare(between, new, BO)
        composed = compose(one, other, between, everything=everything)
        assert reject(composed) == old
        assert accept(composed) == new
        assert {mark.author for _, mark in marks(composed)} <= {ANN.author, BO.author}


def test_what_came_and_went_again_has_the_marks_of_both() -> None:
    old, between = (
        replace(sample(), blocks=(paragraph("tides", words),), notes=()) for words in ("It is.", "It is so.")
    )
    one, other = compare(old, between, ANN), compare(between, old, BO)
    composed = compose(one, other, between, everything=True)
    assert nodes(composed)["tides"].count("{-Bo Second: {+Ann Other: ") == 1
    assert not any(marks(compose(one, other, between)))
