"""Where lines may end in scripts that put no space between words; the words themselves stay as they are."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from tests.strategies import letters_of_all_scripts
from workplan.document.look import BOLD
from workplan.document.tree import Link, NoteReference, Text
from workplan.document.walking.walk import plain
from workplan.render.break_sign import without
from workplan.render.breaks import breakable


@given(st.lists(letters_of_all_scripts().filter(bool), min_size=1, max_size=4))
def test_printed_words_lead_back_to_the_words_of_the_content(texts: list[str]) -> None:
    inlines = tuple(Text(text, look=BOLD) if n % 2 else Text(text) for n, text in enumerate(texts))
    assert [without(plain((inline,))) for inline in breakable(inlines)] == texts


def test_a_line_may_end_between_two_words() -> None:
    # Before, a phrase in Khmer was one word to WeasyPrint, which broke it anywhere or not at all.
    assert plain(breakable((Text("សមាជិកនឹងប្រទេស"),))) == "សមាជិក\u200bនឹង\u200bប្រទេស"
    assert plain(breakable((Text("ປະເທດ"), Text("ສະມາຊິກ", look=BOLD)))) == "ປະເທດ\u200bສະມາຊິກ"
    link = Link("https://example.org", (Text("ประเทศ"), Text("สมาชิก", look=BOLD)))
    assert plain(breakable((link,))) == "ประเทศ\u200bสมาชิก"


def test_no_line_ends_before_the_call_of_a_note() -> None:
    called = (Text("ប្រទេស"), NoteReference("note.n", 1), Text("សមាជិក"))
    assert plain(breakable(called)) == "ប្រទេសសមាជិក"


def test_other_scripts_stay_as_they_are() -> None:
    inlines = (Text("Read "), Text("this", look=BOLD), Text("移民 한국 هجرة"))
    assert breakable(inlines) is inlines
