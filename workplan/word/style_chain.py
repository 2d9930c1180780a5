"""What a style is in the end: its own properties, those that it inherits, and the document's defaults.

[x] the chain of `w:basedOn`, then `w:docDefaults` (ECMA-376 Part 1, 17.7.2)
[x] elements whose attributes are inherited one by one: spacing, indents, fonts, languages
[-] conditional formatting of tables: left as it is
"""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from workplan.word.xml import NAMESPACES, w

#: Defaults hold for paragraphs and characters; a table style has none.
_DEFAULTS = {"pPr": "w:docDefaults/w:pPrDefault/w:pPr", "rPr": "w:docDefaults/w:rPrDefault/w:rPr"}


class StyleChain:
    """The styles of one style sheet (`w:styles`) by their ids."""

    def __init__(self, root: etree._Element) -> None:
        self._root = root
        self._by_id = {style.get(w("styleId"), ""): style for style in root.iterfind("w:style", NAMESPACES)}

    def attribute(self, style: str, group: str, element: str, name: str) -> str | None:
        """The value that counts, of the attribute `name` of `element` in `group` (`pPr` or `rPr`)."""
        for properties in self._properties(style, group):
            found = properties.find(w(element))
            if found is not None and (value := found.get(w(name))) is not None:
                return value
        return None

    def inherited(self, style: str, group: str) -> Iterator[etree._Element]:
        """The groups of properties that the style inherits, the nearest first."""
        own = self._by_id[style].find(f"w:{group}", NAMESPACES)
        yield from (each for each in self._properties(style, group) if each is not own)

    def _properties(self, style: str, group: str) -> Iterator[etree._Element]:
        seen: set[str] = set()
        while style in self._by_id and style not in seen:
            seen.add(style)
            element = self._by_id[style]
            if (found := element.find(f"w:{group}", NAMESPACES)) is not None:
                yield found
            based_on = element.find("w:basedOn", NAMESPACES)
            style = "" if based_on is None else based_on.get(w("val"), "")
        if group in _DEFAULTS and (found := self._root.find(_DEFAULTS[group], NAMESPACES)) is not None:
            yield found
