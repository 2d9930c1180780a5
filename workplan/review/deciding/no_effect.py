"""Rows that were accepted or amended and would change nothing: a decision has an effect, or is an error.

A row has one where its marks are among those of the merged document and say something else than what stands
there without them. What the writer puts otherwise is `steps.deciding`'s to find.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import chain

from workplan.document.revisions import accept, select
from workplan.document.tree import AmendmentNumber, Document, Figure, Row, Table
from workplan.document.walking.marked import flat
from workplan.document.walking.walk import lines
from workplan.review.edits.marks import marks
from workplan.review.merge.merge import Merged

Numbers = Mapping[int, Sequence[AmendmentNumber]]


def touched(merged: Merged, numbers: Numbers) -> dict[int, frozenset[str]]:
    """The ids of what each row changes in the merged document; `numbers` are those of its marks, by the row's
    own. A row that the content has made is not among them."""
    at: dict[AmendmentNumber, set[str]] = defaultdict(set)
    for id, mark in marks(merged.document):
        at[mark.amendment].add(id)
    same = merged.findings.same
    return {
        row: frozenset(id for number in own for id in at.get(_first(number, same), ()))
        for row, own in numbers.items()
        if not any(_first(number, same).copy == 0 for number in own)
    }


def without_effect(merged: Merged, decided: Document, numbers: Numbers) -> Iterator[int]:
    """The rows whose marks change nothing; `decided` is the merged document with all of them accepted."""
    found = touched(merged, numbers)
    evident = frozenset(_evident(merged.document))
    same = merged.findings.same
    for row, ids in found.items():
        own = frozenset(_first(number, same) for number in numbers[row])
        if ids and own & evident:
            continue
        if not ids or _said(accept(_without(merged.document, own))) == _said(decided):
            yield row


def _evident(document: Document) -> Iterator[AmendmentNumber]:
    """The amendments that put in or take out words, rows or pictures: they change something, whatever others
    do."""
    for block in document.blocks:
        for node in (block.header, *block.rows) if isinstance(block, Table) else (block,):
            if isinstance(node, Row | Figure) and bool(node.inserted) != bool(node.deleted):
                yield from (mark.amendment for mark in (node.inserted, node.deleted) if mark)
    texts = (line.inlines for line in chain.from_iterable(map(lines, document.blocks)))
    for piece in chain.from_iterable(map(flat, chain(texts, (note.inlines for note in document.notes)))):
        if bool(piece.inserted) != bool(piece.deleted):
            yield from (mark.amendment for mark in (piece.inserted, piece.deleted) if mark)


def _first(number: AmendmentNumber, same: Mapping[AmendmentNumber, AmendmentNumber]) -> AmendmentNumber:
    while number in same and same[number] != number:
        number = same[number]
    return number


def _without(document: Document, numbers: frozenset[AmendmentNumber]) -> Document:
    return select(document, lambda mark: mark.amendment not in numbers)


def _said(document: Document) -> object:
    return document.blocks, document.notes
