"""Word files as hard as people make them, each for one thing that goes wrong with them."""

from __future__ import annotations

from collections.abc import Callable

from tests.documents import picture
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

FILES: dict[str, Callable[[], bytes]] = {}


def file(make: Callable[[], bytes]) -> Callable[[], bytes]:
    FILES[make.__name__.replace("_", "-")] = make
    return make


def _centred(words: str, size: int = 32) -> str:
    return paragraph(words, '<w:jc w:val="center"/>', f'<w:b/><w:sz w:val="{size}"/>')


FRONT = _centred("Tides Council") + _centred("Working Group on Tides") + _centred("Work Plan 2024-2026")
_TEXT = "The plan sets out what the Working Group is to do in the coming years."
_HEADER = ("Action item", "Members’ interest", "Status")
PRIORITIES = (
    bold("Priorities")
    + paragraph("1. Measure the tides at every coast of the region.")
    + paragraph("2. Share what was measured with all members.")
)
_BOLD_HEADER = row(*(cell(bold(words)) for words in _HEADER))
ACTIONS = table(
    _BOLD_HEADER,
    row("1. Build gauges at the open coast (linked priority 1)", "Fiji, Tonga", "Ongoing"),
    row("2. Publish the tables of the year (linked priority 1,2)", "Viet Nam", ""),
)
STYLES = (
    style("Normal", "Normal", default=True)
    + style("Heading1", "heading 1", '<w:basedOn w:val="Normal"/><w:pPr><w:outlineLvl w:val="0"/></w:pPr>')
    + style("Heading2", "heading 2", '<w:basedOn w:val="Normal"/><w:pPr><w:outlineLvl w:val="1"/></w:pPr>')
    + style("Title", "Title", '<w:basedOn w:val="Normal"/>')
    + style("Quote", "Quote", '<w:basedOn w:val="Normal"/><w:rPr><w:i/></w:rPr>')
    + style("Caption", "caption", '<w:basedOn w:val="Normal"/><w:rPr><w:b/></w:rPr>')
    + style("TOC1", "toc 1", '<w:basedOn w:val="Normal"/>')
    + style("OurHeading", "Our Heading", '<w:basedOn w:val="Heading1"/>')
)


def _section(heading: str = "Introduction", text: str = _TEXT) -> str:
    return styled("Heading1", heading) + paragraph(text)


@file
def no_styles() -> bytes:
    return docx(FRONT + bold("Introduction") + paragraph(_TEXT) + PRIORITIES + bold("Actions") + ACTIONS)


@file
def typed_numbers() -> bytes:
    lines = (
        "1) First of all",
        "2) Second",
        "(a) below",
        "(b) below, too",
        "(i) deeper",
        "(ii) as deep",
        "3) Third",
    )
    return docx(
        FRONT
        + bold("Steps")
        + "".join(map(paragraph, lines))
        + paragraph("Between.")
        + paragraph("4) Fourth")
    )


@file
def typed_notes() -> bytes:
    raised = '<w:vertAlign w:val="superscript"/>'
    text = (
        run("An area of 30 km") + run("2", raised) + run(" is measured") + run("1", raised) + run(" each day")
    )
    again = run("See the tables") + run("1", raised) + run(" and the maps²; not 7") + run("9", raised)
    notes = run("1", raised) + run(" By the members."), run("2", raised) + run(" In colour.")
    body = "".join(paragraph(inside=each) for each in (text, again, *notes))
    return docx(FRONT + bold("Notes that are typed") + body)


@file
def nested_tables() -> bytes:
    inner = table(row("inner one", "inner two"))
    outer = table(
        row("Meeting", "What was said"), row("First", cell(paragraph("Above.") + inner + paragraph("Below.")))
    )
    return docx(FRONT + bold("Meetings") + outer)


@file
def merged_cells() -> bytes:
    wide = cell(paragraph("All the year"), '<w:gridSpan w:val="2"/>')
    high = cell(paragraph("Gauges"), '<w:vMerge w:val="restart"/>')
    rest = cell("", "<w:vMerge/>")
    return docx(
        FRONT + bold("Costs") + table(row("What", "When", "Cost"), row(high, wide), row(rest, "May", "12"))
    )


@file
def text_boxes() -> bytes:
    inside = f"<w:txbxContent>{paragraph('In a box beside the text.')}</w:txbxContent>"
    box = (
        '<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wp:anchor><a:graphic><a:graphicData>'
        f"<wps:wsp><wps:txbx>{inside}</wps:txbx></wps:wsp></a:graphicData></a:graphic></wp:anchor></w:drawing>"
        f"</mc:Choice><mc:Fallback><w:pict><v:textbox>{inside}</v:textbox></w:pict></mc:Fallback>"
        "</mc:AlternateContent></w:r>"
    )
    return docx(FRONT + bold("Introduction") + paragraph(inside=run(_TEXT) + box) + paragraph("Then on."))


@file
def content_controls() -> bytes:
    chosen = paragraph("Chosen words.")
    control = f"<w:sdt><w:sdtPr><w:alias w:val='x'/></w:sdtPr><w:sdtContent>{chosen}</w:sdtContent></w:sdt>"
    within = f"<w:sdt><w:sdtPr/><w:sdtContent>{run('inline words')}</w:sdtContent></w:sdt>"
    empty = (
        "<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>"
        + run("Click here to enter text")
        + "</w:sdtContent></w:sdt>"
    )
    return docx(
        FRONT + bold("Introduction") + control + paragraph(inside=run("With ") + within + run(".") + empty)
    )


@file
def tracked_changes() -> bytes:
    about = 'w:author="A. Editor" w:date="2024-01-01T00:00:00Z"'
    inside = (
        run("The Group meets ")
        + f'<w:del w:id="1" {about}><w:r><w:delText>once</w:delText></w:r></w:del>'
        + f'<w:ins w:id="2" {about}>{run("twice")}</w:ins>'
        + run(" a year.")
    )
    gone = f'<w:p><w:pPr><w:rPr><w:del w:id="3" {about}/></w:rPr></w:pPr>{run("Two lines ")}</w:p>'
    return docx(FRONT + bold("Meetings") + paragraph(inside=inside) + gone + paragraph("that were one."))


@file
def two_action_tables() -> bytes:
    more = table(_BOLD_HEADER, row("3. Train observers (linked priority 2)", "Palau", "Ongoing"))
    return docx(FRONT + PRIORITIES + bold("Actions") + ACTIONS + bold("More actions") + more)


@file
def landscape_part() -> bytes:
    turned = '<w:sectPr><w:pgSz w:w="16838" w:h="11906" w:orient="landscape"/></w:sectPr>'
    upright = '<w:sectPr><w:pgSz w:w="11906" w:h="16838"/></w:sectPr>'
    body = (
        bold("Introduction") + paragraph(_TEXT, upright) + bold("Actions") + ACTIONS + paragraph("", turned)
    )
    return docx(FRONT + PRIORITIES + body + paragraph("Upright again.") + upright)


@file
def right_to_left() -> bytes:
    rtl = "<w:rtl/><w:lang w:bidi='ar-SA'/>"
    lines = ("مقدمة", "تحدد الخطة ما يتعين على الفريق العامل القيام به في السنوات المقبلة.")
    body = paragraph(lines[0], "<w:bidi/>", f"<w:b/><w:bCs/>{rtl}") + paragraph(lines[1], "<w:bidi/>", rtl)
    front = paragraph("خطة العمل 2024-2026", '<w:bidi/><w:jc w:val="center"/>', f"<w:bCs/>{rtl}")
    return docx(front + body)


@file
def thai() -> bytes:
    look = "<w:cs/><w:lang w:bidi='th-TH'/>"
    front = paragraph("แผนงาน 2024-2026", '<w:jc w:val="center"/>', f"<w:bCs/>{look}")
    text = paragraph("แผนนี้กำหนดสิ่งที่คณะทำงานจะทำในปีต่อ ๆ ไป", look=look)
    return docx(front + paragraph("บทนำ", look=f"<w:b/><w:bCs/>{look}") + text)


@file
def localised_styles() -> bytes:
    named = (
        style("Standard", "Normal", default=True)
        + style("berschrift1", "Überschrift 1", '<w:basedOn w:val="Standard"/>')
        + style("Nadpis2", "Nadpis 2", '<w:basedOn w:val="Standard"/>')
        + style("Titel", "Titel", '<w:basedOn w:val="Standard"/>')
    )
    body = styled("Titel", "Arbeitsplan 2024–2026") + styled("berschrift1", "Einleitung") + paragraph(_TEXT)
    return docx(body + styled("Nadpis2", "Darunter") + paragraph("Mehr Text."), styles=named)


@file
def numbered_headings() -> bytes:
    linked = STYLES.replace(
        'w:styleId="Heading1"><w:name w:val="heading 1"/><w:basedOn w:val="Normal"/><w:pPr>',
        'w:styleId="Heading1"><w:name w:val="heading 1"/><w:basedOn w:val="Normal"/><w:pPr>'
        '<w:numPr><w:numId w:val="3"/></w:numPr>',
    )
    body = (
        styled("Title", "Work Plan 2024-2026")
        + _section()
        + _section("Scope", "What it covers, and what not.")
    )
    return docx(body, styles=linked, numbering=LEVELS)


@file
def comments() -> bytes:
    inside = (
        '<w:commentRangeStart w:id="7"/>'
        + run("The Group meets twice a year.")
        + '<w:commentRangeEnd w:id="7"/>'
        '<w:r><w:commentReference w:id="7"/></w:r>'
    )
    said = f'<w:comment w:id="7" w:author="Secretariat">{paragraph("Is that still so?")}</w:comment>'
    return docx(FRONT + bold("Meetings") + paragraph(inside=inside), comments=said)


@file
def no_header_row() -> bytes:
    rows = (
        row("1. Build gauges at the open coast, and look after them (linked priority 1)", "Fiji", ""),
        row("2. Publish the tables of the year in all languages (linked priority 2)", "Tonga", "Ongoing"),
    )
    return docx(FRONT + PRIORITIES + bold("Actions") + table(*rows))


@file
def split_row() -> bytes:
    rows = (
        row("1. Build gauges at the open coast and", "Fiji", ""),
        row("look after them (linked priority 1)", "", ""),
        _BOLD_HEADER,
        row("2. Publish the tables (linked priority 2)", "Tonga", ""),
    )
    return docx(FRONT + PRIORITIES + bold("Actions") + table(_BOLD_HEADER, *rows))


@file
def as_libreoffice_saves() -> bytes:
    named = (
        style("Normal", "Normal", default=True)
        + style("Style14", "Text Body", '<w:basedOn w:val="Normal"/>')
        + style("Heading1", "Heading 1", '<w:basedOn w:val="Normal"/>')
        + style("TableContents", "Table Contents", '<w:basedOn w:val="Normal"/>')
    )
    split = (
        run("The pl")
        + '<w:bookmarkStart w:id="0" w:name="__RefHeading"/><w:bookmarkEnd w:id="0"/>'
        + run("an.")
    )
    return docx(
        FRONT + styled("Heading1", "Introduction") + styled("Style14", _TEXT) + paragraph(inside=split),
        styles=named,
    )


@file
def as_google_saves() -> bytes:
    look = '<w:rtl w:val="0"/>'
    body = (
        styled("Heading1", "Introduction")
        + paragraph(_TEXT, look=look)
        + item("First", 2)
        + item("Second", 2)
    )
    made = table(
        row(*_HEADER), row("1. Build gauges (linked priority 1)", "Fiji", ""), row("2. Print", "Tonga", "")
    )
    return docx(
        FRONT + body + PRIORITIES + styled("Heading1", "Actions") + made, styles=STYLES, numbering=LEVELS
    )


@file
def as_word_saves() -> bytes:
    proof = '<w:proofErr w:type="spellStart"/>'
    inside = (
        run("The Wor") + proof + run("king Group meets") + call(2) + run(" twice a year") + call(3) + run(".")
    )
    notes = (
        footnote(2, "Since 2015.") + footnote(3, "In May and in November.") + footnote(4, "Called by nobody.")
    )
    separators = '<w:footnote w:type="separator" w:id="-1"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>'
    body = FRONT + _section() + paragraph(inside=inside) + item("One") + item("Below", 1, 1) + item("Two")
    return docx(body, styles=STYLES, numbering=LEVELS, footnotes=separators + notes)


@file
def actions_in_an_appendix() -> bytes:
    appendix = bold("Annex II - Table of actions") + ACTIONS + paragraph("Updated in May.")
    return docx(FRONT + bold("Introduction") + paragraph(_TEXT) + PRIORITIES + appendix)


@file
def furniture() -> bytes:
    field = (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> TOC \\o "1-3" </w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
    )
    contents = paragraph(inside=field + run("Introduction\t1")) + styled("TOC1", "Actions\t2")
    end = paragraph(inside='<w:r><w:fldChar w:fldCharType="end"/></w:r>')
    body = (
        paragraph("DRAFT")
        + FRONT
        + contents
        + end
        + _section()
        + paragraph("Page 2 of 7")
        + paragraph("And on.")
    )
    head, foot = paragraph("Tides Council, Work Plan"), paragraph(inside=run("Page 1"))
    return docx(body, styles=STYLES, header=head, footer=foot)


@file
def mixed_levels() -> bytes:
    body = (
        styled("Heading2", "Introduction")
        + paragraph(_TEXT)
        + styled("Heading1", "Scope")
        + paragraph("All coasts.")
    )
    return docx(FRONT + body, styles=STYLES)


@file
def style_based_on_a_heading() -> bytes:
    long = "This paragraph was put into the style of a heading by mistake, as people do. " * 3
    return docx(
        FRONT + _section() + styled("OurHeading", "Scope") + styled("Heading1", long.strip()), styles=STYLES
    )


@file
def pictures_and_links() -> bytes:
    drawing = (
        '<w:r><w:drawing><wp:inline><wp:docPr id="1" name="x" descr="A map of the coast"/>'
        "<a:graphic><a:graphicData>"
        '<pic:pic><pic:blipFill><a:blip r:embed="one"/></pic:blipFill></pic:pic></a:graphicData></a:graphic>'
        "</wp:inline></w:drawing></w:r>"
    )
    link = f'<w:hyperlink r:id="web">{run("the tables")}</w:hyperlink>'
    to = f'<w:hyperlink w:anchor="scope">{run("Scope")}</w:hyperlink>'
    heading = '<w:bookmarkStart w:id="1" w:name="scope"/>' + run("Scope") + '<w:bookmarkEnd w:id="1"/>'
    body = (
        _section()
        + paragraph(inside=run("See ") + link + run(", and ") + to + run("."))
        + paragraph(inside=drawing)
        + styled("Caption", "Figure 1: The coast")
        + paragraph(properties='<w:pStyle w:val="Heading1"/>', inside=heading)
        + styled("Quote", "The sea comes twice a day.")
    )
    return docx(
        FRONT + body, {"one": picture(8, 4).data}, {"web": "https://example.org/tables"}, styles=STYLES
    )


@file
def other_columns() -> bytes:
    head = row(*(cell(bold(words)) for words in ("Activity", "Lead", "Timeframe", "Budget")))
    body = table(
        head,
        row("1. Build gauges", "Fiji", "Q3 2024", "USD 12,000"),
        row("2. Print tables", "Tonga", "2025", ""),
    )
    return docx(FRONT + bold("Actions") + body)


@file
def strange_letters() -> bytes:
    words = "A\u00a0b\u200bc \u202eevil\u202c 2\u00a0* x [[TOC]] <b> {{ x }} | # 1. \ufeff end\\"
    return docx(
        FRONT
        + bold("Signs")
        + paragraph(words)
        + paragraph("- ")
        + paragraph("* * *")
        + paragraph("::: note")
    )


@file
def equations_and_unknown_elements() -> bytes:
    equation = "<m:oMath><m:r><m:t>E=mc</m:t></m:r></m:oMath>"
    unknown = f"<w:unknownThing>{paragraph('Nobody comes here.')}</w:unknownThing>"
    return docx(FRONT + bold("Signs") + paragraph(inside=run("It says ") + equation) + unknown)


@file
def no_priorities() -> bytes:
    head = row(*(cell(bold(words)) for words in ("Activity", "Lead", "Deadline")))
    rows = row("Build gauges at the open coast", "Fiji", "May 2024"), row("Print the tables", "", "")
    return docx(FRONT + bold("Actions") + table(head, *rows))
