"""Notes in a redline: each follows its first call.

A note whose first call stays is compared word by word; one whose call came or went, comes or goes with
it. One whose call stands elsewhere now is there twice, as Word has it: the old copy deleted under
`was.`, the new one inserted; where the call is shown as moved, so is the note. (What changed in it as well is
told in the summary: Word has no moves in notes, so that marks inside could not be told from it.)
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from workplan.compare.lines.lines import as_deleted, as_inserted, merge_inlines
from workplan.compare.words.tokens import tokens
from workplan.document.revisions import WAS
from workplan.document.tree import Block, Inline, Note, NoteReference, Revision
from workplan.document.walking.walk import lines, map_inlines


def merge_notes(
    blocks: tuple[Block, ...], old: Sequence[Note], new: Sequence[Note], revision: Revision
) -> tuple[tuple[Block, ...], tuple[Note, ...]]:
    """The blocks, with calls of moved notes told apart, and the notes in the order of their first calls."""
    before, after = {note.id: note for note in old}, {note.id: note for note in new}
    firsts = list(_first_calls(blocks))
    elsewhere = {c.note for c in firsts if c.deleted} & {c.note for c in firsts if c.inserted}

    def rename(inline: Inline) -> Inline:
        if isinstance(inline, NoteReference) and _leaves(inline) and inline.note in elsewhere:
            return replace(inline, note=f"{WAS}{inline.note}")
        return inline

    notes = (_note(call, before.get(call.note), after.get(call.note), revision) for call in firsts)
    kept = tuple(
        replace(note, id=f"{WAS}{note.id}") if note.deleted and note.id in elsewhere else note
        for note in notes
    )
    if elsewhere:
        blocks = tuple(map_inlines(block, rename) for block in blocks)
    return blocks, kept


def _first_calls(blocks: Sequence[Block]) -> Iterator[NoteReference]:
    for block in blocks:
        for line in lines(block):
            for inline in line.inlines:
                if isinstance(inline, NoteReference) and not inline.repeat:
                    yield inline


def _leaves(call: NoteReference) -> bool:
    return bool(call.deleted) and not call.repeat


def _note(call: NoteReference, old: Note | None, new: Note | None, revision: Revision) -> Note:
    if call.deleted:
        assert old is not None
        return replace(old, inlines=as_deleted(tokens(old.inlines), call.deleted), deleted=call.deleted)
    assert new is not None
    if call.inserted:
        return replace(new, inlines=as_inserted(tokens(new.inlines), call.inserted), inserted=call.inserted)
    assert old is not None
    return replace(new, inlines=merge_inlines(old.inlines, new.inlines, revision))
