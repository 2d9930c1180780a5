"""Copies from editors that keep no bookmarks: what was sent is told by its words, and nothing is made up."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from lxml import etree
from lxml.etree import _Element

from tests.documents import sample
from tests.editors.word_saves import entries
from tests.word.conftest import packed
from workplan.content.words.wording import Wording
from workplan.design.theme import theme
from workplan.document.composing.compose import compose
from workplan.document.tree import Document
from workplan.opening import open_content
from workplan.review.consolidate import Copy, consolidate
from workplan.review.rows.amendment import Amendment
from workplan.word import write
from workplan.word.file.xml import w
from workplan.word.reader import read

CONTENT = Path(__file__).parents[3] / "content"


def plan() -> Document:
    return compose(open_content(CONTENT).plan)


def rows(
    base: Document, change: Callable[[_Element], None], *, outline: bool = True
) -> tuple[Amendment, ...]:
    """What a review finds in a copy without bookmarks in which somebody made a change."""
    parts = entries(write(base, theme()))
    root = etree.fromstring(parts["word/document.xml"])
    for mark in list(root.iter(w("bookmarkStart"), w("bookmarkEnd"))):
        mark.getparent().remove(mark)  # type: ignore[union-attr]
    change(root)
    parts["word/document.xml"] = etree.tostring(root)
    if not outline:
        parts["customXml/item1.xml"] = b"<gone/>"
    found = consolidate(base, base, [Copy("copy.docx", "Australia", read(packed(parts)))])
    return found.rows(Wording(), {})


def nothing(_root: _Element) -> None:
    pass


@pytest.mark.parametrize("outline", [True, False])
@pytest.mark.parametrize("document", [sample, plan])
def test_what_was_only_saved_is_not_amended(document: Callable[[], Document], outline: bool) -> None:
    """Every heading, priority and row without its bookmark was "put on another level", or went and came."""
    assert rows(document(), nothing, outline=outline) == ()


def typed(root: _Element) -> None:
    found = next(text for text in root.iter(w("t")) if "fishing industry" in (text.text or ""))
    found.text = (found.text or "").replace("fishing industry", "fishing and farming industry")


def test_what_was_typed_is_found_where_it_belongs() -> None:
    """And nowhere else: the line's reference, which is words now, is a row of its own."""
    found = rows(plan(), typed)
    assert {(row.id, row.members) for row in found} == {("supply-chain-guidance.action.text", ("Australia",))}
    assert "farming" in found[0].after


def tracked(root: _Element) -> None:
    text = next(text for text in root.iter(w("t")) if "fishing industry" in (text.text or ""))
    run = text.getparent()
    assert run is not None
    came = etree.Element(w("ins"), {w("id"): "901", w("author"): "Ann"})
    etree.SubElement(etree.SubElement(came, w("r")), w("t")).text = "indeed"
    run.addnext(came)


def test_what_was_tracked_is_found_where_it_belongs() -> None:
    (row,) = rows(plan(), tracked)
    assert row.id == "supply-chain-guidance.action.text"
    assert "indeed" in row.after
