"""What is named although its file, which may be absent, defines nothing: said once, of the file."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from workplan.content.checks.uses import uses
from workplan.content.sources.sources import Entries, Sources
from workplan.directives.declared import FROM_FILES
from workplan.errors import Place, Problem
from workplan.text.hints import one_of, quoted


def undefined(sources: Sources) -> Iterator[Problem]:
    """A problem for each of the files that define nothing of what others name in them."""
    actions = sources.actions.values
    linked = dict.fromkeys(id for action in actions for id in action.linked_priorities)
    interested = dict.fromkeys(each.member for action in actions for each in action.interest)
    called = dict.fromkeys(call.name for call in uses(sources, "note_call"))
    yield from _nothing(
        sources.priorities, linked, "defines no priority, and actions are linked to", "- id: {0}, and text: …"
    )
    yield from _nothing(sources.members, interested, "lists no member, and actions name", "- id: {0}")
    yield from _nothing(sources.footnotes, called, "defines no note, and the text calls", '{0}: "…"')


def _nothing(entries: Entries[Any], named: dict[str, None], says: str, form: str) -> Iterator[Problem]:
    if not named or entries.items or not entries.complete:
        return
    such = form.format(next(iter(named)))
    hint = f"write them into it, such as {such}; or is it missing, or called otherwise?"
    yield Problem(f"the file {says} {one_of(map(quoted, named), 6)}", Place(entries.places.file), hint)


def hollow(sources: Sources) -> Entries[Any] | None:
    """The entries of a file that a manuscript prints, where there are none: what its words would call, and
    what leads to them, is missing, too."""
    printed = {node.meta["name"] for node in sources.directives()}
    files = (each.entries(sources) for each in FROM_FILES if each.name in printed)
    return next((entries for entries in files if entries.complete and not entries.items), None)
