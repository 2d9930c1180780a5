"""How a line that stays stands now, and stood before: heading or item, on which level, how counted."""

from __future__ import annotations

from typing import Literal

from workplan.document.resolving.counting import count
from workplan.document.tree import Place

#: The names of the phrases for it.
Standing = Literal[
    "into_heading",
    "out_of_heading",
    "into_quotation",
    "out_of_quotation",
    "into_list",
    "out_of_list",
    "level",
]
Counting = Literal["numbered", "bulleted", "numbered_otherwise", "numbered_from"]


def standing(was: Place, now: Place) -> Standing | None:
    """What a reader sees of a line that was put elsewhere; None where it is another list, or another name,
    and looks as before."""
    if bool(was.level) != bool(now.level):
        return "into_heading" if now.level else "out_of_heading"
    if (was.role == "quotation") != (now.role == "quotation"):
        return "into_quotation" if now.role == "quotation" else "out_of_quotation"
    if bool(was.frames) != bool(now.frames):
        return "into_list" if now.frames else "out_of_list"
    if was.level != now.level or len(was.frames) != len(now.frames):
        return "level"
    return None


def counting(was: Place, now: Place) -> Counting | None:
    """How the item that a line begins is counted, where it was counted otherwise on the same level."""
    if not was.frames or len(was.frames) != len(now.frames):
        return None
    before, after = was.frames[-1], now.frames[-1]
    if (before.kind, before.start) == (after.kind, after.start):
        return None
    if before.kind == after.kind:
        return "numbered_from"
    if before.kind == "bullet":
        return "numbered"
    return "bulleted" if after.kind == "bullet" else "numbered_otherwise"


def first_number(place: Place) -> str:
    """What the list of an item counts from, as it is printed."""
    frame = place.frames[-1]
    return count(frame.start, frame.kind)
