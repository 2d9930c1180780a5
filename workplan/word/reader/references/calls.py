"""Calls without their note: what an editor has left of the calls of one note, put so that each document, the
new one and the old one, has the note wherever it has a call of it.

In Word a note stands or falls with one call; all others are cross-references to that one. So an editor who
deletes the first sentence that calls a note deletes the note, which a second one still calls. Here the note
moves to the second one: as in our own redlines, the old note goes (under `was.`) and a new one comes.

    [x] the first call deleted, further ones left
    [x] further calls of a note that came: they came with it
    [x] two first calls of one note, which no editor makes: the second is a further one
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain

from msgspec import Struct
from msgspec.structs import replace

from workplan.document.revisions import WAS, said
from workplan.document.tree import Document, Inline, Link, Note, NoteReference, Revision, Text
from workplan.document.walking.walk import lines, map_named_lines


def with_notes(document: Document) -> Document:
    """The document with a note for every call, before and after its changes."""
    groups: dict[str, _Group] = {}
    for read in chain.from_iterable(map(lines, document.blocks)):
        for inline in read.inlines:
            if isinstance(inline, NoteReference):
                groups.setdefault(said(inline.note), _Group()).calls.append(inline)
    if all(group.whole for group in groups.values()):
        return document
    for group in groups.values():
        group.mend()
    took = {id: iter(group.mended) for id, group in groups.items()}

    def line(_id: str, inlines: tuple[Inline, ...]) -> tuple[Inline, ...]:
        return tuple(
            chain.from_iterable(
                next(took[said(one.note)]) if isinstance(one, NoteReference) else (one,) for one in inlines
            )
        )

    notes = chain.from_iterable(_notes(note, groups.get(said(note.id))) for note in document.notes)
    blocks = tuple(map_named_lines(block, line) for block in document.blocks)
    return replace(document, blocks=blocks, notes=tuple(notes))


class _Group(Struct):
    """The calls of one note in reading order; `mended`, what is to stand for each. `parted` is the revision
    by which the note went and came again."""

    calls: list[NoteReference] = []
    mended: list[tuple[NoteReference, ...]] = []
    parted: Revision | None = None
    told: bool = False

    @property
    def whole(self) -> bool:
        """Whether there is one first call in each of the two documents that has any, each with its note."""
        firsts = [call for call in self.calls if not call.repeat]
        return len({call.note for call in firsts}) == len(firsts) and all(
            sum(map(stands, firsts)) == any(map(stands, self.calls)) for stands in (_is_new, _is_old)
        )

    def mend(self) -> None:
        calls = self.calls
        if self.whole:
            self.mended = [(call,) for call in calls]
            return
        kept = next((call for call in calls if not (call.repeat or call.change)), None)
        if kept is not None:
            self.mended = [(call if call is kept else replace(call, repeat=True),) for call in calls]
            return
        firsts = [call for call in calls if not call.repeat]
        came = next(filter(_is_new, firsts), None)
        went = next((call for call in firsts if not _is_new(call) and _is_old(call)), None)
        if went is None or not any(map(_is_new, calls)):
            self.mended = [(call,) for call in _following(calls, came or next(iter(firsts), calls[0]))]
            return
        self.parted = went.deleted
        goes_on = came or next(filter(_is_new, calls))
        self.mended = [tuple(self._parted(call, went, goes_on)) for call in calls]

    def _parted(
        self, call: NoteReference, went: NoteReference, goes_on: NoteReference
    ) -> Iterator[NoteReference]:
        id = said(call.note)
        if call is went:
            yield replace(call, note=f"{WAS}{id}")
        elif call is not goes_on:
            yield replace(call, note=id, repeat=True)
        else:
            if not call.inserted:
                yield replace(call, note=id, repeat=True, deleted=self.parted)
            yield replace(call, note=id, repeat=False, inserted=call.inserted or self.parted)


def _following(calls: Iterable[NoteReference], first: NoteReference) -> Iterator[NoteReference]:
    """Calls that came with the first one, and went with it."""
    for call in calls:
        inserted, deleted = call.inserted or first.inserted, call.deleted or first.deleted
        yield replace(call, repeat=call is not first, inserted=inserted, deleted=deleted)


def _notes(note: Note, group: _Group | None) -> Iterator[Note]:
    """The note; where it goes and comes again, both."""
    if group is None or group.parted is None:
        yield note
    elif not group.told:
        group.told = True
        yield replace(note, id=f"{WAS}{said(note.id)}")
        yield replace(note, id=said(note.id), inlines=tuple(_kept(note.inlines, group.parted)))


def _kept(inlines: Iterable[Inline], by: Revision) -> Iterator[Inline]:
    """The words of a note without the deletion that its call's brought along."""
    for inline in inlines:
        if isinstance(inline, Link):
            kept = (text for text in _kept(inline.children, by) if isinstance(text, Text))
            yield replace(inline, children=tuple(kept))
        else:
            yield replace(inline, deleted=None) if inline.deleted == by else inline


def _is_new(call: NoteReference) -> bool:
    return not call.deleted


def _is_old(call: NoteReference) -> bool:
    return not call.inserted
