"""What a part of a house template may say once it is ours.

[x] taken out: revision ids and bookmarks, which could meet ours; form fields; SVG beside its PNG
[x] taken out: what says whose it was or where it lay: names of files, the data behind content controls
[x] smart tags and custom XML around words: the words stay. Links to places in the house's own text: likewise
[x] properties in an order that the schema does not know are put in its order (`order`)
[x] refused: tracked changes, fields that read elsewhere, addresses outside of relationships
"""

from __future__ import annotations

import re

from lxml import etree

from workplan.text.hints import quoted
from workplan.word.file.xml import A, UnsafeFile, remove, unwrap, w
from workplan.word.house.fields import check_fields
from workplan.word.house.order import put_in_order

_REVISIONS = frozenset(
    w(name)
    for name in (
        *("ins", "del", "moveFrom", "moveTo", "cellIns", "cellDel", "cellMerge", "numberingChange"),
        *("rPrChange", "pPrChange", "tblPrChange", "tblGridChange", "tblPrExChange", "trPrChange"),
        *("tcPrChange", "sectPrChange"),
    )
)
_EXTENSION = f"{{{A}}}ext"
_SVG = "{http://schemas.microsoft.com/office/drawing/2016/SVG/main}svgBlip"
_UNWANTED = frozenset(
    map(
        w,
        (
            *(
                "bookmarkStart",
                "bookmarkEnd",
                "rsid",
                "ffData",
                "fldData",
                "proofErr",
                "permStart",
                "permEnd",
            ),
            *("smartTagPr", "customXmlPr", "dataBinding", "placeholder", "docPartObj", "docPartList"),
            *("commentRangeStart", "commentRangeEnd", "commentReference"),
        ),
    )
)
#: Around words that stay.
_WRAPPERS = frozenset(map(w, ("smartTag", "customXml")))
#: What names a picture, in DrawingML and VML; and what describes it, which people may need to hear.
_NAMED = re.compile(r"\{[^}]*\}(?:docPr|cNvPr)")
_DESCRIBED = frozenset({"descr", "title", "alt"})
#: A description that Word made of the file's name.
_FILE_NAME = re.compile(r"[\\/]|\.(?:png|jpe?g|gif|bmp|tiff?|emf|wmf|svg)\s*$", re.IGNORECASE)
_OFFICE = "urn:schemas-microsoft-com:office:office"
#: Attributes by which VML and others name a file or an address, in any namespace but relationships'.
_ADDRESSES = frozenset({"src", "href", "althref", "link", "action"})
_RELATIONSHIPS = frozenset(
    {
        "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
        "http://purl.oclc.org/ooxml/officeDocument/relationships",
    }
)
_RELID = "{urn:schemas-microsoft-com:office:office}relid"


def cleaned(root: etree._Element, name: str) -> etree._Element:
    """The part, changed in place. Raises `UnsafeFile` for what could act or leak."""
    for element in list(root.iter(etree.Element)):
        if element.tag in _REVISIONS:
            raise UnsafeFile(
                f"the reference document’s {quoted(name)} has tracked changes",
                "accept or reject them in Word first",
            )
        if element.tag in _UNWANTED or (element.tag == _EXTENSION and element.find(_SVG) is not None):
            remove(element)
        elif element.tag in _WRAPPERS or _leads_nowhere(element):
            unwrap(element)
        else:
            _clean_attributes(element, name)
    check_fields(root, name)
    put_in_order(root)
    return root


def _leads_nowhere(element: etree._Element) -> bool:
    """A link to a bookmark of the house's own text, none of which comes along."""
    return bool(
        element.tag == w("hyperlink")
        and element.get(w("anchor"), "_top") != "_top"
        and not any(_is_relation(attribute) for attribute, _ in _attributes(element))
    )


def relation_ids(root: etree._Element) -> frozenset[str]:
    """The relationships that a part names, wherever it does (ECMA-376 Part 1, 22.8.2.1; VML's `o:relid`)."""
    return frozenset(
        value
        for element in root.iter(etree.Element)
        for attribute, value in _attributes(element)
        if value and _is_relation(attribute)
    )


def _clean_attributes(element: etree._Element, name: str) -> None:
    for attribute, value in _attributes(element):
        local = attribute.localname
        if (
            local.startswith("rsid")
            or local in {"paraId", "textId", "fullDate"}
            or _tells(element, attribute)
        ):
            del element.attrib[attribute.text]
        elif local == "name" and _NAMED.fullmatch(str(element.tag)):
            element.set("name", "Picture")
        elif local.lower() in _ADDRESSES and not _is_relation(attribute) and value and value[0] != "#":
            raise UnsafeFile(
                f"the reference document’s {quoted(name)} refers to a file outside it: {quoted(value)}"
            )


def _tells(element: etree._Element, attribute: etree.QName) -> bool:
    """Whether an attribute says where a picture came from, or repeats it as data."""
    if attribute.namespace == _OFFICE and attribute.localname in {"title", "gfxdata"}:
        return True
    told = element.get(attribute.text, "")
    return attribute.localname in _DESCRIBED and bool(_FILE_NAME.search(told))


def _attributes(element: etree._Element) -> list[tuple[etree.QName, str]]:
    return [(etree.QName(name), str(value)) for name, value in element.attrib.items()]


def _is_relation(attribute: etree.QName) -> bool:
    return attribute.namespace in _RELATIONSHIPS or attribute.text == _RELID
