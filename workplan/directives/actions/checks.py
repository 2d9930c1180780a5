"""What actions.yaml cannot know alone: the priorities and the members that its actions name."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from workplan.errors import Problem
from workplan.text.hints import Suggestions, join, one_of, quoted

if TYPE_CHECKING:
    from workplan.content.sources.sources import Sources


def linked_priorities(sources: Sources) -> Iterator[Problem]:
    known = dict.fromkeys(priority.id for priority in sources.priorities.values)
    items = {item.id: priority.id for priority in sources.priorities.values for item in priority.items}
    linked_to = {id for action in sources.actions.values for id in action.linked_priorities}
    unserved = [id for id in known if id not in linked_to]
    suggest, choices, file = Suggestions(known), one_of(known), sources.priorities.places.file
    for path, action in sources.actions.items:
        linked: set[str] = set()
        places, path = sources.actions.places, (*path, "linked_priorities")
        # A plan without priorities has actions all the same.
        if not action.linked_priorities and (known or not sources.priorities.complete):
            hint = f"name at least one priority{': ' if choices else ''}{choices}"
            yield Problem("this action is linked to no priority", places.value(path), hint)
        for at, id in enumerate(action.linked_priorities):
            place = places.value((*path, at))
            if id in linked:
                yield Problem(f"the priority {quoted(id)} is linked twice", place, "delete one")
            elif id in items and id not in known:
                hint = f'link the priority itself: "{items[id]}"'
                yield Problem(f"{quoted(id)} is an item of a priority, not a priority", place, hint)
            elif id not in known and sources.priorities.lists_all:
                meant = suggest(id) or _renamed(id, known, unserved)
                hint = join(meant, f"Priorities are defined in {file}{'' if meant else f': {choices}'}")
                if meant or not sources.priorities.has_twins:
                    yield Problem(f"linked priority {quoted(id)} does not exist", place, hint)
            linked.add(id)


def _renamed(id: str, known: Iterable[str], unserved: Sequence[str]) -> str:
    """What may be meant by the id of a priority that is like no other: its number, or the one to which no
    action is linked."""
    numbered = dict(enumerate(known, start=1))
    if id.isdecimal() and (meant := numbered.get(int(id))):
        return f"priority {id} is {quoted(meant)}."
    return f"did you mean {quoted(unserved[0])}, to which no action is linked?" if len(unserved) == 1 else ""


def interest(sources: Sources) -> Iterator[Problem]:
    known = dict.fromkeys(member.id for member in sources.members.values)
    suggest, file = Suggestions(known), sources.members.places.file
    for path, action in sources.actions.items:
        seen: set[str] = set()
        for at, each in enumerate(action.interest):
            place = sources.actions.places.value((*path, "interest", at, "member"))
            if each.member in seen:
                message = f"the member {quoted(each.member)} is listed twice for this action"
                yield Problem(message, place, "delete one")
            elif each.member not in known and sources.members.lists_all:
                meant = suggest(each.member)
                hint = join(meant, f"Members are listed in {file}")
                if meant or not sources.members.has_twins:
                    yield Problem(f"the member {quoted(each.member)} is not known", place, hint)
            seen.add(each.member)


def states(sources: Sources) -> Iterator[Problem]:
    if not (identity := sources.identity):
        return
    known = [state.id for state in identity.states]
    suggest, listed = Suggestions(known), f"states: {one_of(known)}"
    plan = sources.places["plan.yaml"]
    named = ((id, plan.key(("wording", "state", id))) for id in identity.wording.state)
    stated = (
        (action.status.state, sources.actions.places.value((*path, "status", "state")))
        for path, action in sources.actions.items
        if action.status and action.status.state
    )
    for id, place in (*named, *stated):
        if id not in known:
            formerly = 'it is called "postponed" now' if id == "deferred" and "postponed" in known else ""
            hint = join(
                formerly or suggest(id), f"{listed[0].upper()}{listed[1:]}; other words go behind text:"
            )
            yield Problem(f"there is no state {quoted(id)}", place, hint)


def unserved_priorities(sources: Sources) -> Iterator[Problem]:
    if not sources.actions.complete or not sources.actions.items:
        return
    served = {id for action in sources.actions.values for id in action.linked_priorities}
    if not served <= {priority.id for priority in sources.priorities.values}:
        return  # one that is misspelt serves a priority too
    for path, priority in sources.priorities.items:
        if priority.id not in served:
            place = sources.priorities.places.value((*path, "id"))
            hint = f"link an action to it in {sources.actions.places.file}"
            yield Problem(f"no action serves the priority {quoted(priority.id)}", place, hint, warning=True)
