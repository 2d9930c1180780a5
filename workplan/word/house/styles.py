"""The styles of a house template, completed with ours, and the numbering that they use."""

from __future__ import annotations

import re
from copy import deepcopy

from lxml import etree

from workplan.word.file.xml import NAMESPACES, UnsafeFile, parse, remove, serialise, value, w
from workplan.word.styles.chain import drop_inherited
from workplan.word.styles.sheet import Style


class HouseStyles:
    """The house's style sheet and, as far as that uses it, its numbering.

    A style that numbers nothing in our `sheet` numbers nothing in the house's: labels are the plan's.
    Both trees are taken over and changed. Raises `UnsafeFile` where Word could not count with them.
    """

    def __init__(
        self, styles: etree._Element, numbering: etree._Element | None, sheet: tuple[Style, ...]
    ) -> None:
        self.root = styles
        _unnumber(styles, sheet)
        self.numbering = None if numbering is None else _used(numbering, styles)
        _unlink(styles, self.numbering)

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
        added = []
        for style in rendered.findall("w:style", NAMESPACES):
            if _known_as(style) not in present:
                if style.get(w("default")) and style.get(w("type")) in defaults:
                    del style.attrib[w("default")]
                root.append(style)
                added.append(style.get(w("styleId"), ""))
        drop_inherited(root, styles=added)
        _set_language(root, rendered)
        return serialise(root)

    def complete_numbering(self, ours: bytes) -> bytes:
        """Our numbering among the house's; definitions come first. A style of the house stays with
        the definition that the house gave it."""
        rendered = parse(ours, "numbering.xml")
        for link in rendered.findall(".//w:pStyle", NAMESPACES):
            if link.get(w("val")) in self.ids:
                remove(link)
        if self.numbering is None:
            return serialise(rendered)
        root = deepcopy(self.numbering)
        first = root.find("w:num", NAMESPACES)
        at = len(root) if first is None else root.index(first)
        root[at:at] = rendered.findall("w:abstractNum", NAMESPACES)
        root.extend(rendered.findall("w:num", NAMESPACES))
        return serialise(root)


def _unnumber(styles: etree._Element, sheet: tuple[Style, ...]) -> None:
    """Take the numbering from the styles that number nothing in `sheet`, and from what they are based on.

    The other way, `w:numId` 0 on each paragraph (17.9.18), would be forgotten by the next one that is
    written in the style.
    """
    plain = {(style.kind, style.name.casefold()) for style in sheet if not style.num}
    by_id = {style.get(w("styleId"), ""): style for style in styles.iterfind("w:style", NAMESPACES)}
    done: set[str] = set()
    for identity, style in by_id.items():
        at = identity if _known_as(style) in plain else ""
        while at in by_id and at not in done:
            done.add(at)
            for numbering in by_id[at].findall("w:pPr/w:numPr", NAMESPACES):
                remove(numbering)
            at = value(by_id[at], "basedOn")
    for numbering in styles.findall("w:docDefaults//w:numPr", NAMESPACES):
        remove(numbering)


def _used(numbering: etree._Element, styles: etree._Element) -> etree._Element | None:
    """The numbering without what no style uses: the lists of the house's own text."""
    numbered = {
        style.get(w("styleId")): value(style, "pPr/numPr/numId")
        for style in styles.iterfind("w:style", NAMESPACES)
        if value(style, "pPr/numPr/numId")
    }
    wanted = set(numbered.values()) - {"0"}
    if not wanted:
        return None
    used = set()
    defined = {each.get(w("abstractNumId")) for each in numbering.iterfind("w:abstractNum", NAMESPACES)}
    for num in numbering.findall("w:num", NAMESPACES):
        if num.get(w("numId")) in wanted and value(num, "abstractNumId") in defined:
            used.add(value(num, "abstractNumId"))
        else:
            remove(num)
    for definition in numbering.findall("w:abstractNum", NAMESPACES):
        if definition.get(w("abstractNumId")) not in used:
            remove(definition)
    for link in numbering.findall(".//w:pStyle", NAMESPACES):
        if link.get(w("val")) not in numbered:
            remove(link)
    for tag in ("w:numPicBullet", ".//w:lvlPicBulletId", "w:numIdMacAtCleanup"):
        for element in numbering.findall(tag, NAMESPACES):
            remove(element)
    return numbering


def _unlink(styles: etree._Element, numbering: etree._Element | None) -> None:
    """Take out what refers to a style, or to a numbering, that there is not."""
    kinds = {
        style.get(w("styleId")): style.get(w("type"), "paragraph")
        for style in styles.iterfind("w:style", NAMESPACES)
    }
    for style in styles.iterfind("w:style", NAMESPACES):
        own = style.get(w("type"), "paragraph")
        for name in ("basedOn", "next", "link"):
            for reference in style.findall(f"w:{name}", NAMESPACES):
                kind = kinds.get(reference.get(w("val")))
                if kind is None or (name == "basedOn" and kind != own):
                    remove(reference)
    numbers = {
        num.get(w("numId")) for num in (() if numbering is None else numbering.iterfind("w:num", NAMESPACES))
    }
    for properties in styles.findall(".//w:numPr", NAMESPACES):
        number = value(properties, "numId")
        if number and number not in numbers:
            remove(properties)
    if numbering is not None:
        for link in list(numbering.iter(w("styleLink"), w("numStyleLink"))):
            if kinds.get(link.get(w("val"))) != "numbering":
                remove(link)


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
    return style.get(w("type"), "paragraph"), value(style, "name").casefold()


def _largest(root: etree._Element | None, tag: str, attribute: str, none: int) -> int:
    if root is None:
        return none
    numbers = [e.get(w(attribute), "") for e in root.iterfind(tag, NAMESPACES)]
    if not all(re.fullmatch("[0-9]{1,9}", number) for number in numbers):
        raise UnsafeFile("the reference document numbers its lists in a way that Word does not know")
    return max(map(int, numbers), default=none)
