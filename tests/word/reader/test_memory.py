"""Copies of one document that are read with one memory are read as each by itself."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from copy import deepcopy
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given, settings
from lxml import etree

from bench.given.plans import write_plan
from tests.documents import with_actions
from tests.pairs import pairs
from tests.word.conftest import packed
from tests.word.reader.files import p, r, word_file
from workplan.compare import compare
from workplan.content.load import on_disk
from workplan.design.theme import theme
from workplan.document.composing.compose import compose
from workplan.document.tree import Document, Revision, Table
from workplan.document.walking.shared import Shared
from workplan.opening import open_content
from workplan.word import read, write
from workplan.word.reader import Memory
from workplan.word.reader.text import memory as kept
from workplan.word.reader.text.body import Body
from workplan.word.reader.text.paragraphs import ParagraphReader


@settings(max_examples=6)
@given(pairs())
def test_a_copy_is_read_as_by_itself(pair: tuple[Document, Document]) -> None:
    """What was sent, the same with changes, and what was sent once more."""
    sent, new = pair
    copies = [write(each, theme()) for each in (sent, compare(sent, new, Revision("Ann")), sent)]
    memory = Memory()
    assert [read(copy, sent, memory) for copy in copies] == [read(copy, sent) for copy in copies]


NUMBERED = '<w:pStyle w:val="ListNumber"/>'
FIELD = '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> PAGE </w:instrText></w:r>'


@pytest.mark.parametrize(
    ("body", "other"),
    [
        (p(r("One.")) + p(r("Two.")), p(r("Two.")) + p(r("One."))),
        (p(r("One."), NUMBERED) * 2, p(r("One."), NUMBERED) * 3),
        (p(r("One.")) + p(r("Two.")), p(FIELD) + p(r("One.")) + p(r("Two."))),
        (p(r("One.")), f'<w:bookmarkStart w:id="1" w:name="_p_a"/>{p(r("One."))}<w:bookmarkEnd w:id="1"/>'),
        (p(r("One.", "<w:strike/>")), p(r("Two.")) + p(r("One.", "<w:strike/>"))),
        (p(r("One.")), p(f'<w:commentRangeStart w:id="1"/>{r("Two.")}') + p(r("One."))),
    ],
)
def test_the_same_paragraph_elsewhere(body: str, other: str) -> None:
    """In another place, counted otherwise, in a field, in a bookmark, with something to tell, commented."""
    memory = Memory()
    files = [word_file(body), word_file(other), word_file(body)]
    sent = read(files[0]).document
    assert [read(file, sent, memory) for file in files] == [read(file, sent) for file in files]


def test_a_paragraph_of_several_copies_is_read_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Before, forty copies were read forty times."""
    file = word_file("".join(p(r(f"Paragraph {n}.")) for n in range(20)))
    sent = read(file).document
    times: list[object] = []
    monkeypatch.setattr(ParagraphReader, "_anew", noted(ParagraphReader._anew, times))
    memory = Memory()
    readings = [read(file, sent, memory) for _ in range(5)]
    assert len(times) == 20
    assert all(reading == readings[0] for reading in readings)


def noted(function: Callable[..., object], times: list[object]) -> Callable[..., object]:
    def read(self: ParagraphReader | Body, element: object) -> object:
        times.append(element)
        return function(self, element)

    return read


def test_what_is_kept_has_a_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kept, "_LONGEST", 2_000)
    memory = Memory(left=3_000)
    for n in range(5):
        file = word_file("".join(p(r(f"Copy {n}, paragraph {k}.")) for k in range(5)))
        assert read(file, read(file).document, memory) == read(file, read(file).document)
    assert 0 <= memory.left < 3_000


@settings(max_examples=10)
@given(pairs())
def test_what_is_as_it_was_sent_is_the_very_node(pair: tuple[Document, Document]) -> None:
    sent, new = pair
    found = Shared(sent).in_(new)
    assert found == new
    known = {block.id: block for block in sent.blocks}
    for block in found.blocks:
        was = known.get(block.id)
        assert block is was or block != was
        if isinstance(block, Table) and isinstance(was, Table):
            rows = {row.id: row for row in was.rows}
            assert all(row is rows.get(row.id) or row != rows.get(row.id) for row in block.rows)


W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
Edit = Callable[[etree._Element], object]


def edited(file: bytes, edit: Edit) -> bytes:
    """A Word file whose text somebody edited."""
    with zipfile.ZipFile(BytesIO(file)) as given:
        parts = {name: given.read(name) for name in given.namelist()}
    root = etree.fromstring(parts["word/document.xml"])
    edit(root)
    return packed(parts | {"word/document.xml": etree.tostring(root)})


def rows(root: etree._Element) -> list[etree._Element]:
    return list(root.iter(f"{W}tr"))


def paragraph_of(root: etree._Element, bookmark: str) -> etree._Element:
    (found,) = (start for start in root.iter(f"{W}bookmarkStart") if start.get(f"{W}name") == bookmark)
    return next(found.iterancestors(f"{W}p"))


def columns_moved(root: etree._Element) -> None:
    for row in rows(root):
        row.append(row.findall(f"{W}tc")[0])


def open_field(root: etree._Element) -> None:
    run = etree.SubElement(next(root.iter(f"{W}p")), f"{W}r")
    etree.SubElement(run, f"{W}fldChar", {f"{W}fldCharType": "begin"})


def other_number(root: etree._Element) -> None:
    """A field of the last row shows what an editor typed."""
    for words in rows(root)[-1].iter(f"{W}t"):
        if words.text in set("12345"):
            words.text = "9"


def without(element: etree._Element) -> None:
    parent = element.getparent()
    assert parent is not None
    parent.remove(element)


EDITS: list[Edit] = [
    lambda root: without(paragraph_of(root, "_p_justice")),  # which rows refer to
    lambda root: paragraph_of(root, "_p_justice").addprevious(deepcopy(paragraph_of(root, "_p_justice"))),
    lambda root: rows(root)[2].addnext(deepcopy(rows(root)[2])),
    lambda root: rows(root)[1].addprevious(deepcopy(rows(root)[3])),
    lambda root: rows(root)[1].addprevious(rows(root)[3]),
    lambda root: without(rows(root)[2]),
    lambda root: without(rows(root)[2].findall(f"{W}tc")[1]),
    lambda root: rows(root)[0].append(rows(root)[0].findall(f"{W}tc")[0]),
    columns_moved,
    open_field,
    other_number,
]


@pytest.mark.parametrize("edit", EDITS)
def test_rows_of_a_copy_that_was_edited(edit: Edit, tmp_path: Path) -> None:
    """Rows that are as they were sent, in a copy whose other lines are not: what they refer to is gone or
    counted otherwise, rows are there twice, elsewhere or no more, columns were moved, a field reaches over
    them, a row shows another number."""
    write_plan(tmp_path / "content", 6)
    sent = compose(open_content(on_disk(tmp_path / "content")).plan)
    file = write(sent, theme())
    copies = [file, edited(file, edit), file, edited(file, edit)]
    memory = Memory()
    assert [read(copy, sent, memory) for copy in copies] == [read(copy, sent) for copy in copies]
    assert read(copies[1], sent) != read(file, sent)


def test_a_row_of_several_copies_is_read_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Before, each of a thousand rows was put together, looked at and compared in each of forty copies."""
    sent = with_actions(30)
    file = write(sent, theme())
    times: list[object] = []
    monkeypatch.setattr(Body, "_read_row", noted(Body._read_row, times))
    memory = Memory()
    readings = [read(file, sent, memory) for _ in range(5)]
    assert len(times) < 30 + 5 * 5  # those with notes are read each time, as the headings are
    (table,) = (block for block in sent.blocks if isinstance(block, Table))
    (again,) = (block for block in readings[4].document.blocks if isinstance(block, Table))
    assert sum(row is was for row, was in zip(again.rows, table.rows, strict=True)) > 25
    assert all(reading == readings[0] for reading in readings)
