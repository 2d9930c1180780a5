"""The line by which a form is known wherever its words are, whatever a program left out of the file:

    Form F7K2-9QXM · Indonesia · 2021 · 2031-06-30

The word before the id is the plan's; the rest is read: id, member (a dash in a blank form), edition, and the
day until which the form is to be returned.
"""

from __future__ import annotations

import re
from datetime import date

from msgspec import Struct

from workplan.document.printing.directions import isolated, unisolated
from workplan.returns.form import SIGNS, Form

_APART = " · "
_NOBODY = "–"
_LINE = re.compile(
    rf"(?<![\w-])([{SIGNS}]{{4}})-([{SIGNS}]{{4}})(?![\w-])(?=(?:\s+·\s+(?P<rest>.*\S))?)", re.IGNORECASE
)


class Stamp(Struct, frozen=True):
    """What the line says. `member` is None in a blank form, and where nothing but the id is there, as the
    others are."""

    id: str
    member: str | None = None
    edition: str | None = None
    deadline: date | None = None


def stamp_line(form: Form) -> str:
    """The line in which a form says whose it is."""
    names = (form.member or _NOBODY, form.edition, form.deadline.isoformat())
    return _APART.join((stamp_head(form), *(isolated(name, form.direction) for name in names)))


def stamp_head(form: Form) -> str:
    """The beginning of that line, which is in the head of every page, too."""
    return f"{form.wording.form.form} {isolated(form.id, form.direction)}"


def read_stamp(line: str) -> Stamp | None:
    """What a line says, if there is the id of a form in it. Letters may be small, white space may have
    changed. Digits alone are years ("2031-2033"), unless the rest of the line stands behind them."""
    found = map(_stamp, _LINE.finditer(" ".join(unisolated(line).split())))
    return next((each for each in found if each.edition or not each.id.replace("-", "").isdecimal()), None)


def _stamp(found: re.Match[str]) -> Stamp:
    id = f"{found[1]}-{found[2]}".upper()
    parts = re.split(r"\s+·\s+", found["rest"] or "")
    if len(parts) < 3:
        return Stamp(id)
    *member, edition, day = parts
    try:
        deadline = date.fromisoformat(day)
    except ValueError:
        return Stamp(id)
    name = _APART.join(member)
    return Stamp(id, None if name == _NOBODY else name, edition, deadline)
