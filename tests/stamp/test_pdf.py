"""Stamped copies of PDFs, read back with tools that did not write them."""

from __future__ import annotations

from functools import cache
from io import BytesIO

import page
import pikepdf
import pypdfium2
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from tests.pack.papers import printed
from workplan.circulation.examination import pdf as examination
from workplan.content.values.languages import Direction
from workplan.errors import OurBug
from workplan.render.pdf.process import PdfProcess
from workplan.stamp.pdf import Template
from workplan.stamp.sheet import lacking, laid_out
from workplan.stamp.stamped import plain
from workplan.stamp.stamps import Stamp, filled
from workplan.verify import pdf as passages

NAMES = (
    "Indonesia",
    "ราชอาณาจักรไทย",
    "ព្រះរាជាណាចក្រកម្ពុជា",
    "المملكة العربية السعودية",
    "Việt Nam & <friends>",
    "= { } % ( ) \\ members",
    "The Organization with a long name " * 9,
    "X" * 300,
)
#: The direction of each paper.
PAPERS: dict[str, Direction] = {"plan": "ltr", "table": "ltr", "redline": "ltr", "arabic": "rtl"}


def stamps(names: tuple[str, ...] = NAMES) -> list[Stamp]:
    return [
        Stamp(n, name, filled("Copy {number}: {recipient}", str(n), name)) for n, name in enumerate(names, 1)
    ]


@cache
def copies(paper: str) -> dict[str, bytes]:
    with PdfProcess() as process:
        sheet = laid_out(stamps(), "en", PAPERS[paper], process)
    template = Template(printed(paper), sheet, PAPERS[paper])
    return {stamp.recipient: template.copy(stamp) for stamp in stamps()}


def with_the_foot(data: bytes) -> bytes:
    """A file whose first page may have words in its foot, which `verify` would miss in the text."""
    with pikepdf.open(BytesIO(data)) as pdf:
        pdf.pages[0].obj.ArtBox = pdf.pages[0].obj.MediaBox
        pdf.save(saved := BytesIO())
    return saved.getvalue()


@pytest.mark.parametrize("profile", ["ua1", "3a"])
@pytest.mark.parametrize("paper", PAPERS)
def test_a_copy_is_as_accessible_and_archivable_as_the_paper(paper: str, profile: str) -> None:
    for name in NAMES[:4] if paper == "plan" else NAMES[3:4]:
        report = page.validate_pdf_bytes(copies(paper)[name], profile=profile)
        assert [(failure.rule_id, failure.message) for failure in report.failures] == []


@pytest.mark.parametrize("paper", PAPERS)
def test_it_says_what_the_paper_says_and_first_whose_copy_it_is(paper: str) -> None:
    base = passages.read(printed(paper))
    for name, data in copies(paper).items():
        said = passages.read(with_the_foot(data))
        (stamp,) = (each.words for each in stamps() if each.recipient == name)
        assert said[0].text == " ".join(stamp.split())
        assert said[1:] == base
    if paper != "redline":  # which is a draft
        assert list(examination.examined(data)) == [], "no words without a tag, nothing private"


def test_the_foot_of_every_page_names_the_recipient() -> None:
    for name in ("Indonesia", "Việt Nam & <friends>"):
        document = pypdfium2.PdfDocument(copies("table")[name])
        assert len(document) > 1
        for sheet in document:
            width, _ = sheet.get_size()
            foot = sheet.get_textpage().get_text_bounded(0, 0, width, 60)
            assert foot.count(name) == 1
            assert f": {name}" in foot


def test_no_name_is_too_long_for_the_foot() -> None:
    """Three lines of it, and nothing of them off the paper, in the text, or beside the page's number."""
    for name in NAMES:
        document = pypdfium2.PdfDocument(copies("plan")[name])
        text = document[1].get_textpage()
        boxes = [text.get_charbox(n) for n in range(text.count_chars())]
        foot = [box for box in boxes if 0 < box[3] < 60 and box[0] < 400]
        assert foot and min(box[1] for box in foot) > 11, name  # 4 mm, which printers print
        assert max(box[2] for box in foot) < 410 and max(box[3] for box in foot) < 50, name


def test_on_other_pages_it_is_an_artifact_and_on_the_first_the_first_paragraph() -> None:
    with pikepdf.open(BytesIO(copies("plan")["Indonesia"])) as pdf:
        (document,) = pdf.Root.StructTreeRoot.K
        first = document.K[0]
        assert str(first.S) == "/P" and first.Pg.objgen == pdf.pages[0].obj.objgen
        drawn = pikepdf.parse_content_stream(pdf.pages[0])
        marks = [each.operands[1] for each in drawn if str(each.operator) == "BDC" and each.operands]
        assert str(marks[-1]["/ActualText"]) == "Copy 1: Indonesia"
        for other in pdf.pages[1:]:
            (last,) = [other.obj.Contents[-1].read_bytes()]
            assert last.startswith(b"Q\n/Artifact <</Type /Pagination /Subtype /Footer")
            assert b"MCID" not in last
            (form,) = [each for name, each in other.obj.Resources.XObject.items() if "Stamp" in name]
            assert b"BDC" not in form.read_bytes(), "a form that pages share cannot be tagged"


def test_properties_name_the_copy() -> None:
    for stamp in stamps():
        data = copies("plan")[stamp.recipient]
        found = plain(data, "copy.pdf")
        assert (found.number, found.recipient) == (str(stamp.number), stamp.recipient)
        with pikepdf.open(BytesIO(data)) as pdf, pdf.open_metadata() as metadata:
            assert metadata["{urn:workplan:copy:1#}recipient"].strip() == stamp.recipient.strip()


@pytest.mark.parametrize("paper", PAPERS)
def test_without_its_stamp_it_is_the_paper_again(paper: str) -> None:
    """Anybody can take a stamp off: it hides nothing else."""
    base = plain(printed(paper), "paper.pdf")
    assert (base.number, base.recipient) == ("", "")
    assert {plain(data, "copy.pdf").data for data in list(copies(paper).values())[:3]} == {base.data}


def test_two_copies_differ_in_their_stamps_alone() -> None:
    one, other = (copies("plan")[name] for name in ("Indonesia", "ราชอาณาจักรไทย"))
    assert len(one) == len(other)
    differing = sum(a != b for a, b in zip(one, other, strict=True))
    assert 0 < differing < len(one) / 4
    with pikepdf.open(BytesIO(one)) as first, pikepdf.open(BytesIO(other)) as second:
        assert bytes(first.trailer.ID[0]) == bytes(second.trailer.ID[0])
        assert bytes(first.trailer.ID[1]) != bytes(second.trailer.ID[1])


def test_what_is_no_paper_of_ours_is_refused() -> None:
    with PdfProcess() as process:
        sheet = laid_out(stamps(("One",)), "en", "ltr", process)
    with pikepdf.new() as empty:
        empty.add_blank_page()
        empty.save(saved := BytesIO())
    with pytest.raises(OurBug, match="no tags"):
        Template(saved.getvalue(), sheet, "ltr")


#: Names as people have them: what `members.yaml` lets through, in letters that our fonts have.
names = st.text(
    st.characters(codec="utf-8", categories=["L", "M", "N", "P", "S", "Zs"], max_codepoint=0x17FF),
    min_size=1,
    max_size=80,
).filter(lambda name: bool(name.strip()) and not lacking(name))


@given(st.lists(names, min_size=1, max_size=12, unique=True))
@example(["\u0301x", "e\u0301" * 30, "a b", "123", "((", "\\"])
@settings(max_examples=4)
def test_any_name_can_be_stamped(found: list[str]) -> None:
    with PdfProcess() as process:
        sheet = laid_out(stamps(tuple(found)), "en", "ltr", process)
    template = Template(printed("plan"), sheet, "ltr")
    base = plain(printed("plan"), "paper.pdf")
    for stamp in stamps(tuple(found)):
        data = template.copy(stamp)
        assert data == template.copy(stamp)
        stamped = plain(data, "copy.pdf")
        assert (stamped.number, stamped.recipient, stamped.data) == (
            str(stamp.number),
            stamp.recipient,
            base.data,
        )
