"""Pictures, pages and words in lines. Each rule by itself, named by its id."""

from __future__ import annotations

import re

from tests.documents import picture
from tests.importing.hostile import FRONT
from tests.importing.rules.given import became, imported, line
from tests.importing.word_files import (
    bold,
    docx,
    paragraph,
    row,
    run,
    style,
    styled,
    table,
)
from workplan.importing.bringing_in import bring_in
from workplan.importing.rules import inlines
from workplan.importing.rules.blocks import pictures
from workplan.importing.rules.claims import Claims
from workplan.importing.source.model import Line, Piece


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


def test_x1() -> None:
    assert became("equations-and-unknown-elements", "X1") == "an equation is words in a line"


def test_x2() -> None:
    claims = Claims()
    assert inlines.speakable("a\u202eb", "p1", claims) == "a\ufffdb" and claims.made[0].is_doubt
