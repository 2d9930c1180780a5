"""Strict Open XML, as Word can save it (ISO/IEC 29500-1), in the names that everybody else uses.

Both say the same in other namespaces, and Strict measures in points and inches what others count in
twentieths of a point (22.9.2.15). What else differs ("start" for "left") nobody here asks for.
"""

from __future__ import annotations

import re

from lxml import etree

from workplan.word.file.xml import w

#: Points in a unit.
_UNITS = {"pt": 1.0, "in": 72.0, "cm": 72 / 2.54, "mm": 72 / 25.4, "pc": 12.0, "pi": 12.0}
_MEASURE = re.compile(rf"(-?[0-9]{{1,6}}(?:\.[0-9]{{1,6}})?)({'|'.join(_UNITS)})")
#: Counted in halves of a point (17.18.42).
_HALVES = frozenset(map(w, ("sz", "szCs", "kern", "position")))
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
                element.set(_renamed(str(name)), _counted(str(value), element.tag))


def _counted(value: str, tag: str) -> str:
    if not (found := _MEASURE.fullmatch(value)):
        return value
    points = float(found[1]) * _UNITS[found[2]]
    return str(round(points * (2 if tag in _HALVES else 20)))


def _renamed(name: str) -> str:
    """`http://purl.oclc.org/ooxml/drawingml/main` is `http://schemas.openxmlformats.org/drawingml/2006/main`."""
    if not name.startswith(_STRICT):
        return name
    format_, _, rest = name.removeprefix(_STRICT).partition("/")
    return f"{{http://schemas.openxmlformats.org/{format_}/2006/{rest}"
