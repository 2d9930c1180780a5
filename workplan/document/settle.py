"""What follows from the rest of a document that was read or merged, with marks or without.

A document without marks is resolved as any other (`document.resolving.resolve`). One with marks keeps its
labels and words, and its notes are counted here: what stays or came, as the new document counts it; what
went, as the old one did.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from itertools import chain

from msgspec.structs import replace

from workplan.document.resolving.paragraph_numbers import relabelled
from workplan.document.resolving.resolve import resolve
from workplan.document.revisions import is_marked, said
from workplan.document.tree import Document, Inline, Link, Marked, Note, NoteReference, Text
from workplan.document.walking.marked import moving
from workplan.document.walking.runs import normal
from workplan.document.walking.walk import lines, map_inlines


def settle(document: Document) -> Document:
    """The document with all that its content implies."""
    marked = is_marked(document) or document.former is not None
    return _counted(document) if marked else resolve(document)


def _counted(document: Document) -> Document:
    calls = [
        inline
        for line in chain.from_iterable(map(lines, document.blocks))
        for inline in line.inlines
        if isinstance(inline, NoteReference)
    ]
    new, old = _numbers(calls, _comes), _numbers(calls, _goes)

    def number(inline: Inline) -> Inline:
        if not isinstance(inline, NoteReference):
            return inline
        side = old if inline.deleted else new
        return replace(inline, number=side.get(said(inline.note), 0))

    firsts: dict[str, NoteReference] = {}
    for call in calls:
        if not call.repeat:
            firsts.setdefault(call.note, call)
    notes = {note.id: note for note in document.notes}
    blocks = relabelled(document)
    kept = (_note(notes[id], call, new, old) for id, call in firsts.items() if id in notes)
    return replace(document, blocks=tuple(map_inlines(b, number) for b in blocks), notes=tuple(kept))


def _note(note: Note, call: NoteReference, new: dict[str, int], old: dict[str, int]) -> Note:
    number = (old if call.deleted else new).get(said(note.id), 0)
    return replace(
        note,
        number=number,
        inlines=normal(_with_call(inline, call) for inline in note.inlines),
        inserted=call.inserted,
        deleted=call.deleted,
    )


def _with_call(inline: Inline, call: NoteReference) -> Inline:
    """Words of a note come (go) with its call: LibreOffice 7.4 leaves that out. They move as it does: in
    Word, a move has one place."""
    if isinstance(inline, Link):
        children = (_with_call(child, call) for child in inline.children)
        return replace(inline, children=tuple(text for text in children if isinstance(text, Text)))
    return replace(
        inline,
        inserted=moving(inline.inserted, call.inserted) or call.inserted,
        deleted=moving(inline.deleted, call.deleted) or call.deleted,
    )


def _numbers(calls: Iterable[NoteReference], stands: Callable[[Marked], bool]) -> dict[str, int]:
    numbers: dict[str, int] = {}
    for call in calls:
        if stands(call):
            numbers.setdefault(said(call.note), len(numbers) + 1)
    return numbers


def _comes(call: Marked) -> bool:
    return not call.deleted


def _goes(call: Marked) -> bool:
    return not call.inserted
