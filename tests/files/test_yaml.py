"""YAML in, values or problems out."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Annotated, Any, Literal

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from markdown_it.utils import read_fixture_file
from pydantic import BaseModel, ConfigDict, Field, TypeAdapter

from workplan.content.models.data import Action
from workplan.content.models.identity import Edition
from workplan.files import yaml

CASES = read_fixture_file(Path(__file__).with_name("yaml.txt"))


class Boat(BaseModel):
    """Each kind of value that a file may hold."""

    model_config = ConfigDict(strict=True, extra="forbid", frozen=True)

    name: str
    id: Annotated[str, Field(pattern=r"^[a-z-]+$", description="small letters and hyphens")] = "x"
    length: float = 1.0
    crew: int = 1
    afloat: bool = True
    kind: Literal["barge", "ferry"] = "ferry"
    ports: tuple[str, ...] = ()
    built: Edition | None = None


BOATS = TypeAdapter(tuple[Boat, ...])


def run(text: str) -> str:
    read = yaml.read(BOATS, text, "boats.yaml")
    shown = read.problems or (read.value or ())
    return "".join(f"{each}\n" for each in shown)


@pytest.mark.parametrize(("line", "title", "text", "expected"), CASES, ids=[case[1] for case in CASES])
def test_problems_say_where_what_and_what_to_do(line: int, title: str, text: str, expected: str) -> None:
    assert run(text) == expected


@pytest.mark.parametrize(
    "words", ["no", "yes", "on", "010", "0x1F", "1_000", "12:30:00", "1e5", ".inf", "2021-01-01"]
)
def test_what_yaml_1_1_takes_for_something_else_is_words(words: str) -> None:
    assert yaml.read(TypeAdapter(dict[str, str]), f"a: {words}", "f").value == {"a": words}


@pytest.mark.parametrize(
    ("words", "value"),
    [("~", None), ("", None), ("NULL", None), ("True", True), ("false", False), ("-12", -12), ("1.50", 1.5)],
)
def test_plain_scalars_of_yaml_1_2(words: str, value: object) -> None:
    read = yaml.read(TypeAdapter(dict[str, object]), f"a: {words}", "f")
    assert read.value == {"a": value}


def test_a_byte_order_mark_and_foreign_line_ends_do_not_move_places() -> None:
    read = yaml.read(BOATS, "\ufeff- name: a\r\n  crew: x\r", "f")
    assert [(p.place.line, p.place.column) for p in read.problems] == [(2, 9)]


def test_the_places_of_keys_values_and_words_inside_them() -> None:
    text = "- name: >-\n    one two\n    [x] three [x]\n  ports:\n  - Åland\n  - {}\n"
    places = yaml.read(BOATS, text, "f").places
    assert str(places.key((0, "ports"))) == "f:4:3"
    assert str(places.value((0, "ports", 0))) == "f:5:5"
    assert str(places.value((0, "ports", 7, "unknown"))) == "f:5:3", "the nearest value around it"
    assert str(places.inside((0, "name"), "[x]")) == "f:3:5"
    assert str(places.inside((0, "name"), "[x]", nth=1)) == "f:3:15"
    assert str(places.inside((0, "name"), "nowhere")) == "f:1:9"
    assert places.words((0, "ports", 0)) == "Åland"


@pytest.mark.parametrize(
    "text",
    [
        "[" * 100_000,
        "{a: " * 100_000,
        "- " * 100_000,
        "a: &a [x,x]\nb: &b [*a,*a]\nc: [*b,*b]",
        "- name: " + "9" * 100_000,
        "x" * (yaml.MAX_CHARACTERS + 1),
    ],
    ids=["brackets", "braces", "hyphens", "aliases", "digits", "size"],
)
def test_bombs_are_problems(text: str) -> None:
    assert yaml.read(BOATS, text, "f").value is None or "999" in text
    assert len(yaml.read(BOATS, text, "f").problems) < 10


@pytest.mark.parametrize(
    "given", ["20210101", "1609459200", '"1609459200"', "2021-02-30", "2021-1-1", "２０２１-01-01"]
)
def test_only_a_calendar_day_is_a_date(given: str) -> None:
    read = yaml.read(Edition, f"{{label: a, date: {given}}}", "f")
    assert [problem.place.column for problem in read.problems] == [18]


@pytest.mark.parametrize(
    "escape", ["\\u2028", "\\u202e", "\\ufeff", "\\U000E0041", "\\ufdd0", "\\e", "\\x85"]
)
def test_characters_that_deceive_are_refused_behind_an_escape_too(escape: str) -> None:
    read = yaml.read(Edition, f'{{label: "a{escape}b", date: 2021-01-01}}', "f")
    assert [(problem.place.column, "printed" in problem.message) for problem in read.problems] == [(9, True)]


def test_what_a_file_holds_does_nothing_to_a_terminal() -> None:
    read = yaml.read(BOATS, '- {name: a, ports: "\\e]0;owned\\a"}', "f")
    assert [problem.hint for problem in read.problems] == ["write a list: [\\u001b]0;owned\\u0007]"]


def test_a_date_is_a_date() -> None:
    read = yaml.read(Edition, "label: Rev.1\ndate: 2021-12-31", "f")
    assert read.value == Edition(label="Rev.1", date=date(2021, 12, 31))


#: Pieces that make YAML-like texts; free text alone rarely gets past the first line.
PIECES = st.sampled_from(
    ["- ", "name: ", "crew: 1", "\n", "  ", "\t", "[", "]", "{", "}", ",", "'", '"', ">-", "|", "&a", "*a",
     "!t", "<<: ", "---", "...", "%", "#", "?", ": ", "é", "\x85", "\u2028", "\0", "\\", "~", "no"]
)  # fmt: skip
TEXTS = st.one_of(st.text(), st.lists(PIECES, max_size=40).map("".join))


@given(TEXTS)
@example("*a")
@example("- {[a]: b}")
@example('"\\ud800"')
def test_any_text_is_a_value_or_problems_inside_the_file(text: str) -> None:
    kinds: tuple[TypeAdapter[Any], ...] = (
        BOATS,
        TypeAdapter(dict[str, str]),
        TypeAdapter(tuple[Action, ...]),
    )
    for kind in kinds:
        read = yaml.read(kind, text, "f")
        assert (read.value is None) == bool(read.problems)
        lines = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n").split("\n")
        for problem in read.problems:
            assert problem.hint
            assert 1 <= problem.place.line <= len(lines)
            assert 1 <= problem.place.column <= len(lines[problem.place.line - 1]) + 1
