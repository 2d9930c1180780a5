"""Styles as Word's own are: fonts and colours by the theme, and each says only what it does not inherit."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO

import pypdfium2
import pytest
from msgspec.structs import replace

from tests.documents import sample
from tests.libreoffice import to_docx, to_pdf
from tests.word.conftest import packed
from tests.word.reading import W, find, inherited, own, parts, value, xml
from workplan.design.theme import theme
from workplan.document.tree import Paragraph, Text
from workplan.word import read, write

STYLES = "word/styles.xml"
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"


def repeated(file: bytes) -> Iterator[tuple[str, str]]:
    root = xml(file, STYLES)
    for style in find(root, "w:style"):
        for group in ("pPr", "rPr", "tblPr"):
            above = inherited(root, style, group)
            for name, worth in own(style, group).items():
                # What a border, a number or a colour is made of is one property.
                whole = name.rpartition("@")[0].removesuffix("/ilvl").removesuffix("/numId")
                parts_ = {n: v for n, v in own(style, group).items() if n.startswith(whole)}
                if name.endswith(("@" + W + "line", "@" + W + "lineRule")):  # one property
                    parts_ = {n: v for n, v in parts_.items() if "}line" in n}
                    yield from [(value(style, "w:name"), name)] * (parts_.items() <= above.items())
                    continue
                by_attribute = whole in ("/spacing", "/ind", "/rFonts", "/lang")
                if above.get(name) == worth and (by_attribute or parts_.items() <= above.items()):
                    yield value(style, "w:name"), name


def test_no_style_repeats_what_it_inherits(sample_docx: bytes) -> None:
    """Before, each said its font's size, its colour and all of its spacing."""
    assert list(repeated(sample_docx)) == []


def test_a_line_s_height_stands_with_its_rule(sample_docx: bytes) -> None:
    """Alone, LibreOffice takes it for a minimum: the plan had six pages then."""
    for spacing in xml(sample_docx, STYLES).iter(f"{W}spacing"):
        assert (f"{W}line" in spacing.attrib) == (f"{W}lineRule" in spacing.attrib)


def test_the_check_would_find_something(sample_docx: bytes) -> None:
    entries = parts(sample_docx)
    twice = b'<w:pPr><w:widowControl/><w:spacing w:before="0" '
    entries[STYLES] = entries[STYLES].replace(b"<w:pPr><w:spacing ", twice, 1)
    assert list(repeated(packed(entries))) != []


def test_fonts_are_the_theme_s(sample_docx: bytes) -> None:
    """Before, the style sheet named Arial, so that Design > Fonts changed nothing."""
    root = xml(sample_docx, STYLES)
    fonts = {s.get(f"{W}styleId"): own(s, "rPr") for s in find(root, "w:style")}
    major = {name for name, said in fonts.items() if f"/rFonts@{W}asciiTheme" in said}
    assert major == {"Title", "TOCHeading", "Heading1", "Heading2", "Heading3"}
    named = [e for part in (STYLES, "word/numbering.xml") for e in xml(sample_docx, part).iter(f"{W}rFonts")]
    slots = {f"{W}{slot}" for slot in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme", "hint")}
    assert named and all(set(e.attrib) <= slots for e in named)
    scheme = xml(sample_docx, "word/theme/theme1.xml")
    for kind in ("major", "minor"):
        (font,) = scheme.iter(f"{A}{kind}Font")
        assert [e.get("typeface") for e in font] == ["Arial", "Microsoft YaHei", "Arial"]


def test_a_plan_in_thai_has_its_font_in_the_theme() -> None:
    """Before, each Thai run named the font, whatever Design > Fonts said."""
    plan = replace(sample(), properties=replace(sample().properties, language="th"))
    plan = replace(plan, blocks=(Paragraph("p", (Text("ภาษาไทย မြန်မာ"),)),), notes=())
    file = write(plan, theme())
    (font,) = xml(file, "word/theme/theme1.xml").iter(f"{A}minorFont")
    assert font[2].get("typeface") == "Leelawadee UI"
    runs = xml(file, "word/document.xml").iter(f"{W}rFonts")
    assert [e.get(f"{W}cs") for e in runs] == ["Myanmar Text"]


def test_colours_are_the_theme_s_and_say_what_they_are(sample_docx: bytes) -> None:
    scheme = next(xml(sample_docx, "word/theme/theme1.xml").iter(f"{A}clrScheme"))
    slots = {e.tag.removeprefix(A): e[0].get("val") for e in scheme}
    names = {"text1": "dk1", "background1": "lt1", "background2": "lt2", "hyperlink": "hlink"}
    for element in xml(sample_docx, STYLES).iter():
        for colour, by_theme in (("color", "themeColor"), ("fill", "themeFill")):
            said = element.get(f"{W}val") if element.tag == f"{W}color" else element.get(f"{W}{colour}")
            if said not in (None, "auto") and (element.tag != f"{W}color" or colour == "color"):
                named = element.get(f"{W}{by_theme}", "")
                assert slots[names.get(named, named)] == said


@pytest.mark.slow
def test_libreoffice_shows_the_theme_s_fonts_and_keeps_them(sample_docx: bytes) -> None:
    """One font for headings and another for the text, as Design > Fonts would set them."""
    entries = parts(sample_docx)
    major, minor = entries["word/theme/theme1.xml"].split(b"</a:majorFont>")
    major = major.replace(b'latin typeface="Arial"', b'latin typeface="Noto Sans"')
    entries["word/theme/theme1.xml"] = major + b"</a:majorFont>" + minor
    file = packed(entries)
    for made in (file, to_docx(file)):
        assert fonts_of(to_pdf(made)) == {"Action Items": "NotoSans", "Measure the tide": "Arimo"}
    assert read(to_docx(file)).findings == ()


def fonts_of(pdf: bytes) -> dict[str, str]:
    """The fonts in which these words are set."""
    found: dict[str, str] = {}
    for page in pypdfium2.PdfDocument(BytesIO(pdf)):
        text = page.get_textpage()
        for words in ("Action Items", "Measure the tide"):
            if words not in found and (at := text.search(words).get_next()):
                found[words] = _font(text, at[0])
    return found


def _font(text: pypdfium2.PdfTextPage, index: int) -> str:
    import ctypes

    buffer, flags = ctypes.create_string_buffer(100), ctypes.c_int()
    pypdfium2.raw.FPDFText_GetFontInfo(text.raw, index, buffer, 100, ctypes.byref(flags))
    return buffer.value.decode().rpartition("+")[2].partition("-")[0]
