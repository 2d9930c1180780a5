"""The parts of a Word file as XML, and the names of its elements and attributes."""

from __future__ import annotations

from functools import cache

from lxml import etree

from workplan.errors import GivenFileError
from workplan.files import xml
from workplan.text.hints import quoted

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
A = "http://schemas.openxmlformats.org/drawingml/2006/main"
PACKAGE_RELATIONSHIPS = "http://schemas.openxmlformats.org/package/2006/relationships"
CONTENT_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
NAMESPACES = {"w": W, "r": R}
_VALUE = f"{{{W}}}val"


class UnsafeFile(GivenFileError):
    """A file that came in is not what it should be, or might do harm. The one error of reading."""


def w(name: str) -> str:
    """The qualified name of a WordprocessingML element or attribute."""
    return f"{{{W}}}{name}"


@cache
def _path(names: str) -> str:
    return "/".join(map(w, names.split("/")))


def first(element: etree._Element, tag: str) -> etree._Element | None:
    """The first child with this qualified name: as `find`, which asks first what is a path."""
    return next(element.iterchildren(tag), None)


def value(element: etree._Element | None, path: str) -> str:
    """What the property at the end of a path ("numPr/numId") says (`w:val`); empty where there is none."""
    found = None if element is None else element.find(_path(path))
    return "" if found is None else found.get(_VALUE, "")


def is_on(element: etree._Element | None, path: str) -> bool:
    """Whether the property at the end of a path is there, and not said to be off (17.17.4)."""
    found = None if element is None else element.find(_path(path))
    return found is not None and found.get(_VALUE) not in {"0", "false", "off"}


def parse(data: bytes, part: str) -> etree._Element:
    """Parse one part. Raises `UnsafeFile`, naming the part, where `workplan.files.xml` does not accept it."""
    try:
        return xml.parse(data)
    except xml.BadXml as error:
        raise _refused(part, error) from error


def serialise(root: etree._Element) -> bytes:
    """The bytes of a part, as Word writes them: UTF-8, standalone."""
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def remove(element: etree._Element) -> None:
    """Take an element out of its parent, with all that is in it."""
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)


def unwrap(element: etree._Element) -> None:
    """Put the children of an element in its place."""
    parent = element.getparent()
    if parent is not None:
        at = parent.index(element)
        parent[at : at + 1] = list(element)


def _refused(part: str, error: xml.BadXml) -> UnsafeFile:
    return UnsafeFile(f"the part {quoted(part, 80)} of the Word file {error}")
