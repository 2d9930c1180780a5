"""The columns of the table of actions: a new one is a field of `content.models.data.Action`, and a line
here."""

from __future__ import annotations

from collections.abc import Mapping

from workplan.directives.declaration import Column

#: Those of a table that does not say which it has.
COLUMNS = (
    Column("action", "Action item", "linked"),
    Column("interest", "Members' interest", "members"),
    Column("status", "Status", "status"),
)

#: The word of the plan's wording that is the heading of each part.
HEADINGS: Mapping[str, str] = {
    "number": "number",
    "priorities": "linked_priority",
    "lead": "lead",
    "contributing": "contributing",
    "state": "state_of",
    "timeframe": "timeframe",
    "meeting": "as_reported",
    "overdue": "overdue",
}

#: Those that a table may name besides. Each has a part of what is in `COLUMNS`, or is worked out. Their
#: headings are words of the wording, unless an option gives one.
PARTS = (
    Column("number", "", "made"),
    Column("priorities", "", "priorities"),
    Column("lead", "", "members"),
    Column("contributing", "", "members"),
    Column("state", "", "status"),
    Column("timeframe", "", "words"),
    Column("meeting", "", "words"),
    Column("overdue", "", "made"),
)
