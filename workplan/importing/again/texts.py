"""What a document says, by the ids of its lines, rows and notes."""

from __future__ import annotations

from collections.abc import Iterator

from workplan.document.tree import Document, Figure, Row, Table
from workplan.document.walking.walk import lines, plain


def texts(document: Document) -> dict[str, str]:
    return dict(_texts(document))


def replaced(base: Document, mine: Document, theirs: Document, merged: Document) -> Iterator[str]:
    """What `theirs` says, and `merged` does not, in places where `mine` says something else than the
    `base`."""
    old, now, new, then = (dict(_labelled(each)) for each in (base, mine, theirs, merged))
    for id, words in new.items():
        if then.get(id) != words and now.get(id) != old.get(id):
            yield words


def _labelled(document: Document) -> Iterator[tuple[str, str]]:
    """What is printed, with the labels that it has."""
    for block in document.blocks:
        yield from ((line.id, f"{line.label} {plain(line.inlines)}") for line in lines(block))
    for note in document.notes:
        yield note.id, f"{note.number} {plain(note.inlines)}"


def _texts(document: Document) -> Iterator[tuple[str, str]]:
    for block in document.blocks:
        yield from ((line.id, plain(line.inlines)) for line in lines(block))
        if isinstance(block, Table):
            yield from ((row.id, row_text(row)) for row in block.rows)
        if isinstance(block, Figure):
            yield block.id, block.alternative
    for note in document.notes:
        yield note.id, plain(note.inlines)


def row_text(row: Row) -> str:
    """The words of a row, with " | " between its cells."""
    return " | ".join(" / ".join(plain(line.inlines) for line in cell.blocks) for cell in row.cells)
