"""Which characters that nobody sees words need."""

from __future__ import annotations

import pytest

from workplan.text.invisible import called, unmeant


def without(words: str) -> str:
    left_out = set(unmeant(words))
    return "".join(character for n, character in enumerate(words) if n not in left_out)


@pytest.mark.parametrize(
    "words",
    [
        "می\u200cخواهم",  # Persian: two parts of one word that do not join
        "ه\u200d.ق",  # a letter in the form that it has at the beginning
        "ශ්\u200dරී ලංකා",  # Sinhala
        "क्\u200dष क्\u200c",  # Hindi: half a letter, and a virama that shows
        "র\u200d্য",  # Bengali
        "👩\u200d👩\u200d👧 🏳️\u200d🌈 👍🏽 ❤\ufe0f 1\ufe0f\u20e3",
        "ប្រទេស\u200bសមាជិក",  # Khmer, whose words somebody has divided
        "Members of \u2067اللجنة\u2069 (\u200fابن\u200f)",
        "re\u00adtrafficking a\u2060b",
        "葛\U000e0100",
        "a\u00a0b\tc\u202fd\u3000e\u0301",
        "\U0001fae8",  # newer than this Python knows
    ],
)
def test_what_a_script_needs_stays(words: str) -> None:
    assert without(words) == words


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("Viet Nam\u200d", "Viet Nam"),
        ("اللجنة\u200d", "اللجنة"),  # LibreOffice ends tracked cells with it in any script
        ("\u200dFiji", "Fiji"),
        ("har\u200dbour\u200c", "harbour"),
        ("copied\u200b from \u200bthe web\ufeff", "copied from the web"),
        ("\u200eAll in English\u200e", "All in English"),
        ("\uf0b7 a bullet of \U000f0000Symbol", " a bullet of Symbol"),
        ("over\u202eride\u2066d", "overrided"),
        ("end\u00ad \u2060of", "end of"),
        ("a\ufe0f", "a"),
        ("\ufffcfigure\u3164\ufff9\u2061\U000e0041\ufdd0\x85", "figure"),
    ],
)
def test_what_nobody_meant_goes(words: str, expected: str) -> None:
    assert without(words) == expected


def test_they_are_called_by_their_names() -> None:
    assert called("\u200d") == "invisible character ZERO WIDTH JOINER (U+200D)"
    assert called("\x85") == "invisible character U+0085"
    assert called("\uf04a") == "character U+F04A, which means something in one font alone,"
