"""Letters, words and sentences, held against `regex` (which we did not write) and against tables."""

from __future__ import annotations

from itertools import accumulate

import pytest
import regex
from hypothesis import example, given

from tests.strategies import letters_of_all_scripts
from workplan.text.segmentation import clusters, sentences, unspaced_breaks, words


def _borders(pieces: list[str]) -> set[int]:
    return set(accumulate(map(len, pieces), initial=0))


@given(letters_of_all_scripts())
@example("👩\u200d👩\u200d👧🇹🇭🇱🇦")
@example("\r\n")
@example("a.\u0301 B")
@example("ไทย \u0e31ลาว")
def test_nothing_is_cut_inside_a_letter(text: str) -> None:
    """Before, Khmer words ended at each vowel sign, and decomposed Hebrew and Indic ones as well."""
    inside = set(range(len(text))) - _borders(regex.findall(r"\X", text))
    for pieces in (clusters(text), words(text), sentences(text)):
        assert "".join(pieces) == text
        assert "" not in pieces
        assert not _borders(pieces) & inside
        assert _borders(pieces) <= _borders(clusters(text))
    assert not set(unspaced_breaks(text)) & inside


@pytest.mark.parametrize(
    "letters",
    [
        "ប្រ ទេ ស ស មា ជិ ក",
        "မြ န် မာ နို င် ငံ",  # vowel signs that UAX #29 lets stand alone
        "क्षे त्री य",
        "ক্ষ মা",
        "ಕ ನ್ನ ಡ",  # conjuncts that UAX #29 cuts
        "ਪ੍ਰ ਧਾ ਨ",
        "ශ්\u200dරී ලං කා",
        "שָׁ ל וֹ ם",
        "ا لْ عَ رَ بِ يَّ ة",
        "각 한",
        "é t é",
        "👩\u200d👩\u200d👧 🇹🇭 🇱🇦 👍🏽",
    ],
)
def test_letters(letters: str) -> None:
    assert clusters(letters.replace(" ", "")) == letters.split()


@pytest.mark.parametrize(
    "cut",
    [
        "សមាជិក|នឹង|បង្កើន| |2021-23",
        "เลขาธิการ|จัดการ|ประชุม|ระดับ|รัฐมนตรี",
        "ปี|2021|เป็น",
        "ປະເທດ|ລາວ|ມີການ|ປະຊຸມ",
        "မြန်မာနိုင်ငံ|သည်|အစည်းအဝေး",
        "द्वितीय| |क्षेत्रीय| |कार्यशाला|।",
        "中华|人民|共和国|外交部|与|澳大利亚|2021-23|年",
        "العَرَبِيَّة|،| |٣٫٤",
        "שָׁלוֹם-עולם",
        "2021-23|,| |and/or|  |3,4| |it’s| |re-integration| |(|Bali|)| |e.g|.",
        "Café-noir|:| |Members|’| |co|-| |and",
        "การ|-|ประชุม",
    ],
)
def test_words(cut: str) -> None:
    assert words(cut.replace("|", "")) == cut.split("|")


@pytest.mark.parametrize(
    "cut",
    [
        "See No. 5 of the list. |Mr. Smith spoke, e.g. on boats. |See paras. 5 and 6.",
        "It is 1.5 times. |2021 began.",
        "It ended.\u2060 |“Yes.” |(No.) |Why? |Enough … and so on; still on! |The end",
        "A. |B. |C.",
        "这是。|那是！|“是。”|吗",
        "ប្រទេស។ |ប្រទេសសមាជិក។",
        "क ख। |ग घ॥ |म",
        "هل هذا؟ |نعم. |لا۔ |ہاں",
        "ထိုင်း။ |လာအို။",
        "การประชุมครั้งที่ 2 จัดขึ้น |ที่บาหลี",
    ],
)
def test_sentences(cut: str) -> None:
    assert sentences(cut.replace("|", "")) == cut.split("|")


def test_a_line_may_end_between_two_words_of_khmer() -> None:
    assert unspaced_breaks("សមាជិកនឹង abc ការប្រជុំ") == [len("សមាជិក")]
    assert unspaced_breaks("a line of English") == []
