"""What one line of a reply says."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workplan.returns.reply.grammar import Vocabulary, read_line

ENGLISH = Vocabulary(around=("Answer",))
FRENCH = Vocabulary("chef de file", "contribue", ("Réponse",), ("aucun",))


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("3 lead, 5 contributing", "3l 5c"),
        ("lead: 3, 5-7", "3l 5l 6l 7l"),
        ("3: lead (with the RSO; see 5)", "3l"),
        ("3, 5 lead", "3l 5l"),
        ("3 lead, 4, 5 contributing", "3l 4c 5c"),
        ("lead 3, 5 contributing", "3l 5c"),
        ("lead: 3, contributing: 5 – 6", "3l 5c 6c"),
        ("Answer 3: lead", "3l"),
        ("- no. 3 lead", "3l"),
        ("3) lead\t4) contribute", "3l 4c"),
        ("We will lead 3 and 5.", "3l 5l"),
        ("៣ lead, ٥ contributing", "3l 5c"),
        ("３：lead", "3l"),
        ("3 none", "3n"),
        ("Lead: none. Contributing: 5", "5c"),
        ("3 (lead)", "3l"),
        ("3 lead / 5 contributing", "3l 5c"),
    ],
)
def test_a_line_is_read_where_there_is_one_way_to_read_it(line: str, said: str) -> None:
    found = read_line(line, ENGLISH)
    assert found.why == ""
    assert " ".join(f"{each.number}{each.role[0]}" for each in found.named) == said


def test_a_plan_has_words_of_its_own() -> None:
    found = read_line("Réponse 3 : chef de file; contribue 5, 6; 7 aucun", FRENCH)
    assert [(each.number, each.role) for each in found.named] == [
        (3, "lead"),
        (5, "contributing"),
        (6, "contributing"),
        (7, "none"),
    ]


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("3 lead, unless Fiji does", "only part"),
        ("3 lead and contributing", "only part"),
        ("We cannot lead 3", "only part"),
        ("3 lead?", "only part"),
        ("We are happy to lead", "no action"),
        ("3, 5", "neither lead nor contributing"),
        ("7-5 lead", "backwards"),
        ("lead 1-999999", "range"),
        ("co-lead 4", "only part"),
    ],
)
def test_what_is_not_clear_is_not_guessed(line: str, why: str) -> None:
    found = read_line(line, ENGLISH)
    assert not found.named and why in found.why


@pytest.mark.parametrize("line", ["Dear all,", "12 March 2031", "Tel. +679 330 9645", "", "Apisai"])
def test_greetings_say_nothing(line: str) -> None:
    assert read_line(line, ENGLISH).named == () and read_line(line, ENGLISH).why == ""


@given(st.text(st.sampled_from("0123456789 ,;:-–().#lead contributing none and៣\u0660\u200f"), max_size=120))
def test_any_line_is_read_or_not(line: str) -> None:
    found = read_line(line, ENGLISH)
    assert not (found.named and found.why)


def test_long_lines_end() -> None:
    assert read_line("1 lead, " * 240, ENGLISH).why
    assert read_line("lead " * 300, ENGLISH).why
    assert len(read_line("1 lead, " * 90, ENGLISH).named) == 90
