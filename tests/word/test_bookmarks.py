from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workplan.word.bookmarks import bookmark, call_bookmark, identity

IDS = st.from_regex(r"[a-z0-9]+([.-][a-z0-9]+){0,6}", fullmatch=True)


def test_names_are_readable_where_word_allows() -> None:
    assert bookmark("follow-the-money.status") == "follow_the_money__status"
    assert bookmark("2031-plan").startswith("n___")
    assert bookmark("a" * 40) == "a" * 40
    assert bookmark("a" * 41).startswith("n___")


@given(IDS)
def test_every_name_is_one_that_word_takes(id_: str) -> None:
    for name in (bookmark(id_), call_bookmark(id_)):
        assert re.fullmatch(r"[A-Za-z][A-Za-z0-9_]{0,39}", name)


@given(IDS)
def test_a_plain_name_turns_back_and_a_hashed_one_says_that_it_does_not(id_: str) -> None:
    assert identity(bookmark(id_)) == (None if bookmark(id_).startswith("n___") else id_)


# Any text, so that ids which the content would refuse ("a--b", "a.-b") cannot meet another either.
@given(st.text("ab.-", max_size=8), st.text("ab.-", max_size=8))
def test_different_ids_have_different_names(one: str, other: str) -> None:
    assert (bookmark(one).lower() == bookmark(other).lower()) == (one == other)


@pytest.mark.parametrize("name", ["_GoBack", "Title", "a___b", "note__calm_Copy_1", "a_", "1a", ""])
def test_names_that_others_made_are_nobody_s_id(name: str) -> None:
    assert identity(name) is None
