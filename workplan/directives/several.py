"""Data that several tables or lists print, brought together: what one of them changes is what is wanted.

Each is compared with what it printed before. What two change alike is wanted once; where they change one
cell, the words of one item, or the order, in two ways, the first is taken, and the other is told as an error.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, TypeVar

from msgspec import Struct
from msgspec.structs import replace

from workplan.document.ids import Scope, in_group
from workplan.document.tree import Cell, List, ListItem, Paragraph, Row, Table
from workplan.document.walking.walk import plain
from workplan.writeback.markdown.pairing import key

T = TypeVar("T")
Printed = List | Table


def in_scope(block: Printed, scope: Scope) -> Printed:
    """A table or a list with the ids that it has in `scope`."""
    if isinstance(block, List):
        return _list(block, scope, scope.id)
    head = replace(block.header, id=f"{scope.id}.head", cells=_cells(block.header, f"{scope.id}.head"))
    return replace(
        block,
        id=scope.id,
        header=head,
        rows=tuple(
            replace(row, id=name, cells=_cells(row, name))
            for row in block.rows
            for name in (_row_name(block, row, scope),)
        ),
    )


def _row_name(table: Table, row: Row, scope: Scope) -> str:
    if in_group(table.id, row.id):
        return f"{scope.id}{row.id.removeprefix(table.id)}"
    return scope.name(row.source)


def _list(node: List, scope: Scope, id: str) -> List:
    def item(each: ListItem) -> ListItem:
        name = scope.name(each.source, id)
        blocks = (
            _list(block, scope, f"{name}.items")
            if isinstance(block, List)
            else replace(block, id=f"{name}{block.id.removeprefix(each.id)}")
            for block in each.blocks
        )
        return replace(each, id=name, blocks=tuple(blocks))

    return replace(node, id=id, items=tuple(map(item, node.items)))


def _cells(row: Row, id: str) -> tuple[Cell, ...]:
    def moved(name: str) -> str:
        return f"{id}{name.removeprefix(row.id)}"

    return tuple(
        replace(
            cell, id=moved(cell.id), blocks=tuple(replace(each, id=moved(each.id)) for each in cell.blocks)
        )
        for cell in row.cells
    )


def brought_together(
    old: Sequence[Printed], new: Sequence[Printed], conflict: Callable[[str, str, str], None]
) -> Printed:
    """What all of `new` say together, which were printed as `old`; all of them are in one scope. `conflict`
    is told the id of what two of them change in two ways, what is taken, and what is not."""
    together = _Together(conflict)
    first = new[0]
    if isinstance(first, Table):
        return replace(first, rows=tuple(together.rows(old, new)))
    was, now = ([each.items for each in versions if isinstance(each, List)] for versions in (old, new))
    return replace(first, items=tuple(together.items(was, now)))


class _Together(Struct, frozen=True):
    conflict: Callable[[str, str, str], None]

    def rows(self, old: Sequence[Any], new: Sequence[Any]) -> Iterator[Row]:
        before = [{row.id: row for row in table.rows} for table in old]
        now = [{row.id: row for row in table.rows} for table in new]
        for id in self._order(old[0].id, before, now):
            versions = [(was.get(id), has[id]) for was, has in zip(before, now, strict=True) if id in has]
            first = versions[0][1]
            cells = (
                self._one(
                    cell.id,
                    [(was and key(was.cells[n]), key(row.cells[n]), row.cells[n]) for was, row in versions],
                    _said,
                )
                for n, cell in enumerate(first.cells)
            )
            yield replace(first, cells=tuple(cells))

    def items(
        self, old: Sequence[Sequence[ListItem]], new: Sequence[Sequence[ListItem]], id: str = ""
    ) -> Iterator[ListItem]:
        before = [{item.id: item for item in items} for items in old]
        now = [{item.id: item for item in items} for items in new]
        for name in self._order(id, before, now):
            versions = [
                (was.get(name), has[name]) for was, has in zip(before, now, strict=True) if name in has
            ]
            words = self._one(
                f"{name}.text",
                [(was and _words(was.blocks), _words(item.blocks), item.blocks) for was, item in versions],
                _said_in,
            )
            below = tuple(
                self.items(
                    [_below(was) if was else () for was, _ in versions],
                    [_below(item) for _, item in versions],
                    name,
                )
            )
            lists = [block for _, item in versions for block in item.blocks if isinstance(block, List)]
            kept = [block for block in words if not isinstance(block, List)]
            inner = (replace(lists[0], items=below),) if below else ()
            yield replace(versions[0][1], blocks=(*kept, *inner))

    def _order(
        self, id: str, before: Sequence[Mapping[str, Any]], now: Sequence[Mapping[str, Any]]
    ) -> Sequence[str]:
        versions = [(tuple(was), tuple(has), tuple(has)) for was, has in zip(before, now, strict=True)]
        return self._one(id, versions, ", ".join)

    def _one(self, id: str, versions: Sequence[tuple[object, object, T]], said: Callable[[T], str]) -> T:
        """The version that is wanted; each has the key of what it was and of what it is."""
        changed = [(now, value) for was, now, value in versions if was != now]
        if not changed:
            return versions[0][2]
        wanted, taken = changed[0]
        for now, value in changed[1:]:
            if now != wanted:
                self.conflict(id, said(taken), said(value))
        return taken


def _below(item: ListItem) -> Sequence[ListItem]:
    return [inner for block in item.blocks if isinstance(block, List) for inner in block.items]


def _words(blocks: Sequence[Paragraph | List]) -> object:
    return tuple(key(block) for block in blocks if isinstance(block, Paragraph))


def _said(cell: Cell) -> str:
    return " / ".join(plain(each.inlines) for each in cell.blocks)


def _said_in(blocks: Sequence[Paragraph | List]) -> str:
    return " / ".join(plain(each.inlines) for each in blocks if isinstance(each, Paragraph))
