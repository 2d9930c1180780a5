"""Until when an action is to be done: the last day of a timeframe, where its words say one.

    2022-12-31                        31 December 2022; December 31, 2022; Dec 2022; 12/2022
    Q3 2022, 3rd quarter of 2022      H1 2022; first half of 2022
    2022, 2021-2022, Jan - Mar 2022   the end of what is named last
    end of the plan                   the end of the plan's period

Words in front of these ("by", "until", "end of", "mid") change nothing; months may have the names that
plan.yaml's wording gives them. All else ("continuous", "before 2022", "after the Ninth Meeting") ends on no
day that can be known.
"""

from __future__ import annotations

import re
import unicodedata
from calendar import monthrange
from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from workplan.content.models.data import Status
    from workplan.content.models.identity import Identity


_YEAR = r"(?P<year>(?:19|2\d)\d\d)"
_ORDINALS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "1st": 1, "2nd": 2, "3rd": 3, "4th": 4}
_WHICH = "|".join(_ORDINALS)
_PLAN = re.compile(r"(?:the )?(?:plan|plan's period|plan period|period of the plan|duration of the plan)")
_BEFORE = re.compile(r"^(?:(?:by|until|till|through|the|end|of|late|mid|early|in|during)\b[ -]*)+")
_BETWEEN = re.compile(r"\s+(?:-|to|until|and)\s+|(?<=\d)-(?=(?:19|2\d)\d\d$)")
_MONTHS = (
    "january", "february", "march", "april", "may", "june",
    "july", "august", "september", "october", "november", "december",
)  # fmt: skip


def last_day(words: str, identity: Identity) -> date | None:
    """The day on which a timeframe ends; None where its words do not say one."""
    said = unicodedata.normalize("NFKC", words).casefold()
    said = "".join(str(unicodedata.decimal(c)) if c.isdecimal() else c for c in said)
    said = " ".join(re.sub(r"[\u2010-\u2015]", "-", said).replace("\u2019", "'").split()).strip(" .")
    if iso := re.fullmatch(r"(\d{4})-(\d\d)-(\d\d)", said):
        return _day(*map(int, iso.groups()))
    last = _BETWEEN.split(said)[-1]
    last = _BEFORE.sub("", last)
    if _PLAN.fullmatch(last):
        return date(identity.period.end, 12, 31)
    return _end(last, [*map(str.casefold, identity.wording.months)])


def overdue(status: Status | None, identity: Identity, on: date) -> bool:
    """Whether something should have been done before the day `on`, and is not."""
    if not status or not status.timeframe:
        return False
    if any(state.closed for state in identity.states if state.id == status.state):
        return False
    end = last_day(status.timeframe, identity)
    return end is not None and end < on


def _end(said: str, months: Sequence[str]) -> date | None:
    """The last day of a day, a month, a quarter, a half-year or a year."""
    if found := re.fullmatch(_YEAR, said):
        return date(int(found["year"]), 12, 31)
    if found := re.fullmatch(rf"(?P<month>0?[1-9]|1[0-2])/{_YEAR}", said):
        return _of_month(int(found["year"]), int(found["month"]))
    part = rf"(?:(?P<kind>[qh]) ?(?P<n>\d)|(?P<which>{_WHICH}) (?P<name>quarter|half))"
    found = re.fullmatch(rf"{part}(?: of|,)? ?{_YEAR}", said)
    found = found or re.fullmatch(rf"{_YEAR}[ -]?{part}", said)
    if found:
        size = 3 if (found["kind"] or found["name"])[0] == "q" else 6
        number = int(found["n"] or _ORDINALS[found["which"]])
        return _of_month(int(found["year"]), number * size) if 1 <= number <= 12 // size else None
    if found := re.fullmatch(rf"(?:(?P<day>\d\d?)(?:st|nd|rd|th)? )?(?P<month>[^\d,]+?),? {_YEAR}", said):
        return _in_month(found, months)
    if found := re.fullmatch(rf"(?P<month>[^\d,]+?) (?P<day>\d\d?)(?:st|nd|rd|th)?,? {_YEAR}", said):
        return _in_month(found, months)
    return None


def _in_month(found: re.Match[str], months: Sequence[str]) -> date | None:
    name = found["month"].rstrip(".")
    names = {
        **{each: n for n, each in enumerate(months, 1)},
        **{each: n for n, each in enumerate(_MONTHS, 1)},
    }
    starts = [n for n, each in enumerate(_MONTHS, 1) if each.startswith(name) and len(name) >= 3]
    number = names.get(name) or (starts[0] if len(starts) == 1 else 0)
    year = int(found["year"])
    if not number:
        return None
    return _day(year, number, int(found["day"])) if found["day"] else _of_month(year, number)


def _of_month(year: int, month: int) -> date:
    return date(year, month, monthrange(year, month)[1])


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
