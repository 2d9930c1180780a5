"""What an author put in and took out again. Before, each was a row, and accepted it left its traces."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from tests.documents import paragraph, sample
from tests.pairs import pairs
from workplan.compare import compare
from workplan.design.theme import theme
from workplan.document.resolving.resolve import resolve
from workplan.document.revisions import accept, is_marked, reject
from workplan.document.tree import (
    Cell,
    Document,
    Note,
    NoteReference,
    Paragraph,
    Revision,
    Row,
    Table,
    Text,
)
from workplan.document.walking.lines import flatten, nested
from workplan.document.walking.runs import normal
from workplan.document.walking.walk import plain, with_inlines
from workplan.review.copy.on_baseline import on_baseline
from workplan.review.copy.withdrawn import without_withdrawn
from workplan.word import read, write

ANN, BEN = Revision("Ann"), Revision("Ben")


def said(document: Document) -> list[str]:
    return [plain(unit.inlines) for unit in flatten(document.blocks) if not isinstance(unit, Table)]


def text(*blocks: Paragraph, notes: tuple[Note, ...] = ()) -> Document:
    return resolve(replace(sample(), blocks=blocks, notes=notes))


BASE = text(paragraph("introduction.1", "Tides rise."), paragraph("introduction.2", "Ships sail."))
FIRST, SECOND = BASE.blocks


def with_blocks(*blocks: object, notes: tuple[Note, ...] = ()) -> Document:
    return replace(BASE, blocks=blocks, notes=notes)  # type: ignore[arg-type]


def both(words: str, one: Revision = ANN, other: Revision = ANN) -> Text:
    return Text(words, inserted=one, deleted=other)


NEW = Paragraph("introduction.3", (both("Not this."),), inserted=ANN, deleted=ANN)
SPLIT = (
    Paragraph("introduction.3", (Text("Tides"),), inserted=ANN, deleted=ANN),
    replace(FIRST, inlines=(Text(" rise."),)),
)
CALL = NoteReference("note.new", 1, inserted=ANN, deleted=ANN)
NOTE = Note("note.new", 1, (both("A note."),), inserted=ANN, deleted=ANN)


@pytest.mark.parametrize(
    "copy",
    [
        with_blocks(replace(FIRST, inlines=(Text("Tides"), both(" always"), Text(" rise."))), SECOND),
        with_blocks(FIRST, NEW, SECOND),
        with_blocks(*SPLIT, SECOND),
        with_blocks(replace(FIRST, inlines=(*FIRST.inlines, CALL)), SECOND, notes=(NOTE,)),
        with_blocks(FIRST, NEW, SECOND, NEW),
    ],
    ids=["words", "a paragraph", "a split", "a note", "paragraphs, one the last"],
)
def test_what_was_withdrawn_is_not_there(copy: Document) -> None:
    found = on_baseline(BASE, copy, "", 1).document
    assert not is_marked(found)
    assert (found.blocks, found.notes) == (BASE.blocks, BASE.notes)
    assert accept(found).blocks == BASE.blocks


def test_the_staff_of_one_member_are_one_author() -> None:
    copy = with_blocks(replace(FIRST, inlines=(*FIRST.inlines, both(" Oh.", ANN, BEN))), SECOND)
    assert not is_marked(on_baseline(BASE, copy, "Fiji", 1).document)
    assert is_marked(on_baseline(BASE, copy, "", 1).document)


def table_of(*rows: Row) -> Document:
    base = sample()
    blocks = (replace(b, rows=(*b.rows, *rows)) if isinstance(b, Table) else b for b in base.blocks)
    return replace(base, blocks=tuple(blocks))


@pytest.mark.parametrize(("by", "stays"), [(ANN, False), (BEN, True)])
def test_a_row_stays_where_somebody_else_typed_into_it(by: Revision, stays: bool) -> None:
    (table,) = (block for block in sample().blocks if isinstance(block, Table))
    cells = [Cell(f"new.{n}", ()) for n, _ in enumerate(table.header.cells)]
    cells[1] = Cell("new.1", (Paragraph("new.1.1", (both("Words", by),), inserted=ANN, deleted=ANN),))
    found = without_withdrawn(table_of(Row("new", tuple(cells), inserted=ANN, deleted=ANN)))
    (left,) = (block for block in found.blocks if isinstance(block, Table))
    assert (left.rows[-1].id == "new") is stays


@settings(max_examples=60)
@given(pairs(), st.data())
def test_nothing_else_of_a_copy_is_touched(pair: tuple[Document, Document], data: st.DataObject) -> None:
    """Of any copy with words that somebody took back, and such that somebody else did; in Word, too."""
    copy = compare(*pair, ANN)
    others = st.sampled_from(((ANN, ANN), (BEN, BEN), (ANN, BEN), (BEN, ANN)))
    by = data.draw(st.lists(others, min_size=4, max_size=4))
    units = list(flatten(copy.blocks))
    for n, (one, other) in enumerate(by):
        at = data.draw(st.integers(0, len(units) - 1))
        unit = units[at]
        if not isinstance(unit, Table) and hasattr(unit, "inlines"):
            more = Text(f" {n}{n}", inserted=one, deleted=other)
            units[at] = replace(unit, inlines=normal((*unit.inlines, more)))
    with_more = replace(copy, blocks=nested(units))
    found = without_withdrawn(with_more)
    assert accept(found) == accept(with_more) == accept(copy)
    assert reject(found) == reject(with_more) == reject(copy)
    left = [
        inline
        for block in found.blocks
        for inline in _inlines(block)
        if inline.inserted and inline.deleted and inline.inserted.author == inline.deleted.author
    ]
    assert not left
    assert without_withdrawn(found) == found
    assert read(write(with_more, theme())).document == with_more


def _inlines(block: object) -> list[Text]:
    found: list[Text] = []

    def take(inline: object) -> object:
        if isinstance(inline, Text):
            found.append(inline)
        return inline

    with_inlines(replace(BASE, blocks=(block,)), take)  # type: ignore[arg-type]
    return found
