"""Which line is which: from the bookmarks that a file still has to the ids of the tree.

[x] bookmarks in any order, with LibreOffice's `_Copy_1`, spread over several paragraphs by a split
[x] a bookmark that is there twice, in a copied row: the copy is new
[x] no outline: the order of the bookmarks says which is the list's, the item's and the line's
[-] a line without any: a name of its own ("new.4"), until `document.resolving.resolve` names it by its place
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Set
from itertools import count

from workplan.word.reader.parts.nodes import NodeKind
from workplan.word.reader.parts.outline import Outline, is_copy
from workplan.word.reader.text.raw import RawLine

_NEW = "new."
_LINES: tuple[NodeKind, ...] = ("paragraph", "heading", "figure")


class Identities:
    """The ids of lines, and of what begins at them; each is given once."""

    def __init__(self, outline: Outline, lines: Iterable[RawLine]) -> None:
        self._outline = outline
        self._ids: dict[tuple[int, int], list[str]] = {}
        self._at: dict[str, tuple[int, int]] = {}  # where each id stands
        self._given: set[str] = set(outline.nodes)
        self._claimed: set[str] = set()
        self._new = self._fresh()
        self._tried: dict[str, int] = {}  # the number last given to a name of each form
        copies: dict[str, tuple[int, int]] = {}
        for line in lines:
            found = [id for name in line.bookmarks if (id := outline.id(name)) is not None]
            ids = list(dict.fromkeys(found))
            self._ids[_key(line)] = ids
            self._given.update(ids)
            plain = {outline.id(name) for name in line.bookmarks if not is_copy(name)}
            for id in ids:
                # The copy is what a tracked insertion holds, or what LibreOffice calls one.
                copied = line.marks.inserted or id not in plain
                (copies if copied else self._at).setdefault(id, _key(line))
        self._at = copies | self._at

    def of(self, line: RawLine, *kinds: NodeKind, slots: tuple[NodeKind, ...] = ()) -> str:
        """The id at this line of one of these kinds, "" for none. Without an outline the line's bookmarks
        fill `slots` from the last."""
        at = _key(line)
        ids = [id for id in self._ids.get(at, ()) if self._at.get(id) == at]
        if self._outline.root is not None:
            nodes = self._outline.nodes
            return next((id for id in ids if nodes[id].kind in kinds), "")
        if _nested(ids):
            ids.sort(key=lambda id: id.count("."))
        named = dict(zip(reversed(slots), reversed(ids), strict=False))
        return next((named[kind] for kind in kinds if kind in named), "")

    def stand_in(self, lines: Iterable[RawLine], ids: Set[str]) -> bool:
        """Whether all names of these lines stand in them and nowhere before, these `ids` among them."""
        found = [(id, _key(line)) for line in lines for id in self._ids.get(_key(line), ())]
        return all(self._at.get(id) == at for id, at in found) and ids <= {id for id, _ in found}

    def line(self, line: RawLine, slots: tuple[NodeKind, ...] = ("paragraph",)) -> str:
        """The line's own id, "" for none."""
        return self.of(line, *_LINES, slots=slots)

    def new(self) -> str:
        """An id that nothing has, which gives way to one by place."""
        return next(self._new)

    def new_below(self, parent: str) -> str:
        """An id below `parent` that nothing has: the text of an item or cell, a cell of a row."""
        return self._take(f"{parent}.text", f"{parent}.")

    def claim(self, id: str) -> bool:
        """Take an id that follows from what is below it; false where it is taken."""
        if id in self._claimed or id in self._at:
            return False
        self._claimed.add(id)
        return True

    @staticmethod
    def is_new(id: str) -> bool:
        return id.startswith(_NEW)

    def named(self, id: str) -> str:
        """`id` or, where that is taken, the same with a number behind it."""
        return self._take(id, f"{id}-")

    def _take(self, first: str, others: str) -> str:
        """The `first` name or, where it is taken, `others` with the next number, from 2 on."""
        name, n = first, self._tried.get(others, 1)
        while name in self._given:
            n += 1
            name = f"{others}{n}"
        self._tried[others] = n
        self._given.add(name)
        return name

    def _fresh(self) -> Iterator[str]:
        for n in count(1):
            if (id := f"{_NEW}{n}") not in self._given:
                yield id


def _key(line: RawLine) -> tuple[int, int]:
    return line.at, line.part


def _nested(ids: list[str]) -> bool:
    """Whether each id lies within another of them, as `a.text` in `a`."""
    longest = max(ids, key=len, default="")
    return all(longest == id or longest.startswith(f"{id}.") for id in ids)
