"""Word files of every kind that people make, generated: all scripts, runs that are cut anywhere, and whatever
may stand in a paragraph, a cell, a note or beside the text.

What they say is not known here: tests read it from the XML with lxml.
"""

# ruff: noqa: E501  (words, elements and cells are long lists)
from __future__ import annotations

from hypothesis import strategies as st

from tests.documents import picture
from tests.importing.hostile import STYLES
from tests.importing.word_files import (
    LEVELS,
    call,
    cell,
    comment,
    docx,
    endnote,
    footnote,
    paragraph,
    row,
    run,
    table,
)

WORDS = (
    "the", "members", "of", "Working", "Group", "plan", "coast", "a", "I", "foo", "bar", "Fiji", "Tonga", "UNODC",
    "2024", "7", "3,4", "(priority", "1)", "(a)", "1.", "•", "–", "-", "§", "½", "km²", "note¹", "*", "**b**",
    "_i_", "`c`", "[x](y)", "[[blank]]", "[^1]", "{w}", "<i>" , "&", "\\", "#", "%", ":::", "|", "~", "^",
    "né", "ne\u0301", "naïve", "soft\u00adhyphen", "no\u2011break", "zero\u200bwidth", "join\u2060er",
    "แผนงาน", "น้ำ", "ផែនការ", "خطة", "עברית", "計画", "计划", "план", "योजना", "ಕನ್ನಡ", "한국어", "😀", "ﬁne",
    "\u200fمرحبا", "e\u0301\u0323", "Ongoing", "Completed", "May", "Appendix", "Annex", "DRAFT", "Page", "2",
)  # fmt: skip
_SPACES = st.sampled_from((" ", " ", " ", "", "\u00a0", "  ", "\u202f"))
_LOOKS = st.sampled_from((
    "", "", "", "<w:b/>", "<w:i/>", '<w:u w:val="single"/>', '<w:sz w:val="32"/>',
    '<w:vertAlign w:val="superscript"/>', '<w:vertAlign w:val="subscript"/>', "<w:rtl/>", "<w:vanish/>",
    '<w:rStyle w:val="Strong"/>', "<w:caps/>", "<w:strike/>", '<w:lang w:val="fr-FR"/>',
))  # fmt: skip
_SECTION = '<w:sectPr><w:pgSz w:w="16838" w:h="11906" w:orient="landscape"/></w:sectPr>'
_UPRIGHT = '<w:sectPr><w:pgSz w:w="11906" w:h="16838"/></w:sectPr>'
_ABOUT = st.sampled_from((
    "", "", "", "", '<w:pStyle w:val="Heading1"/>', '<w:pStyle w:val="Heading2"/>', '<w:pStyle w:val="Title"/>',
    '<w:pStyle w:val="Quote"/>', '<w:pStyle w:val="Caption"/>', '<w:pStyle w:val="TOC1"/>',
    '<w:pStyle w:val="OurHeading"/>', '<w:jc w:val="center"/>', "<w:pageBreakBefore/>", '<w:outlineLvl w:val="1"/>',
    '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>', _SECTION, _UPRIGHT,
    '<w:numPr><w:ilvl w:val="1"/><w:numId w:val="1"/></w:numPr>', '<w:ind w:left="720"/>',
    '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="2"/></w:numPr>', "<w:bidi/>",
    '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="4"/></w:numPr>',
    '<w:rPr><w:del w:id="90" w:author="A"/></w:rPr>',
))  # fmt: skip
_BETWEEN = st.sampled_from((
    "", "", "", "", '<w:proofErr w:type="spellStart"/>', '<w:bookmarkStart w:id="5" w:name="here"/>',
    "<w:r><w:tab/></w:r>", "<w:r><w:br/></w:r>", '<w:r><w:br w:type="page"/></w:r>', "<w:r><w:noBreakHyphen/></w:r>",
    "<w:r><w:softHyphen/></w:r>", '<w:r><w:sym w:font="Symbol" w:char="F0B7"/></w:r>',
    '<w:r><w:sym w:font="Wingdings" w:char="F0FC"/></w:r>', "<w:r><w:lastRenderedPageBreak/></w:r>",
    call(2), call(3), '<w:r><w:endnoteReference w:id="2"/></w:r>', '<w:r><w:commentReference w:id="7"/></w:r>',
    '<w:commentRangeStart w:id="7"/>',
    '<w:r><w:footnoteReference w:id="2" w:customMarkFollows="1"/><w:t>*</w:t></w:r>',
    '<m:oMath><m:r><m:t>E=mc</m:t></m:r></m:oMath>',
    '<w:r><w:drawing><wp:inline><wp:docPr id="1" name="x" descr="A map"/><a:graphic><a:graphicData><pic:pic>'
    '<pic:blipFill><a:blip r:embed="one"/></pic:blipFill></pic:pic></a:graphicData></a:graphic></wp:inline>'
    "</w:drawing></w:r>",
))  # fmt: skip


def texts(most: int = 6) -> st.SearchStrategy[str]:
    """Words with spaces of all kinds between them, or none."""
    joined = st.tuples(st.sampled_from(WORDS), _SPACES).map("".join)
    return st.lists(joined, min_size=1, max_size=most).map("".join)


def _field(instruction: str, inside: str) -> str:
    def mark(kind: str) -> str:
        return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'

    told = f"<w:r><w:instrText> {instruction} </w:instrText></w:r>"
    return f"{mark('begin')}{told}{mark('separate')}{inside}{mark('end')}"


def _around(kind: str, inside: str) -> str:
    about = 'w:id="9" w:author="B" w:date="2024-01-01T00:00:00Z"'
    match kind:
        case "link":
            return f'<w:hyperlink r:id="web">{inside}</w:hyperlink>'
        case "anchor":
            return f'<w:hyperlink w:anchor="here">{inside}</w:hyperlink>'
        case "inserted":
            return f"<w:ins {about}>{inside}</w:ins>"
        case "deleted":
            return f"<w:del {about}>{inside.replace('w:t>', 'w:delText>').replace('<w:t ', '<w:delText ')}</w:del>"
        case "control" | "placeholder":
            shown = "<w:showingPlcHdr/>" if kind == "placeholder" else ""
            return f"<w:sdt><w:sdtPr>{shown}</w:sdtPr><w:sdtContent>{inside}</w:sdtContent></w:sdt>"
        case "tag":
            return f'<w:smartTag w:element="x">{inside}</w:smartTag>'
        case "simple":
            return f'<w:fldSimple w:instr=" DATE ">{inside}</w:fldSimple>'
        case "page" | "ref":
            return _field({"page": "PAGE", "ref": "REF here \\h"}[kind], inside)
        case "noteref":
            return inside + _field("NOTEREF here \\h", run("*"))
        case _:
            return inside


_AROUND = st.sampled_from((
    "", "", "", "", "", "link", "anchor", "inserted", "deleted", "control", "placeholder", "tag", "simple", "page",
    "ref", "noteref",
))  # fmt: skip


@st.composite
def insides(draw: st.DrawFn, most: int = 6) -> str:
    """What stands in a paragraph: a text in runs that are cut anywhere, with other things between them."""
    text = draw(texts(most))
    cuts = sorted(draw(st.lists(st.integers(0, len(text)), max_size=3)))
    made = ""
    for begin, end in zip([0, *cuts], [*cuts, len(text)], strict=True):
        made += draw(_BETWEEN)
        if words := text[begin:end]:
            made += _around(draw(_AROUND), run(words, draw(_LOOKS)))
    return made


@st.composite
def paragraphs(draw: st.DrawFn, most: int = 6) -> str:
    return paragraph(properties=draw(_ABOUT), inside=draw(insides(most)))


@st.composite
def cells(draw: st.DrawFn, depth: int) -> str:
    kind = draw(
        st.sampled_from(("", "", "", '<w:gridSpan w:val="2"/>', '<w:vMerge w:val="restart"/>', "<w:vMerge/>"))
    )
    inside = "".join(draw(st.lists(paragraphs(3), max_size=2)))
    if depth and draw(st.booleans()):
        inside += draw(tables(depth - 1)) + "<w:p/>"
    return cell(inside, kind)


@st.composite
def tables(draw: st.DrawFn, depth: int = 1) -> str:
    width = draw(st.integers(1, 3))
    made = []
    for _ in range(draw(st.integers(1, 3))):
        header = draw(st.sampled_from(("", "", "<w:tblHeader/>", '<w:ins w:id="91" w:author="C"/>')))
        made.append(row(*(draw(cells(depth)) for _ in range(width)), properties=header))
    return table(*made)


_HEADINGS = (
    "No",
    "Action item",
    "Priority",
    "Members’ interest",
    "Lead",
    "Partners",
    "Timeframe",
    "Status",
    "Budget",
)


@st.composite
def action_tables(draw: st.DrawFn) -> str:
    """A table of actions: its columns in any order, its cells as people fill them."""
    shown = draw(st.lists(st.sampled_from(_HEADINGS), min_size=2, max_size=5, unique=True))
    if "Action item" not in shown:
        shown[0] = "Action item"
    head = row(*(cell(paragraph(words, look="<w:b/>")) for words in shown))
    made = [head]
    for n in range(1, draw(st.integers(1, 4)) + 1):
        made.append(row(*(cell(draw(_action_cells(words, n))) for words in shown)))
        if draw(st.integers(0, 5)) == 0:
            made.append(head)
    return table(*made)


@st.composite
def _action_cells(draw: st.DrawFn, heading: str, n: int) -> str:
    usual = {
        "No": (str(n), f"{n}.", "", "9"),
        "Action item": (
            f"{n}. Build gauges (linked priority 1)", "Print the tables", "and go on with it", f"({n}) Measure (P2)",
            f"{n}) Share; (linked priority 2,1)",
        ),
        "Priority": ("1", "1, 2", "Priority 2", "all", "", "9"),
        "Members’ interest": ("Fiji, Tonga", "Lead: Fiji", "Fiji (contributing); Tonga", "all of them", ""),
        "Lead": ("Fiji", "Fiji and Tonga", "Fiji/Tonga", "the members", ""),
        "Partners": ("UNODC", "", "IOM, UNODC, IOM"),
        "Timeframe": ("Q3 2024", "", "2024"),
        "Status": ("Ongoing", "■ Completed", "Timeframe: May", "As reported at the Fifth Meeting", "", "We began."),
        "Budget": ("USD 12,000", ""),
    }[heading]  # fmt: skip
    made = "".join(
        paragraph(words) for words in draw(st.lists(st.sampled_from(usual), min_size=1, max_size=2))
    )
    return made + draw(st.one_of(st.just(""), st.just(""), st.just(""), paragraphs(3)))


@st.composite
def boxes(draw: st.DrawFn) -> str:
    inside = f"<w:txbxContent>{draw(paragraphs(4))}</w:txbxContent>"
    drawn = (
        '<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wp:anchor><a:graphic><a:graphicData>'
        f"<wps:wsp><wps:txbx>{inside}</wps:txbx></wps:wsp></a:graphicData></a:graphic></wp:anchor></w:drawing>"
        f"</mc:Choice><mc:Fallback><w:pict><v:textbox>{inside}</v:textbox></w:pict></mc:Fallback>"
        "</mc:AlternateContent></w:r>"
    )
    return paragraph(inside=draw(insides(3)) + drawn)


def _controlled(inside: str) -> str:
    return f"<w:sdt><w:sdtPr/><w:sdtContent>{inside}</w:sdtContent></w:sdt>"


_TYPED = st.sampled_from((
    paragraph("1. Measure the tides") + paragraph("2. Share them"),
    paragraph("Priorities", look="<w:b/>") + paragraph("1. Measure the tides") + paragraph("2. Share them"),
    paragraph("Appendix A: Terms", look="<w:b/>"), paragraph("Annex II", look="<w:b/>"),
    paragraph("• one") + paragraph("• two"), paragraph("(a) one") + paragraph("(b) two"), paragraph("- one") * 2,
    paragraph("¹ By the members."), paragraph("² In colour."), paragraph("Page 2 of 7"), paragraph("DRAFT"),
))  # fmt: skip


def blocks() -> st.SearchStrategy[str]:
    return st.one_of(
        paragraphs(), paragraphs(), paragraphs(), tables(), action_tables(), boxes(), paragraphs().map(_controlled),
        _TYPED, st.just("<w:p/>"),
    )  # fmt: skip


@st.composite
def word_files(draw: st.DrawFn) -> bytes:
    """A Word file with all that it may have."""
    front = (
        paragraph("Work Plan 2024-2026", '<w:jc w:val="center"/>', "<w:b/>") if draw(st.booleans()) else ""
    )
    body = front + "".join(draw(st.lists(blocks(), min_size=1, max_size=6))) + paragraph("The end.")
    about = '<w:r><w:footnoteRef/></w:r><w:r><w:t xml:space="preserve"> </w:t></w:r>'
    parts = {
        "footnotes": "".join(footnote(id, inside=about + draw(insides(4))) for id in (2, 3)),
        "endnotes": endnote(2, draw(insides(4))),
        "comments": comment(7, draw(texts(3)).replace("<", "").replace("&", ""), draw(paragraphs(3))),
        "header": draw(st.one_of(st.just(paragraph("Tides Council")), paragraphs(3))),
        "footer": draw(st.one_of(st.just(""), paragraphs(3))),
    }
    return docx(
        body, {"one": picture(8, 4).data}, {"web": "https://example.org/tables"}, styles=STYLES, numbering=LEVELS,
        **{kind: inside for kind, inside in parts.items() if inside},
    )  # fmt: skip
