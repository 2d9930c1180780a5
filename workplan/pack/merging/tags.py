"""Many structure trees in one: a Part for each item of the pack, below one Document.

    [x] one space of numbers for the StructParents and StructParent of all papers (ISO 32000-1, 14.7.4.4)
    [x] one ParentTree, one IDTree; IDs of elements, and the Headers of cells that name them, by paper
    [x] RoleMap and ClassMap: what says the same is one, what says something else gets a name of its own
    [x] the language and the title of each paper on its Part
    [x] attributes that say the same are one object; where a cell stands on its page, nobody is told
    [ ] namespaces (PDF 2.0): our papers are PDF 1.7

ISO 32000-1, 14.7 and 14.8. A paper is changed in memory before it is copied: whatever names something there
is given the paper's prefix, and every number is raised.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pikepdf import Array, Dictionary, Name, NumberTree, Object, Pdf, String

from workplan.files.pdf_objects import copied, listed
from workplan.pack.merging.names import prefixed

#: What says where an element stands, and nothing else; and elements of which that need not be said.
_PLACE, _CELLS = {"/O", "/BBox"}, {"/TH", "/TD"}


class Tags:
    """The structure tree of the pack, which begins as that of its own pages."""

    def __init__(self, pdf: Pdf) -> None:
        self._pdf = pdf
        root = pdf.Root.StructTreeRoot
        self.document = root.K[0]
        #: The Parts, in the order of the HTML: contents, items, numbers.
        self.parts = list(self.document.K)
        self._owners = list(NumberTree(root.ParentTree).items())
        self._next = 1 + max((number for number, _ in self._owners), default=-1)
        self._maps: dict[str, dict[str, bytes]] = {"/RoleMap": {}, "/ClassMap": {}}
        self._identified: list[tuple[bytes, Any]] = []

    def leave_out(self, pages: list[Any]) -> None:
        """Forget the last Part, whose pages these are."""
        del self.parts[-1]
        gone = {int(page.StructParents) for page in pages}
        self._owners = [each for each in self._owners if each[0] not in gone]

    def begin(self, paper: Pdf, prefix: str) -> None:
        """Get ready for a paper, whose objects are changed before any of them is copied."""
        root = paper.Root.StructTreeRoot
        self._paper, self._prefix, self._with_ids, self._said = paper, prefix, list[Any](), dict[bytes, Any]()
        self._roles, self._classes = (self._renamed(root.get(key), key, prefix) for key in self._maps)

    def rename(self, element: Any) -> None:
        """Give what a structure element of the paper names, and is named by, the paper's prefix; and leave
        out what nobody needs to be told, since qpdf holds the whole pack in memory."""
        if "/Type" in element:
            del element["/Type"]
        kids = listed(element.get("/K"))
        if len(kids) == 1:
            element.K = kids[0]
        if "/ID" in element:
            element.ID = prefixed(element.ID, self._prefix)
            self._with_ids.append(element)
        if (attributes := list(self._attributes(element))) or "/A" in element:
            element.A = Array(attributes)
        if self._roles and str(element.S) in self._roles:
            element.S = Name(self._roles[str(element.S)])
        if self._classes and "/C" in element:
            element.C = Array([_class(name, self._classes) for name in listed(element.C)])

    def _attributes(self, element: Any) -> Iterator[Any]:
        """The attributes of an element, where they are renamed; each that says something new is an object: a
        table of 130 rows says the same of 390 cells."""
        for attributes in listed(element.get("/A")):
            if not isinstance(attributes, Dictionary):
                yield attributes  # the number of a revision
                continue
            said = attributes.unparse(resolved=True)
            if said not in self._said:
                if "/Headers" in attributes:
                    attributes = Dictionary(dict(attributes.items()))
                    attributes.Headers = Array([prefixed(name, self._prefix) for name in attributes.Headers])
                self._said[said] = self._paper.make_indirect(attributes)
            if set(attributes.keys()) != _PLACE or str(element.S) not in _CELLS:
                yield self._said[said]

    def raise_numbers(self, item: Any) -> None:
        """Raise the numbers of a page, a link or a drawing above all those that are taken."""
        for key in ("/StructParents", "/StructParent"):
            if key in item:
                item[key] = int(item[key]) + self._next

    def _renamed(self, found: Any, key: str, prefix: str) -> dict[str, str]:
        """New names for those of a paper's RoleMap or ClassMap that another paper uses for something else."""
        known, other = self._maps[key], {}
        for name, value in (found or {}).items():
            said = value.unparse(resolved=True)
            if known.get(name, said) != said:
                other[name] = f"/{prefix}{name[1:]}"
            known[other.get(name, name)] = said
        return other

    def add(self, paper: Pdf, at: int) -> None:
        """Put a paper's tree, whose pages are in the pack already, into the empty Part at that position."""
        root = paper.Root.StructTreeRoot
        tops = [self._copied(paper, top) for top in listed(root.K)]
        if len(tops) == 1 and _is_document(tops[0]):
            (top,) = tops
            top.S = Name.Part
            top.P = self.document
            self.parts[at] = top
        else:
            part = self.parts[at]
            part.K = Array([*listed(part.K), *tops])
            for top in tops:
                top.P = part
        owners = dict(NumberTree(root.ParentTree).items())
        numbers = (self._next + number for number in owners)
        self._owners += zip(numbers, copied(owners.values(), paper, self._pdf), strict=True)
        names = [bytes(element.ID) for element in self._with_ids]
        self._identified += zip(names, copied(self._with_ids, paper, self._pdf), strict=True)
        self._next = 1 + max((number for number, _ in self._owners), default=-1)

    def _copied(self, paper: Pdf, top: Any) -> Any:
        del top["/P"]  # it leads to the paper's root, and with it to everything once more
        return self._pdf.copy_foreign(top)

    def describe(self, at: int, language: Any, title: str) -> None:
        """Say in which language the Part at that position is, and what it is called."""
        self.parts[at].T = String(title)
        if language:
            self.parts[at].Lang = String(str(language))

    def show(self, pages: list[Any], at: int, alternative: str) -> None:
        """Add pages of a guest, whose content is marked with the number 0, to the Part at that position, as
        one figure."""
        part = self.parts[at]
        layout = {"/O": Name.Layout, "/Placement": Name.Block}
        if len(pages) == 1:
            layout["/BBox"] = pages[0].MediaBox
        figure = self._pdf.make_indirect(
            Dictionary(
                Type=Name.StructElem, S=Name.Figure, P=part, Alt=String(alternative), A=Dictionary(layout)
            )
        )
        figure.K = Array([Dictionary(Type=Name.MCR, Pg=page, MCID=0) for page in pages])
        part.K.append(figure)
        for page in pages:
            page.StructParents = self._next
            self._owners.append((self._next, self._pdf.make_indirect(Array([figure]))))
            self._next += 1

    def close(self) -> None:
        """Write the tree's root."""
        self.document.K = Array(self.parts)
        root = self._pdf.Root.StructTreeRoot
        root.ParentTree = self._pdf.make_indirect(
            Dictionary(Nums=Array([each for owner in self._owners for each in owner]))
        )
        root.ParentTreeNextKey = self._next
        if self._identified:
            self._identified.sort(key=lambda each: each[0])
            names = Array([each for name, element in self._identified for each in (String(name), element)])
            root.IDTree = self._pdf.make_indirect(Dictionary(Names=names))
        for key, found in self._maps.items():
            if found:
                root[key] = Dictionary({name: Object.parse(said) for name, said in found.items()})


def is_element(item: Any) -> bool:
    """Whether an object is a structure element, whose Type may be left out."""
    return (
        "/S" in item
        and isinstance(item.get("/P"), Dictionary)
        and item.get("/Type", "/StructElem") == "/StructElem"
    )


def _is_document(element: Any) -> bool:
    return str(element.S) == "/Document"


def _class(name: Any, classes: dict[str, str]) -> Any:
    return Name(classes[str(name)]) if isinstance(name, Name) and str(name) in classes else name
