"""How a secretary would tell what was done to the words of one line."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from tests.documents import sample
from tests.pairs import pairs
from tests.strategies import letters_of_all_scripts
from workplan.compare import compare
from workplan.compare.lines.lines import merge_inlines
from workplan.compare.summary.changes import changes
from workplan.compare.telling import edits
from workplan.compare.telling.edits import Token, tokens, told_edits
from workplan.compare.telling.told import Told, with_signs
from workplan.content.words.phrases import Phrases
from workplan.content.words.wording import Wording
from workplan.document.tree import Document, Inline, Link, Paragraph, Revision, Text
from workplan.text.excerpts import beginning, shortened, word_start
from workplan.text.segmentation import clusters, is_word, words

EDITOR = Revision("Secretariat")
#: Before, the first was “1.8” replaced with “1.9”; what is a sentence now was six scraps without it.
CASES = [
    case.split("\n")
    for case in Path(__file__).with_name("summary.txt").read_text(encoding="utf-8").strip().split("\n\n")
    if not case.startswith("#")
]


def told(old: Sequence[Inline], new: Sequence[Inline]) -> str:
    found = told_edits(merge_inlines(tuple(old), tuple(new), EDITOR), Phrases())
    return "; ".join(map(with_signs, found))


@pytest.mark.parametrize(
    ("old", "new", "expected"), [case[1:] for case in CASES], ids=[case[0] for case in CASES]
)
def test_told(old: str, new: str, expected: str) -> None:
    assert told((Text(old),), (Text(new),)) == expected


def test_words_put_elsewhere_are_neither_removed_nor_added() -> None:
    """Before, “in writing” was called removed and added."""
    old = "After the meeting the members report in writing to the secretariat on the actions they lead."
    new = "After the meeting the members report to the secretariat on the actions they lead in writing."
    found = told((Text(old),), (Text(new),))
    assert found == "“in writing” moved, to read “lead in writing”"


def test_an_address_that_changed_is_told_in_an_amended_sentence_too() -> None:
    words = ("The group meets once in ", " and tells the Forum of five actions.")
    old = (Text(words[0]), Link("https://example.org/a", (Text("Jakarta"),)), Text(words[1]))
    text = words[1].replace("tells", "asks").replace("Forum", "Council").replace("five", "six")
    new = (Text(words[0]), Link("https://example.org/b", (Text("Jakarta"),)), Text(text))
    found = told(old, new)
    assert "link of “Jakarta” changed from https://example.org/a to https://example.org/b" in found
    assert "~~five~~ **six**" in found


def marked_words(parts: Sequence[Told], mark: str) -> set[str]:
    runs = [run for part in parts for run in part if run.mark == mark]
    return {word for run in runs for word in words(run.text) if is_word(word)}


@settings(max_examples=100)
@given(pairs())
def test_no_word_is_called_removed_and_added_in_one_line(pair: tuple[Document, Document]) -> None:
    """Before, "“and” replaced with “,”; “and Thailand” added"."""
    for change in changes(compare(*pair, EDITOR), Wording()):
        if change.kind == "changed" and not change.subject.startswith(("Action", "Row")):
            assert not marked_words(change.parts, "removed") & marked_words(change.parts, "added")


@given(letters_of_all_scripts(), st.integers(4, 12))
def test_what_is_quoted_is_cut_between_letters(text: str, most: int) -> None:
    """Before, words were cut after 160 characters, wherever that was; and this test looked at whole texts."""
    text = " ".join(text.split())
    borders = set(accumulate(map(len, clusters(text)), initial=0))
    assert word_start(text, len(text) // 2) in borders
    for cut in (shortened(text, most), beginning(text, 2)):
        kept = cut.removesuffix("…").rstrip() if cut != text else text
        assert text.startswith(kept)
        assert len(kept) in borders or text[len(kept)].isspace()
        assert kept == text or cut.endswith("…")
    assert len(shortened(text, most)) <= most


def test_a_sentence_that_moved_is_told_with_its_changes() -> None:
    """Both places show it; it is told where it stands now, and not again where it stood."""
    meet = "Members meet once a year in the capital of a co-chair, and write the record of their meeting."
    seat = "The Forum has its seat in the harbour of the first meeting, and is open to all who sail there."
    before = "The secretariat sends the plan to all five members in March."
    after = before.replace("five", "six")
    pair = [
        replace(sample(), blocks=(Paragraph("a.1", (Text(one),)), Paragraph("a.2", (Text(two),))), notes=())
        for one, two in ((f"{before} {meet}", seat), (meet, f"{seat} {after}"))
    ]
    (only,) = changes(compare(*pair, EDITOR), Wording())
    told = before.replace("five", "~~five~~ **six**")
    assert [*map(with_signs, only.parts)] == [f"sentence moved: “{told}”"]


def test_a_long_line_is_gone_through_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Before, all words behind each word were copied: half of the time for a paragraph of 200,000 letters."""

    class Counted(list[Token]):
        taken = 0

        def __getitem__(self, place: Any) -> Any:
            found = super().__getitem__(place)
            Counted.taken += len(found) if isinstance(place, slice) else 1
            return found

    monkeypatch.setattr(
        edits, "tokens", lambda inlines, *, linking: Counted(tokens(inlines, linking=linking))
    )
    old = " ".join(f"Members meet in {year}, and report." for year in range(300))
    assert "1999" in told((Text(old),), (Text(old.replace(" 150,", " 1999,")),))
    assert 0 < Counted.taken < 100_000
