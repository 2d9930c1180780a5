"""What comes back in a PDF: filled in by real programs, printed, edited, somebody else's."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from msgspec.structs import replace
from pikepdf import Array, Dictionary, Name, String

from tests.documents import sample
from tests.printing import print_pdf
from tests.returns.pdf.filling import (
    BLANK,
    FORMS,
    PILOTS,
    Values,
    by_pdfium,
    by_pdfjs,
    changed,
    flattened,
    made,
    printed,
    sent,
)
from workplan.errors import GivenFileError
from workplan.returns.answers import Answer, Returned
from workplan.returns.form import Field, Form, Layout
from workplan.returns.pdf import read

pytestmark = pytest.mark.usefixtures("in_this_process")

LEAD, JOIN, SAID = Field("lead", "measure"), Field("contributing", "report"), Field("comment", "report")
VALUES: Values = {
    LEAD: True,
    JOIN: True,
    SAID: "With two ships,\nfrom May",
    Field("comment", "measure"): "ภาษาไทย, العربية",
    Field("answered-by"): "Ms Ørsted",
    Field("remarks"): "Thank you",
}


def _said(returned: Returned) -> Values:
    """What was filled in, as it was given."""
    found: dict[Field, bool | str] = {}
    for action, answers in returned.answers.items():
        for what in ("lead", "contributing", "comment"):
            answer = getattr(answers, what)
            if answer.value:
                found[Field(what, action)] = answer.value
    if returned.answered_by:
        found[Field("answered-by")] = returned.answered_by
    if returned.remarks and returned.remarks.value:
        found[Field("remarks")] = returned.remarks.value
    return found


def _how(returned: Returned) -> list[tuple[str, str]]:
    every = (answer for answers in returned.answers.values() for answer in answers.all)
    return [(answer.sure, answer.how) for answer in every]


def _room(name: str) -> list[float]:
    """Where the form that was sent has a field."""
    with pikepdf.open(BytesIO(sent())) as pdf:
        (field,) = (each for each in pdf.Root.AcroForm.Fields if str(each.T).endswith(name))
        return [float(side) for side in field.Rect]


@pytest.mark.parametrize("layout", ["table", "list"])
@pytest.mark.parametrize(("fill", "program"), [(by_pdfium, "pdfium"), (by_pdfjs, "pdf.js")])
def test_a_form_that_was_filled_in_says_what_was_filled_in(
    fill: Callable[[bytes, Form, Values], bytes], program: str, layout: Layout
) -> None:
    returned = read(fill(sent(layout), PILOTS, VALUES), "back.pdf", FORMS)
    assert _said(returned) == VALUES
    assert (returned.carrier, returned.program, returned.file) == ("pdf", program, "back.pdf")
    assert (returned.form, returned.member) == (PILOTS.id, "Pilots")
    assert (returned.edition, returned.deadline) == ("2031", date(2031, 2, 17))
    assert returned.edited == {} and returned.findings == ()
    assert _how(returned) == [("certain", "the form's fields")] * 6


def test_an_empty_form_is_empty_and_a_blank_one_names_its_member_in_its_field() -> None:
    assert read(sent(), "back.pdf", FORMS).is_empty
    assert read(sent(), "back.pdf", FORMS).program == "workplan"
    assert read(sent("table", None), "back.pdf", FORMS).member is None
    filled = by_pdfjs(sent("table", None), BLANK, {Field("member"): "Les Pilotes", LEAD: True})
    returned = read(filled, "back.pdf", FORMS)
    assert returned.member == "Les Pilotes" and not returned.is_empty


@pytest.mark.parametrize("layout", ["table", "list"])
@pytest.mark.parametrize("how", ["flattened", "printed"])
def test_a_printed_form_is_read_where_its_fields_were_and_is_to_be_confirmed(
    how: str, layout: Layout, tmp_path: Path
) -> None:
    values = {field: value for field, value in VALUES.items() if field != Field("comment", "measure")}
    filled = by_pdfium(sent(layout), PILOTS, values)
    returned = read(flattened(filled) if how == "flattened" else printed(filled, tmp_path), "p.pdf", FORMS)
    assert _said(returned) == values | {SAID: "With two ships, from May"}
    assert returned.program == "print" and returned.form == PILOTS.id and returned.member == "Pilots"
    every = [answer for answers in returned.answers.values() for answer in answers.all]
    assert len(every) == 6 and {(each.sure, each.how) for each in every} == {
        ("to be confirmed", "printed text")
    }
    assert returned.edited == {} and returned.findings == ()


def test_a_printed_form_may_be_smaller_and_moved_and_have_a_sheet_before_it(tmp_path: Path) -> None:
    def shrink(pdf: pikepdf.Pdf) -> None:
        for page in pdf.pages:
            page.contents_add(b"q 0.7 0 0 0.7 60 90 cm", prepend=True)
            page.contents_add(b"Q")
        pdf.add_blank_page(page_size=(595, 842))
        pdf.pages.insert(0, pdf.pages[-1])
        del pdf.pages[-1]

    flat = flattened(by_pdfium(sent(), PILOTS, {LEAD: True, SAID: "Yes, gladly"}))
    returned = read(changed(flat, shrink), "p.pdf", FORMS)
    assert _said(returned) == {LEAD: True, SAID: "Yes, gladly"}


def test_a_mark_that_was_drawn_into_a_printed_form_is_no_guess() -> None:
    """A pen's stroke in a box, another where words go."""
    box, words = _room("_lead_report"), _room("_comment_measure")

    def draw(pdf: pikepdf.Pdf) -> None:
        for left, bottom, right, top in (box, words):
            stroke = f"q 2 w {left + 3} {bottom + 3} m {right - 3} {top - 3} l S Q"
            pdf.pages[0].contents_add(b"Q " + stroke.encode())
        pdf.pages[0].contents_add(b"q", prepend=True)

    answers = read(changed(flattened(sent()), draw), "p.pdf", FORMS).answers
    assert answers["report"].lead and answers["report"].lead.value is True
    assert (
        answers["report"].lead.sure == "to be confirmed" and "mark in the box" in answers["report"].lead.why
    )
    assert answers["measure"].comment and answers["measure"].comment.sure == "unreadable"
    assert answers["measure"].lead and answers["measure"].lead.value is False


def test_words_of_an_action_that_were_edited_are_told() -> None:
    """Before, an edited form could be read as if nobody had touched it."""

    def edit(pdf: pikepdf.Pdf) -> None:
        start = next(
            place
            for name, place in pikepdf.NameTree(pdf.Root.Names.Dests).items()
            if name == "form.report.action"
        )
        left, top = float(start[2]), float(start[3])
        font = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)
        page = pdf.pages[0]
        page.Resources.Font["/Ed"] = pdf.make_indirect(font)
        page.contents_add(b"q", prepend=True)
        words = f"Q BT /Ed 9.5 Tf {left + 40} {top - 12} Td (once a year) Tj ET"
        page.contents_add(words.encode())

    filled = by_pdfjs(sent(), PILOTS, {LEAD: True})
    returned = read(changed(filled, edit), "back.pdf", FORMS)
    assert returned.edited == {"report": "Report once a year"}
    assert _said(returned) == {LEAD: True} and returned.findings == ()


def test_words_that_were_put_elsewhere_are_a_finding_and_words_over_a_field_an_answer_to_confirm() -> None:
    room = _room("_comment_report")

    def typed(*places: tuple[float, float, str]) -> Callable[[pikepdf.Pdf], None]:
        def change(pdf: pikepdf.Pdf) -> None:
            font = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)
            page = pdf.pages[0]
            page.Resources.Font["/Ed"] = pdf.make_indirect(font)
            page.contents_add(b"q", prepend=True)
            page.contents_add(b"Q")
            for x, y, words in places:
                page.contents_add(f"BT /Ed 9 Tf {x} {y} Td ({words}) Tj ET".encode())

        return change

    over = read(changed(sent(), typed((room[0] + 4, room[1] + 8, "gladly"))), "back.pdf", FORMS)
    comment = over.answers["report"].comment
    assert comment and (comment.value, comment.sure, comment.how) == (
        "gladly",
        "to be confirmed",
        "printed text",
    )
    assert over.findings == ()
    aside = read(changed(sent(), typed((80, 60, "We object"))), "back.pdf", FORMS)
    assert aside.is_empty and aside.findings == ("words were put into page 1: look at it",)


def test_a_remark_on_a_page_is_a_finding() -> None:
    def remark(pdf: pikepdf.Pdf) -> None:
        note = Dictionary(
            Type=Name.Annot,
            Subtype=Name.FreeText,
            Rect=Array([80, 60, 200, 80]),
            Contents=String("we lead 1"),
        )
        pdf.pages[0].Annots.append(pdf.make_indirect(note))

    (finding,) = read(changed(sent(), remark), "back.pdf", FORMS).findings
    assert "typed or drew" in finding


def test_a_form_of_another_call_says_which_it_is() -> None:
    other = replace(PILOTS, edition="2030")
    returned = read(by_pdfjs(made(other), other, {LEAD: True}), "back.pdf", FORMS)
    assert (returned.form, returned.edition, returned.member) == (other.id, "2030", "Pilots")
    assert _said(returned) == {LEAD: True}
    flat = read(flattened(made(other)), "back.pdf", FORMS)
    assert (flat.form, flat.edition) == (other.id, "2030")
    assert flat.answers == {} and "none of those that were sent" in flat.findings[0]


def test_fields_that_are_gone_are_told() -> None:
    def drop(pdf: pikepdf.Pdf) -> None:
        kept = [each for each in pdf.Root.AcroForm.Fields if "_report" not in str(each.T)]
        pdf.Root.AcroForm.Fields = Array(kept)
        page = pdf.pages[0]
        page.Annots = Array([each for each in page.Annots if "_report" not in str(each.get("/T", ""))])

    returned = read(changed(sent(), drop), "back.pdf", FORMS)
    assert set(returned.answers) == {"measure"}
    assert "action 2 has no fields in the file any more" in returned.findings


def _in_a_group(pdf: pikepdf.Pdf) -> None:
    """As programs keep forms that they put together: below another field, with the values there."""
    form = pdf.Root.AcroForm
    for number, field in enumerate(form.Fields):
        kid = Dictionary({key: field[key] for key in field if key in ("/Rect", "/AP", "/AS", "/P", "/F")})
        kid.Subtype, kid.Type = Name.Widget, Name.Annot
        parent = Dictionary({key: field[key] for key in ("/T", "/FT", "/V", "/Ff") if key in field})
        top = pdf.make_indirect(Dictionary(T=String(f"form{number}")))
        parent = pdf.make_indirect(parent)
        kid = pdf.make_indirect(kid)
        kid.Parent, parent.Parent = parent, top
        parent.Kids, top.Kids = Array([kid]), Array([parent])
        for page in pdf.pages:
            page.Annots = Array([kid if each.objgen == field.objgen else each for each in page.Annots])
        form.Fields[number] = top


def _only_states(pdf: pikepdf.Pdf) -> None:
    for field in pdf.Root.AcroForm.Fields:
        if field.FT == "/Btn":
            del field["/V"]


def _lists(pdf: pikepdf.Pdf) -> None:
    """A field for words that has become a list, chosen from by its place."""
    for field in pdf.Root.AcroForm.Fields:
        if "/V" in field and field.FT == "/Tx":
            field.Opt = Array([String("none"), Array([String(""), field.V])])
            field.FT, field.I = Name.Ch, Array([1])
            del field["/V"]


def _unlisted(pdf: pikepdf.Pdf) -> None:
    pdf.Root.AcroForm.Fields = Array([])


@pytest.mark.parametrize("change", [_in_a_group, _only_states, _lists, _unlisted])
def test_values_are_found_wherever_programs_keep_them(change: Callable[[pikepdf.Pdf], None]) -> None:
    """Before, readers lost fields in groups and those that only a page has (pdf_oxide#570)."""
    filled = changed(by_pdfjs(sent(), PILOTS, VALUES), change)
    assert _said(read(filled, "back.pdf", FORMS)) == VALUES


def test_a_box_that_says_one_thing_and_shows_another_is_unreadable() -> None:
    def contradict(pdf: pikepdf.Pdf) -> None:
        (field,) = (each for each in pdf.Root.AcroForm.Fields if "_lead_report" in str(each.T))
        field.AS = Name.Yes

    answer = read(changed(sent(), contradict), "back.pdf", FORMS).answers["report"].lead
    assert answer == Answer(
        None, "the form's fields", "unreadable", "the file says one thing of the box, and shows another"
    )


def test_two_forms_in_one_file_are_refused() -> None:
    def put_in(pdf: pikepdf.Pdf) -> None:
        for field in pdf.Root.AcroForm.Fields[:2]:
            twin = pdf.make_indirect(
                Dictionary(FT=Name.Tx, T=String(str(field.T).replace(PILOTS.id, BLANK.id)))
            )
            pdf.Root.AcroForm.Fields.append(twin)

    with pytest.raises(GivenFileError, match="it holds several forms"):
        read(changed(sent(), put_in), "back.pdf", FORMS)


def _picture() -> bytes:
    """A page as a scanner makes it."""
    with pikepdf.new() as pdf:
        page = pdf.add_blank_page(page_size=(595, 842))
        picture = pdf.make_stream(
            b"\x80" * 100, Type=Name.XObject, Subtype=Name.Image, Width=10, Height=10,
            ColorSpace=Name.DeviceGray, BitsPerComponent=8,
        )  # fmt: skip
        page.Resources = Dictionary(XObject=Dictionary(Scan=picture))
        page.Contents = pdf.make_stream(b"q 595 0 0 842 0 0 cm /Scan Do Q")
        pdf.save(saved := BytesIO())
    return saved.getvalue()


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (_picture, "scan.pdf: it holds pictures of pages, as a scanner makes them, and no words"),
        (lambda: print_pdf(sample()), "scan.pdf: it is no form that was sent"),
        (lambda: b"%PDF-1.7\nno", "scan.pdf: the PDF is damaged, or no PDF"),
        (lambda: b"", "scan.pdf: the PDF is damaged, or no PDF"),
    ],
)
def test_what_is_no_form_is_refused_with_a_sentence(data: Callable[[], bytes], words: str) -> None:
    with pytest.raises(GivenFileError) as raised:
        read(data(), "scan.pdf", FORMS)
    assert raised.value.message.startswith(words)
    assert raised.value.hint and "e-mail" in raised.value.hint
