"""Rows that an editor cut and pasted in Word."""

from __future__ import annotations

import pytest

from tests.contents import ROOT_CONTENT
from tests.writeback.in_word import WordFileEditor
from workplan.content.load import load
from workplan.design.theme import theme
from workplan.document.composing.compose import compose
from workplan.document.revisions import accept, reject
from workplan.document.tree import AmendmentNumber, Document, Table
from workplan.review.copy.on_baseline import on_baseline
from workplan.review.edits.marks import marks
from workplan.word import write
from workplan.word.reader import read


@pytest.fixture(scope="module")
def base() -> Document:
    return compose(load(ROOT_CONTENT).plan)


def ids(document: Document) -> list[str]:
    (table,) = (block for block in document.blocks if isinstance(block, Table))
    return [row.id for row in table.rows]


@pytest.mark.parametrize(("row", "after"), [(9, 1), (0, 3), (2, 10)])
def test_a_pasted_row_moved_and_keeps_its_id(row: int, after: int, base: Document) -> None:
    """Without the fix, one amendment took it out and another put a new one in."""
    editor = WordFileEditor(write(base, theme()))
    rows = editor.rows()
    editor.move_row(rows[row], rows[after])
    found = on_baseline(base, read(editor.saved()).document, "Fiji", 1).document
    assert {(mark.amendment, bool(mark.move)) for _, mark in marks(found)} == {(AmendmentNumber(1, 1), True)}
    rejected = reject(found)
    assert (rejected.blocks, rejected.notes) == (base.blocks, base.notes)
    wanted = [id for n, id in enumerate(ids(base)) if n != row]
    wanted.insert(wanted.index(ids(base)[after]) + 1, ids(base)[row])
    assert ids(accept(found)) == wanted


def test_a_row_with_other_words_is_another(base: Document) -> None:
    editor = WordFileEditor(write(base, theme()))
    rows = editor.rows()
    editor.type_row(rows[1], ["Include civil society in all activities (linked priority 5)", "", ""])
    editor.strike_row(rows[9])
    found = on_baseline(base, read(editor.saved()).document, "Fiji", 1).document
    assert {mark.amendment for _, mark in marks(found)} == {AmendmentNumber(1, 1), AmendmentNumber(1, 2)}
    assert not any(mark.move for _, mark in marks(found))
