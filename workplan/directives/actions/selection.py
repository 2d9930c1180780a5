"""Which actions a directive is about, and in what order: its options for that, and what they choose.

    :priority: impunity, capacity    linked to one of these, by id
    :state: postponed, none          in one of these states, by id; none: of which no state is reported
    :member: UNODC                   in which one of these members is interested
    :lead: missing                   that no member leads
    :overdue: yes                    that should have been done, and are not …
    :on: 2022-12-01                  … on this day; on the day of the paper where left out
    :changed-since: 2021             that are new since this edition of the plan, or say something else now;
                                     last: since the one before the present content

    :group: priority                 below their priorities, states or members; one may be in several groups
    :sort: timeframe                 by priority, state, member or timeframe; in their order where left out

Whatever chooses actions is `Choosing`, has `FILTERS` among its options, and asks `chosen`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from itertools import chain, count
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

from msgspec import Struct

from workplan.content.files.papers import PLAN
from workplan.content.models.timeframes import last_day, overdue
from workplan.content.values.labels import label_slug
from workplan.directives.actions.changed import changed_since
from workplan.directives.declaration import Declaration, Wanted
from workplan.directives.option import Option, yes_or_no
from workplan.directives.values import choice, day, several
from workplan.errors import Place, Problem
from workplan.text.hints import Suggestions, join, one_of, quoted

if TYPE_CHECKING:
    from workplan.content.models.data import Action
    from workplan.content.paper.plan import Plan
    from workplan.content.sources.sources import Sources

#: What stands for actions of which no state is reported.
NO_STATE = "none"
#: The name of the group of those that belong to none.
WITHOUT = "without"

FILTERS: Mapping[str, Option] = {
    "priority": Option(typed=several),
    "state": Option(typed=several),
    "member": Option(typed=several),
    "lead": Option(typed=choice("missing")),
    "overdue": Option("no", typed=yes_or_no("whether only overdue actions are chosen")),
    "on": Option(typed=day),
    "changed-since": Option(markup=False),
}
ARRANGEMENT: Mapping[str, Option] = {
    "group": Option(typed=choice("priority", "state", "member")),
    "sort": Option(typed=choice("priority", "state", "member", "timeframe")),
}

#: What an action has of one kind (its priorities, say), and the order of all that there are.
_Of = Callable[["Action"], Sequence[str]]


class Numbered(Struct, frozen=True):
    """An action with its number in the plan."""

    number: int
    action: Action


class Group(Struct, frozen=True):
    """Actions that stand together: below a priority, a state or a member, whose id is `of`; empty for those
    that have none. `name` is a name for ids."""

    name: str
    of: str
    actions: tuple[Numbered, ...]


def filters(options: Mapping[str, Any]) -> bool:
    """Whether the options choose some of the actions."""
    return any(options[name] for name in FILTERS if name != "on")


def leads_to_rows(options: Mapping[str, Any]) -> bool:
    """Whether references may lead to what the options choose: a row stands there once, and nobody needs an
    earlier edition to know that it does."""
    return not (options["group"] or options["changed-since"])


def edition_missing(plan: Plan, options: Mapping[str, Any]) -> bool:
    """Whether the filters ask what changed since an edition, and none was issued before."""
    known = plan.earlier.of(options["changed-since"], PLAN) if plan.earlier else None
    return bool(options["changed-since"]) and (known is None or known.edition is None)


def reference_day(plan: Plan, options: Mapping[str, Any]) -> date:
    """The day on which actions are overdue or not: never today's, so that a paper says the same tomorrow."""
    return options["on"] or plan.identity.edition.date


def chosen(plan: Plan, options: Mapping[str, Any]) -> tuple[Numbered, ...]:
    """The actions that pass all of the filters, sorted."""
    found = [
        Numbered(number, action)
        for number, action in enumerate(plan.actions, start=1)
        if all(passes(action) for passes in _filters(plan, options))
    ]
    if by := options.get("sort"):
        found.sort(key=lambda each: _rank(plan, by, each.action))
    return tuple(found)


def chosen_of(sources: Sources, options: Mapping[str, Any]) -> tuple[Numbered, ...] | None:
    """The same of content that may not be in order yet; None where plan.yaml is not. What changed since an
    edition is not known here: none."""
    if not sources.identity:
        return None
    known: Any = SimpleNamespace(
        identity=sources.identity,
        actions=sources.actions.values,
        priorities=sources.priorities.values,
        members=sources.members.values,
        earlier=None,
    )
    return chosen(known, options)


def groups(plan: Plan, options: Mapping[str, Any]) -> Iterator[Group]:
    """The chosen actions in groups, those that are empty left out."""
    actions, by = chosen(plan, options), options["group"]
    of, order = _kind(plan, by)
    wanted = options[by]
    taken = {WITHOUT}
    for id in order:
        below = tuple(each for each in actions if id in of(each.action))
        if below and (id in wanted or not wanted):
            stem = label_slug(id)
            stem = f"{by}-{stem}" if stem.isdigit() else stem  # a number alone would be a place
            names = chain((stem,), (f"{stem}-{number}" for number in count(2)))
            name = next(name for name in names if name not in taken)
            taken.add(name)
            yield Group(name, id, below)
    rest = tuple(each for each in actions if not of(each.action))
    if rest:
        yield Group(WITHOUT, "", rest)


def state_of(action: Action) -> str:
    return (action.status and action.status.state) or ""


def _filters(plan: Plan, options: Mapping[str, Any]) -> Iterator[Callable[[Action], bool]]:
    for name in ("priority", "member"):
        if wanted := options[name]:
            of, _ = _kind(plan, name)
            yield lambda action, of=of, wanted=wanted: any(id in wanted for id in of(action))  # type: ignore[misc]
    if states := options["state"]:
        yield lambda action: (state_of(action) or NO_STATE) in states
    if options["lead"]:
        yield lambda action: all(each.role != "lead" for each in action.interest)
    if options["overdue"]:
        on = reference_day(plan, options)
        yield lambda action: overdue(action.status, plan.identity, on)
    if named := options["changed-since"]:
        since = changed_since(plan, named)
        yield lambda action: action.id in since


def _kind(plan: Plan, name: str) -> tuple[_Of, Sequence[str]]:
    match name:
        case "priority":
            return (lambda action: action.linked_priorities), [each.id for each in plan.priorities]
        case "state":
            return (lambda a: [s] if (s := state_of(a)) else []), [each.id for each in plan.identity.states]
        case _:
            of = lambda action: [each.member for each in action.interest]  # noqa: E731
            return of, [each.id for each in plan.members]


def _rank(plan: Plan, by: str, action: Action) -> tuple[Any, ...]:
    """What actions are sorted by; those that have nothing of the kind stand last."""
    if by == "timeframe":
        status = action.status
        end = last_day(status.timeframe, plan.identity) if status and status.timeframe else None
        return (end is None, end or date.min)
    of, order = _kind(plan, by)
    places = [order.index(id) for id in of(action) if id in order]
    return (not places, min(places, default=0))


def unknown(sources: Sources, options: Mapping[str, Any], spots: Mapping[str, Place]) -> Iterator[Problem]:
    """What the filters name and nobody knows."""
    identity = sources.identity
    states = [*(state.id for state in identity.states), NO_STATE] if identity else None
    known: dict[str, tuple[Sequence[str] | None, str]] = {
        "priority": (_ids(sources.priorities), "priorities are defined in"),
        "member": (_ids(sources.members), "members are listed in"),
        "state": (states, ""),
    }
    files = {"priority": sources.priorities.places.file, "member": sources.members.places.file}
    for name, (ids, where) in known.items():
        if ids is None:
            continue
        for id in options[name]:
            if id not in ids:
                about = f"{where} {files[name]}" if where else f"states: {one_of(ids)}"
                hint = join(Suggestions(ids)(id), f"{about[0].upper()}{about[1:]}")
                yield Problem(f"there is no {name} {quoted(id)}", spots[name], hint)


def _ids(entries: Any) -> list[str] | None:
    return [each.id for each in entries.values] if entries.lists_all else None


class Choosing(Declaration):
    """A directive that has `FILTERS` among its options."""

    def wrong_options(
        self, sources: Sources, options: Mapping[str, Any], spots: Mapping[str, Place]
    ) -> Iterator[Problem]:
        return unknown(sources, options, spots)

    def of_editions(self, options: Mapping[str, Any]) -> Iterator[Wanted]:
        if named := options["changed-since"]:
            yield Wanted("changed", named, PLAN, "changed-since")
