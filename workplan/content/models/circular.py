"""The record of a circular on whose text silence is consent: `circulars/NAME.yaml`, one strict model.

    circular: endorsement                    papers/endorsement.md, the circular as it was sent
    symbol: BP/TIPWG/CIRC.4
    text: plan                               the paper that is adopted unless somebody objects,
    edition: "2021"                          in this edition,
    sha256: 6f1c…                            and the SHA-256 of that edition's file
    opened: 2031-02-03T09:00:00+07:00
    closes: 2031-02-17T17:00:00+07:00        an objection counts that is received until then
    zone: Asia/Bangkok
    to: [Indonesia, Malaysia]                by their ids in members.yaml
    events:                                  in the order in which they were recorded
      - {at: 2031-02-04T10:12:00+07:00, event: acknowledged, member: Indonesia}
      - {at: 2031-02-10T09:00:00+07:00, event: reminded, members: [Malaysia], paper: endorsement-reminder}
      - {at: 2031-02-11T16:40:00+07:00, event: objected, member: Malaysia, words: "We need more time."}
      - {at: 2031-02-12T09:00:00+07:00, event: closed, outcome: not adopted, paper: endorsement-not-adopted}

A record that says what the procedure forbids is an error wherever it is read: no text is adopted before the
time is over, nor after an objection that was received in time.
"""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Literal

from pydantic import BeforeValidator, Field, model_validator

from workplan.content.values.values import Id, Label, Model, Words
from workplan.text.hints import quoted

Outcome = Literal["adopted", "not adopted"]


def _moment(value: object) -> object:
    try:
        moment = datetime.fromisoformat(value) if isinstance(value, str) else value
    except ValueError:
        moment = None
    if not isinstance(moment, datetime) or moment.tzinfo is None:
        raise ValueError("a moment is written as in 2031-02-17T17:00:00+07:00, with its distance from UTC")
    return moment


Moment = Annotated[datetime, BeforeValidator(_moment)]


class Event(Model):
    """What happened to a circular, and when."""

    at: Moment
    event: Literal["acknowledged", "reminded", "objected", "closed"]
    member: Words | None = None
    members: tuple[Words, ...] = ()
    words: Words | None = None  # of an objection
    outcome: Outcome | None = None
    paper: Id | None = None  # that says so

    @model_validator(mode="after")
    def _says_what_it_must(self) -> Event:
        needed = {
            "acknowledged": {"member"},
            "reminded": {"members", "paper"},
            "objected": {"member", "words"},
            "closed": {"outcome", "paper"},
        }[self.event]
        given = {name for name in ("member", "members", "words", "outcome", "paper") if getattr(self, name)}
        if given != needed:
            raise ValueError(f"{quoted(self.event)} needs {' and '.join(sorted(needed))}, and nothing else")
        return self


class Circular(Model):
    circular: Id
    symbol: Label | None = None
    text: Id
    edition: Label
    sha256: Annotated[str, Field(pattern="^[0-9a-f]{64}$")]
    opened: Moment
    closes: Moment
    zone: Words
    to: Annotated[tuple[Words, ...], Field(min_length=1)]
    events: tuple[Event, ...] = ()

    @model_validator(mode="after")
    def _follows_the_procedure(self) -> Circular:
        if self.closes <= self.opened:
            raise ValueError("it closes before it was opened")
        objected = False
        closed: str | None = None
        for event in self.events:
            named = {*event.members, *([event.member] if event.member else [])}
            if unknown := sorted(named - {*self.to}):
                raise ValueError(f"it did not go to {quoted(unknown[0])}")
            if event.at < self.opened:
                raise ValueError(f"{quoted(event.event)} stands before the circular was opened")
            objected = objected or self.counts(event)
            if event.event != "closed":
                continue
            if (event.outcome == "adopted") == objected:
                raise ValueError(
                    "it is closed as adopted after an objection that was received in time"
                    if objected
                    else "it is closed as not adopted, and nobody objected in time"
                )
            if event.outcome == "adopted" and event.at <= self.closes:
                raise ValueError("it is closed as adopted before its time is over")
            if closed == event.outcome:
                raise ValueError("it is closed twice")
            closed = event.outcome
        return self

    def counts(self, event: Event) -> bool:
        """Whether it is an objection that was received in time."""
        return event.event == "objected" and event.at <= self.closes

    @property
    def objections(self) -> tuple[Event, ...]:
        """Those that were received in time, in the order of their times."""
        return tuple(sorted(filter(self.counts, self.events), key=lambda event: event.at))

    @property
    def acknowledged(self) -> frozenset[str]:
        """The members of whom it is known that they have the circular: whoever objects has it."""
        return frozenset(event.member for event in self.events if event.member)

    @property
    def silent(self) -> tuple[str, ...]:
        """The members that have not acknowledged it, in the order of the circular."""
        return tuple(member for member in self.to if member not in self.acknowledged)

    @property
    def notices(self) -> tuple[Event, ...]:
        """The closing notices, the last one last."""
        return tuple(event for event in self.events if event.event == "closed")
