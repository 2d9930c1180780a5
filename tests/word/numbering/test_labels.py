from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workplan.word.numbering.labels import NumberFormat, Pattern, readings, written

FORMATS: list[NumberFormat] = ["decimal", "lowerLetter", "lowerRoman", "upperLetter", "upperRoman"]


@pytest.mark.parametrize(
    ("format_", "number", "expected"),
    [
        ("decimal", 12, "12"),
        ("lowerLetter", 26, "z"),
        ("lowerLetter", 27, "aa"),
        ("lowerLetter", 28, "bb"),
        ("upperLetter", 53, "AAA"),
        ("lowerRoman", 44, "xliv"),
        ("upperRoman", 1994, "MCMXCIV"),
        ("upperRoman", 4000, "4000"),
    ],
)
def test_numbers_are_written_as_word_writes_them(format_: NumberFormat, number: int, expected: str) -> None:
    assert written(format_, number) == expected


@given(
    st.sampled_from(FORMATS),
    st.integers(1, 3999),
    st.sampled_from(["", "Appendix ", "("]),
    st.sampled_from(["", ".", ":", ")"]),
)
def test_a_label_that_word_can_write_can_be_read(
    format_: NumberFormat, number: int, prefix: str, suffix: str
) -> None:
    pattern = Pattern(format_, prefix, suffix)
    assert (pattern, number) in list(readings(pattern.label(number)))


@pytest.mark.parametrize("label", ["ab.", "Ⅳ.", "§", "100000.", "0.", "01.", "5%", "ivi.", "mmmmi."])
def test_a_label_that_word_cannot_count_has_no_reading(label: str) -> None:
    assert list(readings(label)) == []


def test_a_letter_is_more_likely_a_letter_than_a_roman_number_but_i_is_one() -> None:
    assert [pattern.format for pattern, _ in readings("c.")] == ["lowerLetter", "lowerRoman"]
    assert [pattern.format for pattern, _ in readings("i.")] == ["lowerRoman", "lowerLetter"]
