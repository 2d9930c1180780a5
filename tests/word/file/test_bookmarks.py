from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.word.conftest import packed
from tests.word.reading import parts
from workplan.word import read
from workplan.word.file.bookmarks import HIDDEN, bookmark, call_bookmark, called_note, identity

IDS = st.from_regex(r"[a-z0-9]+([.-][a-z0-9]+){0,6}", fullmatch=True)


def test_names_are_readable_where_word_allows_and_hidden_from_its_dialog() -> None:
    """Before, Word listed the hundreds of them in Insert > Bookmark."""
    assert bookmark("follow-the-money.status") == "_p_follow_the_money__status"
    assert bookmark("2031-plan").startswith("_p_n___")
    assert bookmark("a" * 37) == "_p_" + "a" * 37
    assert bookmark("a" * 38).startswith("_p_n___")


@given(IDS)
def test_every_name_is_one_that_word_takes(id_: str) -> None:
    for name in (bookmark(id_), call_bookmark(id_)):
        assert re.fullmatch(r"_p_[A-Za-z0-9_]{1,37}", name)


@given(IDS)
def test_a_plain_name_turns_back_and_a_hashed_one_says_that_it_does_not(id_: str) -> None:
    for prefix, hashed in ((HIDDEN, "_p_n___"), ("", "n___")):
        name = bookmark(id_, prefix)
        assert identity(name) == (None if name.startswith(hashed) else id_)


@pytest.mark.parametrize("prefix", [HIDDEN, ""])
def test_the_note_of_a_call_is_known_by_its_bookmark(prefix: str) -> None:
    assert called_note(call_bookmark("note.calm", prefix)) == "note.calm"
    assert called_note(bookmark("note.calm", prefix)) is None


def test_a_file_that_was_made_earlier_is_read_alike(sample_docx: bytes) -> None:
    """Its bookmarks have the same names without `_p_`, and nothing in it says that they are hidden."""
    old = {
        name: data.replace(b'"_p_', b'"').replace(b"REF _p_", b"REF ")
        for name, data in parts(sample_docx).items()
    }
    outline = next(name for name in old if name.startswith("customXml/item1"))
    old[outline] = old[outline].replace(b' bookmarks="hidden"', b"")
    assert b"_p_" not in b"".join(old.values())
    assert read(packed(old)).document == read(sample_docx).document


def test_a_bookmark_that_an_editor_sets_is_none_of_ours(sample_docx: bytes) -> None:
    """Even where it has the name that ours had before."""
    entries = parts(sample_docx)
    theirs = b'<w:bookmarkStart w:id="9999" w:name="measure_1"/><w:bookmarkEnd w:id="9999"/></w:p>'
    body = entries["word/document.xml"]
    entries["word/document.xml"] = body.replace(b"</w:p>", theirs, 1)
    assert read(packed(entries)).document == read(sample_docx).document


# Any text, so that ids which the content would refuse ("a--b", "a.-b") cannot meet another either.
@given(st.text("ab.-", max_size=8), st.text("ab.-", max_size=8))
def test_different_ids_have_different_names(one: str, other: str) -> None:
    assert (bookmark(one).lower() == bookmark(other).lower()) == (one == other)


@pytest.mark.parametrize(
    "name", ["_GoBack", "_Ref12", "_p_a___b", "Title", "a___b", "note__calm_Copy_1", "a_", "1a", ""]
)
def test_names_that_others_made_are_nobody_s_id(name: str) -> None:
    assert identity(name) is None
