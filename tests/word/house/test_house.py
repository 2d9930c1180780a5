from __future__ import annotations

from io import BytesIO

import docx
import pytest
from docx.oxml.ns import qn

from tests.documents import paragraph, sample
from tests.word.conftest import of
from tests.word.reading import W, find, lines, parts, value, xml
from workplan.design.theme import theme
from workplan.document.tree import Heading, Text
from workplan.word import UnsafeFile, write


@pytest.fixture(scope="module")
def dressed(house: bytes) -> bytes:
    return write(sample(), theme(), house)


def test_the_house_s_styles_are_used_and_ours_fill_the_gaps(dressed: bytes) -> None:
    styles = {value(s, "w:name"): s for s in find(xml(dressed, "word/styles.xml"), "w:style")}
    assert value(styles["heading 1"], "w:rPr/w:color") == "7B002C"
    assert {"Organisation", "Plan Table", "footnote text", "List Continue"} <= set(styles)
    names = [n.lower() for n in styles]
    assert len(names) == len(set(names))
    ids = {s.get(f"{W}styleId") for s in styles.values()}
    used = {
        p.get(f"{W}val")
        for p in xml(dressed, "word/document.xml").iter(f"{W}pStyle", f"{W}rStyle", f"{W}tblStyle")
    }
    assert used <= ids


def test_the_house_s_text_is_not_taken_and_its_page_is(dressed: bytes) -> None:
    assert b"nobody wants" not in b"".join(parts(dressed).values())
    section = find(xml(dressed, "word/document.xml"), "w:body/w:sectPr")[0]
    size = find(section, "w:pgSz")[0]
    assert int(size.get(f"{W}w", "")) == pytest.approx(216 * 1440 / 25.4, abs=20)
    widths = [int(c.get(f"{W}w", "")) for c in xml(dressed, "word/document.xml").iter(f"{W}gridCol")]
    assert sum(widths) == pytest.approx((216 - 60) * 1440 / 25.4, abs=20)


def test_header_and_footer_come_with_their_picture(dressed: bytes) -> None:
    opened = docx.Document(BytesIO(dressed))
    header, footer = opened.sections[0].header, opened.sections[0].footer
    assert (header.paragraphs[0].text, footer.paragraphs[0].text) == ("House of Tides", "House footer")
    assert any(r.reltype.endswith("/image") for r in header.part.rels.values())


def test_labels_are_the_tree_s_although_the_house_numbers_headings(dressed: bytes) -> None:
    """As the house has it, "Priority issues" would be number 1 of its headings."""
    assert [line.number for line in lines(dressed) if line.number] == [
        *("1.", "2.", "a.", "b.", "1.", "2.", "3.", "Appendix A"),
    ]
    numbering = xml(dressed, "word/numbering.xml")
    kept = {n.get(f"{W}numId") for n in find(numbering, "w:num")}
    assert {
        value(s, "w:pPr/w:numPr/w:numId") for s in find(xml(dressed, "word/styles.xml"), "w:style")
    } <= kept | {"", "0"}
    order = [e.tag.removeprefix(W) for e in numbering]
    assert order == sorted(order, key=lambda name: name != "abstractNum")


def test_the_language_is_the_document_s(dressed: bytes) -> None:
    styles = xml(dressed, "word/styles.xml")
    assert [e.get(f"{W}val") for e in styles.iter(f"{W}lang")] == ["en"]


def test_the_same_house_gives_the_same_bytes_and_a_house_may_be_ours(
    dressed: bytes, house: bytes, sample_docx: bytes
) -> None:
    assert write(sample(), theme(), house) == dressed
    again = write(sample(), theme(), write(sample(), theme(), sample_docx))
    assert [(x.number, x.words) for x in lines(again)] == [(x.number, x.words) for x in lines(sample_docx)]


def test_nothing_of_python_docx_s_own_template_comes_along(dressed: bytes) -> None:
    everything = b"".join(parts(dressed).values())
    assert b"python-docx" not in everything
    assert b"2013-12-23" not in everything
    assert b"rsid" not in everything
    assert not [name for name in parts(dressed) if "thumbnail" in name]


def test_a_style_of_the_house_that_has_our_id_and_another_name_is_left_alone() -> None:
    made = docx.Document()
    made.styles.add_style("Something else", 1).element.set(qn("w:styleId"), "Organisation")
    file = write(sample(), theme(), _saved(made))
    styles = {value(s, "w:name"): s.get(f"{W}styleId") for s in find(xml(file, "word/styles.xml"), "w:style")}
    assert (styles["Something else"], styles["Organisation"]) == ("Organisation", "OrganisationPlan")
    assert lines(file)[0].style == "OrganisationPlan"


def test_a_house_without_header_and_footer_gets_ours() -> None:
    file = write(of(paragraph("p", "words")), theme(), _saved(docx.Document()))
    section = find(xml(file, "word/document.xml"), "w:body/w:sectPr")[0]
    assert len(find(section, "w:headerReference")) == len(find(section, "w:footerReference")) == 2


def test_a_last_section_without_its_own_header_has_the_one_before() -> None:
    made = docx.Document()
    made.sections[0].header.paragraphs[0].text = "From the first section"
    made.add_section()
    file = write(sample(), theme(), _saved(made))
    assert docx.Document(BytesIO(file)).sections[0].header.paragraphs[0].text == "From the first section"


def test_a_page_without_room_is_refused() -> None:
    made = docx.Document()
    made.sections[0].left_margin = made.sections[0].page_width
    with pytest.raises(UnsafeFile, match="no room"):
        write(sample(), theme(), _saved(made))


def test_a_file_that_is_no_word_file_is_refused() -> None:
    with pytest.raises(UnsafeFile, match="not a Word file"):
        write(sample(), theme(), b"house")


def test_a_house_s_headings_stay_where_they_are_ours(dressed: bytes, house: bytes) -> None:
    heading = write(of(Heading("h", 1, (Text("Words"),))), theme(), house)
    styles = {value(s, "w:name"): s for s in find(xml(heading, "word/styles.xml"), "w:style")}
    assert [(x.number, x.words) for x in lines(heading)] == [("", "Words")]
    assert value(styles["heading 1"], "w:pPr/w:numPr/w:numId") == ""


def _saved(made: docx.document.Document) -> bytes:
    file = BytesIO()
    made.save(file)
    return file.getvalue()
