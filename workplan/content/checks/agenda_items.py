"""The agenda item that a paper's head names, beside the agenda of the meeting that it names.

[x] an item that is not on the agenda: an error; one under which the paper does not stand there: a warning
[x] several items, "3 and 4" or "2 (a) and (b)"; blanks, and words without a number, say nothing
[-] an edition that was issued says what it said, whatever the agenda has become
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from workplan.content.files.papers import HEAD
from workplan.content.values.blank import WRITTEN
from workplan.errors import Problem
from workplan.text.hints import did_you_mean, join, one_of, quoted

if TYPE_CHECKING:
    from workplan.content.sources.sources import Sources

#: A number, with the letters of sub-items behind it: "2", "2 (a)", "2(a) and (b)".
_ITEM = re.compile(
    r"(?<![\d.])(?P<number>\d{1,3}(?:\.\d{1,3})*)(?!\d)"
    r"(?P<letters>(?:\W{0,3}(?:\w{1,4}\s)?\(\s?[a-z]\s?\))*)",
    re.IGNORECASE,
)
_LETTER = re.compile(r"\(\s*([a-z])\s*\)", re.IGNORECASE)


def named_items(words: str) -> list[str]:
    """The items that are named, as an agenda numbers them: "4 (a)"."""
    return list(_named(words))


def _named(words: str) -> Iterator[str]:
    for found in _ITEM.finditer(WRITTEN.sub("", words)):
        number = found["number"].lstrip("0") or "0"
        letters = _LETTER.findall(found["letters"])
        yield from (f"{number} ({letter.lower()})" for letter in letters)
        if not letters:
            yield number


def check_agenda_item(sources: Sources) -> Iterator[Problem]:
    head, meeting = sources.head, sources.meeting
    if not sources.worked_on or not head or not head.agenda_item or not meeting or not meeting.agenda:
        return
    place = sources.places[HEAD].value(("agenda_item",))
    known = [number for number, _, _ in meeting.items()]
    named = named_items(head.agenda_item)
    if unknown := [item for item in named if item not in known]:
        file = sources.places[sources.meeting_file].file
        for item in unknown:
            hint = join(did_you_mean(item, known), f"items: {one_of(known)}; the agenda is in {file}")
            yield Problem(f"there is no agenda item {quoted(item)}", place, hint)
        return
    under = next((n for n, _, each in meeting.entries() if (each.paper or each.id) == sources.paper), None)
    if under and named and under not in named:
        at = sources.places[sources.meeting_file].value(_path(sources, under))
        message = f"the head says agenda item {quoted(head.agenda_item)}, and the agenda has the paper under"
        hint = f"write agenda_item: {under}, or move the paper to the other item, at {at}"
        yield Problem(f"{message} {quoted(under)}", place, hint, warning=True)


def _path(sources: Sources, number: str) -> tuple[str | int, ...]:
    assert sources.meeting
    return next(path for each, path, _ in sources.meeting.items() if each == number)
