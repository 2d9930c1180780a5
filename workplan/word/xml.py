"""XML that comes from outside, parsed by the one hardened parser of the project; names of Word's XML."""

from __future__ import annotations

from lxml import etree

from workplan.errors import OutputError

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE_RELATIONSHIPS = "http://schemas.openxmlformats.org/package/2006/relationships"
CONTENT_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
NAMESPACES = {"w": W, "r": R}


class UnsafeFile(OutputError):
    """A file that came in is not what it should be, or might do harm. The one error of reading."""


def w(name: str) -> str:
    """The qualified name of a WordprocessingML element or attribute."""
    return f"{{{W}}}{name}"


def parse(data: bytes, part: str) -> etree._Element:
    """Parse one part. No entity, no DTD, no network; depth and sizes are bounded by libxml2.

    Raises `UnsafeFile`, naming the part, when it is not well-formed or has a document type.
    """
    # Before parsing as well as after: a DTD could cost memory while it is read. Zeros go first, so
    # that UTF-16 and UTF-32 are seen through.
    if b"<!DOCTYPE" in data.replace(b"\0", b""):
        raise _document_type(part)
    try:
        root = etree.fromstring(data, _parser())
    except (etree.XMLSyntaxError, ValueError) as error:
        raise UnsafeFile(f"the part {part} of the Word file is not well-formed XML") from error
    if root.getroottree().docinfo.internalDTD is not None:
        raise _document_type(part)
    return root


def serialise(root: etree._Element) -> bytes:
    """The bytes of a part, as Word writes them: UTF-8, standalone."""
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def remove(element: etree._Element) -> None:
    """Take an element out of its parent, with all that is in it."""
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)


def _parser() -> etree.XMLParser:
    return etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        dtd_validation=False,
        attribute_defaults=False,
        huge_tree=False,
        remove_pis=True,
        remove_comments=True,
    )


def _document_type(part: str) -> UnsafeFile:
    return UnsafeFile(f"the part {part} of the Word file declares a document type, which no Word file needs")
