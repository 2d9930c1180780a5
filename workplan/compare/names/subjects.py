"""Where in a document something is, as its readers say it: "Action Items", "Priority 2.b", "Bullet “…”"."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from workplan.compare.names.parts import cited, front_name, is_numbered_data, joined_numbers
from workplan.compare.telling import Telling
from workplan.content.masthead import MASTHEAD
from workplan.directives.declaration import Noun
from workplan.directives.declared import printing
from workplan.document.lines import Line
from workplan.excerpts import beginning

#: What sort of thing a line is, by the name of the phrase for it.
Kind = Literal["section", "paragraph", "paragraph_number", "bullet", "item"] | Noun


@dataclass
class Subjects:
    """Goes through a document line by line. `section` is the one that the last line seen stands in, `opens`
    whether that line begins an item of a list."""

    telling: Telling
    section: str = ""
    opens: bool = False
    _appendix: str = ""
    _paragraph: str = ""  # the number of the last paragraph, behind which no other has come
    _items: tuple[str, ...] = ()  # the ids of the items that stand open
    _numbers: list[str] = field(default_factory=list)  # and their numbers

    def __post_init__(self) -> None:
        self.section = self.telling.phrases.introduction

    def see(self, line: Line, words: str) -> str:
        """What to call the next line, whose present `words` these are."""
        place, phrases = line.place, self.telling.phrases
        self._count(line)
        if not place.frames:
            self._paragraph = "" if place.level else line.label.rstrip(".")
        if place.level:
            if line.label or place.level == 1:
                self._appendix = line.label
            self.section = f"{self._appendix} {words}".strip()
            if line.label:
                name = line.label.rstrip(": ")
                return self.telling.name(phrases.appendix, label=name, words=words)
            return self.telling.name(phrases.section, words=words)
        if place.role in MASTHEAD:
            self.section = phrases.front
            return front_name(place, self.telling)
        number = line.label.rstrip(".") or self._cited(line)
        phrase = getattr(phrases, self.kind(line))
        return self.telling.name(phrase, number=number, words=beginning(words))

    def _cited(self, line: Line) -> str:
        """The number of an item as meetings cite it: with that of the paragraph that it hangs below."""
        number = joined_numbers(self._numbers)
        return number if is_numbered_data(line) else cited(self._paragraph, number)

    def leave(self, line: Line) -> None:
        """What follows a masthead belongs to the introduction."""
        if line.place.role in MASTHEAD:
            self.section = self.telling.phrases.introduction

    def kind(self, line: Line) -> Kind:
        """What sort of thing the line is that was seen last."""
        if line.place.level:
            return "section"
        if not self.opens:
            return "paragraph_number" if line.label else "paragraph"
        if not line.item_label:
            return "bullet"
        directive = printing(line.place.frames[0].list)
        return directive.noun if directive else "item"

    def _count(self, line: Line) -> None:
        """Keep the items that stand open, and their numbers."""
        items = tuple(frame.item for frame in line.place.frames)
        depth = len(items)
        self.opens = bool(items) and self._items[:depth] != items
        self._items = items
        del self._numbers[depth - self.opens :]
        if self.opens:
            self._numbers += [""] * (depth - 1 - len(self._numbers))
            self._numbers.append(line.item_label.rstrip("."))
