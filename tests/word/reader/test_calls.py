"""Calls that an editor has left of a note: the new document and the old one have a note for each."""

from __future__ import annotations

import pytest

from tests.word.reader.files import change, p, r, reading
from tests.word.reader.test_editors import NOTE, shown
from workplan.document.revisions import accept, reject
from workplan.document.tree import Document
from workplan.document.walking.walk import plain

CALL = '<w:r><w:footnoteReference w:id="1"/></w:r>'
FIRST = f'<w:bookmarkStart w:id="4" w:name="_Ref9"/>{CALL}<w:bookmarkEnd w:id="4"/>'
FURTHER = f'<w:fldSimple w:instr=" NOTEREF _Ref9 \\h ">{r("1")}</w:fldSimple>'

#: What stands in the paragraph: how it is marked, the new document and the old one, with their notes.
CALLS = {
    "the first call deleted, a further one left": (
        r("a") + change("del", FIRST) + r(" b") + FURTHER,
        ("a{-^1-} b{-^1-}{+^1+}", "a b^1", "a^1 b^1"),
    ),
    "the first call deleted, a further one typed": (
        r("a") + change("del", FIRST) + r(" b") + change("ins", FURTHER),
        ("a{-^1-} b{+^1+}", "a b^1", "a^1 b"),
    ),
    "a further call of a note that came": (
        r("a") + change("ins", FIRST) + r(" b") + FURTHER,
        ("a{+^1+} b{+^1+}", "a^1 b^1", "a b"),
    ),
    "one footnote called twice, as nobody does": (
        r("a") + change("del", CALL) + r(" b") + CALL,
        ("a{-^1-} b^1", "a b^1", "a^1 b^1"),
    ),
    "one footnote that went and came": (
        r("a") + change("del", CALL) + r(" b") + change("ins", CALL),
        ("a{-^1-} b{+^1+}", "a b^1", "a^1 b"),
    ),
    "one that came and went, and stays elsewhere": (
        r("a") + change("ins", change("del", CALL)) + r(" b") + CALL,
        ("a{-{+^1+}-} b^1", "a b^1", "a b^1"),
    ),
}


@pytest.mark.parametrize(("content", "expected"), CALLS.values(), ids=CALLS.keys())
def test_every_call_has_its_note(content: str, expected: tuple[str, str, str]) -> None:
    """Without it, the new document called a note that had gone, and a review stopped."""
    document = reading(
        p(content), notes=f'<w:footnote w:id="1">{NOTE.format(r("noted"))}</w:footnote>'
    ).document
    assert tuple("".join(shown(each)) for each in (document, accept(document), reject(document))) == expected
    for each in (accept(document), reject(document)):
        assert notes(each) == (["noted"] if "^" in "".join(shown(each)) else [])


def test_the_words_of_a_note_that_stays_do_not_go_with_its_first_call() -> None:
    gone = change("del", "<w:r><w:delText>noted</w:delText></w:r>")
    body = p(r("a") + change("del", FIRST) + r(" b") + FURTHER)
    document = reading(body, notes=f'<w:footnote w:id="1">{NOTE.format(gone)}</w:footnote>').document
    assert notes(accept(document)) == notes(reject(document)) == ["noted"]


def notes(document: Document) -> list[str]:
    return [plain(note.inlines) for note in document.notes]


@pytest.mark.parametrize("mark", ["*", "†", "(a)"])
def test_a_mark_of_a_notes_own_is_left_out_and_said(mark: str) -> None:
    """Before, a star stood in the text behind the note's number, and another one in the note."""
    call = f'<w:r><w:footnoteReference w:customMarkFollows="1" w:id="1"/><w:t>{mark}</w:t></w:r>'
    words = '<w:footnote w:id="1"><w:p>{}</w:p></w:footnote>'.format(r(mark) + r(" noted"))
    found = reading(p(r("a") + call + r(" b")), notes=words)
    assert "".join(shown(found.document)) == "a^1 b"
    assert notes(found.document) == ["noted"]
    assert [(each.kind, each.words) for each in found.findings] == [("note", mark)]
