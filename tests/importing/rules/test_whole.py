"""What is about a whole file: whose it is, what people changed and said in it, words without a place.
Each rule by itself, named by its id."""

from __future__ import annotations

from pathlib import Path

from tests.importing.edited_plan import edited_plan
from tests.importing.hostile import FILES
from tests.importing.rules.given import imported
from workplan.document.tree import Revision
from workplan.importing import bringing_in
from workplan.importing.bringing_in import bring_in
from workplan.importing.first_copy import copying, first_copy, places
from workplan.importing.law import Lost
from workplan.importing.rules.claims import Claim
from workplan.importing.source.model import Comment


def edited() -> tuple[Claim, ...]:
    return first_copy(edited_plan(), "plan.docx").imported.claims


def test_c1() -> None:
    found = imported("comments")
    assert any("Is that still so?" in words for claim in found.claims for words in claim.lost)


def test_c2() -> None:
    told = [claim for claim in edited() if claim.rule == "C2"]
    assert "in the copy: a row deleted, by Ann Other, 2024-05-01" in [claim.became for claim in told]


def test_c3() -> None:
    """Larger letters, which content does not know, and the look of a page."""
    assert [claim.words for claim in edited() if claim.rule == "C3"] == ["expensive", ""]


def test_c4() -> None:
    assert places.without_a_place(Comment("c1", "Ann", "Why?")).is_doubt


def test_c5() -> None:
    assert [claim.lost[0] for claim in edited() if claim.rule == "C5"] == ["To whom else?", "To nobody."]


def test_c6() -> None:
    """Words that one put in, and another moved with a line: told apart only together."""
    then = [(Revision(name), imported("no-styles").document) for name in ("Ann", "Bo")]
    assert "Ann, Bo" in copying.told_together(then).became


def test_o2() -> None:
    """In test_first_copy.py: a file of ours is its own copy."""
    assert copying.ours(FILES["no-styles"](), "plan.docx", imported("no-styles").source) is None


def test_x5() -> None:
    assert bringing_in.kept("tide gauges", "2. Build tide and river gauges")
    assert not bringing_in.kept("tide gauges", "2. Build river gauges")


def test_x3() -> None:
    (claim,) = bringing_in.homeless((Lost("p4", "two words"),))
    assert claim.lost == ("two words",) and claim.at == "p4" and claim.is_doubt
    assert bringing_in.homeless(()) == ()


def test_o1(tmp_path: Path) -> None:
    """A file of ours gives back the content, with its ids."""
    from tests.contents import ROOT_CONTENT
    from workplan.build.prepare import prepare
    from workplan.content.load import on_disk
    from workplan.design.theme import theme
    from workplan.word import write

    prepared = prepare(on_disk(ROOT_CONTENT))
    found = bring_in(write(prepared.document, theme()), "plan.docx")
    assert [claim.rule for claim in found.claims] == ["O1"]
    assert found.document == prepared.document
