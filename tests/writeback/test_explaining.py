"""What an editor changed in Word that is no content: understood as the content behind it, or explained."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from tests.editors.word_saves import entries
from tests.word.conftest import packed
from tests.writeback.amending import folder
from tests.writeback.in_word import WordFileEditor
from tests.writeback.test_end_to_end import sent_out
from tests.writeback.test_laws import PLAN
from workplan.content.load import load
from workplan.document.revisions import accept
from workplan.errors import Problem
from workplan.word.reader import read
from workplan.writeback.explaining import Explanation, explained
from workplan.writeback.write import Written, write_back

ROW = 2  # criminalisation-training: "(linked priority 2)"


def written(edit: Callable[[WordFileEditor], object]) -> Written:
    editor = WordFileEditor(sent_out())
    edit(editor)
    return write_back(folder(PLAN), accept(read(editor.saved()).document))


def test_numbers_typed_behind_a_linked_priority_are_links() -> None:
    """The issue's own example: "(linked priority 2)" made "(linked priority 2,3)"."""
    found = written(lambda editor: editor.link(editor.rows()[ROW], "3", over=False))
    was, now = "  linked_priorities: [impunity]\n", "  linked_priorities: [impunity, victims]\n"
    place = PLAN["actions.yaml"].index(was)
    text = PLAN["actions.yaml"]
    assert found == Written({"actions.yaml": text[:place] + now + text[place + len(was) :]}, ())


LINKED = {
    "(linked priorities 2 and 3)": "[impunity, victims]",
    "(Linked priority: 3, 2, and 4)": "[victims, impunity, emerging]",
    "(linked  priority 5 & 1)": "[collaboration, supply-chains]",
}


@pytest.mark.parametrize("words", LINKED)
def test_linked_priorities_as_people_type_them(words: str) -> None:
    """Without the fix, "priorities" and "and" were no numbers of priorities."""
    found = written(lambda editor: editor.type_links(editor.rows()[ROW], words))
    now = PLAN["actions.yaml"].replace("[impunity]", LINKED[words], 1)
    assert found.files == {"actions.yaml": now}
    [problem] = found.problems
    assert problem.warning and f'materials {" ".join(words.split())}" is printed as' in problem.message
    assert "action:" in line(problem)


INTEREST = {
    "Indonesia and Malaysia": "{member: Indonesia}, {member: Malaysia}",
    "IOM (lead), UNODC, and Malaysia": "{member: IOM, role: lead}, {member: UNODC}, {member: Malaysia}",
    "Malaysia (lead) & IOM": "{member: Malaysia, role: lead}, {member: IOM}",
    "Sao Tome and Principe, IOM": "{member: Sao Tome and Principe}, {member: IOM}",
}


@pytest.mark.parametrize("words", INTEREST)
def test_interest_as_people_type_it(words: str) -> None:
    """Without the fix, "Indonesia and Malaysia" was one new member."""
    found = written(lambda editor: editor.type_lines(editor.cell(editor.rows()[3], 1), [words]))
    assert f"  interest: [{INTEREST[words]}]\n" in found.files["actions.yaml"]
    assert not [problem for problem in found.problems if not problem.warning]


EDITS: dict[str, tuple[Callable[[WordFileEditor], object], str, str, str]] = {
    "a number that no priority has": (
        lambda editor: editor.link(editor.rows()[ROW], "9", over=False),
        "criminalisation-training.action",
        "linked_priorities:",
        "the numbers are those of the priorities",
    ),
    "words for a number": (
        lambda editor: editor.link(editor.rows()[ROW], "two", over=True),
        "criminalisation-training.action",
        "linked_priorities:",
        "the numbers are those of the priorities",
    ),
    "the whole bracket struck out": (
        lambda editor: editor.type_links(editor.rows()[ROW], ""),
        "criminalisation-training.action",
        "linked_priorities:",
        "the numbers are those of the priorities",
    ),
    "a range of numbers": (
        lambda editor: editor.type_links(editor.rows()[ROW], "(linked priorities 2-4)"),
        "criminalisation-training.action",
        "linked_priorities:",
        "the numbers are those of the priorities",
    ),
    "a member that may be two": (
        lambda editor: editor.type_lines(editor.cell(editor.rows()[ROW], 1), ["Malaysia and Fiji"]),
        "criminalisation-training.interest",
        "interest:",
        "write members with commas between them",
    ),
    "a role that is none": (
        lambda editor: editor.type_lines(editor.cell(editor.rows()[ROW], 1), ["Malaysia (chair)"]),
        "criminalisation-training.interest",
        "interest:",
        "roles are lead and contributing",
    ),
}


@pytest.mark.parametrize("title", EDITS)
def test_explained(title: str) -> None:
    edit, at, field, hint = EDITS[title]
    found = written(edit)
    assert found.files == {}
    [problem] = found.problems
    assert isinstance(problem, Explanation)
    assert problem.at == at
    assert hint in problem.hint
    assert field in line(problem)


def test_a_priority_whose_words_are_struck_out_above_its_items_stays() -> None:
    """Without the fix, its items went with it."""

    def edit(editor: WordFileEditor) -> None:
        words = "Considering new and emerging priorities"
        found = editor.outside_tables()
        editor.strike(next(p for p in found if words in "".join(map(str, p.itertext()))))

    found = written(edit)
    assert found.files == {}
    assert ["without words" in problem.message for problem in found.problems] == [True]


def test_a_running_head_leads_to_the_short_title() -> None:
    parts = entries(sent_out())
    name = next(n for n in parts if n.startswith("word/header") and b"<w:t" in parts[n])
    run = re.compile(rb"<w:r>(?:(?!</w:r>).)*<w:t[ >](?:(?!</w:r>).)*</w:r>", re.DOTALL)
    parts[name] = run.sub(rb'<w:ins w:id="1" w:author="Ann">\g<0></w:ins>', parts[name], count=1)
    [found] = explained(read(packed(parts)).findings, load(folder(PLAN)))
    assert "short_title:" in line(found)
    assert "change short_title" in found.hint


def test_a_running_head_typed_over_without_tracking_is_told_too() -> None:
    parts = entries(sent_out())
    name = next(n for n in parts if n.startswith("word/header") and b"<w:t" in parts[n])
    parts[name] = re.sub(rb"(<w:t[^>]*>)[^<]+", rb"\1Our plan", parts[name], count=1)
    [found] = explained(read(packed(parts)).findings, load(folder(PLAN)))
    assert '"Our plan' in found.message
    assert "short_title:" in line(found)


def test_words_typed_over_a_reference_lead_to_where_it_stands() -> None:
    parts = entries(sent_out())
    body = parts["word/document.xml"].decode()
    at = body.index("<w:t", body.index('fldCharType="separate"', body.index("REF _p_impunity")))
    parts["word/document.xml"] = (body[:at] + body[at:].replace(">2<", ">two<", 1)).encode()
    [found] = explained(read(packed(parts)).findings, load(folder(PLAN)))
    assert found.at == "criminalisation-training.action.text"
    assert '"two"' in found.message
    assert "follows from what it leads to" in found.hint
    assert line(found).startswith("  action:") or "Collaborate" in line(found)


def line(problem: Problem) -> str:
    """The line of the content that a problem names."""
    name = problem.place.file.removeprefix("content/")
    return PLAN[name].split("\n")[problem.place.line - 1]
