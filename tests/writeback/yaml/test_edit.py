"""YAML changed by ranges: what must change and nothing else. Titles, texts, changes, expected lines."""

from __future__ import annotations

import copy
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter

from workplan.files.yaml import read
from workplan.writeback.yaml.edit import patched, read_data

TEXT = """\
# Head.

- id: one # the first
  text: Plain words
  folded: >-
    Words that are folded
    here   and there
  quoted: "said: so" # why

# about two
- id: 'two'
  text: 'it''s'
  list: [a, "b", c]
  group: {x: y}
  empty: # why: so

# Between.

- id: three
  items:
    # first
    - id: i
      text: |
        literal
    - {id: j, text: flow}
# Tail.
"""
ANY = TypeAdapter(tuple[Any, ...])

CASES: dict[str, tuple[Callable[[Any], object], str, str]] = {
    "plain words": (lambda d: d[0].update(text="Other words"), "text: Plain words\n", "text: Other words\n"),
    "plain words that need quotation marks": (
        lambda d: d[0].update(text="Note: words"),
        "  text: Plain words\n",
        '  text: "Note: words"\n',
    ),
    "plain words that have both": (
        lambda d: d[0].update(text="'a: \"b\""),
        "  text: Plain words\n",
        "  text: '''a: \"b\"'\n",
    ),
    "words that grow long": (
        lambda d: d[0].update(text=" ".join(["words"] * 20)),
        "  text: Plain words\n",
        f"  text: >-\n    {' '.join(['words'] * 16)}\n    words words words words\n",
    ),
    "one folded line": (
        lambda d: d[0].update(folded="Words which are folded here   and there"),
        "    Words that are",
        "    Words which are",
    ),
    "quoted words": (lambda d: d[0].update(quoted='so "be" it'), '"said: so"', '"so \\"be\\" it"'),
    "quoted words in single marks": (lambda d: d[1].update(text="it's not"), "'it''s'", "'it''s not'"),
    "a list's end": (lambda d: d[1]["list"].append("d: e"), '"b", c]', '"b", c, "d: e"]'),
    "a list's start": (lambda d: d[1]["list"].pop(0), '[a, "b", c]', '["b", c]'),
    "a list turned": (lambda d: d[1]["list"].reverse(), '[a, "b", c]', '[c, "b", a]'),
    "a key in braces": (lambda d: d[1]["group"].update(z="1"), "{x: y}", '{x: y, z: "1"}'),
    "a key taken out of braces": (
        lambda d: d[1].update(group={"z": "w"}), "{x: y}", "{z: w}"),
    "an empty value": (lambda d: d[1].update(empty={"state": "on"}), "  empty: #", "  empty: {state: on} #"),
    "a key taken out": (lambda d: d[1].pop("list"), '  list: [a, "b", c]\n', ""),
    "a key put in": (
        lambda d: d.__setitem__(1, {"id": d[1].pop("id"), "new": "words", **d[1]}),
        "- id: 'two'\n",
        "- id: 'two'\n  new: words\n",
    ),
    "a literal": (lambda d: d[2]["items"][0].update(text="other"), "        literal\n", "        other\n"),
    "an entry in an inner list": (
        lambda d: d[2]["items"].insert(1, {"id": "k", "text": "new"}),
        "    - {id: j",
        "    - id: k\n      text: new\n    - {id: j",
    ),
    "an entry taken out, with the comment above it": (
        lambda d: d.pop(1),
        TEXT[TEXT.index("# about two"):TEXT.index("# Between")],
        "",
    ),
    "an entry taken out, the comment before it kept": (
        lambda d: d.pop(2),
        TEXT[TEXT.index("\n- id: three"):TEXT.index("# Tail")],
        "",
    ),
}  # fmt: skip


@pytest.mark.parametrize("title", CASES)
def test_patched(title: str) -> None:
    change, old, new = CASES[title]
    assert TEXT.count(old) == 1
    data: Any = copy.deepcopy(read_data(TEXT))
    change(data)
    found = patched(TEXT, data)
    assert found == TEXT.replace(old, new)
    assert read(ANY, found, "").value is not None


@given(st.dictionaries(st.sampled_from("abcdef"), st.sampled_from(["x", "y z", "1"]), min_size=1))
def test_any_keys_in_place_of_others(wanted: dict[str, str]) -> None:
    """Before, a new key in the place of the first one was indented twice, and the YAML was none."""
    text = "- id: one\n  group:\n    # about b\n    b: x\n    d: y z # d\n    e: w\n- id: two\n"
    data: Any = read_data(text)
    data[0]["group"] = wanted
    assert read_data(patched(text, data)) == data
    first: Any = read_data("- b: x\n  d: y\n")
    first[0] = wanted
    assert read_data(patched("- b: x\n  d: y\n", first)) == first


def test_nothing_changes_nothing() -> None:
    assert patched(TEXT, read_data(TEXT) or []) == TEXT


def test_entries_in_another_order_take_their_comments_along() -> None:
    data: Any = read_data(TEXT)
    found = patched(TEXT, [data[1], data[2], data[0]])
    assert read_data(found) == [data[1], data[2], data[0]]
    assert "# about two\n- id: 'two'" in found
    assert "# Between.\n\n- id: three" in found
    assert sorted(found.split("\n")) == sorted(TEXT.split("\n"))


def test_line_ends_of_lines_that_stay() -> None:
    text = "\ufeffa: one\r\nb: two\nc: three\r\n"
    assert patched(text, {"a": "one", "b": "two", "c": "four"}) == "\ufeffa: one\r\nb: two\nc: four\r\n"


@pytest.mark.parametrize("text", ["", "# nothing yet\n", "[]\n", "# nothing yet\n\n[] \n"])
def test_an_empty_file_gets_its_first_entry(text: str) -> None:
    found = patched(text, [{"id": "a"}])
    assert read_data(found) == [{"id": "a"}]
    assert ("# nothing yet" in found) == ("# nothing yet" in text)


def test_long_lists_go_on_in_the_next_line() -> None:
    members = [{"member": f"Member {n}"} for n in range(12)]
    text = "- id: a\n  interest: [{member: Member 0}]\n"
    found = patched(text, [{"id": "a", "interest": members}])
    assert read_data(found) == [{"id": "a", "interest": members}]
    assert max(map(len, found.split("\n"))) <= 100


def test_a_list_without_entries_keeps_what_is_said_about_it() -> None:
    raw = "# The entries.\n\n- id: a\n  x: why # so\n\n- id: b\n  y: on\n"
    assert patched(raw, []) == "# The entries.\n\n"
    assert patched(patched(raw, []), [{"id": "c"}]) == "# The entries.\n\n- id: c\n"
    assert patched("- id: a\n", []) == ""
