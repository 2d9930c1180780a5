"""Papers from elsewhere: harmless drawings behind a slip page, and what the pack can no longer claim."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from functools import cache
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, String

from tests.pack.ownership import faults
from tests.pack.papers import changed, guest, pack, paper, printed, untagged, with_form
from workplan.errors import GivenFileError
from workplan.pack import Front, Pack
from workplan.pack.parts.guest_worker import clean
from workplan.pack.parts.guests import cleaned
from workplan.processes.limits import Refused
from workplan.verify import pdf as pdf_passages
from workplan.verify.passages import Passage


def hostile() -> bytes:
    """With scripts, an attached program, a filled-in form, a comment, and a page that is turned."""
    data = with_form(untagged(printed("plan")))
    with pikepdf.open(BytesIO(data)) as pdf:
        pdf.Root.OpenAction = Dictionary(S=Name.JavaScript, JS=String("app.alert(1)"))
        pdf.Root.Names.JavaScript = Dictionary(
            Names=Array([String("x"), Dictionary(S=Name.JavaScript, JS="1")])
        )
        pdf.attachments["x.exe"] = b"MZ"
        pdf.pages[1].obj.Rotate = 90
        pdf.pages[1].obj.AA = Dictionary(O=Dictionary(S=Name.Launch, F=String("x.exe")))
        pdf.save(saved := BytesIO())
    return saved.getvalue()


@cache
def made() -> Pack:
    items = [paper("plan", "WP.1"), guest(hostile()), paper("table", "WP.2")]
    return pack(Front("With a guest"), items)


def test_the_pack_says_what_it_cannot_claim_and_because_of_which_paper() -> None:
    assert made().claims == ()
    assert {(each.claim, each.paper) for each in made().dropped} == {
        ("PDF/UA-1", "WP.9: Views on tides"),
        ("PDF/A-3a", "WP.9: Views on tides"),
    }
    with pikepdf.open(BytesIO(made().pdf)) as pdf:
        xmp = pdf.Root.Metadata.read_bytes().decode()
    assert "pdfuaid" not in xmp.replace('xmlns:pdfuaid="', "")
    assert "<pdfaid" not in xmp


def test_a_reader_is_told_of_the_paper_and_owns_every_page() -> None:
    assert faults(made().pdf, made().starts) == []
    said = pdf_passages.read(made().pdf)
    at = said.index(Passage("paragraph", "Submitted by the Harbour Office."))
    assert said[at - 1] == Passage("title", "Views on tides")
    assert said[at + 1] == Passage(
        "figure", "Views on tides, shown as a picture that cannot be read aloud (pages: 2)."
    )
    assert said[at + 2].text.startswith("The Tide Process")


def test_nothing_of_a_hostile_paper_is_left_but_its_drawing() -> None:
    assert b"alert" not in made().pdf
    with pikepdf.open(BytesIO(made().pdf)) as pdf:
        text = b"\n".join(item.unparse() for item in pdf.objects if not isinstance(item, pikepdf.Stream))
        for name in (b"/JavaScript", b"/Launch", b"/OpenAction", b"/AA", b"/Widget", b"x.exe", b"secret"):
            assert name not in text
        assert "/AcroForm" not in pdf.Root
    assert [each.removeprefix("WP.9: Views on tides: ") for each in made().notices] == [
        "scripts and actions were left out",
        "attached files were left out",
        "its form was put in as it is filled in, and can no longer be filled in",
        "links were left out",
        "comments that are not printed were left out",
    ]


def test_its_words_are_drawn_smaller_above_the_number_of_the_pack(tmp_path: Path) -> None:
    (tmp_path / "pack.pdf").write_bytes(made().pdf)
    first = made().starts[1] + 1

    def words(page: int) -> str:
        command = ["pdftotext", "-f", str(page), "-l", str(page), "pack.pdf", "-"]
        return subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=True).stdout

    assert "Measure the tide at station 1" in words(first)
    assert "Harbour Office\n" in words(first)  # what stood in the field
    assert f"Pack p. {first} of {made().pages}" in words(first)
    with pikepdf.open(BytesIO(made().pdf)) as pdf:
        turned = pdf.pages[first].mediabox
        assert float(turned[2]) > float(turned[3])


def test_a_paper_that_is_tagged_elsewhere_loses_its_tags_and_that_is_said() -> None:
    answer, drawings = clean(printed("plan"))
    assert "its tags were left out" in answer["notices"]
    assert answer["pages"] == 2
    with pikepdf.open(BytesIO(drawings)) as pdf:
        form = pdf.pages[0].obj.Resources.XObject.Guest
        assert b"MCID" not in form.read_bytes()
        assert b"Tj" in form.read_bytes() or b"TJ" in form.read_bytes()


def test_a_file_outside_and_a_printer_program_are_not_kept() -> None:
    with pikepdf.open(BytesIO(untagged(printed("plan")))) as pdf:
        outside = pdf.make_stream(b"", Type=Name.XObject, Subtype=Name.Form, BBox=[0, 0, 1, 1])
        outside.Ref = Dictionary(F=String("other.pdf"), Page=0)
        outside.F = String("/etc/passwd")
        program = pdf.make_stream(b"(x) run", Type=Name.XObject, Subtype=Name.PS)
        pdf.pages[0].obj.Resources.XObject = Dictionary(Out=outside, Prog=program)
        pdf.save(saved := BytesIO())
    _, drawings = clean(saved.getvalue())
    assert b"passwd" not in drawings
    assert b"other.pdf" not in drawings
    with pikepdf.open(BytesIO(drawings)) as pdf:
        assert not [i for i in pdf.objects if isinstance(i, pikepdf.Stream) and i.get("/Subtype") == "/PS"]


def _locked() -> bytes:
    with pikepdf.open(BytesIO(printed("plan"))) as pdf:
        pdf.save(saved := BytesIO(), encryption=pikepdf.Encryption(owner="o", user=""))
    return saved.getvalue()


def _hidden_layer() -> bytes:
    with pikepdf.open(BytesIO(printed("plan"))) as pdf:
        layer = pdf.make_indirect(Dictionary(Type=Name.OCG, Name=String("draft")))
        pdf.Root.OCProperties = Dictionary(OCGs=[layer], D=Dictionary(OFF=[layer]))
        pdf.save(saved := BytesIO())
    return saved.getvalue()


def _pages(count: int) -> bytes:
    with pikepdf.new() as pdf:
        for _ in range(count):
            pdf.add_blank_page()
        pdf.save(saved := BytesIO())
    return saved.getvalue()


@pytest.mark.parametrize(
    ("make", "reason"),
    [
        (_locked, "locked with a password"),
        (_hidden_layer, "layers that are switched off"),
        (lambda: _pages(0), "0 pages"),
        (lambda: _pages(1001), "1001 pages"),
        (lambda: changed(printed("plan"), AcroForm=Dictionary(XFA=String("x"), Fields=[])), "XFA"),
        (lambda: changed(printed("plan"), Collection=Dictionary()), "portfolio"),
    ],
)
def test_what_cannot_be_put_in_is_refused(make: Callable[[], bytes], reason: str) -> None:
    with pytest.raises(Refused, match=reason):
        clean(make())


@pytest.mark.parametrize(
    ("make", "reason"),
    [
        (_locked, "the PDF is locked with a password"),
        (lambda: printed("plan")[:5000], "the PDF is damaged, or no PDF"),
        (lambda: b"%PDF-1.7" + bytes(65 << 20), "the PDF has more than 64 MB"),
    ],
)
def test_a_refusal_names_the_paper_and_its_file_in_plain_words(
    make: Callable[[], bytes], reason: str
) -> None:
    with pytest.raises(GivenFileError) as caught:
        cleaned(guest(make()))
    assert caught.value.message == f"WP.9: Views on tides (views.pdf): {reason}"
