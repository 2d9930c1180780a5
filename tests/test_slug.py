"""Readable ids."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workplan.content.models import ID_PATTERN
from workplan.slug import slug


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("Priority issues", "priority-issues"),
        ("Việt Nam – Đà Nẵng, 2021", "viet-nam-da-nang-2021"),
        ("Members' and states’ interest", "members-and-states-interest"),
        ("ความ", ""),
        ("one two three", "one-two"),
        ("extraordinarily", "extraordin"),
    ],
)
def test_slugs(words: str, expected: str) -> None:
    assert slug(words, limit=10 if expected in ("one-two", "extraordin") else 64) == expected


@given(st.text(), st.integers(1, 64))
def test_a_slug_is_an_id_or_nothing(words: str, limit: int) -> None:
    name = slug(words, limit)
    assert len(name) <= limit
    assert not name or re.fullmatch(ID_PATTERN, name)
    assert slug(name, limit) == name
