"""Looks in WordprocessingML: the run properties of each, written and read (ECMA-376 Part 1, 17.3.2).

Complex scripts have toggles of their own: both are written, and the one that a run uses is read (17.7.3).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from lxml.etree import _Element

from workplan.content.markup.looks import LookName
from workplan.document.look import Look
from workplan.word.file.xml import w

#: Properties that are on or off: of most scripts, and of complex ones.
_TOGGLES: Mapping[LookName, tuple[str, str]] = {"bold": ("b", "bCs"), "italic": ("i", "iCs")}
#: The values of `w:vertAlign`, which has one at a time.
_RAISED: Mapping[LookName, str] = {"superscript": "superscript", "subscript": "subscript"}


def properties(look: Look) -> Iterator[tuple[str, str]]:
    """The elements with their values, which may be none, in the order of the schema."""
    for name in look.names:
        if name == "blank":
            continue  # a style
        if name in _TOGGLES:
            yield from ((element, "") for element in _TOGGLES[name])
        else:
            yield "vertAlign", _RAISED[name]


def read_look(properties: _Element | None, style: Look) -> Look:
    """The look of runs with these properties (`w:rPr`) in a style."""
    if properties is None:
        return style
    complex_ = bool(toggle(properties, "cs") or toggle(properties, "rtl"))
    look = style
    for name, elements in _TOGGLES.items():
        on = toggle(properties, elements[complex_])
        look = look if on is None else look.but(name, on)
    aligned = properties.find(w("vertAlign"))
    if aligned is not None:
        for name, value in _RAISED.items():
            look = look.but(name, aligned.get(w("val")) == value)
    return look


def toggle(properties: _Element, name: str) -> bool | None:
    """A property that is on or off; None where nothing is said."""
    element = properties.find(w(name))
    if element is None:
        return None
    return element.get(w("val"), "true") not in {"0", "false", "off", "none"}
