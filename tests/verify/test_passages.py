from __future__ import annotations

from tests.documents import sample
from workplan.verify.passages import Passage, expected, shown


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
