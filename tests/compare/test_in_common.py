"""Whether two documents can be versions of one plan, without comparing them."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from tests.documents import REVISION, paragraph, sample, with_actions
from tests.pairs import pairs
from tests.strategies import documents
from workplan.compare import compare
from workplan.compare.redline.in_common import LEAST, _letters, _words_of, kept, may_be_versions
from workplan.document.tree import Document
from workplan.document.walking.walk import lines


@settings(max_examples=15, phases=[Phase.explicit, Phase.generate])
@given(documents(), documents())
def test_what_is_refused_at_a_glance_has_next_to_nothing_in_common(one: Document, other: Document) -> None:
    if not may_be_versions(one, other):
        assert kept(compare(one, other, REVISION)) < LEAST


@settings(max_examples=15, phases=[Phase.explicit, Phase.generate])
@given(pairs())
def test_versions_of_a_plan_are_compared(pair: tuple[Document, Document]) -> None:
    assert may_be_versions(*pair) or kept(compare(*pair, REVISION)) < LEAST


@settings(max_examples=25, phases=[Phase.explicit, Phase.generate])
@given(st.one_of(pairs(), st.tuples(documents(), documents())))
def test_lines_that_both_have_count_as_their_words_do(pair: tuple[Document, Document]) -> None:
    """The words of the other lines alone are looked at."""
    old, new = (
        Counter(word for block in each.blocks for line in lines(block) for word in _words_of(line.inlines))
        for each in pair
    )
    common = sum(len(word) * number for word, number in (old & new).items())
    total = sum(len(word) * number for word, number in (old + new).items())
    sizes = sorted(map(_letters, pair))
    assert may_be_versions(*pair) == (sizes[0] >= LEAST * sizes[1] and common >= LEAST * (total - common))


@pytest.mark.parametrize("pages", [12, 600])
def test_a_paper_from_elsewhere_is_told_by_its_words(pages: int) -> None:
    """Before, one of 600 pages was compared for half a minute to be told that it has nothing in common."""
    words = "a report on the ports of the north and their lights " * 40
    strange = tuple(paragraph(f"p-{n}", words) for n in range(pages))
    plan = with_actions(11)
    assert not may_be_versions(plan, replace(sample(), blocks=strange))
    assert may_be_versions(plan, replace(plan, blocks=(*plan.blocks, *strange[:3])))
