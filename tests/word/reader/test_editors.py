"""Files as Word saves them, written by hand: what each construct is in the tree."""

from __future__ import annotations

import re
from datetime import UTC, datetime

import pytest

from tests.documents import redlined
from tests.editors.word_saves import entries
from tests.word.conftest import packed
from tests.word.reader.files import change, d, p, r, reading, word_file
from workplan.content.markup.looks import MARKS
from workplan.design.theme import theme
from workplan.document.look import BOLD, ITALIC
from workplan.document.revisions import accept, reject
from workplan.document.tree import (
    Document,
    Heading,
    Inline,
    Link,
    List,
    NoteReference,
    Paragraph,
    Reference,
    Revision,
    Table,
    Text,
)
from workplan.document.walking.walk import lines, plain
from workplan.word import write
from workplan.word.reader import read


def marked(inlines: tuple[Inline, ...]) -> str:
    """The words with marks: `kept {+came+} {-went-}`; `^n` is a call, `<…>` a link, `[…]` a reference."""
    return "".join(map(_marked, inlines))


def _marked(inline: Inline) -> str:
    match inline:
        case Link():
            return f"<{marked(inline.children)}>"
        case NoteReference():
            words = f"^{inline.number}"
        case Reference():
            words = f"[{inline.text}]"
        case Text():
            words = inline.text
            signs = "".join(MARKS[name][0] for name in inline.look.names)
            words = f"{signs}{words}{signs[::-1]}"
    for mark, sign in ((inline.inserted, "+"), (inline.deleted, "-")):
        words = f"{{{sign}{words}{sign}}}" if mark else words
    return words


def shown(document: Document) -> list[str]:
    """Each line with its marks; a break that comes or goes is ¶ with its sign at the end."""
    return [
        marked(line.inlines) + "¶+" * bool(line.inserted) + "¶-" * bool(line.deleted)
        for block in document.blocks
        for line in lines(block)
    ]


def words(document: Document) -> list[str]:
    return [plain(line.inlines) for block in document.blocks for line in lines(block)]


INLINE = {
    "runs that spelling and rsids have split": (
        r("The ti") + '<w:proofErr w:type="spellStart"/>' + r("de ") + '<w:proofErr w:type="spellEnd"/>'
        + r("rises"),
        "The tide rises",
    ),
    "spaces count only where they are preserved": (
        "<w:r><w:t> a </w:t></w:r>" + r(" b ") + "<w:r><w:t>c </w:t></w:r>",
        "a b c",
    ),
    "tabs, hyphens and characters of a font": (
        '<w:r><w:t>a</w:t><w:tab/><w:t>b</w:t><w:noBreakHyphen/><w:t>c</w:t><w:softHyphen/>'
        '<w:sym w:font="Arial" w:char="2192"/></w:r>',
        "a\tb\u2011c\u00ad\u2192",
    ),
    "smart tags, content controls and directions wrap words": (
        f'<w:smartTag w:element="place"><w:smartTagPr/>{r("Rome")}</w:smartTag>'
        f'<w:sdt><w:sdtPr><w:alias w:val="x"/></w:sdtPr><w:sdtContent>{r(" wasn’t")}</w:sdtContent></w:sdt>'
        f'<w:dir w:val="ltr">{r(" built")}</w:dir>',
        "Rome wasn’t built",
    ),
    "the placeholder of an empty content control is Word's": (
        f"<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>{r('Click here')}</w:sdtContent></w:sdt>"
        + r("words"),
        "words",
    ),
    "bold by hand, by a style, and not of complex scripts": (
        r("a", "<w:b/>") + r("b", '<w:rStyle w:val="s"/>') + r("c", '<w:rStyle w:val="s"/><w:b w:val="0"/>')
        + r("d", "<w:b/><w:cs/>") + r("e", "<w:i/><w:iCs/>"),
        "**ab**cd*e*",
    ),
    "superscript and subscript, which are no calls of notes": (  # before, words read without that
        r("10") + r("2", '<w:vertAlign w:val="superscript"/>') + r(" CO")
        + r("2", '<w:b/><w:vertAlign w:val="subscript"/>') + r("x", '<w:vertAlign w:val="baseline"/>'),
        "10^2^ CO**~2~**x",
    ),
    "line breaks, one of them tracked": (  # before, a space and a finding
        r("one") + "<w:r><w:br/></w:r>" + r("two")
        + change("ins", '<w:r><w:br w:type="textWrapping"/></w:r>') + r("three"),
        "one\ntwo{+\n+}three",
    ),
    "insertions and deletions": (
        r("one ") + change("del", d("two ")) + change("ins", r("2 ")) + r("three"),
        "one {-two -}{+2 +}three",
    ),
    "inserted by one and deleted by another": (
        r("a ") + change("ins", change("del", d("b "), author="Bob")) + r("c"),
        "a {-{+b +}-}c",
    ),
    "a link, its words changed": (
        f'<w:hyperlink r:id="out">{r("the ")}{change("ins", r("new "))}{r("page")}</w:hyperlink>',
        "<the {+new +}page>",
    ),
    "a link by a field": (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> HYPERLINK "https://example.org/b" '
        '</w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>' + r("there")
        + '<w:r><w:fldChar w:fldCharType="end"/></w:r>',
        "<there>",
    ),
    "a field that is no reference is what it shows": (
        r("on ") + f'<w:fldSimple w:instr=" DATE ">{r("1 May")}</w:fldSimple>' + r("."),
        "on 1 May.",
    ),
    "an alternative is read once": (
        f"<mc:AlternateContent><mc:Choice Requires=\"wps\">{r('new')}</mc:Choice>"
        f"<mc:Fallback>{r('old')}</mc:Fallback></mc:AlternateContent>",
        "new",
    ),
    "an emoji is the character that Word falls back to": (
        '<w:r><mc:AlternateContent><mc:Choice xmlns:w16se="http://schemas.microsoft.com/office/word/2015/'
        'wordml/symex" Requires="w16se"><w16se:symEx w16se:font="Segoe UI Emoji" w16se:char="1F30A"/>'
        "</mc:Choice><mc:Fallback><w:t>\U0001f30a</w:t></mc:Fallback></mc:AlternateContent></w:r>",
        "\U0001f30a",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("content", "expected"), INLINE.values(), ids=INLINE.keys())
def test_words(content: str, expected: str) -> None:
    assert shown(reading(p(content)).document) == [expected]


INS, DEL = "<w:rPr>" + change("ins") + "</w:rPr>", "<w:rPr>" + change("del") + "</w:rPr>"
BREAKS = {
    "a line typed behind another": (
        p(r("one"), INS) + p(change("ins", r("two"))) + p(r("three")),
        ["one", "{+two+}¶+", "three"],
        ["one", "three"],
    ),
    "two lines typed behind another": (
        p(r("one"), INS) + p(change("ins", r("two")), INS) + p(change("ins", r("three"))),
        ["one", "{+two+}¶+", "{+three+}¶+"],
        ["one"],
    ),
    "a line typed before another": (
        p(change("ins", r("one")), INS) + p(r("two")),
        ["{+one+}¶+", "two"],
        ["two"],
    ),
    "a line divided": (p(r("one "), INS) + p(r("two")), ["one ¶+", "two"], ["one two"]),
    "two lines joined": (p(r("one "), DEL) + p(r("two")), ["one ¶-", "two"], ["one ", "two"]),
    "a line deleted with its break": (
        p(change("del", d("one")), DEL) + p(r("two")),
        ["{-one-}¶-", "two"],
        ["one", "two"],
    ),
    "deleted from the end of one line to the end of the next": (
        p(r("one"), DEL) + p(change("del", d("two"))) + p(r("three")),
        ["one", "{-two-}¶-", "three"],
        ["one", "two", "three"],
    ),
    "all words of a line deleted, its break left": (
        p(r("one")) + p(change("del", d("two"))) + p(r("three")),
        ["one", "{-two-}¶-", "three"],
        ["one", "two", "three"],
    ),
    "empty lines are none, whoever made them": (
        p("") + p(r("one"), INS) + p("", INS) + p(change("ins", r("two"))) + p(""),
        ["one", "{+two+}¶+"],
        ["one"],
    ),
    "joined with an empty line": (p(r("one"), DEL) + p("") + p(r("two")), ["one", "two"], ["one", "two"]),
    "a line moved": (
        '<w:moveFromRangeStart w:id="1" w:author="Ann" w:name="m7"/>'
        + p(change("moveFrom", r("one")), "<w:rPr>" + change("moveFrom") + "</w:rPr>")
        + '<w:moveFromRangeEnd w:id="1"/>' + p(r("two"))
        + '<w:moveToRangeStart w:id="2" w:author="Ann" w:name="m7"/>'
        + p(change("moveTo", r("one")), "<w:rPr>" + change("moveTo") + "</w:rPr>")
        + '<w:moveToRangeEnd w:id="2"/>' + p(r("three")),
        ["{-one-}¶-", "two", "{+one+}¶+", "three"],
        ["one", "two", "three"],
    ),
}  # fmt: skip


@pytest.mark.parametrize(("body", "expected", "before"), BREAKS.values(), ids=BREAKS.keys())
def test_breaks(body: str, expected: list[str], before: list[str]) -> None:
    document = reading(body).document
    assert shown(document) == expected
    assert words(reject(document)) == before
    assert "" not in words(accept(document))


def test_halves_of_a_move_have_its_name() -> None:
    body, _, _ = BREAKS["a line moved"]
    left, _, right, _ = reading(body).document.blocks
    assert isinstance(left, Paragraph)
    assert isinstance(right, Paragraph)
    assert left.deleted == right.inserted == Revision("Ann", datetime(2031, 5, 1, 9, tzinfo=UTC), "m7")


def test_a_revision_without_author_or_date_has_none() -> None:
    (block,) = reading(p(r("a") + f'<w:ins w:id="1">{r("b")}</w:ins>')).document.blocks
    assert isinstance(block, Paragraph)
    assert block.inlines[1] == Text("b", inserted=Revision(""))


@pytest.mark.parametrize(
    ("date", "expected"),
    [
        ("2031-05-01T09:00:00Z", datetime(2031, 5, 1, 9, tzinfo=UTC)),
        ("2031-05-01T09:00:00+02:00", datetime(2031, 5, 1, 7, tzinfo=UTC)),
        ("2031-05-01T09:00:00", datetime(2031, 5, 1, 9, tzinfo=UTC)),
        ("1970-01-01T00:00:00Z", None),
        ("yesterday", None),
        ("0001-01-01T00:00:00+14:00", None),
    ],
)
def test_dates(date: str, expected: datetime | None) -> None:
    (block,) = reading(p(change("ins", r("b"), date=date))).document.blocks
    assert isinstance(block, Paragraph)
    assert block.inlines == (Text("b", inserted=Revision("Ann", expected)),)


def test_formatting_that_was_tracked_says_what_it_was() -> None:
    was = f"<w:b/>{change('rPrChange', '<w:rPr><w:i/></w:rPr>')}"
    (block,) = reading(p(r("a", was))).document.blocks
    assert isinstance(block, Paragraph)
    (text,) = block.inlines
    assert isinstance(text, Text)
    assert text.former is not None
    assert (text.look, text.former.look) == (BOLD, ITALIC)


def num(n: int, level: int = 0) -> str:
    return f'<w:pStyle w:val="l"/><w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{n}"/></w:numPr>'


def test_lists_are_made_of_numbering() -> None:
    body = (
        p(r("one"), num(1)) + p(r("more"), '<w:pStyle w:val="l"/>')
        + p(r("a"), num(1, 1)) + p(r("b"), num(1, 1)) + p(r("two"), num(1)) + p(r("dot"), num(2))
        + p(r("words")) + p(r("three"), num(1)) + p(r("five"), num(3))
    )  # fmt: skip
    first, bullets, plain_words, third, fifth = reading(body).document.blocks
    assert isinstance(first, List)
    assert [item.label for item in first.items] == ["1.", "2."]
    _, _, inner = first.items[0].blocks
    assert isinstance(inner, List)
    assert [(item.label, item.blocks[0].id) for item in inner.items] == [
        ("a.", "introduction.1.1.3.1.text"),
        ("b.", "introduction.1.1.3.2.text"),
    ]
    assert isinstance(bullets, List)
    assert bullets.kind == "bullet"
    assert isinstance(plain_words, Paragraph)
    assert [(b.start, b.items[0].label) for b in (third, fifth) if isinstance(b, List)] == [
        (3, "3."),
        (5, "5."),
    ]


def test_a_line_that_was_an_item_says_so() -> None:
    was = change("pPrChange", f"<w:pPr>{num(1)}</w:pPr>")
    (first, second) = reading(p(r("one"), num(1)) + p(r("two"), was)).document.blocks
    assert isinstance(first, List)
    assert isinstance(second, Paragraph)
    assert second.former is not None
    assert len(words(reject(reading(p(r("one"), num(1)) + p(r("two"), was)).document))) == 2


def test_styles_go_by_what_they_are_based_on() -> None:
    body = p(r("A"), '<w:pStyle w:val="mine"/>') + p(r("B"), '<w:pStyle w:val="t"/>')
    heading, title = reading(body).document.blocks
    assert isinstance(heading, Heading)
    assert (heading.id, heading.level) == ("a", 1)
    assert isinstance(title, Paragraph)
    assert title.role == "title"


NOTE = p(
    '<w:r><w:rPr><w:rStyle w:val="x"/></w:rPr><w:footnoteRef/></w:r>' + r(" ") + "{}", '<w:pStyle w:val="f"/>'
)
_CALL = '<w:r><w:footnoteReference w:id="{}"/></w:r>'


def test_notes_are_called_in_order_and_without_their_mark() -> None:
    notes = "".join(
        f'<w:footnote w:id="{n}">{NOTE.format(r(words))}</w:footnote>'
        for n, words in ((2, "two"), (5, "five"))
    )
    separator = f'<w:footnote w:type="separator" w:id="-1">{p("")}</w:footnote>'
    body = p(r("a") + _CALL.format(5) + r("b") + _CALL.format(2))
    document = reading(body, notes=separator + notes).document
    assert shown(document) == ["a^1b^2"]
    assert [(note.number, plain(note.inlines)) for note in document.notes] == [(1, "five"), (2, "two")]


def test_a_note_that_comes_is_marked_with_its_call() -> None:
    notes = f'<w:footnote w:id="1">{NOTE.format(change("ins", r("new")))}</w:footnote>'
    document = reading(p(r("a") + change("ins", _CALL.format(1))), notes=notes).document
    assert document.notes[0].inserted
    assert reject(document).notes == ()
    assert shown(accept(document)) == ["a^1"]


def cell(*paragraphs: str, properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{''.join(paragraphs)}</w:tc>"


def row(*cells: str, properties: str = "") -> str:
    return f"<w:tr><w:trPr>{properties}</w:trPr>{''.join(cells)}</w:tr>"


def table(*rows: str) -> str:
    return f"<w:tbl><w:tblPr/><w:tblGrid/>{''.join(rows)}</w:tbl>"


def test_a_row_that_came_is_inserted_with_all_that_is_in_it() -> None:
    body = table(
        row(cell(p(r("Head")))),
        row(cell(p(change("ins", r("new")), INS)), properties=change("ins")),
        row(cell(p(""))),
    ) + p(r("end"))
    found, _ = reading(body).document.blocks
    assert isinstance(found, Table)
    new, empty = found.rows
    assert new.inserted
    assert new.cells[0].blocks[0].inserted
    assert empty.cells[0].blocks == ()
    assert len(reject(reading(body).document).blocks[0].rows) == 1  # type: ignore[union-attr]


def test_merged_cells_are_filled_and_said() -> None:
    body = table(
        row(cell(p(r("A"))), cell(p(r("B"))), cell(p(r("C")))),
        row(cell(p(r("wide")), properties='<w:gridSpan w:val="2"/>'), cell(p(r("c")))),
        row(cell(p(r("alone")))),
    )
    result = reading(body)
    (found,) = result.document.blocks
    assert isinstance(found, Table)
    assert [[words(Document(*_rest(c.blocks))) for c in row.cells] for row in found.rows] == [
        [["wide"], [], ["c"]],
        [["alone"], [], []],
    ]
    assert {finding.kind for finding in result.findings} == {"merged cells"}


def _rest(blocks: tuple[Paragraph, ...]) -> tuple:  # type: ignore[type-arg]
    empty = reading(p("")).document
    return empty.properties, empty.terms, blocks, ()


def test_a_line_typed_at_the_end_of_a_cell_is_inserted() -> None:
    """Word marks the break before it: the last one of a cell cannot be marked."""
    body = table(row(cell(p(r("Head")))), row(cell(p(r("one"), INS), p(change("ins", r("two"))))))
    document = reading(body).document
    assert shown(document) == ["Head", "one", "{+two+}¶+"]
    assert words(reject(document)) == ["Head", "one"]


FOUND = {
    "text box": (
        '<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wp:anchor><a:graphic><a:graphicData>'
        f"<wps:wsp><wps:txbx><w:txbxContent>{p(r('boxed'))}</w:txbxContent></wps:txbx></wps:wsp>"
        "</a:graphicData></a:graphic></wp:anchor></w:drawing></mc:Choice></mc:AlternateContent></w:r>",
        "boxed",
    ),
    "object": ("<w:r><w:object><w:t>inside</w:t></w:object></w:r>", "inside"),
    "equation": ("<m:oMath><m:r><m:t>e=mc2</m:t></m:r></m:oMath>", "e=mc2"),
    "break": ('<w:r><w:br w:type="page"/></w:r>', ""),
    "formatting": (r("red", '<w:color w:val="FF0000"/>'), ""),
    "language": (r("mot", '<w:lang w:val="fr-FR"/>'), ""),
    "symbol": ('<w:r><w:sym w:font="Wingdings" w:char="F021"/></w:r>', "\uf021"),
    "endnote": ('<w:r><w:endnoteReference w:id="3"/></w:r>', "noted at the end"),
    "field": (f'<w:fldSimple w:instr="SEQ x">{r("1")}</w:fldSimple>', ""),
    "link": (f'<w:hyperlink w:anchor="nowhere">{r("there")}</w:hyperlink>', "there"),
    "picture": (
        '<w:r><w:drawing><wp:inline><wp:docPr id="1" name="x" descr="a chart"/>'
        '<a:graphic><a:blip r:embed="no"/>'
        "</a:graphic></wp:inline></w:drawing></w:r>",
        "a chart",
    ),
}


@pytest.mark.parametrize("kind", FOUND)
def test_what_has_no_place_in_the_tree_is_said(kind: str) -> None:
    content, lost = FOUND[kind]
    body = p(r("before", '<w:lang w:val="en-US"/>')) + p(r("here ") + content)
    endnotes = f'<w:endnote w:id="3">{p(r("noted at the end"))}</w:endnote>'
    (finding,) = [found for found in reading(body, endnotes=endnotes).findings if found.kind == kind]
    assert finding.words == lost
    assert finding.place == "introduction.2"


@pytest.mark.parametrize(
    "between",
    [
        f"<w:zzz>{p(r('lost'))}</w:zzz>",
        "<m:oMathPara><m:oMath><m:r><m:t>lost</m:t></m:r></m:oMath></m:oMathPara>",
    ],
)
def test_words_between_paragraphs_are_said(between: str) -> None:
    for body in (p(r("before")) + between, p(r("before")) + table(row(cell(between, p(r("in"))))) + p("")):
        (finding,) = reading(body).findings
        assert (finding.kind, finding.words) == ("object", "lost")


LOOKS = {
    "words": p(r("x", '<w:sz w:val="40"/>' + change("rPrChange", "<w:rPr/>"))),
    "a paragraph": p(r("x"), '<w:jc w:val="center"/>' + change("pPrChange", "<w:pPr/>")),
    "a table": table(row(cell(p(r("x"))), properties="<w:cantSplit/>" + change("trPrChange", "<w:trPr/>"))),
    "a cell": table(row(cell(p(r("x")), properties=change("tcPrChange", "<w:tcPr/>")))),
    "the page": p(r("x"), f"<w:sectPr>{change('sectPrChange', '<w:sectPr/>')}</w:sectPr>"),
}


@pytest.mark.parametrize("of", LOOKS)
def test_a_tracked_change_of_what_the_theme_decides_is_said(of: str) -> None:
    said = [found.message for found in reading(LOOKS[of]).findings if found.kind == "formatting"]
    assert len(said) == 1
    assert "a tracked change of how" in said[0]


def test_a_chart_is_said_with_what_describes_it() -> None:
    chart = (
        '<w:r><w:drawing><wp:inline><wp:docPr id="1" name="Chart 1" descr="Tides by year"/><a:graphic>'
        '<a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/chart"/></a:graphic>'
        "</wp:inline></w:drawing></w:r>"
    )
    (finding,) = reading(p(r("x") + chart)).findings
    assert (finding.kind, finding.words) == ("object", "Tides by year")


def test_the_placeholder_of_an_empty_block_is_word_s() -> None:
    empty = (
        f"<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>{p(r('Click'))}</w:sdtContent></w:sdt>"
    )
    result = reading(empty + p(r("words")))
    assert (words(result.document), result.findings) == (["words"], ())


@pytest.mark.parametrize("instruction", [" PAGE ", " TOC "])
def test_a_field_that_does_not_end_swallows_nothing(instruction: str) -> None:
    begin = '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
    result = reading(p(r("a ") + begin + f"<w:r><w:instrText>{instruction}</w:instrText></w:r>") + p(r("b")))
    assert words(result.document) == ["a ", "b"]
    assert [finding.kind for finding in result.findings] == ["field"]


def test_numbering_that_was_tracked_by_itself_was_not_there() -> None:
    """Word's way where a paragraph is given a number and nothing else."""
    came = num(1).replace("</w:numPr>", f"{change('ins')}</w:numPr>")
    document = reading(p(r("one"), came)).document
    (found,), (before,) = document.blocks, reject(document).blocks
    assert isinstance(found, List)
    assert isinstance(before, Paragraph)


def test_a_table_in_a_table_is_said_with_its_words() -> None:
    inner = table(row(cell(p(r("deep")))))
    result = reading(table(row(cell(p(r("Head")))), row(cell(p(r("x")), inner, p("")))))
    (finding,) = result.findings
    assert (finding.kind, finding.words) == ("nested table", "deep")


COMMENTS = """
<w:comment w:id="0" w:author="Ann" w:initials="A" w:date="2031-05-01T09:00:00Z"><w:p w14:paraId="00000001">
<w:r><w:annotationRef/></w:r><w:r><w:t>Why </w:t></w:r><w:r><w:t>so?</w:t></w:r></w:p></w:comment>
<w:comment w:id="1" w:author="Bob" w:initials="B">
<w:p w14:paraId="00000002"><w:r><w:t>Because.</w:t></w:r></w:p>
<w:p w14:paraId="00000003"><w:r><w:t>As agreed.</w:t></w:r></w:p></w:comment>
<w:comment w:id="2" w:author="Cy"><w:p><w:r><w:t>Here</w:t></w:r></w:p></w:comment>
"""
EXTENDED = (
    '<w15:commentEx w15:paraId="00000001" w15:done="1"/>'
    '<w15:commentEx w15:paraId="00000003" w15:paraIdParent="00000001" w15:done="0"/>'
)


def test_comments_with_their_threads_and_what_they_are_about() -> None:
    body = (
        p(r("point") + '<w:r><w:commentReference w:id="2"/></w:r>')
        + p(r("one ") + '<w:commentRangeStart w:id="0"/><w:commentRangeStart w:id="1"/>' + r("two"))
        + p(
            r("three") + '<w:commentRangeEnd w:id="0"/><w:r><w:commentReference w:id="0"/></w:r>'
            '<w:commentRangeEnd w:id="1"/><w:r><w:commentReference w:id="1"/></w:r>' + r(" four")
        )
    )
    point, first, answer = reading(body, comments=COMMENTS, extended=EXTENDED).comments
    assert (point.author, point.words, point.first, point.date) == ("Cy", "", "introduction.1", None)
    assert (first.paragraphs, first.words, first.resolved, first.parent) == (
        ("Why so?",),
        "two\nthree",
        True,
        None,
    )
    assert (first.first, first.last, first.initials) == ("introduction.2", "introduction.3", "A")
    assert (answer.paragraphs, answer.parent, answer.resolved) == (("Because.", "As agreed."), 1, False)


def test_the_date_of_a_comment_is_the_one_in_utc() -> None:
    """Word writes the editor's clock, with a "Z" behind it, and keeps the time in UTC elsewhere."""
    ids = (
        '<c:commentId xmlns:c="http://schemas.microsoft.com/office/word/2016/wordml/cid" '
        'c:paraId="00000001" c:durableId="2A5B6C7D"/>'
    )
    extensible = (
        '<c:commentExtensible xmlns:c="http://schemas.microsoft.com/office/word/2018/wordml/cex" '
        'c:durableId="2A5B6C7D" c:dateUtc="2031-04-30T23:00:00Z"/>'
    )
    body = p(r("x") + '<w:r><w:commentReference w:id="0"/></w:r>')
    found = reading(body, comments=COMMENTS, commentsIds=ids, commentsExtensible=extensible).comments
    assert datetime(2031, 4, 30, 23, tzinfo=UTC) in [comment.date for comment in found]
    assert datetime(2031, 5, 1, 9, tzinfo=UTC) in [c.date for c in reading(body, comments=COMMENTS).comments]


def test_comments_that_begin_and_end_between_paragraphs_and_rows() -> None:
    """Where Word puts the range of a comment on whole paragraphs or rows."""
    start, end = '<w:commentRangeStart w:id="2"/>', '<w:commentRangeEnd w:id="2"/>'
    reference = p('<w:r><w:commentReference w:id="2"/></w:r>' + r("end"))
    body = start + p(r("one")) + p(r("two")) + end + reference
    (found,) = reading(body, comments=COMMENTS).comments[-1:]
    assert (found.first, found.last, found.words) == ("introduction.1", "introduction.2", "one\ntwo")
    rows = table(row(cell(p(r("H")))), start, row(cell(p(r("x")))), end, row(cell(p(r("y")))))
    (found,) = reading(rows + reference, comments=COMMENTS).comments[-1:]
    assert (found.first, found.words) == ("introduction.1.1.1.text", "x")


def test_word_s_own_cross_references_are_followed() -> None:
    """Word puts a bookmark `_Ref…` around what a reference means."""
    field = (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        "<w:r><w:instrText> REF _Ref1 {} \\h </w:instrText></w:r>"
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r>{}<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )
    mark = '<w:bookmarkStart w:id="1" w:name="_Ref1"/>{}<w:bookmarkEnd w:id="1"/>'
    body = p(mark.format(r("Aims")), '<w:pStyle w:val="1"/>') + p(r("see ") + field.format("", r("Aims")))
    _, line = reading(body).document.blocks
    assert isinstance(line, Paragraph)
    assert line.inlines[1] == Reference("aims", "Aims", "title")


def test_a_file_of_nobody_s_is_read_without_identities() -> None:
    result = reading(p(r("words")))
    assert not result.ours
    assert result.document.blocks[0].id == "introduction.1"


def test_blocks_within_content_controls_are_read() -> None:
    body = f"<w:sdt><w:sdtPr/><w:sdtContent>{p(r('one'))}{table(row(cell(p(r('H')))))}</w:sdtContent></w:sdt>"
    assert words(read(word_file(body)).document) == ["one", "H"]


def test_a_table_of_contents_is_left_out_and_said() -> None:
    begin = '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>TOC \\o</w:instrText></w:r>'
    body = (
        p(begin + '<w:r><w:fldChar w:fldCharType="separate"/></w:r>' + r("Aims 3"))
        + p(r("Ends 4"))
        + p('<w:r><w:fldChar w:fldCharType="end"/></w:r>')
        + p(r("words"))
    )
    result = reading(body)
    assert words(result.document) == ["words"]
    assert [finding.kind for finding in result.findings] == ["contents"]


_NAMESPACE = re.compile(
    rb"http://schemas\.openxmlformats\.org/(wordprocessingml|officeDocument|drawingml)/2006/"
    rb"(main|relationships|math|wordprocessingDrawing|picture)"
)


def test_strict_open_xml_says_the_same() -> None:
    """Word: "Save as", "Strict Open XML Document"."""
    file = write(redlined(), theme())
    parts = {
        name: _NAMESPACE.sub(rb"http://purl.oclc.org/ooxml/\1/\2", part)
        if name.startswith(("word/", "_rels/"))
        else part
        for name, part in entries(file).items()
    }
    assert b"purl.oclc.org/ooxml/wordprocessingml/main" in parts["word/document.xml"]
    assert read(packed(parts)) == read(file)
