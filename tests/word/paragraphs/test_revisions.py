"""Tracked changes in the file itself, after the conventions of `workplan/word/paragraphs/revisions.py`."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from lxml import etree
from msgspec.structs import replace

from tests.documents import MOVE, REVISION, came, paragraph, redlined, sample, went
from tests.pairs import pairs
from tests.word.conftest import of
from tests.word.reading import NS, W, bookmarks, find, instructions, value, words, xml
from tests.word.writer.test_valid import faults
from workplan.compare import compare
from workplan.design.theme import theme
from workplan.document.look import BOLD
from workplan.document.tree import (
    Cell,
    Document,
    FormerPlace,
    Frame,
    Heading,
    List,
    ListItem,
    Note,
    NoteReference,
    Paragraph,
    Place,
    Reference,
    Row,
    Table,
    Text,
)
from workplan.word import write

_RUNS = ("ins", "del", "moveFrom", "moveTo")
_CHANGES = (*_RUNS, "rPrChange", "pPrChange", "tblPrChange")
_RANGES = ("moveFromRangeStart", "moveToRangeStart")
PARTS = ("word/document.xml", "word/footnotes.xml")


def body(document: Document) -> etree._Element:
    return find(xml(write(document, theme()), "word/document.xml"), "w:body")[0]


def paragraphs(*lines: Paragraph) -> list[etree._Element]:
    return find(body(of(*lines)), "w:p")


def in_cell(*lines: Paragraph) -> list[etree._Element]:
    head = Row("t.head", (Cell("t.head.1", (paragraph("t.head.1.text", "Head"),)),))
    table = Table("t", "A table", (1.0,), head, (Row("r", (Cell("r.1", lines),)),))
    return find(body(of(table)), "w:tbl/w:tr[2]/w:tc/w:p")


def mark(element: etree._Element) -> list[str]:
    """The changes of a paragraph's mark."""
    return [etree.QName(change).localname for change in find(element, "w:pPr/w:rPr/*")]


def runs(element: etree._Element) -> list[tuple[str, str]]:
    """The words of a paragraph with the change around them."""
    found = []
    for text in element.iter(f"{W}t", f"{W}delText"):
        around = [etree.QName(a).localname for a in text.iterancestors() if etree.QName(a).localname in _RUNS]
        found.append((" ".join(around), text.text or ""))
    return found


def inserted(id: str, *words: str) -> Paragraph:
    return Paragraph(id, tuple(map(came, words)), inserted=REVISION)


def deleted(id: str, *words: str) -> Paragraph:
    return Paragraph(id, tuple(map(went, words)), deleted=REVISION)


def test_words_formatting_and_authors() -> None:
    (one,) = paragraphs(
        Paragraph(
            "p", (Text("a "), went("b"), came("c", look=BOLD), Text("d", inserted=REVISION, deleted=REVISION))
        )
    )
    assert runs(one) == [("", "a "), ("del", "b"), ("ins", "c"), ("del ins", "d")]
    assert [e.tag for e in one.iter(f"{W}delText")] == [f"{W}delText"] * 2
    change = one.find("w:ins", NS)
    assert change is not None
    assert (change.get(f"{W}author"), change.get(f"{W}date")) == ("Harbour Office", "2032-05-04T00:00:00Z")


def test_a_change_without_a_date_has_none() -> None:
    (one,) = paragraphs(Paragraph("p", (came("a", replace(REVISION, date=None)),)))
    assert one.find("w:ins", NS).attrib.keys() == [f"{W}id", f"{W}author"]  # type: ignore[union-attr]


def test_an_author_has_as_many_letters_as_word_takes() -> None:
    """Before, all letters of a long name were written, and the file was not valid."""
    long = replace(REVISION, author="Secretariat of the Working Group on Tides " * 8)
    (one,) = paragraphs(Paragraph("p", (Text("a", inserted=long),)))
    (author,) = (each.get(f"{W}author", "") for each in one.iter(f"{W}ins"))
    assert len(author) <= 255 and author.endswith(" …") and long.author.startswith(author[:-2])


def test_a_line_that_comes_or_goes_has_its_own_mark() -> None:
    found = paragraphs(inserted("a", "A"), deleted("b", "B"), paragraph("c", "C"))
    assert [mark(one) for one in found] == [["ins"], ["del"], []]


def test_the_last_lines_come_from_the_end_of_the_one_before() -> None:
    """Without the shift, LibreOffice leaves an empty paragraph behind, in a cell and at the end."""
    for lay in (paragraphs, in_cell):
        found = lay(paragraph("a", "A"), inserted("b", "B"), inserted("c", "C"))
        assert [mark(one) for one in found] == [["ins"], ["ins"], []]
        assert [runs(one) for one in found] == [[("", "A")], [("ins", "B")], [("ins", "C")]]


def test_the_paragraph_that_is_left_is_what_the_line_that_is_left_was() -> None:
    heading = Heading("h", 1, (Text("H"),))
    found = find(body(of(heading, inserted("p", "P"))), "w:p")
    assert value(found[1], "w:pPr/w:pStyle") == "BodyText"
    assert value(found[1], "w:pPr/w:pPrChange/w:pPr/w:pStyle") == "Heading1"
    found = find(body(of(heading, deleted("p", "P"))), "w:p")
    assert value(found[1], "w:pPr/w:pStyle") == "Heading1"
    assert value(found[1], "w:pPr/w:pPrChange/w:pPr/w:pStyle") == "BodyText"


def test_a_break_that_stands_in_neither_document_is_not_written() -> None:
    (one,) = in_cell(deleted("old", "Old"), inserted("new", "New"))
    assert runs(one) == [("del", "Old"), ("ins", "New")]
    assert mark(one) == []
    assert {"_p_old", "_p_new"} <= set(bookmarks(one))


def test_new_lines_behind_new_words_are_typed_from_there() -> None:
    """Without it, LibreOffice 7.4 joins the two insertions, and rejects the break of "A" with them."""
    found = paragraphs(
        Paragraph("a", (Text("A"), came(" and more"))), inserted("b", "B"), paragraph("c", "C")
    )
    assert [mark(one) for one in found] == [["ins"], [], []]


def test_a_cell_that_is_filled_or_emptied_keeps_its_paragraph() -> None:
    for line, change in ((inserted("p", "P"), "ins"), (deleted("p", "P"), "del")):
        (one,) = in_cell(line)
        assert (mark(one), runs(one)) == ([], [(change, "P")])


def test_words_that_join_the_next_line_have_its_properties() -> None:
    """Word keeps those of the second paragraph, LibreOffice those of the first: both are the same here."""
    heading = Heading("h", 2, (Text("H"),), deleted=REVISION)
    first, second = find(body(of(heading, paragraph("p", "P"))), "w:p")
    assert mark(first) == ["del"]
    assert value(first, "w:pPr/w:pStyle") == value(second, "w:pPr/w:pStyle") == "BodyText"
    assert value(first, "w:pPr/w:pPrChange/w:pPr/w:pStyle") == "Heading2"


def test_an_item_whose_first_line_goes_begins_with_the_next() -> None:
    item = ListItem("i", "1.", (deleted("i.text", "Old"), paragraph("i.2", "Next")))
    first, second = find(body(of(List("l", "decimal", (item,)))), "w:p")
    assert value(first, "w:pPr/w:pStyle") == value(second, "w:pPr/w:pStyle") == "ListNumber"
    assert value(second, "w:pPr/w:pPrChange/w:pPr/w:pStyle") == "ListContinue"
    assert find(second, "w:pPr/w:pPrChange/w:pPr/w:numPr") == []


def test_a_former_place_is_the_whole_of_what_was() -> None:
    frame = Frame("list", "decimal", 1, "item")
    was = FormerPlace(Place("p", frames=(frame,)), REVISION)
    (one,) = paragraphs(replace(paragraph("p", "P"), former=was))
    assert find(one, "w:pPr/w:numPr") == []
    assert value(one, "w:pPr/w:pPrChange/w:pPr/w:pStyle") == "ListNumber"
    assert value(one, "w:pPr/w:pPrChange/w:pPr/w:numPr/w:ilvl") == "0"


def test_the_typed_colon_of_an_appendix_goes_with_it() -> None:
    heading = Heading("a", 1, (went("Annexed"),), "Appendix A:", deleted=REVISION)
    first, _ = find(body(of(heading, paragraph("p", "P"))), "w:p")
    assert runs(first) == [("del", ": "), ("del", "Annexed")]


def test_labels_are_counted_although_both_documents_are_there() -> None:
    items = (
        ListItem("a", "1.", (deleted("a.text", "Gone"),)),
        ListItem("b", "1.", (paragraph("b.text", "Here"),)),
    )
    numbers = {value(p, "w:pPr/w:numPr/w:numId") for p in find(body(of(List("l", "decimal", items))), "w:p")}
    assert len(numbers) == 1
    assert "" not in numbers


def test_references_are_fields_by_the_labels_of_their_documents() -> None:
    items = (
        ListItem("a", "1.", (deleted("a.text", "Gone"),)),
        ListItem("b", "1.", (paragraph("b.text", "Here"),)),
    )
    reference = Reference("b", "1", "number")
    gone = Reference("a", "1", "number", deleted=REVISION)
    stale = Reference("a", "1", "number")
    root = body(
        of(List("l", "decimal", items), Paragraph("p", (reference, Text(", "), gone, Text(", "), stale)))
    )
    assert instructions(root) == [r"REF _p_b \n \h"]
    assert [e.text for e in root.iter(f"{W}delInstrText")] == [r" REF _p_a \n \h "]


def test_references_of_a_note_are_fields_behind_its_marks_alone() -> None:
    """Before, the first one was a field, and LibreOffice put the mark behind it at another place."""
    here = Reference("b", "Here", "title")
    old, new = (Note("note.n", 1, (here, Text(f", {word}, "), here)) for word in ("old", "new"))
    blocks = (
        Heading("b", 1, (Text("Here"),)),
        Paragraph("p", (Text("Words"), NoteReference("note.n", 1))),
    )
    before, after = (replace(of(*blocks), notes=(note,)) for note in (old, new))
    for document, fields in ((after, 2), (compare(before, after, REVISION), 1)):
        footnotes = xml(write(document, theme()), PARTS[1])
        assert instructions(footnotes) == [r"REF _p_b \h"] * fields


def test_a_row_and_its_table() -> None:
    root = body(compare(sample(), replace(sample(), blocks=_without_second_row()), REVISION))
    marked = [row for row in root.iter(f"{W}tr") if row.find("w:trPr/w:del", NS) is not None]
    assert [words(row.find("w:tc", NS)) for row in marked] == [""]  # type: ignore[arg-type]
    assert len(list(marked[0].iter(f"{W}delText"))) > 0


def _without_second_row() -> tuple[object, ...]:
    return tuple(
        replace(block, rows=(block.rows[0], block.rows[2])) if isinstance(block, Table) else block
        for block in sample().blocks
        if block.id != "background.1"
    )


def test_a_move_has_its_ranges_and_is_plain_in_a_note() -> None:
    call = NoteReference("was.note.n", 1, deleted=MOVE)
    there = NoteReference("note.n", 1, inserted=MOVE)
    lines = (
        Paragraph("was.p", (went("Moved", MOVE), call), deleted=MOVE),
        paragraph("q", "Stays"),
        Paragraph("p", (came("Moved", MOVE), there), inserted=MOVE),
        paragraph("r", "Stays too"),
    )
    notes = (
        Note("was.note.n", 1, (went("N", MOVE),), deleted=MOVE),
        Note("note.n", 1, (came("N", MOVE),), inserted=MOVE),
    )
    file = write(replace(of(*lines), notes=notes), theme())
    root, footnotes = (xml(file, name) for name in PARTS)
    assert [
        (etree.QName(e).localname, e.get(f"{W}name")) for e in root.iter(*(f"{W}{r}" for r in _RANGES))
    ] == [
        ("moveFromRangeStart", "move-1"),
        ("moveToRangeStart", "move-1"),
    ]
    assert [mark(p) for p in root.iter(f"{W}p")] == [["moveFrom"], [], ["moveTo"], []]
    assert [etree.QName(e).localname for e in footnotes.iter(*(f"{W}{name}" for name in _RUNS))] == [
        "del",
        "ins",
    ]


def test_every_number_is_unique_and_every_range_ends() -> None:
    _check_numbers(write(redlined(), theme()))


def _check_numbers(file: bytes) -> None:
    roots = [xml(file, name) for name in PARTS]
    names = [f"{W}{name}" for name in (*_CHANGES, *_RANGES, "bookmarkStart")]
    numbers = [e.get(f"{W}id") for root in roots for e in root.iter(*names)]
    assert len(numbers) == len(set(numbers))
    for half in ("From", "To"):
        starts, ends = (
            [e.get(f"{W}id") for e in roots[0].iter(f"{W}move{half}Range{at}")] for at in ("Start", "End")
        )
        assert starts == sorted(set(starts), key=starts.index)
        assert sorted(starts) == sorted(ends)  # type: ignore[type-var]


def test_every_kind_of_mark_is_valid() -> None:
    assert faults(write(redlined(), theme())) == []


def test_no_mark_no_change() -> None:
    roots = (xml(write(compare(sample(), sample(), REVISION), theme()), name) for name in PARTS)
    assert [e for root in roots for e in root.iter(*(f"{W}{name}" for name in _CHANGES))] == []


@pytest.mark.slow
@settings(max_examples=40)
@given(pairs())
def test_any_redline_is_valid_and_the_same_each_time(pair: tuple[Document, Document]) -> None:
    redline = compare(*pair, replace(REVISION, date=datetime(2033, 1, 1, tzinfo=UTC)))
    file = write(redline, theme())
    assert file == write(redline, theme())
    assert faults(file) == []
    _check_numbers(file)
