"""The styles of any Word file, as evidence: what they mean, and how what is in them looks.

    [x] built-in styles by name, whatever their ids; names in other languages ("Überschrift 1", "Nadpis 1")
    [x] what a style has from those that it is based on, and whether its meaning is only inherited
    [x] outline level, numbering, alignment, size, looks, borders
    [-] table styles: what they say of the looks of cells is not read

ECMA-376 Part 1, 17.7.
"""

from __future__ import annotations

import re

from lxml.etree import _Element
from msgspec import Struct
from msgspec.structs import replace

from workplan.document.look import PLAIN, Look
from workplan.word.file.run_looks import read_look, toggle
from workplan.word.file.style_sheet import read_styles
from workplan.word.file.xml import value, w

#: What a heading style is called where its name is not the English one.
_HEADINGS = (
    *("heading", "überschrift", "titre", "título", "titulo", "titolo", "kop", "rubrik", "overskrift"),
    *("otsikko", "nadpis", "nagłówek", "заголовок", "επικεφαλίδα", "başlık", "judul", "tiêu đề", "đầu đề"),
    *(
        "標題",
        "标题",
        "見出し",
        "제목",
        "หัวเรื่อง",
        "عنوان",
        "כותרת",
        "címsor",
        "titlu",
        "pealkiri",
        "intestazione",
    ),
)
_HEADING = re.compile(rf"(?:{'|'.join(map(re.escape, _HEADINGS))})\s*([1-9])")
#: Other styles that mean something, by what they are called in other languages.
_MEANINGS = {
    "titel": "title", "titre": "title", "título": "title", "titolo": "title", "název": "title",
    "untertitel": "subtitle", "sous-titre": "subtitle", "subtítulo": "subtitle", "sottotitolo": "subtitle",
    "beschriftung": "caption", "légende": "caption", "epígrafe": "caption", "didascalia": "caption",
    "zitat": "quote", "citation": "quote", "cita": "quote", "citazione": "quote",
    "intense quote": "quote", "quotations": "quote", "block text": "quote",
}  # fmt: skip
_TOC = re.compile(
    r"(?:toc|verzeichnis|table of contents|contents|tm|tdc|sommario|obsah|оглавление|目录|index)\s*\d"
)
_NAMED = frozenset({"title", "subtitle", "caption", "quote", "toc heading", "header", "footer"})


class Style(Struct, frozen=True):
    name: str = ""
    means: str = ""
    heading: int = 0
    inherited: bool = False
    outline: int = 0
    num: str = ""
    level: int = 0
    alignment: str = ""
    look: Look = PLAIN
    size: float = 11.0
    underlined: bool = False
    caps: bool = False
    hidden: bool = False
    language: str = ""
    bordered: bool = False
    contents: bool = False
    new_page: bool = False


class Styles:
    """The style sheet of a file: ask it for the style of an id."""

    def __init__(self, part: _Element | None) -> None:
        elements = () if part is None else part.iterfind(w("style"))
        self._elements = {element.get(w("styleId"), ""): element for element in elements}
        run = paragraph = None
        if part is not None:
            run = part.find(f"{w('docDefaults')}/{w('rPrDefault')}/{w('rPr')}")
            paragraph = part.find(f"{w('docDefaults')}/{w('pPrDefault')}/{w('pPr')}")
        defaults = _with(Style(size=10.0), run, paragraph)
        self._styles, default = read_styles(part, lambda element, base: _read(element, base or defaults))
        self._default = default or replace(defaults, name="Normal", means="normal")

    def paragraph(self, id: str) -> Style:
        return self._styles.get(id, self._default)

    def character(self, id: str) -> _Element | None:
        """What a character style says of runs."""
        element = self._elements.get(id)
        return None if element is None else element.find(w("rPr"))

    def based_on(self, id: str) -> str:
        element = self._elements.get(id)
        return "" if element is None else value(element, "basedOn")


def _read(element: _Element, base: Style) -> Style:
    name = value(element, "name").split(",")[0].strip() or element.get(w("styleId"), "")
    own, heading = _meaning(name), _HEADING.fullmatch(name.casefold())
    style = _with(base, element.find(w("rPr")), element.find(w("pPr")))
    return replace(
        style,
        name=name,
        means=own or base.means,
        heading=int(heading[1]) if heading else 0 if own else base.heading,
        inherited=not heading and not own and bool(base.heading or base.means in _NAMED),
        contents=bool(_TOC.fullmatch(name.casefold())),
    )


def _meaning(name: str) -> str:
    """What Word calls a style in English; nothing for one that somebody made."""
    small = name.casefold()
    if found := _HEADING.fullmatch(small):
        return f"heading {found[1]}"
    if small in _NAMED:
        return small
    if small in _MEANINGS:
        return _MEANINGS[small]
    return small if re.fullmatch(r"normal|body text|list [a-z]+(?: \d)?|plain text", small) else ""


def _with(style: Style, run: _Element | None, paragraph: _Element | None) -> Style:
    """A style with what properties say besides."""
    style = with_run(style, run)
    if paragraph is None:
        return style
    number, level = value(paragraph, "numPr/numId"), value(paragraph, "numPr/ilvl")
    outline = value(paragraph, "outlineLvl")
    return replace(
        style,
        num=number or style.num,
        level=int(level) if level.isdecimal() and len(level) == 1 else style.level,
        outline=(int(outline) + 1) % 10 if outline.isdecimal() and len(outline) == 1 else style.outline,
        alignment=value(paragraph, "jc") or style.alignment,
        new_page=begins_page(paragraph, style.new_page),
        bordered=style.bordered or paragraph.find(w("pBdr")) is not None,
    )


def begins_page(paragraph: _Element, otherwise: bool) -> bool:
    """Whether a page begins before paragraphs with such properties."""
    asked = toggle(paragraph, "pageBreakBefore")
    return otherwise if asked is None else asked


def with_run(style: Style, properties: _Element | None) -> Style:
    """A style with what the properties of a run say besides."""
    if properties is None:
        return style
    size, language = value(properties, "sz"), _language(properties)
    underline = value(properties, "u")
    hidden, caps = toggle(properties, "vanish"), toggle(properties, "caps")
    return replace(
        style,
        look=read_look(properties, style.look),
        size=int(size) / 2 if size.isdecimal() and len(size) < 5 else style.size,
        underlined=underline != "none" if underline else style.underlined,
        caps=style.caps if caps is None else caps,
        hidden=style.hidden if hidden is None else hidden,
        language=language or style.language,
    )


def _language(properties: _Element) -> str:
    """The language of the words: that of their kind of script."""
    found = properties.find(w("lang"))
    if found is None:
        return ""
    if toggle(properties, "rtl") or toggle(properties, "cs"):
        return found.get(w("bidi"), "")
    return found.get(w("val"), "") or found.get(w("eastAsia"), "") or found.get(w("bidi"), "")
