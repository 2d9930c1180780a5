"""PDFs that would do something, exhaust something or hide something: each is refused with a sentence."""

from __future__ import annotations

import zlib
from collections.abc import Callable
from io import BytesIO

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, String

from tests.returns.pdf.filling import FORMS, changed, sent
from workplan.errors import GivenFileError
from workplan.returns.pdf import read
from workplan.returns.pdf.worker import MOST_FIELDS, MOST_OBJECTS, MOST_PAGES

Change = Callable[[pikepdf.Pdf], object]


def _script(**entries: object) -> Dictionary:
    return Dictionary(S=Name.JavaScript, JS=String("app.alert(1)"), **entries)


def _xfa(pdf: pikepdf.Pdf) -> None:
    pdf.Root.AcroForm.XFA = pdf.make_stream(b"<xdp/>")


def _opens(pdf: pikepdf.Pdf) -> None:
    pdf.Root.OpenAction = _script()


def _opens_later(pdf: pikepdf.Pdf) -> None:
    pdf.Root.OpenAction = Dictionary(S=Name.GoTo, D=String("form"), Next=Array([_script()]))


def _calculates(pdf: pikepdf.Pdf) -> None:
    pdf.Root.AcroForm.Fields[0].AA = Dictionary(C=_script())


def _named_script(pdf: pikepdf.Pdf) -> None:
    pdf.Root.Names.JavaScript = Dictionary(Names=Array([String("a"), _script()]))


def _launches(pdf: pikepdf.Pdf) -> None:
    field = pdf.Root.AcroForm.Fields[0]
    field.A = Dictionary(S=Name.Launch, F=String("calc.exe"))


def _sends(pdf: pikepdf.Pdf) -> None:
    link = Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=Array([0, 0, 9, 9]))
    link.A = Dictionary(S=Name.SubmitForm, F=String("https://example.org"))
    pdf.pages[0].Annots.append(link)


def _circle(pdf: pikepdf.Pdf) -> None:
    fields = pdf.Root.AcroForm.Fields
    fields[0].Kids = Array([fields[1]])
    fields[1].Kids = Array([fields[0]])


def _circle_of_parents(pdf: pikepdf.Pdf) -> None:
    fields = pdf.Root.AcroForm.Fields
    fields[0].Parent, fields[1].Parent = fields[1], fields[0]


def _many_fields(pdf: pikepdf.Pdf) -> None:
    for number in range(MOST_FIELDS + 1):
        pdf.Root.AcroForm.Fields.append(Dictionary(FT=Name.Tx, T=String(f"x{number}")))


def _many_pages(pdf: pikepdf.Pdf) -> None:
    for _ in range(MOST_PAGES):
        pdf.add_blank_page()


def _many_objects(pdf: pikepdf.Pdf) -> None:
    pdf.Root.Kept = Array([pdf.make_indirect(Dictionary()) for _ in range(MOST_OBJECTS)])


def _bomb(pdf: pikepdf.Pdf) -> None:
    """A value that would unpack to gigabytes."""
    stream = pdf.make_stream(b"")
    stream.write(zlib.compress(zlib.compress(bytes(8 << 20), 9), 9), filter=Array([Name.FlateDecode] * 2))
    pdf.Root.AcroForm.Fields[0].V = stream


def _long(pdf: pikepdf.Pdf) -> None:
    stream = pdf.make_stream(b"")
    stream.write(b"x" * 200_000)
    pdf.Root.AcroForm.Fields[0].V = stream


_SCRIPTS = "it holds scripts, or actions that run by themselves"


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (_xfa, "it is a form of the kind XFA"),
        (_opens, _SCRIPTS),
        (_opens_later, _SCRIPTS),
        (_calculates, _SCRIPTS),
        (_named_script, _SCRIPTS),
        (_launches, _SCRIPTS),
        (_sends, _SCRIPTS),
        (_circle, "its fields lead round in a circle"),
        (_circle_of_parents, "its fields lead round in a circle"),
        (_many_fields, "it has more than 5,000 fields"),
        (_many_pages, "it has 401 pages"),
        (_many_objects, "it has more than 200,000 objects"),
        (_bomb, "it has an answer that is longer than any can be"),
        (_long, "it has an answer that is longer than any can be"),
    ],
)
def test_what_is_not_safe_is_refused_with_a_sentence(change: Change, words: str) -> None:
    with pytest.raises(GivenFileError) as raised:
        read(changed(sent(), change), "back.pdf", FORMS)
    assert raised.value.message.startswith(f"back.pdf: {words}")
    assert raised.value.hint and "Traceback" not in raised.value.message


def test_a_locked_file_is_refused_with_or_without_a_password() -> None:
    for owner, user in (("x", "y"), ("x", "")):
        with pikepdf.open(BytesIO(sent())) as pdf:
            pdf.save(saved := BytesIO(), encryption=pikepdf.Encryption(owner=owner, user=user))
        with pytest.raises(GivenFileError, match="locked with a password"):
            read(saved.getvalue(), "back.pdf", FORMS)


@pytest.mark.parametrize("cut", [0.3, 0.7, 0.95])
def test_half_a_file_is_an_error_or_is_read_and_never_a_crash(cut: float) -> None:
    data = sent()
    try:
        read(data[: int(cut * len(data))], "back.pdf", FORMS)
    except GivenFileError as error:
        assert error.message.startswith("back.pdf: ")


def test_nonsense_where_numbers_and_names_belong_is_no_crash() -> None:
    def spoil(pdf: pikepdf.Pdf) -> None:
        fields = pdf.Root.AcroForm.Fields
        fields[0].Rect, fields[1].Rect = Array([1, 2]), Name.No
        fields[2].T, fields[3].V = Name.No, Array([1])
        fields[4].Kids, fields[5].FT = Name.No, 7
        fields[6].P = 3
        pdf.pages[0].Annots.append(5)

    try:
        read(changed(sent(), spoil), "back.pdf", FORMS)
    except GivenFileError as error:
        assert error.message.startswith("back.pdf: ")
