"""Tables of actions that choose, group and sort them, with columns of the author's; and their way back."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from datetime import date
from itertools import permutations
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from tests.contents import FILES, PLAN
from tests.directives.test_twice import TOLD
from tests.printing import print_pdf
from tests.writeback.amending import folder
from workplan.compare.names.naming import place_names
from workplan.compare.redline.redline import compare
from workplan.content.load import load
from workplan.content.sources.sources import Sources
from workplan.design.theme import theme
from workplan.directives.actions import selection
from workplan.document.composing.compose import compose
from workplan.document.resolving.resolve import resolve
from workplan.document.revisions import accept, reject
from workplan.document.tree import Document, Paragraph, Revision, Row, Table, Text
from workplan.document.walking.walk import ids, map_lines, plain
from workplan.errors import ContentError, Place
from workplan.opening import open_carried, open_content
from workplan.render.html import web_page
from workplan.review.incoming.dossier import Dossier, Given
from workplan.review.steps.applying import Applied, applied
from workplan.review.steps.reviewing import Reviewed, baseline, review
from workplan.verify import verify
from workplan.word import write
from workplan.word.reader import read
from workplan.writeback.sources import sources
from workplan.writeback.write import Written, write_back

ACTIONS = """\
- id: measure
  action: Measure the *tide*[^source]
  linked_priorities: [storms, calm]
  interest: [{member: Harbours, role: lead}, {member: Pilots, role: contributing}]
  status: {state: in-progress, timeframe: "2031", meeting: the Third Meeting}
- id: report
  action: Report
  linked_priorities: [calm]
  status: {state: ongoing, text: Begun **well**, timeframe: "2032"}
- id: train
  action: Train pilots
  linked_priorities: [storms]
  interest: [{member: Pilots}]
"""
OVERDUE = "columns: number, action, lead, state, timeframe, overdue"


def files(*tables: str, whole: bool = False, plan: str = PLAN) -> dict[str, str]:
    """A content folder whose manuscript has these tables, each content by the lines of its options."""
    some = "\n".join(
        ":::{action-items}\n" + "".join(f":{o.strip()}\n" for o in t.split(";") if o) + ":::\n"
        for t in tables
    )
    text = f"# Priorities\n\n:::{{priorities}}\n:::\n\n# Some\n\n{'Action [](#report).' * whole}\n\n{some}"
    text += "\n# All\n\n:::{action-items}\n:::\n" if whole else ""
    notes = FILES["footnotes.yaml"].replace("interest: As members say.\n", "")
    return {**FILES, "plan.yaml": plan, "plan.md": text, "actions.yaml": ACTIONS, "footnotes.yaml": notes}


def composed(content: dict[str, str]) -> Document:
    return compose(load(folder(content)).plan)


def tables(document: Document) -> list[Table]:
    return [block for block in document.blocks if isinstance(block, Table)]


def said(table: Table) -> list[list[str]]:
    rows = (table.header, *table.rows)
    return [[" / ".join(plain(p.inlines) for p in cell.blocks) for cell in row.cells] for row in rows]


def shown(*options: str) -> list[list[str]]:
    return said(tables(composed(files(*options)))[0])


@pytest.mark.parametrize(
    ("options", "chosen"),
    [
        ("priority: storms", ["measure", "train"]),
        ("priority: storms, calm", ["measure", "report", "train"]),
        ("state: ongoing", ["report"]),
        ("state: none, in-progress", ["measure", "train"]),
        ("member: Pilots", ["measure", "train"]),
        ("lead: missing", ["report", "train"]),
        ("overdue: yes; on: 2032-01-01", ["measure"]),
        ("overdue: yes; on: 2031-12-31", ["group.none"]),
        ("overdue: yes", ["group.none"]),  # the edition's day is before
        ("sort: state", ["measure", "report", "train"]),
        ("sort: priority", ["measure", "report", "train"]),
        ("sort: member", ["measure", "train", "report"]),
        ("sort: timeframe; priority: storms", ["measure", "train"]),
        ("group: state", [
            "group.in-progress", "group.in-progress.measure", "group.ongoing", "group.ongoing.report",
            "group.without", "group.without.train",
        ]),
        ("group: priority; priority: calm", ["group.calm", "group.calm.measure", "group.calm.report"]),
        ("group: member; member: Pilots", ["group.pilots", "group.pilots.measure", "group.pilots.train"]),
    ],
)  # fmt: skip
def test_what_a_table_shows(options: str, chosen: list[str]) -> None:
    # Before, every table printed all actions: "the option "priority" is unknown".
    (table,) = tables(composed(files(options)))
    assert [row.id.removeprefix("actions.") for row in table.rows] == chosen
    assert table.header.cells[0].id == "actions.head.number"


def test_columns_say_each_thing_once() -> None:
    assert shown(OVERDUE + "; on: 2032-01-01; lead-heading: Who *leads*") == [
        ["No.", "Action item", "Who leads", "State", "Timeframe", "Overdue"],
        ["1.", "Measure the tide (linked priority 1,2)", "Harbours", "► In progress", "2031", "Overdue"],
        ["2.", "Report (linked priority 1)", "", "∞ Ongoing", "2032", ""],
        ["3.", "Train pilots (linked priority 2)", "", "", "", ""],
    ]
    options = "columns: priorities, action, interest, contributing, status, meeting; state: in-progress"
    assert shown(options) == [
        ["Linked priority", "Action item", "Members' interest", "Contributing", "Status", "As reported at"],
        ["1, 2", "Measure the tide", "Lead: Harbours", "Pilots", "► In progress / Timeframe: 2031",
         "the Third Meeting"],
    ]  # fmt: skip


def test_widths_that_leave_no_room_for_a_word_give_way() -> None:
    """Before, a column of 12 % broke its heading: "Timefram / e"."""
    (table,) = tables(
        composed(files("columns: number, action, interest, state, timeframe; widths: 7 53 16 12 12"))
    )
    narrow = table.widths
    assert narrow[4] > 0.12 and narrow[1] < 0.53 and sum(narrow) == pytest.approx(1)
    (table,) = tables(composed(files("columns: action, timeframe; widths: 60 40")))
    assert table.widths == (0.6, 0.4)


def test_a_filter_that_finds_nothing_says_so_in_the_plan_s_words() -> None:
    assert shown("state: completed")[1:] == [["", "No action", "", ""]]
    german = PLAN + "wording: {no_action: Keine, number: Nr.}\n"
    (table,) = tables(composed(files("state: completed", plan=german)))
    assert said(table) == [["Nr.", "Action item", "Members' interest", "Status"], ["", "Keine", "", ""]]


@pytest.mark.parametrize(
    ("options", "said", "hint", "column"),
    [
        ("priority: strms", 'no priority "strms"', 'did you mean "storms"?', 12),
        ("state: onging", 'no state "onging"', 'did you mean "ongoing"?', 9),
        ("member: Pilot", 'no member "Pilot"', 'did you mean "Pilots"?', 10),
        ("columns: numbr, action", 'columns cannot be "numbr, action"', 'did you mean "number"?', 11),
        ("group: lead", 'group cannot be "lead"', "priority, state", 9),
        ("on: soon", 'on cannot be "soon"', "2021-12-01", 6),
        ("widths: 10 90", "widths for 2 columns in a table of 3", "action", 10),
        ("lead-heading: Who", 'no column "lead"', "columns", 16),
        ("filter: all", 'the option "filter" is unknown', "state", 1),
    ],
)
def test_what_is_wrong_with_an_option_is_told_at_its_place(
    options: str, said: str, hint: str, column: int
) -> None:
    with pytest.raises(ContentError) as caught:
        composed(files(options))
    problem = caught.value.problems[0]
    assert said in problem.message
    assert hint in problem.hint
    assert (problem.place.file, problem.place.line, problem.place.column) == ("content/plan.md", 11, column)


def test_a_reference_leads_to_what_a_table_prints() -> None:
    for options, leads in (("state: ongoing", True), ("state: completed", False), ("group: state", False)):
        content = files(options)
        content["plan.md"] = content["plan.md"].replace("# Some\n", "# Some\n\nAction [](#report).\n")
        if leads:
            assert read(write(composed(content), theme())).document == composed(content)
            continue
        with pytest.raises(ContentError) as caught:
            composed(content)
        assert "no table" in caught.value.problems[0].message


ALL_KINDS = (OVERDUE + "; overdue: yes; on: 2033-01-01", "group: priority", "state: completed",
             "columns: action, priorities, contributing; sort: member")  # fmt: skip


def test_more_references_ask_no_more_for_what_a_table_prints(monkeypatch: pytest.MonkeyPatch) -> None:
    """Before, each reference went through all directives of the manuscript and, where its table chooses,
    through all actions: 3,000 paragraphs with two references each were checked in four seconds."""
    asked: Counter[str] = Counter()

    def count(owner: Any, name: str) -> None:
        function = getattr(owner, name)

        def counted(*given: Any) -> Any:
            asked[name] += 1
            return function(*given)

        monkeypatch.setattr(owner, name, counted)

    count(selection, "chosen")
    count(Sources, "directives")

    def taken(references: int) -> dict[str, int]:
        content = files("priority: calm")
        content["plan.md"] = content["plan.md"].replace(
            "# Some", "# Some\n\n" + "See [](#report).\n\n" * references
        )
        asked.clear()
        composed(content)
        return dict(asked)

    few = taken(2)
    assert set(few) == {"chosen", "directives"}
    assert taken(40) == few


def test_ids_are_unique_and_sources_are_right() -> None:
    content = files(*ALL_KINDS, whole=True)
    document = composed(content)
    names = [id for block in document.blocks for id in ids(block)]
    assert len(names) == len(set(names))
    *some, whole = tables(document)
    assert [row.id for row in whole.rows] == ["measure", "report", "train"]  # references lead there
    assert [row.source for row in some[0].rows] == ["measure", "report"]
    assert resolve(document) == document
    places = sources(load(folder(content)))
    for table in some[:2]:
        for row in table.rows:
            if row.source in ("measure", "report", "train"):
                line = ACTIONS.splitlines().index(f"- id: {row.source}") + 1
                assert places[row.id].line == line, row.id
    timeframe = f"{some[0].rows[0].id}.timeframe"
    assert (places[timeframe].file, places[timeframe].line) == ("content/actions.yaml", 5)


def test_word_gives_every_table_back() -> None:
    document = composed(files(*ALL_KINDS, whole=True))
    once = read(write(document, theme()))
    assert once.document == document
    assert not once.findings


@pytest.mark.slow
def test_the_formats_agree_and_so_does_an_edition() -> None:
    content = files(*ALL_KINDS, whole=True)
    document = composed(content)
    web = web_page(document, theme()).encode()
    verify(document, {"pdf": print_pdf(document), "docx": write(document, theme()), "html": web})
    opened = open_content(folder(content))
    again = open_carried(opened.standing.text, "x")
    assert tables(compose(again.plan)) == tables(document)


_COLUMNS = ["number", "action", "priorities", "interest", "lead", "contributing", "state", "status",
            "timeframe", "meeting", "overdue"]  # fmt: skip


@st.composite
def any_options(draw: st.DrawFn) -> str:
    """The options of a table of actions, with any of them or none."""

    def some(values: list[str]) -> st.SearchStrategy[str]:
        return st.lists(st.sampled_from(values), min_size=1, max_size=3, unique=True).map(", ".join)

    known = {
        "priority": some(["calm", "storms"]),
        "state": some(["in-progress", "ongoing", "none"]),
        "member": some(["Pilots", "Harbours"]),
        "lead": st.just("missing"),
        "overdue": st.just("yes"),
        "on": st.sampled_from(["2031-12-31", "2033-01-01"]),
        "group": st.sampled_from(["priority", "state", "member"]),
        "sort": st.sampled_from(["priority", "state", "member", "timeframe"]),
        "columns": st.lists(st.sampled_from(_COLUMNS), min_size=1, unique=True).map(", ".join),
    }
    names = draw(st.lists(st.sampled_from([*known]), max_size=4, unique=True))
    return "; ".join(f"{name}: {draw(known[name])}" for name in names)


@given(st.lists(any_options(), min_size=1, max_size=3), st.booleans())
@settings(max_examples=30, deadline=None)
def test_laws_of_all_tables(options: list[str], whole: bool) -> None:
    """Names are unique, Word gives all of it back, and content that nobody changed is not changed."""
    content = files(*options, whole=whole)
    document = composed(content)
    names = [id for block in document.blocks for id in ids(block)]
    assert len(names) == len(set(names))
    assert resolve(document) == document
    back = read(write(document, theme())).document
    assert back == document
    written = write_back(folder(content), back)
    assert not written.files and not written.problems
    changed = composed({**content, "actions.yaml": ACTIONS.replace("state: ongoing", "state: completed")})
    redline = compare(document, changed, TOLD)
    assert accept(redline) == changed
    assert reject(redline) == document


# The way back

Change = Callable[[Row], Row | None]


def edited(content: dict[str, str], change: Change, table: int = 0) -> Written:
    old = composed(content)
    at = tables(old)[table]
    rows = tuple(row for row in map(change, at.rows) if row)
    blocks = tuple(replace(b, rows=rows) if b is at else b for b in old.blocks)
    return write_back(folder(content), resolve(replace(old, blocks=blocks)))


def saying(old: str, new: str, row: str = "") -> Change:
    def words(inlines: tuple) -> tuple:  # type: ignore[type-arg]
        return tuple(replace(i, text=i.text.replace(old, new)) if isinstance(i, Text) else i for i in inlines)

    def change(found: Row) -> Row:
        if row not in found.id:
            return found
        holder = Table("t", "", (), found, ())
        return map_lines(holder, words).header  # type: ignore[union-attr]

    return change


def typed(column: str, words: str, row: str) -> Change:
    """Put words into a cell, in place of what is there."""

    def change(found: Row) -> Row:
        if not found.id.endswith(row):
            return found
        cells = (
            replace(cell, blocks=(_line(cell.id, words),) if words else ())
            if cell.id.endswith(f".{column}")
            else cell
            for cell in found.cells
        )
        return replace(found, cells=tuple(cells))

    return change


def _line(cell: str, words: str) -> Paragraph:
    return Paragraph(f"{cell}.text", (Text(words),))


@pytest.mark.parametrize(
    ("options", "change", "was", "now"),
    [
        ("priority: storms", saying("Train", "Teach"), "Train pilots", "Teach pilots"),
        ("group: priority", saying("Train", "Teach"), "Train pilots", "Teach pilots"),
        ("lead: missing", saying("Begun", "Done"), "Begun **well**", "Done **well**"),
        (OVERDUE, typed("lead", "Pilots", "report"),
         "  linked_priorities: [calm]\n  status",
         "  linked_priorities: [calm]\n  interest: [{member: Pilots, role: lead}]\n  status"),
        (OVERDUE, typed("lead", "", "measure"), "{member: Harbours, role: lead}, ", ""),
        (OVERDUE, typed("state", "completed", "measure"), "state: in-progress", "state: completed"),
        (OVERDUE, typed("timeframe", "2033", "report"), 'timeframe: "2032"', 'timeframe: "2033"'),
        ("columns: action, priorities", typed("priorities", "1 and 2", "train"), "[storms]\n  interest",
         "[calm, storms]\n  interest"),
        ("columns: action, status, timeframe", saying("Begun", "Going"), "Begun **well**", "Going **well**"),
        ("columns: interest, lead", typed("interest", "Pilots", "measure"),
         "{member: Pilots, role: contributing}", "{member: Pilots}"),
    ],
)  # fmt: skip
def test_an_edit_goes_to_the_action(options: str, change: Change, was: str, now: str) -> None:
    for whole in (False, True):
        content = files(options, whole=whole)
        written = edited(content, change)
        assert not written.problems
        assert written.files == {"actions.yaml": ACTIONS.replace(was, now)}
        assert was in ACTIONS


def test_what_no_longer_fits_the_filter_leaves_the_table() -> None:
    content = files("state: ongoing", "group: state")
    written = edited(content, typed("status", "Completed", "report"))
    assert not written.problems
    assert "state: completed" in written.files["actions.yaml"]


@pytest.mark.parametrize(
    ("options", "change", "message", "hint"),
    [
        ("columns: number, action", typed("number", "7.", "report"), '"7." cannot stand', "order"),
        (OVERDUE + "; on: 2032-01-01", typed("overdue", "No", "measure"), '"No" cannot stand', "timeframe"),
        ("group: state", typed("action", "Going on", "group.ongoing"), '"Going on" cannot stand', "below"),
        ("state: completed", typed("action", "Nothing", "none"), '"Nothing" cannot stand', "below"),
        ("priority: storms", lambda r: None if r.id == "train" else r, 'the action "train" cannot be taken',
         "options"),
        (OVERDUE, typed("state", "Finnished", "report"), '"Finnished" is not a state', "states"),
        ("columns: action, priorities", typed("priorities", "9", "train"), "no priority has this number", ""),
        ("columns: action, priorities", typed("action", "", "train"), "without words", ""),
    ],
)  # fmt: skip
def test_what_is_worked_out_is_explained_and_nothing_is_lost(
    options: str, change: Change, message: str, hint: str
) -> None:
    written = edited(files(options), change)
    (problem,) = written.problems
    assert message in problem.message
    assert hint in problem.hint
    assert not problem.warning
    assert not written.files


@pytest.mark.parametrize(
    "options",
    [
        ("priority: storms", ""),
        ("priority: storms", "state: ongoing", ""),
        ("group: state", "priority: calm", "columns: action, lead"),
        ("priority: calm", "state: ongoing"),
    ],
)
def test_tables_right_behind_one_another_change_places(options: tuple[str, ...]) -> None:
    """Before, "actions-2" was wanted where the content has "actions-3": the ids follow from the order, and
    write-back ended with `OurBug`."""
    content = files(*options)
    old = composed(content)
    for order in permutations(range(len(options))):
        places = iter(order)
        blocks = tuple(
            tables(old)[next(places)] if isinstance(b, Table) else map_lines(b, _other_priority)
            for b in old.blocks
        )
        written = write_back(folder(content), resolve(replace(old, blocks=blocks)))
        assert not written.problems
        again = composed({**content, **written.files})
        assert [said(table) for table in tables(again)] == [said(tables(old)[n]) for n in order]
        assert "swell" in written.files["priorities.yaml"]


def _other_priority(inlines: tuple) -> tuple:  # type: ignore[type-arg]
    return tuple(
        replace(i, text=i.text.replace("Storms", "swell").replace("storms", "swell"))
        if isinstance(i, Text)
        else i
        for i in inlines
    )


def test_two_tables_that_disagree_are_told() -> None:
    content = files("priority: storms", "group: state")
    old = composed(content)
    for words, problems in (("Teach", 0), ("Drill", 1)):
        new = tuple(
            map_lines(b, lambda line, w=w: tuple(  # type: ignore[misc]
                replace(i, text=i.text.replace("Train", w)) if isinstance(i, Text) else i for i in line
            )) if isinstance(b, Table) else b
            for b, w in zip(old.blocks, ["Teach" if isinstance(b, Table) and b.id == "actions" else words
                                         for b in old.blocks], strict=True)
        )  # fmt: skip
        written = write_back(folder(content), resolve(replace(old, blocks=new)))
        assert len(written.problems) == problems
        assert "Teach pilots" in written.files["actions.yaml"]


def test_a_redline_names_actions_by_their_numbers() -> None:
    content = files("priority: storms; state: none", "group: priority", whole=True)
    old = composed(content)
    new = composed({**content, "actions.yaml": ACTIONS.replace("Train pilots", "Train captains")})
    redline = compare(old, new, Revision("A"))
    assert accept(redline) == new
    assert reject(redline) == old


# A review


def reviewed(content: dict[str, str], *changes: Change) -> tuple[Reviewed, Applied]:
    """What becomes of a copy in which the first table was changed with tracking on, when all is accepted."""
    old = composed(content)
    at = tables(old)[0]
    rows = at.rows
    for change in changes:
        rows = tuple(row for row in map(change, rows) if row)
    new = resolve(replace(old, blocks=tuple(replace(b, rows=rows) if b is at else b for b in old.blocks)))
    base = compose(open_content(folder(content)).plan, None, open_content(folder(content)).standing)
    copy = replace(compare(old, new, TOLD), source=base.source)
    sent = (Given("1.docx", write(copy, theme()), "Pilots"),)
    found = review(Dossier(baseline(sent), sent), open_content(folder(content)))
    decided = [replace(row, disposition="accept") for row in found.matrix.amendments]
    places = {row.number: Place("matrix", row.number) for row in decided}
    return found, applied(found, decided, places, folder(content), date(2031, 5, 2))


def test_a_review_of_a_filtered_table_amends_the_action() -> None:
    content = files("priority: storms; columns: number, action, lead, state", "group: state")
    found, made = reviewed(content, saying("Train", "Teach"), typed("state", "Completed", "train"))
    assert made.files["actions.yaml"] == ACTIONS.replace("Train pilots", "Teach pilots").replace(
        "  interest: [{member: Pilots}]\n",
        "  interest: [{member: Pilots}]\n  status: {state: completed}\n",
    )
    assert not [problem for problem in made.problems if not problem.warning]
    assert "content/actions.yaml" in {row.source.file for row in found.matrix.amendments if row.source}


def test_a_review_explains_what_is_worked_out_and_keeps_the_action() -> None:
    content = files("priority: storms", "group: state", whole=True)
    for change in (
        typed("number", "9.", "train"),
        lambda row: None if row.source == "train" else row,
    ):
        found, made = reviewed(content, change)
        assert found.matrix.amendments
        (problem,) = made.problems
        assert "cannot" in problem.message and not problem.warning
        assert "actions.yaml" not in made.files


@pytest.mark.parametrize("options", ["member: Pilots", "group: priority"])
def test_an_amendment_is_at_the_number_that_the_table_shows(options: str) -> None:
    """Before, a comment matrix called the second row "Action 2", whatever number stood in it."""
    plan = load(folder({**files(f"{options}; columns: number, action"), "actions.yaml": ACTIONS})).plan
    document = compose(plan)
    names = place_names(document, plan.identity.wording)
    (table,) = (block for block in document.blocks if isinstance(block, Table))
    for row in table.rows:
        if shown := "".join(plain(p.inlines) for p in row.cells[0].blocks):
            assert str(names[row.id]) == f"Action {shown.rstrip('.')}"
        else:
            assert str(names[row.id]).startswith("Row “")
