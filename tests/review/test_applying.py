"""What a meeting decides on the rows of a matrix, in the words of the content: for each disposition, and each
kind of row."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from difflib import unified_diff

import pytest
from msgspec.structs import replace

from tests.writeback.amending import folder
from tests.writeback.in_word import WordFileEditor
from tests.writeback.test_diffs import paragraph, retype
from tests.writeback.test_laws import PLAN
from workplan.design.theme import theme
from workplan.document.composing.compose import compose
from workplan.errors import ContentError, Place
from workplan.opening import open_content
from workplan.review.incoming.dossier import Dossier, Given
from workplan.review.rows.amendment import Disposition
from workplan.review.steps.applying import Applied, applied
from workplan.review.steps.reviewing import baseline, review
from workplan.word import write

Edit = Callable[[WordFileEditor], object]

OPENED = open_content(folder(PLAN))
SENT = write(compose(OPENED.plan, None, OPENED.standing), theme())


def decided(edits: Mapping[str, Edit], decisions: Mapping[int, tuple[Disposition, str]]) -> Applied:
    """What is written once these decisions, by row, are applied to the copies of these members."""
    copies = []
    for member, edit in edits.items():
        editor = WordFileEditor(SENT)
        edit(editor)
        copies.append(Given(f"{member}.docx", editor.saved(), member))
    found = review(Dossier(baseline(copies), tuple(copies)), OPENED)
    rows = []
    for row in found.matrix.amendments:
        disposition, words = decisions.get(row.number, ("", ""))
        rows.append(replace(row, disposition=disposition, amended=words))
    places = {row.number: Place("matrix.yaml", row.number) for row in rows}
    return applied(found, rows, places, folder(PLAN), date(2031, 5, 2))


def changed(made: Applied) -> list[str]:
    """The lines that differ in the content, without those of the log."""
    found: list[str] = []
    for name, text in made.files.items():
        if name != "dispositions.yaml":
            lines = unified_diff(PLAN[name].split("\n"), text.split("\n"), n=0, lineterm="")
            found += [line for line in list(lines)[2:] if line[0] in "+-" and line[1:].strip()]
    return found


def new_row(editor: WordFileEditor) -> None:
    editor.type_row(editor.rows()[4], ("Do it (linked priority 2,3)", "Malaysia", ""))


AMENDED: dict[str, tuple[Edit, str, str]] = {
    "a status": (
        lambda editor: editor.type_lines(editor.cell(editor.rows()[4], 2), ["Ongoing"]),
        "Completed",
        "+  status: {state: completed}\n",
    ),
    "interest where there was none": (
        lambda editor: editor.type_lines(editor.cell(editor.rows()[7], 1), ["Indonesia"]),
        "Malaysia (lead)",
        "+  interest: [{member: Malaysia, role: lead}]\n",
    ),
    "a new action": (
        new_row,
        "Do all of it (linked priority 1) | IOM",
        """\
+- id: do-all-of-it
+  action: Do all of it
+  linked_priorities: [supply-chains]
+  interest: [{member: IOM}]
""",
    ),
    "a new action with a status": (
        new_row,
        "Do that (linked priority 1) | IOM | Ongoing\nTimeframe: 2032",
        """\
+- id: do-that
+  action: Do that
+  linked_priorities: [supply-chains]
+  interest: [{member: IOM}]
+  status: {state: ongoing, timeframe: "2032"}
""",
    ),
    "an action that was to go": (
        lambda editor: editor.strike_row(editor.rows()[9]),
        "Include business in Working Group activities as appropriate (linked priority 5)",
        """\
-    Include civil society organisations, the private sector and other non-government organisations
-    in Working Group activities and priorities as appropriate
+    Include business in Working Group activities as appropriate
""",
    ),
    "words on several lines": (
        lambda editor: retype(editor, "Co-chairs of the TIPWG", "All co-chairs"),
        "The co-chairs\nwork closely.",
        """\
-Co-chairs of the TIPWG will work closely with Government and Business Forum co-chairs and other
-working group co-chairs to align planning and avoid duplication of Bali Process member efforts.
+The co-chairs work closely.
""",
    ),
}


@pytest.mark.parametrize("title", AMENDED)
def test_amended_words(title: str) -> None:
    """Without the fix, none of the first five could be amended."""
    edit, words, expected = AMENDED[title]
    made = decided({"Fiji": edit}, {1: ("amend", words)})
    assert changed(made) == expected.splitlines()
    assert not made.problems


WRONG: dict[str, tuple[Edit, str, str]] = {
    "cells that are missing": (new_row, "Do that", "has other cells than the row"),
    "several paragraphs": (  # without the fix, they were one
        lambda editor: retype(editor, "Co-chairs of the TIPWG", "All co-chairs"),
        "One.\n\nTwo.",
        "has several paragraphs",
    ),
    "a new note": (
        lambda editor: retype(editor, "Co-chairs of the TIPWG", "All co-chairs"),
        "The co-chairs.[^9]",
        "calls a note that was not there",
    ),
}


@pytest.mark.parametrize("title", WRONG)
def test_words_that_cannot_stand_there(title: str) -> None:
    edit, words, message = WRONG[title]
    with pytest.raises(ContentError) as error:
        decided({"Fiji": edit}, {1: ("amend", words)})
    [problem] = error.value.problems
    assert message in problem.message
    assert problem.place == Place("matrix.yaml", 1)


BOTH: dict[str, Edit] = {
    "Fiji": lambda editor: retype(editor, "Co-chairs of the TIPWG", "All co-chairs"),
    "Nauru": lambda editor: retype(editor, "Co-chairs of the TIPWG", "The chairs"),
}


@pytest.mark.parametrize(
    ("one", "other", "says"),
    [
        ("accept", "accept", "amendments 1 and 2 are both accepted, in the same words"),
        ("accept", "amend", "amendment 1 is accepted, and amendment 2 amended, in the same words"),
        ("amend", "amend", "amendments 1 and 2 are both amended, in the same words"),
    ],
)
def test_a_conflict_names_both_rows(one: Disposition, other: Disposition, says: str) -> None:
    words = {"accept": "", "amend": "We work."}
    with pytest.raises(ContentError) as error:
        decided(BOTH, {1: (one, words[one]), 2: (other, words[other])})
    [problem] = error.value.problems
    where = "Introduction, paragraph “Co-chairs of the TIPWG will work …”"
    assert (problem.message, problem.place) == (f"{says} ({where})", Place("matrix.yaml", 2))
    assert "matrix.yaml:1:1" in problem.hint


def test_one_of_two_in_conflict_is_taken() -> None:
    made = decided(BOTH, {1: ("reject", ""), 2: ("accept", "")})
    assert any(line.startswith("+The chairs will work closely") for line in changed(made))


def test_an_error_names_the_amendment_that_asks_for_it() -> None:
    made = decided(
        {"Fiji": lambda editor: editor.link(editor.rows()[2], "9", over=False)}, {1: ("accept", "")}
    )
    [problem] = made.problems
    assert "amendment 1 (matrix.yaml:1:1)" in problem.hint
    assert "(Action 3, action item)" in problem.message  # before, an id of the content at the most


def test_what_is_not_accepted_is_logged_and_changes_nothing() -> None:
    def edit(editor: WordFileEditor) -> None:
        new_row(editor)
        editor.strike(paragraph(editor, "Co-chairs of the TIPWG"))

    made = decided({"Fiji": edit}, {1: ("reject", ""), 2: ("note", "")})
    assert list(made.files) == ["dispositions.yaml"]
    assert made.count == 2


def again(decision: Disposition, then: Disposition) -> tuple[Applied, str]:
    """A new action decided on twice; and the content's actions after the first time."""
    editor = WordFileEditor(SENT)
    new_row(editor)
    copy = Given("Fiji.docx", editor.saved(), "Fiji")
    content, made = dict(PLAN), None
    for disposition in (decision, then):
        found = review(Dossier(baseline([copy]), (copy,)), open_content(folder(content)))
        [row] = found.matrix.amendments
        rows = [replace(row, disposition=disposition)]
        before = content["actions.yaml"]
        made = applied(found, rows, {1: Place("matrix.yaml")}, folder(content), date(2031, 5, 2))
        content |= made.files
    assert made
    return made, before


def test_a_rejected_amendment_can_be_accepted_later() -> None:
    """Without the fix, nothing happened, and nothing was said."""
    made, before = again("reject", "accept")
    assert before == PLAN["actions.yaml"]
    assert "Do it" in made.files["actions.yaml"]
    assert made.files["dispositions.yaml"].count("decided:") == 2


def test_an_accepted_amendment_cannot_be_rejected_later() -> None:
    with pytest.raises(ContentError) as error:
        again("accept", "reject")
    [problem] = error.value.problems
    assert "is to be rejected, but on 2031-05-02 it was accepted" in problem.message


def test_an_amendment_accepted_again_changes_nothing() -> None:
    assert again("accept", "accept")[0].files == {}


def untracked(old: str, new: str) -> Edit:
    """Words typed over others while nothing was tracked."""

    def edit(editor: WordFileEditor) -> None:
        for p in editor.paragraphs():
            for run in p.iter("{*}t"):
                run.text = (run.text or "").replace(old, new)

    return edit


def test_each_copy_without_tracking_has_amendments_of_its_own() -> None:
    """Without the fix, those of every copy that tracked nothing were numbered from 1: to accept one was to
    accept the other."""
    edits = {
        "Malaysia": untracked("avoid duplication", "avoid all duplication"),
        "IOM": untracked("as appropriate", "where appropriate"),
    }
    made = decided(edits, {1: ("accept", ""), 2: ("reject", "")})
    assert [line for line in changed(made) if line[0] == "+"] == [
        "+working group co-chairs to align planning and avoid all duplication of Bali Process member efforts."
    ]


def test_what_follows_words_that_the_meeting_wrote_anew_follows_them_still() -> None:
    """Without the fix, the new paragraph stood before the one that it was typed behind."""

    def edit(editor: WordFileEditor) -> None:
        retype(editor, "Co-chairs of the TIPWG", "All co-chairs")
        editor.type_paragraph(paragraph(editor, "Co-chairs of the TIPWG"), "Behind it.")

    made = decided({"IOM": edit}, {1: ("amend", "Quite another thing."), 2: ("accept", "")})
    assert [line for line in changed(made) if line[0] == "+"] == ["+Quite another thing.", "+Behind it."]


@pytest.mark.parametrize(
    ("words", "warns"), [("the next few years", True), ("The plan is for the next few years.", False)]
)
def test_words_for_a_part_of_a_line_in_place_of_all_of_it_are_told(words: str, warns: bool) -> None:
    """Without the fix, a paragraph was gone without a word where a meeting wrote only what it had changed."""
    made = decided(
        {"Fiji": lambda editor: retype(editor, "over the next two years. It is", "for two years. It is")},
        {1: ("amend", words)},
    )
    assert [problem.warning for problem in made.problems] == [True] * warns
