from __future__ import annotations

import sys
import unicodedata

import pytest

from tests.documents import redlined, sample
from workplan.verify.passages import PLAIN, Mark, Passage, Stretch, expected, marked, shown, with_plain_spaces


def test_the_passages_of_a_document_are_what_a_reader_meets() -> None:
    said = expected(sample())
    assert said[3:8] == (
        Passage("title", "Forward Work Plan: 2031-2033"),
        Passage("paragraph", "This plan is a living document: see the register."),
        Passage("item 1", "• sharing data, and"),
        Passage("item 1", "• building skills."),
        Passage("item 2", "• at sea"),
    )
    assert Passage("item 2", 'b. Storms <at> "sea" & shore.') in said
    assert Passage("column 2", "Members’ interest⟦2⟧") in said
    assert Passage("heading 1", "Appendix A: Background") in said
    assert said[-1] == Passage("note", "4 Tide Tables, 2030. tides@example.org")


def test_a_cell_without_words_says_nothing_and_the_others_keep_their_places() -> None:
    cells = [p.kind for p in expected(sample()) if p.kind.startswith("cell")]
    assert cells == ["cell 1.1", "cell 1.2", "cell 2.1", "cell 3.1", "cell 3.2"]


def test_every_sign_without_letter_or_digit_is_a_bullet() -> None:
    assert [shown(label) for label in ("–", "\uf0b7", "a.", "1.", "")] == ["•", "•", "a.", "1.", ""]


def test_marks_stand_in_brackets() -> None:
    said = expected(redlined())
    assert said[0] == Passage("title", "Forward Work Plan: ⟦-2031-2033-⟧⟦+2032-2034+⟧")
    assert said[1].text.endswith("Struck again: ⟦±neither here nor there±⟧⟦-⟦1⟧-⟧⟦+⟦1⟧+⟧.")
    assert Passage("item 1", "2. ⟦-An item that goes-⟧") in said
    assert Passage("figure", "⟦-A chart of March-⟧") in said
    assert Passage("note", "2 For updating at ⟦-annual-⟧⟦+all+⟧ meetings") in said


CAME, WENT = Mark(inserted=True), Mark(deleted=True)


@pytest.mark.parametrize(
    ("stretches", "text"),
    [
        ([(PLAIN, "a "), (WENT, "b "), (CAME, "c")], "a ⟦-b -⟧⟦+c+⟧"),
        ([(CAME, "a"), (CAME, "b")], "⟦+ab+⟧"),
        ([(PLAIN, "a"), (WENT, " b "), (CAME, " c")], "a⟦- b -⟧⟦+c+⟧"),
        ([(CAME, " "), (PLAIN, " a"), (WENT, " ")], "a"),
        ([(WENT, "\u00a0"), (PLAIN, " a")], "⟦-\u00a0-⟧ a"),
        ([], ""),
    ],
)
def test_spaces_that_are_not_printed_say_nothing(stretches: list[Stretch], text: str) -> None:
    assert marked(stretches) == text


def test_every_space_of_unicode_is_a_plain_one() -> None:
    odd = "".join(c for c in map(chr, range(sys.maxunicode + 1)) if unicodedata.category(c) == "Zs")
    assert len(odd) > 10
    (said,) = with_plain_spaces([Passage("paragraph", f"a{'b'.join(odd)}c")])
    assert said.text == f"a {' '.join('b' * (len(odd) - 1))} c"
