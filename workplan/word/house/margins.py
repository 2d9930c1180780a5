"""What a house template's headers and footers have to say of a plan: the page's number, and the edition.

The house's own stay as they are. Where neither header nor footer of a kind of page has the one or the other,
our line is added below what the house has there: by both, a loose page can be told.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from copy import deepcopy

from lxml import etree
from msgspec.structs import replace

from workplan.document.tree import Properties
from workplan.word.file.package import Part
from workplan.word.file.xml import NAMESPACES, parse, serialise, w
from workplan.word.house.reading import House
from workplan.word.page.measures import MarginKind

_PAGE = re.compile(r"\s*PAGE\b", re.IGNORECASE)
_EDITION = re.compile(r"\s*DOCPROPERTY\s+\"?Edition\b", re.IGNORECASE)


def lines_wanted(house: House, properties: Properties) -> Iterator[tuple[MarginKind, str]]:
    """The headers and footers, by their kinds and types of pages, in which a line of ours has to stand. The
    first page, which has the masthead, needs a head only where that says that this is a draft."""
    parts = {part.name: parse(part.data, part.name) for part in house.parts if part.name.endswith(".xml")}
    for type_ in page_types(house):
        own = [parts[margin.part] for margin in house.margins if margin.type == type_]
        if (type_ != "first" or properties.draft) and not any(
            _says_edition(each, properties) for each in own
        ):
            yield "header", type_
        if not any(map(_has_page_number, own)):
            yield "footer", type_


def page_types(house: House) -> tuple[str, ...]:
    """The kinds of pages that the house has (ECMA-376 Part 1, 17.10.5 and 17.10.6)."""
    return ("default", *["first"] * house.page.title_page, *["even"] * house.even_and_odd)


def _has_page_number(root: etree._Element) -> bool:
    return any(map(_PAGE.match, _instructions(root)))


def _says_edition(root: etree._Element, properties: Properties) -> bool:
    """Whether it says the edition, in words or by a field. A mere year may be anything."""
    words = "".join(text.text or "" for text in root.iter(w("t")))
    label = properties.edition
    return (
        (label in words and not label.isdigit())
        or (properties.running_head in words and properties.running_head != "")
        or any(map(_EDITION.match, _instructions(root)))
    )


def with_line(part: Part, ours: bytes) -> Part:
    """The part with the paragraphs of `ours`, a header or footer, below what it has."""
    root = parse(part.data, part.name)
    root.extend(deepcopy(line) for line in parse(ours, part.name).iterfind("w:p", NAMESPACES))
    return replace(part, data=serialise(root))


def _instructions(root: etree._Element) -> Iterator[str]:
    """The instructions of fields; one may run over several runs."""
    for simple in root.iter(w("fldSimple")):
        yield simple.get(w("instr"), "")
    words: list[str] = []
    for element in root.iter(w("fldChar"), w("instrText")):
        if element.tag == w("instrText"):
            words.append(element.text or "")
        else:
            yield "".join(words)
            words = []
