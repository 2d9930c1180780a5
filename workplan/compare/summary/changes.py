"""What changed, in words: a redline told as a list, section by section and action by action.

    Change("Action Items", "Action 4", ("Thailand added to members' interest", "status set to “Ongoing”"))

Everything that is marked is told once; what follows from something else (a number that moved up) is told
in one line for all. Long passages are cut short: the redline has them in full.

    [x] words, formatting, links, cross-references, calls of notes
    [x] lines that came, went, moved, were split or joined; that stand on another level, are counted otherwise
    [x] sections and appendices that came or went as a whole, in one line
    [x] rows, cell by cell; members one by one; notes
    [x] numbers of actions, rows, priorities, paragraphs and notes, and letters of appendices, that follow
    [x] what the running head, the files' properties and the words of the formats say (`properties`)
    [x] page breaks that came or went, parts in landscape or no longer (`page_layouts`)
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from workplan.compare.marked.moved_words import besides, went
from workplan.compare.marked.resized import resized
from workplan.compare.marked.sides import all_deleted, all_inserted, in_one, sides
from workplan.compare.marked.standing import counting, first_number, standing
from workplan.compare.marked.stayed import stayed
from workplan.compare.marked.wholes import section_end
from workplan.compare.names.naming import Naming
from workplan.compare.names.parts import is_numbered_data, noun_of
from workplan.compare.summary import page_layouts, properties
from workplan.compare.summary.report import Change, Report, Sides, numbers
from workplan.compare.summary.tables import table_changes
from workplan.compare.telling.telling import Telling
from workplan.compare.telling.told import Told, joined
from workplan.content.files.images import width_text
from workplan.content.paper.roles import MASTHEAD
from workplan.content.words.phrases import Phrases
from workplan.document.resolving.paragraph_numbers import former_numbers
from workplan.document.revisions import WAS, reject, said
from workplan.document.tree import Document, Figure, Note, Table
from workplan.document.walking.lines import Line, Unit, flatten
from workplan.document.walking.walk import lines
from workplan.text.excerpts import beginning

if TYPE_CHECKING:
    from workplan.content.words.wording import Wording

__all__ = ["Change", "changes"]

_SIDES = ("before", "after")


def changes(redline: Document, wording: Wording, members: Sequence[str] = ()) -> tuple[Change, ...]:
    """The changes of a redline, told in `wording`: of the document as a whole, then in reading order, notes
    last. `members` are the names that are known, which may hold commas. Nothing where nothing is marked and
    nothing else has changed that is published."""
    notes = {note.id: note for note in redline.notes}
    units = tuple(flatten(redline.blocks))
    moved_away = went(line.inlines for block in redline.blocks for line in lines(block))
    language = redline.properties.language
    telling = Telling(
        wording.summary, wording.linked_priority, language, notes, left=moved_away, members=members,
        head=wording.head,
    )  # fmt: skip
    left = dict(_left(units, Naming(telling)))
    report = Report(telling, Naming(telling), numbers(reject(redline)))
    return _Teller(report, left, before=former_numbers(redline)).tell(redline, units)


class _Left(Struct, frozen=True):
    """The copy of a line that moved, where it stood, and in which section that was."""

    line: Line
    section: str


def _left(units: Sequence[Unit], names: Naming) -> Iterator[tuple[str, _Left]]:
    """The lines that moved away, by their moves."""
    for unit in units:
        name = names.see(unit)
        if isinstance(unit, Line) and unit.deleted and unit.deleted.move:
            yield unit.deleted.move, _Left(unit, name.section)


class _Teller(Struct):
    """`quiet` is told where there is nothing else to tell; `joined` is whether the line before goes on in
    this one; `counted` are the items that are counted in another way, with their list, and `numbered` the
    numbers that follow, by their list, until all of it is seen, as those of `paragraphs` do until the end."""

    report: Report
    left: Mapping[str, _Left]
    joined: bool = False
    quiet: list[Change] = []
    counted: list[tuple[str, Change]] = []
    numbered: dict[str, list[Sides]] = {}
    paragraphs: list[Sides] = []
    before: Mapping[str, str] = {}  # numbers of paragraphs

    @property
    def phrases(self) -> Phrases:
        return self.report.telling.phrases

    def tell(self, redline: Document, units: Sequence[Unit]) -> tuple[Change, ...]:
        told = [*self._properties(redline), *self._in_one([*self._units(units)])]
        self.report.names.section = self.phrases.document
        told += self.report.renumbered(self.paragraphs, "paragraph_number", "")
        self.report.names.section = self.phrases.notes
        told += self._notes(redline.notes)
        return tuple(told or self.quiet)

    def _properties(self, redline: Document) -> Iterator[Change]:
        section = self.phrases.document
        for words, old, new in properties.told(redline, self.report.telling):
            yield Change(section, "", "changed", (words,), "", old, new)
        for words, id in page_layouts.told(redline, self.report.telling):
            yield Change(section, "", "changed", (words,), id)

    def _units(self, units: Sequence[Unit]) -> Iterator[Change]:
        end = 0  # of the section that came or went as a whole: all of it is told with its heading
        for n, unit in enumerate(units):
            yield from self._settle(unit)
            subject = self.report.names.see(unit).subject
            if isinstance(unit, Line):
                both = sides(unit.inlines)
                if renamed := self._renamed(units, n):
                    end = n + 2
                    subject = self.report.names.see(renamed).subject
                    yield self._named(renamed, subject, both[0])
                elif n >= end and unit.place.level and (end := section_end(units, n)) > n:
                    yield self._section(units[n:end], subject)
                elif n >= end:
                    yield from self._line(unit, subject, both)
                self.joined = bool(unit.deleted)
            elif n >= end:
                yield from (
                    table_changes(self.report, unit)
                    if isinstance(unit, Table)
                    else self._figure(unit, subject, resized(units, n))
                )
        yield from self._settle(None)

    def _renamed(self, units: Sequence[Unit], n: int) -> Line | None:
        """The heading that came in the place of one that went."""
        one, other = units[n], units[n + 1] if n + 1 < len(units) else None
        if not (isinstance(one, Line) and isinstance(other, Line) and one.place.level):
            return None
        if one.place.level != other.place.level or bool(one.label) != bool(other.label):
            return None
        went = one.deleted and not one.deleted.move and all_deleted(one.inlines)
        came = other.inserted and not other.inserted.move and all_inserted(other.inlines)
        return other if went and came else None

    def _named(self, heading: Line, subject: str, before: str) -> Change:
        """A heading that has another name."""
        after = sides(heading.inlines)[1]
        parts = [self.report.telling.say(self.phrases.named_before, old=before)]
        return self.report.change(subject, "changed", parts, heading.place.id, (before, after))

    def _settle(self, unit: Unit | None) -> Iterator[Change]:
        """What waited until all of a list had been seen, once the next unit stands elsewhere."""
        lists = {frame.list for frame in unit.place.frames} if isinstance(unit, Line) else frozenset()
        if self.counted and self.counted[0][0] not in lists:
            (list_, first), *others = self.counted
            words = self.report.telling.name(self.phrases.list, words=beginning(first.after))
            yield replace(first, subject=words, id=list_) if others else first
            self.counted.clear()
        for list_ in [each for each in self.numbered if each not in lists]:
            yield from self.report.renumbered(self.numbered.pop(list_), noun_of(list_), list_)

    def _section(self, units: Sequence[Unit], subject: str) -> Change:
        """A section or an appendix that came or went as a whole; of a section, how it begins as well."""
        heading, *rest = units
        assert isinstance(heading, Line)
        new = bool(heading.inserted)
        texts = [sides(unit.inlines)[new] for unit in rest if isinstance(unit, Line)]
        title = sides(heading.inlines)[new]
        if not heading.label:
            subject = self.report.telling.name(self.phrases.part, words=title)
        words = in_one(texts)
        phrases = self.phrases
        if words:
            phrase = phrases.added if new else phrases.removed
        else:
            phrase = phrases.whole_added if new else phrases.whole_removed
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
                words = self.report.telling.say(self.phrases.relettered, old=was, new=now)
                yield self.report.change(was, "renumbered", [words], line.place.id, (was, now))
            elif line.label:
                self.paragraphs.append((was, now))
            else:
                self.numbered.setdefault(line.place.frames[0].list, []).append((was, now))

    def _numbers(self, line: Line) -> Sides:
        """The letter of an appendix, or the number of a paragraph or priority: before (or nothing), and
        now."""
        if line.place.level:
            return self.report.numbers.get(said(line.place.id), "") if line.label else "", line.label.rstrip(
                ":"
            )
        if line.label:
            return self.before.get(line.place.id, ""), line.label.rstrip(".")
        if self.report.names.opens and is_numbered_data(line):
            return self.report.numbers.get(said(line.place.frames[0].item), ""), line.item_label.rstrip(".")
        return "", ""

    def _told(self, line: Line, subject: str, both: Sides) -> Iterator[Change]:
        report, phrases, id = self.report, self.phrases, line.place.id
        kind = report.names.kind(line)
        if line.inserted and line.inserted.move:
            yield self._moved(line, subject, both)
        elif line.deleted and all_deleted(line.inlines):
            removed = {
                "bullet": phrases.bullet_removed,
                "paragraph": phrases.paragraph_removed,
                "section": phrases.whole_removed,
            }
            words = sides(besides(line.inlines))
            if words[0].strip() or not both[0].strip():  # what moved is told where it stands now
                yield report.whole(subject, "removed", id, words, removed.get(kind, phrases.removed))
        elif line.inserted and all_inserted(line.inlines):
            added = {
                "bullet": phrases.bullet_added,
                "paragraph": phrases.paragraph_added,
                "section": phrases.whole_added,
            }
            whole = report.whole(subject, "added", id, both, added.get(kind, phrases.added))
            yield replace(whole, parts=(*whole.parts, *report.telling.moved(line.inlines)))
        elif parts := self._parts(line, both):
            change = report.change(subject, "changed", parts, id, both)
            if self._counting(line) == parts:
                self.counted.append((line.place.frames[-1].list, change))
            else:
                yield change
        elif line.former:
            phrase = phrases.other_name if line.place.level else phrases.other_place
            self.quiet.append(report.change(subject, "changed", [report.telling.say(phrase)], id, both))

    def _moved(self, line: Line, subject: str, both: Sides) -> Change:
        """A line that stands elsewhere, and what changed in it on the way."""
        report, phrases = self.report, self.phrases
        assert line.inserted
        left = self.left.get(line.inserted.move)
        if left is None:
            return report.change(subject, "moved", [report.telling.say(phrases.moved)], line.place.id, both)
        moved = report.telling.say(phrases.moved)
        if left.section != report.names.section:
            moved = report.telling.say(phrases.moved_from, section=left.section)
        parts = [moved, *report.telling.hunks(stayed(left.line.inlines, line.inlines))]
        if elsewhere := standing(left.line.place, line.place):
            parts.append(report.telling.say(getattr(phrases, elsewhere)))
        before = sides(left.line.inlines)[0]
        return report.change(subject, "moved", parts, line.place.id, (before, both[1]))

    def _parts(self, line: Line, both: Sides) -> list[Told]:
        say, phrases = self.report.telling.say, self.phrases
        words = self.report.telling.hunks(line.inlines)
        if len(words) == 1 and both[0] != both[1] and not (line.inserted or line.deleted):
            if line.place.level:
                words = [say(phrases.named_before, old=both[0])]
            elif line.place.role in MASTHEAD:
                words = [say(phrases.words_changed, old=both[0], new=both[1])]
        ends = [say(phrases.split)] * bool(line.inserted) + [say(phrases.joined)] * bool(line.deleted)
        if (ends or self.joined) and words == [say(phrases.spaces)]:
            words = []  # the space where a paragraph was split, or two were joined
        elsewhere = standing(line.former.place, line.place) if line.former else None
        if elsewhere:
            ends.append(say(getattr(phrases, elsewhere)))
        return [*words, *ends, *self._counting(line)]

    def _counting(self, line: Line) -> list[Told]:
        if not (line.former and self.report.names.opens):
            return []
        phrase = counting(line.former.place, line.place)
        if not phrase:
            return []
        number = first_number(line.place)
        return [self.report.telling.say(getattr(self.phrases, phrase), number=number)]

    def _in_one(self, told: Sequence[Change]) -> Iterator[Change]:
        """The changes, with one line for all appendices that have another letter."""
        relettered = [change for change in told if self._is_letter(change)]
        for change in told:
            if not self._is_letter(change):
                yield change
            elif change is relettered[0]:
                words = joined([each.parts[0] for each in relettered], "; ")
                before, after = ("; ".join(getattr(each, side) for each in relettered) for side in _SIDES)
                yield replace(change, parts=(words,), before=before, after=after)

    def _is_letter(self, change: Change) -> bool:
        return change.kind == "renumbered" and change.subject == change.before

    def _figure(self, figure: Figure, subject: str, other: Figure | None) -> Iterator[Change]:
        """A picture; `other` is the same of another width, in whose place it came or that came in its."""
        report, phrases = self.report, self.phrases
        if other:
            if figure.inserted:
                yield self._resized(subject, other, figure)
            return
        if figure.inserted and figure.inserted.move:
            yield report.change(subject, "moved", [report.telling.say(phrases.moved)], figure.id)
        elif figure.inserted:
            yield report.whole(subject, "added", figure.id, ("", figure.alternative), phrases.whole_added)
        elif figure.deleted:
            if not figure.deleted.move:
                both = (figure.alternative, "")
                yield report.whole(subject, "removed", figure.id, both, phrases.whole_removed)
        elif figure.caption and (parts := report.telling.hunks(figure.caption.inlines)):
            yield report.change(subject, "changed", parts, figure.id, sides(figure.caption.inlines))

    def _resized(self, subject: str, old: Figure, new: Figure) -> Change:
        report, phrases = self.report, self.phrases
        own = report.telling.name(phrases.own_size)
        was, now = (own if one.width is None else width_text(one.width) for one in (old, new))
        parts = [report.telling.say(phrases.width, old=was, new=now)]
        if old.caption and new.caption:
            parts += report.telling.hunks(stayed(old.caption.inlines, new.caption.inlines))
        return report.change(subject, "changed", parts, new.id, (was, now))

    def _notes(self, notes: Sequence[Note]) -> Iterator[Change]:
        """The notes that were not told where they are called."""
        report, phrases = self.report, self.phrases
        left = {said(note.id): note for note in notes if note.id.startswith(WAS)}
        renumbered: list[Sides] = []
        for note in notes:
            moved = left.get(note.id) if note.inserted else None
            if note.id.startswith(WAS) or (note.id in report.telling.told and not moved):
                continue
            now = str(note.number)
            was = report.numbers.get(said(note.id), now)
            subject = report.formerly(report.names.note(note).subject, was, now)
            both = sides(moved.inlines if moved else note.inlines)[0], sides(note.inlines)[1]
            if moved:
                parts = report.telling.hunks(stayed(moved.inlines, note.inlines))
                if note.id not in report.telling.told:
                    parts.insert(0, report.telling.say(phrases.moved))
                if parts:
                    yield report.change(subject, "moved", parts, note.id, both)
            elif note.inserted:
                yield report.whole(subject, "added", note.id, both, phrases.added)
            elif note.deleted:
                yield report.whole(subject, "removed", note.id, both, phrases.removed)
            elif parts := report.telling.hunks(note.inlines):
                yield report.change(subject, "changed", parts, note.id, both)
            elif was != now:
                renumbered.append((was, now))
        yield from report.renumbered(renumbered, "note", "")
