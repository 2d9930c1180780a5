"""Amendments as editors make them in Word: what becomes of the content, and what is told instead."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from msgspec.structs import replace

from tests.contents import FILES
from tests.documents import picture
from tests.writeback.amending import folder
from workplan.content.load import load
from workplan.document.composing.compose import compose
from workplan.document.look import BOLD, ITALIC, PLAIN, Look
from workplan.document.resolving.resolve import resolve
from workplan.document.tree import (
    Block,
    Cell,
    Document,
    Figure,
    Heading,
    Inline,
    List,
    Note,
    NoteReference,
    Paragraph,
    Reference,
    Row,
    Table,
    Text,
)
from workplan.writeback.write import Written, write_back

OLD = compose(load(folder(FILES)).plan)
Edit = Callable[[list[Block]], object]


def written(edit: Edit, notes: tuple[Note, ...] = ()) -> Written:
    blocks = list(OLD.blocks)
    edit(blocks)
    return write_back(folder(FILES), resolve(replace(OLD, blocks=tuple(blocks), notes=(*OLD.notes, *notes))))


def changed(found: Written) -> list[str]:
    """The lines that are new, or not there any more: `+` or `-` before each."""
    lines: list[str] = []
    for name, text in found.files.items():
        before, after = FILES[name].split("\n"), text.split("\n")
        lines += [f"-{line}" for line in before if line not in after]
        lines += [f"+{line}" for line in after if line not in before]
    return lines


def place(blocks: list[Block], id: str) -> int:
    return next(n for n, block in enumerate(blocks) if block.id == id)


def words(text: str, look: Look = PLAIN) -> tuple[Inline, ...]:
    return (Text(text, look),)


def cell(row: str, column: int, *paragraphs: str | tuple[Inline, ...]) -> Edit:
    """The cell of an action, saying these paragraphs."""

    def edit(blocks: list[Block]) -> None:
        n = place(blocks, "actions")
        table = blocks[n]
        assert isinstance(table, Table)
        rows = list(table.rows)
        at = next(i for i, each in enumerate(rows) if each.id == row)
        cells = list(rows[at].cells)
        said = tuple(
            Paragraph("", words(each) if isinstance(each, str) else each, label="1." if not column else "")
            for each in paragraphs
        )
        cells[column] = Cell(cells[column].id, said)
        rows[at] = replace(rows[at], cells=tuple(cells))
        blocks[n] = replace(table, rows=tuple(rows))

    return edit


def new_row(*said: str) -> Edit:
    def edit(blocks: list[Block]) -> None:
        n = place(blocks, "actions")
        table = blocks[n]
        assert isinstance(table, Table)
        cells = tuple(
            Cell("", (Paragraph("", words(each), label="" if c else "1."),) if each else ())
            for c, each in enumerate(said)
        )
        blocks[n] = replace(table, rows=(table.rows[0], Row("", cells), *table.rows[1:]))

    return edit


STORMS = Reference("storms", "2", "number")
MEASURE = "Measure the *tide*"

CASES: dict[str, tuple[Edit, list[str]]] = {
    "linked priorities, typed": (
        cell(
            "measure",
            0,
            (Text("Measure the "), Text("tide", look=ITALIC), Text(" (linked priority "), STORMS, Text(")")),
        ),
        ["-  linked_priorities: [storms, calm]", "+  linked_priorities: [storms]"],
    ),
    "a number typed beside a reference": (
        cell(
            "report",
            0,
            (
                Text("Report"),
                NoteReference("note.source", 0),
                Text(" (Linked priority 1, "),
                STORMS,
                Text(" )"),
            ),
        ),
        ["-  linked_priorities: [calm]", "+  linked_priorities: [calm, storms]"],
    ),
    "words and links of an action": (
        cell("measure", 0, "Measure: all tides (linked priority 2,1)"),
        [f"-  action: {MEASURE}", '+  action: "Measure: all tides"'],
    ),
    "a role": (
        cell("measure", 1, "Harbours, Pilots (lead)"),
        [
            "-  interest: [{member: Harbours, role: lead}, {member: Pilots}]",
            "+  interest: [{member: Harbours}, {member: Pilots, role: lead}]",
        ],
    ),
    "a member added to a role's line": (
        cell("measure", 1, "Lead: Harbours, Pilots"),
        [
            "-  interest: [{member: Harbours, role: lead}, {member: Pilots}]",
            "+  interest: [{member: Harbours, role: lead}, {member: Pilots, role: lead}]",
        ],
    ),
    "members on lines of their own": (
        cell("report", 1, "Pilots", "Harbours (Contributing)"),
        ["+  interest: [{member: Pilots}, {member: Harbours, role: contributing}]"],
    ),
    "a new member": (
        cell("report", 1, "Lighthouse Keepers (lead)"),
        ["+- id: Lighthouse Keepers", "+  interest: [{member: Lighthouse Keepers, role: lead}]"],
    ),
    "no interest": (
        cell("measure", 1),
        ["-  interest: [{member: Harbours, role: lead}, {member: Pilots}]"],
    ),
    "a status": (
        cell(
            "measure",
            2,
            "completed",
            "As reported at the Fourth Meeting",
            "All *measured*",
            "Timeframe: 2033",
        ),
        [
            "+  status: {state: completed, text: All \\*measured\\*, "
            'timeframe: "2033", meeting: the Fourth Meeting}'
        ],
    ),
    "no status": (
        cell("report", 2),
        ['-  status: {state: ongoing, text: Begun **well**, timeframe: "2032", meeting: the Third Meeting}'],
    ),
    "a state alone": (
        cell(
            "report",
            2,
            "Postponed",
            (Text("Begun "), Text("well", look=BOLD)),
            "Timeframe: 2032",
            "As reported at the Third Meeting",
        ),
        [
            '-  status: {state: ongoing, text: Begun **well**, timeframe: "2032", meeting: the Third Meeting}',  # noqa: E501
            '+  status: {state: postponed, text: Begun **well**, timeframe: "2032", meeting: the Third Meeting}',  # noqa: E501
        ],
    ),
    "a new action": (
        new_row("Chart the reefs of the whole northern coast (linked priority 1)", "Pilots", ""),
        [
            "+- id: chart-the-reefs-of-the-whole",
            "+  action: Chart the reefs of the whole northern coast",
            "+  interest: [{member: Pilots}]",
        ],
    ),
    "a title": (
        lambda blocks: blocks.__setitem__(2, replace(blocks[2], inlines=words("Work Plan 2034"))),
        ['-title: "Forward Work Plan: 2031-2033"', '+title: "Work Plan 2034"'],
    ),
    "a mandate": (
        lambda blocks: blocks.insert(1, Paragraph("mandate", words("on Tides"), "mandate")),
        [
            "-organisation: {name: The Tide Process}",
            "+organisation: {name: The Tide Process, mandate: on Tides}",
        ],
    ),
    "a heading that keeps its id": (
        lambda blocks: blocks.__setitem__(
            n := place(blocks, "actions-section"), replace(blocks[n], inlines=words("What we do"))
        ),
        ["-# Actions", "+(actions-section)=", "+# What we do"],
    ),
    "a paragraph that looks like a list": (
        lambda blocks: blocks.insert(
            place(blocks, "steps") + 1, Paragraph("", words("1. This is # no list"))
        ),
        ["+1\\. This is # no list"],
    ),
}


@pytest.mark.parametrize("title", CASES)
def test_written(title: str) -> None:
    edit, expected = CASES[title]
    found = written(edit)
    assert [str(problem) for problem in found.problems if not problem.warning] == []
    assert sorted(line for line in changed(found) if line not in "+-") == sorted(expected)


def test_roles_as_copies_of_before_have_them() -> None:
    """A copy that was sent before roles had lines of their own changes nothing by it, and needs no word."""
    as_before = dict(FILES) | {"plan.yaml": f"{FILES['plan.yaml']}printed_as: 5\n"}
    copy = compose(load(folder(as_before)).plan)
    assert copy != OLD
    found = write_back(folder(FILES), copy)
    assert [p for p in found.problems if "interest" in p.message] == []
    assert found.files.get("actions.yaml", FILES["actions.yaml"]) == FILES["actions.yaml"]


REFUSED: dict[str, tuple[Edit, str]] = {
    "words behind the links": (
        cell("report", 0, "Report (linked priority 1) soon"),
        "is made of linked_priorities",
    ),
    "words among the links": (
        cell("report", 0, "Report (linked priority one)"),
        "no priority has this number",
    ),
    "a priority that is not there": (
        cell("report", 0, "Report (linked priority 7)"),
        "no priority has this number",
    ),
    "no links": (cell("report", 0, "Report"), "follow from linked_priorities"),
    "no words": (cell("report", 0, "(linked priority 1)"), "an action without words"),
    "two paragraphs": (cell("report", 0, "Report", "(linked priority 1)"), "an action is one paragraph"),
    "a member misspelt": (cell("report", 1, "Pilot"), 'the member "Pilot" is not known'),
    "a role that is none": (cell("report", 1, "Pilots (chair)"), "is not a role"),
    "a member twice": (cell("report", 1, "Pilots, Pilots (lead)"), "is listed twice"),
    "a bold member": (cell("report", 1, words("Pilots", look=BOLD)), "is plain words"),
    "two texts": (cell("report", 2, "Begun", "Ended"), "two lines of text"),
    "a new action without links": (new_row("Chart the reefs", "", ""), "follow from linked_priorities"),
    "a picture": (
        lambda blocks: blocks.append(Figure("", picture(3, 3), "A chart")),
        "there is a new picture",
    ),
    "an appendix": (
        lambda blocks: blocks.append(Heading("more", 1, words("More"), "Appendix B:")),
        'the appendix "More" is new',
    ),
    "no appendix": (
        lambda blocks: blocks.__delitem__(slice(place(blocks, "background"), None)),
        'the title of the appendix "background" is gone',
    ),
    "no table": (lambda blocks: blocks.__delitem__(place(blocks, "actions")), '"actions" is gone'),
    "no title": (lambda blocks: blocks.__delitem__(2), "the title is gone"),
}


@pytest.mark.parametrize("title", REFUSED)
def test_told(title: str) -> None:
    """What cannot be written is told, with what to do; the content stays as it is, all else is written."""
    edit, message = REFUSED[title]

    def with_another(blocks: list[Block]) -> None:
        blocks[3] = replace(blocks[3], inlines=(*blocks[3].inlines, Text(" And more.")))
        edit(blocks)

    found = written(edit)
    errors = [problem for problem in found.problems if not problem.warning]
    assert len(errors) == 1
    assert message in errors[0].message
    assert errors[0].hint
    assert found.files == {}
    assert list(written(with_another).files) == ["plan.md"]


def test_a_note_is_new_in_text_and_in_footnotes() -> None:
    def call(blocks: list[Block]) -> None:
        n = place(blocks, "background.1")
        blocks[n] = replace(blocks[n], inlines=(Text("Two"), NoteReference("note.new", 0), Text(" words.")))

    found = written(call, (Note("note.new", 0, words("As said: before")),))
    assert changed(found) == [
        "-Two words.",
        "+Two[^as-said-before] words.",
        '+as-said-before: "As said: before"',
    ]
    assert found.problems == ()


def test_a_note_is_gone_from_text_and_from_footnotes() -> None:
    def uncall(blocks: list[Block]) -> None:
        blocks[n] = replace(
            blocks[n := place(blocks, "priorities")],
            items=(
                replace(blocks[n].items[0], blocks=(Paragraph("", words("Calm seas")),)),
                blocks[n].items[1],
            ),
        )

    found = written(uncall)
    assert changed(found) == ["-  text: Calm seas[^calm]", "+  text: Calm seas", "-calm: No wind."]


def test_no_text_is_lost_with_the_title_of_an_appendix() -> None:
    """Without the fix, all that stood below a new title was taken out of the content, and all below one that
    was taken out stood there twice."""

    def titled(blocks: list[Block]) -> None:
        blocks.insert(place(blocks, "background.1"), Heading("more", 1, words("More"), "Appendix A:"))

    def untitled(blocks: list[Block]) -> None:
        del blocks[place(blocks, "background")]

    def reworded(edit: Edit) -> Written:
        def edited(blocks: list[Block]) -> None:
            blocks[place(blocks, "history.1")] = Paragraph("history.1", words("Another line."))
            edit(blocks)

        return written(edited)

    for edit, message in ((titled, 'the appendix "More" is new'), (untitled, "the title of the appendix")):
        found = reworded(edit)
        assert [message in problem.message for problem in found.problems] == [True]
        assert changed(found) == ["-A line.", "+Another line."]


def test_lists_in_lists() -> None:
    def deeper(blocks: list[Block]) -> None:
        node = blocks[n := place(blocks, "steps.1")]
        assert isinstance(node, List)
        below = node.items[0].blocks[1]
        assert isinstance(below, List)
        new = replace(below.items[0], id="", blocks=(Paragraph("", words("also under one")),))
        first = replace(
            node.items[0], blocks=(node.items[0].blocks[0], replace(below, items=(*below.items, new)))
        )
        blocks[n] = replace(
            node, items=(replace(new, blocks=(Paragraph("", words("zero")),)), first, node.items[1])
        )

    found = written(deeper)
    expected = "1. zero\n2. one\n   - under one\n   - also under one\n3. two\n"
    assert expected in found.files["plan.md"]


def test_what_the_new_title_leaves_behind_is_told() -> None:
    found = written(CASES["a title"][0])
    assert ["running head" in problem.message for problem in found.problems] == [True]


def test_a_plan_that_does_not_hold_together_is_told_and_not_written() -> None:
    """A priority that goes while actions are linked to it."""

    def without_storms(blocks: list[Block]) -> None:
        node = blocks[n := place(blocks, "priorities")]
        assert isinstance(node, List)
        blocks[n] = replace(node, items=node.items[:1])

    found = written(without_storms)
    assert found.files == {}
    assert 'linked priority "storms" does not exist' in [problem.message for problem in found.problems]


def test_documents_without_changes(document: Document = OLD) -> None:
    assert write_back(folder(FILES), document) == Written({}, ())


FORMS: dict[str, Callable[[str], str]] = {
    "no end of the last line": lambda text: text.rstrip("\n"),
    "CRLF": lambda text: text.replace("\n", "\r\n"),
    "CR": lambda text: text.replace("\n", "\r"),
    "a byte order mark": lambda text: f"\ufeff{text}",
}


@pytest.mark.parametrize("form", FORMS)
def test_files_keep_their_form(form: str) -> None:
    """Without the fix, a file that nobody amended got an end of its last line."""
    change = FORMS[form]

    def edit(blocks: list[Block]) -> None:
        blocks[place(blocks, "title")] = replace(
            blocks[place(blocks, "title")], inlines=words("Another plan")
        )
        heading = blocks[place(blocks, "history")]
        blocks[place(blocks, "history")] = replace(heading, inlines=words("What was"))
        blocks.append(Paragraph("", words("The end.")))

    usual = written(edit).files
    blocks = list(OLD.blocks)
    edit(blocks)
    files = {name: change(text) for name, text in FILES.items()}
    found = write_back(folder(files), resolve(replace(OLD, blocks=tuple(blocks)))).files
    assert found == {name: change(text) for name, text in usual.items()}
    assert sorted(found) == ["appendices/01-background.md", "plan.yaml"]


def test_a_row_with_a_status_that_was_cut_and_pasted() -> None:
    """Without the fix, the lines of its status had other ids than those of the content: our bug, it said."""

    def edit(blocks: list[Block]) -> None:
        table = blocks[place(blocks, "actions")]
        assert isinstance(table, Table)
        first, second = table.rows
        cells = (
            Cell("", tuple(replace(paragraph, id="") for paragraph in cell.blocks)) for cell in second.cells
        )
        pasted = replace(second, id="new", cells=tuple(cells))
        blocks[place(blocks, "actions")] = replace(table, rows=(pasted, first))

    found = written(edit)
    assert not found.problems
    entries = FILES["actions.yaml"].split("- id: ")
    assert sorted(found.files["actions.yaml"].split("- id: ")) == sorted(entries)
    assert found.files["actions.yaml"].startswith("- id: report\n")


@pytest.mark.parametrize("words", ["∞ Completed", "■ Completed", "completed", "■Completed", "× COMPLETED"])
def test_the_name_of_a_state_says_which_one_it_is(words: str) -> None:
    """The shape in front of it may be another one's, or missing."""
    found = written(cell("report", 2, words, "Begun", "Timeframe: 2032"))
    assert not [problem for problem in found.problems if not problem.warning]
    assert "state: completed" in found.files["actions.yaml"]


def test_a_state_that_is_none_is_told() -> None:
    # Before, "a status with two lines of text".
    def edit(blocks: list[Block]) -> None:
        cell("report", 2, "∞ Complete", "Begun")(blocks)
        at = place(blocks, "actions")
        table = blocks[at]
        assert isinstance(table, Table)
        *rows, last = table.rows
        status = last.cells[2]
        first = replace(status.blocks[0], id=f"{status.id}.state")
        cells = (*last.cells[:2], replace(status, blocks=(first, *status.blocks[1:])))
        blocks[at] = replace(table, rows=(*rows, replace(last, cells=cells)))

    found = written(edit)
    (problem,) = [problem for problem in found.problems if not problem.warning]
    assert problem.message.endswith('"Complete" is not a state (Action 2, status)')
    assert 'did you mean "Completed"?' in problem.hint
    assert not found.files
