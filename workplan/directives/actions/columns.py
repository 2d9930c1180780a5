"""The columns of the table of actions: a new one is a field of `content.models.Action`, and a line here."""

from __future__ import annotations

from workplan.directives.declaration import Column

COLUMNS = (
    Column("action", "Action item", "linked"),
    Column("interest", "Members' interest", "members"),
    Column("status", "Status", "status"),
)
