"""The compilation text: the laws of a redline, and what stands in brackets."""

from __future__ import annotations

import shutil
from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest
from hypothesis import assume, given, settings
from msgspec.structs import replace

from tests.contents import ROOT_CONTENT
from tests.documents import paragraph, sample
from tests.libreoffice import Office
from tests.review.merge.test_merge import AUSTRALIA, INDONESIA, copy, two_copies, with_status
from tests.word.said import said
from workplan.content.load import load
from workplan.design.theme import theme
from workplan.document.composing.compose import compose
from workplan.document.resolving.resolve import resolve
from workplan.document.revisions import accept, reject, select
from workplan.document.tree import Document, Note, NoteReference, Paragraph, Revision, Text
from workplan.document.walking.walk import lines, plain
from workplan.review.matrix.rows import marked_words
from workplan.review.merge.merge import merge
from workplan.review.papers.brackets import compilation
from workplan.word import write
from workplan.word.reader import read

THAILAND = Revision("Thailand")


def compiled(base: Document, *news: Document) -> Document:
    """The compilation of copies by Australia, Indonesia and Thailand."""
    authors = (AUSTRALIA, INDONESIA, THAILAND)
    copies = [copy(base, new, by, n) for n, (new, by) in enumerate(zip(news, authors, strict=False), 1)]
    return compilation(base, merge(base, copies), copies)


@settings(max_examples=50)
@given(two_copies())
def test_rejecting_all_is_what_was_sent(found: tuple[Document, Document, Document]) -> None:
    base, one, other = found
    rejected = reject(compiled(base, one, other))
    assert (rejected.blocks, rejected.notes) == (base.blocks, base.notes)


@settings(max_examples=50)
@given(two_copies())
def test_what_is_not_in_conflict_is_each_members_copy(
    found: tuple[Document, Document, Document],
) -> None:
    base, one, other = found
    copies = [copy(base, one, AUSTRALIA), copy(base, other, INDONESIA, 2)]
    merged = merge(base, copies)
    document = compilation(base, merged, copies)
    assume(not merged.findings.conflicts)
    assert document == merged.document
    equal = frozenset(merged.findings.same.values())  # marked under Australia's name
    australia = accept(select(document, lambda mark: mark.author == "Australia"))
    indonesia = accept(select(document, lambda m: m.author == "Indonesia" or m.amendment in equal))
    assert _texts(australia) == _texts(one)
    assert _texts(indonesia) == _texts(other)


def _texts(document: Document) -> list[str]:
    found = [plain(line.inlines) for block in document.blocks for line in lines(block)]
    return found + [plain(note.inlines) for note in document.notes]


@settings(max_examples=15)
@given(two_copies())
def test_it_is_read_back_from_word(found: tuple[Document, Document, Document]) -> None:
    document = compiled(*found)
    read_back = read(write(document, theme())).document
    assert accept(read_back).blocks == accept(document).blocks
    assert reject(read_back).blocks == reject(document).blocks


def _new(document: Document) -> str:
    return "".join(
        getattr(inline, "text", "")
        for block in document.blocks
        for line in lines(block)
        for inline in line.inlines
        if getattr(inline, "inserted", None)
    )


def of(*words: str) -> Document:
    blocks = tuple(paragraph(f"introduction.{n}", text) for n, text in enumerate(words, 1))
    return resolve(replace(sample(), blocks=blocks, notes=()))


SAID: dict[str, tuple[tuple[str, ...], str]] = {
    "words for words": (
        ("We meet in March.", "We meet in May.", "We meet in June."),
        "We meet in [+[+][-March-][+May – Australia][June – Indonesia]+].",
    ),
    "one place": (
        ("We meet in March.", "We do meet in March.", "We can meet in March."),
        "We [+[do – Australia] [can – Indonesia] +]meet in March.",
    ),
    "some of the same words": (
        ("The strong, sound and safe plan.", "The strong plan.", "The strong, sound and good plan."),
        "The strong[+[+][-, sound and safe-][+ – Australia: delete][good – Indonesia]"
        "[Indonesia: delete “safe”]+] plan.",
    ),
    "the same": (
        ("We meet in March.", "We meet in May.", "We meet in May."),
        "We meet in [-March-][+May+].",
    ),
}


@pytest.mark.parametrize("case", SAID)
def test_what_stands_in_brackets(case: str) -> None:
    """Without the fix, what two take out in part was told of one of them."""
    documents, says = SAID[case]
    (block,) = compiled(*map(of, documents)).blocks
    assert isinstance(block, Paragraph)
    assert marked_words(block.inlines) == says


def test_a_line_that_is_taken_out_in_a_conflict_keeps_its_end() -> None:
    """Without the fix, the brackets ran into the next line, in LibreOffice with its looks."""
    found = compiled(of("We meet in March.", "Last."), of("Last."), of("We meet in June.", "Last."))
    first, last = (plain(block.inlines) for block in accept(found).blocks if isinstance(block, Paragraph))
    assert first.startswith("[ – Australia: delete][June – Indonesia][Indonesia: delete “March”]")
    assert last == "Last."


def test_notes_have_brackets() -> None:
    """Without the fix, both proposals stood side by side."""
    base, one, other = (_with_note(f"No wind {words}.") for words in ("at all", "today", "ever"))
    (note,) = compiled(base, one, other).notes
    assert marked_words(note.inlines).startswith(
        "No wind [+[+][-at all-][+today – Australia][ever – Indonesia"
    )


def _with_note(words: str) -> Document:
    called = Paragraph("introduction.1", (Text("Calm seas"), NoteReference("note.calm", 1), Text(".")))
    notes = (Note("note.calm", 1, (Text(words),)),)
    return resolve(replace(sample(), blocks=(called,), notes=notes))


def test_two_states_of_one_action_are_in_brackets() -> None:
    base = sample()
    new = _new(compiled(base, with_status(base, "Ongoing"), with_status(base, "Completed")))
    assert "[Ongoing – Australia][Completed – Indonesia]" in new


@pytest.mark.slow
def test_accepting_and_rejecting_all_in_libreoffice(office: Office, tmp_path: Path) -> None:
    """Of the real plan: words, a status, a row that came and one that went, a note, a paragraph."""
    more = "- id: more\n  action: Do more\n  linked_priorities: [victims]"
    australia = {
        "actions.yaml": (
            ("This include continuing", "This includes continuing"),
            ("interest: [{member: Malaysia}]", "interest: [{member: Malaysia}]\n  status: {state: ongoing}"),
        ),
        "footnotes.yaml": (("slavery, servitude", "slavery, peonage"),),
    }
    indonesia = {
        "plan.md": (("# Priority issues", "Members report every year.\n\n# Priority issues"),),
        "actions.yaml": (("- id: follow-", f"{more}\n\n- id: follow-"),),
    }
    base, *news = (
        compose(load(changed(tmp_path / str(n), edits)).plan)
        for n, edits in enumerate(({}, australia, indonesia))
    )
    copies = [copy(base, new, by, n) for new, by, n in zip(news, (AUSTRALIA, INDONESIA), (1, 9), strict=True)]
    merged = merge(base, copies)
    assert not merged.findings.conflicts
    document = compilation(base, merged, copies)
    file = write(document, theme())
    assert said(office.rejected(file)) == said(office.updated(write(base, theme())))
    assert said(office.accepted(file)) == said(office.updated(write(accept(document), theme())))


def changed(folder: Path, edits: Mapping[str, Sequence[tuple[str, str]]]) -> Path:
    """The real content with other words."""
    shutil.copytree(ROOT_CONTENT, folder)
    for name, found in edits.items():
        text = (folder / name).read_text("utf-8")
        for old, new in found:
            assert text.count(old) == 1
            text = text.replace(old, new)
        (folder / name).write_text(text, "utf-8")
    return folder
