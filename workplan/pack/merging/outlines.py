"""How a reader finds its way: one bookmark for each paper with the paper's own below, and labels of pages.

ISO 32000-1, 12.3.3 (outlines) and 12.4.2 (page labels).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pikepdf import Array, Dictionary, Name, NumberTree, Pdf, String

from workplan.pack.merging.names import top_of


class Outline:
    """The bookmarks of the pack, in order."""

    def __init__(self, pdf: Pdf) -> None:
        self._pdf = pdf
        self._items: list[Any] = []

    def add(self, title: str, page: Any, top: float, paper: Pdf | None = None) -> None:
        """A bookmark that leads to a page; those of `paper`, whose pages are in the pack, stand below it."""
        item = self._pdf.make_indirect(Dictionary(Title=String(title), Dest=top_of(page, top)))
        below = list(self._copied(paper)) if paper else []
        if below:
            item.First, item.Last = below[0], below[-1]
            item.Count = -_shown(below)  # closed: a pack has more bookmarks than a window has lines
        for each in below:
            each.Parent = item
        self._items.append(item)

    def _copied(self, paper: Pdf) -> Iterator[Any]:
        outlines = paper.Root.get("/Outlines")
        tops = list(_siblings(outlines.get("/First"))) if outlines is not None else []
        for top in tops:
            del top["/Parent"]
        yield from map(self._pdf.copy_foreign, tops)

    def close(self) -> None:
        root = self._pdf.make_indirect(
            Dictionary(Type=Name.Outlines, First=self._items[0], Last=self._items[-1], Count=len(self._items))
        )
        for item, after in zip(self._items, self._items[1:], strict=False):
            item.Next, after.Prev = after, item
        for item in self._items:
            item.Parent = root
        self._pdf.Root.Outlines = root
        self._pdf.Root.PageMode = Name.UseOutlines


def _siblings(item: Any) -> Iterator[Any]:
    seen: set[tuple[int, int]] = set()
    while item is not None and item.objgen not in seen:
        seen.add(item.objgen)
        yield item
        item = item.get("/Next")


def _shown(items: list[Any]) -> int:
    """How many bookmarks are in sight, those of open ones included."""
    return sum(1 + max(0, int(item.get("/Count", 0))) for item in items)


class Labels:
    """The labels of the pack's pages: ranges, each with a prefix and the page's own number."""

    def __init__(self) -> None:
        self._ranges: list[tuple[int, dict[str, Any]]] = []

    def add(self, start: int, prefix: str = "", style: str = "", first: int = 1) -> None:
        """From page `start` on: `prefix`, then a number in that style ("D", "r"), which begins at `first`."""
        said: dict[str, Any] = {"/P": String(prefix)} if prefix else {}
        if style:
            said |= {"/S": Name(f"/{style}"), "/St": first}
        self._ranges.append((start, said))

    def add_paper(self, start: int, prefix: str, paper: Pdf) -> None:
        """The labels that the paper's pages have of their own, behind the prefix."""
        tree = paper.Root.get("/PageLabels")
        own = dict(NumberTree(tree).items()) if tree is not None else {}
        for page, said in sorted({0: Dictionary(S=Name.D), **own}.items()):
            style = str(said.get("/S", ""))[1:]
            self.add(start + page, prefix + str(said.get("/P", "")), style, int(said.get("/St", 1)))

    def close(self, pdf: Pdf) -> None:
        nums = [part for start, said in self._ranges for part in (start, Dictionary(said))]
        pdf.Root.PageLabels = pdf.make_indirect(Dictionary(Nums=Array(nums)))
