"""Rows for the comment matrix: nothing of a copy is left out, and each row says what stands where it says."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from msgspec.structs import replace

from tests.documents import paragraph, sample
from tests.pairs import pairs
from workplan.compare import compare
from workplan.content.words.wording import Wording
from workplan.document.look import BOLD, PLAIN
from workplan.document.resolving.resolve import resolve
from workplan.document.revisions import is_marked, select
from workplan.document.tree import AmendmentNumber as N
from workplan.document.tree import (
    Cell,
    Document,
    Formatting,
    Heading,
    Note,
    NoteReference,
    Paragraph,
    Revision,
    Table,
    Text,
)
from workplan.document.walking.lines import Line, flatten
from workplan.document.walking.runs import normal
from workplan.document.walking.walk import lines
from workplan.review.copy.numbering import tagged
from workplan.review.matrix.rows import marked_words
from workplan.review.merge.conflicts import Conflicts
from workplan.review.rows.amendment import Amendment, Remark
from workplan.review.rows.excerpt import cut, words
from workplan.review.rows.rows import MarkedCopy, amendments
from workplan.review.rows.threads import threads
from workplan.review.rows.touched import OtherBaselineError, spots
from workplan.word.reader import Comment

DATE = datetime(2031, 3, 4, tzinfo=UTC)
THAILAND, AUSTRALIA = Revision("Thailand", DATE), Revision("Australia", DATE)


def rows(base: Document, *copies: MarkedCopy, meetings: Conflicts | None = None) -> tuple[Amendment, ...]:
    return amendments(base, copies, Wording(), {}, meetings)


def copy(base: Document, new: Document, number: int = 1) -> MarkedCopy:
    return MarkedCopy(tagged(compare(base, new, THAILAND), number))


def document(*blocks: Paragraph | Heading, notes: tuple[Note, ...] = ()) -> Document:
    return resolve(replace(sample(), blocks=blocks, notes=notes))


@settings(max_examples=150)
@given(pairs())
def test_every_amendment_has_one_row(pair: tuple[Document, Document]) -> None:
    marked = copy(*pair)
    found = rows(pair[0], marked)
    numbers = {number for spot in spots(marked.document, pair[0]) for number in spot.numbers}
    assert sorted(number for row in found for number in row.revisions) == sorted(numbers)
    assert not is_marked(select(marked.document, lambda revision: revision.amendment not in numbers))
    assert [row.number for row in found] == list(range(1, len(found) + 1))
    assert all(row.place for row in found)


@settings(max_examples=150)
@given(pairs())
def test_the_present_text_stands_in_the_baseline_where_the_row_says(pair: tuple[Document, Document]) -> None:
    base = pair[0]
    known = {line.id: line.inlines for block in base.blocks for line in lines(block)}
    known |= {note.id: note.inlines for note in base.notes}
    for row in rows(base, copy(*pair)):
        if row.extent:
            assert words(cut(known[row.id], *row.extent), new=False) == row.present


LONG = "The first sentence of a long paragraph has nothing that anybody wants to change. " * 4


def test_only_the_sentence_that_is_touched_is_shown() -> None:
    old = document(paragraph("introduction.1", LONG, "Members report yearly. ", LONG))
    new = document(paragraph("introduction.1", LONG, "Members report every year. ", LONG))
    (row,) = rows(old, copy(old, new))
    assert row.present == "Members report yearly."
    assert marked_words(row.proposed) == "Members report [-yearly-][+every year+]."
    assert (row.place, row.kind, row.members, row.date) == (
        "Introduction, paragraph “The first sentence of a long …”",
        "replacement",
        ("Thailand",),
        DATE,
    )
    assert row.extent == (len(LONG), len(LONG) + len(row.present))


def test_other_amendments_of_the_line_are_shown_as_not_made() -> None:
    old = document(paragraph("introduction.1", "We meet in March and report in May."))
    new = document(paragraph("introduction.1", "We meet in June and report in July."))
    first, second = rows(old, copy(old, new))
    assert marked_words(first.proposed) == "We meet in [-March-][+June+] and report in May."
    assert marked_words(second.proposed) == "We meet in March and report in [-May-][+July+]."
    assert first.after == "We meet in June and report in May."


def test_rows_stand_in_the_order_of_what_they_touch() -> None:
    """Without the fix, in the order of the copies: both show the same sentence."""
    old = document(paragraph("introduction.1", "We meet in March and report in May."))
    late = document(paragraph("introduction.1", "We meet in March and report in July."))
    early = document(paragraph("introduction.1", "We gather in March and report in May."))
    assert [row.revisions for row in rows(old, copy(old, late), copy(old, early, 2))] == [
        (N(2, 1),),
        (N(1, 1),),
    ]


def test_a_comment_that_two_copies_have_is_one_row() -> None:
    old = document(paragraph("introduction.1", "We meet in March."))
    one = replace(copy(old, old), comments=(said("Which?", words="March"),), member="Fiji")
    (row,) = rows(old, one, replace(one, member="Tonga"))
    assert (row.members, len(row.thread)) == (("Fiji", "Tonga"), 1)


def amended_actions(status: str = "", **rows: str) -> Document:
    """The sample with a status in its first row."""

    def row(table: Table) -> Table:
        first, *others = table.rows
        cells = (
            *first.cells[:-1],
            Cell(first.cells[-1].id, (Paragraph(f"{first.cells[-1].id}.text", (Text(status),)),)),
        )
        return replace(table, rows=(replace(first, cells=cells), *others))

    found = sample()
    return resolve(replace(found, blocks=tuple(row(b) if isinstance(b, Table) else b for b in found.blocks)))


def of_line(*inlines: Text) -> tuple[Amendment, ...]:
    """The rows of a copy in which a line of two sentences says this."""
    words = tuple(text for text in inlines if not text.inserted)
    base = document(replace(paragraph("introduction.1", "x"), inlines=normal(words)))
    line = replace(paragraph("introduction.1", "x"), inlines=inlines)
    return rows(base, MarkedCopy(tagged(replace(base, blocks=(line,)))))


def test_who_takes_out_what_another_put_in_is_named() -> None:
    """Before, words of one insertion were two rows, of which the one named Thailand alone; rejected, it took
    Australia's words away with it."""
    (row,) = of_line(
        Text("Tides"),
        Text(" always", inserted=AUSTRALIA, deleted=THAILAND),
        Text(" now", inserted=AUSTRALIA),
        Text(" rise."),
    )
    assert row.members == ("Australia", "Thailand")
    assert marked_words(row.proposed) == "Tides[+[- always-]+][+ now+] rise."
    assert row.after == "Tides now rise."


BOLDLY = Text(" boldly", BOLD, Formatting(PLAIN, THAILAND), inserted=AUSTRALIA)


@pytest.mark.parametrize(
    ("inlines", "members"),
    [
        (
            (Text(" a", inserted=AUSTRALIA), Text(" b", inserted=THAILAND), Text(" c", inserted=AUSTRALIA)),
            [("Australia", "Thailand")],
        ),
        (
            (Text(" a", inserted=AUSTRALIA), Text(" b", inserted=AUSTRALIA, deleted=THAILAND)),
            [("Australia", "Thailand")],
        ),
        ((Text(" a", inserted=AUSTRALIA, deleted=THAILAND),), [("Australia", "Thailand")]),
        ((Text(" a", inserted=AUSTRALIA), BOLDLY), [("Australia", "Thailand")]),
        # One beside the other: two proposals.
        ((Text(" a", inserted=AUSTRALIA), Text(" b", inserted=THAILAND)), [("Australia",), ("Thailand",)]),
        (
            (Text(" a", deleted=AUSTRALIA), Text(" b", deleted=THAILAND), Text(" c", deleted=AUSTRALIA)),
            [("Australia",), ("Thailand",), ("Australia",)],
        ),
    ],
)
def test_all_who_had_a_part_in_an_insertion_are_named(
    inlines: tuple[Text, ...], members: list[tuple[str, ...]]
) -> None:
    """Before, each part of an insertion that somebody else typed into was a row of its own."""
    assert [row.members for row in of_line(Text("Tides"), *inlines, Text(" rise."))] == members


def test_whoever_types_into_what_another_puts_in_whole_is_named() -> None:
    """Before, paragraphs and rows had the name of whoever put these in alone."""
    base = document(paragraph("introduction.1", "Tides rise."))
    words = (Text("New ", inserted=AUSTRALIA), Text("and more", inserted=THAILAND))
    added = Paragraph("introduction.2", words, inserted=AUSTRALIA)
    (row,) = rows(base, MarkedCopy(tagged(replace(base, blocks=(*base.blocks, added)))))
    assert row.members == ("Australia", "Thailand")
    (sent,) = rows(base, MarkedCopy(tagged(replace(base, blocks=(*base.blocks, added))), member="Fiji"))
    assert sent.members == ("Fiji",)


def test_places_are_in_words() -> None:
    base, new = sample(), amended_actions("Begun in June")
    (row,) = [row for row in rows(base, copy(base, new)) if "Begun" in row.after]
    assert row.place == "Action 1, status"


def test_what_is_new_stands_after_something() -> None:
    one, two, three = (paragraph(f"introduction.{n}", f"Words number {n}.") for n in (1, 2, 3))
    head = Heading("steps", 1, (Text("Steps"),))
    old = document(one, head, two)
    before = rows(old, copy(old, document(three, one, head, two)))
    after = rows(old, copy(old, document(one, head, two, three)))
    below = rows(old, copy(old, document(one, head, three, two)))
    assert [row.place for row in (*before, *after, *below)] == [
        "Introduction, before paragraph “Words number 1.”",
        "Steps, after paragraph “Words number 2.”",
        "After heading “Steps”",
    ]
    assert {(row.present, row.after, row.extent) for row in before} == {("", "Words number 3.", None)}


def test_a_new_note_is_shown_with_its_call() -> None:
    old = document(paragraph("introduction.1", "Calm seas."))
    called = Paragraph("introduction.1", (Text("Calm seas"), NoteReference("note.calm", 1), Text(".")))
    new = document(called, notes=(Note("note.calm", 1, (Text("Without storms."),)),))
    (row,) = rows(old, copy(old, new))
    assert marked_words(row.proposed) == "Calm seas[+[^new]+].[+ [Without storms.]+]"
    assert (row.kind, row.id) == ("insertion", "introduction.1")


def test_a_copy_of_another_document_is_refused() -> None:
    old = document(paragraph("introduction.1", "Calm seas."))
    with pytest.raises(OtherBaselineError):
        rows(old, MarkedCopy(sample()))


def test_equal_proposals_are_one_row_under_all_names() -> None:
    old = document(paragraph("introduction.1", "We meet in March."))
    new = document(paragraph("introduction.1", "We meet in June."))
    one, other = copy(old, new), replace(copy(old, new, 2), member="Australia")
    (row,) = rows(old, one, other, meetings=Conflicts({N(2, 1): N(1, 1)}))
    assert row.members == ("Thailand", "Australia")
    assert row.revisions == (N(1, 1), N(2, 1))


def test_conflicts_that_hang_together_have_one_letter() -> None:
    old = document(*(paragraph(f"introduction.{n}", f"Members meet {n} times in March.") for n in (1, 2)))
    new = document(*(paragraph(f"introduction.{n}", f"Members meet {n} times in June.") for n in (1, 2)))
    copies = [copy(old, new, number) for number in (1, 2, 3)]
    met = {(N(1, 2), N(2, 2)), (N(1, 1), N(2, 1)), (N(2, 1), N(3, 1))}
    found = rows(old, *copies, meetings=Conflicts(conflicts=met))
    assert [(row.revisions, row.group) for row in found] == [
        ((N(1, 1),), "A"),
        ((N(2, 1),), "A"),
        ((N(3, 1),), "A"),
        ((N(1, 2),), "B"),
        ((N(2, 2),), "B"),
        ((N(3, 2),), ""),
    ]


def said(says: str, about: str = "introduction.1", **more: object) -> Comment:
    return Comment("Malee", "M", DATE, (says,), about, about, **{"words": "", **more})  # type: ignore[arg-type]


def test_a_comment_goes_to_the_amendment_that_it_touches() -> None:
    old = document(paragraph("introduction.1", "We meet in March and report in May."))
    new = document(paragraph("introduction.1", "We meet in June and report in July."))
    comments = (
        said("Too late?", words="Julyreport"),
        said("Why?", words="report in MayJuly"),
        said("No.", parent=1),
    )
    first, second, alone = sorted(
        rows(old, replace(copy(old, new), comments=comments)), key=lambda row: row.kind == "comment"
    )
    assert not first.thread
    assert second.thread == (Remark("Malee", DATE, "Why?"), Remark("Malee", DATE, "No."))
    assert (alone.kind, alone.present, alone.after) == ("comment", old_words(old), old_words(old))


@pytest.mark.parametrize("parents", [(None, 0, 1, 2), (1, 2, 0, 0)])
def test_answers_to_answers_are_of_one_thread(parents: tuple[int | None, ...]) -> None:
    """LibreOffice notes whom each answers, Word who began; a broken file may have a circle."""
    comments = [said(f"{n}", parent=parent) for n, parent in enumerate(parents)]
    (thread,) = threads(comments)
    assert [remark.words for remark in thread.remarks] == ["0", "1", "2", "3"]


def old_words(base: Document) -> str:
    (line,) = (unit for unit in flatten(base.blocks) if isinstance(unit, Line))
    return words(line.inlines, new=False)


def test_a_comment_on_unchanged_words_is_a_row_of_its_own() -> None:
    old = document(paragraph("introduction.1", "We meet in March and report in May."))
    new = document(paragraph("introduction.1", "We meet in March and report in July."))
    comments = (said("Which?", words="March", resolved=True), said("Nowhere", "gone"))
    found = rows(old, replace(copy(old, new), comments=comments))
    row = next(row for row in found if row.present == "March")
    assert (row.kind, row.extent, row.thread) == (
        "comment",
        (11, 16),
        (Remark("Malee", DATE, "Which?", resolved=True),),
    )
    assert marked_words(row.proposed) == row.after == "March"
    assert [row.place for row in found if row.thread and not row.present] == [old.properties.title]
