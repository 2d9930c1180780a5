"""In a house's clothes the plan keeps its page numbers and its edition, and the house its colours."""

from __future__ import annotations

import re
from io import BytesIO

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from msgspec.structs import replace

from tests.documents import PROPERTIES, drafted, sample
from tests.libreoffice import to_pdf
from tests.word.conftest import packed
from tests.word.reading import W, find, instructions, own, parts, words, xml
from tests.word.writer.test_libreoffice import shown
from tests.word.writer.test_valid import faults
from workplan.design.theme import theme
from workplan.word import lost_of, read, write

HEAD = PROPERTIES.running_head
RELATED = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"


def field(instruction: str) -> str:
    result = f'<w:fldSimple w:instr="{instruction}"><w:r><w:t>1</w:t></w:r></w:fldSimple>'
    return f"<w:p {nsdecls('w')}>{result}</w:p>"


def house_of(header: str = "", footer: str = "", *, first: bool = False, even: bool = False) -> bytes:
    """A house whose header and footer have one paragraph each, or none; other pages are without."""
    made = docx.Document()
    section = made.sections[0]
    section.different_first_page_header_footer = first
    made.settings.odd_and_even_pages_header_footer = even
    for margin, content in ((section.header, header), (section.footer, footer)):
        if content:
            margin.is_linked_to_previous = False
            old = margin.paragraphs[0]._element
            old.addprevious(parse_xml(content if content.startswith("<") else _words(content)))
            old.getparent().remove(old)
    file = BytesIO()
    made.save(file)
    return file.getvalue()


def _words(text: str) -> str:
    return f"<w:p {nsdecls('w')}><w:r><w:t>{text}</w:t></w:r></w:p>"


def margins(file: bytes) -> dict[tuple[str, str], list[str]]:
    """What each header and footer says, line by line; a field by its instruction."""
    related = {e.get("Id"): e.get("Target", "") for e in xml(file, "word/_rels/document.xml.rels")}
    section = find(xml(file, "word/document.xml"), "w:body/w:sectPr")[0]
    found = {}
    for reference in section:
        if reference.tag in (f"{W}headerReference", f"{W}footerReference"):
            kind = reference.tag.removeprefix(W).removesuffix("Reference")
            root = xml(file, "word/" + related[reference.get(RELATED)])
            found[kind, reference.get(f"{W}type", "")] = [
                "+".join(instructions(p)) or words(p) for p in find(root, "w:p")
            ]
    return found


def test_where_a_house_lacks_page_number_and_edition_ours_stand_below_its_own() -> None:
    """Before, a house with a header alone gave pages without numbers, and no page said its edition."""
    file = write(sample(), theme(), house_of("House of Tides", "House footer"))
    assert margins(file) == {
        ("header", "default"): ["House of Tides", HEAD],
        ("footer", "default"): ["House footer", "PAGE+NUMPAGES"],
    }
    only_header = margins(write(sample(), theme(), house_of("House of Tides")))
    assert only_header["footer", "default"] == ["PAGE+NUMPAGES"]


def test_every_kind_of_page_has_them_and_the_first_one_has_the_masthead_for_a_head() -> None:
    house = house_of("House of Tides", first=True, even=True)
    found = margins(write(sample(), theme(), house))
    numbers = ["PAGE+NUMPAGES"]
    assert found == {
        ("header", "default"): ["House of Tides", HEAD],
        ("header", "even"): [HEAD],
        **{("footer", type_): numbers for type_ in ("default", "first", "even")},
    }
    assert margins(write(drafted(sample()), theme(), house))["header", "first"] == [
        drafted(sample()).properties.running_head
    ]


def test_what_the_house_says_itself_is_not_said_twice() -> None:
    for header, footer in (
        (field(r"DOCPROPERTY Edition \\* MERGEFORMAT"), field("PAGE")),
        (HEAD, field("page")),
        (field("PAGE"), _words("Edition Rev.1")),
    ):
        document = replace(sample(), properties=replace(PROPERTIES, edition="Rev.1"))
        found = margins(write(document, theme(), house_of(header, footer)))
        assert {key: len(lines) for key, lines in found.items()} == {
            ("header", "default"): 1,
            ("footer", "default"): 1,
        }


def test_it_is_valid_and_read_back_as_it_was() -> None:
    house = house_of("House of Tides", "House footer", first=True)
    for document in (sample(), drafted(sample())):
        file = write(document, theme(), house)
        assert set(faults(file)) <= set(faults(house))
        assert read(file).document == document
        assert read(file).findings == ()


def test_styles_of_ours_have_the_house_s_colours() -> None:
    """Before, tables, links and notes had ours in any house."""
    entries = parts(house_of("House of Tides"))
    scheme = entries["word/theme/theme1.xml"]
    for slot, colour in ((b"accent1", b"4472C4"), (b"hlink", b"00AA00")):
        scheme = re.sub(rb"(<a:%s>\s*<a:srgbClr val=\")\w+" % slot, rb"\g<1>" + colour, scheme)
    entries["word/theme/theme1.xml"] = scheme
    file = write(sample(), theme(), packed(entries))
    styles = {s.get(f"{W}styleId"): s for s in find(xml(file, "word/styles.xml"), "w:style")}
    link = own(styles["Hyperlink"], "rPr")
    assert (link[f"/color@{W}val"], link[f"/color@{W}themeColor"]) == ("00AA00", "hyperlink")
    rules = [e for e in styles["PlanTable"].iter() if e.get(f"{W}themeColor")]
    assert rules
    assert {(e.get(f"{W}themeColor"), e.get(f"{W}color")) for e in rules} <= {
        ("accent1", "4472C4"),
        ("text1", "000000"),
    }
    mandate = own(styles["Mandate"], "rPr")  # Word calls this "Text 1, lighter 35 %"
    assert (mandate[f"/color@{W}themeTint"], mandate[f"/color@{W}val"]) == ("A6", "595959")
    said = b"".join(data for name, data in parts(file).items() if name == "word/styles.xml")
    for name in ("ink", "accent", "rule", "link", "shade"):  # a third of black happens to be our "muted"
        assert f'"{theme().colours[name][1:]}"'.encode() not in said
    for name in ("FootnoteText", "TableText", "ListContinue"):
        assert f"/color@{W}val" not in own(styles[name], "rPr")


def test_what_is_lost_is_told(house: bytes) -> None:
    assert lost_of(house_of("House of Tides"), theme()) == ()
    assert lost_of(house, theme()) == ("the numbers of its headings stay behind: the plan has its own",)
    made = docx.Document()
    section = made.sections[0]._sectPr
    for change in (f'<w:lnNumType {nsdecls("w")} w:countBy="1"/>', f"<w:pgBorders {nsdecls('w')}/>"):
        section.append(parse_xml(change))
    section.find(f"{W}cols").set(f"{W}num", "2")
    made.element.insert(0, parse_xml(f'<w:background {nsdecls("w")} w:color="EEEEEE"/>'))
    file = BytesIO()
    made.save(file)
    told = " ".join(lost_of(file.getvalue(), theme()))
    for words_ in ("colour of its pages", "borders around", "numbers of its lines", "columns"):
        assert words_ in told
    entries = parts(house_of("House of Tides"))
    del entries["word/theme/theme1.xml"]
    relations = entries["word/_rels/document.xml.rels"]
    entries["word/_rels/document.xml.rels"] = re.sub(rb"<Relationship [^>]*theme1[^>]*/>", b"", relations)
    types = entries["[Content_Types].xml"]
    entries["[Content_Types].xml"] = re.sub(rb"<Override [^>]*theme1[^>]*/>", b"", types)
    assert ["theme" in words_ for words_ in lost_of(packed(entries), theme())] == [True]


@pytest.mark.slow
def test_libreoffice_shows_them_on_every_page() -> None:
    pages = shown(to_pdf(write(sample(), theme(), house_of("House of Tides", "House footer"))))
    for number, page in enumerate(pages, 1):
        assert f"Page {number} of {len(pages)}" in page
        assert "House of Tides" in page and "Edition 2031" in page and "House footer" in page
