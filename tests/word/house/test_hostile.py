"""House templates that mean no good, or that only look as if: what is refused, and what must not be."""

from __future__ import annotations

import re
from io import BytesIO

import docx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from tests.documents import paragraph, picture
from tests.word.conftest import of, packed
from tests.word.reading import NS, W, parts
from workplan.design.theme import theme
from workplan.word import UnsafeFile, write

HEADER, HEADER_RELATIONS = "word/header1.xml", "word/_rels/header1.xml.rels"
REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
DECLARED = (
    f'xmlns:w="{NS["w"]}" xmlns:r="{NS["r"]}" xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:x="urn:nobody" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:asvg="http://schemas.microsoft.com/office/drawing/2016/SVG/main" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
)
BEGIN, END = (f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "end"))


def instruction(words: str) -> str:
    return f"<w:r><w:instrText>{words}</w:instrText></w:r>"


def either(choice: str, fallback: str) -> str:
    return (
        f'<mc:AlternateContent><mc:Choice Requires="x">{choice}</mc:Choice>'
        f"<mc:Fallback>{fallback}</mc:Fallback></mc:AlternateContent>"
    )


def with_header(house: bytes, inside: str) -> bytes:
    """The house with this paragraph as its header."""
    header = f"<w:hdr {DECLARED}><w:p>{inside}</w:p></w:hdr>".encode()
    return packed(parts(house) | {HEADER: header})


def with_relation(house: bytes, kind: str, target: str, name: str = "", data: bytes = b"") -> bytes:
    """The house whose header has one more relationship, rIdX, to an entry `name` where one is given."""
    entries = parts(house)
    relation = f'<Relationship Id="rIdX" Type="{REL}/{kind}" Target="{target}"/></Relationships>'
    entries[HEADER_RELATIONS] = entries[HEADER_RELATIONS].replace(b"</Relationships>", relation.encode())
    return packed(entries | ({name: data} if name else {}))


def dressed(house: bytes) -> bytes:
    return write(of(paragraph("p", "words")), theme(), house)


FIELDS = {
    "a program": BEGIN + instruction("DDEAUTO c:\\\\windows\\\\cmd.exe") + END,
    "a file, in two runs": BEGIN + instruction("INCL") + instruction("UDETEXT /etc/passwd") + END,
    "a file's name": BEGIN + instruction("FILENAME \\p") + END,
    "a simple field": '<w:fldSimple w:instr="INCLUDETEXT /etc/passwd"/>',
    "two branches": BEGIN + either(instruction("PAGE "), instruction('INCLUDETEXT "/etc/passwd"')) + END,
    "two branches in a run": BEGIN
    + f"<w:r>{either('<w:instrText>PAGE </w:instrText>', '<w:instrText>INCLUDETEXT x</w:instrText>')}</w:r>"
    + END,
    "a branch that ends nothing": BEGIN
    + instruction("IF ")
    + either(BEGIN, END)
    + instruction("INCLUDETEXT x")
    + END,
    "an element that Word passes over": BEGIN
    + f"<x:y>{instruction('PAGE ')}</x:y>"
    + instruction("INCLUDETEXT x")
    + END,
    "a field that names a field": BEGIN + BEGIN + instruction("DOCPROPERTY Title") + END + END,
    "a link to a share": BEGIN + instruction('HYPERLINK "\\\\evil\\share\\x.exe"') + END,
    "a link to a file": BEGIN + instruction('HYPERLINK "file:///etc/passwd"') + END,
    "a link after a switch": BEGIN + instruction('HYPERLINK \\l "x" "file:///etc/passwd"') + END,
    "a link by a field": BEGIN + instruction("HYPERLINK ") + BEGIN + instruction("TITLE") + END + END,
    "a field without an end": BEGIN + instruction("PAGE"),
    "an end without a field": END,
}


@pytest.mark.parametrize("name", FIELDS)
def test_a_header_with_a_field_that_reads_elsewhere_is_refused(house: bytes, name: str) -> None:
    with pytest.raises(UnsafeFile, match="has a field"):
        dressed(with_header(house, FIELDS[name]))


@pytest.mark.parametrize(
    "inside",
    [
        '<w:fldSimple w:instr=" PAGE "/>',
        BEGIN + instruction(" PA") + instruction("GE \\* MERGEFORMAT ") + END,
        BEGIN + instruction("IF ") + BEGIN + instruction("PAGE") + END + instruction('= 1 "" "x"') + END,
        BEGIN + instruction("=") + BEGIN + instruction("PAGE") + END + instruction("-1") + END,
        BEGIN + instruction('HYPERLINK "https://example.org/" \\o "tip"') + END,
        BEGIN + instruction('HYPERLINK \\l "_top"') + END,
        either(BEGIN + instruction("PAGE") + END, BEGIN + instruction("PAGE") + END),
    ],
)
def test_a_header_with_fields_of_its_own_document_is_welcome(house: bytes, inside: str) -> None:
    assert dressed(with_header(house, inside))


@pytest.mark.parametrize(
    "inside",
    [
        '<w:pict><v:imagedata src="https://evil.example/track.png"/></w:pict>',
        '<w:pict><v:imagedata o:href="file:///etc/passwd"/></w:pict>',
        '<w:pict><v:shape href="\\\\evil\\share"/></w:pict>',
        '<w:pict><v:fill o:althref="https://evil.example/"/></w:pict>',
    ],
)
def test_an_address_outside_of_a_relationship_is_refused(house: bytes, inside: str) -> None:
    with pytest.raises(UnsafeFile, match="refers to a file outside it"):
        dressed(with_header(house, inside))


def test_tracked_changes_are_refused(house: bytes) -> None:
    with pytest.raises(UnsafeFile, match="tracked changes"):
        dressed(with_header(house, "<w:ins/>"))


def test_a_message_repeats_a_few_words_of_the_file_and_no_control_characters(house: bytes) -> None:
    with pytest.raises(UnsafeFile) as caught:
        dressed(with_header(house, BEGIN + instruction("A\u0085\u202e" + "B" * 1_000_000) + END))
    assert len(caught.value.message) < 200
    assert caught.value.message.isprintable()


def test_a_picture_is_known_by_its_bytes(house: bytes) -> None:
    """A program named as a picture used to be carried along under its own extension."""
    shown = '<w:pict><v:imagedata r:id="rIdX"/></w:pict>'
    program = with_relation(house, "image", "media/logo.exe", "word/media/logo.exe", b"MZ\x90")
    with pytest.raises(UnsafeFile, match="not a PNG or JPEG picture"):
        dressed(with_header(program, shown))
    disguised = with_relation(house, "image", "media/logo.exe", "word/media/logo.exe", picture(4, 4).data)
    carried = [name for name in parts(dressed(with_header(disguised, shown))) if "word/house" in name]
    assert {name.rpartition(".")[2] for name in carried} == {"png", "xml"}


def test_a_part_that_only_calls_itself_vml_is_read_as_what_it_is(house: bytes) -> None:
    """A header named header1.vml used to be carried along as it was."""
    entries = parts(with_header(house, FIELDS["a simple field"]))
    entries["word/header1.vml"] = entries.pop(HEADER)
    entries["word/_rels/header1.vml.rels"] = entries.pop(HEADER_RELATIONS)
    for name in ("[Content_Types].xml", "word/_rels/document.xml.rels"):
        entries[name] = entries[name].replace(b"header1.xml", b"header1.vml")
    with pytest.raises(UnsafeFile, match="has a field"):
        dressed(packed(entries))


def test_a_relationship_to_a_bookmark_is_refused(house: bytes) -> None:
    """Once a KeyError."""
    linked = with_relation(house, "hyperlink", "#top")
    with pytest.raises(UnsafeFile, match="hyperlink"):
        dressed(with_header(linked, '<w:hyperlink r:id="rIdX"/>'))


def test_a_relationship_that_nothing_uses_is_left_behind(house: bytes) -> None:
    assert dressed(with_relation(house, "hyperlink", "#top"))


def test_numbers_that_word_does_not_know_are_refused(house: bytes) -> None:
    """Once a ValueError: Python reads no more than 4,300 digits."""
    entries = parts(house)
    long = b'<w:num w:numId="' + b"9" * 5000 + b'"><w:abstractNumId w:val="0"/></w:num></w:numbering>'
    entries["word/numbering.xml"] = entries["word/numbering.xml"].replace(b"</w:numbering>", long)
    style = (
        b'<w:style w:type="paragraph" w:styleId="X"><w:name w:val="X"/><w:pPr><w:numPr><w:numId w:val="'
        + b"9" * 5000
        + b'"/></w:numPr></w:pPr></w:style></w:styles>'
    )
    entries["word/styles.xml"] = entries["word/styles.xml"].replace(b"</w:styles>", style)
    with pytest.raises(UnsafeFile, match="numbers its lists"):
        dressed(packed(entries))


def test_the_png_of_an_svg_logo_is_taken(house: bytes) -> None:
    """As Word 365 writes it: the blip shows the PNG, an extension of it the SVG."""
    entries = parts(house)
    blip = re.search(rb'<a:blip r:embed="[^"]+"/>', entries[HEADER])
    assert blip
    extension = (
        b'<a:extLst><a:ext uri="{96DAC541-7B7A-43D3-8B79-37D633B846F1}"><asvg:svgBlip r:embed="rIdX" '
        b'xmlns:asvg="http://schemas.microsoft.com/office/drawing/2016/SVG/main"/></a:ext></a:extLst>'
    )
    header = entries[HEADER].replace(blip[0], blip[0].replace(b"/>", b">") + extension + b"</a:blip>")
    entries["[Content_Types].xml"] = entries["[Content_Types].xml"].replace(
        b"<Default ", b'<Default Extension="svg" ContentType="image/svg+xml"/><Default ', 1
    )
    svg = (
        b'<!DOCTYPE svg [<!ENTITY a "b">]><svg xmlns="http://www.w3.org/2000/svg"><script>x()</script></svg>'
    )
    house = with_relation(packed(entries | {HEADER: header}), "image", "media/i.svg", "word/media/i.svg", svg)
    made = dressed(house)
    assert b"svg" not in b"".join(parts(made).values()).lower()
    header_part = docx.Document(BytesIO(made)).sections[0].header.part
    assert [r.target_part.content_type for r in header_part.rels.values()] == ["image/png"]


PARTS = [
    *("[Content_Types].xml", "word/document.xml", "word/styles.xml", "word/numbering.xml", HEADER),
    *("word/fontTable.xml", "word/settings.xml", "word/theme/theme1.xml", "word/_rels/document.xml.rels"),
    HEADER_RELATIONS,
]
VALUES = st.sampled_from(
    [
        "",
        "0",
        "-1",
        "9" * 5000,
        "²",
        "#top",
        "../x",
        "/word/document.xml",
        "rId1",
        "heading 1",
        "Normal",
        "a\u0301",
    ]
)


@settings(max_examples=40)
@given(st.data())
def test_a_changed_house_works_or_is_refused_and_nothing_else(house: bytes, data: st.DataObject) -> None:
    entries = parts(house)
    for _ in range(data.draw(st.integers(1, 3))):
        name = data.draw(st.sampled_from(PARTS))
        root = etree.fromstring(entries[name])
        elements = list(root.iter(etree.Element))
        element = elements[data.draw(st.integers(0, len(elements) - 1))]
        other = elements[data.draw(st.integers(0, len(elements) - 1))]
        _change(element, other, data)
        entries[name] = etree.tostring(root)
    try:
        dressed(packed(entries))
    except UnsafeFile as error:
        assert len(error.message) < 300


def _change(element: etree._Element, other: etree._Element, data: st.DataObject) -> None:
    parent = element.getparent()
    match data.draw(st.sampled_from(["remove", "copy", "rename", "set", "set", "set"])):
        case "remove" if parent is not None:
            parent.remove(element)
        case "copy" if parent is not None:
            parent.append(etree.fromstring(etree.tostring(other)))
        case "rename":
            element.tag = other.tag
        case "set" if element.attrib:
            element.set(data.draw(st.sampled_from(sorted(element.attrib))), data.draw(VALUES))
        case _:
            element.set(f"{W}val", data.draw(VALUES))
