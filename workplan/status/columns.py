"""The spreadsheet of the register: what writing and reading agree on."""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum

from workplan.content.models.data import Action, Interest, Status
from workplan.content.models.identity import Identity

#: The first cell of the hidden sheet, which holds what every cell said when the file was made.
MARK = "workplan-status 1"
#: Its name. That of the sheet to fill in is the plan's word for status, as far as a sheet may be called so.
HIDDEN = "workplan"


class Column(Enum):
    """A column, by the name that it has in the hidden sheet. The order is that of the sheet; reading goes by
    the headings."""

    NUMBER = "number"
    ACTION = "action"
    PRIORITIES = "priorities"
    LEAD = "lead"
    CONTRIBUTING = "contributing"
    INTERESTED = "interested"
    STATE = "state"
    TEXT = "text"
    TIMEFRAME = "timeframe"
    MEETING = "meeting"
    KEY = "key"


#: Those that people fill in, and that are read back.
FILLED_IN = (
    Column.LEAD,
    Column.CONTRIBUTING,
    Column.INTERESTED,
    Column.STATE,
    Column.TEXT,
    Column.TIMEFRAME,
    Column.MEETING,
)
#: Those that people may look at only.
NOT_READ = (Column.ACTION, Column.PRIORITIES)
#: Those whose cells the hidden sheet keeps.
KEPT = (*FILLED_IN, *NOT_READ)
#: The role of the members of a column.
ROLES = {Column.LEAD: "lead", Column.CONTRIBUTING: "contributing", Column.INTERESTED: None}


def headings(identity: Identity) -> dict[Column, str]:
    """What stands above the columns, in the plan's own words; those that are alike are told apart."""
    wording = identity.wording
    found = {
        Column.NUMBER: wording.number,
        Column.ACTION: "Action item",
        Column.PRIORITIES: wording.priority,
        Column.LEAD: _capital(wording.lead),
        Column.CONTRIBUTING: _capital(wording.contributing),
        Column.INTERESTED: _capital(wording.interested),
        Column.STATE: wording.state_of,
        Column.TEXT: "Status",
        Column.TIMEFRAME: wording.timeframe,
        Column.MEETING: wording.as_reported,
        Column.KEY: "Key",
    }
    words = [each.casefold() for each in found.values()]
    return {
        column: f"{name} ({column.value})" if words.count(name.casefold()) > 1 else name
        for column, name in found.items()
    }


def filled_in(action: Action) -> dict[Column, str]:
    """What the content says of an action in each column that people fill in: a state by its id."""
    status = action.status or Status()
    return {
        **{column: names(action.interest, role) for column, role in ROLES.items()},
        Column.STATE: status.state or "",
        Column.TEXT: status.text or "",
        Column.TIMEFRAME: status.timeframe or "",
        Column.MEETING: status.meeting or "",
    }


def names(interest: Sequence[Interest], role: str | None) -> str:
    """The members of a role, as a cell lists them."""
    return "\n".join(each.member for each in interest if each.role == role)


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]
