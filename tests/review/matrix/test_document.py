"""The matrix as a meeting paper, and the disposition log printed behind it."""

from __future__ import annotations

from datetime import date

import page
import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from tests.documents import sample as plan
from tests.links import out_of_reach
from tests.printing import print_pdf
from tests.review.matrix.samples import DIGEST, matrices, sample
from tests.word.writer.test_valid import faults
from workplan.content.files.folder import MemoryFolder
from workplan.content.words.matrix import ENGLISH
from workplan.design.theme import theme
from workplan.document.tree import Document, Heading, Link, NoteReference, Revision, Table, Text
from workplan.document.walking.walk import lines, plain
from workplan.review.matrix import Besides, Matrix, as_document, as_yaml
from workplan.review.matrix.document import in_landscape
from workplan.review.matrix.rows import spans
from workplan.review.record.log import FILE, added, entries, log_of, noted
from workplan.review.record.table import record
from workplan.review.rows.amendment import Remark
from workplan.word import write
from workplan.word.reader import read

DAY = date(2031, 6, 1)


HEAD = {"organisation": "The Tide Process", "group": "Working Group on Tides", "day": "25 March 2031"}
BESIDES = (Besides("Fiji: a picture is left out.", "Fiji.docx: a picture is left out (content/plan.md:3)."),)


def said(document: Document) -> list[str]:
    return [plain(line.inlines) for block in document.blocks for line in lines(block)]


def paper() -> Document:
    """With all that a paper can have."""
    copies = ("Australia (3 amendments)", "Fiji (no change and no comment)")
    matrix = replace(sample(), besides=BESIDES, copies=copies)
    document = as_document(replace(matrix, **HEAD), plan())
    log = entries(matrix.amendments, DIGEST, DAY)
    return in_landscape(replace(document, blocks=(*document.blocks, *record(log, ENGLISH))))


@given(matrices(st.sampled_from(["a", "=1+1", "ภาษาไทย ", "لا ", "a & <b>"])))
def test_every_row_is_in_the_table_and_the_word_file_reads_back(matrix: Matrix) -> None:
    document = as_document(replace(matrix, title="Forward Work Plan", edition="2031.1"), plan())
    [table] = (block for block in document.blocks if isinstance(block, Table))
    assert [row.id for row in table.rows] == [f"amendment-{a.number}" for a in matrix.amendments]
    assert read(write(document, theme())).document == document


def test_the_proposed_words_keep_their_marks() -> None:
    [table] = (block for block in as_document(sample(), plan()).blocks if isinstance(block, Table))
    deleted, inserted = table.rows[0].cells[2].blocks[0].inlines[1:3]
    assert deleted.deleted and plain((deleted,)) == "members"
    assert inserted.inserted and plain((inserted,)) == "Member States"


def test_what_is_in_no_row_and_what_was_decided_stand_behind_the_table() -> None:
    headings = [plain(b.inlines) for b in paper().blocks if isinstance(b, Heading)]
    assert headings == ["Comment matrix", "Not in any row", "Decisions so far"]
    assert "Fiji: a picture is left out." in said(paper())
    came = "Copies received from Australia (3 amendments); Fiji (no change and no comment)."
    assert came in said(paper())
    assert said(paper()).count("2031-06-01") == 3


def test_the_call_of_a_new_note_has_no_number() -> None:
    """Without the fix, it was [0]."""
    call = NoteReference("note.new", 0, inserted=Revision("Fiji"))
    (row,) = replace(sample(), amendments=sample().amendments[:1]).amendments
    matrix = replace(sample(), amendments=(replace(row, proposed=(Text("Calm seas"), call)),))
    assert "Calm seas[new]" in said(as_document(matrix, plan()))


def test_the_paper_is_one_for_a_meeting() -> None:
    """Before, it was upright, began with the plan's title, named the lines of files, and said "insertion"."""
    document = paper()
    assert document.layout.landscape == tuple(block.id for block in document.blocks)
    assert said(document)[:5] == [*list(HEAD.values())[:2], sample().title, HEAD["day"], "Comment matrix"]
    words = "\n".join(said(document))
    assert "Added" in words and "insertion" not in words
    assert ".md" not in words and ".yaml" not in words and ".docx" not in words


def test_a_column_of_which_no_row_says_anything_is_left_out() -> None:
    """Before, a meeting that had decided nothing had an empty column."""
    bare = tuple(
        replace(row, kind="move", thread=(), disposition="", amended="", remark="")
        for row in sample().amendments
    )
    for rows, headings in ((sample().amendments, 5), (bare, 3), ((), 3)):
        [table] = (
            b for b in as_document(replace(sample(), amendments=rows), plan()).blocks if isinstance(b, Table)
        )
        assert len(table.header.cells) == len(table.widths) == headings
        assert {len(row.cells) for row in table.rows} <= {headings}
        assert sum(table.widths) == pytest.approx(1)


def test_a_draft_is_not_called_an_edition() -> None:
    """Before, the paper on a later draft was "on edition 2031"."""
    of_draft = replace(sample(), draft=True, edition="draft after 2031, fingerprint 1a2b3c4d")
    assert any(
        "on the text “draft after 2031, fingerprint 1a2b3c4d”" in line
        for line in said(as_document(of_draft, plan()))
    )


@pytest.mark.slow
def test_the_paper_is_valid_in_pdf_and_word() -> None:
    pdf = print_pdf(paper())
    for profile in ("ua1", "3a"):
        failures = page.validate_pdf_bytes(pdf, profile=profile).failures
        assert [failure.message for failure in failures] == []
    assert out_of_reach(pdf) == []
    assert faults(write(paper(), theme())) == []


def test_the_log_fills_in_what_was_decided() -> None:
    content = MemoryFolder({FILE: added("", entries(sample().amendments, DIGEST, DAY)).encode()}, "content")
    undecided = tuple(replace(a, disposition="", amended="", remark="") for a in sample().amendments)
    found = noted(replace(sample(), amendments=undecided), log_of(content))
    assert [a.disposition for a in found.amendments] == ["", "", "amend", "reject", "note"]
    assert found.amendments[4].remark == "Taken up in 2032"


@pytest.mark.parametrize("other", [{"digest": "cd" * 32}, {"amendments": sample().amendments[:1]}])
def test_a_decision_on_another_matrix_fills_in_nothing(other: dict[str, object]) -> None:
    log = added("", entries(sample().amendments[2:3], DIGEST, DAY))
    content = MemoryFolder({FILE: log.encode()}, "content")
    changed = replace(sample(), **other)
    assert noted(changed, log_of(content)) == changed


def test_there_is_no_log_at_first() -> None:
    assert log_of(MemoryFolder({}, "content")) == ()
    assert record((), ENGLISH) == ()


def test_the_word_file_reads_back_with_marks_of_every_kind() -> None:
    assert read(write(paper(), theme())).document == paper()


def test_the_record_tells_where_something_was_to_go_and_what_was_said_about_it() -> None:
    """Without the fix, the log had the words alone: those of a move and of a comment are as they were."""
    move = replace(
        sample().amendments[2],
        kind="move",
        how="to: After action 2",
        thread=(Remark("Ann", None, "Why not first?"),),
    )
    found = tuple(entries([move], DIGEST, DAY))
    assert log_of(MemoryFolder({FILE: added("", found).encode()}, "content")) == found
    told = [plain(line.inlines) for block in record(found, ENGLISH) for line in lines(block)]
    assert {"Moved; to: After action 2", "Ann: Why not first?"} <= {*told}


def test_what_words_cannot_show_stands_in_the_widest_column() -> None:
    """Without the fix, what the content says by now filled half a page of the narrow first one."""
    how = "the content has been changed here since, and says: “Two”"
    row = replace(sample().amendments[2], number=1, how=how)
    document = as_document(replace(sample(), amendments=(row,)), plan())
    (table,) = (block for block in document.blocks if isinstance(block, Table))
    told = [[plain(line.inlines) for line in cell.blocks] for cell in table.rows[0].cells]
    assert how in told[2]
    assert "Added" in told[0]


def test_where_a_link_leads_that_comes_or_goes_is_shown() -> None:
    """Before, a link to another address was the same words, struck and underlined."""
    (row, *_) = sample().amendments
    old, new = (
        Link(f"https://example.org/{where}", (Text("the portal", **{mark: Revision("Fiji")}),))
        for where, mark in (("old", "deleted"), ("new", "inserted"))
    )
    stays = Link("https://example.org/stays", (Text("our site"),))
    matrix = replace(sample(), amendments=(replace(row, proposed=(stays, Text(" and "), old, new)),))
    words = "the portal <https://example.org/old>", "the portal <https://example.org/new>"
    assert f"our site and {words[0]}{words[1]}" in said(as_document(matrix, plan()))
    assert f"our site and [-{words[0]}-][+{words[1]}+]" in as_yaml(matrix)
    (proposed,) = (row.proposed for row in matrix.amendments)
    assert "".join(span.text for span in spans(proposed, targets=True)).endswith(words[1])
