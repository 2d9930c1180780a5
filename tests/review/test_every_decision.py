"""A law of decisions, for drawn edits of tables: every row that is accepted changes the content, or the
content says it already, or it is an error by its number; and what is written can be built.

Before, an accepted row could be noted as applied and change nothing, and content with characters that no font
has, or an action without words, could be written.
"""

from __future__ import annotations

from datetime import date

from hypothesis import example, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from tests.review.test_columns import KINDS, dossier, editor, errors, reviewed, sent
from workplan.content.files.folder import OverlaidFolder
from workplan.document.composing.compose import compose
from workplan.document.walking.walk import words
from workplan.opening import open_content
from workplan.render.pdf.fonts import missing
from workplan.review.matrix import as_yaml, read_matrix
from workplan.review.steps.deciding import Decided, decide
from workplan.review.steps.reviewing import Reviewed

_WORDS = (
    " Bay",
    ", Fiji",
    " \U00013000",
    " \uf0e0",
    "\u2028",
    " (linked priority 2)",
    "\U000e0041",
    " ↵",
    ": x",
)
_HABITS = ("type", "strike", "insert", "delete", "merge", "row", "move")
Step = tuple[str, int, int, int, str, bool]


@st.composite
def steps(draw: st.DrawFn) -> list[Step]:
    step = st.tuples(
        st.sampled_from(_HABITS), st.sampled_from(KINDS), st.integers(0, 8), st.integers(0, 8),
        st.sampled_from(_WORDS), st.booleans(),
    )  # fmt: skip
    return draw(st.lists(step, min_size=1, max_size=4, unique_by=lambda each: each[1]))


def copy(found: list[Step]) -> bytes:
    """The Word file after these edits, each of another table."""
    edited = editor()
    for habit, table, row, column, said, tracked in found:
        rows, columns = len(edited.rows(table)), edited.columns(table)
        row, column = row % rows, column % columns
        match habit:
            case "type":
                edited.type_behind(table, row, column, said, "Bob")
            case "strike":
                edited.strike_cell(table, row, column)
            case "insert":
                edited.insert(table, column, ["New", said], tracked=tracked)
            case "delete":
                edited.delete(table, column, tracked=tracked)
            case "merge":
                edited.merge(table, min(column, columns - 2))
            case "row":
                edited.add_row(table, [f"Weigh{said}", *["x"] * (columns - 1)], tracked_cells=tracked)
            case _:
                edited.move_row(table, 1, rows - 1)
    return edited.saved()


def made(found: Reviewed, file: bytes, skip: tuple[int, ...] = ()) -> Decided:
    rows = tuple(replace(row, disposition="accept") for row in found.matrix.amendments)
    decisions = read_matrix(as_yaml(replace(found.matrix, amendments=rows)).encode(), "matrix.yaml")
    return decide(decisions, dossier(file), sent()[0], date(2031, 5, 2), skip=skip)


@settings(max_examples=15)
@given(steps())
@example([("type", 1, 1, 1, " \U00013000", False), ("insert", 2, 0, 1, "x", True)])
@example([("strike", 0, 1, 0, "", True), ("type", 1, 1, 1, " Bay", True)])
def test_every_accepted_row_has_an_effect_or_is_an_error(found: list[Step]) -> None:
    file = copy(found)
    review = reviewed(file)
    first = made(review, file)
    if not first.in_the_way:
        assert not errors(first)
        done = first
    else:
        assert errors(first) and not first.files()
        done = made(review, file, first.in_the_way)
        assert not errors(done), [str(problem) for problem in done.problems]
    folder = sent()[0]
    files = {name: data for name, data in done.files().items() if name != "dispositions.yaml"}
    opened = open_content(OverlaidFolder(files, folder))
    assert not missing("".join(words(compose(opened.plan, None, opened.standing))))
    for row in done.rows:
        if row.disposition and row.number not in done.made.already:
            others = made(review, file, (*first.in_the_way, row.number)).files()
            others.pop("dispositions.yaml", None)
            assert others != files, f"{row.number} of {found} has no effect"
