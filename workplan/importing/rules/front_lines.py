"""Lines of a front page that say what they are by their form: symbol, co-chairs, edition, date."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

from workplan.content.paper.written_days import day_in_words, read_day
from workplan.content.words.wording import Wording
from workplan.importing.rules.claims import rule
from workplan.importing.source.model import Line

_WORDS = Wording()
_SYMBOL = re.compile(r"(?=.*[0-9])[A-Z][A-Za-z0-9.]*(?:/[A-Za-z0-9.()*-]+)+")
_CO_CHAIRS = re.compile(r"(?:co[- ]?chairs?|co[- ]?chaired by)\s*[:–—-]?\s+(?P<names>\S.*)", re.IGNORECASE)
_BETWEEN_NAMES = re.compile(r"\s*(?:,\s*and\s|[,;/]|\sand\s|\s&\s)\s*")
#: What may stand before a day that is that of the edition.
_BEFORE_DAY = re.compile(
    r"\(?(?:(?:version|edition|draft|as of|as at|dated?|adopted|endorsed|approved|issued|revised|updated)"
    r"(?:\s+(?:on|of|by|at|the))*(?:\s+v?[0-9.]+)?\s*[:,–-]?\s*)?",
    re.IGNORECASE,
)


class Edition(NamedTuple):
    """What a line says of the edition: its label and its day, or where it was amended; `printed` is how the
    front page says it, empty where it does not."""

    label: str
    day: date
    printed: str = ""
    amended_at: str = ""


@rule("M8")
def symbol(line: Line) -> bool:
    """A line above the text that is a symbol and nothing else (BP/TIPWG/10/WP.3/Rev.1) is the symbol of the
    plan."""
    return bool(_SYMBOL.fullmatch(line.text.strip())) and len(line.text.strip()) <= 60


@rule("M9")
def co_chairs(line: Line) -> tuple[str, ...]:
    """A line above the text that begins with Co-chairs names them: "Co-chairs: Indonesia and Australia"."""
    found = _CO_CHAIRS.fullmatch(" ".join(line.text.split()))
    names = _BETWEEN_NAMES.split(found["names"]) if found else []
    return tuple(names) if all(0 < len(name) <= 64 for name in names) else ()


@rule("M10")
def amended(line: Line) -> Edition | None:
    """ "As amended at the Sixth Meeting, 1 December 2021" says where the plan was amended, and when."""
    form = re.escape(_WORDS.as_amended)
    for name in ("meeting", "date"):
        form = form.replace(re.escape(f"{{{name}}}"), rf"(?P<{name}>\S.*)")
    words = " ".join(line.text.split())
    found = re.fullmatch(form, words, re.IGNORECASE)
    day = day_of(found["date"]) if found else None
    if not found or not day:
        return None
    values: Mapping[str, str] = {"meeting": found["meeting"], "date": day_in_words(day, _WORDS)}
    printed = re.sub(r"\{(meeting|date)\}", lambda name: values[name[1]], _WORDS.as_amended)
    return Edition("", day, printed, found["meeting"])


@rule("M11")
def edition(line: Line) -> Edition | None:
    """ "Edition 2021, 1 March 2021" is the edition, and printed again. Another line that says no more than a
    day ("1 March 2021", "Endorsed on 1 March 2021") is the day of the edition: it is not printed on the front
    page, and a doubt."""
    words = " ".join(line.text.split())
    found = re.fullmatch(rf"{_WORDS.edition} (?P<label>\S{{1,20}}), (?P<day>.+)", words)
    if found and (day := day_of(found["day"])):
        printed = f"{_WORDS.edition} {found['label']}, {day_in_words(day, _WORDS)}"
        return Edition(found["label"], day, printed)
    begins = _BEFORE_DAY.match(words)
    day = day_of(words[begins.end() :].rstrip(")")) if begins else None
    return Edition(str(day.year), day) if day else None


def day_of(words: str) -> date | None:
    """The day that is written: 1 March 2021, March 1, 2021, or 2021-03-01."""
    if found := re.fullmatch(
        r"(?P<month>[^\W\d]+)\.? (?P<day>[0-9]{1,2})(?:st|nd|rd|th)?,? (?P<year>[0-9]{4})", words
    ):
        words = f"{found['day']} {found['month']} {found['year']}"
    words = re.sub(r"(?<=[0-9])(?:st|nd|rd|th)\b", "", words)
    try:
        return date.fromisoformat(words.strip())
    except ValueError:
        return read_day(words, _WORDS)
