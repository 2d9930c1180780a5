"""A draft in the looks of a house: the watermark in the house's own headers."""

from __future__ import annotations

from copy import deepcopy

from lxml import etree
from msgspec.structs import replace

from workplan.word.file.package import Part
from workplan.word.file.xml import NAMESPACES, parse, serialise, w
from workplan.word.house.margins import page_types
from workplan.word.house.reading import House


def headers_wanted(house: House) -> tuple[str, ...]:
    """The types of headers that the house's pages have and it leaves empty: a watermark needs one of each
    (ECMA-376 Part 1, 17.10.5)."""
    has = {margin.type for margin in house.margins if margin.kind == "header"}
    return tuple(type_ for type_ in page_types(house) if type_ not in has)


def watermarked(part: Part, header: bytes) -> Part:
    """A header of the house with what `header`, one of ours, has in its paragraph: the watermark, which takes
    no room there. It goes into the first paragraph; where all are in tables or content controls, into one
    below them."""
    root = parse(part.data, part.name)
    paragraph = root.find("w:p", NAMESPACES)
    if paragraph is None:
        paragraph = etree.SubElement(root, w("p"))
    at = 1 if paragraph.find("w:pPr", NAMESPACES) is not None else 0
    ours = parse(header, part.name)
    paragraph[at:at] = [deepcopy(run) for run in ours.iterfind("w:p/w:r", NAMESPACES)]
    return replace(part, data=serialise(root))
