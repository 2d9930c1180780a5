"""Readable ids."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workplan.document.composing.compose import file_stem
from workplan.text.slug import ID_PATTERN, file_slug, slug


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


@pytest.mark.parametrize(
    ("title", "readable"),
    [
        ("خطة العمل المستقبلية: 2024-2025", "khth-lml-lmstqblyh-2024-2025"),
        ("工作计划 2024", "gong-zuo-ji-hua-2024"),
        ("План работы", "plan-raboty"),
        ("작업 계획", "jag-eob-gye-hoeg"),
        ("UNODC 工作计划", "unodc-gong-zuo-ji-hua"),
    ],
)
def test_names_of_files_in_other_scripts(title: str, readable: str) -> None:
    """Before, the first was `2024-2025`, as was any title with these years, and the third `plan`."""
    assert re.fullmatch(f"{readable}-[0-9a-f]{{6}}", file_slug(title, 80))
    assert re.fullmatch(f"{readable}-[0-9a-f]{{6}}", file_stem(title))


def test_titles_that_sound_alike_have_names_of_their_own() -> None:
    titles = ["工作计划", "工做计画", "公作计划", "خطة", "خطه", "计划", "計畫", "計画"]
    assert len({file_slug(title, 80) for title in titles}) == len(titles)


@given(st.text(), st.integers(20, 80))
def test_the_name_of_a_file_is_safe(words: str, limit: int) -> None:
    name = file_slug(words, limit)
    assert len(name) <= limit
    assert not name or re.fullmatch(ID_PATTERN, name)


def test_titles_in_latin_letters_keep_their_names() -> None:
    for title in ("Forward Work Plan: 2021-2023", "Việt Nam – Đà Nẵng", "Łódź"):
        assert file_slug(title, 80) == slug(title, 80)
