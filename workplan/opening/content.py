"""Open content, with all that it prints of earlier editions."""

from __future__ import annotations

from pathlib import Path

from msgspec.structs import replace

from workplan.content.files.folder import Folder
from workplan.content.load import on_disk
from workplan.content.paper.plan import Plan
from workplan.directives.declared import of_agenda
from workplan.editions.frozen import SCHEMA
from workplan.opening.earlier import earlier
from workplan.opening.plain import Opened, as_draft, open_plain, prints_earlier
from workplan.opening.with_revisions import with_revisions


def open_content(content: Path | Folder, *, unnumbered: int = SCHEMA) -> Opened:
    """As `open_plain`; where content that was not issued prints something of earlier editions, these are
    opened. Raises `ContentError` with every problem, of these editions too."""
    folder = content if isinstance(content, Folder) else on_disk(content)

    def completed(plan: Plan) -> Plan:
        if not plan.meeting or "papers" not in of_agenda(plan.trees):
            return plan
        return replace(plan, meeting=with_revisions(folder, plan.meeting))

    opened = open_plain(folder, unnumbered=unnumbered, completed=completed)
    if opened.plan.earlier or not prints_earlier(opened.plan):
        return opened
    plan = replace(opened.plan, earlier=earlier(folder, opened))
    return replace(opened.with_plan(plan), standing=as_draft(plan))
