"""Plain values to YAML and back: by our reader, PyYAML's and ruamel's."""

from __future__ import annotations

from datetime import date
from io import StringIO
from typing import Any

import pytest
import yaml as pyyaml
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import TypeAdapter

from tests.contents import ROOT_CONTENT
from workplan.editions.writing import WIDTH, literal, write_yaml
from workplan.files import yaml
from workplan.text.characters import refused_character

PRINTABLE = st.characters(exclude_categories=["Cs", "Cc"]).filter(lambda c: not refused_character(c))
#: What the writer may get wrong: marks of YAML's own, words that are no words, spaces and line ends.
TRICKY = st.sampled_from(
    ["null", "no", "true", "~", "2021", "010", "1.5", "12:30:00", "- a", "a: b", "a #b", "#", "&a", "*a",
     "!a", "%", "@", "`", "|", ">-", "'", '"', "\\", "{", "]", ",", "?", ":", " ", "  ", "\n", "\t", "—",
     "🌊", "ก", "…"]
)  # fmt: skip
WORDS = st.lists(TRICKY | st.text(PRINTABLE, max_size=12), max_size=12).map("".join)
LONG = st.lists(st.text(PRINTABLE, min_size=1, max_size=8), min_size=1, max_size=60).map(" ".join)
KEYS = st.from_regex(r"[a-z0-9]+(-[a-z0-9]+)*", fullmatch=True) | WORDS.filter(lambda w: w != "<<")
VALUES = st.recursive(
    WORDS | LONG | st.booleans() | st.integers(-(10**17), 10**17) | st.none(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(KEYS, inner, max_size=4),
    max_leaves=12,
)


def ours(text: str) -> object:
    read = yaml.read(TypeAdapter(Any), text, "a.yaml")
    assert not read.problems, read.problems
    return as_lists(read.value)


def as_lists(value: object) -> object:
    if isinstance(value, dict):
        return {key: as_lists(inner) for key, inner in value.items()}
    return list(map(as_lists, value)) if isinstance(value, list | tuple) else value


@settings(max_examples=200)
@given(st.lists(VALUES, min_size=1, max_size=3) | st.dictionaries(KEYS, VALUES, min_size=1, max_size=3))
def test_what_is_written_is_read_back(value: object) -> None:
    text = write_yaml(value)
    assert ours(text) == value
    assert pyyaml.safe_load(text) == value
    assert write_yaml(value) == text


@settings(max_examples=40)
@given(st.lists(st.text("abcé-", min_size=1, max_size=9), max_size=80).map(" ".join))
def test_lines_are_short_where_words_allow_it(words: str) -> None:
    assert all(len(line) <= WIDTH for line in write_yaml({"words": words}).splitlines())


def test_a_standard_reader_reads_the_real_edition() -> None:
    from ruamel.yaml import YAML

    text = (ROOT_CONTENT / "editions" / "2021.yaml").read_text("utf-8")
    theirs = YAML(typ="safe", pure=True).load(StringIO(text))
    theirs["edition"]["date"] = str(theirs["edition"]["date"])
    theirs["history"][0]["date"] = str(theirs["history"][0]["date"])
    assert ours(text) == theirs


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ({"a": "One\n\n  two\n"}, "a: |\n  One\n\n    two\n"),
        ({"a": " one\ntwo\n"}, "a: |2\n   one\n  two\n"),
        ({"a": "one\ntwo"}, "a: |-\n  one\n  two\n"),
        ({"a": "one \ntwo\n"}, 'a: "one \\ntwo\\n"\n'),
        ({"a": ["b", "2", True]}, 'a: [b, "2", true]\n'),
        ({"a": ["b, c"]}, 'a: ["b, c"]\n'),
        ([{"a": 1, "b": {}}, ["c"]], "- a: 1\n  b: {}\n- - c\n"),
        ({"day": date(2021, 3, 1), "no": "no"}, 'day: 2021-03-01\n"no": "no"\n'),
    ],
)
def test_the_form_of_each_kind(value: object, text: str) -> None:
    assert write_yaml(value) == text


def test_long_words_are_folded() -> None:
    words = "Continue to advance members’ understanding, " * 4
    text = write_yaml([{"action": words.strip()}])
    assert text.startswith("- action: >-\n    Continue") and text.count("\n") == 3
    assert ours(text) == [{"action": words.strip()}]


def test_literal_has_one_form() -> None:
    assert literal("\n\n a\t b  \n \n\n") == " a   b\n"
    assert literal(" \n\t\n") == ""
