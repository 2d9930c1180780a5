"""What the lines of a front page are to whoever shows them: their roles, and what their ids say.

The lines themselves are in `masthead`, and a paper's in the layout of its head (`layout`).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Literal

Align = Literal["start", "end", "centre"]

#: The roles of the lines of the plan's own front page, in the order of `masthead.LINES`; they are their ids,
#: too.
PLAN_ROLES = ("symbol", "organisation", "mandate", "group", "co-chairs", "title", "edition")

#: The role of lines in a frame, which is one around all that follow each other.
BOX = "head-box"

_ALIGNED = ("normal", "strong", "large", "small")
_SIDES: tuple[Align, ...] = ("start", "end", "centre")


def aligned(look: str, align: Align) -> str:
    return look if align == "start" else f"{look}-{align}"


#: The roles of the titles of papers.
TITLES: Mapping[Align, str] = {align: aligned("title", align) for align in _SIDES}
#: The roles that layouts alone use, each with the style of the theme that it is made of and its alignment.
ROLES: Mapping[str, tuple[str, Align]] = {
    **{aligned(f"head-{look}", align): (f"head-{look}", align) for look in _ALIGNED for align in _SIDES},
    **{role: ("title", align) for align, role in TITLES.items() if align != "start"},
    BOX: (BOX, "start"),
}
#: The roles of the paragraphs of a front page.
MASTHEAD = frozenset((*PLAN_ROLES, *ROLES))

#: What stands before the ids of a paper's lines. Nothing else is named below the title.
_BELOW = "title."


def paper_line(names: tuple[str, ...]) -> str:
    """The id of the line of a paper that prints the fields of these names."""
    return _BELOW + ".".join(map(_in_id, names))


def is_of_paper(id: str) -> bool:
    """Whether this is the id of a line that a layout makes."""
    return id.startswith(_BELOW)


def line_name(id: str, labels: Mapping[str, str]) -> str:
    """What the line of a paper is called, of which this is the id: "Place, dates"."""
    names = {_in_id(name): label for name, label in labels.items()}
    parts = re.sub(r"-\d+$", "", id.removeprefix(_BELOW)).split(".")
    known = [
        names.get(part, part.removeprefix("extra-").replace("-", " ")) for part in parts if part != "label"
    ]
    return ", ".join(known)


def _in_id(name: str) -> str:
    return re.sub("[^a-z0-9]+", "-", name)
