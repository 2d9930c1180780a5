"""The form as a PDF: official while it is blank, and one that everybody can fill in."""

from __future__ import annotations

import re
from io import BytesIO

import page
import pikepdf
import pypdfium2
import pytest
from msgspec.structs import replace

from tests.returns.pdf.filling import BLANK, PILOTS, made, sent
from workplan.circulation.examination.pdf_worker import examined
from workplan.returns.form import Layout
from workplan.returns.naming import pdf_name
from workplan.returns.pdf.facts import facts_of


@pytest.mark.parametrize("layout", ["table", "list"])
@pytest.mark.parametrize("profile", ["ua1", "3a"])
def test_both_profiles_and_every_mark_is_owned(layout: Layout, profile: str) -> None:
    data = sent(layout)
    report = page.validate_pdf_bytes(data, profile=profile)
    assert [(failure.rule_id, failure.message) for failure in report.failures] == []
    facts = examined(data)
    assert facts["tagged"] and facts["untagged"] == [] and facts["fonts"] == []


def test_the_same_form_is_the_same_bytes() -> None:
    assert made(PILOTS) == sent() != sent("table", "ประเทศไทย")


@pytest.mark.parametrize("layout", ["table", "list"])
def test_fields_are_those_of_the_schema_in_reading_order_and_say_what_they_are(layout: Layout) -> None:
    with pikepdf.open(BytesIO(sent(layout, None))) as pdf:
        form = pdf.Root.AcroForm
        assert {str(key) for key in form} == {"/Fields", "/DR", "/DA"}
        found = [(str(field.T), str(field.TU)) for field in form.Fields]
        assert found == [(pdf_name(BLANK, field), BLANK.says(field)) for field in BLANK.fields()]
        assert [str(field.FT) for field in form.Fields][:5] == ["/Tx", "/Tx", "/Btn", "/Btn", "/Tx"]
        for field in form.Fields:
            assert "/N" in field.AP and not {"/A", "/AA", "/MK"} & set(field.keys())
            assert int(field.get("/Ff", 0)) in (0, 1 << 12)  # no radio button, no push button
        assert all(each.Tabs == "/S" for each in pdf.pages)


def test_each_widget_is_a_form_in_the_cell_of_its_action() -> None:
    with pikepdf.open(BytesIO(sent())) as pdf:
        nums = pdf.Root.StructTreeRoot.ParentTree.Nums
        parents = {int(nums[n]): nums[n + 1] for n in range(0, len(nums), 2)}
        above = [parents[int(field.StructParent)] for field in pdf.Root.AcroForm.Fields]
        assert [str(element.S) for element in above] == ["/Form"] * len(above)
        assert [str(element.P.S) for element in above[1:-1]] == ["/TD"] * (len(above) - 2)
        cell = above[1].P
        heads = next(each.Headers for each in cell.A if "/Headers" in each)
        assert [str(head) for head in heads] == ["form.head.lead", "form.measure.number"]


def test_the_id_is_in_the_words_and_in_the_metadata() -> None:
    with pikepdf.open(BytesIO(sent())) as pdf:
        xmp = pdf.Root.Metadata.read_bytes().decode()
    assert f"<workplan:form>{PILOTS.id}</workplan:form>" in xmp and "<workplan:layout>table<" in xmp
    lines = list(facts_of(sent(), "form").lines())
    assert any(PILOTS.id in line and "Pilots" in line and "2031-02-17" in line for line in lines)


def test_what_a_viewer_writes_has_a_font_of_the_file() -> None:
    with pikepdf.open(BytesIO(sent())) as pdf:
        (field, *_) = (field for field in pdf.Root.AcroForm.Fields if field.FT == "/Tx")
        name = re.match(r"/(\w+) ", str(field.DA))
        assert name
        font = pdf.Root.AcroForm.DR.Font[f"/{name[1]}"]
        assert font.FontDescriptor.FontFile2.read_bytes()
        widths = [int(width) for width in font.Widths]
        assert len(widths) == 224 and widths[ord("M") - 32] > widths[ord("i") - 32] > 0


def test_a_long_table_has_its_header_on_each_page_and_all_fields_in_their_rows() -> None:
    rows = tuple(
        replace(BLANK.rows[0], action=f"measure-{n}", number=n, words=BLANK.rows[0].words * (n % 40 + 1))
        for n in range(1, 61)
    )
    data = made(replace(PILOTS, rows=rows))
    document = pypdfium2.PdfDocument(data)
    pages = [each.get_textpage().get_text_range() for each in document]
    assert len(pages) > 2 and all("Contributing" in words for words in pages)
    assert page.validate_pdf_bytes(data, profile="ua1").is_compliant
    facts = facts_of(data, "form")
    assert len(facts.fields) == 60 * 3 + 2
    for found in facts.fields:
        assert found.room and found.page is not None
        assert 0 < found.room.left < found.room.right < 595 and 60 < found.room.bottom < found.room.top < 842
        assert not any(letter.is_in(found.room) for letter in facts.pages[found.page].letters)
