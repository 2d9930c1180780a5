"""Numbering notes in reading order, once the whole document stands."""

from __future__ import annotations

from workplan.document.tree import Block, Inline, NoteReference
from workplan.document.walking.same import each, having
from workplan.document.walking.walk import map_inlines


def number_notes(blocks: tuple[Block, ...]) -> tuple[tuple[Block, ...], dict[str, int]]:
    """Number the calls from 1 in reading order; also give the number of each note.

    A note called twice keeps its first number, and every call but the first is a `repeat`.
    """
    numbers: dict[str, int] = {}

    def number(inline: Inline) -> Inline:
        if not isinstance(inline, NoteReference):
            return inline
        repeat = inline.note in numbers
        return having(inline, number=numbers.setdefault(inline.note, len(numbers) + 1), repeat=repeat)

    return each(lambda block: map_inlines(block, number), blocks), numbers
