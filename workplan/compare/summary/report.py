"""One line of a summary of changes, and what every such line is made with."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Literal

from msgspec import Struct

from workplan.compare.marked.sides import number
from workplan.compare.names.naming import Naming
from workplan.compare.names.parts import is_numbered_data
from workplan.compare.summary.numbers import runs
from workplan.compare.telling.telling import Telling
from workplan.compare.telling.told import Told
from workplan.directives import declaration
from workplan.directives.declared import DATA
from workplan.document.revisions import said
from workplan.document.tree import Document, Table
from workplan.document.walking.lines import Line, flatten

Kind = Literal["added", "removed", "moved", "changed", "merged", "divided", "renumbered"]
Sides = tuple[str, str]

#: What is numbered, by the names of its phrases: one, and several.
Noun = declaration.Noun | Literal["note", "paragraph_number"]
_PLURALS: Mapping[Noun, str] = {
    "note": "footnotes",
    "paragraph_number": "paragraph_numbers",
    "row": "rows",
    **{directive.noun: directive.nouns for directive in DATA},
}


class Change(Struct, frozen=True):
    """One line of a summary: what changed (`subject`, by `id`) in which `section`, and how; `before` and
    `after` are the words in full."""

    section: str
    subject: str
    kind: Kind
    parts: tuple[Told, ...]
    id: str = ""
    before: str = ""
    after: str = ""


class Report(Struct, frozen=True):
    """Makes changes where the reading of a redline stands (`names`). `numbers` has what was numbered or
    lettered in the old document, by id."""

    telling: Telling
    names: Naming
    numbers: Mapping[str, str]

    def change(
        self, subject: str, kind: Kind, parts: Sequence[Told], id: str = "", both: Sides = ("", "")
    ) -> Change:
        return Change(self.names.section, subject, kind, tuple(parts), said(id), *both)

    def whole(self, subject: str, kind: Kind, id: str, both: Sides, phrase: str) -> Change:
        """Something came or went as a whole."""
        words = self.telling.say(phrase, subject=subject, words=both[1] or both[0])
        return self.change(subject, kind, [words], id, both)

    def renumbered(self, numbers: Sequence[Sides], noun: Noun, id: str) -> list[Change]:
        """Numbers that followed from other changes: one line for all, those side by side as one."""
        if not numbers:
            return []
        found = list(runs(numbers))
        old, new = (self.telling.listed([pair[side] for pair in found]) for side in (0, 1))
        subject = self.numbered(noun, old, many=len(numbers) > 1)
        words = self.telling.say(self.telling.phrases.renumbered, old=subject, new=new)
        return [self.change(subject, "renumbered", [words], id, (old, new))]

    def numbered(self, noun: Noun, number: str, *, many: bool = False) -> str:
        phrase = getattr(self.telling.phrases, _PLURALS[noun] if many else noun)
        return self.telling.name(phrase, number=number)

    def formerly(self, subject: str, was: str, now: str) -> str:
        if was == now:
            return subject
        return self.telling.name(self.telling.phrases.formerly, subject=subject, number=was)


def numbers(document: Document) -> dict[str, str]:
    """The number of each row, priority and note of a document, and the name of each appendix, by id."""
    found = {note.id: str(note.number) for note in document.notes}
    for unit in flatten(document.blocks):
        if isinstance(unit, Table):
            found |= {row.id: number(row) for row in unit.rows}
        elif isinstance(unit, Line) and unit.place.level and unit.label:
            found[unit.place.id] = unit.label.rstrip(":")
        elif isinstance(unit, Line) and unit.item_label and is_numbered_data(unit):
            found[unit.place.frames[0].item] = unit.item_label.rstrip(".")
    return found
