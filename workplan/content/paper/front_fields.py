"""What the lines of a front page can print: each field of plan.yaml or of a paper's head, as words and back.

Layouts name fields as the head does, with a dot for what is below another: `{meeting.ordinal}`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import time
from typing import Any

from msgspec import Struct

from workplan.content.files.papers import HEAD
from workplan.content.models.head import PURPOSES
from workplan.content.models.identity import Identity
from workplan.content.models.meeting import Meeting, meeting_file
from workplan.content.paper.plan import Plan
from workplan.content.paper.recommended import action_words
from workplan.content.paper.written_days import (
    day_in_words,
    days_in_words,
    deadline_in_words,
    read_day,
    read_deadline_in_words,
)
from workplan.content.values.blank import is_blank
from workplan.content.values.deadline import Deadline, read_deadline
from workplan.files.yaml import Path
from workplan.text.hints import one_of, quoted

#: Between the entries of a list that is printed in one line.
_BETWEEN = "; "


class Field(Struct, frozen=True):
    """`words` are what is printed of it, empty where there is nothing; `read` is the inverse: the value for
    the field (None takes it out). It raises `ValueError`, saying what the words should be."""

    name: str
    words: Callable[[Plan], str]
    read: Callable[[str, Plan], object]
    of_plan: Path = ()  # where it stands in plan.yaml, if it does
    of_head: Path = ()  # and in a head
    required: bool = False
    own: bool = False  # a paper has its own: what plan.yaml says is the plan's alone
    of_meeting: Path = ()  # where the file of a meeting has it that the head names by its file

    def is_of_meeting(self, plan: Plan) -> bool:
        """Whether the file of the meeting says it."""
        if not plan.meeting or not self.of_meeting:
            return False
        return self.of_head[0] == "meeting" or getattr(plan.head, str(self.of_head[0]), None) is None

    def spot(self, plan: Plan) -> tuple[str, Path]:
        """The file that says it, and where there."""
        if self.is_of_meeting(plan):
            return meeting_file(plan.meeting_name), self.of_meeting
        if plan.head and self.of_head:
            given = getattr(plan.head, str(self.of_head[0]), None) is not None
            if self.own or given or not self.of_plan:
                return HEAD, self.of_head
        return "plan.yaml", self.of_plan


def same(words: str, _plan: Plan) -> object:
    return words or None


def _of_identity(*path: str) -> Callable[[Plan], str]:
    return lambda plan: _at(plan.identity, path)


def _of_head(*path: str) -> Callable[[Plan], str]:
    return lambda plan: _at(plan.head, path)


def _at(value: Any, path: tuple[str, ...]) -> str:
    for name in path:
        value = value.get(name) if isinstance(value, Mapping) else getattr(value, name, None)
    return "" if value is None else str(value)


def _listed(name: str) -> Field:
    def words(plan: Plan) -> str:
        return _BETWEEN.join(getattr(plan.head, name, ()))

    def read(words: str, _plan: Plan) -> object:
        return tuple(part.strip() for part in re.split(r"[;；؛]", words) if part.strip()) or None

    return Field(name, words, read, of_head=(name,))


def _own(name: str) -> Field:
    """A field that a head alone has, printed as it is."""
    path = tuple(name.split("."))
    return Field(name, _of_head(*path), same, of_head=path)


def _purpose(plan: Plan) -> str:
    purpose = plan.head and plan.head.purpose
    return plan.identity.wording.purpose[purpose] if purpose else ""


def _read_purpose(words: str, plan: Plan) -> object:
    known = plan.identity.wording.purpose
    for purpose in PURPOSES:
        if words.casefold() in (known[purpose].casefold(), purpose):
            return purpose
    if not words:
        return None
    raise ValueError(f"it is one of {one_of(known.values())}")


def _day(plan: Plan) -> str:
    day = plan.head.date if plan.head else None
    if day is None:
        return ""
    return day if isinstance(day, str) else day_in_words(day, plan.identity.wording)


def _read_day(words: str, plan: Plan) -> object:
    if not words or is_blank(words):
        return words or None
    if day := read_day(words, plan.identity.wording):
        return day.isoformat()
    example = day_in_words(plan.identity.edition.date, plan.identity.wording)
    raise ValueError(f"it is a day, written as in {quoted(example)}")


def _deadline(plan: Plan) -> str:
    given = plan.head.deadline if plan.head else None
    if given is None or is_blank(given):
        return str(given or "")
    return deadline_in_words(read_deadline(given), plan.identity.wording)


def _read_deadline(words: str, plan: Plan) -> object:
    wording = plan.identity.wording
    if not words or is_blank(words):
        return words or None
    if deadline := read_deadline_in_words(words, wording):
        return str(deadline)
    example = deadline_in_words(Deadline(plan.identity.edition.date, time(17), "UTC"), wording)
    raise ValueError(f"it is a day, or a day and a time written as in {quoted(example)}")


def _of_meeting(name: str, at: Path, said: Callable[[Meeting, Plan], str]) -> Field:
    """A field that a head has, or the file of the meeting that it names."""
    path = tuple(name.split(".")) if "." in name else ("meeting", "name") if name == "meeting" else (name,)

    def words(plan: Plan) -> str:
        if plan.meeting and made.is_of_meeting(plan):
            return said(plan.meeting, plan)
        return _at(plan.head, path)

    def read(words: str, plan: Plan) -> object:
        if made.is_of_meeting(plan):
            raise ValueError(f"{meeting_file(plan.meeting_name)} says it, for all papers: change it there")
        return words or None

    made = Field(name, words, read, of_head=path, of_meeting=at)
    return made


def _days(meeting: Meeting, plan: Plan) -> str:
    return days_in_words(meeting.dates, plan.identity.wording)


def co_chairs(identity: Identity) -> str:
    return ", ".join(identity.co_chairs)


def read_co_chairs(words: str, plan: Plan) -> object:
    identity = plan.identity
    names = "|".join(re.escape(name) for name in sorted(identity.co_chairs, key=len, reverse=True)) or "(?!)"
    # A name that is known may have a comma in it.
    cut = re.findall(rf"\s*((?:{names})(?=\s*(?:[,;،、]|$))|[^,;،、]+)", words)
    return tuple(name.strip() for name in cut if name.strip()) or None


def action(plan: Plan) -> str:
    """What is to be done about the paper: the words of its head, or those that follow from its
    recommendations."""
    return plan.head.action or action_words(plan) if plan.head else ""


def action_is_made(plan: Plan) -> bool:
    """Whether these words are made of the recommendations."""
    return plan.head is not None and not plan.head.action


SYMBOL = Field("symbol", _of_identity("symbol"), same, ("symbol",), ("symbol",), own=True)
ORGANISATION = Field("organisation", _of_identity("organisation", "name"), same, ("organisation", "name"),
                     ("organisation", "name"), required=True)  # fmt: skip
MANDATE = Field("organisation.mandate", _of_identity("organisation", "mandate"), same,
                ("organisation", "mandate"), ("organisation", "mandate"))  # fmt: skip
GROUP = Field("body", _of_identity("group"), same, ("group",), ("body",), required=True)
CO_CHAIRS = Field("co_chairs", lambda plan: co_chairs(plan.identity), read_co_chairs, ("co_chairs",),
                  ("co_chairs",))  # fmt: skip
TITLE = Field("title", _of_identity("title"), same, ("title",), ("title",), required=True,
              own=True)  # fmt: skip
DEADLINE = Field("deadline", _deadline, _read_deadline, of_head=("deadline",))
#: The one place where what is to be done comes from.
ACTION = Field("action", action, same, of_head=("action",))

#: What a layout can name, besides `extra.…`.
FIELDS: Mapping[str, Field] = {
    field.name: field
    for field in (
        ORGANISATION, MANDATE, GROUP, CO_CHAIRS, _own("series"), SYMBOL,
        _of_meeting("meeting", ("name",), lambda meeting, _: meeting.name),
        _of_meeting("meeting.ordinal", ("ordinal",), lambda meeting, _: meeting.printed_ordinal),
        _of_meeting("place", ("place",), lambda meeting, _: meeting.place or ""),
        _of_meeting("dates", ("dates",), _days), Field("date", _day, _read_day, of_head=("date",)),
        _own("agenda_item"),
        TITLE, _own("submitted_by"), Field("purpose", _purpose, _read_purpose, of_head=("purpose",)),
        _own("distribution"), _own("original_language"), _own("summary"), DEADLINE, ACTION,
        _listed("related_documents"), _own("supersedes"), _listed("attachments"),
        Field("late_submission", _of_head("late_submission", "reason"), same,
              of_head=("late_submission", "reason")),
    )
}  # fmt: skip


def field(name: str) -> Field | None:
    """The field of this name; None where there is none."""
    return _own(name) if re.fullmatch(r"extra\.[a-z][a-z0-9_]*", name) else FIELDS.get(name)
