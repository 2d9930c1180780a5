"""Days as a plan writes them: "1 December 2021", in its own months and order."""

from __future__ import annotations

import re
from datetime import date, datetime

from workplan.content.models.meeting import Dates
from workplan.content.values.deadline import Deadline, read_deadline
from workplan.content.words.wording import Wording


def day_in_words(day: date, wording: Wording) -> str:
    """The day in words."""
    return _in_words(day, str(day.day), wording)


def _in_words(day: date, number: str, wording: Wording) -> str:
    words = {"day": number, "month": wording.months[day.month - 1], "year": str(day.year)}
    return re.sub(r"\{(day|month|year)\}", lambda name: words[name[1]], wording.day)


def days_in_words(dates: Dates | None, wording: Wording) -> str:
    """The days of a meeting: "12–13 November 2031", or both written in full; what is written of them, with
    its blanks, where they are not known yet."""
    if not dates or not dates.start:
        return dates.open or "" if dates else ""
    start, end = dates.start, dates.end
    first = day_in_words(start, wording)
    if end is None or end == start:
        return first
    if (start.year, start.month) == (end.year, end.month):
        return _in_words(start, f"{start.day}–{end.day}", wording)
    return f"{first} – {day_in_words(end, wording)}"


def read_day(words: str, wording: Wording) -> date | None:
    """The day that is written so; None for anything else."""
    form = re.escape(wording.day)
    months = "|".join(re.escape(month) for month in sorted(wording.months, key=len, reverse=True))
    for name, pattern in (("day", "[0-9]{1,2}"), ("month", months), ("year", "[0-9]{4}")):
        form = form.replace(re.escape(f"{{{name}}}"), f"(?P<{name}>{pattern})")
    found = re.fullmatch(rf"\s*{form}\s*", words, re.IGNORECASE)
    if not found:
        return None
    month = [name.casefold() for name in wording.months].index(found["month"].casefold()) + 1
    try:
        return date(int(found["year"]), month, int(found["day"]))
    except ValueError:
        return None


_MOMENT = re.compile(r"(?P<day>.+?), (?P<time>[0-9]{2}:[0-9]{2}) \((?P<zone>[^\s,()]+)(?:, UTC[^()]*)?\)")


def deadline_in_words(deadline: Deadline, wording: Wording) -> str:
    """The deadline in words: a day, or a moment."""
    moment = deadline.moment
    return moment_in_words(moment, deadline.zone, wording) if moment else day_in_words(deadline.day, wording)


def moment_in_words(moment: datetime, zone: str, wording: Wording) -> str:
    """A moment on the clocks of a zone: "17 February 2031, 17:00 (Asia/Bangkok, UTC+07:00)"."""
    offset = moment.isoformat()[-6:]
    about = zone if zone == "UTC" else f"{zone}, UTC{offset}"
    return f"{day_in_words(moment.date(), wording)}, {moment:%H:%M} ({about})"


def read_deadline_in_words(words: str, wording: Wording) -> Deadline | None:
    """The deadline that is written so; None for anything else. Raises `ValueError` for a time that there is
    not in that place."""
    found = _MOMENT.fullmatch(words.strip())
    if not (day := read_day(found["day"] if found else words, wording)):
        return None
    return read_deadline(f"{day} {found['time']} {found['zone']}") if found else Deadline(day)
