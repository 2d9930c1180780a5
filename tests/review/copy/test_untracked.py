"""Untracked edits: found where they were made; none in a file that nobody edited."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from lxml import etree
from lxml.etree import _Element
from msgspec.structs import replace

from tests.documents import sample
from tests.editors.marks import nodes
from tests.editors.test_libreoffice import plan
from tests.editors.word_saves import as_word_saves, entries
from tests.libreoffice import Office
from tests.pairs import pairs
from tests.strategies import documents
from tests.word.conftest import packed
from workplan.compare import compare
from workplan.design.theme import theme
from workplan.document.revisions import accept, reject, said
from workplan.document.tree import Block, Document, Inline, Link, Revision, Text
from workplan.document.walking.walk import lines, map_inlines, map_lines
from workplan.review.copy.untracked import before_tracking, edits
from workplan.word import write
from workplan.word.file.bookmarks import bookmark
from workplan.word.reader import Reading, read

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
WHO = "unknown hand"
ANN = Revision("Ann Other")


def untracked(base: Document, reading: Reading, author: str) -> Document | None:
    """The edits in a file that it does not mark."""
    return edits(base, before_tracking(base, reading.document), author)


def _begins_with_words(inlines: tuple[Inline, ...]) -> bool:
    return bool(inlines) and isinstance(inlines[0], Text)


def _reworded(id: str, words: str) -> Document:
    """The sample with other words on one line."""
    return replace(sample(), blocks=tuple(_with_words(block, id, words) for block in sample().blocks))


def _with_words(block: Block, id: str, words: str) -> Block:
    ids = (line.id for line in lines(block))
    return map_lines(block, lambda inlines: (Text(words),) if next(ids) == id else inlines)


def _linked(href: str) -> Document:
    def change(inline: Inline) -> Inline:
        return replace(inline, href=href) if isinstance(inline, Link) else inline

    return replace(sample(), blocks=tuple(map_inlines(block, change) for block in sample().blocks))


@settings(max_examples=30)
@given(pair=pairs(), seed=st.integers(0, 2**32))
def test_tracked_changes_are_none(pair: tuple[Document, Document], seed: int) -> None:
    old, new = pair
    file = as_word_saves(write(compare(old, new, ANN), theme()), seed)
    assert untracked(old, read(file), WHO) is None


@settings(max_examples=30)
@given(document=documents(), data=st.data())
def test_a_word_changed_in_the_xml_is_found_on_its_line(document: Document, data: st.DataObject) -> None:
    """Beside a tracked change elsewhere or not, in the paragraph of the file that has the line's bookmark."""
    ids = [line.id for block in document.blocks for line in lines(block) if _begins_with_words(line.inlines)]
    assume(ids)
    id = data.draw(st.sampled_from(ids))
    file = changed(write(document, theme()), lambda root: typed(root, id, "zq"))
    found = untracked(document, read(file), WHO)
    assert found is not None
    assert reject(found) == document
    assert {said(name) for name, words in nodes(found).items() if WHO in words} == {id}
    assert "zq" in nodes(accept(found))[id]


def test_they_are_told_from_tracked_ones() -> None:
    """In one line, one change with its mark and one without."""
    new = _reworded("background.history.1", "ภาษาไทย, Tiếng Việt and Latin are names of languages.")
    file = changed(
        write(compare(sample(), new, ANN), theme()), lambda root: typed(root, "background.history.1", "zq")
    )
    found = untracked(sample(), read(file), WHO)
    assert found is not None
    assert nodes(found)["background.history.1"].count("{") == 1  # a Latin word behind a Thai one
    assert "Latin" not in nodes(found)["background.history.1"]


def _paragraph_gone(root: _Element) -> None:
    of(root, "introduction.1").clear()


def _bold(root: _Element) -> None:
    run = next(of(root, "storms.text").iter(_W + "r"))
    properties = run.find(_W + "rPr")
    if properties is None:
        properties = etree.Element(_W + "rPr")
        run.insert(0, properties)
    etree.SubElement(properties, _W + "b")


def _row_gone(root: _Element) -> None:
    row = next(of(root, "measure-2.action.text").iterancestors(_W + "tr"))
    parent = row.getparent()
    assert parent is not None
    parent.remove(row)


EDITS: dict[str, tuple[Callable[[_Element], None], set[str]]] = {
    "a paragraph deleted": (_paragraph_gone, {"introduction.1"}),
    "words made bold": (_bold, {"storms.text"}),
    # where it was referred to, its number is a mere word now
    "a row deleted": (_row_gone, {"measure-2", "measure-2.action.text", "background.1"}),
}


@pytest.mark.parametrize("name", EDITS)
def test_edits_without_marks(name: str) -> None:
    edit, expected = EDITS[name]
    found = untracked(sample(), read(changed(write(sample(), theme()), edit)), WHO)
    assert found is not None
    assert {said(id) for id, words in nodes(found).items() if WHO in words} == expected


NO_EDITS: dict[str, tuple[Document, Document]] = {
    "other spaces": (sample(), _reworded("storms.text", 'Storms  <at>\t"sea" &  shore.')),
    "a slash behind a host": (_linked("https://example.org"), _linked("https://example.org/")),
    "other properties": (
        sample(),
        replace(sample(), properties=replace(sample().properties, running_head="Other", title="Other")),
    ),
    "another form of a letter": (
        _reworded("storms.text", "caf\u00e9"),
        _reworded("storms.text", "cafe\u0301"),
    ),
}


@pytest.mark.parametrize("name", NO_EDITS)
def test_what_is_no_edit(name: str) -> None:
    sent, found = NO_EDITS[name]
    assert found != sent
    assert untracked(sent, Reading(found, (), (), ours=True), WHO) is None


def test_another_address_of_a_link_is_an_edit() -> None:
    reading = Reading(_linked("https://example.org/b"), (), (), ours=True)
    assert untracked(_linked("https://example.org/a"), reading, WHO) is not None


@pytest.mark.slow
class TestLibreOffice:
    @settings(max_examples=10)
    @given(document=documents())
    def test_a_document_that_was_only_saved_has_none(self, office: Office, document: Document) -> None:
        assert untracked(document, read(office.saved(write(document, theme()))), WHO) is None

    def test_the_real_plan_that_was_only_saved_has_none(self, office: Office) -> None:
        assert untracked(plan(), read(office.saved(write(plan(), theme()))), WHO) is None

    def test_levels_which_it_does_not_track_are_found(self, office: Office) -> None:
        edited = office.edited(write(sample(), theme()), ("Ann Other", "level", "Storms", -1))
        found = untracked(sample(), read(edited), WHO)
        assert found is not None
        (line,) = (
            line
            for block in found.blocks
            for line in lines(block)
            if line.former and line.former.revision.author == WHO
        )
        assert line.id == "storms.text"
        assert reject(found) == sample()


def changed(file: bytes, edit: Callable[[_Element], None]) -> bytes:
    """The file with its document's XML changed by hand."""
    parts = entries(file)
    root = etree.fromstring(parts["word/document.xml"])
    edit(root)
    parts["word/document.xml"] = etree.tostring(root, encoding="UTF-8", standalone=True)
    return packed(parts)


def of(root: _Element, id: str) -> _Element:
    """The paragraph with the bookmark of a line."""
    (start,) = (b for b in root.iter(_W + "bookmarkStart") if b.get(_W + "name") == bookmark(id))
    return next(start.iterancestors(_W + "p"))


def typed(root: _Element, id: str, words: str) -> None:
    """Type the words into the first text behind the bookmark of a line."""
    text = next(
        text
        for start in of(root, id).iter(_W + "bookmarkStart")
        if start.get(_W + "name") == bookmark(id)
        for run in start.itersiblings(_W + "r")
        for text in run.iter(_W + "t")
    )
    text.text = f"{text.text}{words}"
    text.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
