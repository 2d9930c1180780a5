"""What of the register differs from an earlier edition, and its history over all editions."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from msgspec import Struct

from workplan.content.models.data import Action, Status
from workplan.content.models.identity import Identity
from workplan.content.paper.plan import Plan
from workplan.directives.actions.changed import asked, reported
from workplan.directives.actions.interest import printed

_NOTHING = Status()


class Difference(Struct, frozen=True):
    """An action then and now. `before` is None for one that is new."""

    before: Action | None
    now: Action
    reworded: bool = False

    def lines(self, identity: Identity) -> Iterator[str]:
        """What is different, a line for each field."""
        if self.before is None:
            yield "a new action"
            return
        if self.reworded:
            yield "its words were changed"
        old, new = self.before.status or _NOTHING, self.now.status or _NOTHING
        if old.state != new.state:
            yield f"{_state(new.state, identity)}, was {_state(old.state, identity)}"
        for name, was, now in (
            ("status", old.text, new.text),
            (identity.wording.timeframe, old.timeframe, new.timeframe),
            (identity.wording.as_reported, old.meeting, new.meeting),
            ("interest", _interest(self.before, identity), _interest(self.now, identity)),
        ):
            if was != now:
                yield f"{name}: {now or 'none'}, was {was or 'none'}"


def differences(before: Plan, now: Plan) -> dict[str, Difference]:
    """What differs of each action, by id, where anything does."""
    then = {action.id: action for action in before.actions}
    found: dict[str, Difference] = {}
    for action in now.actions:
        old = then.get(action.id)
        reworded = old is not None and asked(old) != asked(action)
        if old is None or reworded or reported(old) != reported(action):
            found[action.id] = Difference(old, action, reworded)
    return found


def gone(before: Plan, now: Plan) -> tuple[Action, ...]:
    """Actions that are in the plan no more."""
    there = {action.id for action in now.actions}
    return tuple(action for action in before.actions if action.id not in there)


class Dated(Struct, frozen=True):
    """A plan as it was: `label` names its edition."""

    label: str
    plan: Plan


def history(editions: Sequence[Dated], actions: Iterable[str]) -> Iterator[tuple[str, Sequence[str]]]:
    """For each of the actions, by id, a line for each edition in which something is different from the one
    before: who led it and contributed, and what was reported."""
    for id in actions:
        lines: list[str] = []
        last: Action | None = None
        for edition in editions:
            action = next((each for each in edition.plan.actions if each.id == id), None)
            if action is None:
                if last is not None:
                    lines.append(f"{edition.label}: not in this edition")
            elif last is None or reported(last) != reported(action):
                lines.append(f"{edition.label}: {_told(action, edition.plan.identity)}")
            last = action
        yield id, lines


def _told(action: Action, identity: Identity) -> str:
    status, wording = action.status or _NOTHING, identity.wording
    parts = [
        _interest(action, identity),
        _state(status.state, identity) if status.state else "",
        status.text or "",
        f"{wording.timeframe}: {status.timeframe}" if status.timeframe else "",
        f"{wording.as_reported} {status.meeting}" if status.meeting else "",
    ]
    return "; ".join(filter(None, parts)) or "nothing reported"


def _interest(action: Action, identity: Identity) -> str:
    return "; ".join(printed(action.interest, identity.wording))


def _state(id: str | None, identity: Identity) -> str:
    """A state by its name; of a state that is listed no more, its id."""
    names: Mapping[str, str] = {state.id: identity.printed_state(state.id) for state in identity.states}
    return names.get(id, id) if id else identity.wording.no_state
