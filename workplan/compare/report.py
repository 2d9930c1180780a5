"""One line of a summary of changes, and what every such line is made with."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from workplan.compare.numbers import is_range, runs
from workplan.compare.sides import number
from workplan.compare.subjects import Subjects, is_priority
from workplan.compare.telling import Telling
from workplan.content.phrases import Phrase
from workplan.document.lines import Line, flatten
from workplan.document.revisions import said
from workplan.document.tree import Document, Table

Kind = Literal["added", "removed", "moved", "changed", "renumbered"]
Sides = tuple[str, str]

_PLURALS: Mapping[Phrase, Phrase] = {
    "action": "actions",
    "row": "rows",
    "priority": "priorities",
    "note": "footnotes",
}


@dataclass(frozen=True, slots=True)
class Change:
    """One line of a summary: what changed (`subject`, by `id`) in which `section`, and how; `before` and
    `after` are the words in full."""

    section: str
    subject: str
    kind: Kind
    parts: tuple[str, ...]
    id: str = ""
    before: str = ""
    after: str = ""


@dataclass(frozen=True, slots=True)
class Report:
    """Makes changes where the reading of a redline stands (`subjects`). `numbers` has what was numbered or
    lettered in the old document, by id."""

    telling: Telling
    subjects: Subjects
    numbers: Mapping[str, str]

    def change(
        self, subject: str, kind: Kind, parts: Sequence[str], id: str = "", both: Sides = ("", "")
    ) -> Change:
        return Change(self.subjects.section, subject, kind, tuple(parts), said(id), *both)

    def whole(self, subject: str, kind: Kind, id: str, both: Sides, phrase: Phrase) -> Change:
        """Something came or went as a whole."""
        words = self.telling.say(phrase, subject=subject, words=both[1] or both[0])
        return self.change(subject, kind, [words], id, both)

    def renumbered(self, numbers: Sequence[Sides], noun: Phrase, id: str) -> Iterator[Change]:
        """Numbers that followed from other changes, those side by side in one line."""
        for old, new in runs(numbers):
            subject = self.telling.say(_PLURALS[noun] if is_range(old) else noun, number=old)
            words = self.telling.say("renumbered", old=subject, new=new)
            yield self.change(subject, "renumbered", [words], id, (old, new))

    def formerly(self, subject: str, was: str, now: str) -> str:
        return subject if was == now else self.telling.say("formerly", subject=subject, number=was)


def numbers(document: Document) -> dict[str, str]:
    """The number of each row, priority and note of a document, and the name of each appendix, by id."""
    found = {note.id: str(note.number) for note in document.notes}
    for unit in flatten(document.blocks):
        if isinstance(unit, Table):
            found |= {row.id: number(row) for row in unit.rows}
        elif isinstance(unit, Line) and unit.place.level and unit.label:
            found[unit.place.id] = unit.label.rstrip(":")
        elif isinstance(unit, Line) and unit.item_label and is_priority(unit):
            found[unit.place.frames[0].item] = unit.item_label.rstrip(".")
    return found
