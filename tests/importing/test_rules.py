"""Each rule by itself, named by its id; and the page of documentation that is made of them."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest

from tests.documents import picture
from tests.importing.edited_plan import edited_plan
from tests.importing.hostile import FILES, FRONT, PRIORITIES
from tests.importing.word_files import (
    LEVELS,
    bold,
    call,
    cell,
    docx,
    footnote,
    item,
    paragraph,
    row,
    run,
    style,
    styled,
    table,
)
from workplan.content.folder import MemoryFolder
from workplan.content.models import Wording
from workplan.document.compose import compose
from workplan.document.tree import Paragraph, Revision
from workplan.document.tree import Table as DocumentTable
from workplan.document.walk import plain
from workplan.document.walk import words as words_of
from workplan.importing import bringing_in
from workplan.importing.bringing_in import Imported, QuestionsError, bring_in
from workplan.importing.documentation import documentation
from workplan.importing.first_copy import copying, first_copy, places
from workplan.importing.law import Lost
from workplan.importing.report.told import counts
from workplan.importing.rules import front, front_lines, inlines, languages
from workplan.importing.rules.apart import furniture, notes, pages
from workplan.importing.rules.blocks import pictures
from workplan.importing.rules.claims import RULES, Claim, Claims
from workplan.importing.rules.data import cells, priorities
from workplan.importing.rules.lines import asking, headings, lists, sections
from workplan.importing.rules.lines.roles import Around, Role
from workplan.importing.rules.tables import action_table, shape
from workplan.importing.source.model import Apart, Cell, Comment, Counting, Line, Piece, Row, Source, Table
from workplan.importing.source.text import STYLE
from workplan.opening import open_content

_BODY = Around(11.0, after=Line("p9", (Piece("Text."),)))


def line(words: str = "Words", **about: object) -> Line:
    return Line("p1", (Piece(words, size=11.0),), **about)  # type: ignore[arg-type]


def rows(*cells: tuple[str, ...]) -> Table:
    made = (Row(tuple(Cell((line(words),) if words else ()) for words in each)) for each in cells)
    return Table("t1", tuple(made))


def imported(name: str, **answers: str) -> Imported:
    return bring_in(FILES[name](), name, answers, "accepted")


def became(name: str, rule: str, **answers: str) -> str:
    """What the first claim of a rule says in one of the hostile files."""
    return next(claim.became for claim in imported(name, **answers).claims if claim.rule == rule)


def edited() -> tuple[Claim, ...]:
    return first_copy(edited_plan(), "plan.docx").imported.claims


def test_every_rule_has_a_test_and_every_claim_a_rule() -> None:
    tested = {
        name.removeprefix("test_").upper() for name in globals() if re.fullmatch(r"test_[a-z]\d+", name)
    }
    assert tested == set(RULES)
    claims = [claim for name in FILES for claim in imported(name, H7="same").claims]
    assert {claim.rule for claim in claims} <= set(RULES)


def draft(words: str) -> Line:
    return Line("p1", (Piece(words),), STYLE)


def test_d1() -> None:
    found = headings.in_a_draft(draft("Priority issues"), _BODY)
    assert found and found.kind == "heading" and not found.sure
    for words in ("It ends.", "with a small letter", "1. An item", "And then,", "2031", "A" * 130):
        assert headings.in_a_draft(draft(words), _BODY) is None
    assert headings.in_a_draft(line("Priority issues"), _BODY) is None  # a Word file says what is a heading


def test_d2() -> None:
    assert pages.table_goes_on(rows(("a", "b")), rows(("c", "d")))
    assert not pages.table_goes_on(rows(("a", "b")), rows(("c", "d", "e")))


def test_d3() -> None:
    assert pages.goes_on(draft("The members develop"), draft("legal frameworks."))
    assert not pages.goes_on(draft("It ends."), draft("legal frameworks."))
    assert not pages.goes_on(draft("The members develop"), draft("Legal frameworks."))


def test_documentation_is_up_to_date() -> None:
    page = Path(__file__).parents[2] / "docs" / "import-rules.md"
    assert page.read_text("utf-8") == documentation(), "run: python -m tools.import_rules"


def test_f1() -> None:
    assert became("furniture", "F1") == "left out: running head"


def test_f2() -> None:
    claims = Claims()
    furniture.aside(Source("x", (), apart=(Apart("a1", "a chart", "Half"),)), claims)
    assert claims.made[0].is_doubt and claims.made[0].lost == ("Half",)


def test_f3() -> None:
    assert furniture.contents(line(where="contents"))
    assert not furniture.contents(line())


def test_f4() -> None:
    assert furniture.page_number(line("Page 2 of 7"))
    assert not furniture.page_number(line("2021"))
    assert not furniture.page_number(line("Page 2 of the report"))


def test_f5() -> None:
    assert furniture.draft_stamp(line("DRAFT 2, 12 May 2024"))
    assert not furniture.draft_stamp(line("Draft laws are to be written"))


def test_n1() -> None:
    assert became("as-word-saves", "N1") == "left out: a note that nobody calls"


def test_n2() -> None:
    found = imported("typed-notes")
    assert [claim.became for claim in found.claims if claim.rule == "N2"] == [
        "note 1, called 2 times",
        "note 2",
    ]
    assert len(found.document.notes) == 2


def test_n3() -> None:
    assert notes.alone("9", {"1": "p1"}) and not notes.alone("1", {"1": "p1"})


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


def test_h1() -> None:
    found = headings.by_style(line(heading=2, style="Nadpis 2"), _BODY)
    assert found and found.level == 2 and found.sure


def test_h2() -> None:
    found = headings.by_inherited_style(line(heading=1, inherited=True), _BODY)
    assert found and not found.sure


def test_h3() -> None:
    counting = Counting("1.", "decimal", 1, 0, "1", "heading 1")
    found = headings.by_numbering(line(counting=counting), _BODY)
    assert found and found.level == 1


def test_h4() -> None:
    found = headings.by_outline(line(outline=3), _BODY)
    assert found and found.level == 3


def test_h5() -> None:
    look = Piece("Scope").look.but("bold", True)
    assert headings.by_shape(Line("p1", (Piece("Scope", look, size=11.0),)), _BODY)
    assert not headings.by_shape(Line("p1", (Piece("Scope is all.", look, size=11.0),)), _BODY)
    assert not headings.by_shape(line("Scope"), _BODY)


def test_h6() -> None:
    found = headings.too_long(line("Long words. " * 30, heading=1), _BODY)
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


def test_p1() -> None:
    assert priorities.which([]) is None
    assert b"- id:" in imported("no-styles").files["priorities.yaml"]


def test_t1() -> None:
    assert shape.layout(rows(("Framed",)))
    assert not shape.layout(rows(("One", "two")))


def test_t2() -> None:
    assert shape.header_rows(rows(("Action", "Status"), ("a", "b"))) == 1
    assert shape.header_rows(rows(("Year", "Sum"), ("a", "b"))) == 0


def test_t3() -> None:
    assert action_table.by_header(rows(("Deliverable", "Lead country", "Progress"), ("a", "b", "c")))
    assert not action_table.by_header(rows(("Year", "Sum"), ("a", "b")))


def test_t4() -> None:
    long = "Measure the tides at every coast of the region, day by day"
    assert action_table.by_content(rows((f"1. {long}", "Fiji"), (f"2. {long}", "")))
    assert not action_table.by_content(rows((long, "Fiji"), (long, "")))


def test_t5() -> None:
    above, below = rows(("Share examples of", "Fiji"), ("good practice", "")).rows
    assert action_table.goes_on(above, below, 0)
    assert not action_table.goes_on(below, above, 0)


def test_t6() -> None:
    head = rows(("Action", "Status")).rows[0]
    assert action_table.header_again(head, head)


def test_t7() -> None:
    assert became("other-columns", "T7") == "the whole table is one of the text"
    found = imported("other-columns", T7="in-action")
    assert b"Budget: USD 12,000" in found.files["actions.yaml"] and not found.lost


def test_t8() -> None:
    assert shape.merged(Table("t1", (Row((Cell((), span=2),)),)))


def _of_each(*numbers: str) -> Imported:
    """Two tables of actions, whose rows are linked to these priorities."""
    head = row(*(cell(bold(words)) for words in ("Action item", "Members’ interest", "Status")))
    rows = [row(f"{n}. Do it (linked priority {linked})", "Fiji", "") for n, linked in enumerate(numbers, 1)]
    body = bold("Part one") + table(head, *rows[:2]) + bold("Part two") + table(head, *rows[2:])
    return bring_in(docx(FRONT + PRIORITIES + body), "x")


def test_t9() -> None:
    """Before, a second table of actions was a table of the text, of which nobody could report the status."""
    found = _of_each("1", "1", "2")
    tables = [each for each in found.document.blocks if isinstance(each, DocumentTable)]
    assert [len(each.rows) for each in tables] == [2, 1] and not found.lost
    assert found.files["plan.md"].decode().count(":priority: ") == 2
    assert counts(found).startswith("2 priorities, 3 actions")
    merged = _of_each("1", "2", "2")
    assert merged.files["plan.md"].decode().count(":::{action-items}") == 1 and not merged.lost
    assert [claim.became for claim in merged.doubts if claim.rule == "T9"] == [
        "actions 3–3, printed in the first table"
    ]
    apart = imported("two-action-tables", T9="apart")
    assert apart.files["actions.yaml"].count(b"- id: ") == 2 and not apart.lost


def test_t10() -> None:
    assert became("nested-tables", "T10") == "the first row is the header of the table"


def test_k1() -> None:
    assert cells.number(line("12. Build")) == ("12.", 4)
    assert cells.number(line("Build")) == ("", 0)


def test_k2() -> None:
    ids = ["calm", "storms", "floods"]
    assert cells.linked("Build (linked priority 3,1)", ids) is None  # printed, it would be 1,3
    assert cells.linked("Build(Priority 1, 3)", ids) == ("Priority", ["calm", "floods"], 5)
    assert cells.linked("Build (linked priority 9)", ids) is None
    assert cells.linked("Build (see 2)", ids) is None


def test_k3() -> None:
    wording = Wording()
    assert cells.interest(["Lead: Fiji", "Tonga"], "", wording, []) == [
        {"member": "Fiji", "role": "lead"},
        {"member": "Tonga"},
    ]
    assert (
        cells.interest(
            ["All members are to say what they can do, each in its own way and time"], "", wording, []
        )
        is None
    )


def test_k4() -> None:
    claims = Claims()
    cells.members(["Viet Nam", "Fiji", "Vietnam"], claims)
    assert claims.made[1].words == "Viet Nam, Vietnam"


def test_k5() -> None:
    found, rest = cells.status([line("■ Completed"), line("Timeframe: Q3 2024"), line("Done.")], Wording())
    assert found == {"state": "completed", "timeframe": "Q3 2024"} and [each.text for each in rest] == [
        "Done."
    ]


def test_k6() -> None:
    assert became("as-google-saves", "K6") == "the priorities are a list of the text"


def test_r1() -> None:
    target = inlines.Target("calm", "1", "Calm seas")
    kinds = [inlines.referring(words, target, Piece("")).kind for words in ("1", "Calm seas", "there")]
    assert kinds == ["number", "words", "words"]  # a priority prints its number, and no title
    assert inlines.referring("Scope", inlines.Target("scope", "", "Scope"), Piece("")).kind == "title"


def test_r2() -> None:
    claims = Claims()
    inlines.Inliner(claims).inlines([Piece("there", link="#nowhere")])
    assert claims.made[0].rule == "R2"


def test_i1() -> None:
    assert pictures.picture("x.png", picture(8, 4).data).width == 8


def test_i2() -> None:
    claims = Claims()
    assert pictures.readable("x", b"GIF89a", "A map", line(), claims) is None
    assert claims.made[0].lost == ("A map",)


def test_i3() -> None:
    claims = Claims()
    assert pictures.described("", 3, line(), claims) == "Picture 3" and claims.made[0].is_doubt


def test_i4() -> None:
    assert asking.caption(line(means="caption"), Line("p0", (Piece("", picture="x"),)))
    assert not asking.caption(line(means="caption"), line())


def test_i5() -> None:
    claims = Claims()
    raised = Piece("2", Piece("").look.but("superscript", True))
    assert pictures.plain_caption(Line("p1", (Piece("The coast"), raised)), claims) == "The coast2"
    assert claims.made[0].is_doubt


def test_g1() -> None:
    """Before, page breaks were dropped without a word."""
    inside = run("One.") + '<w:r><w:br w:type="page"/></w:r>'
    upright = '<w:sectPr><w:pgSz w:w="11906" w:h="16838"/></w:sectPr>'
    body = (
        bold("Scope")
        + paragraph(inside=inside)
        + paragraph("Two.")
        + paragraph("Three.", "<w:pageBreakBefore/>")
        + paragraph("Four.", upright)
        + paragraph("")
        + table(row("a", "b"), row("c", "d"))
        + paragraph("", inside='<w:r><w:br w:type="page"/></w:r>')
        + bold("Behind")
        + paragraph("Five.")
        + paragraph("", inside='<w:r><w:br w:type="page"/></w:r>')
    )
    found = bring_in(docx(FRONT + body), "x")
    text = found.files["plan.md"].decode()
    pages = [" ".join(re.findall(r"[A-Z]\w+|\| a", page)) for page in text.split(":::{page-break}\n:::")]
    assert pages == ["Scope One", "Two", "Three Four", "| a", "Behind Five"]


def test_a_style_begins_pages() -> None:
    named = style("Part", "Part", "<w:pPr><w:pageBreakBefore/></w:pPr>")
    off = '<w:pStyle w:val="Part"/><w:pageBreakBefore w:val="0"/>'
    body = paragraph("One.") + styled("Part", "Two.") + paragraph("Three.", off)
    text = bring_in(docx(FRONT + bold("Scope") + body, styles=named), "x").files["plan.md"].decode()
    assert [page.split()[-1] for page in text.split(":::{page-break}\n:::")] == ["One.", "Three."]


def test_g2() -> None:
    found = imported("landscape-part")
    text = found.files["plan.md"].decode()
    inside = text.split("::::{landscape}")[1].split("\n::::\n")[0]
    assert "# Actions" in inside and "action-items" in inside and "Upright" not in inside
    assert found.document.layout.landscape
    turned = '<w:sectPr><w:pgSz w:orient="landscape"/></w:sectPr>'
    whole = bring_in(docx(FRONT + bold("Scope") + paragraph("One.") + turned), "x")
    assert "G2" in {claim.rule for claim in whole.doubts} and b"landscape" not in whole.files["plan.md"]


def test_i6() -> None:
    claims = Claims()
    drawn = Line("p1", (Piece("A map", picture="x"),))
    pictures.undrawn([drawn], {("p1", "x")}, claims)
    assert not claims.made
    pictures.undrawn([drawn], set(), claims)
    assert claims.made[0].is_doubt and claims.made[0].lost == ("A map",)


def test_x4() -> None:
    """Before, nothing was brought in of a file with an emoji in it."""
    found = bring_in(docx(paragraph("Plan 2024-2026") + paragraph("It goes well 😀.")), "x")
    (claim,) = (claim for claim in found.claims if claim.rule == "X4")
    assert claim.is_doubt and "U+1F600" in claim.became and not found.lost
    assert "It goes well \ufffd." in found.files["plan.md"].decode()


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


def test_s1() -> None:
    assert languages.language(Counter({"fr-FR": 9, "en": 2}), "de") == "fr-FR"
    assert languages.language(Counter(), "de") == "de"


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


def test_n4() -> None:
    inside = run("Work Plan 2024-2026") + call(2)
    title = paragraph(properties='<w:jc w:val="center"/>', inside=inside)
    found = bring_in(docx(title + paragraph("Text."), footnotes=footnote(2, "Endorsed in May.")), "x")
    assert [claim.rule for claim in found.claims if claim.at == "n2"] == ["N4"]


def test_x1() -> None:
    assert became("equations-and-unknown-elements", "X1") == "an equation is words in a line"


def test_x2() -> None:
    claims = Claims()
    assert inlines.speakable("a\u202eb", "p1", claims) == "a\ufffdb" and claims.made[0].is_doubt


def test_o1(tmp_path: Path) -> None:
    """A file of ours gives back the content, with its ids."""
    from tests.contents import ROOT_CONTENT
    from workplan.content.load import on_disk
    from workplan.prepare import prepare
    from workplan.theme import theme
    from workplan.word import write

    prepared = prepare(on_disk(ROOT_CONTENT))
    found = bring_in(write(prepared.document, theme()), "plan.docx")
    assert [claim.rule for claim in found.claims] == ["O1"]
    assert found.document == prepared.document
