"""Edits made with LibreOffice in the real plan, as the comment matrix shows them: each once, at its field, in
its author's name, and nothing else; with change tracking on, off, and now on, now off."""

from __future__ import annotations

from functools import cache

import pytest

from tests.libreoffice import Office
from tests.test_cli import ROOT
from workplan.design.theme import theme
from workplan.document.composing.compose import compose
from workplan.opening import Opened, open_content
from workplan.review.incoming.dossier import Dossier, Given
from workplan.review.matrix.rows import marked_words
from workplan.review.steps.reviewing import baseline, review
from workplan.word import write

pytestmark = pytest.mark.slow

ANN, BO, NOBODY = "Ann Other", "Bo Second", ""
OFF, ON = (ANN, "track", False), (ANN, "track", True)
LEVEL = "put on another level"
Edit = tuple[str | int, ...]


@cache
def opened() -> Opened:
    return open_content(ROOT / "content")


@cache
def sent() -> bytes:
    return write(compose(opened().plan, None, opened().standing), theme())


def reviewed(file: bytes) -> tuple[list[tuple[str, str, str]], tuple[str, ...]]:
    """The rows of one copy as kind and author, place, and words (or how); and what lands on no field."""
    given = Given("copy.docx", file, "")
    found = review(Dossier(baseline([given]), (given,)), opened())
    rows = [
        (f"{row.kind} {' '.join(row.members)}".strip(), row.place, row.how or marked_words(row.proposed))
        for row in found.matrix.amendments
    ]
    return rows, tuple(problem.message for problem in found.problems)


#: What is done; and of each row: kind and author, place, and a part of its words.
EDITS: dict[str, tuple[tuple[Edit, ...], tuple[tuple[str, str, str], ...]]] = {
    "tracked": (
        (
            (ANN, "type_before", "Working Group on Trafficking in Persons, Background", "The "),
            (BO, "split", "Addressing new and heightened"),
            (ANN, "split", "Priority issues identified"),
            (BO, "replace", "Malaysia", "Thailand, Malaysia (lead)"),
            (BO, "type_in_cell", "Action", "C2", "Ongoing"),
            (ANN, "type_before", ")", ",3"),
            (ANN, "type_in_cell", "Action", "C1", " (2031)"),
            (BO, "copy_row", "Action", "A3", "A6"),
            (ANN, "delete_paragraph", "The role of technology in trafficking in persons"),
            (BO, "replace", "great strides", "big strides"),
            (BO, "type_in_note", 1, " Amended."),
        ),
        (
            (
                "deletion Ann Other",
                "Priority 4.a",
                "[-The role of technology in trafficking in persons-]",
            ),
            ("insertion Bo Second", "Priority 4.c", "new and heightened[+¶+] risks"),
            ("insertion Ann Other", "Action Items, column “Status”", "[+ (2031)+]"),
            ("insertion Ann Other", "Action 1", "(linked priority 1[+,3+])"),
            ("insertion Bo Second", "Action 1, status", "[+∞ Ongoing+]"),
            (
                "replacement Bo Second",
                "Action 3, members' interest",
                "[-Malaysia-][+Thailand, Malaysia (lead)+]",
            ),
            ("insertion Bo Second", "After action 4", "[+In close coordination"),
            ("insertion Ann Other", "Appendix A “Working Group", "[+The +]Working Group on"),
            ("insertion Ann Other", "Appendix B “Priority issues", "Priority issues identified[+¶+] in the"),
            ("replacement Bo Second", "Appendix B, Ending impunity", "[-great strides-][+big strides+]"),
            ("insertion Bo Second", "Footnote 1", "[+ Amended.+]"),
        ),
    ),
    "copied": (
        # The copies bring their bookmarks, which stand before those that they are of.
        ((ANN, "copy_and_paste", "Ending impunity – strengthening efforts to detect, ", "member efforts."),),
        (("insertion Ann Other", "Introduction, paragraph “Co-chairs of", "[+Ending impunity"),),
    ),
    "an item made a priority": (
        # With it go the items behind it, which were in the priority before.
        ((ANN, "level", "The role of technology in", -1),),
        (
            ("untracked copy", "Priority 4.a", LEVEL),
            *(("untracked copy", f"Priority 4.{letter}", "put into another list") for letter in "bc"),
        ),
    ),
    "untracked": (
        (
            OFF,
            (ANN, "bold", "emerging Working Group"),
            (ANN, "level", "Supporting and protecting victims, from", 1),
            (ANN, "new_line", "The role of technology in trafficking in persons", "The role of satellites"),
            (ANN, "new_row", "Action", "A5", "Hold a workshop", "Indonesia", "Planned"),
            (ANN, "delete_row", "Action", "A9"),
            (ANN, "type_in_cell", "Action", "B10", "Thailand"),
            (ANN, "style", "Bali Process member countries have made great strides", "Heading 3"),
            (ANN, "type_in_note", 1, " Amended."),
        ),
        (
            ("untracked copy", "Introduction, paragraph “The Forward Work Plan", "emerging Working Group"),
            ("untracked copy", "Priority 3", LEVEL),
            ("untracked copy", "After priority 4.a", "[+The role of satellites+]"),
            ("untracked copy", "After action 4", "[+Hold a workshop | Indonesia | Planned+]"),
            ("untracked copy", "Action 7", "[-Continue to identify and share trends"),
            ("untracked copy", "Action 9, members' interest", "[+Thailand+]"),
            ("untracked copy", "Appendix B, Ending impunity", "made a heading"),
            ("untracked copy", "Footnote 1", "[+ Amended.+]"),
        ),
    ),
    "now and then": (
        (
            (ANN, "type", "next two years", " or three"),
            (BO, "replace", "can be amended", "may be amended"),
            (BO, "new_row", "Action", "A5", "Hold a workshop", "Indonesia", ""),
            (BO, "split", "heightened risks emerging"),
            OFF,
            (ANN, "replace", "living", "breathing"),
            (ANN, "type_in_cell", "Action", "C6", "Planned"),
            (ANN, "replace", "great strides", "great, long strides"),
            (ANN, "level", "Supporting and protecting victims, from", 1),
            ON,
            (BO, "delete", ", long"),
            (BO, "type", "strides in", " further"),
        ),
        (
            (
                "insertion Ann Other",
                "Introduction, paragraph “The Forward Work Plan",
                "two years[+ or three+]",
            ),
            ("untracked copy", "Introduction, paragraph “The Forward Work Plan", "‘[-living-][+breathing+]’"),
            (
                "replacement Bo Second",
                "Introduction, paragraph “The Forward Work Plan",
                "[-can be amended-][+may be amended+]",
            ),
            ("untracked copy", "Priority 3", LEVEL),
            ("insertion Bo Second", "Priority 4.c", "risks emerging[+¶+]"),
            ("insertion Bo Second", "After action 4", "[+Hold a workshop | Indonesia | Planned+]"),
            ("insertion Bo Second", "Appendix B, Ending impunity", "strides in[+ further+]"),
        ),
    ),
}


@pytest.mark.parametrize("name", EDITS)
def test_the_matrix_shows_these_edits_and_nothing_else(office: Office, name: str) -> None:
    edits, expected = EDITS[name]
    rows, problems = reviewed(office.edited(sent(), *edits))
    assert [row for row, place, words in rows] == [row for row, place, words in expected], rows
    for found, wanted in zip(rows, expected, strict=True):
        assert found[1].startswith(wanted[1]) and wanted[2] in found[2], (found, wanted)
    assert not problems


def test_a_copy_that_was_opened_and_saved_has_no_rows(office: Office) -> None:
    assert reviewed(office.saved(sent())) == ([], ())
