"""Edits made with a real editor: LibreOffice, change tracking on, two authors; what our reader makes of them.

Each test asks the same: does the edit stand on the node that it was made on, in its author's name; is the
text after all changes the one that LibreOffice itself reads; is the text before them what was sent.

LibreOffice 7.4 does not track the level of a list item (it writes no w:pPrChange): that is an untracked edit,
which `workplan.review.copy.untracked` finds. It has no answers to comments in DOCX (see `office_edits`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

import pytest

from tests.documents import sample
from tests.editors.marks import changes
from tests.libreoffice import Office
from tests.test_cli import ROOT
from workplan.build.prepare import prepare
from workplan.design.theme import theme
from workplan.document.printing.unbroken import NO_BREAK, unbroken
from workplan.document.revisions import accept, reject
from workplan.document.tree import Block, Document, Inline, List, NoteReference, Text
from workplan.document.walking.walk import lines, map_inlines, map_lines, plain
from workplan.word import write
from workplan.word.reader import read

pytestmark = pytest.mark.slow

ANN, BO = "Ann Other", "Bo Second"
Edit = tuple[str | int, ...]


@cache
def plan() -> Document:
    return prepare(ROOT / "content").document


#: What is done, and what the nodes are then that have changed; "new" is any node without an id of ours.
SAMPLE: dict[str, tuple[Edit, dict[str, str]]] = {
    "words typed": (
        (ANN, "type", "This plan is a", " truly"),
        {"introduction.1": "This plan is a{+Ann Other:  truly} **living** document: see <the register>."},
    ),
    "words typed within a word": (
        (BO, "type", "building sk", "y"),
        {"introduction.2.2.text": "> building sk{+Bo Second: y}ills."},
    ),
    "a word replaced": (
        (BO, "replace", "skills", "abilities"),
        {"introduction.2.2.text": "> building {-Bo Second: skills}{+Bo Second: abilities}."},
    ),
    "words deleted": (
        (ANN, "delete", ", including"),
        {"new-risks.text": "> New risks{-Ann Other: , including}:"},
    ),
    "a paragraph split": (
        (ANN, "split", "As said"),
        {
            "background.1": "See priority [new-risks: 2], [action-items: Action Items] and "
            "[measure-2: the second station].^note.source As said ¶+Ann Other",
            "new": " above^note.calm.",
        },
    ),
    "items joined": (
        (ANN, "join", "data, and"),
        {"introduction.2.1.text": "> **sharing** data, and ¶-Ann Other"},
    ),
    "a paragraph typed": (
        (ANN, "new_line", "are names of languages.", "A new closing line."),
        {"new": "{+Ann Other: A new closing line.} ¶+Ann Other"},
    ),
    "a word made bold": (
        (BO, "bold", "names"),
        {"background.history.1": "ภาษาไทย, Tiếng Việt and العربية are {~Bo Second: **names**} of languages."},
    ),
    "an item typed": (
        (ANN, "new_line", "The role of drones", "The role of kites"),
        {"new": ">> {+Ann Other: The role of kites} ¶+Ann Other"},
    ),
    "an empty cell filled": (
        (ANN, "type_in_cell", "Action", "C2", "Under way"),
        {"measure-1.status.text": "{+Ann Other: Under way} ¶+Ann Other"},
    ),
    "words typed in a cell": (
        (BO, "type_in_cell", "Action", "B2", ", Fisheries"),
        {"measure-1.interest.text": "Harbour Office{+Bo Second: , Fisheries}"},
    ),
    "a row typed": (
        (ANN, "new_row", "Action", "A3", "Watch the moon", "Observatory", ""),
        {
            "new": "row ¶+Ann Other | {+Ann Other: Watch the moon} ¶+Ann Other | "
            "{+Ann Other: Observatory} ¶+Ann Other"
        },
    ),
    "a row deleted": (
        (BO, "delete_row", "Action", "A3"),
        {
            "measure-2": "row ¶-Bo Second",
            "measure-2.action.text": "{-Bo Second: Measure the tide at station 2, every day, in }"
            "{-Bo Second: *every season*}{-Bo Second:  (linked priority }{-Bo Second: [calm: 1]}"
            "{-Bo Second: ,}{-Bo Second: [new-risks: 2]}{-Bo Second: )} ¶-Bo Second",
        },
    ),
    "a note added": (
        (ANN, "note", "Tiếng Việt", "See the handbook."),  # 7.4 does not work out NOTEREF fields anew
        {
            "background.history.1": "ภาษาไทย, Tiếng Việt{+Ann Other: ^note.new} and العربية are names "
            "of languages.",
            "note.new": "{+Ann Other: See the handbook.}",
        },
    ),
    "words typed in a note": (
        (BO, "type_in_note", 1, ", at noon"),
        {"note.calm": "Calm means waves of less than 0.5 m.{+Bo Second: , at noon}"},
    ),
    "the call of a note deleted": (
        (ANN, "delete_call", 2),
        {
            "actions.head.interest.text": "Members’ interest{-Ann Other: ^note.interest}",
            "note.interest": "{-Ann Other: To be updated as members indicate interest}",
        },
    ),
    "a linked priority added": (
        (ANN, "type_before", ")", ",3"),
        {
            "measure-1.action.text": "Measure the tide at station 1, every day, in *every season* "
            "(linked priority [calm: 1],[new-risks: 2]{+Ann Other: ,3})"
        },
    ),
}


@pytest.mark.parametrize("name", SAMPLE)
def test_an_edit_stands_where_it_was_made_in_its_author_s_name(office: Office, name: str) -> None:
    edit, expected = SAMPLE[name]
    edited = office.edited(write(sample(), theme()), edit)
    reading = read(edited)
    assert named(changes(sample(), reading.document)) == expected
    assert not reading.findings
    assert reject(reading.document) == sample()
    assert text(accept(reading.document)) == shown(office, edited)


def test_a_change_of_the_running_head_is_said(office: Office) -> None:
    reading = read(office.edited(write(sample(), theme()), (ANN, "head", "Edition 2031", "Edition 2032")))
    assert reading.document == sample()
    (finding,) = reading.findings
    assert (finding.kind, finding.words) == ("running head", "Forward Work Plan 2031-33 · Edition 2032")


def test_comments_stand_on_their_words(office: Office) -> None:
    file = office.commented(
        write(sample(), theme()),
        (ANN, "Harbour", "Which one?", False),
        (BO, "Tiếng Việt", "Agreed.", True),
    )
    reading = read(file)
    assert reading.document == sample()
    assert [(c.author, c.paragraphs, c.first, c.last, c.words, c.resolved) for c in reading.comments] == [
        (ANN, ("Which one?",), "measure-1.interest.text", "measure-1.interest.text", "Harbour", False),
        (BO, ("Agreed.",), "background.history.1", "background.history.1", "Tiếng Việt", True),
    ]


#: A day's work on the real plan, by two people.
PLAN: tuple[Edit, ...] = (
    (ANN, "replace", "next two years. It", "next three years. It"),
    (BO, "type", "be amended to reflect", " promptly"),
    (ANN, "bold", "emerging Working Group priorities"),
    (BO, "split", "priorities and activities for"),
    (ANN, "delete", " and avoid duplication of Bali Process member efforts"),
    (BO, "new_line", "The role of technology in trafficking in persons", "The role of satellites"),
    (ANN, "type_in_cell", "Action", "C2", "Ongoing"),
    (BO, "type_in_cell", "Action", "B2", ", Thailand"),
    (ANN, "type_in_cell", "Action", "B9", "Thailand"),
    (BO, "new_row", "Action", "A5", "Hold a workshop on returns", "Indonesia", ""),
    (BO, "delete_row", "Action", "A8"),
    (ANN, "new_row", "Action", "A11", "Continue to identify trends", "", ""),
    (ANN, "note", "supply chains of specific", "As listed by the members."),
    (BO, "delete_call", 3),
    (ANN, "type_in_note", 1, " Amended."),
)


def test_a_day_s_work_on_the_real_plan(office: Office) -> None:
    edited = office.edited(write(plan(), theme()), *PLAN)
    reading = read(edited)
    assert not reading.findings
    assert reject(reading.document) == plan()
    assert text(accept(reading.document)) == shown(office, edited)
    assert {author for author in (ANN, BO) if author in str(changes(plan(), reading.document))} == {ANN, BO}


def named(found: dict[str, str]) -> dict[str, str]:
    """The changes of nodes without an id of ours under one name, in order."""
    new = [words for id, words in found.items() if id.startswith("new.")]
    known = {id: words for id, words in found.items() if not id.startswith("new.")}
    return known | ({"new": " | ".join(new)} if new else {})


def text(document: Document) -> dict[str, list[str]]:
    """The lines of a document as it prints them, with labels, a call as ^; and the words of its notes."""
    return {
        "lines": [spoken for block in document.blocks for spoken in _spoken(block) if spoken],
        "notes": [plain(unbroken(note.inlines)) for note in document.notes],
    }


def shown(office: Office, file: bytes) -> dict[str, list[str]]:
    """The same as LibreOffice reads it in the file once it has accepted all changes."""
    found = office.shown(file, "AcceptAllTrackedChanges")
    spoken = (f"{label} {words}".strip() for label, words in found["lines"])
    # The colon behind "Appendix A" is typed; a tracked row begins with a joiner.
    return {"lines": [re.sub(" (?=:)|\u200d", "", words) for words in spoken], "notes": found["notes"]}


def _spoken(block: Block) -> Iterator[str]:
    if isinstance(block, List):
        for item in block.items:
            first, *others = (spoken for child in item.blocks for spoken in _spoken(child))
            yield f"{item.label} {first}".strip()
            yield from others
        return
    for line in lines(_with_calls(map_lines(block, unbroken))):
        yield f"{line.label.replace(' ', NO_BREAK)} {plain(line.inlines)}".strip()


def _with_calls(block: Block) -> Block:
    def call(inline: Inline) -> Inline:
        if isinstance(inline, NoteReference):
            return Text(str(inline.number) if inline.repeat else "^")
        return inline

    return map_inlines(block, call)
