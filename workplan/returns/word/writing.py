"""The form as a Word file.

[x] the plan's own looks, fonts and page: it is written as any document of ours is
[x] a control in the place of each answer, within the line's bookmark: a box to tick (w14:checkbox, [MS-DOCX]
    2.6.1), or plain text; its alias says which action it is of, and what is asked
[x] beneath each control the same as plain text ("☐", "…"), for programs that drop controls
[x] the form's id, member, edition, deadline and the words that were sent, in custom XML; the stamp as a
    property of the file, in the head of every page, and in the text
[x] nothing is protected: some programs let nobody fill in a protected file
[ ] drop-downs and dates: programs lose them
"""

from __future__ import annotations

from docx.opc.constants import CONTENT_TYPE as CT
from docx.opc.constants import RELATIONSHIP_TYPE as RT
from lxml import etree

from workplan.design.theme import theme
from workplan.render.pdf.process import PdfProcess
from workplan.returns.form import TICKS, Field, Form, Layout
from workplan.returns.naming import bookmark, tag
from workplan.returns.page import EMPTY_BOX, TICKED_BOX, as_document, to_fill_in
from workplan.returns.stamp import stamp_line
from workplan.returns.word.identity import ITEM, ITEM_PROPERTIES, item, item_properties
from workplan.text.excerpts import shortened
from workplan.word import open_word
from workplan.word import write as write_document
from workplan.word.file.known import FORM_PROPERTY
from workplan.word.file.package import Part, Relation, pack
from workplan.word.file.xml import parse, serialise, w

W14 = "http://schemas.microsoft.com/office/word/2010/wordml"
_MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"
_ROOT = f'<w:document xmlns:w14="{W14}" xmlns:mc="{_MC}" mc:Ignorable="w14" '.encode()
#: The font in which Word draws boxes.
_BOXES = "MS Gothic"
#: Word takes no longer name of a control.
_LONGEST_ALIAS = 64
_CUSTOM = "/docProps/custom.xml"
_VT = "http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes"
_FMTID = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}"


def write(form: Form, layout: Layout = "table", _process: PdfProcess | None = None) -> bytes:
    """The Word file of a form: the same bytes for the same arguments."""
    plain = open_word(write_document(as_document(form, layout), theme(), for_review=False))
    data = dict(plain.data)
    data[plain.main] = _with_controls(data[plain.main], form)
    data[_CUSTOM] = _with_property(data[_CUSTOM], stamp_line(form))
    relations = {source: tuple(each) for source, each in plain.relations.items()}
    number = len(relations[plain.main]) + 1
    relations[plain.main] += (Relation(f"rId{number}", RT.CUSTOM_XML, ITEM),)
    relations[ITEM] = (Relation("rId1", RT.CUSTOM_XML_PROPS, ITEM_PROPERTIES),)
    types = {**plain.content_types, ITEM: CT.XML, ITEM_PROPERTIES: CT.OFC_CUSTOM_XML_PROPERTIES}
    data |= {ITEM: item(form), ITEM_PROPERTIES: item_properties()}
    parts = [
        Part(name, types[name], content, relations.get(name, ()))
        for name, content in data.items()
        if not name.endswith(".rels") and name != "/[Content_Types].xml"
    ]
    return pack(parts, list(relations["/"]))


def _with_controls(main: bytes, form: Form) -> bytes:
    root = parse(main.replace(b"<w:document ", _ROOT, 1), "document.xml")
    starts = {start.get(w("name")): start for start in root.iter(w("bookmarkStart"))}
    for field in form.fields():
        run = _run(starts[bookmark(field)], to_fill_in(field))
        _into_control(run, field, form)
    return serialise(root)


def _run(start: etree._Element, words: str) -> etree._Element:
    """The run of these words behind the start of a bookmark. It is the last of its line."""
    found = [run for run in start.itersiblings(w("r")) if "".join(map(str, run.itertext())).strip() == words]
    return found[-1]


def _into_control(run: etree._Element, field: Field, form: Form) -> None:
    control = etree.Element(w("sdt"))
    about = etree.SubElement(control, w("sdtPr"))
    # No w:id, which Word gives itself: around a box that has one, LibreOffice 7.4 puts a control that holds
    # several lines, and when it saves that again it moves "Lead: " into the next comment (measured).
    for name, value in (("alias", shortened(form.says(field), _LONGEST_ALIAS - 1)), ("tag", tag(field))):
        etree.SubElement(about, w(name)).set(w("val"), value)
    if field.what in TICKS:
        _tickable(about, run)
    else:
        etree.SubElement(about, w("showingPlcHdr"))
        etree.SubElement(about, w("text")).set(w("multiLine"), "1")
    run.addprevious(control)
    etree.SubElement(control, w("sdtContent")).append(run)


def _tickable(about: etree._Element, run: etree._Element) -> None:
    box = etree.SubElement(about, f"{{{W14}}}checkbox")
    etree.SubElement(box, f"{{{W14}}}checked").set(f"{{{W14}}}val", "0")
    for name, letter in (("checkedState", TICKED_BOX), ("uncheckedState", EMPTY_BOX)):
        state = etree.SubElement(box, f"{{{W14}}}{name}")
        state.set(f"{{{W14}}}val", f"{ord(letter):04X}")
        state.set(f"{{{W14}}}font", _BOXES)
    looks = run.find(w("rPr"))
    if looks is None:
        looks = etree.Element(w("rPr"))
        run.insert(0, looks)
    for old in looks.findall(w("rFonts")):
        looks.remove(old)
    fonts = etree.Element(w("rFonts"))
    fonts.set(w("hint"), "eastAsia")
    for name in ("ascii", "eastAsia", "hAnsi"):
        fonts.set(w(name), _BOXES)
    looks.insert(0, fonts)


def _with_property(custom: bytes, stamp: str) -> bytes:
    """The properties of the file with one more. Programs keep them that drop custom XML."""
    root = parse(custom, "custom.xml")
    property_ = etree.SubElement(root, f"{root.tag.rpartition('}')[0]}}}property")
    last = max(int(each.get("pid", "1")) for each in root)
    for name, value in (("fmtid", _FMTID), ("pid", str(last + 1)), ("name", FORM_PROPERTY)):
        property_.set(name, value)
    etree.SubElement(property_, f"{{{_VT}}}lpwstr").text = stamp
    return serialise(root)
