"""Columns and cells that an editor puts in, takes out, merges or moves, in every kind of table: the columns
that were sent are read as ever, and the matrix has one row for what is proposed.

Before, one tracked column unmade the table of actions: what other people wrote in its cells lost its place,
each of its cells was a warning, and `review` ended with "the Word file does not hold the redline".
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from tests.contents import ACTIONS, FOOTNOTES, MEMBERS, PLAN, PRIORITIES
from tests.editors.column_edits import TableEditor
from tests.libreoffice import shared
from workplan.content.files.folder import MemoryFolder
from workplan.design.theme import theme
from workplan.document.composing.compose import compose
from workplan.document.tree import Document, Table
from workplan.document.walking.walk import plain
from workplan.opening import Opened, open_content
from workplan.review.incoming.dossier import Dossier, Given
from workplan.review.matrix import as_yaml, read_matrix
from workplan.review.rows.amendment import Amendment
from workplan.review.steps.deciding import Decided, decide
from workplan.review.steps.reviewing import Reviewed, review
from workplan.word import read, write

MANUSCRIPT = """\
The tides are measured by all members of the group.

:::{priorities}
:::

# Actions

:::{action-items}
:interest: Members' interest [^interest]
:::

# Meetings

| Meeting | Place   | Cost |
| ------- | ------- | ---: |
| First   | Bangkok | 1200 |
| Second  | Manila  | 900  |

:::{list-table}
:widths: 20 50 30

* - Topic
  - What was said
  - By whom
* - Storms
  - The members welcomed the report.

    They thanked its authors.
  - Harbours
* - Calm
  - Nothing was said of it.
  - Pilots
:::

:::{action-items}
:columns: number, action, lead, state, timeframe
:::
"""
#: The tables of the manuscript, in their order: of actions, of a table, of a list, of chosen columns.
KINDS = (0, 1, 2, 3)


@cache
def sent() -> tuple[MemoryFolder, Opened, Document, bytes]:
    files = {
        "plan.yaml": PLAN, "plan.md": MANUSCRIPT, "priorities.yaml": PRIORITIES, "actions.yaml": ACTIONS,
        "footnotes.yaml": FOOTNOTES, "members.yaml": MEMBERS,
    }  # fmt: skip
    folder = MemoryFolder({name: words.encode() for name, words in files.items()}, "content")
    opened = open_content(folder)
    document = compose(opened.plan, None, opened.standing)
    return folder, opened, document, write(document, theme())


def tables() -> list[Table]:
    return [block for block in sent()[2].blocks if isinstance(block, Table)]


def editor(author: str = "Ann") -> TableEditor:
    return TableEditor(sent()[3], author)


def dossier(*files: bytes) -> Dossier:
    members = ("Harbours", "Pilots", "Fiji")
    copies = tuple(Given(f"{m}.docx", f, m) for m, f in zip(members, files, strict=False))
    return Dossier(sent()[1].standing.text, copies)


def reviewed(*files: bytes) -> Reviewed:
    return review(dossier(*files), sent()[1])


def of_columns(found: Reviewed) -> list[Amendment]:
    return [row for row in found.matrix.amendments if row.kind == "column"]


Edit = Callable[[TableEditor], None]


@st.composite
def column_edits(draw: st.DrawFn) -> tuple[int, int, Edit, str]:
    """A table, a column of it that the edit leaves alone, the edit, and how its row begins."""
    table = draw(st.sampled_from(KINDS))
    columns, rows = editor().columns(table), len(editor().rows(table))
    at = draw(st.integers(0, columns - 1))
    other = draw(st.integers(0, columns - 1).filter(lambda n: n != at))
    tracked = draw(st.booleans())
    match draw(st.sampled_from(("insert", "delete", "delete cell", "merge", "merge cells", "move"))):
        case "insert":
            at = draw(st.integers(0, columns))
            words = ["Timeframe", *draw(st.lists(st.sampled_from(("2022", "", "Q3", "Ongoing")), min_size=1))]
            grid = draw(st.booleans())
            edit = lambda e: e.insert(table, at, words, tracked=tracked, grid=grid)  # noqa: E731
            return table, draw(st.integers(0, columns - 1)), edit, "column added: Timeframe"
        case "delete":
            return table, other, lambda e: e.delete(table, at, tracked=tracked), "column deleted: "
        case "delete cell":
            row = draw(st.integers(1, rows - 1))
            return table, other, lambda e: e.delete(table, at, tracked=True, rows=[row]), "cell deleted: "
        case "merge":
            at = draw(st.integers(0, columns - 2))
            return table, at, lambda e: e.merge(table, at), "columns merged: "
        case "merge cells":
            at = draw(st.integers(0, columns - 2))
            row = draw(st.integers(1, rows - 1))
            return table, at, lambda e: e.merge(table, at, [row]), "cells merged: "
        case _:
            return table, other, lambda e: e.move(table, at, other), "column moved: "


@settings(max_examples=60)
@given(column_edits(), st.data())
def test_the_columns_that_were_sent_are_read_as_ever(
    drawn: tuple[int, int, Edit, str], data: st.DataObject
) -> None:
    table, column, edit, begins = drawn
    _, _, document, _ = sent()
    plain_copy, edited = editor(), editor()
    row = data.draw(st.integers(0, len(plain_copy.rows(table)) - 1))
    for each in (plain_copy, edited):
        each.type_behind(table, row, column, " and words", "Bob")
    edit(edited)
    one, other = read(plain_copy.saved(), document), read(edited.saved(), document)
    assert other.document.blocks == one.document.blocks
    assert other.document.notes == one.document.notes
    assert not [f for f in other.findings if f.kind in ("merged cells", "tracked cells", "table", "note")]
    found = reviewed(edited.saved())
    [proposed] = of_columns(found)
    said = plain(proposed.proposed)
    assert said.startswith(begins), said
    assert [row for row in found.matrix.amendments if row.kind != "column" and "and words" in row.after]
    assert len(found.matrix.amendments) == 2


def decided(*files: bytes, skip: tuple[int, ...] = (), but: tuple[str, ...] = ()) -> Decided:
    """What `apply` makes of a matrix where everything is accepted, `but` rows of these kinds, which are
    noted."""
    found = reviewed(*files)
    rows = tuple(
        replace(row, disposition="note" if row.kind in but else "accept") for row in found.matrix.amendments
    )
    decisions = read_matrix(as_yaml(replace(found.matrix, amendments=rows)).encode(), "matrix.yaml")
    return decide(decisions, dossier(*files), sent()[0], date(2031, 5, 2), skip=skip)


def errors(made: Decided) -> list[str]:
    return [f"{each.message} {each.hint}" for each in made.problems if not each.warning]


@pytest.mark.parametrize("table", KINDS)
def test_a_column_that_is_accepted_is_an_error_that_names_its_row(table: int) -> None:
    """And the others are applied when it is left out."""
    edited = editor()
    edited.type_behind(1, 1, 1, " Bay", "Bob")
    edited.insert(table, 1, ["Timeframe", "2022"], tracked=True)
    file = edited.saved()
    made = decided(file)
    [number] = (row.number for row in made.rows if row.kind == "column")
    assert (made.in_the_way, made.others, made.files()) == ((number,), True, {})
    [said] = errors(made)
    assert said.startswith(f"amendment {number} is accepted, but it puts in a column")
    assert ":columns:" in said if table in (0, 3) else "manuscript (content/plan.md:" in said
    others = decided(file, skip=made.in_the_way)
    assert not errors(others)
    assert b"| Bangkok Bay" in others.files()["plan.md"]


def test_a_known_column_is_named() -> None:
    edited = editor()
    edited.insert(0, 3, ["Timeframe", "2022"], tracked=True)
    [said] = errors(decided(edited.saved()))
    assert "name timeframe behind :columns: of :::{action-items}" in said


def test_two_members_at_once() -> None:
    """The same column is one row with both names; what one does in a column that another takes out is in
    conflict with that."""
    one, other = editor("Ann"), editor("Bob")
    for each in (one, other):
        each.insert(0, 3, ["Timeframe", "2022", "2023"], tracked=True)
    one.delete(1, 1, tracked=True)
    other.type_behind(1, 1, 1, " Bay", "Bob")
    found = reviewed(one.saved(), other.saved())
    added, removed = of_columns(found)
    assert (added.members, removed.members) == (("Harbours", "Pilots"), ("Harbours",))
    assert plain(added.proposed) == "column added: Timeframe: Action 1: 2022; Action 2: 2023"
    [words] = (row for row in found.matrix.amendments if row.kind != "column")
    assert added.group == "" and removed.group == words.group == "A"


def test_rows_of_a_table_that_gets_a_column() -> None:
    """A row that comes with it has the cells that were sent; where row and cells say the same, nothing is
    said of the cells. Before, each was a warning."""
    edited = editor()
    edited.add_row(0, ["Weigh the anchors of all ships", "Fiji", ""], tracked_cells=True)
    found = reviewed(edited.saved())
    [row] = found.matrix.amendments
    assert (row.kind, row.after) == ("insertion", "Weigh the anchors of all ships | Fiji")
    assert not found.problems
    edited.insert(0, 1, ["Timeframe", "2022", "2022", "2024"], tracked=True)
    found = reviewed(edited.saved())
    column, row = found.matrix.amendments
    assert column.kind == "column" and row.after == "Weigh the anchors of all ships | Fiji"


@pytest.mark.parametrize("table", KINDS)
@pytest.mark.parametrize(("count", "span"), [(1, 2), (2, 1), (3, 2)])
def test_cells_that_one_row_alone_has(table: int, count: int, span: int) -> None:
    """Before, two of them, or one across two columns, ended the review with a traceback."""
    edited = editor()
    edited.add_cells(table, 1, [f"Extra {n}" for n in range(count)], span=span)
    rows = reviewed(edited.saved()).matrix.amendments
    said = " ".join(str(row) for row in rows)
    assert all(f"Extra {n}" in said for n in range(count))


def test_cells_that_are_merged_down() -> None:
    edited = editor()
    edited.merge_down(2, 0, 1)
    found = reviewed(edited.saved())
    [row] = found.matrix.amendments
    assert plain(row.proposed).startswith("cells merged: Topic")


def test_what_others_wrote_in_a_column_stays_proposed() -> None:
    """Who deletes a column deletes its words; what others wrote in it stays proposed."""
    edited = editor("Ann")
    edited.type_behind(1, 1, 1, " Bay", "Bob")
    edited.delete(1, 1, tracked=True)
    found = reviewed(edited.saved())
    assert [row.kind for row in found.matrix.amendments] == ["column", "insertion"]
    assert found.matrix.amendments[1].after == "Bangkok Bay"


def test_a_row_that_moved_by_its_words_alone_is_a_moved_row() -> None:
    """Some programs mark the words and the ends of lines, and not the row. Before, accepting it left a row
    without words, which cannot be built."""
    edited = editor()
    edited.move_row(2, 1, 2)
    found = reviewed(edited.saved())
    [row] = found.matrix.amendments
    assert row.kind == "move"
    made = decided(edited.saved())
    assert not errors(made)
    assert b"- Pilots\n* - Storms" in made.files()["plan.md"]


@pytest.mark.slow
def test_columns_that_libreoffice_saved() -> None:
    """Its own way to write them down: a merged column has no cell left, and only bookmarks tell."""
    edits: tuple[tuple[Edit, str], ...] = (
        (lambda e: e.insert(0, 3, ["Timeframe", "2022"], tracked=True), "column added: Timeframe"),
        (lambda e: e.insert(2, 1, ["Timeframe", "2022"], tracked=False), "column added: Timeframe"),
        (lambda e: e.delete(1, 2, tracked=True), "column deleted: Cost"),
        (lambda e: e.merge(1, 0), "columns merged: Meeting, Place"),
        (lambda e: e.merge_down(2, 0, 1), "cells merged: Topic"),
    )
    for edit, begins in edits:
        edited = editor()
        edit(edited)
        [row] = reviewed(shared().saved(edited.saved())).matrix.amendments
        assert plain(row.proposed).startswith(begins)
