"""A house template: what `--reference-docx house.docx` lends to a document, as pandoc's users know it.

    [x] styles, with the numbering that they use, theme and fonts (embedded ones too)
    [x] headers and footers of the last section, with their pictures and links
    [x] page size and margins of the last section, different first page, odd and even pages,
        how spaces between paragraphs add up
    [x] styles that we need and the house lacks: ours are added
    [-] languages: the document's own is set instead
    [-] picture bullets: a plain bullet stands in
    [ ] body text, notes, comments, settings, custom XML, properties: never taken

The file is hostile until proved otherwise: see `opening.py`. Fields in headers and footers are an
allowlist, of those that read nothing but the document itself.
"""

from __future__ import annotations

import posixpath
import re
from dataclasses import dataclass, field, replace
from typing import Literal

from lxml import etree

from workplan.theme import Theme
from workplan.word.house_styles import HouseStyles
from workplan.word.opening import WordFile, open_word
from workplan.word.package import Part, Relation
from workplan.word.page import Page, theme_page
from workplan.word.xml import NAMESPACES, R, UnsafeFile, parse, remove, serialise, w

_FIELDS = frozenset(
    {
        *("PAGE", "NUMPAGES", "SECTION", "SECTIONPAGES", "TITLE", "SUBJECT", "AUTHOR", "KEYWORDS"),
        *("DOCPROPERTY", "STYLEREF", "REF", "PAGEREF", "NOTEREF", "SEQ", "TOC", "IF", "=", "HYPERLINK"),
    }
)
_DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr"
_PART_DRAWINGS = 100_000
_CARRIED = frozenset({"image", "hyperlink", "font"})
_SOURCES = re.compile(r"(?:https?://|mailto:|#)", re.IGNORECASE)
_REVISIONS = frozenset(w(name) for name in ("ins", "del", "moveFrom", "moveTo", "rPrChange", "pPrChange"))
_BOOKMARKS = frozenset({w("bookmarkStart"), w("bookmarkEnd")})


@dataclass(frozen=True, slots=True)
class HouseMargin:
    """A header or footer of the house: which, and the name of the part that holds it."""

    kind: Literal["header", "footer"]
    type: str
    part: str


@dataclass(frozen=True)
class House:
    """What is taken from the house. `parts` are ready to be packed; `theme` and `fonts` name two."""

    styles: HouseStyles
    page: Page
    margins: tuple[HouseMargin, ...]
    even_and_odd: bool
    spaces_add: bool
    parts: tuple[Part, ...]
    theme: str | None
    fonts: str | None


def read_house(data: bytes, theme: Theme) -> House:
    """Take from a Word file what a house template lends. Raises `UnsafeFile`, saying what is wrong."""
    file = open_word(data)
    root = file.xml(file.main)
    if root.tag != w("document"):
        raise UnsafeFile(
            "the reference document is not an ordinary Word document",
            "save it in Word as “Word Document (*.docx)”, not as “Strict Open XML”",
        )
    carrier = _Carrier(file)
    sections = root.findall(".//w:sectPr", NAMESPACES)
    margins = _margins(file, sections, carrier)
    return House(
        styles=HouseStyles(_styles(file), _numbering(file)),
        page=_page(sections, theme_page(theme)),
        margins=margins,
        even_and_odd=_setting(file, "w:evenAndOddHeaders"),
        spaces_add=_setting(file, "w:compat/w:doNotUseHTMLParagraphAutoSpacing"),
        theme=carrier.carry(file.related(file.main, "theme")),
        fonts=carrier.carry(file.related(file.main, "fontTable")),
        parts=tuple(carrier.parts.values()),
    )


@dataclass
class _Carrier:
    """Copies parts with what they refer to, under names that cannot meet ours, cleaned on the way."""

    file: WordFile
    parts: dict[str, Part] = field(default_factory=dict)

    def carry(self, name: str | None) -> str | None:
        if name is None:
            return None
        if name not in self.parts:
            extension = posixpath.splitext(name)[1].lower()
            data = self.file.data[name]
            if extension == ".xml":
                data = serialise(self._renumbered(_cleaned(parse(data, name), name)))
            relations = tuple(self._relation(name, r) for r in self.file.relations.get(name, ()))
            new = f"/word/house{len(self.parts) + 1}{extension}"
            self.parts[name] = Part(new, self.file.content_types[name], data, relations)
        return self.parts[name].name

    def _renumbered(self, root: etree._Element) -> etree._Element:
        """Drawings numbered apart from ours and from those of the other parts (20.4.2.5)."""
        for number, drawing in enumerate(root.iter(_DRAWING), _PART_DRAWINGS * (len(self.parts) + 1)):
            drawing.set("id", str(number))
        return root

    def _relation(self, source: str, relation: Relation) -> Relation:
        kind = relation.type.rsplit("/", 1)[-1]
        if kind not in _CARRIED:
            raise UnsafeFile(f"the reference document’s {source} uses a {kind}, which cannot be taken over")
        if relation.external:
            return relation
        if self.file.relations.get(relation.target):
            raise UnsafeFile(f"the reference document’s {relation.target} refers to further parts")
        return replace(relation, target=self.carry(relation.target) or "")


def _cleaned(root: etree._Element, name: str) -> etree._Element:
    """Without revision ids and bookmarks, whose numbers could meet ours. Refuses what could act or leak."""
    for element in list(root.iter(etree.Element)):
        for attribute in list(element.attrib):
            local = etree.QName(attribute).localname
            if local.startswith("rsid") or local in {"paraId", "textId"}:
                del element.attrib[attribute]
            elif attribute in {"src", "href"} and not _SOURCES.match(element.get(attribute, "")):
                raise UnsafeFile(f"the reference document’s {name} refers to a file outside it")
        if element.tag in _REVISIONS:
            raise UnsafeFile(
                f"the reference document’s {name} has tracked changes", "accept or reject them in Word first"
            )
        if element.tag in _BOOKMARKS or element.tag == w("rsid"):
            remove(element)
    _check_fields(root, name)
    return root


def _check_fields(root: etree._Element, name: str) -> None:
    instructions = [element.get(w("instr"), "") for element in root.iter(w("fldSimple"))]
    for paragraph in root.iter(w("p")):
        # Word lets an instruction run over several runs; fields in it begin new ones.
        words = ""
        for element in paragraph.iter(w("instrText"), w("fldChar")):
            if element.tag == w("instrText"):
                words += element.text or ""
            elif words:
                instructions.append(words)
                words = ""
        instructions.append(words)
    for instruction in instructions:
        kind = (instruction.split() or [""])[0].upper()
        if kind and kind not in _FIELDS and not kind.startswith("="):
            raise UnsafeFile(f"the reference document’s {name} has a field that is not accepted: {kind}")


def _styles(file: WordFile) -> etree._Element:
    name = file.related(file.main, "styles")
    if name is None:
        raise UnsafeFile("the reference document has no styles")
    return _cleaned(file.xml(name), name)


def _margins(file: WordFile, sections: list[etree._Element], carrier: _Carrier) -> tuple[HouseMargin, ...]:
    """A section without a header of its own has the one of the section before (17.10.5)."""
    targets = {relation.id: relation.target for relation in file.relations.get(file.main, ())}
    found: dict[tuple[Literal["header", "footer"], str], str] = {}
    kinds: tuple[Literal["header", "footer"], ...] = ("header", "footer")
    for section in sections:
        for kind in kinds:
            for reference in section.iterfind(f"w:{kind}Reference", NAMESPACES):
                target = targets.get(reference.get(f"{{{R}}}id", ""), "")
                if target in file.data:
                    found[kind, reference.get(w("type"), "default")] = target
    return tuple(HouseMargin(kind, type_, carrier.carry(part) or "") for (kind, type_), part in found.items())


def _page(sections: list[etree._Element], fallback: Page) -> Page:
    if not sections:
        return fallback
    section = sections[-1]
    size, margins = section.find("w:pgSz", NAMESPACES), section.find("w:pgMar", NAMESPACES)
    page = replace(
        fallback,
        width=_length(size, "w", fallback.width),
        height=_length(size, "h", fallback.height),
        top=_length(margins, "top", fallback.top),
        right=_length(margins, "right", fallback.right),
        bottom=_length(margins, "bottom", fallback.bottom),
        left=_length(margins, "left", fallback.left),
        header=_length(margins, "header", fallback.header),
        footer=_length(margins, "footer", fallback.footer),
        gutter=_length(margins, "gutter", 0),
        title_page=_on(section.find("w:titlePg", NAMESPACES)),
    )
    if page.text_width < 2000 or page.text_height < 2000:
        raise UnsafeFile("the reference document’s page leaves no room for text")
    return page


def _length(element: etree._Element | None, name: str, otherwise: int) -> int:
    """A length in twentieths of a point; Word writes whole ones."""
    words = "" if element is None else element.get(w(name), "")
    return int(words) if re.fullmatch(r"-?[0-9]{1,5}", words) else otherwise


def _setting(file: WordFile, path: str) -> bool:
    name = file.related(file.main, "settings")
    return name is not None and _on(file.xml(name).find(path, NAMESPACES))


def _on(element: etree._Element | None) -> bool:
    return element is not None and element.get(w("val"), "1") not in {"0", "false", "off"}


def _numbering(file: WordFile) -> etree._Element | None:
    name = file.related(file.main, "numbering")
    return None if name is None else _cleaned(file.xml(name), name)
