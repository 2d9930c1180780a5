"""What people do wrong every day: one message for one cause, with what to do about it.

Before, no members.yaml were 145 lines in the terminal, an unclosed `:::` 15, an empty actions.yaml 39, a
forgotten hyphen 11, a renamed id 9; and many of the other slips were told in words that led nowhere.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.content.test_load import write
from workplan.content.load import load
from workplan.errors import ContentError, Problem

Files = dict[str, str]
Change = Callable[[Files], None]

MEMBERS = ("Kenya", "Peru", "Samoa")
CONTENT: Files = {
    "plan.yaml": (
        "organisation: {name: The Tide Process}\ngroup: Working Group\ntitle: Plan\nlanguage: en\n"
        'period: {start: 2031, end: 2033}\nedition: {label: "2031", date: 2031-03-01}\n'
    ),
    "plan.md": (
        "# Issues\n\nSee [](#measure-1) and [](#measure-2).[^tide]\n\n:::{priorities}\n:::\n\n"
        "# Measures\n\n:::{action-items}\n:action: Measure [^reports]\n:::\n"
    ),
    "appendices/01-history.md": "# History\n\nAs [](#measure-1) says, and [](#measure-3).[^surge]\n",
    "priorities.yaml": "".join(
        f"- id: {id}\n  text: >-\n    Words of\n    {id}\n" for id in ("calm", "storms", "currents")
    ),
    "actions.yaml": "".join(
        f"- id: measure-{n}\n  action: >-\n    Measure\n    number {n}[^note-{n % 2}]\n"
        f"  linked_priorities: [{priority}]\n  interest: [{{member: {member}}}]\n"
        for n, (priority, member) in enumerate(
            zip(("calm", "storms", "currents") * 2, MEMBERS * 2, strict=True), 1
        )
    ),
    "footnotes.yaml": "".join(
        f"{id}: >-\n  Words of\n  {id}\n" for id in ("tide", "reports", "surge", "note-0", "note-1")
    ),
    "members.yaml": "".join(f"- id: {member}\n" for member in MEMBERS),
}


def found(directory: Path, files: Files) -> tuple[Problem, ...]:
    try:
        return load(write(directory, files)).warnings
    except ContentError as error:
        return error.problems


def gone(file: str) -> Change:
    return lambda files: files.pop(file) and None


def holds(file: str, words: str) -> Change:
    return lambda files: files.update({file: words})


def swap(file: str, old: str, new: str, times: int = 1) -> Change:
    def change(files: Files) -> None:
        assert old in files[file]
        files[file] = files[file].replace(old, new, times)

    return change


def says(words: str) -> Change:
    """Words in a paragraph of their own."""
    return swap("plan.md", "# Measures", f"{words}\n\n# Measures")


def test_the_content_that_is_changed_below_has_no_problem(tmp_path: Path) -> None:
    assert not found(tmp_path, CONTENT)


ACTIONS, PRIORITIES, NOTES, PLAN = "actions.yaml", "priorities.yaml", "footnotes.yaml", "plan.yaml"

#: A slip, and where it is told, with what words.
ONE_CAUSE: list[tuple[Change, str]] = [
    (
        gone("members.yaml"),
        'members.yaml:1:1: error: the file lists no member, and actions name "Kenya", "Peru"',
    ),
    (holds("members.yaml", "# to come\n"), "members.yaml:1:1: error: the file lists no member"),
    (
        gone(PRIORITIES),
        'priorities.yaml:1:1: error: the file defines no priority, and actions are linked to "calm"',
    ),
    (holds(PRIORITIES, ""), "priorities.yaml:1:1: error: the file defines no priority"),
    (gone(NOTES), "footnotes.yaml:1:1: error: the file defines no note, and the text calls"),
    (gone(ACTIONS), 'actions.yaml:1:1: error: the file holds nothing, and references lead to "measure-1"'),
    (holds(ACTIONS, "[]\n"), "actions.yaml:1:1: error: the file holds nothing, and references lead to"),
    (holds("plan.md", ""), "plan.md:1:1: error: the file holds no text"),
    (holds("plan.md", "% to come\n"), "plan.md:1:1: error: the file holds no text"),
    (gone("plan.md"), 'plan.md:1:1: error: there is no file "plan.md"'),
    (holds(PLAN, ""), "plan.yaml:1:1: error: the file is empty"),
    # What is not closed.
    (
        swap("plan.md", "priorities}\n:::\n", "priorities}\n"),
        "plan.md:7:1: error: the directive {priorities} is not",
    ),
    (
        swap("plan.md", "priorities}\n:::\n", "priorities}\n::\n"),
        "plan.md:6:1: error: the directive {priorities}",
    ),
    (
        swap("plan.md", "[^reports]\n:::\n", "[^reports]\n"),
        "plan.md:10:1: error: a directive that is never closed",
    ),
    (
        says(":::{list-table}\n* - A\n  - B"),
        "error: the directive {list-table} is not closed above this line",
    ),
    (says(":::{recommendations}\n- note this"), "error: the directive {recommendations} is not closed above"),
    (
        swap("plan.md", ":::{priorities}\n", ""),
        "plan.md:5:1: error: no directive is open that ::: could close",
    ),
    # A hyphen, or all of them.
    (
        swap(ACTIONS, "- id: measure-1", "  id: measure-1"),
        'begin each entry of a list with "- ", the first one, too',
    ),
    (
        swap(ACTIONS, "- id: measure-3", "  id: measure-3"),
        'where another entry of the list begins here, write "- "',
    ),
    (swap(ACTIONS, "- id: measure-3", "id: measure-3"), 'each entry of a list begins with "- "'),
    (swap(ACTIONS, "- id: measure-3", "-id: measure-3"), "no space stands behind the hyphen"),
    (swap(ACTIONS, "- id", "  id", 9), 'begin each entry with "- "'),
    (swap("members.yaml", "- id: Peru", "  id: Peru"), 'write "- " before it'),
    # One that was renamed, or is there twice.
    (swap(PRIORITIES, "id: storms", "id: weather"), 'did you mean "weather", to which no action is linked?'),
    (swap(PRIORITIES, "id: storms", "id: storm"), 'did you mean "storm"?'),
    (swap(PRIORITIES, "id: storms", "id: calm"), 'the id "calm" is used twice'),
    (swap(ACTIONS, "id: measure-1", "id: harbours"), 'nothing has the id "measure-1"'),
    (swap(ACTIONS, "id: measure-2", "id: measure-1"), 'the id "measure-1" is used twice'),
    (swap("members.yaml", "id: Peru", "id: Republic of Peru"), 'the member "Peru" is not known'),
    (swap("members.yaml", "id: Peru", "id: Kenya"), 'the member "Kenya" is listed twice'),
    (swap(NOTES, "surge:", "remark:"), 'did you mean "remark", which is called nowhere?'),
    (swap(NOTES, "tide:", "tides:"), 'did you mean "tides"?'),
    (swap(NOTES, "surge:", "tide:"), 'the key "tide" is given twice'),
    (swap(ACTIONS, "action:", "text:", 9), 'did you mean "action"?'),
    (swap(ACTIONS, "interest:", "interests:", 9), 'did you mean "interest"?'),
    (swap(ACTIONS, "- id", "- name", 9), 'did you mean "id"?'),
]

NBSP = "\u00a0"
#: A slip, and the hint that helps.
HINTS: list[tuple[Change, str]] = [
    (swap(ACTIONS, "[calm]", "[1]", 9), "holds a number, where ids belong"),
    (swap(ACTIONS, "[calm]", '["1"]', 9), 'priority 1 is "calm".'),
    (swap(ACTIONS, "[calm]", "[calm，storms]"), "write a comma and a space between two"),
    (swap(ACTIONS, "[calm]", "［calm］"), "write ordinary brackets: [ and ]"),
    (swap(ACTIONS, "[{member: Kenya}]", "Kenya", 9), "write a list: [{member: Kenya}]"),
    (swap(ACTIONS, "[{member: Kenya}]", "[Kenya, Peru]", 9), "write each as {member: …}"),
    (
        swap(ACTIONS, "interest: [{member: Kenya}]", "status: Awaiting funds"),
        'write {text: "Awaiting funds"}',
    ),
    (swap(ACTIONS, "interest: [{member: Kenya}]", "status: In progress"), "write {state: in-progress}"),
    (swap(ACTIONS, "interest: [{member: Kenya}]", "status: {state: On going}"), 'did you mean "ongoing"?'),
    (
        swap(ACTIONS, "interest: [{member: Kenya}]", "status: {state: Awaiting}"),
        "other words go behind text:",
    ),
    (swap(PLAN, "language: en", "language: English"), "write: en"),
    (swap(PLAN, "language: en", "language: English (Australia)"), "write: en"),
    (swap(PLAN, "language: en", "language: en_au"), "write: en-AU"),
    (swap(PLAN, "language: en", "language: ភាសាខ្មែរ"), "a language tag such as en, pt-BR or zh-Hans"),
    (swap(PLAN, "language: en", "language: français"), "write: fr"),
    # Signs that look like YAML's.
    (swap(ACTIONS, "\n  linked", f"\n{NBSP}{NBSP}linked"), "a no-break space where a line is indented"),
    (
        swap(ACTIONS, "\n    number", f"\n{NBSP}{NBSP}{NBSP}number"),
        "a no-break space where a line is indented",
    ),
    (swap(ACTIONS, "\n  ", f"\n{NBSP}{NBSP}", 99), "a no-break space where a line is indented"),
    (swap(ACTIONS, "\n  linked", "\n\u3000linked"), "a full-width space where a line is indented"),
    (swap(ACTIONS, "- id: measure-2", f"-{NBSP}id: measure-2"), "a no-break space stands behind the hyphen"),
    (swap(ACTIONS, "id: measure-2", f"id:{NBSP}measure-2"), "a no-break space stands behind the colon"),
    (swap(ACTIONS, "\n  linked", "\n\tlinked"), "a tab cannot indent"),
    (swap(ACTIONS, "id: measure-2", "id：measure-2"), "a full-width colon behind a key"),
    (swap(NOTES, "surge:", "surge："), "a full-width colon behind a key"),
    (swap(PLAN, "title: Plan", "title: “Plan: 2031”"), "the quotation mark “ is not one that YAML knows"),
    (swap(PLAN, "title: Plan", 'title: "Plan'), "a quotation mark is opened here and never closed"),
    (swap(PLAN, "title: Plan", "title: Plan: 2031"), 'put the words in "quotes"'),
    (swap(ACTIONS, "id: measure-2", "id measure-2"), "here a key has no colon after it"),
    (swap(ACTIONS, "id: measure-2", "id:measure-2"), "here no space stands behind the colon"),
    (swap(NOTES, ">-\n  Words of\n  surge", ">-\nWords of\nsurge"), 'the words below ">-" are not indented'),
    (
        swap(ACTIONS, "    Measure\n    number 2", "  Measure\n  number 2"),
        'the words below ">-" are not indented',
    ),
    (swap(NOTES, "  surge", "surge"), "neither key: value, nor indented as the words above"),
    (swap(NOTES, ">-\n  Words", ">- Words"), 'words cannot stand behind ">-"'),
    # What git leaves.
    (swap(ACTIONS, "- id: measure-2", "<<<<<<< HEAD\n- id: measure-2"), "a mark of a merge"),
    (says("<<<<<<< HEAD\nOne.\n=======\nTwo.\n>>>>>>> branch"), "a mark of a merge"),
    (swap("appendices/01-history.md", "As ", "<<<<<<< HEAD\nAs "), "a mark of a merge"),
    # Pictures and links.
    (
        says("![A map](my map.png)"),
        "name the file my-map.png; or write its name between < and >: <my map.png>",
    ),
    (says('![A map](my map.png "Seas")'), "name the file my-map.png"),
    (
        says("![A map](../map.png)"),
        "copy the picture into the content folder, and write its name alone: map.png",
    ),
    (says("![A map](/home/me/map.png)"), "copy the picture into the content folder"),
    (says("![A map] (map.png)"), "a space between ] and ("),
    (says("See [the site] (https://example.org/)."), "a space between ] and ("),
    (says("See [the site](https://example.org/a b)."), "with no space in the address, where one is %20"),
    # Other kinds of markup.
    (says("One<br>two<br/>three."), "end the line with a backslash"),
    (says("<u>One</u> and two."), "underlined words are not printed"),
    (says("m<sup>2</sup>"), "write x^2^"),
    (says("H<SUB>2</SUB>O"), "write H~2~O"),
    (says("<center>One</center>"), "write its words without tags"),
    (says("<custom>\nOne\n</custom>"), "write Markdown; a comment is a line that begins with %"),
    (says("<!-- one -->"), "a comment is a line of its own that begins with %"),
    (swap(ACTIONS, "number 2", "number<br>2"), "end the line with a backslash"),
    (says("\\newpage"), "write :::{page-break} and ::: on lines of their own"),
    (says("One \\pagebreak{} two"), "write :::{page-break}"),
    (says(":::{newpage}\n:::"), 'did you mean "page-break"?'),
    (says("[TOC]"), "write :::{contents}"),
    (says(":::{toc}\n:::"), 'did you mean "contents"?'),
    # Lists in a paragraph.
    (says("a) x\nb) y"), 'run on in one paragraph: "a)", "b)"'),
    (says("The group:\n(a) x\n(b) y\n(c) z"), 'run on in one paragraph: "(a)", "(b)"'),
    (says("i. x\nii. y"), 'run on in one paragraph: "i.", "ii."'),
    (says("– x\n– y"), 'run on in one paragraph: "–", "–"'),
    (says("The group:\n2. x\n3. y"), "put an empty line before"),
    (says(f"The group:\n-{NBSP}x\n-{NBSP}y"), "type an ordinary space"),
    # Files that nobody reads.
    (holds("appendices/04 My Annex.md", "# Mine\n"), "name it after its title, such as 04-my-annex.md"),
    (holds("appendices/04_annex.md", "# Mine\n"), "such as 04-annex.md"),
    (holds("appendices/04-x.docx", ""), "an appendix is a Markdown file (.md)"),
    (holds("appendices/04-x.MD", "# X\n"), "an appendix is a Markdown file (.md)"),
    (holds("appendix/04-x.md", "# X\n"), 'did you mean "appendices"?'),
    (holds("appendices/old/04-x.md", "# X\n"), 'nothing in the folder "appendices/old" is read but pictures'),
    (holds("drafts/x.docx", ""), 'nothing in the folder "drafts" is read but pictures'),
    (holds("papers/status.docx", ""), "a paper is a Markdown file (.md)"),
    (holds("papers/status/text.md", "x\n"), 'nothing in the folder "papers/status" is read but pictures'),
    (holds("meetings/tenth.yml", "name: x\n"), "a meeting is a YAML file (.yaml)"),
    (holds("actions.yml", "[]\n"), 'did you mean "actions.yaml"?'),
]


@pytest.mark.parametrize(
    ("change", "words"), ONE_CAUSE + HINTS, ids=[words for _, words in ONE_CAUSE + HINTS]
)
def test_one_slip_is_one_message_that_helps(tmp_path: Path, change: Change, words: str) -> None:
    files = dict(CONTENT)
    change(files)
    problems = found(tmp_path, files)
    assert len(problems) == 1, "\n".join(map(str, problems))
    assert words in str(problems[0])


@pytest.mark.parametrize(
    "words",
    [
        "The group:\\\n(a) one,\\\n(b) two.",
        "The members are to agree on the following:\n(a) one and (b) two.",
        "Of the members, see paragraph\nb) of the rules.",
        "It is to be done, i.\ne. soon, by Dr\na. Marsh.",
        "Members – and observers\n– agreed.",
        "A [word] (see below) in brackets.",
        "Written \\\\newpage, and a) this, b) that.",
    ],
)
def test_what_only_looks_like_a_slip_is_none(tmp_path: Path, words: str) -> None:
    files = dict(CONTENT)
    says(words)(files)
    assert not found(tmp_path, files)


def test_the_same_slip_in_several_files_names_all_places(tmp_path: Path) -> None:
    """Before, each was a message, and each reference to what is not there another."""
    files = dict(CONTENT)
    swap(ACTIONS, "id: measure-1", "id: harbours")(files)
    (problem,) = found(tmp_path, files)
    assert problem.place.file.endswith("plan.md")
    assert problem.advice.endswith(
        "the same in " + f"{(tmp_path / 'appendices/01-history.md').as_posix()}:3:4"
    )


def test_two_empty_files_are_two_messages(tmp_path: Path) -> None:
    files = dict(CONTENT) | {"appendices/02-a.md": "", "appendices/03-b.md": ""}
    assert len(found(tmp_path, files)) == 2


def test_two_faults_are_told_although_one_hides_what_follows(tmp_path: Path) -> None:
    files = dict(CONTENT)
    swap("members.yaml", "id: Peru", "id: Kenya")(files)
    swap(ACTIONS, "member: Samoa", "member: Somoa")(files)
    assert [problem.message for problem in found(tmp_path, files)] == [
        'the member "Kenya" is listed twice',
        'the member "Somoa" is not known',
    ]
