"""Changes of columns that the content has made since the copies were sent."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import chain

from workplan.document.tree import AmendmentNumber, Document, Table
from workplan.document.walking.walk import plain
from workplan.review.copy.columns import Columns
from workplan.word.reader import ColumnChange


def columns_made(
    base: Document, today: Document, name: Callable[[str], str], columns: Sequence[Columns]
) -> Iterator[AmendmentNumber]:
    """The numbers of those that a table has already, by its headings; `name` says what is called how
    in the content."""
    before, now = _tables(base), _tables(today)
    for number, change in chain.from_iterable(each.items() for each in columns):
        table = now.get(name(change.table))
        if table and change.whole and _is_made(change, before[change.table], table):
            yield number


def _tables(document: Document) -> dict[str, Table]:
    return {block.id: block for block in document.blocks if isinstance(block, Table)}


def _is_made(change: ColumnChange, before: Table, now: Table) -> bool:
    old, new = _headings(before), list(_headings(now).values())
    heading, left = old.get(next(iter(change.headings), ""), ""), old.get(change.after, "")
    match change.kind:
        case "added":
            return change.words in new and change.words not in old.values()
        case "removed":
            return heading not in new
        case "moved":
            return heading in new and new[: new.index(heading)][-1:] == ([left] if left else [])
        case "merged":
            return False


def _headings(table: Table) -> dict[str, str]:
    return {cell.id: " / ".join(plain(p.inlines) for p in cell.blocks) for cell in table.header.cells}
