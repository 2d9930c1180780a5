"""What changed, in words: a redline told as a list, section by section and action by action.

    Change("Action Items", "Action 4", ("Thailand added to members' interest", "status set to “Ongoing”"))

Everything that is marked is told once; what follows from something else (a number that moved up) is told
in one line for all. Long passages are cut short: the redline has them in full.

    [x] words, formatting, links, cross-references, calls of notes
    [x] lines that came, went, moved, were split or joined; that stand on another level, are counted otherwise
    [x] sections and appendices that came or went as a whole, in one line
    [x] rows, cell by cell; members one by one; notes
    [x] numbers of actions, rows, priorities and notes, and letters of appendices, that follow
    [x] what the running head, the files' properties and the words of the formats say (`properties`)
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from workplan.compare import properties
from workplan.compare.report import Change, Report, Sides, numbers
from workplan.compare.sides import all_deleted, all_inserted, in_one, sides
from workplan.compare.standing import counting, standing
from workplan.compare.subjects import PRIORITIES, Subjects, is_priority
from workplan.compare.tables import table_changes
from workplan.compare.telling import Telling, beginning
from workplan.compare.wholes import section_end
from workplan.content.phrases import Phrase
from workplan.document.lines import Line, Unit, flatten
from workplan.document.revisions import reject, said
from workplan.document.tree import Document, Figure, Note, Table

__all__ = ["Change", "changes"]

#: How a line that came or went is told: what has a name of its own by that, anything else by its words.
_ADDED: Mapping[Phrase, Phrase] = {
    "bullet": "bullet_added",
    "paragraph": "paragraph_added",
    "section": "whole_added",
}
_REMOVED: Mapping[Phrase, Phrase] = {
    "bullet": "bullet_removed",
    "paragraph": "paragraph_removed",
    "section": "whole_removed",
}


def changes(redline: Document, phrases: Mapping[Phrase, str], linked: str) -> tuple[Change, ...]:
    """The changes of a redline: of the document as a whole, then in reading order, notes last. `linked` is
    what the plan calls a linked priority. Nothing where nothing is marked and nothing else has changed that
    is published."""
    telling = Telling(phrases, linked)
    return _Teller(Report(telling, Subjects(telling), numbers(reject(redline)))).tell(redline)


@dataclass
class _Teller:
    """`quiet` is told where there is nothing else to tell; `joined` is whether the line before goes on in
    this one; `counted` are the items that are counted in another way, with their list, and `priorities` the
    numbers that follow, until all of a list is seen."""

    report: Report
    joined: bool = False
    quiet: list[Change] = field(default_factory=list)
    counted: list[tuple[str, Change]] = field(default_factory=list)
    priorities: list[Sides] = field(default_factory=list)

    def tell(self, redline: Document) -> tuple[Change, ...]:
        told = [*self._properties(redline), *self._units(tuple(flatten(redline.blocks)))]
        self.report.subjects.section = self.report.telling.say("notes")
        told += self._notes(redline.notes)
        return tuple(told or self.quiet)

    def _properties(self, redline: Document) -> Iterator[Change]:
        section = self.report.telling.say("document")
        for words, old, new in properties.told(redline, self.report.telling):
            yield Change(section, "", "changed", (words,), "", old, new)

    def _units(self, units: Sequence[Unit]) -> Iterator[Change]:
        end = 0  # of the section that came or went as a whole: all of it is told with its heading
        for n, unit in enumerate(units):
            yield from self._settle(unit)
            if isinstance(unit, Line):
                both = sides(unit.inlines)
                subject = self.report.subjects.see(unit, both[1] or both[0])
                if n >= end and unit.place.level and (end := section_end(units, n)) > n:
                    yield self._section(units[n:end], subject)
                elif n >= end:
                    yield from self._line(unit, subject, both)
                self.report.subjects.leave(unit)
                self.joined = bool(unit.deleted)
            elif n >= end:
                yield from table_changes(self.report, unit) if isinstance(unit, Table) else self._figure(unit)
        yield from self._settle(None)

    def _settle(self, unit: Unit | None) -> Iterator[Change]:
        """What waited until all of a list had been seen, once the next unit stands elsewhere."""
        lists = {frame.list for frame in unit.place.frames} if isinstance(unit, Line) else frozenset()
        if self.counted and self.counted[0][0] not in lists:
            (list_, first), *others = self.counted
            words = self.report.telling.say("list", words=beginning(first.after))
            yield replace(first, subject=words, id=list_) if others else first
            self.counted.clear()
        if self.priorities and PRIORITIES not in lists:
            yield from self.report.renumbered(self.priorities, "priority", PRIORITIES)
            self.priorities.clear()

    def _section(self, units: Sequence[Unit], subject: str) -> Change:
        """A section or an appendix that came or went as a whole; of a section, how it begins as well."""
        heading, *rest = units
        assert isinstance(heading, Line)
        new = bool(heading.inserted)
        texts = [sides(unit.inlines)[new] for unit in rest if isinstance(unit, Line)]
        title = sides(heading.inlines)[new]
        if not heading.label:
            subject = self.report.telling.say("part", words=title)
        words = "" if heading.label else in_one(texts)
        phrase: Phrase = (
            ("whole_added" if new else "whole_removed") if not words else "added" if new else "removed"
        )
        told = self.report.telling.say(phrase, subject=subject, words=words)
        both = ("", in_one((title, *texts))) if new else (in_one((title, *texts)), "")
        return self.report.change(subject, "added" if new else "removed", [told], heading.place.id, both)

    def _line(self, line: Line, subject: str, both: Sides) -> Iterator[Change]:
        if line.deleted and line.deleted.move:
            return
        was, now = self._numbers(line)
        stays = bool(was) and not line.deleted
        told = tuple(self._told(line, self.report.formerly(subject, was, now) if stays else subject, both))
        yield from told
        if stays and was != now and not told:
            if line.place.level:
                words = self.report.telling.say("relettered", old=was, new=now)
                yield self.report.change(was, "renumbered", [words], line.place.id, (was, now))
            else:
                self.priorities.append((was, now))

    def _numbers(self, line: Line) -> Sides:
        """The letter of an appendix or the number of a priority, before (which may be none) and now."""
        if line.place.level:
            return self.report.numbers.get(said(line.place.id), "") if line.label else "", line.label.rstrip(
                ":"
            )
        if self.report.subjects.opens and is_priority(line):
            return self.report.numbers.get(said(line.place.frames[0].item), ""), line.item_label.rstrip(".")
        return "", ""

    def _told(self, line: Line, subject: str, both: Sides) -> Iterator[Change]:
        id = line.place.id
        kind = self.report.subjects.kind(line)
        if line.inserted and line.inserted.move:
            yield self.report.change(subject, "moved", [self.report.telling.say("moved")], id, both)
        elif line.deleted and all_deleted(line.inlines):
            yield self.report.whole(subject, "removed", id, both, _REMOVED.get(kind, "removed"))
        elif line.inserted and all_inserted(line.inlines):
            yield self.report.whole(subject, "added", id, both, _ADDED.get(kind, "added"))
        elif parts := self._parts(line):
            change = self.report.change(subject, "changed", parts, id, both)
            if parts == [self._counting(line)]:
                self.counted.append((line.place.frames[-1].list, change))
            else:
                yield change
        elif line.former:
            other: Phrase = "other_name" if line.place.level else "other_place"
            self.quiet.append(
                self.report.change(subject, "changed", [self.report.telling.say(other)], id, both)
            )

    def _parts(self, line: Line) -> list[str]:
        say = self.report.telling.say
        words = self.report.telling.hunks(line.inlines)
        ends = [say("split")] * bool(line.inserted) + [say("joined")] * bool(line.deleted)
        if (ends or self.joined) and words == [say("spaces")]:
            words = []  # the space where a paragraph was split, or two were joined
        elsewhere = standing(line.former.place, line.place) if line.former else None
        if elsewhere:
            ends.append(say(elsewhere))
        return [*words, *ends, *filter(None, [self._counting(line)])]

    def _counting(self, line: Line) -> str:
        phrase = (
            counting(line.former.place, line.place) if line.former and self.report.subjects.opens else None
        )
        return self.report.telling.say(phrase) if phrase else ""

    def _figure(self, figure: Figure) -> Iterator[Change]:
        report = self.report
        subject = report.telling.say("figure", words=figure.alternative)
        if figure.inserted and figure.inserted.move:
            yield report.change(subject, "moved", [report.telling.say("moved")], figure.id)
        elif figure.inserted:
            yield report.whole(subject, "added", figure.id, ("", figure.alternative), "whole_added")
        elif figure.deleted:
            if not figure.deleted.move:
                yield report.whole(subject, "removed", figure.id, (figure.alternative, ""), "whole_removed")
        elif figure.caption and (parts := report.telling.hunks(figure.caption.inlines)):
            yield report.change(subject, "changed", parts, figure.id, sides(figure.caption.inlines))

    def _notes(self, notes: Sequence[Note]) -> Iterator[Change]:
        report = self.report
        moved = {said(note.id) for note in notes if note.id != said(note.id)}
        renumbered: list[Sides] = []
        for note in notes:
            both = sides(note.inlines)
            now = str(note.number)
            was = report.numbers.get(said(note.id), now)
            subject = report.formerly(report.telling.say("note", number=now), was, now)
            if said(note.id) in moved:
                if note.inserted and not note.inserted.move:
                    yield report.change(subject, "moved", [report.telling.say("moved")], note.id, both)
            elif note.inserted:
                yield report.whole(subject, "added", note.id, both, "added")
            elif note.deleted:
                yield report.whole(subject, "removed", note.id, both, "removed")
            elif parts := report.telling.hunks(note.inlines):
                yield report.change(subject, "changed", parts, note.id, both)
            elif was != now:
                renumbered.append((was, now))
        yield from report.renumbered(renumbered, "note", "")
