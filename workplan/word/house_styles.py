"""The styles of a house template, completed with ours, and the numbering that they use."""

from __future__ import annotations

from copy import deepcopy

from lxml import etree

from workplan.word.styles import Style
from workplan.word.xml import NAMESPACES, parse, remove, serialise, w


class HouseStyles:
    """The house's style sheet and, as far as that uses it, its numbering; never changed."""

    def __init__(self, styles: etree._Element, numbering: etree._Element | None) -> None:
        self.root = styles
        self.numbering = None if numbering is None else _used(numbering, styles)

    def style_ids(self, sheet: tuple[Style, ...]) -> dict[str, str]:
        """For each of our styles the id to use: the house's style of that name and kind, or our own."""
        named = {
            _known_as(style): style.get(w("styleId"), "")
            for style in self.root.iterfind("w:style", NAMESPACES)
        }
        taken = set(named.values())
        return {
            style.id: named.get((style.kind, style.name.casefold()))
            or (style.id if style.id not in taken else f"{style.id}Plan")
            for style in sheet
        }

    @property
    def ids(self) -> frozenset[str]:
        """The ids of the house's styles."""
        return frozenset(s.get(w("styleId"), "") for s in self.root.iterfind("w:style", NAMESPACES))

    def numbered(self, identity: str) -> bool:
        """Whether the house's style numbers its paragraphs, itself or through what it is based on."""
        styles = {s.get(w("styleId"), ""): s for s in self.root.iterfind("w:style", NAMESPACES)}
        seen: set[str] = set()
        while identity in styles and identity not in seen:
            seen.add(identity)
            num = styles[identity].find("w:pPr/w:numPr/w:numId", NAMESPACES)
            if num is not None:
                return num.get(w("val")) != "0"
            identity = _value(styles[identity], "w:basedOn")
        return False

    @property
    def last_num(self) -> int:
        return _largest(self.numbering, "w:num", "numId", 0)

    @property
    def last_abstract(self) -> int:
        return _largest(self.numbering, "w:abstractNum", "abstractNumId", -1)

    def complete_styles(self, ours: bytes) -> bytes:
        """The house's styles, and those of ours that it lacks; in the language of `ours`."""
        root, rendered = deepcopy(self.root), parse(ours, "styles.xml")
        present = {_known_as(style) for style in root.iterfind("w:style", NAMESPACES)}
        defaults = {style.get(w("type")) for style in root.iterfind("w:style[@w:default='1']", NAMESPACES)}
        for style in rendered.findall("w:style", NAMESPACES):
            if _known_as(style) not in present:
                if style.get(w("default")) and style.get(w("type")) in defaults:
                    del style.attrib[w("default")]
                root.append(style)
        _set_language(root, rendered)
        return serialise(root)

    def complete_numbering(self, ours: bytes) -> bytes:
        """Our numbering among the house's; definitions come first. A style of the house stays with
        the definition that the house gave it."""
        rendered, house_styles = parse(ours, "numbering.xml"), self.ids
        for link in rendered.findall(".//w:pStyle", NAMESPACES):
            if link.get(w("val")) in house_styles:
                remove(link)
        if self.numbering is None:
            return serialise(rendered)
        root = deepcopy(self.numbering)
        first = root.find("w:num", NAMESPACES)
        at = len(root) if first is None else root.index(first)
        root[at:at] = rendered.findall("w:abstractNum", NAMESPACES)
        root.extend(rendered.findall("w:num", NAMESPACES))
        return serialise(root)


def _used(numbering: etree._Element, styles: etree._Element) -> etree._Element | None:
    """The numbering without what no style uses: the lists of the house's own text."""
    wanted = {num.get(w("val")) for num in styles.findall(".//w:numPr/w:numId", NAMESPACES)} - {"0"}
    if not wanted:
        return None
    root = deepcopy(numbering)
    used = set()
    for num in root.findall("w:num", NAMESPACES):
        if num.get(w("numId")) in wanted:
            used.add(_value(num, "w:abstractNumId"))
        else:
            root.remove(num)
    for definition in root.findall("w:abstractNum", NAMESPACES):
        if definition.get(w("abstractNumId")) not in used:
            root.remove(definition)
    for picture in (
        *root.findall("w:numPicBullet", NAMESPACES),
        *root.findall(".//w:lvlPicBulletId", NAMESPACES),
    ):
        remove(picture)
    for last in root.findall("w:numIdMacAtCleanup", NAMESPACES):
        remove(last)
    return root


def _set_language(root: etree._Element, ours: etree._Element) -> None:
    """The document's language in the defaults; none elsewhere, or proofing would follow the house's."""
    for language in root.findall(".//w:lang", NAMESPACES):
        remove(language)
    ours_default = ours.find("w:docDefaults/w:rPrDefault/w:rPr/w:lang", NAMESPACES)
    defaults = root.find("w:docDefaults/w:rPrDefault/w:rPr", NAMESPACES)
    if ours_default is not None and defaults is not None:
        # Only these may follow a language (CT_RPr, 17.3.2.28).
        after = [defaults.find(w(name)) for name in ("eastAsianLayout", "specVanish", "oMath")]
        defaults.insert(len(defaults) - sum(element is not None for element in after), ours_default)


def _known_as(style: etree._Element) -> tuple[str, str]:
    return style.get(w("type"), "paragraph"), _value(style, "w:name").casefold()


def _value(element: etree._Element, path: str) -> str:
    found = element.find(path, NAMESPACES)
    return "" if found is None else found.get(w("val"), "")


def _largest(root: etree._Element | None, tag: str, attribute: str, none: int) -> int:
    if root is None:
        return none
    numbers = [e.get(w(attribute), "") for e in root.iterfind(tag, NAMESPACES)]
    return max((int(n) for n in numbers if n.isdecimal()), default=none)
