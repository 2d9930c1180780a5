"""The table of the actions of actions.yaml: what each is, who is interested, and where it stands."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any, ClassVar

from workplan.directives.actions import checks
from workplan.directives.actions.columns import COLUMNS, HEADINGS, PARTS
from workplan.directives.actions.selection import (
    ARRANGEMENT,
    FILTERS,
    Choosing,
    chosen_of,
    filters,
    leads_to_rows,
)
from workplan.directives.declaration import Column, headings
from workplan.directives.option import Option
from workplan.directives.priorities.declared import PRIORITIES
from workplan.directives.values import choices, fractions
from workplan.errors import Place, Problem
from workplan.text.hints import one_of, quoted

if TYPE_CHECKING:
    from workplan.content.models.data import Action
    from workplan.content.sources.sources import Sources
    from workplan.files.yaml import Path

#: What the names of the options for the headings of `PARTS` end with.
_HEADING = "-heading"
SUMMARY = "Action items, the members interested in each, and its status"


class Actions(Choosing):
    name = "action-items"
    id = "actions"
    noun, nouns = "action", "actions"
    columns = COLUMNS
    options: ClassVar = {
        **headings(columns),
        "columns": Option(typed=choices(tuple(column.name for column in (*COLUMNS, *PARTS)))),
        **FILTERS,
        **ARRANGEMENT,
        "widths": Option(typed=fractions),
        "summary": Option(SUMMARY, markup=False),
        **{f"{column.name}{_HEADING}": Option() for column in PARTS},
    }
    data = "actions"
    kinds = ("action",)
    needs = (PRIORITIES.name,)

    def whole(self, options: Mapping[str, Any]) -> bool:
        return not (filters(options) or any(options[name] for name in ("columns", *ARRANGEMENT)))

    def led_to(self, sources: Sources, options: Mapping[str, Any]) -> frozenset[str] | None:
        if self.whole(options):
            return None
        if not leads_to_rows(options):
            return frozenset()
        found = chosen_of(sources, options)
        return None if found is None else frozenset(each.action.id for each in found)

    def heading_option(self, column: str) -> str:
        return f"{column}{_HEADING}" if any(each.name == column for each in PARTS) else column

    def columns_of(self, options: Mapping[str, Any]) -> tuple[Column, ...]:
        """Those that it names. Where it prints some of the actions, or in another order, their numbers have a
        column of their own."""
        known = {column.name: column for column in (*PARTS, *self.columns)}
        if options["columns"]:
            return tuple(known[name] for name in options["columns"])
        return self.columns if self.whole(options) else (known["number"], *self.columns)

    def holding(self, column: str) -> str:
        return next((each.holds for each in (*self.columns, *PARTS) if each.name == column), "")

    def wrong_options(
        self, sources: Sources, options: Mapping[str, Any], spots: Mapping[str, Place]
    ) -> Iterator[Problem]:
        yield from super().wrong_options(sources, options, spots)
        columns = self.columns_of(options)
        if options["widths"] and len(options["widths"]) != len(columns):
            message = f"widths for {len(options['widths'])} columns in a table of {len(columns)}"
            hint = f"give one for each of {one_of(column.name for column in columns)}, or none"
            yield Problem(message, spots["widths"], hint)
        for column in PARTS:
            if (name := f"{column.name}{_HEADING}") in spots and column not in columns:
                hint = f"write {column.name} into columns, or delete the heading"
                yield Problem(f"the table has no column {quoted(column.name)}", spots[name], hint)

    def markup(self, entry: Action) -> Iterator[tuple[Path, str]]:
        for column in self.columns:
            value = getattr(entry, column.name)
            if column.holds in ("linked", "markup") and value:
                yield (column.name,), value
            elif column.holds == "status" and value and value.text:
                yield (column.name, "text"), value.text

    def members(self, entry: Action) -> Iterator[str]:
        return (each.member for each in entry.interest)

    def errors(self, sources: Sources) -> Iterator[Problem]:
        yield from checks.linked_priorities(sources)
        yield from checks.interest(sources)
        yield from checks.states(sources)

    def warnings(self, sources: Sources) -> Iterator[Problem]:
        yield from checks.unserved_priorities(sources)

    def terms(self, sources: Sources, *, used: bool) -> Iterator[str]:
        actions = sources.actions.values
        statuses = [action.status for action in actions if action.status]
        roles = {interest.role for action in actions for interest in action.interest}
        printed = {
            "linked_priority": bool(actions),
            "lead": "lead" in roles,
            "contributing": "contributing" in roles,
            "timeframe": any(status.timeframe for status in statuses),
            "as_reported": any(status.meeting for status in statuses),
        }
        yield from (name for name, is_printed in printed.items() if is_printed)
        yield from self._parts(sources)
        states = {status.state for status in statuses}
        if sources.identity:
            yield from (f"state.{state.id}" for state in sources.identity.states if state.id in states)

    def _parts(self, sources: Sources) -> Iterator[str]:
        """The words of tables that show some of the actions, or some of what is known of them."""
        tables = [node.meta["options"] for node in sources.directives(self.name)]
        shown = {column.name for options in tables for column in self.columns_of(options)}
        for column, words in HEADINGS.items():
            if column in shown:
                yield words
        if any(map(filters, tables)):
            yield "no_action"
        if any(options["group"] for options in tables):
            yield from ("priority", "in_no_group")


ACTIONS = Actions()
