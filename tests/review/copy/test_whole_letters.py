"""No mark of a copy begins or ends inside of what a reader takes for one letter."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import accumulate

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from tests.documents import sample
from tests.strategies import letters_of_all_scripts
from workplan.document.look import BOLD, PLAIN
from workplan.document.resolving.resolve import resolve
from workplan.document.revisions import accept, reject
from workplan.document.tree import AmendmentNumber, Document, Formatting, Inline, Paragraph, Revision, Text
from workplan.document.walking.marked import flat, revisions_of
from workplan.document.walking.runs import normal
from workplan.document.walking.walk import lines, plain
from workplan.review.copy.on_baseline import on_baseline
from workplan.review.copy.whole_letters import on_whole_letters
from workplan.review.deciding.rewording import reworded
from workplan.review.merge.merge import merge
from workplan.review.papers.brackets import compilation
from workplan.text.excerpts import shortened, word_start
from workplan.text.segmentation import clusters, words

AUSTRALIA, INDONESIA = Revision("Australia"), Revision("Indonesia")

_VOCABULARY = (
    *("ទី", "ស្ត្រី", "ខ្មែរ", "ที่", "น้ำ", "မြန်", "स्त्री", "कि", "שָׁ", "בְּ", "e\u0301", "n\u0303", "한"),
    *("\u1112\u1161\u11ab", "👩\u200d👩\u200d👧", "👍🏽", "🇹🇭", "a", " ", "—"),
)


def said(*inlines: Inline) -> Document:
    return resolve(replace(sample(), blocks=(Paragraph("a.1", inlines),), notes=()))


def only_line(document: Document) -> tuple[Inline, ...]:
    (found,) = (line.inlines for block in document.blocks for line in lines(block))
    return found


def borders(pieces: Sequence[str]) -> set[int]:
    return set(accumulate(map(len, pieces), initial=0))


def inside(inlines: Sequence[Inline]) -> Iterator[str]:
    """The marks that begin or end inside of a letter, of the words before or after."""
    found = list(flat(inlines))
    for new in (False, True):
        kept = [p for p in found if not (p.deleted if new else p.inserted)]
        ends = borders(clusters("".join(p.text for p in kept if isinstance(p, Text))))
        at = 0
        before = None
        for piece in kept:
            assert isinstance(piece, Text)
            if at not in ends and revisions_of(piece) != before:
                yield f"{'new' if new else 'old'}: {piece}"
            at, before = at + len(piece.text), revisions_of(piece)


@st.composite
def tracked(draw: st.DrawFn, text: str, by: Revision) -> Document:
    """`text` as an editor has it who put in, took out or made bold single characters of it."""
    pieces: list[Inline] = []
    for character in text:
        match draw(st.sampled_from(("keep", "keep", "keep", "out", "in", "bold"))):
            case "out":
                pieces.append(Text(character, deleted=by))
            case "in":
                put = draw(st.sampled_from("\u17b8\u0e31\u0e49\u093e\u05b8\u0301\u200dxក"))
                pieces += [Text(character), Text(put, inserted=by)]
            case "bold":
                pieces.append(Text(character, BOLD, former=Formatting(PLAIN, by)))
            case _:
                pieces.append(Text(character))
    return replace(said(Text(text)), blocks=(Paragraph("a.1", normal(pieces)),))


texts = st.lists(st.sampled_from(_VOCABULARY), min_size=1, max_size=6).map(lambda t: f"x{''.join(t)}x")


@settings(max_examples=200)
@given(st.data(), texts | letters_of_all_scripts().map(lambda text: f"x{text}x"))
def test_a_tracked_mark_is_on_whole_letters_and_says_the_same(data: st.DataObject, text: str) -> None:
    """Before, a vowel sign that was typed over was struck without its letter."""
    copy = data.draw(tracked(text, AUSTRALIA))
    widened = on_whole_letters(copy)
    assert not [*inside(only_line(widened))]
    assert reject(widened) == reject(copy)
    assert plain(only_line(accept(widened))) == plain(only_line(accept(copy)))
    assert on_whole_letters(widened) == widened


@settings(max_examples=100)
@given(st.data(), texts)
def test_a_compilation_has_its_marks_on_whole_letters(data: st.DataObject, text: str) -> None:
    base = said(Text(text))
    copies = [
        on_baseline(base, data.draw(tracked(text, by)), "", number).document
        for by, number in ((AUSTRALIA, 1), (INDONESIA, 2))
    ]
    document = compilation(base, merge(base, copies), copies)
    assert reject(document).blocks == base.blocks
    old = [p for p in flat(only_line(document)) if not p.inserted]
    assert not [*inside(old)]


def test_two_vowel_signs_of_one_syllable_are_one_conflict() -> None:
    """Before, both signs stood at one letter, each in brackets, and the letter in none."""
    old = said(Text("ខ្មែរ"))
    copies = []
    for sign, by, number in (("\u17c3", AUSTRALIA, 1), ("\u17c4", INDONESIA, 2)):
        line = (Text("ខ្ម"), Text("\u17c2", deleted=by), Text(sign, inserted=by), Text("រ"))
        copies.append(on_baseline(old, replace(old, blocks=(Paragraph("a.1", line),)), "", number).document)
    merged = merge(old, copies)
    assert merged.findings.conflicts == {(AmendmentNumber(1, 1), AmendmentNumber(2, 1))}
    shown = only_line(compilation(old, merged, copies))
    assert [p.text for p in flat(shown) if isinstance(p, Text) and p.deleted] == ["ខ្មែ"]
    said_new = plain(tuple(p for p in flat(shown) if not p.deleted))
    assert "ខ្មៃ – Australia]" in said_new
    assert "[ខ្មោ – Indonesia]" in said_new


@pytest.mark.parametrize(("old", "new"), [("สมาชิกนั้น", "สมาชิกนี้"), ("स्त्री का", "स्त्री की"), ("שָׁלוֹם", "שָׁלֵם")])
def test_words_agreed_on_replace_whole_words(old: str, new: str) -> None:
    """Before, words of scripts with vowel signs were cut at each of them."""
    found = reworded((Text(old),), 0, len(old), new)
    assert plain(found) == new
    looks = (Text(old[:-1]), Text(old[-1], BOLD))
    assert {p.text for p in reworded(looks, 0, len(old), new)} <= {*words(new), new, "".join(words(new)[:-1])}


@given(texts.map(lambda text: text * 9), st.integers(8, 60))
def test_a_shortened_text_ends_with_a_whole_letter(text: str, most: int) -> None:
    kept = shortened(text, most).removesuffix("…").rstrip()
    assert len(kept) in borders(clusters(text)) or text.startswith(shortened(text, most))
    assert word_start(text, most) in borders(clusters(text))
