"""Who owns what in a pack, worked out from the file alone: each marked content, each link, each number.

page-validation says nothing of pages that no tag owns, so it is counted here, page by page.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from io import BytesIO
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary

Owner = tuple[tuple[int, int], int]  # a structure element, and which part it is in


def faults(data: bytes, starts: tuple[int, ...]) -> list[str]:
    """What is wrong with the ownership of a pack whose items begin on these pages, counted from 1."""
    with pikepdf.open(BytesIO(data)) as pdf:
        return list(_Pack(pdf, starts).faults())


class _Pack:
    def __init__(self, pdf: pikepdf.Pdf, starts: tuple[int, ...]) -> None:
        self.pdf = pdf
        self.pages = {page.obj.objgen: number for number, page in enumerate(pdf.pages)}
        self.starts = starts
        self.owners = _numbers(pdf.Root.StructTreeRoot.ParentTree)
        self.content: dict[int, dict[int, Owner]] = defaultdict(dict)
        self.annotations: dict[tuple[int, int], Owner] = {}
        self.ids: Counter[str] = Counter()
        self.headers: list[tuple[str, int]] = []

    def item_of(self, page: int) -> int:
        """The item that a page is of, from 1; 0: the contents. An empty page is of the item before."""
        return sum(start <= page + 1 for start in self.starts)

    def faults(self) -> Iterator[str]:
        (document,) = _list(self.pdf.Root.StructTreeRoot.K)
        for part, element in enumerate(_list(document.K)):
            yield from self._walk(element, document, part)
        yield from (f"ID {name} is used {n} times" for name, n in self.ids.items() if n > 1)
        yield from (f"header {name} has no cell" for name, _ in self.headers if name not in self.ids)
        yield from self._numbers_once()
        for number, page in enumerate(self.pdf.pages):
            yield from self._page(number, page)
        yield from self._destinations()

    def _walk(self, element: Any, parent: Any, part: int) -> Iterator[str]:
        if element.P.objgen != parent.objgen:
            yield f"an element {element.S} has another parent"
        if "/ID" in element:
            self.ids[str(element.ID)] += 1
        for attributes in _list(element.get("/A", [])):
            self.headers += [(str(name), part) for name in attributes.get("/Headers", [])]
        for kid in _list(element.get("/K", [])):
            if isinstance(kid, Dictionary) and "/S" in kid:
                yield from self._walk(kid, element, part)
                continue
            where = kid.get("/Pg", element.get("/Pg")) if isinstance(kid, Dictionary) else element.get("/Pg")
            page = self.pages.get(where.objgen) if where is not None else None
            if page is None:
                yield f"an element {element.S} is on a page that is not in the pack"
            elif self.item_of(page) != part:
                yield f"an element {element.S} of part {part} is on page {page + 1}"
            elif isinstance(kid, Dictionary) and "/Obj" in kid:
                self.annotations[kid.Obj.objgen] = element.objgen, part
            else:
                mcid = int(kid.MCID) if isinstance(kid, Dictionary) else int(kid)
                if mcid in self.content[page]:
                    yield f"content {mcid} of page {page + 1} has two owners"
                self.content[page][mcid] = element.objgen, part

    def _numbers_once(self) -> Iterator[str]:
        used: Counter[int] = Counter()
        for page in self.pdf.pages:
            used[int(page.obj.get("/StructParents", -1))] += "/StructParents" in page.obj
            used.update(int(a.StructParent) for a in page.obj.get("/Annots", []) if "/StructParent" in a)
        yield from (f"number {n} is used {count} times" for n, count in used.items() if count > 1)
        if unused := set(self.owners) - {n for n, count in used.items() if count}:
            yield f"numbers {sorted(unused)} lead from nothing"

    def _page(self, number: int, page: Any) -> Iterator[str]:
        marked = _marked(page)
        owned = self.content[number]
        if marked != set(owned):
            stray = sorted(marked ^ set(owned))
            yield f"page {number + 1} has content that no tag owns, or tags without content: {stray}"
        if marked:
            array = self.owners.get(int(page.obj.get("/StructParents", -1)))
            for mcid, (element, _) in owned.items():
                if array is None or array[mcid].objgen != element:
                    yield f"content {mcid} of page {number + 1} leads to another element"
        for annotation in page.obj.get("/Annots", []):
            element, part = self.annotations.get(annotation.objgen, ((0, 0), -1))
            leads = self.owners.get(int(annotation.get("/StructParent", -1)))
            if part != self.item_of(number) or leads is None or leads.objgen != element:
                yield f"a link on page {number + 1} belongs to no element there"

    def _destinations(self) -> Iterator[str]:
        places = dict(pikepdf.NameTree(self.pdf.Root.Names.Dests).items())
        for number, page in enumerate(self.pdf.pages):
            for annotation in page.obj.get("/Annots", []):
                goal = annotation.get("/Dest")
                if goal is None:
                    continue
                place = places.get(str(goal)) if not isinstance(goal, Array) else goal
                if place is None or place[0].objgen not in self.pages:
                    yield f"a link on page {number + 1} leads nowhere: {goal}"
                elif (item := self.item_of(number)) and item != self.item_of(self.pages[place[0].objgen]):
                    yield f"a link on page {number + 1} leads into another paper"


def _marked(page: Any) -> set[int]:
    """The numbers of marked content on a page, in its streams alone: what is drawn in a form has none."""
    found: list[int] = []
    for operands, operator in pikepdf.parse_content_stream(page):
        if str(operator) == "BDC" and isinstance(operands[1], Dictionary) and "/MCID" in operands[1]:
            found.append(int(operands[1].MCID))
    assert len(found) == len(set(found))
    return set(found)


def _numbers(tree: Any) -> dict[int, Any]:
    nums = list(tree.Nums)
    assert nums[::2] == sorted(nums[::2])
    return {int(key): value for key, value in zip(nums[::2], nums[1::2], strict=True)}


def _list(found: Any) -> list[Any]:
    return list(found) if isinstance(found, (Array, list)) else [found]
