"""The front page and the language. Each rule by itself, named by its id."""

from __future__ import annotations

from collections import Counter

import pytest

from tests.importing.rules.given import became, line
from tests.importing.word_files import (
    call,
    docx,
    footnote,
    paragraph,
    run,
)
from workplan.content.files.folder import MemoryFolder
from workplan.document.composing.compose import compose
from workplan.document.tree import Paragraph
from workplan.document.walking.walk import plain
from workplan.document.walking.walk import words as words_of
from workplan.importing.bringing_in import QuestionsError, bring_in
from workplan.importing.rules import front, front_lines, languages
from workplan.opening import open_content


def test_m1() -> None:
    assert front.by_style(line(means="title")) == "title"
    assert not front.by_style(line(means="normal"))


def test_m2() -> None:
    found = front.title([line("Group on Plans"), line("Work Plan 2024"), line("May 2024")])
    assert found and found.text == "Work Plan 2024"


def test_m3() -> None:
    found = front.group([line("Tides Council"), line("Working Group on Tides")])
    assert found and found.text == "Working Group on Tides"


def test_m4() -> None:
    assert front.mandate(line("on Tides"), line("Council"))
    assert not front.mandate(line("On Tides"), line("Council"))


def test_m5() -> None:
    found = front.organisation([line("Council"), line("Other")])
    assert found and found.text == "Council"


def test_m6() -> None:
    assert front.period("Plan 2021–23") == (2021, 2023)
    assert front.period("Plan of 2021") == (2021, 2021)
    assert front.period("Plan") is None
    with pytest.raises(QuestionsError, match="M6"):
        bring_in(docx(paragraph("Words of a plan.")), "x")
    assert b"start: 2031" in bring_in(docx(paragraph("Words.")), "x", {"M6": "2031-2033"}).files["plan.yaml"]


def test_m7() -> None:
    assert became("thai", "M7") == "a blank: [name of the organisation]"


def test_m8() -> None:
    assert front_lines.symbol(line("BP/TIPWG/10/WP.3/Rev.1"))
    assert not front_lines.symbol(line("and/or")) and not front_lines.symbol(line("Plan 2021/2023"))


def test_m9() -> None:
    assert front_lines.co_chairs(line("Co-chairs: Indonesia, Australia")) == ("Indonesia", "Australia")
    assert front_lines.co_chairs(line("Co-Chaired by Viet Nam and Fiji")) == ("Viet Nam", "Fiji")
    assert not front_lines.co_chairs(line("Co-chairs"))


def test_m10() -> None:
    found = front_lines.amended(line("As amended at the Sixth Meeting, 1 December 2021"))
    assert found and (found.amended_at, found.day.isoformat()) == ("the Sixth Meeting", "2021-12-01")
    assert not front_lines.amended(line("As amended at the Sixth Meeting"))


@pytest.mark.parametrize(
    ("words", "label", "printed"),
    [
        ("Edition 3, 1 March 2021", "3", "Edition 3, 1 March 2021"),
        ("1 March 2021", "2021", ""),
        ("Endorsed on March 1, 2021", "2021", ""),
        ("(Version 2, 2021-03-01)", "2021", ""),
        ("Bangkok", "", ""),
        ("March 2021", "", ""),
    ],
)
def test_m11(words: str, label: str, printed: str) -> None:
    found = front_lines.edition(line(words))
    assert (found.label if found else "") == label and (found.printed if found else "") == printed
    assert not found or found.day.isoformat() == "2021-03-01"


def test_a_front_page_with_all_that_it_may_have() -> None:
    """Before, symbol, co-chairs and edition became paragraphs of the text."""
    lines = (
        "BP/TIPWG/10/WP.3", "Tides Council", "Working Group on Tides", "Co-chairs: Fiji and Tonga",
        "Work Plan 2024-2026", "As amended at the Sixth Meeting, 1 December 2025",
    )  # fmt: skip
    body = "".join(paragraph(each, '<w:jc w:val="center"/>', "<w:b/>") for each in lines)
    found = bring_in(docx(body + paragraph("The text of the plan.")), "x")
    printed = [plain(each.inlines) for each in found.document.blocks if isinstance(each, Paragraph)]
    assert printed == [*lines[:3], "Co-chairs: Fiji, Tonga", *lines[4:], "The text of the plan."]
    assert not found.lost and all(each.reason for each in found.differences)


def test_an_edition_is_compared_as_it_is_printed_when_it_is_issued() -> None:
    """The content is a draft until then, and says so below its title."""
    lines = ("Tides Council", "Working Group on Tides", "Work Plan 2024-2026", "Edition 3, 1 March 2024")
    body = "".join(paragraph(each, '<w:jc w:val="center"/>', "<w:b/>") for each in lines)
    found = bring_in(docx(body + paragraph("The text of the plan.")), "x")
    printed = [plain(each.inlines) for each in found.document.blocks if isinstance(each, Paragraph)]
    assert printed == [*lines, "The text of the plan."]
    assert not found.lost and all(each.reason for each in found.differences)
    draft = compose(open_content(MemoryFolder(found.files, "x")).plan)
    assert "Edition 3 (draft), 1 March 2024" in words_of(draft)


def test_s1() -> None:
    assert languages.language(Counter({"fr-FR": 9, "en": 2}), "de") == "fr-FR"
    assert languages.language(Counter(), "de") == "de"


def test_n4() -> None:
    inside = run("Work Plan 2024-2026") + call(2)
    title = paragraph(properties='<w:jc w:val="center"/>', inside=inside)
    found = bring_in(docx(title + paragraph("Text."), footnotes=footnote(2, "Endorsed in May.")), "x")
    assert [claim.rule for claim in found.claims if claim.at == "n2"] == ["N4"]
