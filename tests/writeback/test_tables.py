"""Tables of a manuscript, edited in Word and written back. Before, a table in the content was an error, and
one from Word was left out, and told."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.contents import FILES
from tests.writeback.amending import folder
from tests.writeback.in_word import WordFileEditor
from workplan.content.load import load
from workplan.design.theme import theme
from workplan.document.composing.compose import compose
from workplan.document.revisions import accept, reject
from workplan.document.tree import Document, Table
from workplan.word import write
from workplan.word.reader import read
from workplan.writeback.write import write_back

PIPES = """\
# Meetings

| Meeting      | Place  |   Cost |
| :----------- | :----: | -----: |
| First *one*  | Perth  |     12 |
| Second       |        | 1\\|200 |
| Third        | Hobart |      9 |

Words after the table.
"""
LIST = """\
# Meetings

:::{list-table}
:widths: 20 80

* - Meeting
  - What was said
* - First
  - The members welcomed the report,
    and *asked* for more.

    They asked twice.
* - Second
  -
:::

Words after the table.
"""


def files(words: str) -> dict[str, str]:
    return {**FILES, "plan.md": f"{FILES['plan.md']}\n{words}"}


def document(content: dict[str, str]) -> Document:
    return compose(load(folder(content)).plan)


def written(words: str, edit: Callable[[WordFileEditor], None]) -> list[str]:
    """The lines that an edit in Word puts in (+) and takes out (-)."""
    content = files(words)
    old = document(content)
    editor = WordFileEditor(write(old, theme()))
    edit(editor)
    reading = read(editor.saved())
    assert reject(reading.document).blocks == old.blocks
    found = write_back(folder(content), accept(reading.document))
    assert [problem.message for problem in found.problems] == []
    before = content["plan.md"].split("\n")
    after = {**content, **found.files}["plan.md"].split("\n")
    return [f"-{line}" for line in before if line not in after] + [
        f"+{line}" for line in after if line not in before
    ]


def retype(row: int, column: int, words: str) -> Callable[[WordFileEditor], None]:
    def edit(editor: WordFileEditor) -> None:
        cell = editor.cell(editor.rows()[row], column)
        run = editor.texts(cell)[0]
        editor.retype(run, 0, len(run[-1].text or ""), words)

    return edit


@pytest.mark.parametrize(
    ("words", "edit", "lines"),
    [
        (
            PIPES,
            retype(-1, 1, "Darwin | Alice"),
            ["-| Third        | Hobart |      9 |", "+| Third        | Darwin \\| Alice |      9 |"],
        ),
        (
            PIPES,
            retype(-1, 2, "10"),
            ["-| Third        | Hobart |      9 |", "+| Third        | Hobart |     10 |"],
        ),
        (
            PIPES,
            lambda e: e.type_row(e.rows()[-2], ["New", "Lae", "7"]),
            ["+| New | Lae | 7 |"],
        ),
        (PIPES, lambda e: e.strike_row(e.rows()[-2]), ["-| Second       |        | 1\\|200 |"]),
        (LIST, retype(-1, 0, "Last"), ["-* - Second", "+* - Last"]),
        (LIST, lambda e: e.type_row(e.rows()[-1], ["Third", "All"]), ["+* - Third", "+  - All"]),
        (LIST, lambda e: e.strike_row(e.rows()[-1]), ["-* - Second", "-  -"]),
    ],
    ids=["a cell", "a number", "a row", "no row", "a list's cell", "a list's row", "no list's row"],
)
def test_what_is_edited_in_word_changes_its_lines_alone(
    words: str, edit: Callable[[WordFileEditor], None], lines: list[str]
) -> None:
    assert written(words, edit) == lines


def test_a_second_paragraph_in_a_cell_makes_a_list_of_a_pipe_table() -> None:
    def edit(editor: WordFileEditor) -> None:
        editor.type_paragraph(editor.cell(editor.rows()[-1], 1), "And Darwin")

    lines = written(PIPES, edit)
    assert [line for line in lines if line.startswith("+")][:2] == [
        "+:::{list-table}",
        "+:alignment: left center right",
    ]
    assert "+    And Darwin" in lines


def test_a_new_table_is_written_with_pipes() -> None:
    old, wanted = files(""), files(PIPES)
    found = write_back(folder(old), document(wanted))
    assert [problem.message for problem in found.problems] == []
    assert document({**old, **found.files}).blocks == document(wanted).blocks
    assert "| First *one* | Perth | 12 |" in found.files["plan.md"]


def test_a_table_with_a_column_more_is_written_whole() -> None:
    wider = PIPES.replace("   Cost |", "   Cost | Who |").replace("-----: |", "-----: | --- |")
    wider = (
        wider.replace("     12 |", "     12 | All |")
        .replace("200 |", "200 | |")
        .replace("      9 |", "      9 | One |")
    )
    found = write_back(folder(files(PIPES)), document(files(wider)))
    assert document({**files(PIPES), **found.files}).blocks == document(files(wider)).blocks


def test_alignment_and_widths_come_back_from_word() -> None:
    """They are looks, which the law of the round trip does not compare."""
    for words in (PIPES, LIST):
        old = document(files(words))
        (was,), (now,) = (
            [block for block in each.blocks if isinstance(block, Table) and block.id == "meetings.1"]
            for each in (old, read(write(old, theme())).document)
        )
        assert (now.alignments, now.widths) == (was.alignments, was.widths)
