"""What is taken from a house template.

[x] styles, with the numbering that they use, theme and fonts (embedded ones too)
[x] headers and footers of the last section, with their pictures and links
[x] page size and margins of the last section, different first page, odd and even pages,
    how spaces between paragraphs add up
[x] styles that we need and the house lacks: ours are added
[x] where its headers and footers lack the page's number or the edition: our lines below its own
[x] what is lost of it is listed (`losses`)
[-] languages: the document's own is set instead
[-] picture bullets: a plain bullet stands in; SVG pictures: the PNG that Word has beside them
[-] numbers of headings and other styles that we use: the plan's labels are the plan's
[ ] body text, notes, comments, settings, custom XML, properties: never taken
"""

from __future__ import annotations

import re
from typing import Literal

from lxml import etree
from msgspec import Struct
from msgspec.structs import replace

from workplan.design.theme import Theme
from workplan.text.hints import quoted
from workplan.word.file.opening import WordFile, open_word
from workplan.word.file.package import Part
from workplan.word.file.xml import NAMESPACES, R, UnsafeFile, is_on, w
from workplan.word.house.clean import cleaned
from workplan.word.house.losses import lost_of_house
from workplan.word.house.parts import Carrier
from workplan.word.house.styles import HouseStyles
from workplan.word.page.measures import MarginKind, Page, theme_page
from workplan.word.styles.colours import MAPPING
from workplan.word.styles.sheet import style_sheet


class HouseMargin(Struct, frozen=True):
    """A header or footer of the house: which, and the name of the part that holds it."""

    kind: MarginKind
    type: str
    part: str


class House(Struct, frozen=True):
    """What is taken from the house. `parts` are ready to be packed; `theme` and `fonts` name two."""

    styles: HouseStyles
    page: Page
    margins: tuple[HouseMargin, ...]
    even_and_odd: bool
    spaces_add: bool
    parts: tuple[Part, ...]
    theme: str | None
    colour_mapping: dict[str, str]
    losses: tuple[str, ...]
    fonts: str | None


def read_house(data: bytes, theme: Theme) -> House:
    """Take from a Word file what a house template lends. Raises `UnsafeFile`, saying what is wrong."""
    file = open_word(data)
    root = file.xml(file.main)
    if root.tag != w("document"):
        raise UnsafeFile("the reference document is not a Word document", "save it in Word as .docx")
    carrier = Carrier(file)
    sections = root.findall(".//w:sectPr", NAMESPACES)
    margins = _margins(file, sections, carrier)
    sheet, styles, numbering = style_sheet(theme), _styles(file), _sheet(file, "numbering")
    losses = tuple(lost_of_house(file, root, styles, numbering, sheet))
    return House(
        styles=HouseStyles(styles, numbering, sheet),
        losses=losses,
        page=_page(sections, theme_page(theme)),
        margins=margins,
        even_and_odd=_setting(file, "evenAndOddHeaders"),
        spaces_add=_setting(file, "compat/doNotUseHTMLParagraphAutoSpacing"),
        theme=_carried(carrier, "theme"),
        colour_mapping=_colour_mapping(file),
        fonts=_carried(carrier, "fontTable"),
        parts=carrier.parts,
    )


def lost_of(data: bytes, theme: Theme) -> tuple[str, ...]:
    """What a plan does not take over from a house template, in words. Raises `UnsafeFile`."""
    return read_house(data, theme).losses


def _carried(carrier: Carrier, kind: str) -> str | None:
    name = carrier.file.related(carrier.file.main, kind)
    return None if name is None else carrier.carry(name, kind)


def _styles(file: WordFile) -> etree._Element:
    root = _sheet(file, "styles")
    if root is None:
        raise UnsafeFile("the reference document has no styles")
    return root


def _sheet(file: WordFile, kind: Literal["styles", "numbering"]) -> etree._Element | None:
    """The part of which ours becomes a continuation."""
    name = file.related(file.main, kind)
    if name is None:
        return None
    root = cleaned(file.xml(name), name)
    if root.tag != w(kind):
        raise UnsafeFile(f"the reference document’s {quoted(name)} is no {kind}")
    return root


def _margins(file: WordFile, sections: list[etree._Element], carrier: Carrier) -> tuple[HouseMargin, ...]:
    """A section without a header of its own has the one of the section before (17.10.5)."""
    targets = {relation.id: relation.target for relation in file.relations.get(file.main, ())}
    found: dict[tuple[MarginKind, str], str] = {}
    kinds: tuple[MarginKind, ...] = ("header", "footer")
    for section in sections:
        for kind in kinds:
            for reference in section.iterfind(f"w:{kind}Reference", NAMESPACES):
                target = targets.get(reference.get(f"{{{R}}}id", ""), "")
                if target in file.data:
                    found[kind, reference.get(w("type"), "default")] = target
    return tuple(HouseMargin(kind, type_, carrier.carry(part, kind)) for (kind, type_), part in found.items())


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
        title_page=is_on(section, "titlePg"),
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
    return name is not None and is_on(file.xml(name), path)


def _colour_mapping(file: WordFile) -> dict[str, str]:
    """Which colour of the theme the house's documents mean by "text 1" and the like (17.15.1.20)."""
    name = file.related(file.main, "settings")
    element = None if name is None else file.xml(name).find("w:clrSchemeMapping", NAMESPACES)
    said = {} if element is None else {key: element.get(w(key), "") for key in MAPPING}
    return MAPPING | {key: slot for key, slot in said.items() if slot in MAPPING.values()}
