"""Numbering notes in reading order, once the whole document stands."""

from __future__ import annotations

from collections.abc import Mapping

from workplan.content.models import Footnote
from workplan.document.inlines import markup
from workplan.document.same import each, having
from workplan.document.targets import Target
from workplan.document.tree import Block, Inline, Note, NoteReference
from workplan.document.walk import map_inlines


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


def notes(
    footnotes: tuple[Footnote, ...], numbers: Mapping[str, int], targets: Mapping[str, Target]
) -> tuple[Note, ...]:
    """The notes that are called, in the order of their numbers."""
    texts = {f"note.{footnote.id}": footnote.text for footnote in footnotes}
    return tuple(Note(id, number, markup(texts[id], targets)) for id, number in numbers.items())
