"""The first difference between what a document has to say and what was read, in words."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

from workplan.compare import compare
from workplan.compare.summary.changes import Change, changes
from workplan.compare.telling.told import with_signs
from workplan.content.words.wording import Wording
from workplan.document.look import Look, changed
from workplan.document.tree import Document, NoteReference, Revision
from workplan.document.walking.marked import flat
from workplan.document.walking.walk import lines
from workplan.text.hints import quoted


def difference(wanted: Document, said: Document) -> str:
    """What is different in `said`, as the end of a sentence; empty where both say the same in the same
    formatting. Ids, and what files say of themselves, do not count."""
    if _text(wanted) == _text(said):
        return ""
    marked = compare(wanted, said, Revision(""))
    told = changes(marked, Wording())
    if not told:
        return ""
    return next(_formatting(marked), None) or _told(told[0])


def _text(document: Document) -> tuple[object, ...]:
    return document.blocks, document.notes, document.layout, document.contents


def _formatting(marked: Document) -> Iterator[str]:
    """Words that look otherwise than they should."""
    for line in chain(*map(lines, marked.blocks), marked.notes):
        for piece in flat(line.inlines):
            if not isinstance(piece, NoteReference) and piece.former and piece.text.strip():
                yield f"{quoted(piece.text.strip())} {_now(piece.former.look, piece.look)}"


def _now(before: Look, after: Look) -> str:
    return " and ".join(
        f"is {'now' if after.has(name) else 'no longer'} {name}" for name in changed(before, after)
    )


def _told(change: Change) -> str:
    first = with_signs(change.parts[0])
    return f"{change.subject}: {first}" if change.kind in ("changed", "moved") else first
