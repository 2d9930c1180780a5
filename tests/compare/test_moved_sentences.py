"""Sentences and calls of notes that stand elsewhere: what a redline shows of them."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from tests.compare.reading import marked
from tests.documents import sample
from workplan.compare import compare
from workplan.design.theme import theme
from workplan.document.resolving.resolve import resolve
from workplan.document.revisions import accept, reject
from workplan.document.tree import Document, Inline, Note, NoteReference, Paragraph, Revision, Text
from workplan.document.walking.walk import lines
from workplan.word import write
from workplan.word.reader import read

EDITOR = Revision("Secretariat")

ANNUAL = "The Working Group will meet once a year in Bali. "
REPORT = "Its Co-Chairs report to Senior Officials in writing. "
STATES = "States may ask the Secretariat for technical assistance. "
VICTIMS = "Victims of trafficking are never punished for what they were forced to do. "


def document(*paragraphs: str | tuple[Inline, ...], notes: tuple[Note, ...] = ()) -> Document:
    lines = [(Text(said.strip()),) if isinstance(said, str) else said for said in paragraphs]
    blocks = tuple(Paragraph(f"introduction.{n}", line) for n, line in enumerate(lines, 1))
    return resolve(replace(sample(), blocks=blocks, notes=notes))


def redlined(old: Document, new: Document) -> Document:
    found = compare(old, new, EDITOR)
    assert accept(found) == new
    assert reject(found) == old
    return found


def shown(old: Document, new: Document) -> list[str]:
    return [marked(line.inlines) for block in redlined(old, new).blocks for line in lines(block)]


def test_two_sentences_that_changed_places() -> None:
    """Before, a longest run of equal words stayed, and the other sentence was told as removed and added."""
    assert shown(document(ANNUAL + REPORT + STATES), document(REPORT + ANNUAL + STATES)) == [
        f"[-m:{ANNUAL}-]{REPORT}[+m:{ANNUAL}+]{STATES.strip()}"
    ]


def test_a_sentence_that_went_to_another_paragraph() -> None:
    """Before, it was removed from one paragraph and added to the other."""
    assert shown(
        document(ANNUAL + REPORT, STATES + VICTIMS), document(ANNUAL, STATES + REPORT + VICTIMS)
    ) == [
        f"{ANNUAL.strip()}[- -][-m:{REPORT.strip()}-]",
        f"{STATES}[+m:{REPORT.strip()}+][+ +]{VICTIMS.strip()}",
    ]


def test_a_sentence_that_moved_and_changed() -> None:
    changed = REPORT.replace("in writing", "orally")
    assert shown(
        document(ANNUAL + REPORT, STATES + VICTIMS), document(ANNUAL, STATES + changed + VICTIMS)
    ) == [
        f"{ANNUAL.strip()}[- -][-m:Its Co-Chairs report to Senior Officials -][-in writing-][-m:.-]",
        f"{STATES}[+m:Its Co-Chairs report to Senior Officials +][+orally+][+m:.+][+ +]{VICTIMS.strip()}",
    ]


def test_two_sentences_that_went_together_are_one_move() -> None:
    found = redlined(document(ANNUAL + REPORT + STATES, VICTIMS), document(STATES, VICTIMS + ANNUAL + REPORT))
    moves = [
        inline.deleted.move
        for block in found.blocks
        for line in lines(block)
        for inline in line.inlines
        if isinstance(inline, Text) and inline.deleted
    ]
    assert [move for move in moves if move] == ["move1"]


def test_a_sentence_that_stands_twice_is_not_guessed_at() -> None:
    assert shown(document(ANNUAL + REPORT + ANNUAL), document(REPORT + ANNUAL)) == [
        f"[-{ANNUAL}-]{REPORT}{ANNUAL.strip()}"
    ]


def test_a_new_sentence_is_marked_whole() -> None:
    """Before, "will" and "Secretariat" tied the new sentence to its neighbours."""
    new = "The Secretariat will invite all members to its meetings. "
    assert shown(document(ANNUAL + STATES), document(ANNUAL + new + STATES)) == [
        f"{ANNUAL}[+{new}+]{STATES.strip()}"
    ]


def test_a_sentence_made_two() -> None:
    old = "Officers check all documents at borders and they report forged ones to the Office."
    new = "Officers check all documents at borders. They report forged ones to the Office."
    assert shown(document(ANNUAL + old), document(ANNUAL + new)) == [
        f"{ANNUAL}Officers check all documents at borders[- and they-][+. They+]"
        " report forged ones to the Office."
    ]


def test_the_call_of_a_note_that_moved() -> None:
    """Before, ten words were struck and inserted around it, or note and words told as new."""
    words = "welcomed the report of the Co-Chairs on all of the work"
    call = NoteReference("note.1", 1)
    note = Note("note.1", 1, (Text("Document WP/3."),))
    old = document((Text("The Meeting"), call, Text(f" {words} in 2021.")), notes=(note,))
    new = document((Text(f"The Meeting {words} in 2021"), call, Text(".")), notes=(note,))
    assert shown(old, new) == [f"The Meeting[-m:^1-] {words} in 2021[+m:^1+]."]
    assert [marked(note.inlines) for note in redlined(old, new).notes] == [
        "[-m:Document WP/3.-]",
        "[+m:Document WP/3.+]",
    ]


def test_a_note_that_moved_and_changed() -> None:
    call = NoteReference("note.1", 1)
    old = document(
        (Text("The Meeting"), call, Text(" welcomed the report.")),
        notes=(Note("note.1", 1, (Text("Document WP/3 of 2021."),)),),
    )
    new = document(
        (Text("The Meeting welcomed the report"), call, Text(".")),
        notes=(Note("note.1", 1, (Text("Document WP/3 of 2022."),)),),
    )
    assert [marked(note.inlines) for note in redlined(old, new).notes] == [
        "[-m:Document WP/3 of 2021.-]",
        "[+m:Document WP/3 of 2022.+]",
    ]


#: Documents before and after, for tests of the formats.
MOVED = {
    "within a paragraph": (document(ANNUAL + REPORT + STATES), document(REPORT + ANNUAL + STATES)),
    "to another paragraph, and changed": (
        document(ANNUAL + REPORT, STATES + VICTIMS),
        document(ANNUAL, STATES + REPORT.replace("in writing", "orally") + VICTIMS),
    ),
    "two together, to the end": (
        document(ANNUAL + REPORT + STATES, VICTIMS),
        document(STATES, VICTIMS + ANNUAL + REPORT),
    ),
    # Before, 15 letters of Chinese were too few to be a sentence that moves.
    "in Chinese": (
        document("太平洋成员每年三月召开全体会议。各办公室提交年度工作报告。计划得到审查。"),
        document("各办公室提交年度工作报告。计划得到审查。太平洋成员每年三月召开全体会议。"),
    ),
    "all of a paragraph": (document(ANNUAL, STATES, VICTIMS), document(STATES + ANNUAL, VICTIMS)),
}


@pytest.mark.parametrize("moved", MOVED)
def test_word_knows_them_as_moves(moved: str) -> None:
    old, new = MOVED[moved]
    redline = compare(old, new, EDITOR)
    assert "[-m:" in "".join(marked(line.inlines) for block in redline.blocks for line in lines(block))
    assert read(write(redline, theme())).document == redline
