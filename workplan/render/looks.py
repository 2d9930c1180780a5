"""Looks in HTML: the elements around words, which browsers, style sheets and the tags of the PDF know."""

from __future__ import annotations

from collections.abc import Mapping

from workplan.content.markup.looks import LookName
from workplan.document.look import Look

ELEMENTS: Mapping[LookName, str] = {
    "bold": "strong",
    "italic": "em",
    "superscript": "sup",
    "subscript": "sub",
    "blank": "mark",
}


def elements(look: Look) -> list[str]:
    """The elements around words in this look, the outermost first."""
    return [ELEMENTS[name] for name in look.names]
