"""Content that moved on since the copies were sent: what still holds is applied, what does not is told."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from msgspec.structs import replace

from tests.contents import ACTIONS, FOOTNOTES, PRIORITIES, write_content
from workplan.compare import compare
from workplan.content.load import on_disk
from workplan.design.theme import theme
from workplan.document.composing.compose import compose
from workplan.document.tree import Document, Revision
from workplan.errors import ContentError, Place
from workplan.opening import open_content
from workplan.review.incoming.dossier import Dossier, Given
from workplan.review.rows.amendment import Disposition
from workplan.review.steps.applying import applied
from workplan.review.steps.reviewing import Reviewed, baseline, review
from workplan.word import write

#: What is sent out: a third action, without a status, behind those of every test.
SENT = f"{ACTIONS}- id: buoys\n  action: Mend the buoys of the western bay\n  linked_priorities: [storms]\n"
PROPOSED = SENT.replace("Mend", "Paint").replace("Measure the", "Weigh the")
REPORTED = f"{SENT}  status: {{state: ongoing}}\n"


def composed(folder: Path) -> Document:
    opened = open_content(folder)
    return compose(opened.plan, None, opened.standing)


@pytest.fixture
def reviewing(tmp_path: Path) -> Callable[..., Reviewed]:
    """What a copy with these files proposes to the content that was sent, when it has become another."""

    def of(copy: dict[str, str], now: dict[str, str]) -> Reviewed:
        base = composed(write_content(tmp_path / "sent", actions_yaml=SENT))
        new = composed(write_content(tmp_path / "copy", **{"actions_yaml": SENT, **copy}))
        marked = replace(compare(base, new, Revision("Australia")), properties=base.properties, former=None)
        given = Given("Australia.docx", write(replace(marked, source=base.source), theme()), "Australia")
        today = open_content(write_content(tmp_path / "today", **{"actions_yaml": SENT, **now}))
        return review(Dossier(baseline([given]), (given,)), today)

    return of


def accepted(found: Reviewed, folder: Path, amended: str = "") -> dict[str, str]:
    """The files that change when all is accepted, or amended to these words."""
    does: Disposition = "amend" if amended else "accept"
    rows = [replace(row, disposition=does, amended=amended) for row in found.matrix.amendments]
    places = {row.number: Place("matrix", row.number) for row in rows}
    return applied(found, rows, places, on_disk(folder), date(2031, 5, 2)).files


MEASURE, REPORT, BUOYS = (f"- id: {entry}" for entry in SENT.split("- id: ")[1:])

#: What became of the actions, and what they say when the copy's new words of the third one are accepted.
STILL_HOLDS: dict[str, tuple[dict[str, str], str]] = {
    "put into another order": ({"actions_yaml": BUOYS + REPORT + MEASURE}, "Paint the buoys"),
    "renamed": ({"actions_yaml": SENT.replace("id: buoys", "id: marks")}, "- id: marks\n  action: Paint"),
    "renamed and moved": (
        {"actions_yaml": BUOYS.replace("buoys\n", "marks\n", 1) + REPORT + MEASURE},
        "- id: marks\n  action: Paint",
    ),
    "with another before it": (
        {"actions_yaml": "- id: new\n  action: Chart it\n  linked_priorities: [calm]\n" + SENT},
        "Paint the buoys",
    ),
}


@pytest.mark.parametrize("became", STILL_HOLDS)
def test_an_action_that_only_stands_elsewhere_is_still_amended(
    became: str, reviewing: Callable[..., Reviewed], tmp_path: Path
) -> None:
    """Without the fix, one that moved was in conflict, and one that was renamed got its former name back."""
    now, says = STILL_HOLDS[became]
    found = reviewing({"actions_yaml": SENT.replace("Mend", "Paint")}, now)
    (row,) = found.matrix.amendments
    assert (row.place, row.how) == ("Action 3", "")
    text = now["actions_yaml"]
    assert row.source and "buoys" in text.splitlines()[row.source.line - 1]
    (name, after), (log, _) = accepted(found, tmp_path / "today").items()
    assert (name, log) == ("actions.yaml", "dispositions.yaml")
    assert after == text.replace("Mend", "Paint") and says in after


@pytest.mark.parametrize("became", STILL_HOLDS)
def test_words_agreed_on_go_where_the_action_is_now(
    became: str, reviewing: Callable[..., Reviewed], tmp_path: Path
) -> None:
    now, _ = STILL_HOLDS[became]
    found = reviewing({"actions_yaml": SENT.replace("Mend", "Paint")}, now)
    words = "Sink the buoys of the western bay (linked priority 2)"
    after = accepted(found, tmp_path / "today", words)["actions.yaml"]
    assert after == now["actions_yaml"].replace("Mend", "Sink")


def test_a_note_follows_its_priority(reviewing: Callable[..., Reviewed], tmp_path: Path) -> None:
    calm, storms = PRIORITIES.split("- id: storms")
    moved = f"- id: storms{storms}{calm}"
    found = reviewing(
        {"footnotes_yaml": FOOTNOTES.replace("No wind", "Little wind")}, {"priorities_yaml": moved}
    )
    assert [row.how for row in found.matrix.amendments] == [""]
    assert "Little wind" in accepted(found, tmp_path / "today")["footnotes.yaml"]


def test_numbers_of_priorities_are_those_that_the_member_saw(
    reviewing: Callable[..., Reviewed], tmp_path: Path
) -> None:
    """Without the fix, "2" in a new action meant what is priority 2 by now."""
    calm, storms = PRIORITIES.split("- id: storms")
    found = reviewing(
        {"actions_yaml": f"{SENT}- id: tables\n  action: Publish tables\n  linked_priorities: [storms]\n"},
        {"priorities_yaml": f"- id: storms{storms}{calm}"},
    )
    after = accepted(found, tmp_path / "today")["actions.yaml"]
    assert after.endswith("  action: Publish tables\n  linked_priorities: [storms]\n")


def test_what_the_content_says_by_now_is_told(reviewing: Callable[..., Reviewed], tmp_path: Path) -> None:
    found = reviewing({"actions_yaml": PROPOSED}, {"actions_yaml": MEASURE.replace("Measure", "Feel")})
    told = {row.place: row.how for row in found.matrix.amendments}
    assert told["Action 3"] == "the content no longer has this"
    assert told["Action 1"].startswith(
        "the content has been changed here since, and says: “Feel the tide (linked"
    )
    with pytest.raises(ContentError):
        accepted(found, tmp_path / "today")


@pytest.mark.parametrize("copy", [PROPOSED, REPORTED], ids=["words", "status"])
def test_what_the_content_says_already_is_made(
    copy: str, reviewing: Callable[..., Reviewed], tmp_path: Path
) -> None:
    found = reviewing({"actions_yaml": copy}, {"actions_yaml": copy})
    assert {row.how for row in found.matrix.amendments} == {"the content says so already"}
    assert list(accepted(found, tmp_path / "today")) == ["dispositions.yaml"]


def test_another_status_in_a_cell_that_was_empty_is_a_conflict(
    reviewing: Callable[..., Reviewed], tmp_path: Path
) -> None:
    """Without the fix, both were written, and the error was about a status with two states."""
    found = reviewing({"actions_yaml": REPORTED}, {"actions_yaml": REPORTED.replace("ongoing", "completed")})
    (row,) = found.matrix.amendments
    assert row.how == "the content has been changed here since, and says: “■ Completed”"
    with pytest.raises(ContentError, match="amendment 1 is accepted"):
        accepted(found, tmp_path / "today")
