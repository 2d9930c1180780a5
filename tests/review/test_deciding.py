"""Laws of decisions on the matrix of a copy, for generated edits made as a Word user makes them.

rejected or noted   changes nothing but the log
some accepted       these amendments and no others
all accepted        what the editor saw; once more, in one sitting or two, with the log or without: nothing
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from tests.review.test_applying import SENT, Edit
from tests.writeback.amending import folder
from tests.writeback.in_word import WordFileEditor
from tests.writeback.test_diffs import paragraph
from tests.writeback.test_end_to_end import shape
from tests.writeback.test_laws import PLAN, composed
from tests.writeback.word_edits import edits
from workplan.document.revisions import accept, select
from workplan.errors import Place
from workplan.opening import open_content
from workplan.review.incoming.dossier import Dossier, Given
from workplan.review.record.log import FILE
from workplan.review.rows.amendment import Disposition
from workplan.review.steps.applying import Applied, applied
from workplan.review.steps.reviewing import Reviewed, baseline, review
from workplan.writeback.write import write_back

Files = Mapping[str, str]


def reviewed(file: bytes, files: Files = PLAN) -> Reviewed:
    copy = Given("Fiji.docx", file, "")
    return review(Dossier(baseline([copy]), (copy,)), open_content(folder(files)))


def decided(found: Reviewed, files: Files, accepted: Collection[int], other: Disposition = "") -> Applied:
    """All rows with these numbers accepted."""
    rows = [
        replace(row, disposition="accept" if row.number in accepted else other)
        for row in found.matrix.amendments
    ]
    places = {row.number: Place("matrix.yaml", row.number) for row in rows}
    return applied(found, rows, places, folder(files), date(2031, 5, 2))


def all_of(found: Reviewed) -> set[int]:
    return {row.number for row in found.matrix.amendments}


def content_of(made: Applied, files: Files = PLAN) -> dict[str, str]:
    """The content after decisions, without the log."""
    return {name: text for name, text in {**files, **made.files}.items() if name != FILE}


def is_written(made: Applied) -> bool:
    return all(problem.warning for problem in made.problems)


@st.composite
def copies(draw: st.DrawFn) -> bytes:
    editor = WordFileEditor(SENT)
    draw(edits(editor))
    return editor.saved()


few = settings(max_examples=2, deadline=None, suppress_health_check=list(HealthCheck))


@few
@given(copies(), st.data())
def test_some_are_those_and_no_others(file: bytes, data: st.DataObject) -> None:
    found = reviewed(file)
    numbers = sorted(all_of(found))
    assert content_of(decided(found, PLAN, (), "reject")) == PLAN
    assert content_of(decided(found, PLAN, (), "note")) == PLAN
    some = {number for number in numbers if data.draw(st.booleans())}
    chosen = {one for row in found.matrix.amendments if row.number in some for one in row.revisions}
    copy = found.consolidated.copies[0].document
    wanted = accept(select(copy, lambda mark: mark.amendment in chosen))
    assert content_of(decided(found, PLAN, some, "reject")) == {
        **PLAN,
        **write_back(folder(PLAN), wanted).files,
    }


@few
@given(copies(), st.data())
def test_all_are_what_the_editor_saw_however_often(file: bytes, data: st.DataObject) -> None:
    found = reviewed(file)
    made = decided(found, PLAN, all_of(found))
    content = content_of(made)
    whole = accept(found.consolidated.copies[0].document)
    assert content == {**PLAN, **write_back(folder(PLAN), whole).files}
    if not is_written(made):
        return
    assert_nothing_left(file, content)
    first = {number for number in sorted(all_of(found)) if data.draw(st.booleans())}
    sitting = decided(found, PLAN, first)
    if is_written(sitting):
        between = {**PLAN, **sitting.files}
        found = reviewed(file, between)
        after = content_of(decided(found, between, all_of(found)), between)
        assert shape(composed(folder(after))) == shape(composed(folder(content)))


def assert_nothing_left(file: bytes, content: Files) -> None:
    """A matrix that is made again, where there is no log, knows all that was accepted."""
    again = reviewed(file, content)
    rows = [row for row in again.matrix.amendments if row.kind != "replacement" or row.after != row.present]
    assert all("the content says so already" in row.how for row in rows)  # "4" typed over a "4" is none
    assert content_of(decided(again, content, all_of(again)), content) == content


def check_known(edit: Edit) -> None:
    editor = WordFileEditor(SENT)
    edit(editor)
    found = reviewed(editor.saved())
    made = decided(found, PLAN, all_of(found))
    assert made.files.keys() > {FILE}
    assert_nothing_left(editor.saved(), content_of(made))


def test_words_put_in_behind_a_space_are_known_again() -> None:
    """Without the fix, they were put in a second time: "close and near and near coordination"."""

    def edit(editor: WordFileEditor) -> None:
        run = editor.texts(editor.cell(editor.rows()[0], 0))[0]
        start = len("In close")
        editor.retype(run, start, start, " and near")

    check_known(edit)


def test_new_actions_statuses_and_notes_are_known_again() -> None:
    """Without the fix, the action was there twice, and the status was in conflict with itself."""

    def edit(editor: WordFileEditor) -> None:
        editor.type_row(editor.rows()[4], ("Do it (linked priority 2,3)", "Malaysia", ""))
        editor.type_lines(editor.cell(editor.rows()[2], 2), ["Ongoing", "A first workshop was held"])
        editor.add_note(paragraph(editor, "Co-chairs of the TIPWG"), "See the annex")

    check_known(edit)


def test_a_row_that_was_moved_is_known_again() -> None:
    """Without the fix, the matrix said only where to. The order of today's content has made the move."""
    check_known(lambda editor: editor.move_row(editor.rows()[3], editor.rows()[6]))


def test_lines_of_one_status_are_accepted_in_two_sittings() -> None:
    """Without the fix, the second line was in conflict with the first, as if the content had said it."""
    editor = WordFileEditor(SENT)
    editor.type_lines(editor.cell(editor.rows()[2], 2), ["Completed", "As reported at the Sixth Meeting"])
    between = {**PLAN, **decided(reviewed(editor.saved()), PLAN, {1}).files}
    found = reviewed(editor.saved(), between)
    after = content_of(decided(found, between, all_of(found)), between)
    found = reviewed(editor.saved())
    assert after == content_of(decided(found, PLAN, all_of(found)))


MEMBER = "  interest: [{member: Malaysia}]\n"


def test_members_are_known_again_wherever_the_cell_lists_them() -> None:
    """Without the fix, a member on a line of its own was put in again, and then listed twice."""

    def edit(editor: WordFileEditor) -> None:
        editor.type_paragraph(editor.cell(editor.rows()[2], 1), "IOM (lead)")
        editor.type_lines(editor.cell(editor.rows()[7], 1), ["Indonesia", "Malaysia; IOM"])

    check_known(edit)


@pytest.mark.parametrize(("since", "known"), [("UNODC}, {member: IOM", True), ("IOM, role: lead", False)])
def test_a_member_that_the_content_lists_beside_others_by_now(since: str, known: bool) -> None:
    """Without the fix, IOM was put in a second time; one that leads is not one without a role."""
    editor = WordFileEditor(SENT)
    run = editor.texts(editor.cell(editor.rows()[2], 1))[0]
    editor.retype(run, len("Malaysia"), len("Malaysia"), ", IOM")
    interest = MEMBER.replace("}]", f"}}, {{member: {since}}}]")
    today = {**PLAN, "actions.yaml": PLAN["actions.yaml"].replace(MEMBER, interest)}
    [row] = reviewed(editor.saved(), today).matrix.amendments
    assert ("the content says so already" in row.how) == known
