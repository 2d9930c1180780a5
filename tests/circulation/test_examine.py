"""Files that are to go out: one for each kind of thing that should keep them, and those that are in order."""

from __future__ import annotations

import re
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pikepdf
import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace
from pikepdf import Array, Dictionary, Name, String
from PIL import ExifTags, Image
from PIL.PngImagePlugin import PngInfo

from tests.documents import drafted, redlined, sample
from tests.pack.papers import changed, printed, untagged
from tests.word.conftest import packed
from workplan.circulation.examination import pdf, word
from workplan.circulation.examination.examine import examined
from workplan.circulation.examination.findings import Line, in_words
from workplan.circulation.examination.pictures import given_away
from workplan.cli import main
from workplan.design.theme import theme
from workplan.document.tree import Document
from workplan.errors import GivenFileError
from workplan.word import write

DOCUMENT, CORE, SETTINGS, RELATIONS = (
    "word/document.xml",
    "docProps/core.xml",
    "word/settings.xml",
    "word/_rels/document.xml.rels",
)


def docx(document: Document | None = None) -> bytes:
    return write(document or sample(), theme())


def edited(part: str, old: str, new: str, document: Document | None = None) -> bytes:
    """A Word file in which somebody changed one part."""
    with ZipFile(BytesIO(docx(document))) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    text = parts[part].decode()
    assert old in text, part
    return packed({**parts, part: text.replace(old, new, 1).encode()})


def in_body(xml: str) -> bytes:
    return edited(DOCUMENT, "<w:body>", f"<w:body>{xml}")


def said(data: bytes) -> list[str]:
    return [f"{each.message} ({each.where})" for each in word.examined(data)]


def said_of_pdf(data: bytes) -> list[str]:
    return [f"{each.message} ({each.where})" for each in pdf.examined(data)]


def test_what_we_make_may_go_out() -> None:
    assert said(docx()) == []
    assert said_of_pdf(printed("plan")) == []
    assert said_of_pdf(printed("arabic")) == []


RUN = "<w:p><w:r>{}<w:t>secret words</w:t></w:r></w:p>"
FIELD = '<w:p><w:fldSimple w:instr="{}"><w:r><w:t>2</w:t></w:r></w:fldSimple></w:p>'
WORD: dict[str, tuple[Callable[[], bytes], str]] = {
    "tracked changes": (lambda: docx(redlined()), "tracked changes"),
    "a tracked look": (
        lambda: in_body(
            RUN.format('<w:rPr><w:rPrChange w:id="9" w:author="A. Editor"><w:rPr/></w:rPrChange></w:rPr>')
        ),
        '1 tracked changes, by "A. Editor"',
    ),
    "hidden words": (
        lambda: in_body(RUN.format("<w:rPr><w:vanish/></w:rPr>")),
        'hidden words (1 pieces): "secret words"',
    ),
    "white words": (lambda: in_body(RUN.format('<w:rPr><w:color w:val="ffffff"/></w:rPr>')), "hidden words"),
    "an author": (
        lambda: edited(
            CORE, "</dc:creator>", "</dc:creator><cp:lastModifiedBy>A. Editor</cp:lastModifiedBy>"
        ),
        'its properties name "A. Editor", which the paper does not (File, Info)',
    ),
    "variables": (
        lambda: edited(
            SETTINGS,
            "</w:settings>",
            '<w:docVars><w:docVar w:name="CaseNo" w:val="4"/></w:docVars></w:settings>',
        ),
        'variables that a program left in it: "CaseNo"',
    ),
    "a broken reference": (
        lambda: in_body("<w:p><w:r><w:t>see Error! Reference source not found.</w:t></w:r></w:p>"),
        "references lead nowhere",
    ),
    "a reference to nothing": (lambda: in_body(FIELD.format(" REF _Gone \\h ")), 'not there: "_Gone"'),
    "a link to nothing": (
        lambda: in_body('<w:p><w:hyperlink w:anchor="gone"><w:r><w:t>x</w:t></w:r></w:hyperlink></w:p>'),
        'not there: "gone"',
    ),
    "words from elsewhere": (
        lambda: in_body(FIELD.format(" INCLUDETEXT C:\\\\x.docx ")),
        "takes words from elsewhere",
    ),
    "a draft": (lambda: docx(drafted(sample())), 'a watermark: "DRAFT"'),
    "a blank": (
        lambda: in_body("<w:p><w:r><w:t>on [[date of the meeting]]</w:t></w:r></w:p>"),
        "blanks are left",
    ),
    "a line to fill in": (
        lambda: in_body("<w:p><w:r><w:t>Name: ________</w:t></w:r></w:p>"),
        "blanks are left",
    ),
    "a placeholder": (
        lambda: in_body(RUN.format('<w:rPr><w:rStyle w:val="PlaceholderText"/></w:rPr>')),
        "placeholders that nobody filled in (1)",
    ),
    "white as the theme has it": (
        lambda: in_body(RUN.format('<w:rPr><w:color w:val="auto" w:themeColor="background1"/></w:rPr>')),
        "hidden words",
    ),
    "nearly white": (lambda: in_body(RUN.format('<w:rPr><w:color w:val="FEFEFE"/></w:rPr>')), "hidden words"),
    "too small": (lambda: in_body(RUN.format('<w:rPr><w:sz w:val="2"/></w:rPr>')), "hidden words"),
    "a hidden row": (
        lambda: in_body(
            "<w:tbl><w:tblPr/><w:tblGrid><w:gridCol/></w:tblGrid><w:tr><w:trPr><w:hidden/></w:trPr><w:tc>"
            "<w:p><w:r><w:t>secret</w:t></w:r></w:p></w:tc></w:tr></w:tbl><w:p/>"
        ),
        "hidden words",
    ),
    "remarks": (
        lambda: edited(
            CORE, "</cp:coreProperties>", "<cp:category>internal</cp:category></cp:coreProperties>"
        ),
        'remarks in its properties: "internal"',
    ),
    "a mail merge": (
        lambda: edited(SETTINGS, "</w:settings>", "<w:mailMerge/></w:settings>"),
        "a mail merge, which names the file with its addresses",
    ),
    "a template": (
        lambda: edited(
            RELATIONS,
            "</Relationships>",
            '<Relationship Id="t" TargetMode="External" Target="file:///C:/Users/anna/house.dotx" '
            'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/attachedTemplate"/></Relationships>',
        ),
        "it holds or leads to the template that it is attached to",
    ),
}


@pytest.mark.parametrize("name", WORD)
def test_a_word_file_that_should_not_go_out(name: str) -> None:
    make, expected = WORD[name]
    assert any(expected in line for line in said(make())), said(make())


def test_a_word_file_without_title_and_language() -> None:
    untitled = docx(replace(sample(), properties=replace(sample().properties, title=" ")))
    assert any("no title" in line for line in said(untitled))
    styles = edited("word/styles.xml", '<w:lang w:val="en"', "<w:lang")
    assert any("which language" in line for line in said(styles))


def _with_comment(data: bytes) -> bytes:
    with pikepdf.open(BytesIO(data)) as file:
        note = Dictionary(
            Type=Name.Annot, Subtype=Name.Text, Rect=Array([0, 0, 9, 9]), Contents=String("why?")
        )
        file.pages[1].obj.Annots = Array([file.make_indirect(note)])
        file.save(saved := BytesIO())
    return saved.getvalue()


def _with_info(data: bytes, **entries: str) -> bytes:
    with pikepdf.open(BytesIO(data)) as file:
        for key, words in entries.items():
            file.docinfo[f"/{key}"] = words
        file.save(saved := BytesIO())
    return saved.getvalue()


def _half_tagged(data: bytes) -> bytes:
    """A page whose first words were put on by a program that knows no tags."""
    with pikepdf.open(BytesIO(data)) as file:
        page = file.pages[0]
        fonts = page.obj.Resources.Font
        page.contents_add(f"BT /{next(iter(fonts))[1:]} 9 Tf 9 9 Td <0003> Tj ET".encode())
        file.save(saved := BytesIO())
    return saved.getvalue()


def _orphaned(data: bytes) -> bytes:
    """A file after a merge that left the marks of its pages without an owner."""
    with pikepdf.open(BytesIO(data)) as file:
        file.Root.StructTreeRoot.ParentTree = Dictionary(Nums=Array([]))
        file.save(saved := BytesIO())
    return saved.getvalue()


def _unembedded(data: bytes) -> bytes:
    with pikepdf.open(BytesIO(data)) as file:
        font = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)
        file.pages[0].obj.Resources.Font.Fx = file.make_indirect(font)
        file.save(saved := BytesIO())
    return saved.getvalue()


def _linked(data: bytes, action: Dictionary) -> bytes:
    with pikepdf.open(BytesIO(data)) as file:
        link = Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=Array([0, 0, 9, 9]), A=action)
        file.pages[0].obj.Annots = Array([file.make_indirect(link)])
        file.save(saved := BytesIO())
    return saved.getvalue()


def _unseen(data: bytes) -> bytes:
    """Words that are there for those alone who copy or search them."""
    with pikepdf.open(BytesIO(data)) as file:
        page = file.pages[0]
        font = next(iter(page.obj.Resources.Font))
        page.contents_add(f"/Artifact BMC BT 3 Tr {font} 9 Tf 9 9 Td <0003> Tj ET EMC".encode())
        file.save(saved := BytesIO())
    return saved.getvalue()


def _edited_later(data: bytes) -> bytes:
    """As Acrobat and Firefox save: what was there before stays in the file."""
    start, root, size = (
        int(re.findall(pattern, data)[-1])
        for pattern in (rb"startxref\s+([0-9]+)", rb"/Root ([0-9]+) 0 R", rb"/Size ([0-9]+)")
    )
    table = b"xref\n0 1\n0000000000 65535 f \ntrailer\n<</Size %d/Root %d 0 R/Prev %d>>\n" % (
        size,
        root,
        start,
    )
    return data + b"\n" + table + b"startxref\n%d\n%%%%EOF\n" % (len(data) + 1)


def photograph(kind: str = "JPEG") -> bytes:
    """A picture as a telephone makes it: where, when, by whom, with what."""
    picture, exif = Image.new("RGB", (8, 8), "red"), Image.Exif()
    exif[ExifTags.Base.Artist], exif[ExifTags.Base.Model] = "A. Photographer", "Phone 9"
    exif[ExifTags.IFD.GPSInfo] = {1: "N", 2: (6.0, 10.0, 30.0)}
    picture.save(saved := BytesIO(), kind, exif=exif)
    return saved.getvalue()


def _with_photograph(data: bytes) -> bytes:
    with pikepdf.open(BytesIO(data)) as file:
        drawing = file.make_stream(
            photograph(), Type=Name.XObject, Subtype=Name.Image, Width=8, Height=8, BitsPerComponent=8
        )
        drawing.ColorSpace, drawing.Filter = Name.DeviceRGB, Name.DCTDecode
        file.pages[0].obj.Resources.XObject = Dictionary(Photo=drawing)
        file.save(saved := BytesIO())
    return saved.getvalue()


PDF: dict[str, tuple[Callable[[bytes], bytes], str]] = {
    "a comment": (_with_comment, "comments or marks of a reader (page 2)"),
    "an author": (lambda data: _with_info(data, Author="A. Editor"), 'its metadata name "A. Editor"'),
    "a firm": (lambda data: _with_info(data, Company="Firm"), 'metadata that a program left: "Company"'),
    "no tags": (untagged, "it has no tags"),
    "half of the words": (_half_tagged, "words that no tag owns, which a screen reader leaves out (page 1)"),
    "marks without an owner": (_orphaned, "words that no tag owns"),
    "a font": (_unembedded, "fonts that are not in the file: Helvetica"),
    "a script": (
        lambda data: changed(data, OpenAction=Dictionary(S=Name.JavaScript, JS=String("x()"))),
        "scripts or actions",
    ),
    "no language": (lambda data: changed(data, Lang=None), "which language"),
    "a link to nothing": (
        lambda data: _linked(data, Dictionary(S=Name.GoTo, D=String("nowhere"))),
        'links to places that are not there: "nowhere"',
    ),
    "words that nobody sees": (_unseen, "words that nobody sees (page 1)"),
    "an earlier state": (_edited_later, "an earlier state of it is inside"),
    "a program's own data": (
        lambda data: changed(data, PieceInfo=Dictionary()),
        'metadata that a program left: "PieceInfo"',
    ),
    "a picture's place": (_with_photograph, "where it was taken (GPS)"),
    "a program": (
        lambda data: _linked(data, Dictionary(S=Name.Launch, F=String("cmd.exe"))),
        'links to other files, programs or somebody\'s own disk: "Launch"',
    ),
    "a disk": (
        lambda data: _linked(data, Dictionary(S=Name.URI, URI=String("file:///C:/Users/anna/x.pdf"))),
        "file:///C:/Users/anna/x.pdf",
    ),
}


@pytest.mark.parametrize("name", PDF)
def test_a_pdf_that_should_not_go_out(name: str) -> None:
    change, expected = PDF[name]
    found = said_of_pdf(change(printed("plan")))
    assert any(expected in line for line in found), found


def test_a_draft_and_a_redline_as_pdf() -> None:
    assert any('it calls itself "Draft"' in line for line in said_of_pdf(printed("redline")))


@pytest.mark.parametrize(
    "data", [b"", b"%PDF-1.7", b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"words"]
)
def test_files_that_cannot_be_looked_into(data: bytes, tmp_path: Path) -> None:
    path = tmp_path / "file.pdf"
    path.write_bytes(data)
    (problem,) = examined(path)
    assert problem.hint and not problem.warning


@given(st.integers(0, 2**32), st.binary(min_size=1, max_size=8))
@settings(max_examples=5)
def test_damaged_pdfs_are_looked_into_or_refused(at: int, noise: bytes) -> None:
    data = bytearray(printed("plan"))
    at %= len(data)
    data[at : at + len(noise)] = noise
    try:
        list(pdf.examined(bytes(data)))
    except GivenFileError as error:
        assert error.message and error.hint


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("Forward Work Plan · Draft", "draft"),
        ("DRAFT", "draft"),
        ("Rev.1 (draft)", "draft"),
        ("مسودة", "draft"),
        ("[date of the meeting]", "blank"),
        ("Lead: TBC", "blank"),
        ("siehe Fehler! Verweisquelle konnte nicht gefunden werden.", "nowhere"),
        ("The Meeting considered the draft resolution", ""),
        ("members shall draft a plan", ""),
        ("a [sic] word [1]", ""),
        ("DRAFT v3", "draft"),
        ("Zero draft", "draft"),
        ("Draft of 3 May 2021", "draft"),
        ("Draft – not for circulation", "draft"),
        ("Draft resolutions of the Meeting", ""),
        ("Venue: (to be confirmed)", "blank"),
        ("Name: ............", "blank"),
        ("Introduction ............ 12", ""),
        ("12 March 20XX", "blank"),
        ("see Error: Reference source not found", "nowhere"),
        ("lihat Kesalahan! Sumber referensi tidak ditemukan.", "nowhere"),
    ],
)
def test_words_of_unfinished_papers(words: str, kind: str) -> None:
    found = [each.message for each in in_words([Line(words, "")])]
    assert [kind in message for message in found] == ([True] if kind else [])


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_what_pictures_say_besides_what_they_show(kind: str) -> None:
    # Before, pictures were not looked into.
    assert given_away(photograph(kind)) == [
        "where it was taken (GPS)",
        'who: "A. Photographer"',
        'the camera: "Phone 9"',
    ]
    plain = Image.new("RGB", (8, 8))
    plain.save(saved := BytesIO(), kind)
    assert given_away(saved.getvalue()) == []
    assert given_away(b"no picture") == given_away(photograph(kind)[:40]) == []
    info = PngInfo()
    info.add_text("Author", "A. Painter")
    plain.save(saved := BytesIO(), "PNG", pnginfo=info)
    assert given_away(saved.getvalue()) == ['who: "A. Painter"']


def test_pictures_in_a_word_file() -> None:
    with ZipFile(BytesIO(docx())) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    pictures = [name for name in parts if name.startswith("word/media/")]
    assert pictures and said(packed(parts)) == [], "those of ours say nothing"
    with_one = packed({**parts, pictures[0]: photograph("PNG" if pictures[0].endswith("png") else "JPEG")})
    (found,) = said(with_one)
    assert "a picture says more than it shows: where it was taken (GPS)" in found


def test_the_command(tmp_path: Path) -> None:
    good, bad = tmp_path / "good.docx", tmp_path / "bad.docx"
    good.write_bytes(docx())
    bad.write_bytes(docx(redlined()))
    fine = CliRunner().invoke(main, ["check", "--for-circulation", str(good)])
    assert fine.exit_code == 0 and "nothing found" in fine.output
    both = CliRunner().invoke(main, ["check", "--for-circulation", str(good), str(bad)])
    assert both.exit_code == 5 and "1 of 2 files should not go out like this" in both.output
    assert "bad.docx:1:1: error: " in both.output and "tracked changes" in both.output
    assert CliRunner().invoke(main, ["check", str(good)]).exit_code == 2
    assert CliRunner().invoke(main, ["check", "--for-circulation"]).exit_code == 2
