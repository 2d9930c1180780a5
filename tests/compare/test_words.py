"""What a redline of a line looks like: as a careful editor would have marked it."""

from __future__ import annotations

import re
from itertools import accumulate, pairwise
from pathlib import Path

import pytest
import regex
from hypothesis import example, given
from hypothesis import strategies as st

from tests.compare.reading import marked
from tests.strategies import letters_of_all_scripts
from workplan.compare.lines.lines import merge_inlines
from workplan.document.look import BOLD, PLAIN
from workplan.document.tree import Formatting, Inline, Link, NoteReference, Reference, Revision, Text
from workplan.document.walking.marked import flat
from workplan.document.walking.runs import normal
from workplan.document.walking.walk import plain

EDITOR = Revision("Secretariat")
CASES = [
    case.split("\n")
    for case in Path(__file__).with_name("words.txt").read_text().strip().split("\n\n")
    if not case.startswith("#")
]


@st.composite
def _pieces(draw: st.DrawFn) -> tuple[Text, ...]:
    found = draw(st.lists(st.tuples(letters_of_all_scripts(), st.sampled_from((PLAIN, BOLD))), max_size=3))
    return tuple(Text(text, look) for text, look in found if text)


@pytest.mark.parametrize(
    ("old", "new", "expected"), [case[1:] for case in CASES], ids=[case[0] for case in CASES]
)
def test_marks(old: str, new: str, expected: str) -> None:
    assert marked(merge_inlines(_line(old), _line(new), EDITOR)) == expected


def _line(words: str) -> tuple[Inline, ...]:
    """Words with calls of notes, `^1`."""
    pieces = filter(None, re.split(r"(\^\d)", words))
    return tuple(
        NoteReference(f"note.{piece[1]}", int(piece[1])) if piece.startswith("^") else Text(piece)
        for piece in pieces
    )


@given(_pieces(), _pieces())
@example((Text("នេះ"),), (Text("នេ"), Text("ះ", BOLD)))
def test_no_mark_begins_or_ends_inside_a_letter(old: tuple[Text, ...], new: tuple[Text, ...]) -> None:
    """Before, a mark began at every vowel sign of Khmer, Hindi, Burmese and pointed Hebrew."""
    found = merge_inlines(normal(old), normal(new), EDITOR)
    for side in ("inserted", "deleted"):
        pieces = [(getattr(piece, side), piece) for piece in flat(found)]
        pieces = [(mark, piece) for mark, piece in pieces if mark or not piece.change]
        text = plain(tuple(piece for _, piece in pieces))
        ends = accumulate(len(plain((piece,))) for _, piece in pieces)
        marks = [mark for mark, _ in pieces]
        borders = {end for end, (one, other) in zip(ends, pairwise(marks), strict=False) if one != other}
        assert borders <= set(accumulate(map(len, regex.findall(r"\X", text)), initial=0))


def test_half_a_word_in_bold_is_no_word() -> None:
    """Before, "ports" was marked alone."""
    old, new = (Text("re", BOLD), Text("port")), (Text("re", BOLD), Text("ports"))
    assert marked(merge_inlines(old, new, EDITOR)) == "[-report-][+reports+]"


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
