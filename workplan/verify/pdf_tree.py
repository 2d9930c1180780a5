"""The structure tree of a PDF with the words in it: the tree read with pikepdf, the words with PDFium
(`pdf_words`).

    [x] elements with their kids in reading order, on however many pages
    [x] the words of marked content, where its page leads back to the element (ISO 32000-1, 14.7.4.4)
    [x] Alt of elements, how the words of one are struck or underlined, where a cell stands
    [ ] ActualText of elements, other attributes, annotations, content in form XObjects

PDFium has a structure tree, too, but shows it one page at a time, and goes through all rows of a table for
each page that it is on: with 3,000 rows, that took half as long as all words.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from io import BytesIO
from typing import Any

from msgspec import Struct
from pikepdf import Array, Dictionary, NumberTree, Pdf, PdfError

from workplan.errors import OurBug
from workplan.files.pdf_objects import listed, within
from workplan.verify.pdf_words import NOWHERE, Chunk, Page, pages

#: WeasyPrint draws no glyph for a box that holds nothing but spaces; its mark is all there is.
_BLANK = Chunk(" ", NOWHERE, baseline=0.0, size=0.0)


class Element(Struct, eq=False):
    """A structure element, on however many pages. What holds no content is missing from its `kids`."""

    type: str = "Document"
    alternative: str = ""  # its Alt
    decoration: str = ""  # its TextDecorationType (ISO 32000-1, 14.8.5.4.4)
    shift: float = 0.0  # its BaselineShift
    box: tuple[float, ...] = ()  # its BBox: left, bottom, right, top
    kids: dict[int, Element | Chunk] = {}  # by position, which is reading order

    def ordered(self) -> list[Element | Chunk]:
        """The kids in reading order."""
        return list(self.kids.values())

    def numbered(self) -> Iterator[tuple[int, Element]]:
        """The kids that are elements, each with its position from 1."""
        for position, kid in self.kids.items():
            if isinstance(kid, Element):
                yield position + 1, kid

    def elements(self, *types: str) -> Iterator[Element]:
        """The kids of these types, through wrappers that say nothing of their own."""
        for kid in self.kids.values():
            if isinstance(kid, Element):
                if kid.type in types:
                    yield kid
                elif kid.type in ("Div", "NonStruct", "Sect"):
                    yield from kid.elements(*types)


class Tree(Struct, frozen=True):
    root: Element
    pages: list[Page]


def tree(data: bytes) -> Tree:
    """The structure of a tagged PDF, and its pages. Raises `OurBug` for a file that cannot be opened."""
    found = pages(data)
    try:
        with Pdf.open(BytesIO(data)) as pdf:
            root = _Reader(pdf, found).root()
    except PdfError as error:
        raise OurBug(f"The PDF cannot be read back: {error}") from error
    return Tree(root, found)


class _Reader:
    """Reads each element once, whatever pages it is on."""

    def __init__(self, pdf: Pdf, words: list[Page]) -> None:
        self._tree = within(pdf.Root, "/StructTreeRoot") or Dictionary()
        self._types = {
            str(name): str(role) for name, role in self._tree.get("/RoleMap", Dictionary()).items()
        }
        owners = self._tree.get("/ParentTree")
        numbers: Mapping[int, Any] = NumberTree(owners) if owners is not None else {}
        self._pages = {
            page.obj.objgen: (words[n].marked, _elements(numbers, page.obj.get("/StructParents")))
            for n, page in enumerate(pdf.pages)
        }

    def root(self) -> Element:
        return Element(kids=dict(self._kids(self._tree, None)))

    def _kids(self, item: Any, page: Any) -> Iterator[tuple[int, Element | Chunk]]:
        """What stands in an element, or in the root, each with its position; `page` is the element's own."""
        for position, kid in enumerate(listed(item.get("/K"))):
            found: Element | Chunk | None
            if isinstance(kid, int):
                found = self._words(item, page, kid)
            elif not isinstance(kid, Dictionary):
                continue
            elif (kind := kid.get("/S")) is not None:
                found = self._element(kid, str(kind))
            else:
                found = self._words(item, kid.get("/Pg", page), kid.get("/MCID"))
            if found:
                yield position, found

    def _element(self, item: Any, kind: str) -> Element | None:
        if not (kids := dict(self._kids(item, item.get("/Pg")))):
            return None
        kind = self._types.get(kind, kind).removeprefix("/")
        element = Element(kind, str(item.get("/Alt", "")), kids=kids)
        for attributes in listed(item.get("/A")):
            if isinstance(attributes, Dictionary):
                _describe(element, attributes)
        return element

    def _words(self, item: Any, page: Any, mcid: Any) -> Chunk | None:
        """The words of an element's marked content, where whoever begins at its page finds the element."""
        if page is None or mcid is None:
            return None
        marked, elements = self._pages[page.objgen]
        return marked.get(mcid, _BLANK) if item.objgen in elements else None


def _elements(numbers: Mapping[int, Any], key: Any) -> frozenset[tuple[int, int]]:
    """The elements to which a page leads (its StructParents)."""
    owned = numbers.get(key) if key is not None else None
    return (
        frozenset(each.objgen for each in owned if each is not None)
        if isinstance(owned, Array)
        else frozenset()
    )


def _describe(element: Element, attributes: Any) -> None:
    if (decoration := attributes.get("/TextDecorationType")) is not None:
        element.decoration = str(decoration).removeprefix("/")
    if (shift := attributes.get("/BaselineShift")) is not None:
        element.shift = float(shift)
    if element.type in ("TH", "TD") and (box := attributes.get("/BBox")) is not None:
        element.box = tuple(map(float, box))
