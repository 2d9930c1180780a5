"""Where changes of columns meet: equal ones, and those that cannot both be made.

Two are equal where they do the same to the same columns, with the same words. In conflict are two that do
different things to one column, two columns that come with one heading, and whatever is done in a cell of a
column that another takes out.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import chain, combinations

from msgspec.structs import replace

from workplan.document.revisions import said
from workplan.document.tree import AmendmentNumber, Document, Table
from workplan.review.copy.columns import Columns
from workplan.review.edits.marks import marks
from workplan.review.merge.conflicts import Conflicts
from workplan.word.reader import ColumnChange


def with_columns(
    findings: Conflicts, base: Document, copies: Sequence[Document], columns: Sequence[Columns]
) -> Conflicts:
    """The findings of a merge, with those of what each copy does to columns."""
    found = Conflicts(dict(findings.same), set(findings.conflicts))
    firsts: dict[object, AmendmentNumber] = {}
    for number, change in chain.from_iterable(each.items() for each in columns):
        first = firsts.setdefault(_does(change), number)
        if first.copy != number.copy:
            found.same[number] = first
    distinct = [(n, c) for each in columns for n, c in each.items() if n not in found.same]
    for (one, change), (number, other) in combinations(distinct, 2):
        if one.copy != number.copy and _clash(change, other):
            found.conflicts.add((min(one, number), max(one, number)))
    cells = _cells(base)
    for one, change in distinct:
        for number in _within(change, cells, copies):
            number = found.same.get(number, number)
            if number.copy != one.copy:
                found.conflicts.add((min(one, number), max(one, number)))
    return found


def _does(change: ColumnChange) -> object:
    """What a change does, whoever made it."""
    return replace(change, revision=None, lines=frozenset())


def _clash(one: ColumnChange, other: ColumnChange) -> bool:
    if one.table != other.table or not (one.whole and other.whole):
        return False
    if one.kind == other.kind == "added":
        return one.words.casefold() == other.words.casefold()
    return not frozenset(one.headings).isdisjoint(other.headings)


def _cells(base: Document) -> Mapping[str, str]:
    """The heading above each line and cell of a table, by their ids."""
    return {
        id: heading.id
        for table in base.blocks
        if isinstance(table, Table)
        for row in (table.header, *table.rows)
        for cell, heading in zip(row.cells, table.header.cells, strict=True)
        for id in (cell.id, *(paragraph.id for paragraph in cell.blocks))
    }


def _within(
    change: ColumnChange, cells: Mapping[str, str], copies: Sequence[Document]
) -> Iterator[AmendmentNumber]:
    """The amendments of words in a column that a change takes out."""
    if change.kind != "removed" or not change.whole:
        return
    for id, mark in chain.from_iterable(map(marks, copies)):
        if cells.get(said(id)) in change.headings:
            yield mark.amendment
