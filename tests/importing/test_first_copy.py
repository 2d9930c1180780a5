"""`--as-review`: the text before all tracked changes is the content, and the changes and comments go to
`review`.

Before, there was no such choice; a view with the changes rejected left out the words that had been deleted,
and nothing said so; and former looks were those of now.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from tests.editors.marks import nodes
from tests.importing.edited_plan import ANN, BO, edited_plan
from tests.importing.hostile import FILES
from tests.importing.made_foreign import made_foreign
from tests.importing.reviewed import collected, decided
from tests.pairs import amended
from tests.strategies import documents
from workplan.build.prepare import prepare
from workplan.cli import main
from workplan.compare import compare
from workplan.design.theme import theme
from workplan.document.revisions import accept, is_marked
from workplan.document.tree import Document, Heading, Revision, Text
from workplan.errors import GivenFileError
from workplan.importing.bringing_in import bring_in
from workplan.importing.first_copy import first_copy
from workplan.importing.law import printed
from workplan.review.copy.stacking import compose
from workplan.word import read, write

CONTENT = Path(__file__).parents[2] / "content"
_ONCE = "The Group meets once a year."
_ANSWERS = {"M6": "2024-2026", "H7": "same"}


def said(document: Document) -> str:
    return "".join(each.letters for each in printed(document))


def test_a_row_for_each_change_of_each_author() -> None:
    found = first_copy(edited_plan(), "plan.docx")
    rows = collected(found).matrix.amendments
    assert [(row.kind, row.members, row.present, row.after) for row in rows if "Tables" not in row.place] == [
        ("replacement", (ANN, BO), _ONCE, "The Group meets two times, or three, a year."),
        ("comment", (BO,), "It reports to the", "It reports to the"),
        ("insertion", (ANN,), "", "A line that is new."),
        ("deletion", (BO,), "A line that nobody needs.", ""),
        ("formatting", (BO,), "Gauges are expensive.[^1]", "Gauges are expensive.[^1]"),
        ("deletion", (ANN,), "Buy a boat of our own (linked priority 1) | Fiji", ""),
        ("insertion", (ANN,), "", "Train observers in all harbours (linked priority 2) | Palau"),
        ("insertion", (ANN,), "Of brass.", "Of brass, or of steel."),
    ]  # fmt: skip
    thread = next(row.thread for row in rows if row.kind == "comment")
    assert [(each.author, each.words, each.resolved) for each in thread] == [
        (BO, "To whom else?", True),
        (ANN, "To nobody.", False),
    ]
    assert {row.date.date().isoformat() for row in rows if row.date} == {"2024-05-01", "2024-05-03"}


def test_every_change_is_in_the_copy_or_told() -> None:
    claims = first_copy(edited_plan(), "plan.docx").imported.claims
    changes = [claim for claim in claims if claim.rule in ("C2", "C3")]
    assert len(changes) == len(bring_in(edited_plan(), "plan.docx", None, "accepted").source.changes)
    assert [(claim.words, claim.became) for claim in claims if claim.rule == "C3"] == [
        ("expensive", "not in the copy: formatted, by Bo Second, 2024-05-01"),  # larger letters
        ("", "not in the copy: laid out, by Bo Second, 2024-05-01"),
    ]
    assert [claim.words for claim in claims if claim.rule == "C5"] == [
        "Bo Second: To whom else?",
        "Ann Other: To nobody.",
    ]


def test_all_accepted_is_the_file_accepted_and_none_is_the_file_before() -> None:
    found = first_copy(edited_plan(), "plan.docx")
    after, before = (
        bring_in(edited_plan(), "p.docx", None, view).document for view in ("accepted", "rejected")
    )
    assert said(found.imported.document) == said(before)
    done, printed = decided(found, "accept")
    assert not [problem for problem in done.problems if not problem.warning]
    assert said(printed) == said(after)
    assert said(decided(found, "reject")[1]) == said(before)


@settings(max_examples=6)
@given(st.data())
def test_the_same_for_any_document_that_two_people_edited(data: st.DataObject) -> None:
    """Ours with tracked changes of two authors, made foreign."""
    old = data.draw(documents())
    between = data.draw(amended(old))
    new = data.draw(amended(between))
    one = compare(old, between, Revision("Ann"))
    marked = compose(one, compare(accept(one), new, Revision("Bo")), accept(one), everything=True)
    assume(is_marked(marked))
    file = made_foreign(write(marked, theme()))
    try:
        before, after = (
            bring_in(file, "p.docx", _ANSWERS, view).document for view in ("rejected", "accepted")
        )
        found = first_copy(file, "p.docx", _ANSWERS)
    except GivenFileError as error:
        assert "no text" in error.message or "heading" in error.message
        return
    copy = read(found.copy, found.imported.document).document
    assert said(found.imported.document) == said(before)
    assert said(accept(copy)) == said(after)
    assert said(decided(found, "reject")[1]) == said(before)
    done, printed = decided(found, "accept")
    if not done.in_the_way:
        assert said(printed) == said(after)


def test_deleted_words_are_there_before_the_changes() -> None:
    """Before, the rejected view said "The Group meets a year."."""
    found = bring_in(FILES["tracked-changes"](), "plan.docx", None, "rejected")
    assert nodes(found.document)["meetings.1"] == "The Group meets once a year."
    assert not found.lost


def test_looks_and_styles_are_those_of_the_view() -> None:
    views = [bring_in(edited_plan(), "p.docx", None, view).document for view in ("accepted", "rejected")]
    lines = [next(said for said in nodes(view).values() if "Gauges" in said) for view in views]
    assert lines[0].startswith("**Gauges are** expensive") and lines[1].startswith("Gauges are expensive")


def test_a_file_of_ours_is_its_own_copy() -> None:
    base = prepare(CONTENT).document
    line = next(block for block in base.blocks if isinstance(block, Heading))
    other = replace(line, inlines=(Text("Another heading"),))
    changed = replace(base, blocks=tuple(other if block is line else block for block in base.blocks))
    marked = replace(compare(base, changed, Revision("Ann")), source=base.source, former=None)
    file = write(marked, theme())
    found = first_copy(file, "plan.docx")
    assert found.copy == file and [claim.rule for claim in found.imported.claims] == ["O2"]
    assert found.imported.document.blocks == base.blocks
    with pytest.raises(GivenFileError, match="neither tracked changes nor comments"):
        first_copy(write(base, theme()), "plan.docx")


def test_nothing_to_review_is_an_error() -> None:
    with pytest.raises(GivenFileError, match="neither tracked changes nor comments"):
        first_copy(FILES["no-styles"](), "plan.docx")


def test_comments_without_changes_are_reviewed_too() -> None:
    found = first_copy(FILES["comments"](), "plan.docx")
    (row,) = collected(found).matrix.amendments
    assert (row.kind, row.present, row.members) == (
        "comment",
        "The Group meets twice a year.",
        ("Secretariat",),
    )


def test_the_command_names_the_three_choices_and_the_next_command(tmp_path: Path) -> None:
    file, folder = tmp_path / "plan.docx", tmp_path / "content"
    file.write_bytes(edited_plan())
    refused = CliRunner().invoke(main, ["import", str(file), str(folder)])
    assert refused.exit_code and not folder.exists()
    for choice in ("--as-review", "--accept-changes", "--reject-changes"):
        assert choice in refused.stderr
    both = CliRunner().invoke(main, ["import", str(file), str(folder), "--as-review", "--reject-changes"])
    assert both.exit_code == 2
    done = CliRunner().invoke(main, ["import", str(file), str(folder), "--as-review"])
    assert done.exit_code == 0, done.stderr
    copy = tmp_path / "work-plan-2024-2026-tracked-changes.docx"
    words = next(line for line in done.stdout.splitlines() if " review /" in line).split()
    command = words[words.index("review") :]
    assert str(copy) in command
    reviewed = CliRunner().invoke(main, [*command, "--format", "yaml"])
    assert reviewed.exit_code == 0, reviewed.stderr
    assert (tmp_path / "meeting" / "work-plan-2024-2026-comment-matrix.yaml").exists()
    report = (tmp_path / "content-import.md").read_text("utf-8")
    assert "in the copy: deleted, by Bo Second" in report
