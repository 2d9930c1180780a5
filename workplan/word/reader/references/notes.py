"""Which footnote is which note of the tree.

    [x] by the bookmark around its first call, which LibreOffice keeps, or by the one in the note
    [x] a call that was copied: the copy is a new note
    [-] notes that nothing calls: left out

ECMA-376 Part 1, 17.11.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import chain

from msgspec import Struct

from workplan.document.tree import Block, NoteReference
from workplan.document.walking.walk import lines
from workplan.word.reader.blocks.identities import Identities
from workplan.word.reader.parts.outline import Outline
from workplan.word.reader.text.raw import RawLine


class Notes(Struct):
    """The lines of each footnote by its number ("#1"), and, once they are named, their ids."""

    lines: dict[str, list[RawLine]] = {}
    ids: dict[str, str] = {}

    def name(
        self,
        blocks: Sequence[Block],
        around: Mapping[str, Sequence[str]],
        outline: Outline,
        identities: Identities,
    ) -> None:
        """Give each footnote that is called an id; `around` has the bookmarks around each call. Where two may
        be the same note, the one that was not inserted is."""
        calls, given = list(_first_calls(blocks)), set[str]()
        for call in sorted(calls, key=lambda call: call.inserted is not None):
            if call.note in self.ids or call.note not in self.lines:
                continue
            names = (outline.note(name) for name in around.get(call.note, ()))
            within = (identities.of(line, "note", slots=("note",)) for line in self.lines[call.note])
            known = (id for id in chain(names, within) if id and id not in given)
            self.ids[call.note] = next(known, None) or identities.named("note.new")
            given.add(self.ids[call.note])

    def named(self) -> Iterator[tuple[str, list[RawLine]]]:
        """Each note that is called, with its lines."""
        return ((id, self.lines[number]) for number, id in self.ids.items())

    def numbered(self) -> dict[int, str]:
        """The ids by the numbers of the lines."""
        return {line.at: id for id, found in self.named() for line in found}


def _first_calls(blocks: Sequence[Block]) -> Iterator[NoteReference]:
    for line in chain.from_iterable(map(lines, blocks)):
        for inline in line.inlines:
            if isinstance(inline, NoteReference) and not inline.repeat:
                yield inline
