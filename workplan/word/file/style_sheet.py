"""A style sheet of a Word file (ECMA-376 Part 1, 17.7), in the order in which styles are based on others."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from lxml.etree import _Element

from workplan.word.file.xml import value, w

Style = TypeVar("Style")


def read_styles(
    part: _Element | None, read: Callable[[_Element, Style | None], Style]
) -> tuple[dict[str, Style], Style | None]:
    """The styles by their ids, and the default one of paragraphs, if there is one. `read` is given an element
    and the style that it is based on; each once, however they are based on one another."""
    sheet = () if part is None else tuple(part.iterfind(w("style")))
    elements = {_id(element): element for element in sheet}
    found: dict[str, Style] = {}
    for id in elements:
        chain: dict[str, None] = {}
        while id in elements and id not in found and id not in chain:
            chain[id] = None
            id = value(elements[id], "basedOn")
        for name in reversed(chain):
            found[name] = read(elements[name], found.get(value(elements[name], "basedOn")))
    return found, next((found[_id(element)] for element in sheet if _is_default(element)), None)


def _id(element: _Element) -> str:
    return element.get(w("styleId"), "")


def _is_default(element: _Element) -> bool:
    return element.get(w("type")) == "paragraph" and element.get(w("default")) in {"1", "true", "on"}
