"""The register as people read it in a terminal: a few lines for each action, filtered and grouped.

12  policy-guide  ► In progress  OVERDUE
    Develop a policy guide on …
    Lead: Indonesia
    Timeframe: Q3 2022
    since 2021: In progress, was Not started
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from typing import Any

from msgspec import Struct

from workplan.content.models.timeframes import overdue
from workplan.content.paper.plan import Plan
from workplan.directives.actions.interest import printed
from workplan.directives.actions.selection import Group, Numbered, chosen, groups
from workplan.document.composing.inlines import markup
from workplan.document.composing.references import targets
from workplan.document.walking.walk import plain
from workplan.status.since import Difference
from workplan.text.excerpts import shortened

#: Of an action's words.
_WORDS = 90
#: The words of markup.
_Said = Callable[[str], str]


class Register(Struct, frozen=True):
    """The actions that were asked for, and how many of them are overdue on the day `on`."""

    lines: tuple[str, ...]
    count: int
    overdue: int


def register(
    plan: Plan,
    options: Mapping[str, Any],
    on: date,
    since: Mapping[str, Difference] | None = None,
    label: str = "",
) -> Register:
    """The register of `plan` for these options of `selection` (FILTERS and ARRANGEMENT). Where `since` is
    given, those alone that differ from the edition `label`."""
    found = [each for each in chosen(plan, options) if since is None or each.action.id in since]
    wanted = {each.action.id for each in found}
    leads = targets(plan)

    def said(words: str) -> str:
        return plain(markup(words, leads))

    lines: list[str] = []
    for group in groups(plan, options) if options["group"] else [Group("", "", tuple(found))]:
        actions = [each for each in group.actions if each.action.id in wanted]
        if options["group"] and actions:
            lines += ["", _heading(plan, options["group"], group, said)]
        for each in actions:
            lines += _lines(plan, each, on, said)
            if since is not None:
                lines += [
                    f"     since {label}: {line}" for line in since[each.action.id].lines(plan.identity)
                ]
    count = sum(overdue(each.action.status, plan.identity, on) for each in found)
    return Register(tuple(lines[1:] if lines and not lines[0] else lines), len(found), count)


def _heading(plan: Plan, by: str, group: Group, said: _Said) -> str:
    if not group.of:
        return plan.identity.wording.in_no_group
    if by == "priority":
        number, priority = next((n, each) for n, each in enumerate(plan.priorities, 1) if each.id == group.of)
        return f"{plan.identity.wording.priority} {number}: {shortened(said(priority.text), _WORDS)}"
    return plan.identity.printed_state(group.of) if by == "state" else group.of


def _lines(plan: Plan, each: Numbered, on: date, said: _Said) -> Iterator[str]:
    identity, action, status = plan.identity, each.action, each.action.status
    state = identity.printed_state(status.state) if status and status.state else "-"
    late = f"  {identity.wording.overdue.upper()}" if overdue(status, identity, on) else ""
    yield f"{each.number:>3}  {action.id}  {state}{late}"
    yield f"     {shortened(said(action.action), _WORDS)}"
    for line in printed(action.interest, identity.wording):
        yield f"     {line}"
    if status:
        for line in (
            said(status.text) if status.text else "",
            f"{identity.wording.timeframe}: {status.timeframe}" if status.timeframe else "",
            f"{identity.wording.as_reported} {status.meeting}" if status.meeting else "",
        ):
            if line:
                yield f"     {line}"
