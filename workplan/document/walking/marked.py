"""The marks of a node: what carries them, and whose changes they are.

`Marked.change` is the last change to a node as such; `revisions_of` has each revision that it names.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from workplan.document.tree import Figure, Inline, Link, Marked, NoteReference, Reference, Revision, Row, Text
from workplan.once import once

#: What can carry a mark within a line.
Piece = Text | Reference | NoteReference


def carrier(inline: Inline) -> Piece:
    """What carries the marks of an inline: itself, or the first words of a link."""
    return inline.children[0] if isinstance(inline, Link) else inline


def flat(inlines: Sequence[Inline]) -> Iterator[Piece]:
    """The inlines with links taken apart."""
    for inline in inlines:
        if isinstance(inline, Link):
            yield from inline.children
        else:
            yield inline


def revisions_of(node: Marked) -> tuple[Revision, ...]:
    """All revisions of a node, the last one first: who took out what another put in comes before that, and
    who changed how it looks or where it stands comes at the end."""
    former = getattr(node, "former", None)
    by = None if former is None or isinstance(node, Row | Figure) else former.revision
    return tuple(revision for revision in (node.deleted, node.inserted, by) if revision)


@once
def is_unmarked(row: Row) -> bool:
    """Whether there is no mark in a row, nor on it."""
    lines = [paragraph for cell in row.cells for paragraph in cell.blocks]
    pieces = flat([inline for line in lines for inline in line.inlines])
    return not (row.former or any(map(revisions_of, (row, *lines, *pieces))))


def last_change(inline: Inline) -> Revision | None:
    """The last change of an inline, of its looks too; of a link, that of its first words that have one."""
    return next((revision for piece in flat((inline,)) for revision in revisions_of(piece)), None)


def moving(mark: Revision | None, whole: Revision | None) -> Revision | None:
    """`whole`, where `mark` is the same but for its move; else `mark`."""
    return whole if mark and whole and mark == replace(whole, move="") else mark
