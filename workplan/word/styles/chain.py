"""What a style says itself, and what it inherits from those that it is based on and from the defaults.

[x] the chain of `w:basedOn`, then `w:docDefaults` (ECMA-376 Part 1, 17.7.2)
[x] elements whose attributes are inherited one by one: spacing, indents, fonts, languages
[-] conditional formatting of tables: left as it is
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from lxml import etree

from workplan.word.file.xml import NAMESPACES, first, remove, value, w

#: The groups of properties that a style has.
GROUPS = ("pPr", "rPr", "tblPr")
#: Defaults hold for paragraphs and characters; a table style has none.
_DEFAULTS = {"pPr": "w:docDefaults/w:pPrDefault/w:pPr", "rPr": "w:docDefaults/w:rPrDefault/w:rPr"}


class StyleChain:
    """The styles of one style sheet (`w:styles`) by their ids."""

    def __init__(self, root: etree._Element) -> None:
        styles = {style.get(w("styleId"), ""): style for style in root.iterfind("w:style", NAMESPACES)}
        self._own = {id: {group: first(style, w(group)) for group in GROUPS} for id, style in styles.items()}
        self._based_on = {id: value(style, "basedOn") for id, style in styles.items()}
        self._defaults = {group: root.find(path, NAMESPACES) for group, path in _DEFAULTS.items()}

    @property
    def ids(self) -> tuple[str, ...]:
        return tuple(self._own)

    def own(self, style: str, group: str) -> etree._Element | None:
        """The properties of this group that the style says itself."""
        return self._own[style][group]

    def attribute(self, style: str, group: str, element: str, name: str) -> str | None:
        """The value that counts, of the attribute `name` of `element` in `group` (`pPr` or `rPr`)."""
        for properties in self._properties(style, group):
            found = first(properties, w(element))
            if found is not None and (value := found.get(w(name))) is not None:
                return value
        return None

    def inherited(self, style: str, group: str) -> Iterator[etree._Element]:
        """The groups of properties that the style inherits, the nearest first."""
        own = self.own(style, group)
        yield from (each for each in self._properties(style, group) if each is not own)

    def _properties(self, style: str, group: str) -> Iterator[etree._Element]:
        seen: set[str] = set()
        while style in self._own and style not in seen:
            seen.add(style)
            if (found := self._own[style][group]) is not None:
                yield found
            style = self._based_on[style]
        if (found := self._defaults.get(group)) is not None:
            yield found


#: Elements whose attributes are inherited one by one, and those whose children are.
_BY_ATTRIBUTE = frozenset(map(w, ("spacing", "ind", "rFonts", "lang")))
#: A line's height and its rule are one property: LibreOffice 7.4 takes the one alone for a minimum.
_TOGETHER = frozenset(map(w, ("line", "lineRule")))
_BY_CHILD = frozenset(map(w, ("pBdr", "tblBorders", "tblCellMar")))


def drop_inherited(
    root: etree._Element, groups: Iterable[str] = GROUPS, styles: Iterable[str] | None = None
) -> None:
    """Take out of the styles (all, or those with these ids) what they have from others anyway: so they follow
    when an editor changes the style that they are based on."""
    chain = StyleChain(root)
    for style in chain.ids if styles is None else styles:
        for group in groups:
            if (own := chain.own(style, group)) is not None:
                _drop(own, list(chain.inherited(style, group)))
                if not len(own):
                    remove(own)


def _drop(own: etree._Element, inherited: list[etree._Element]) -> None:
    for child in list(own):
        same = [found for each in inherited if (found := first(each, child.tag)) is not None]
        if child.tag in _BY_ATTRIBUTE:
            equal = {
                name
                for name, value in child.attrib.items()
                if next((each.get(name) for each in same if name in each.attrib), None) == value
            }
            if not equal >= _TOGETHER:
                equal -= _TOGETHER
            for name in equal:
                del child.attrib[name]
            if not child.attrib:
                own.remove(child)
        elif child.tag in _BY_CHILD:
            _drop(child, same)
            if not len(child):
                own.remove(child)
        elif same and _is_equal(same[0], child):
            own.remove(child)


def _is_equal(one: etree._Element, other: etree._Element) -> bool:
    """Whether two elements say the same; all properties are without words."""
    return (
        (one.tag, len(one)) == (other.tag, len(other))
        and one.attrib == other.attrib
        and all(map(_is_equal, one, other))
    )
