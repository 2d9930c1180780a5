"""Strict Open XML, as Word can save it (ISO/IEC 29500-1), in the names that everybody else uses.

Both say the same in other namespaces; what else differs (measures in points, "start" for "left") nobody here
asks for.
"""

from __future__ import annotations

from lxml import etree

_STRICT = "{http://purl.oclc.org/ooxml/"


def transitional(root: etree._Element) -> None:
    """Rename all that is named as in Strict, in place. `root` says whether anything is."""
    if not str(root.tag).startswith(_STRICT):
        return
    for element in root.iter(etree.Element):
        element.tag = _renamed(str(element.tag))
        for name, value in element.attrib.items():
            if str(name).startswith(_STRICT):
                del element.attrib[name]
                element.set(_renamed(str(name)), value)


def _renamed(name: str) -> str:
    """`http://purl.oclc.org/ooxml/drawingml/main` is `http://schemas.openxmlformats.org/drawingml/2006/main`."""
    if not name.startswith(_STRICT):
        return name
    format_, _, rest = name.removeprefix(_STRICT).partition("/")
    return f"{{http://schemas.openxmlformats.org/{format_}/2006/{rest}"
