"""Copies in which somebody typed with change tracking off, as changes to what was sent."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.documents import sample
from tests.pairs import amended
from tests.review.test_merging import _as_copied
from tests.review.test_untracked import _reworded, changed, typed
from tests.strategies import documents
from workplan.compare import compare
from workplan.document.resolve import resolve
from workplan.document.revisions import accept, reject, select
from workplan.document.tree import Document, Inline, Reference, Revision, Text
from workplan.document.walk import lines, map_inlines, plain
from workplan.review.marks import marks
from workplan.review.rebase import on_baseline
from workplan.theme import theme
from workplan.word import write
from workplan.word.reader import read

ANN = Revision("Ann Other")


@st.composite
def edited(draw: st.DrawFn) -> tuple[Document, Document, Document]:
    """What was sent, the same after edits with tracking off, and then after others."""
    base = draw(documents())
    before = draw(amended(base, most=2))
    return base, before, draw(amended(before, most=2))


@settings(max_examples=60)
@given(edited())
def test_both_are_changes_to_what_was_sent(found: tuple[Document, Document, Document]) -> None:
    base, before, new = found
    result = on_baseline(base, compare(before, new, ANN), "", 1)
    both = result.document
    assert (reject(both).blocks, reject(both).notes) == (base.blocks, base.notes)
    accepted = accept(both)
    assert _as_copied((accepted.blocks, accepted.notes)) == _as_copied((new.blocks, new.notes))
    off = accept(select(both, lambda revision: revision.amendment in result.untracked))
    assert _without_looks(off) == _without_looks(before)


def _without_looks(document: Document) -> object:
    """The document without bold and italic: of letters that were formatted twice, the tracked way is told."""

    def plainly(inline: Inline) -> Inline:
        return replace(inline, bold=False, italic=False) if isinstance(inline, Text | Reference) else inline

    found = resolve(replace(document, blocks=tuple(map_inlines(b, plainly) for b in document.blocks)))
    return _as_copied((found.blocks, [plain(note.inlines) for note in found.notes]))


@settings(max_examples=60)
@given(edited())
def test_authors_are_those_who_tracked(found: tuple[Document, Document, Document]) -> None:
    """Without the fix, an untracked edit in a line with a tracked one was its author's."""
    base, before, new = found
    result = on_baseline(base, compare(before, new, ANN), "", 1)
    tracked = {mark.author for _, mark in marks(result.document) if mark.amendment not in result.untracked}
    off = {mark.author for _, mark in marks(result.document) if mark.amendment in result.untracked}
    assert tracked <= {"Ann Other"}
    assert off <= {""}


def test_two_edits_of_one_line_are_told_apart() -> None:
    new = _reworded("background.history.1", "ภาษาไทย, Tiếng Việt and Latin are names of languages.")
    marked = write(compare(sample(), new, ANN), theme())
    file = changed(marked, lambda root: typed(root, "background.history.1", "zq"))
    found = on_baseline(sample(), read(file).document, "", 1)
    by = {mark.author: mark.amendment for _, mark in marks(found.document)}
    assert by.keys() == {"", "Ann Other"}
    assert by[""] in found.untracked
    assert by["Ann Other"] not in found.untracked
    off = accept(select(found.document, lambda revision: revision.amendment in found.untracked))
    (words,) = (
        plain(line.inlines)
        for block in off.blocks
        for line in lines(block)
        if line.id == "background.history.1"
    )
    assert words == "ภาษาไทยzq, Tiếng Việt and العربية are names of languages."
