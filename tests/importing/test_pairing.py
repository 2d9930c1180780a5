from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from workplan.importing.pairing import different

_LINES = st.lists(st.sampled_from("abcdefgh"), max_size=14)


@given(_LINES, _LINES)
def test_what_is_not_different_is_equal(one: list[str], other: list[str]) -> None:
    """Before, difflib took 13 s for a table of 1,000 actions."""
    made: list[str] = []
    last = 0
    for a, a_end, b, b_end in different(one, other):
        made += [*one[last:a], *other[b:b_end]]
        last = a_end
    assert [*made, *one[last:]] == other
