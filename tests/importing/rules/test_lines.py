"""What a line is: a heading, the title of an appendix, an item, a paragraph. Each rule by its id."""

from __future__ import annotations

import pytest

from tests.importing.hostile import FRONT
from tests.importing.rules.given import BODY, became, draft, imported, line
from tests.importing.word_files import (
    LEVELS,
    bold,
    docx,
    item,
    paragraph,
)
from workplan.document.tree import Paragraph
from workplan.document.walking.walk import plain
from workplan.importing.bringing_in import QuestionsError, bring_in
from workplan.importing.rules.lines import asking, headings, lists, sections
from workplan.importing.rules.lines.roles import Role
from workplan.importing.source.model import Counting, Line, Piece


def test_d1() -> None:
    found = headings.in_a_draft(draft("Priority issues"), BODY)
    assert found and found.kind == "heading" and not found.sure
    for words in ("It ends.", "with a small letter", "1. An item", "And then,", "2031", "A" * 130):
        assert headings.in_a_draft(draft(words), BODY) is None
    assert headings.in_a_draft(line("Priority issues"), BODY) is None  # a Word file says what is a heading


def test_h1() -> None:
    found = headings.by_style(line(heading=2, style="Nadpis 2"), BODY)
    assert found and found.level == 2 and found.sure


def test_h2() -> None:
    found = headings.by_inherited_style(line(heading=1, inherited=True), BODY)
    assert found and not found.sure


def test_h3() -> None:
    counting = Counting("1.", "decimal", 1, 0, "1", "heading 1")
    found = headings.by_numbering(line(counting=counting), BODY)
    assert found and found.level == 1


def test_h4() -> None:
    found = headings.by_outline(line(outline=3), BODY)
    assert found and found.level == 3


def test_h5() -> None:
    look = Piece("Scope").look.but("bold", True)
    assert headings.by_shape(Line("p1", (Piece("Scope", look, size=11.0),)), BODY)
    assert not headings.by_shape(Line("p1", (Piece("Scope is all.", look, size=11.0),)), BODY)
    assert not headings.by_shape(line("Scope"), BODY)


def test_h6() -> None:
    found = headings.too_long(line("Long words. " * 30, heading=1), BODY)
    assert found and found.kind == "body"


def test_h7() -> None:
    """Before it was asked, a file with mixed levels would have lost or moved sections."""
    with pytest.raises(QuestionsError, match="H7") as stopped:
        imported("mixed-levels")
    assert "--answer H7=same" in stopped.value.hint
    assert b"# Introduction" in imported("mixed-levels", H7="keep").files["plan.md"]
    assert sections.mixed([(1, "a"), (2, "b")]) is None


def test_h8() -> None:
    assert sections.skipped(3, 1) == 2
    assert sections.skipped(5, 3) == 3


def test_h9() -> None:
    assert b"# 1. Introduction" in imported("numbered-headings").files["plan.md"]


def test_a1() -> None:
    role = Role("heading", "H5", "")
    assert sections.appendix(line("Annex II - Table"), role) == ("II", 11)
    assert sections.appendix(line("Annexed lands"), role) is None
    assert sections.appendix(line("Annex A"), Role("body", "B1", "")) is None


def test_a2() -> None:
    assert sections.below_appendix(1, 1) == 2


def test_a3() -> None:
    assert became("actions-in-an-appendix", "A3") == "lettered A"


def test_a4() -> None:
    assert b"appendix: Annex" in imported("actions-in-an-appendix").files["plan.yaml"]


def test_l1() -> None:
    found = lists.by_numbering(line(counting=Counting("b.", "lower-alpha", 2, 1, "1")))
    assert found and (found.level, found.number) == (1, 2)


def test_l2() -> None:
    found = lists.by_style(line(means="list bullet 2"))
    assert found and found.level == 1 and found.count == "bullet"


def test_l3() -> None:
    assert lists.typed_item(line("2. Not the first"), None, lists.Lists()) is None
    found = lists.typed_item(line("1. One"), line("2. Two"), lists.Lists())
    assert found and found.skip == 3
    assert lists.typed_item(line("1. One"), line("Text"), lists.Lists()) is None


def test_l4() -> None:
    assert became("typed-numbers", "L4").startswith("counted")


def test_i4() -> None:
    assert asking.caption(line(means="caption"), Line("p0", (Piece("", picture="x"),)))
    assert not asking.caption(line(means="caption"), line())


def test_b1() -> None:
    assert asking.body(line()).kind == "body"


def test_b2() -> None:
    assert asking.boxed(line(where="box"))


def test_b3() -> None:
    assert asking.quotation(line(means="quote"))


@pytest.mark.parametrize("typed", [True, False])
def test_b4(typed: bool) -> None:
    """Before, they were lists of one item each, or had their numbers as words."""
    words = ("The plan has an aim.", "It has means, too.", "The members meet.", "They meet twice a year.")
    made = [paragraph(f"{n}. {each}") if typed else item(each) for n, each in enumerate(words, 1)]
    below = paragraph("(a) in May;") + paragraph("(b) in November.")
    body = bold("Aims") + "".join(made[:2]) + bold("Meetings") + "".join(made[2:]) + (below if typed else "")
    found = bring_in(docx(FRONT + body, numbering=LEVELS), "x")
    printed = (each for each in found.document.blocks if isinstance(each, Paragraph) and each.role == "body")
    assert [(each.label, plain(each.inlines)) for each in printed] == [
        (f"{n}.", each) for n, each in enumerate(words, 1)
    ]
    assert b"numbered: true" in found.files["plan.yaml"] and not found.lost
    assert [claim.rule for claim in found.doubts if "numbered: true" in claim.became] == ["B4"]
    one = bring_in(docx(FRONT + body + paragraph("And one more."), numbering=LEVELS), "x")
    assert b"numbered" not in one.files["plan.yaml"] and not one.lost
