"""The front page: each line that stands above the text, in the order in which it is printed.

Who prints a line, looks for it, names it or reads it back asks `LINES`. A new line costs an entry here and a
style of its name in `styles/theme.yaml`, besides the field of `models.Identity` that it prints.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

from workplan.content.models import Identity, Plan, Wording
from workplan.content.papers import HEAD
from workplan.yaml import Path


@dataclass(frozen=True, slots=True)
class FrontLine:
    """A line of the front page. `role` names its paragraph, its style and its id; `path` is what it prints of
    plan.yaml; `words` are those words, empty where the content has none. `read` is the inverse: the value
    for `path` (None takes it out). It raises `ValueError`, saying what the words should be."""

    role: str
    path: Path
    words: Callable[[Identity], str]
    read: Callable[[str, Identity], object]
    required: bool = False
    of_paper: bool = False  # a paper beside the plan has its own, in its head

    def file(self, plan: Plan) -> str:
        """The file of the content that `path` is in."""
        return HEAD if plan.head and self.of_paper else "plan.yaml"


def front_page(identity: Identity) -> Iterator[tuple[FrontLine, str]]:
    """The lines that a plan has, with their words."""
    for line in LINES:
        if words := line.words(identity):
            yield line, words


def _same(words: str, _identity: Identity) -> object:
    return words or None


def _co_chairs(identity: Identity) -> str:
    return f"{identity.wording.co_chairs}: {', '.join(identity.co_chairs)}" if identity.co_chairs else ""


def _read_co_chairs(words: str, identity: Identity) -> object:
    label = identity.wording.co_chairs
    if not words:
        return None
    if not (found := re.fullmatch(rf"\s*{re.escape(label)}\s*:\s*(.*\S)\s*", words, re.IGNORECASE)):
        raise ValueError(f'it begins with "{label}:", and names have commas between them')
    names = "|".join(re.escape(name) for name in sorted(identity.co_chairs, key=len, reverse=True)) or "(?!)"
    # A name that is known may have a comma in it.
    cut = re.findall(rf"\s*((?:{names})(?=\s*(?:[,;،、]|$))|[^,;،、]+)", found[1])
    return tuple(name.strip() for name in cut if name.strip())


def _edition(identity: Identity) -> str:
    wording = identity.wording
    if amended := identity.amended:
        day = day_in_words(amended.date, wording)
        return wording.as_amended.replace("{meeting}", amended.at).replace("{date}", day)
    if identity.show_edition:
        return f"{wording.edition} {identity.edition.label}, {day_in_words(identity.edition.date, wording)}"
    return ""


def _read_edition(words: str, identity: Identity) -> object:
    wording = identity.wording
    if identity.show_edition:
        raise ValueError("it is made of edition.label and edition.date: change those in plan.yaml")
    if not words:
        return None
    form = re.escape(wording.as_amended)
    for name in ("meeting", "date"):
        form = form.replace(re.escape(f"{{{name}}}"), rf"(?P<{name}>.*\S)")
    found = re.fullmatch(rf"\s*{form}\s*", words, re.IGNORECASE)
    day = found and read_day(found["date"], wording)
    if not found or not day:
        example = wording.as_amended.replace("{meeting}", "…")
        example = example.replace("{date}", day_in_words(identity.edition.date, wording))
        raise ValueError(f"it is written so: “{example}”")
    return {"at": found["meeting"], "date": day.isoformat()}


def day_in_words(day: date, wording: Wording) -> str:
    """ "1 December 2021", in the plan's own months and order."""
    words = {"day": str(day.day), "month": wording.months[day.month - 1], "year": str(day.year)}
    return re.sub(r"\{(day|month|year)\}", lambda name: words[name[1]], wording.day)


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


LINES = (
    FrontLine("symbol", ("symbol",), lambda identity: identity.symbol or "", _same, of_paper=True),
    FrontLine("organisation", ("organisation", "name"), lambda i: i.organisation.name, _same, required=True),
    FrontLine("mandate", ("organisation", "mandate"), lambda i: i.organisation.mandate or "", _same),
    FrontLine("group", ("group",), lambda identity: identity.group, _same, required=True),
    FrontLine("co-chairs", ("co_chairs",), _co_chairs, _read_co_chairs),
    FrontLine("title", ("title",), lambda identity: identity.title, _same, required=True, of_paper=True),
    FrontLine("edition", ("amended",), _edition, _read_edition),
)

#: The roles of the paragraphs of a front page.
MASTHEAD = frozenset(line.role for line in LINES)
