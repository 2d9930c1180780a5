"""What members say of actions, out of all that came back: one cell for each member and action.

A member who answers twice is heard once, by the later return, where somebody says which that is: dates are
those that were given on the command line, or those of messages; never those of files.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from msgspec import Struct

from workplan.content.models.data import Role
from workplan.returns.answers import Answers, How, Sure
from workplan.returns.collecting.files import Read
from workplan.returns.collecting.log import Said
from workplan.returns.form import Form


class Cell(Struct, frozen=True):
    """What a member says of an action; `said` is empty for nothing. `before` is what the plan says of them,
    "interested" for a member without a role."""

    said: Said | None = None
    sure: Sure = "certain"
    how: How | None = None
    why: str = ""
    comment: str = ""
    before: Role | None = None
    is_named: bool = False  # in the plan, with or without a role

    @property
    def is_empty(self) -> bool:
        return self.said is None and self.sure != "unreadable" and not self.comment


class Answered(Struct, frozen=True):
    """A member and what they say. `reads` are all their returns, `used` is the one that counts; None where
    none does, with `why`."""

    member: str
    reads: tuple[Read, ...] = ()
    used: Read | None = None
    cells: Mapping[str, Cell] = {}
    why: str = ""


def cell(answers: Answers | None, before: Role | None, *, is_named: bool) -> Cell:
    """What the answers to one action come to."""
    if answers is None:
        return Cell(before=before, is_named=is_named)
    comment = (answers.comment.value or answers.comment.said) if answers.comment else ""
    ticks = [tick for tick in (answers.lead, answers.contributing) if tick]
    how = next((each.how for each in answers.all), None)
    whys = list(dict.fromkeys(each.why for each in answers.all if each.why))
    made = Cell(None, "certain", how, "; ".join(whys), comment, before, is_named)
    if any(tick.sure == "unreadable" for tick in ticks):
        return _as(made, None, "unreadable")
    sure: Sure = (
        "to be confirmed" if any(each.sure == "to be confirmed" for each in answers.all) else "certain"
    )
    lead, contributing = (bool(tick and tick.value) for tick in (answers.lead, answers.contributing))
    if lead and contributing:
        return _as(made, None, "unreadable", "it says both, lead and contributing")
    if lead or contributing:
        return _as(made, "lead" if lead else "contributing", sure)
    is_said = len(ticks) == 2 and all(tick.said for tick in ticks)
    return _as(made, "none" if is_said else None, sure)


def _as(made: Cell, said: Said | None, sure: Sure, why: str = "") -> Cell:
    return Cell(said, sure, made.how, why or made.why, made.comment, made.before, made.is_named)


def cells_of(
    read: Read, form: Form, roles: Mapping[str, Mapping[str, Role | None]], member: str
) -> dict[str, Cell]:
    """The cells of a return; `roles` are the members of each action in the plan."""
    return {
        row.action: cell(
            read.returned.answers.get(row.action),
            roles.get(row.action, {}).get(member),
            is_named=member in roles.get(row.action, {}),
        )
        for row in form.rows
    }


class Earlier(Struct, frozen=True):
    """What was collected of a member before: when it came, and which answers."""

    digest: str
    file: str
    received: date | None
    answers: Mapping[str, Said]


def latest(
    reads: Sequence[Read],
    earlier: Iterable[Earlier],
    says: Mapping[str, Mapping[str, Said]],
    same: Mapping[str, str],
) -> tuple[Read | None, str]:
    """The return that counts among those of one member, and why none does. By the digest of each, `same` is a
    fingerprint of all that it says, and `says` its answers: those that say the same need no date."""
    digests = {read.digest for read in reads}
    old = [each for each in earlier if each.digest not in digests and each.answers not in says.values()]
    if len({same[read.digest] for read in reads}) == 1 and not old:
        return max(reads, key=lambda read: read.received or date.min), ""
    days = [read.received for read in reads] + [each.received for each in old]
    if any(day is None for day in days):
        names = ", ".join([*(each.file for each in old), *(read.given.name for read in reads)])
        return None, f"there is more than one answer, and nothing says which is later: {names}"
    newest = max(day for day in days if day)
    last = [read for read in reads if read.received == newest]
    if not last:
        return None, f"a later answer was collected already, of {newest}"
    if all(read.moment for read in last):
        moment = max(read.moment for read in last if read.moment)
        last = [read for read in last if read.moment == moment]
    if len({same[read.digest] for read in last}) > 1 or any(each.received == newest for each in old):
        return None, f"there is more than one answer of the same day, {newest}"
    return last[-1], ""
