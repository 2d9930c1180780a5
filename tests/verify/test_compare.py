"""What a difference is called. Inputs are what a file says and what the document says."""

from __future__ import annotations

import pytest

from workplan.errors import ExitCode, OurBug
from workplan.verify.compare import compare
from workplan.verify.passages import Passage

WANTED = (
    Passage("heading 1", "Action Items"),
    Passage("column 1", "Action Item"),
    Passage("column 2", "Status"),
    Passage("cell 4.1", "4. Measure the tide"),
    Passage("cell 4.2", "Ongoing⟦1⟧"),
    Passage("paragraph", "The end of it"),
    Passage("note", "1 As reported"),
)


def changed(position: int, *passages: Passage) -> tuple[Passage, ...]:
    return (*WANTED[:position], *passages, *WANTED[position + 1 :])


@pytest.mark.parametrize(
    ("said", "message"),
    [
        (
            changed(4, Passage("cell 4.2", "Ongoing⟦2⟧")),
            "The file says “Ongoing⟦2⟧” where the document says “Ongoing⟦1⟧” (Action Items, row 4, Status).",
        ),
        (
            changed(3),
            "The file leaves out the cell 4.1 “4. Measure the tide” (Action Items, row 4, Action Item).",
        ),
        (changed(6), "The file leaves out the note “1 As reported” (note 1)."),
        (
            (*WANTED, WANTED[-1]),
            "The file says “1 As reported”, a note that the document does not have (Action Items).",
        ),
        (
            changed(5, WANTED[5], Passage("paragraph", "Draft")),
            "The file says “Draft”, a paragraph that the document does not have (note 1).",
        ),
        (
            changed(5, Passage("item 1", "The end of it")),
            "The file has “The end of it” as item 1 where the document has it as paragraph (Action Items).",
        ),
        (
            changed(5, Passage("paragraph", "The end\u00a0of it")),
            "The file says “The end[no-break space]of it” where the document says “The end of it” "
            "(Action Items).",
        ),
        ((), "The file leaves out the heading 1 “Action Items”."),
    ],
)
def test_the_first_difference_is_named(said: tuple[Passage, ...], message: str) -> None:
    with pytest.raises(OurBug) as error:
        compare("file", WANTED, said)
    assert error.value.message == message
    assert error.value.exit_code is ExitCode.BUG


@pytest.mark.parametrize("line", ["The end\nof it", "The e\nnd of it", "The\nend of i\nt", "The end of it"])
def test_a_line_end_is_a_space_or_nothing(line: str) -> None:
    compare("file", WANTED, changed(5, Passage("paragraph", line)))


@pytest.mark.parametrize("line", ["The endof it", "The end  of it", "The end of it ", "The\nend\nofit"])
def test_a_space_elsewhere_is_neither_lost_nor_added(line: str) -> None:
    with pytest.raises(OurBug, match="The file says"):
        compare("file", WANTED, changed(5, Passage("paragraph", line)))
