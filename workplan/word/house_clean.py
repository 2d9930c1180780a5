"""What a part of a house template may say once it is ours.

[x] taken out: revision ids and bookmarks, which could meet ours; form fields; SVG beside its PNG
[x] refused: tracked changes, fields that read elsewhere, addresses outside of relationships
"""

from __future__ import annotations

from lxml import etree

from workplan.hints import quoted
from workplan.word.house_fields import check_fields
from workplan.word.xml import A, UnsafeFile, remove, w

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
_UNWANTED = frozenset(map(w, ("bookmarkStart", "bookmarkEnd", "rsid", "ffData", "fldData")))
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
        else:
            _clean_attributes(element, name)
    check_fields(root, name)
    return root


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
        if local.startswith("rsid") or local in {"paraId", "textId"}:
            del element.attrib[attribute.text]
        elif local.lower() in _ADDRESSES and not _is_relation(attribute) and value and value[0] != "#":
            raise UnsafeFile(
                f"the reference document’s {quoted(name)} refers to a file outside it: {quoted(value)}"
            )


def _attributes(element: etree._Element) -> list[tuple[etree.QName, str]]:
    return [(etree.QName(name), str(value)) for name, value in element.attrib.items()]


def _is_relation(attribute: etree.QName) -> bool:
    return attribute.namespace in _RELATIONSHIPS or attribute.text == _RELID
