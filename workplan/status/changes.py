"""Changes of the register, written into actions.yaml.

Only lines of what differs are changed. What the files would say is loaded and checked before anything is
written, and what is wrong with it is said where the change was asked for. A state follows another one as
plan.yaml allows it (`content.models.states.State.next`).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

import yaml
from msgspec import Struct

from workplan.content.files.folder import Folder, OverlaidFolder
from workplan.content.load import load
from workplan.content.models.data import Action, Interest, Status
from workplan.content.models.identity import Identity
from workplan.content.paper.plan import Plan
from workplan.directives.actions.interest import in_file_order
from workplan.errors import ContentError, Place, Problem
from workplan.text.characters import refusal, refused_character
from workplan.text.hints import Suggestions, did_you_mean, join, one_of, quoted
from workplan.writeback.yaml.edit import patched, read_data
from workplan.writeback.yaml.entries import in_order

FILE = "actions.yaml"
#: The fields of a status, in the order in which a file has them.
FIELDS = tuple(Status.model_fields)


class Change(Struct, frozen=True):
    """What an action is to say. `status` has the fields that change, with their new words; empty ones are
    taken out. `places` are where each was asked for: fields of a status, "interest", and "" for the rest."""

    action: str
    status: Mapping[str, str] = {}
    interest: tuple[Interest, ...] | None = None
    places: Mapping[str, Place] = {}

    def place(self, name: str = "") -> Place:
        return self.places.get(name) or self.places[""]


class Changed(Struct, frozen=True):
    """The new text of actions.yaml, the actions that say something else in it, and the content `after` it."""

    text: str
    actions: tuple[str, ...]
    after: Plan
    warnings: tuple[Problem, ...] = ()


def changed(folder: Folder, plan: Plan, changes: Sequence[Change], *, is_correction: bool = False) -> Changed:
    """The content of `folder`, which holds `plan`, with these changes. Nothing is written. A correction may
    give an action any state. Raises `ContentError` with all that is wrong with any of them."""
    known = {action.id: action for action in plan.actions}
    problems = list(_wrong(known, plan.identity, changes, is_correction=is_correction))
    if problems:
        raise ContentError(problems)
    before = folder.text(FILE)
    entries: Any = read_data(before) or []
    by_id = {change.action: change for change in changes}
    wanted = [
        _entry(entry, known[entry["id"]], by_id[entry["id"]], plan) if entry["id"] in by_id else entry
        for entry in entries
    ]
    different = tuple(new["id"] for new, old in zip(wanted, entries, strict=True) if new != old)
    if not different:
        return Changed(before, (), plan)
    text = patched(before, wanted)
    try:
        loaded = load(OverlaidFolder({FILE: text.encode()}, folder))
    except ContentError as error:
        raise ContentError(_where_asked(error.problems, text, folder.shown(FILE), by_id)) from None
    return Changed(text, different, loaded.plan, loaded.warnings)


def _wrong(
    known: Mapping[str, Action], identity: Identity, changes: Iterable[Change], *, is_correction: bool
) -> Iterator[Problem]:
    suggest = Suggestions(known)
    states = [state.id for state in identity.states]
    for change in changes:
        if change.action not in known:
            hint = join(suggest(change.action), f"Actions are defined in {FILE}")
            yield Problem(f"there is no action {quoted(change.action)}", change.place(), hint)
            continue
        for name, words in change.status.items():
            if found := refused_character(words):
                yield Problem(refusal(found.group()), change.place(name), "type the words again without it")
        if "state" not in change.status:
            continue
        new, status = change.status["state"], known[change.action].status
        old = (status and status.state) or ""
        if new and new not in states:
            hint = join(did_you_mean(new, states), f"States: {one_of(states)}")
            yield Problem(f"there is no state {quoted(new)}", change.place("state"), hint)
        elif not is_correction and not follows(identity, old, new):
            yield Problem(*_not_allowed(identity, old, new, change.place("state")))


def follows(identity: Identity, old: str, new: str) -> bool:
    """Whether an action of the state `old` may have the state `new` next; empty for none."""
    if not old or old == new:
        return True
    state = next(state for state in identity.states if state.id == old)
    return bool(new) and (state.next is None or new in state.next)


def _not_allowed(identity: Identity, old: str, new: str, place: Place) -> tuple[str, Place, str]:
    name = {state.id: quoted(identity.state_name(state)) for state in identity.states}
    allowed = [state.id for state in identity.states if state.id != old and follows(identity, old, state.id)]
    first = (
        f"after {name[old]} may come: {one_of(allowed)}" if allowed else f"nothing comes after {name[old]}"
    )
    message = f"an action that is {name[old]} cannot become {name[new] if new else 'one without a state'}"
    return message, place, f"{first}; where it was reported by mistake, add --correct"


def _entry(entry: Mapping[str, Any], action: Action, change: Change, plan: Plan) -> Mapping[str, Any]:
    """An entry of actions.yaml with a change; the entry itself where nothing changes."""
    result = dict(entry)
    if change.status:
        status = {**(entry.get("status") or {}), **change.status}
        status = {name: status[name] for name in FIELDS if status.get(name)}
        result["status"] = status
        if not status:
            del result["status"]
    if change.interest is not None and set(change.interest) != set(action.interest):
        before = [each.member for each in action.interest]
        interest = in_file_order(change.interest, before, behind=False)
        result["interest"] = [each.model_dump(exclude_none=True) for each in interest]
        if not interest:
            del result["interest"]
    if all((result.get(name) or None) == (entry.get(name) or None) for name in ("status", "interest")):
        return entry
    return in_order(result, Action)


def _where_asked(
    problems: Iterable[Problem], text: str, shown: str, changes: Mapping[str, Change]
) -> Iterator[Problem]:
    """Problems with what actions.yaml would say, at the places where that was asked for."""
    fields = list(_fields(text, changes))
    for problem in problems:
        line = problem.place.line if problem.place.file == shown else 0
        place = next((place for first, last, place in fields if first <= line <= last), None)
        yield replace(problem, place=place) if place else problem


def _fields(text: str, changes: Mapping[str, Change]) -> Iterator[tuple[int, int, Place]]:
    """First and last line of each changed field of actions.yaml, and where it was asked for."""
    root = yaml.compose(text, Loader=yaml.CSafeLoader)
    assert isinstance(root, yaml.SequenceNode)
    for entry in root.value:
        values = {key.value: (key, value) for key, value in entry.value}
        change = changes.get(values["id"][1].value)
        if change and "status" in values and isinstance(values["status"][1], yaml.MappingNode):
            for key, value in values["status"][1].value:
                if key.value in change.status:
                    yield key.start_mark.line + 1, value.end_mark.line + 1, change.place(key.value)
        if change and change.interest is not None and "interest" in values:
            key, value = values["interest"]
            yield key.start_mark.line + 1, value.end_mark.line + 1, change.place("interest")
