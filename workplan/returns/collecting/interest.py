"""What the answers make of the members' interest in each action.

    lead, contributing    the member has this role, whatever it had
    "none", in words      the member is named no more
    left blank            what the plan says of the member stays, and that is told
    not answered          stays

Where an action may have one lead and would get two, none of the new ones becomes its lead.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from msgspec import Struct

from workplan.content.models.data import Action, Interest
from workplan.returns.collecting.said import Answered, Cell


class Taken(Struct, frozen=True):
    """`interest` is what each action is to say, where that is something else; `members` the answers taken, by
    member; `leads` are the members who would lead an action that may have one lead, by action."""

    interest: Mapping[str, tuple[Interest, ...]]
    members: Mapping[str, tuple[str, ...]]
    leads: Mapping[str, tuple[str, ...]] = {}


def taken(
    actions: Sequence[Action],
    answered: Iterable[Answered],
    confirmed: frozenset[str],
    done: Mapping[str, frozenset[str]],
    *,
    one_lead: bool,
) -> Taken:
    """What the answers change. Those to be confirmed are taken of `confirmed` members alone; `done` are
    actions of which the same answer of the same file was taken before, by member."""
    all_: dict[str, dict[str, Cell]] = {action.id: {} for action in actions}
    for each in answered:
        for id, cell in each.cells.items():
            sure = cell.sure == "certain" or (cell.sure == "to be confirmed" and each.member in confirmed)
            if each.used and cell.said and sure and id in all_ and id not in done.get(each.member, ()):
                all_[id][each.member] = cell
    interest: dict[str, tuple[Interest, ...]] = {}
    leads: dict[str, tuple[str, ...]] = {}
    members: dict[str, list[str]] = {}
    for action in actions:
        cells = all_[action.id]
        if one_lead and len(found := _leads(action, cells)) > 1:
            leads[action.id] = found
            has = {each.member for each in action.interest if each.role == "lead"}
            cells = {member: cell for member, cell in cells.items() if cell.said != "lead" or member in has}
        new = _with(action.interest, cells)
        if set(new) != set(action.interest):
            interest[action.id] = new
        for member in cells:
            members.setdefault(member, []).append(action.id)
    return Taken(interest, {member: tuple(ids) for member, ids in members.items()}, leads)


def _leads(action: Action, cells: Mapping[str, Cell]) -> tuple[str, ...]:
    """Who would lead an action where a new lead is among them."""
    before = [each.member for each in action.interest if each.role == "lead"]
    stay = [member for member in before if member not in cells or cells[member].said == "lead"]
    new = [member for member, cell in cells.items() if cell.said == "lead" and member not in before]
    return (*stay, *new) if new else ()


def _with(before: Sequence[Interest], cells: Mapping[str, Cell]) -> tuple[Interest, ...]:
    roles = {each.member: each for each in before}
    for member, cell in cells.items():
        if cell.said == "none":
            roles.pop(member, None)
        elif cell.said:
            roles[member] = Interest(member=member, role=cell.said)
    return tuple(roles.values())
