"""A meeting as its co-chairs keep it: `meetings/NAME.yaml`, one strict model.

    name: Tenth Annual Meeting
    ordinal: Tenth
    place: Bangkok
    dates: {start: 2031-11-12, end: 2031-11-13}  or a blank: "[[dates of the meeting]]"
    deadlines:                                   the first that names a paper, or its purpose, is its own;
      - {name: Papers for decision, purposes: [decision, endorsement], weeks: 6}
      - {name: All other papers, days: 14}       one that names nothing is that of all others
    restricted: [restricted, members only]       words of a distribution that no pack has unless asked for;
    agenda:                                      "restricted" where nothing is said
      - title: Adoption of the agenda
        annotation: The meeting is invited to adopt **the agenda**.
        papers: [agenda, status-report]          names of papers; `plan` is the plan
      - title: Reports
        items:                                   sub-items: 2 (a), 2 (b)
          - title: Reports of members
            papers:
              - {title: Report of a member, symbol: INF.1, submitted_by: A member, file: guests/report.pdf}

`meetings.resolved` gives each paper of ours, in place of its name, what its head says.
"""

import re
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Annotated, Any, Self

from pydantic import AfterValidator, BeforeValidator, Field, model_validator

from workplan.content.markup.inline import read_inline
from workplan.content.models.head import DayOrBlank, Purpose
from workplan.content.values.blank import has_blank
from workplan.content.values.values import Day, Id, Label, Markup, Model, Words

#: The folder of meetings, in a content folder.
MEETINGS = "meetings"


def meeting_file(name: str) -> str:
    """The file of the meeting of this name, in the content folder."""
    return f"{MEETINGS}/{name}.yaml"


def _on_its_own(words: str) -> str:
    """Markup that is the same in whatever paper prints it."""
    read = read_inline(words)
    if any(node.type in ("note_call", "reference") for node in read.node.walk()):
        raise ValueError(
            "an annotation cannot call notes, or refer to parts of a paper; several may print it"
        )
    return words


Annotation = Annotated[Markup, AfterValidator(_on_its_own)]


class Entry(Model):
    """A paper of an item: one of ours by its name, or one from elsewhere by its title; `file` is its PDF in
    the content folder. `id` is the name of a paper of ours whose head was read."""

    paper: Id | None = None
    id: Id | None = None
    title: Words | None = None
    symbol: Label | None = None
    submitted_by: Words | None = None
    date: DayOrBlank | None = None  # of issue
    purpose: Purpose | None = None
    action: Words | None = None  # to be taken
    note: Words | None = None  # what its edition says of itself: what a Rev. changed
    distribution: Words | None = None
    late_submission: Words | None = None
    file: Words | None = None

    @model_validator(mode="after")
    def _of_one_kind(self) -> Self:
        others = self.model_dump(exclude={"paper"}, exclude_defaults=True)
        if self.paper and others:
            raise ValueError("a paper that has a name says the rest itself, in its head; give its name alone")
        if not self.paper and not self.title:
            raise ValueError("give the name of a paper, or the title of one from elsewhere")
        if self.file and not self.file.lower().endswith(".pdf"):
            raise ValueError("the file of a paper from elsewhere is a PDF")
        return self


def _named(value: Any) -> Any:
    return {"paper": value} if isinstance(value, str) else value


Papers = tuple[Annotated[Entry, BeforeValidator(_named)], ...]


class SubItem(Model):
    title: Words
    annotation: Annotation | None = None
    papers: Papers = ()


class Item(SubItem):
    items: Annotated[tuple[SubItem, ...], Field(max_length=26)] = ()


class Dates(Model):
    """The days of a meeting; or, where they are not known yet, words with a blank in `open`."""

    start: Day | None = None
    end: Day | None = None
    open: Words | None = None

    @model_validator(mode="after")
    def _known_or_open(self) -> Self:
        if self.open is not None and (self.start or self.end or not has_blank(self.open)):
            raise ValueError(f"days that are not known yet are a blank and nothing else: {_BLANK}")
        if self.open is None and not self.start:
            raise ValueError(f"give the first day, as start: 2031-11-12; or a blank instead: {_BLANK}")
        if self.start and self.end and self.end < self.start:
            raise ValueError("it ends before it starts")
        return self


_BLANK = 'dates: "[[dates of the meeting]]"'


def _open(value: Any) -> Any:
    return {"open": value} if isinstance(value, str) else value


class Deadline(Model):
    """A period before the first day of the meeting, and which papers it is for."""

    name: Words
    days: Annotated[int | None, Field(ge=0, le=1000)] = None
    weeks: Annotated[int | None, Field(ge=0, le=150)] = None
    purposes: tuple[Purpose, ...] = ()
    papers: tuple[Id, ...] = ()

    @model_validator(mode="after")
    def _one_period(self) -> Self:
        if (self.days is None) == (self.weeks is None):
            raise ValueError("give the period before the meeting in days, or in weeks")
        return self

    @property
    def period(self) -> timedelta:
        """How long before the first day of the meeting it is."""
        return timedelta(days=self.days or 0, weeks=self.weeks or 0)

    @property
    def before(self) -> str:
        """The period as it is given: "6 weeks before"."""
        number, unit = (self.weeks, "week") if self.days is None else (self.days, "day")
        return f"{number} {unit}{'s' * (number != 1)} before"

    def day(self, meeting: date) -> date:
        return meeting - self.period

    def is_for(self, entry: Entry) -> bool:
        if not self.purposes and not self.papers:
            return True
        return entry.purpose in self.purposes or (entry.paper or entry.id) in self.papers


class Meeting(Model):
    name: Words
    ordinal: Words | Annotated[int, Field(ge=1)] | None = None
    place: Words | None = None
    dates: Annotated[Dates | None, BeforeValidator(_open)] = None
    deadlines: tuple[Deadline, ...] = ()
    restricted: tuple[Words, ...] = ("restricted",)
    agenda: Annotated[tuple[Item, ...], Field(max_length=999)] = ()

    @property
    def printed_ordinal(self) -> str:
        """An ordinal in words that the name does not have itself: "Tenth", before "Annual Meeting"."""
        ordinal = self.ordinal if isinstance(self.ordinal, str) else ""
        return "" if ordinal.casefold() in self.name.casefold() else ordinal

    @property
    def full_name(self) -> str:
        return " ".join(filter(None, (self.printed_ordinal, self.name)))

    @property
    def start(self) -> date | None:
        """Its first day; None where that is not known yet."""
        return self.dates.start if self.dates else None

    def is_restricted(self, distribution: str | None) -> bool:
        """Whether a paper of this distribution is for members alone: one of the words says so."""
        said = (distribution or "").casefold()
        return any(
            re.search(rf"(?<!\w){re.escape(words.casefold())}(?!\w)", said) for words in self.restricted
        )

    def items(self) -> Iterator[tuple[str, tuple[str | int, ...], SubItem]]:
        """Every item in order, with its number ("2", "2 (a)") and its path in the file."""
        for at, item in enumerate(self.agenda):
            yield str(at + 1), ("agenda", at), item
            for below, inner in enumerate(item.items):
                yield f"{at + 1} ({chr(ord('a') + below)})", ("agenda", at, "items", below), inner

    def entries(self) -> Iterator[tuple[str, tuple[str | int, ...], Entry]]:
        """Every paper in the order of the agenda, with its item's number and its own path in the file."""
        for number, path, item in self.items():
            for at, entry in enumerate(item.papers):
                yield number, (*path, "papers", at), entry

    def words(self) -> Iterator[str]:
        """What is printed of it, but for the papers of ours."""
        yield from (self.name, str(self.ordinal or ""), self.place or "")
        yield self.dates.open or "" if self.dates else ""
        yield from (deadline.name for deadline in self.deadlines)
        for _, _, item in self.items():
            yield from (item.title, item.annotation or "")
            for entry in item.papers:
                told = (
                    entry.title,
                    entry.symbol,
                    entry.submitted_by,
                    entry.distribution,
                    entry.late_submission,
                )
                yield from filter(None, told)

    def deadline(self, entry: Entry) -> Deadline | None:
        return next((each for each in self.deadlines if each.is_for(entry)), None)
