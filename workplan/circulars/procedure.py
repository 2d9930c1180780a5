"""The no-objection procedure as a state machine: what may happen next to a circular.

    open ──────▶ objected ──▶ not adopted
     │              ▲
     ▼              │ an objection that was received in time, and recorded late
    expired ────▶ adopted

What state it is in follows from the record and the time alone. So nothing can lead from an objection that was
received in time to "adopted": where one is recorded after the notice, the notice no longer holds, and another
one must say so. An objection that was received later is recorded, and changes nothing.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime
from enum import Enum

from workplan.content.models.circular import Circular, Event, Outcome
from workplan.text.hints import did_you_mean, one_of, quoted


class State(Enum):
    """Where a circular stands."""

    OPEN = "open"
    OBJECTED = "objected to, to be closed"
    EXPIRED = "expired without objection, to be closed"
    ADOPTED = "adopted"
    NOT_ADOPTED = "not adopted"


class RefusedError(ValueError):
    """What the procedure does not allow: the reason, and what to do."""

    def __init__(self, message: str, hint: str) -> None:
        super().__init__(message)
        self.hint = hint


def state(circular: Circular, now: datetime) -> State:
    """The state of a circular at a moment."""
    last = circular.notices[-1].outcome if circular.notices else None
    if circular.objections:
        return State.NOT_ADOPTED if last == "not adopted" else State.OBJECTED
    if last == "adopted":
        return State.ADOPTED
    return State.EXPIRED if now > circular.closes else State.OPEN


def outcome(circular: Circular, at: datetime) -> Outcome:
    """What a notice of this moment says. Raises `RefusedError` while the time is not over and nobody has
    objected, and where the last notice says it already."""
    found = state(circular, at)
    if found is State.OPEN:
        raise RefusedError(
            f"it is open until {circular.closes.isoformat(' ', 'minutes')} ({circular.zone}), and nobody has"
            " objected: it cannot be closed yet",
            "close it after that time, or record an objection with `circular receive`",
        )
    if found in (State.ADOPTED, State.NOT_ADOPTED):
        raise RefusedError(
            f"it is closed already: {found.value}", "its notice is the paper that the record names"
        )
    return "not adopted" if found is State.OBJECTED else "adopted"


def received(
    circular: Circular, members: Sequence[str], at: datetime, now: datetime, objection: str = ""
) -> Circular:
    """`circular` after these members acknowledged it or, with `objection`, objected to it, which was received
    at `at`. What the record says already is not said again: then it is `circular` itself."""
    _in_time(circular, at, now)
    _known(circular, members)
    new = [
        Event(at=at, event="objected", member=member, words=objection)
        if objection
        else Event(at=at, event="acknowledged", member=member)
        for member in dict.fromkeys(members)
        if objection or member not in circular.acknowledged
    ]
    return after(circular, [event for event in new if event not in circular.events])


def to_remind(circular: Circular, at: datetime, now: datetime) -> tuple[str, ...]:
    """The members that a reminder of this moment goes to."""
    _in_time(circular, at, now)
    found = state(circular, at)
    if found is not State.OPEN:
        raise RefusedError(
            f"it is {found.value}: there is nothing to remind of", "`circular` shows where it stands"
        )
    if not circular.silent:
        raise RefusedError("every member has acknowledged it", "nobody is left to remind")
    return circular.silent


def after(circular: Circular, events: Collection[Event]) -> Circular:
    """`circular` after these events; whatever the procedure forbids raises `ValueError`."""
    return Circular.model_validate(
        {**circular.model_dump(), "events": (*circular.events, *events)} if events else circular.model_dump()
    )


def happened(at: datetime, now: datetime) -> datetime:
    """The moment `at` which something happened. Raises `RefusedError` where it has not come yet."""
    if at > now:
        raise RefusedError("that moment has not come yet", "give the time at which it happened, with --at")
    return at


def _in_time(circular: Circular, at: datetime, now: datetime) -> None:
    if happened(at, now) < circular.opened:
        opened = circular.opened.isoformat(" ", "minutes")
        raise RefusedError(f"the circular was opened later, at {opened}", "look at --at once more")


def _known(circular: Circular, members: Sequence[str]) -> None:
    for member in members:
        if member not in circular.to:
            hint = did_you_mean(member, circular.to) or f"it went to {one_of(circular.to)}"
            raise RefusedError(f"the circular did not go to {quoted(member)}", hint)
