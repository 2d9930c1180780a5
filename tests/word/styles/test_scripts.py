from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from tests.strategies import words
from workplan.content.values.languages import Direction
from workplan.word.styles.scripts import Piece, pieces


def test_a_text_of_three_scripts_is_cut_where_the_font_slot_changes() -> None:
    assert pieces("ภาษาไทย, Tiếng Việt and اللغة العربية.", "ltr") == [
        Piece("ภาษาไทย", complex=True, font="Leelawadee UI"),
        Piece(", Tiếng Việt and "),
        Piece("اللغة العربية", complex=True, right=True),
        Piece("."),
    ]


def test_in_a_document_from_the_right_only_other_letters_leave_the_direction() -> None:
    assert pieces("خطة UNODC 2031.", "rtl") == [
        Piece("خطة ", complex=True, right=True),
        Piece("UNODC"),
        Piece(" 2031.", complex=True, right=True),
    ]


@given(st.one_of(words(), st.text()), st.sampled_from(["ltr", "rtl"]))
def test_the_pieces_joined_are_the_text(text: str, direction: Direction) -> None:
    assert "".join(piece.text for piece in pieces(text, direction)) == text
