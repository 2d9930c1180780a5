"""The deadline of a circular: a day, or a moment on the clock of one place.

    deadline: 2031-02-17                         the whole of that day
    deadline: 2031-02-17 17:00 Asia/Bangkok      a zone by its name in the IANA time zone database (RFC 6557),
    deadline: 2031-02-17 10:00 UTC               or UTC
    deadline: "[[deadline]]"                     not known yet

A silence is broken or kept at one moment for all members, so that procedure needs the second or third form.
"""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError, available_timezones

from msgspec import Struct

from workplan.content.values.blank import is_blank
from workplan.content.values.values import iso_date
from workplan.text.hints import did_you_mean, quoted

_FORM = re.compile(r"(?P<day>\d{4}-\d{2}-\d{2})[ T](?P<time>\d{2}:\d{2})(?: (?P<zone>\S+))?", re.ASCII)
_EXAMPLE = "deadline: 2031-02-17 17:00 Asia/Bangkok"


class Deadline(Struct, frozen=True):
    """A day; and with `clock` and `zone` a moment of it."""

    day: date
    clock: time | None = None
    zone: str = ""

    def __str__(self) -> str:
        """As a head has it."""
        return f"{self.day} {self.clock:%H:%M} {self.zone}" if self.clock else str(self.day)

    @property
    def moment(self) -> datetime | None:
        """When it is, with its distance from UTC; None where only the day is given."""
        return datetime.combine(self.day, self.clock, ZoneInfo(self.zone)) if self.clock else None


def read_deadline(value: date | str) -> Deadline:
    """The deadline that a head gives. Raises `ValueError` with what is wrong with it and a hint."""
    if isinstance(value, date) or not (found := _FORM.fullmatch(value.strip())):
        if not isinstance(value, date) and not re.fullmatch(r"\d{4}-\d{2}-\d{2}", value, re.ASCII):
            raise ValueError("a deadline is a day, or a day with a time and a place", f"write: {_EXAMPLE}")
        return Deadline(iso_date(value))
    if not found["zone"]:
        raise ValueError("a time needs the place whose clock shows it", f"write: {_EXAMPLE}")
    try:
        clock = time.fromisoformat(found["time"])
    except ValueError:
        raise ValueError("there is no such time", f"write: {_EXAMPLE}") from None
    made = Deadline(iso_date(found["day"]), clock, found["zone"])
    _check(made)
    return made


def deadline_or_blank(value: object) -> date | str:
    """What a head may say: a day, or a moment in the one form in which it is kept, or a blank."""
    if is_blank(value):
        return str(value)
    if not isinstance(value, date | str):
        raise ValueError("a deadline is a day, or a day with a time and a place", f"write: {_EXAMPLE}")
    read = read_deadline(value)
    return str(read) if read.clock else read.day


def _check(deadline: Deadline) -> None:
    """That there is such a place, and that its clocks show this time once on that day."""
    if not _is_zone(deadline.zone):
        suggestion = did_you_mean(deadline.zone, available_timezones())
        about = "zones have names such as Asia/Bangkok, Australia/Sydney or UTC"
        raise ValueError(f"there is no time zone {quoted(deadline.zone)}", suggestion or about)
    moment = deadline.moment
    assert moment
    if moment.astimezone(UTC).astimezone(moment.tzinfo).replace(tzinfo=None) != moment.replace(tzinfo=None):
        raise ValueError("clocks are put forward then: there is no such time", "give another hour")
    if moment.replace(fold=1).utcoffset() != moment.utcoffset():
        raise ValueError("clocks are put back then: there is this time twice", "give another hour")


def _is_zone(name: str) -> bool:
    if not re.fullmatch(r"UTC|[A-Z][A-Za-z_]+(/[A-Z][A-Za-z_-]+)+", name):
        return False
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, OSError):
        return False
    return True


#: The end of a day everywhere on Earth: UTC-12.
_LAST_CLOCK = timedelta(hours=36)


def over(deadline: Deadline, now: datetime) -> bool:
    """Whether it is over at `now`, which has its distance from UTC. A day without a time is over when it is
    over everywhere on Earth."""
    end = deadline.moment or datetime.combine(deadline.day, time(), UTC) + _LAST_CLOCK
    return now > end
