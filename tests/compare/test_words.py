"""What a redline of a line looks like: as a careful editor would have marked it."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.compare.reading import marked
from workplan.compare.lines import merge_inlines
from workplan.document.look import BOLD, PLAIN
from workplan.document.tree import Formatting, Link, NoteReference, Reference, Revision, Text

EDITOR = Revision("Secretariat")
CASES = [
    case.split("\n")
    for case in Path(__file__).with_name("words.txt").read_text().strip().split("\n\n")
    if not case.startswith("#")
]


@pytest.mark.parametrize(
    ("old", "new", "expected"), [case[1:] for case in CASES], ids=[case[0] for case in CASES]
)
def test_marks(old: str, new: str, expected: str) -> None:
    assert marked(merge_inlines((Text(old),), (Text(new),), EDITOR)) == expected


def test_bold_is_a_change_of_formatting_and_not_of_words() -> None:
    redline = merge_inlines(
        (Text("a bold word"),), (Text("a "), Text("bold", look=BOLD), Text(" word")), EDITOR
    )
    assert redline == (
        Text("a "),
        Text("bold", look=BOLD, former=Formatting(PLAIN, revision=EDITOR)),
        Text(" word"),
    )


def test_a_reference_whose_number_moved_up_is_not_changed() -> None:
    old, new = (Reference("calm", "3", "number"),), (Reference("calm", "2", "number"),)
    assert merge_inlines(old, new, EDITOR) == new


def test_a_note_that_moved_up_is_not_changed() -> None:
    old, new = (NoteReference("note.calm", 3),), (NoteReference("note.calm", 2),)
    assert merge_inlines(old, new, EDITOR) == new


def test_a_link_to_another_address_is_another_link() -> None:
    old = (Link("https://example.org/a", (Text("the register"),)),)
    new = (Link("https://example.org/b", (Text("the register"),)),)
    assert marked(merge_inlines(old, new, EDITOR)) == "[-the register-][+the register+]"


def test_words_within_a_link_change_one_by_one() -> None:
    old = (Link("https://example.org/a", (Text("the old register"),)),)
    new = (Link("https://example.org/a", (Text("the new register"),)),)
    assert marked(merge_inlines(old, new, EDITOR)) == "the [-old-][+new+] register"
