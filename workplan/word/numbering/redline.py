"""Word's numbering for a redline.

Word counts what is inserted and what is deleted alike, so its numbers are those of a document only once
all is accepted or all is rejected. Therefore nothing is compared with labels here:

    [x] one `w:num` for each list of either document; two that have the same id, kind and start share it,
        because the lines of one of them are gone whenever the other's are there
    [x] the lists and appendices that a line belonged to before (`former`)
    [-] a second list at the same level below one list has a `w:num` of its own: a reference to "2.b" in it
        is a link, not a field
"""

from __future__ import annotations

from msgspec import field
from msgspec.structs import replace

from workplan.design.theme import Theme
from workplan.document.tree import Document, Frame, Heading, Table
from workplan.document.walking.lines import Line, flatten, paragraph
from workplan.word.numbering.counting import Counter
from workplan.word.numbering.labels import FORMATS, level_text
from workplan.word.numbering.levels import LEVELS, Label, Level, ListKey, Numbering, list_key


def plan_redline_numbering(document: Document, theme: Theme) -> Numbering:
    """Number every line of a redline that has a number on either side."""
    before = document.former.properties if document.former else document.properties
    counter = _RedlineCounter(theme, document.properties.numbered or before.numbered)
    units = tuple(flatten(document.blocks))
    for unit in units:
        if isinstance(unit, Table):
            counter.block(unit)
        elif isinstance(unit, Line):
            counter.line(unit)
    appendix = document.former.terms.appendix if document.former else document.terms.appendix
    for unit in units:
        if isinstance(unit, Line) and unit.former:
            counter.former(unit, f"{appendix} A:")
    return counter.numbering()


class _RedlineCounter(Counter):
    lists: dict[ListKey, Label] = field(default_factory=dict)
    appendix: Label | None = None
    items: set[str] = field(default_factory=set)

    def numbering(self) -> Numbering:
        return replace(super().numbering(), lists=self.lists, appendix=self.appendix)

    def goes_on(self, num: int, number: int) -> bool:
        return True

    def line(self, line: Line) -> None:
        place = line.place
        if place.frames:
            label = self._frames(place.frames)
            if place.frames[-1].item not in self.items:
                self.items.update(frame.item for frame in place.frames)
                self.count(place.id, label.num, label.level)
        if line.label and place.level:
            self.heading(Heading(place.id, place.level, (), line.label))
            self.appendix = self.labels[place.id]
        elif line.label:
            self.numbered(paragraph(line))

    def former(self, line: Line, appendix: str) -> None:
        """The lists and the appendix that the line was in; it does not count there."""
        if line.former and line.former.place.frames:
            self._frames(line.former.place.frames)
        if line.former and line.former.place.appendix and self.appendix is None:
            self.heading(Heading("", line.former.place.level, (), appendix))
            self.appendix = self.labels.pop("")

    def _frames(self, frames: tuple[Frame, ...]) -> Label:
        key = list_key(frames)
        if key not in self.lists:
            level = min(len(frames), LEVELS) - 1
            outer = self._frames(frames[:-1]).num if len(frames) > 1 else 0
            rule = self._rule(frames[-1], len(frames) - 1, level)
            if outer and level not in self.levels[outer - 1]:
                self.levels[outer - 1][level] = rule
                self.lists[key] = Label(outer, level)
            else:
                self.lists[key] = Label(self.new(level, rule), level)
        return self.lists[key]

    def _rule(self, frame: Frame, depth: int, level: int) -> Level:
        if frame.kind == "bullet":
            return self.default(level, bullet=True, depth=depth)
        left, hanging = self.indent(depth)
        return Level(FORMATS[frame.kind], level_text(frame.kind, level), frame.start, left, hanging)
