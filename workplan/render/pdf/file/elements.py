"""Structure elements: as values while they are gathered, and their writing into the PDF.

ISO 32000-1, 14.7 (logical structure) and 14.8 (tagged PDF).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, TypeGuard

import pydyf
from msgspec import Struct


class Element(Struct, eq=False):
    """A structure element in the making. `kids` are nodes, marked content and annotations."""

    type: str
    element: Any  # of the HTML; None where HTML has none (Document, LBody)
    parent: Element | None = None
    kids: list[Element | Marked | Annotation] = []
    rectangle: tuple[float, ...] = ()  # of a figure, of a cell on its first page
    alternative: str = ""  # what is heard in place of a sign


class Marked(Struct, frozen=True):
    page: int
    mcid: int


class Annotation(Struct, frozen=True):
    page: int
    dictionary: Any


def hang(node: Element, parent: Element, position: int) -> None:
    node.parent = parent
    parent.kids.insert(position, node)


class Writer:
    """Writes nodes as structure elements, and the parent tree that leads back to them."""

    def __init__(self, pdf: Any, pages: int) -> None:
        self._pdf = pdf
        self._by_page: list[dict[int, Any]] = [{} for _ in range(pages)]  # MCID → reference
        self._annotations: list[Any] = []

    def write(self, root: Element) -> None:
        parent_tree = self._add({})
        tree_root = self._add({"Type": "/StructTreeRoot", "ParentTree": parent_tree.reference})
        tree_root["K"] = pydyf.Array([self._write_element(root, tree_root).reference])
        parent_tree["Nums"] = pydyf.Array(self._numbers())
        catalog = self._pdf.catalog
        catalog["StructTreeRoot"] = tree_root.reference
        catalog["MarkInfo"] = pydyf.Dictionary({"Marked": "true"})
        catalog["ViewerPreferences"] = pydyf.Dictionary({"DisplayDocTitle": "true"})

    def _add(self, entries: dict[str, Any]) -> Any:
        dictionary = pydyf.Dictionary(entries)
        self._pdf.add_object(dictionary)
        return dictionary

    def _write_element(self, node: Element, parent: Any, headers: tuple[str, ...] = ()) -> Any:
        """Write `node` below `parent`; `headers` are the IDs of the header cells that it stands under."""
        element = self._add({"Type": "/StructElem", "S": f"/{node.type}", "P": parent.reference})
        page = next((kid.page for kid in node.kids if not isinstance(kid, Element)), None)
        if page is not None:
            element["Pg"] = self._pdf.page_references[page]
        element.update(_properties(node, headers))
        if node.type == "Table":
            headers = tuple(cell.get("id") for cell in node.element.findall("thead/tr/th"))
        element["K"] = pydyf.Array()
        of_row = tuple(kid.element.get("id") for kid in node.kids if _is_row_head(kid))
        for position, kid in enumerate(node.kids):
            if isinstance(kid, Element):
                under = (*headers[position : position + 1], *of_row) if node.type == "TR" else headers
                element["K"].append(self._write_element(kid, element, under).reference)
            elif isinstance(kid, Marked):
                element["K"].append(self._marked(kid, element, page))
            else:
                element["K"].append(self._annotation(kid, element))
        return element

    def _marked(self, kid: Marked, element: Any, page: int | None) -> Any:
        self._by_page[kid.page][kid.mcid] = element.reference
        if kid.page == page:
            return kid.mcid
        return pydyf.Dictionary({"Type": "/MCR", "Pg": self._pdf.page_references[kid.page], "MCID": kid.mcid})

    def _annotation(self, kid: Annotation, element: Any) -> Any:
        kid.dictionary["StructParent"] = len(self._by_page) + len(self._annotations)
        self._annotations.append(element.reference)
        return pydyf.Dictionary(
            {"Type": "/OBJR", "Pg": self._pdf.page_references[kid.page], "Obj": kid.dictionary.reference}
        )

    def _numbers(self) -> Iterator[Any]:
        """The number tree: an array for each page (null where an artifact was), then the annotations."""
        for page, elements in enumerate(self._by_page):
            yield page
            yield pydyf.Array(elements.get(mcid, "null") for mcid in range(max(elements, default=-1) + 1))
        for number, element in enumerate(self._annotations, start=len(self._by_page)):
            yield number
            yield element


_LIST_NUMBERING = {
    "bullet": "/Disc", "decimal": "/Decimal", "lower-alpha": "/LowerAlpha", "lower-roman": "/LowerRoman",
    "bracketed-alpha": "/LowerAlpha", "bracketed-roman": "/LowerRoman",
}  # fmt: skip


#: In points of body text, as the style sheet has it.
_SHIFT = {"sup": 4, "sub": -2}
_DECORATION = {"ins": "/Underline", "del": "/LineThrough"}


def _properties(node: Element, headers: tuple[str, ...]) -> dict[str, Any]:
    """What a structure element says besides its kids (ISO 32000-1, 14.8.5)."""
    match node.type:
        case "Table":
            return _attributes("Table", Summary=pydyf.String(node.element.get("aria-label")))
        case "TH":
            scope = "/Row" if _is_row_head(node) else "/Column"
            return {"ID": pydyf.String(node.element.get("id"))} | _cell(node, Scope=scope)
        case "TD":
            return _cell(node, Headers=pydyf.Array(map(pydyf.String, headers)))
        case "L":
            return _attributes("List", ListNumbering=_LIST_NUMBERING[node.element.get("class")])
        case "Note":
            return {"ID": pydyf.String(node.element.get("id"))}
        case "Span" if node.alternative:
            return {"Alt": pydyf.String(node.alternative)}
        case "Span" if node.element.tag in _SHIFT:
            return _attributes("Layout", BaselineShift=_SHIFT[node.element.tag])
        case "Span" if node.element.tag in _DECORATION:
            return _attributes("Layout", TextDecorationType=_DECORATION[node.element.tag])
        case "Figure":
            alternative = {"Alt": pydyf.String(node.element.get("alt"))}
            return alternative | _attributes("Layout", BBox=pydyf.Array(node.rectangle), Placement="/Block")
        case _:
            return {}


def _is_row_head(kid: Element | Marked | Annotation) -> TypeGuard[Element]:
    return isinstance(kid, Element) and kid.type == "TH" and kid.element.get("scope") == "row"


def _cell(node: Element, **entries: Any) -> dict[str, Any]:
    """Attributes of a table's cell, and where it is, so that anybody can see whether its words are in it."""
    place = _attributes("Layout", BBox=pydyf.Array(node.rectangle))
    return {"A": pydyf.Array([_attributes("Table", **entries)["A"], place["A"]])}


def _attributes(owner: str, **entries: Any) -> dict[str, Any]:
    return {"A": pydyf.Dictionary({"O": f"/{owner}", **entries})}
