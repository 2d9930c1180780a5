"""What the fields of a house template's headers and footers show: the document's title, and not the house's.

Editors keep what a field showed last, and many never ask it again. So it is what the field stands for in our
document; nothing where that is not known.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from lxml import etree
from msgspec.structs import replace

from workplan.document.tree import Properties
from workplan.word.file.package import Part
from workplan.word.file.xml import parse, serialise, w

#: Fields of the document's properties (ECMA-376 Part 1, 17.16.5).
_PROPERTY = re.compile(
    r'\s*(?:(TITLE|SUBJECT|AUTHOR|KEYWORDS)\b|DOCPROPERTY\s+(?:"([^"]*)"|(\S+)))', re.IGNORECASE
)


def with_results(part: Part, properties: Properties) -> Part:
    """A header or footer of the house whose fields show what `properties` say."""
    if not part.name.endswith(".xml"):
        return part
    root = parse(part.data, part.name)
    known = {
        "title": properties.title,
        "subject": properties.subject,
        "author": "; ".join(properties.authors),
        "keywords": "; ".join(properties.keywords),
        "edition": properties.edition,
    }
    for instruction, shown in _fields(root):
        if found := _PROPERTY.match(instruction):
            _show(shown, _value(next(filter(None, found.groups())), known))
    return replace(part, data=serialise(root))


def _value(name: str, known: Mapping[str, str]) -> str:
    return known.get(name.casefold(), "")


def _fields(root: etree._Element) -> Iterator[tuple[str, list[etree._Element]]]:
    """The instruction of each field, and the texts that it shows."""
    for simple in root.iter(w("fldSimple")):
        yield simple.get(w("instr"), ""), list(simple.iter(w("t")))
    open_: list[tuple[list[str], list[etree._Element], list[bool]]] = []
    for element in root.iter(w("fldChar"), w("instrText"), w("t")):
        kind = element.get(w("fldCharType"))
        if kind == "begin":
            open_.append(([], [], []))
        elif not open_:
            continue
        elif element.tag == w("instrText"):
            open_[-1][0].append(element.text or "")
        elif kind == "separate":
            open_[-1][2].append(True)
        elif kind == "end":
            words, shown, _ = open_.pop()
            yield "".join(words), shown
        elif open_[-1][2]:
            open_[-1][1].append(element)


def _show(texts: list[etree._Element], words: str) -> None:
    for at, text in enumerate(texts):
        text.text = "" if at else words
